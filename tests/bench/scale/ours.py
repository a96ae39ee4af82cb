"""What a publisher does with our project, one command each, and what it costs."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from archive import Conference, Material, conference
from cost import Cost, Failed, run
from generate import write

GENERATED = ("docs/qa", "site", ".cache")
_SERVED = 600  # seconds until a site that is served must stand


class Project:
    """A folder as generate.py writes it."""

    def __init__(self, folder: Path, made_of: Material, made: list[Conference]) -> None:
        self.folder, self._made_of, self._made = folder, made_of, made
        self._edits = 0
        self.environment = {
            "PYTHONPATH": str(folder / "scripts"),
            "NO_MKDOCS_2_WARNING": "1",
            "SITE_URL": "https://example.org/",
        }

    def clean(self) -> None:
        """As a checkout is: the ledgers stay, what the build makes goes."""
        for name in GENERATED:
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def call(self, *command: str) -> Cost:
        program = str(self.folder / ".venv/bin" / command[0])
        return run([program, *command[1:]], self.folder, self.environment)

    def pages(self) -> Cost:
        return self.call("wenda", "build")

    def all(self) -> Cost:
        return self.call("mkdocs", "build", "-q")

    def changes(self) -> Iterator[tuple[str, Callable[[], Cost]]]:
        """What happens to an archive that was built, by name; each builds the whole site."""
        yield "nothing changed", self.all
        yield "a conference added", lambda: self._after(self._add)
        yield "a conference edited", lambda: self._after(self._edit)
        yield "a template edited", lambda: self._after(self._edit_template)
        yield "verify", lambda: self.call("wenda", "verify")
        yield "verify --all", lambda: self.call("wenda", "verify", "--all")
        yield "serve, after an edit", self._served

    def _after(self, change: Callable[[], object]) -> Cost:
        change()
        return self.all()

    def _add(self) -> None:
        added = conference(self._made_of, len(self._made))
        self._made.append(added)
        write(added, self.folder, self._made_of.shape.headings)

    def _edit(self) -> str:
        """Another sentence at the end of the conference in the middle; returns it."""
        self._edits += 1
        sentence = f"这是为测量补上的第{self._edits}句。"
        made = self._made[len(self._made) // 2]
        text = next((self.folder / "source/transcripts").glob(f"*/{made.name}.txt"))
        words = text.read_bytes().rstrip(b"\n") + sentence.encode() + b"\n"
        sidecar = text.with_suffix(".yml")
        digest = hashlib.sha256(words).hexdigest()
        known = re.sub(r"sha256: \w+", f"sha256: {digest}", sidecar.read_text("utf-8"))
        sidecar.write_text(known, "utf-8")
        text.write_bytes(words)
        return sentence

    def _edit_template(self) -> None:
        template = self.folder / "scripts/wenda/site/templates/exchange.md"
        template.write_text(template.read_text("utf-8") + "\n<div></div>\n", "utf-8")

    def _served(self) -> Cost:
        """From saving a transcript to the page that has the new words, while mkdocs serve runs."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        made = self._made[len(self._made) // 2]
        page = f"http://127.0.0.1:{port}/qa/{made.name}/text/"
        with (self.folder / ".serve.log").open("wb") as log:
            serving = subprocess.Popen(
                [str(self.folder / ".venv/bin/mkdocs"), "serve", "-q", "-a", f"127.0.0.1:{port}"],
                cwd=self.folder,
                env={**os.environ, **self.environment, "SITE_URL": ""},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
            try:
                _wait_for(page, "", serving)
                time.sleep(1)  # the files are being watched
                before = _cpu(serving.pid)
                started = time.perf_counter()
                _wait_for(page, self._edit(), serving)
                took = time.perf_counter() - started
                return Cost(took, _cpu(serving.pid) - before, 0.0)
            finally:
                os.killpg(serving.pid, signal.SIGTERM)
                serving.wait()


def _wait_for(address: str, words: str, serving: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _SERVED
    while time.monotonic() < end and serving.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=_SERVED) as answer:
                if words in answer.read().decode("utf-8"):
                    return
        except OSError:
            pass
        time.sleep(0.05)
    raise Failed(f"mkdocs serve did not show «{words}» at {address}")


def _cpu(pid: int) -> float:
    """Seconds of a process and of its children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
