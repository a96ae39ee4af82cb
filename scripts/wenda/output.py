"""Writing: only what changed, each file whole or not at all, one build at a time.

Everything is first written aside, in full; only then do the new files take the place of the old
ones, one rename each. A build that is interrupted before that leaves the old pages untouched, and
one that is interrupted during the renames leaves every single page whole; the next build compares
all of them again.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from wenda.findings import CannotRun
from wenda.trouble import told

_PATIENCE = 10.0  # seconds that a build waits for another: ours takes two, a large one some more


@dataclass(frozen=True, slots=True)
class Changes:
    """What a folder lacks, and what it has too much, as paths relative to it."""

    write: tuple[str, ...]
    remove: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.write or self.remove)


@contextmanager
def one_at_a_time(scratch: Path, patience: float | None = None) -> Iterator[None]:
    """Nobody else builds meanwhile. Raises CannotRun where somebody still does after `patience`.

    The system holds the lock for the process and drops it with the process, also with a killed one:
    the file that stays behind means nothing.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    with (scratch / "build.lock").open("ab") as file:
        end = time.monotonic() + (_PATIENCE if patience is None else patience)
        while not _lock(file.fileno()):
            if time.monotonic() >= end:
                raise CannotRun("另一次构建正在进行，这一次什么也没有写；请等它结束再运行。")
            time.sleep(0.05)
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def compare(folder: Path, files: Mapping[str, bytes]) -> Changes:
    """What would have to change for `folder` to hold exactly `files`; dotfiles are not ours."""
    there = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if (path.is_symlink() or path.is_file())
        and not path.relative_to(folder).parts[0].startswith(".")
    }
    write = [
        name for name, data in files.items() if name not in there or not _holds(folder / name, data)
    ]
    return Changes(tuple(sorted(write)), tuple(sorted(there - files.keys())))


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def replace_files(folder: Path, files: Mapping[str, bytes], scratch: Path) -> Changes:
    """Make `folder` hold exactly `files`. `scratch` is a folder on the same file system."""
    changes = compare(folder, files)
    if not changes:
        return changes
    staging = scratch / "new"
    shutil.rmtree(staging, ignore_errors=True)  # what a killed build left behind
    try:
        _replace(folder, files, changes, staging)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return changes


def _replace(folder: Path, files: Mapping[str, bytes], changes: Changes, staging: Path) -> None:
    for name in changes.write:
        aside = staging / name
        aside.parent.mkdir(parents=True, exist_ok=True)
        with told(aside):
            aside.write_bytes(files[name])
    for name in changes.write:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (staging / name).replace(target)
    for name in changes.remove:
        (folder / name).unlink()
    _remove_empty(folder)


def replace_file(path: Path, data: bytes) -> bool:
    """Write one file whole or not at all; False where it held these bytes already.

    For what cannot be made again: on the disk before it takes its place, so that not even a power
    cut leaves half of it.
    """
    if _holds(path, data):
        return False
    aside = path.with_name(f".{path.name}.new")
    try:
        with told(path), aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        with suppress(OSError):
            aside.unlink()
        raise
    return True


def _remove_empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink() and not any(path.iterdir()):
            path.rmdir()
