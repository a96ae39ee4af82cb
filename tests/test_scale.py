"""What docs/scale.md says of archives that are parted; and the benchmark runs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support import ROOT, copy_toy, generated
from wenda.build import build
from wenda.cli import main

PAGE = (ROOT / "docs/scale.md").read_text("utf-8")
MOVED = "2019-12-30-li-si"
REGISTER = "source/transcripts/register.tsv"


def test_a_conference_moves_to_another_archive_with_its_addresses(tmp_path: Path) -> None:
    old, new = copy_toy(tmp_path / "old"), tmp_path / "new"
    main(["build", "--root", str(old)])
    _git(old, "init", "-q")
    _git(old, "add", "source")
    _git(old, "commit", "-qm", "published")
    before = generated(old)

    folder = "source/transcripts/2019"
    (new / folder).mkdir(parents=True)
    shutil.copytree(old / "source/vocabulary", new / "source/vocabulary")
    for path in (old / folder).glob(f"{MOVED}.*"):
        shutil.move(path, new / folder / path.name)
    head, *rows = (old / REGISTER).read_text("utf-8").splitlines(keepends=True)
    row = next(row for row in rows if row.startswith(MOVED))
    (new / REGISTER).write_text(head + row, "utf-8")
    rows[rows.index(row)] = f"{MOVED}\t0\n"
    (old / REGISTER).write_text(head + "".join(rows), "utf-8")
    shutil.rmtree(old / "docs")

    assert build(new).clean
    assert build(old).clean
    assert not any(MOVED in path for path in generated(old))
    pages = {path: _ids(text) for path, text in before.items() if path.startswith(MOVED)}
    assert {path: _ids(text) for path, text in generated(new).items() if path in pages} == pages


def test_the_page_names_the_commands_that_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert "wenda export opensearch" in PAGE
    with pytest.raises(SystemExit) as stopped:
        main(["export", "opensearch", "--help"])
    assert stopped.value.code == 0
    said = capsys.readouterr().out
    options = set(re.findall(r"wenda export .*?(--[a-z]+)", PAGE, re.MULTILINE))
    assert options
    assert all(option in said for option in options)
    asked = (ROOT / "scripts/wenda/export/ask.py").read_text("utf-8")
    for command in re.findall(r"^python ask\.py (\w+)", PAGE, re.MULTILINE):
        assert f"python ask.py {command} " in asked


def test_the_table_is_there() -> None:
    """It is written by tests/bench/scale/slopes.py between its marks."""
    table = PAGE.partition("<!-- slopes -->\n\n")[2].partition("\n\n<!-- /slopes -->")[0]
    head = table.splitlines()[0]
    assert "1,000,000 则（推算）" in head
    assert "35,000 则" in head
    assert len(table.splitlines()) == 12


def test_the_benchmark_runs(tmp_path: Path) -> None:
    """On a few exchanges, us and one peer: what it prints is not looked at."""
    figures = tmp_path / "figures.json"
    command = [sys.executable, ROOT / "tests/bench/scale/run.py", "--sizes", "12", "--repeat", "1"]
    options = ["--peers", "material", "--questions", "0", "--acts", "a conference added"]
    where = ["--mode", "briefings", "--work", tmp_path / "work", "--json", figures]
    done = subprocess.run([*command, *options, *where], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "ended with" not in done.stdout, done.stdout
    found = json.loads(figures.read_text("utf-8"))["12"]
    assert set(found) == {"wenda", "material"}
    assert {"pages", "all", "a conference added", "site", "upload"} <= set(found["wenda"])
    assert found["wenda"]["site"]["exchange pages"]["min"] > 5_000
    assert found["wenda"]["upload"]["files"] < found["wenda"]["site"]["files"]
    assert "all of ours : all of material" in done.stdout


def _ids(text: bytes) -> list[str]:
    return re.findall(r'id="([^"]+)"', text.decode())


def _git(folder: Path, *command: str) -> None:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run(["git", *who, *command], cwd=folder, check=True)
