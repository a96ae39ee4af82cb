"""What a command costs: wall and CPU seconds, and the peak of memory of its whole process tree."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.1  # seconds between two looks at the memory


class Failed(Exception):
    """A command that did not end with 0, with what it said last."""


@dataclass(frozen=True)
class Cost:
    """Of one run of a command."""

    wall: float
    cpu: float  # of the command and all that it started and waited for
    peak: float  # MB of memory of the tree, pages that several processes share counted once


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command in a folder to its end. Raises Failed."""
    with (folder / ".bench.log").open("w+b") as log:
        before, started = os.times(), time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **(environment or {})}, stdout=log, stderr=log
        )
        watch = Watch(process.pid)
        code = process.wait()
        wall, after = time.perf_counter() - started, os.times()
        peak = watch.stop()
        if code:
            log.seek(0)
            said = log.read().decode(errors="replace").splitlines()[-8:]
            raise Failed(f"{' '.join(command)} in {folder} ended with {code}:\n" + "\n".join(said))
    children = (after.children_user + after.children_system) - (
        before.children_user + before.children_system
    )
    return Cost(wall, children, peak)


class Watch:
    """Looks at a process and its descendants until it is stopped."""

    def __init__(self, pid: int) -> None:
        self._pid, self._peak, self._end = pid, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        self._end.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        while not self._end.wait(_EVERY):
            self._peak = max(self._peak, sum(map(_megabytes, tree(self._pid))))


def tree(pid: int) -> list[int]:
    """A process and all that descend from it."""
    found = [pid]
    for each in found:
        try:
            for children in Path(f"/proc/{each}/task").glob("*/children"):
                found += map(int, children.read_text().split())
        except OSError:  # it has ended
            continue
    return found


def _megabytes(pid: int) -> float:
    """Its share of memory: a page that two processes have counts half for each (Pss)."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0
