"""Writing: only what changed, each file whole or not at all, one build at a time.

Everything is first written aside, in full; only then do the new files take the place of the old
ones, one rename each. A build that is interrupted before that leaves the old pages untouched, and
one that is interrupted during the renames leaves every single page whole; the next build compares
all of them again.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import posixpath
import shutil
import sys
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

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


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was written: by size and time it is seen whether somebody changed it since."""

    size: int
    time: int  # of its last change, ns
    digest: str


@dataclass(frozen=True, slots=True)
class Same:
    """What another folder of ours holds already: one file under two names, not written twice.

    Ours are never written in place, so neither name can change the other's words; where somebody
    else does so, both times show it.
    """

    path: Path
    file: File

    def __len__(self) -> int:
        return self.file.size


@dataclass(frozen=True, slots=True)
class Piece:
    """Files that are made together, of the same things."""

    name: str
    key: str  # the digest of all that they are made of
    files: Mapping[str, File]  # by path below the folder
    uses: tuple[str, ...] = ()  # keys of what was kept for making it
    written: tuple[str, ...] = ()  # those that wait beside the folder to take their place


Pieces = Mapping[str, Piece]


class Folder:
    """A folder that holds exactly the files of some pieces, and a record of how it came to.

    Pieces that were made of the same things, and whose files nobody has touched, are `current` and
    need not be made again. Of the others new files are put aside (`stage`, by as many processes as
    there are), and only then take their places (`put`).
    """

    def __init__(self, folder: Path, scratch: Path, record: Path | None = None) -> None:
        """`scratch` is a folder on the same file system; without a `record` nothing is current."""
        self._folder = folder
        self._staging = scratch / "new"
        self._record = record
        self._there = files_in(folder)
        self._pieces = read_record(record) if record else {}
        self._known = {
            path: file
            for piece in self._pieces.values()
            for path, file in piece.files.items()
            if self._there.get(path) == (file.size, file.time)
        }
        shutil.rmtree(self._staging, ignore_errors=True)  # what a killed build left behind

    def current(self, name: str, key: str) -> Piece | None:
        """The piece as it stands, where it was made of the same things."""
        piece = self._pieces.get(name)
        if piece is None or piece.key != key:
            return None
        return piece if all(path in self._known for path in piece.files) else None

    def stage(
        self,
        name: str,
        key: str,
        files: Iterable[tuple[str, bytes | Same]],
        uses: Collection[str] = (),
    ) -> Piece:
        """Put what is new aside. `uses` is looked at when all files have been made."""
        states: dict[str, File] = {}
        written: list[str] = []
        for path, data in files:
            if path in states:
                raise ValueError(f"{path} is made twice")
            digest = data.file.digest if isinstance(data, Same) else _digest(data)
            known = self._known.get(path)
            if known and known.digest == digest:
                states[path] = known
            elif self._holds(path, data):
                states[path] = File(*self._there[path], digest)
            else:
                states[path] = File(*_write(self._staging / path, data), digest)
                written.append(path)
        return Piece(name, key, states, tuple(uses), tuple(written))

    def put(self, pieces: Sequence[Piece]) -> Changes:
        """Let the new files take their places, and remove what is in no piece."""
        made = {path for piece in pieces for path in piece.files}
        if len(made) != sum(len(piece.files) for piece in pieces):
            raise ValueError("two pieces have the same file")
        write = sorted(path for piece in pieces for path in piece.written)
        changes = Changes(tuple(write), tuple(sorted(self._there.keys() - made)))
        folders: set[str] = set()
        for path in changes.write:
            target = self._folder / path
            if (parent := posixpath.dirname(path)) not in folders:
                target.parent.mkdir(parents=True, exist_ok=True)
                folders.add(parent)
            (self._staging / path).replace(target)
        for path in changes.remove:
            (self._folder / path).unlink()
        if changes:
            self.drop()
            _remove_empty(self._folder, changes.remove)
        now = {piece.name: replace(piece, written=()) for piece in pieces}
        if self._record and now != self._pieces:
            self._record.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._record, pickle.dumps(_plain(now)), lasting=False)
        return changes

    def drop(self) -> None:
        """Let go of what was put aside."""
        shutil.rmtree(self._staging, ignore_errors=True)

    def _holds(self, path: str, data: bytes | Same) -> bool:
        there = self._there.get(path)
        if there is None or there[0] != len(data):
            return False
        target = self._folder / path
        bytes_of = data.path.read_bytes() if isinstance(data, Same) else data
        return not target.is_symlink() and target.read_bytes() == bytes_of


def holds(folder: Path, piece: Piece) -> bool:
    """Whether the files of a piece hold the bytes that were written, read to the last."""
    try:
        return all(
            _digest((folder / path).read_bytes()) == file.digest
            for path, file in piece.files.items()
        )
    except OSError:
        return False


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


def replace_files(folder: Path, files: Mapping[str, bytes], scratch: Path) -> Changes:
    """Make `folder` hold exactly `files`. `scratch` is a folder on the same file system."""
    here = Folder(folder, scratch)
    try:
        return here.put([here.stage("", "", files.items())])
    finally:
        here.drop()


def contents_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder by its path there, in order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def files_in(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of each file by its path; dotfiles of the folder itself are not ours."""
    return dict(_files_below(folder, ""))


def _files_below(folder: Path, below: str) -> Iterator[tuple[str, tuple[int, int]]]:
    try:
        entries = list(os.scandir(folder / below))
    except FileNotFoundError:
        return
    for entry in entries:
        if not below and entry.name.startswith("."):
            continue
        path = f"{below}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _files_below(folder, f"{path}/")
        else:
            state = entry.stat(follow_symlinks=False)
            yield path, (state.st_size, state.st_mtime_ns)


def _write(path: Path, data: bytes | Same) -> tuple[int, int]:
    with told(path):
        try:
            _make(path, data)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            _make(path, data)
        return len(data), path.stat().st_mtime_ns


def _make(path: Path, data: bytes | Same) -> None:
    if isinstance(data, bytes):
        path.write_bytes(data)
        return
    try:
        path.hardlink_to(data.path)
    except FileNotFoundError:
        raise
    except OSError:  # another file system, or one without such links
        path.write_bytes(data.path.read_bytes())


_FORMAT = 1  # of the record


def _plain(pieces: Pieces) -> tuple[int, list[tuple[Any, ...]]]:
    """As lists and tuples, which are read several times as quickly."""
    return _FORMAT, [
        (
            piece.name,
            piece.key,
            [(path, f.size, f.time, f.digest) for path, f in piece.files.items()],
            piece.uses,
        )
        for piece in pieces.values()
    ]


def read_record(record: Path) -> Pieces:
    """The pieces of an earlier build; none where the record is lost or is none of ours."""
    try:
        form, plain = pickle.loads(record.read_bytes())
        if form != _FORMAT:
            return {}
        return {
            name: Piece(name, key, {path: File(*rest) for path, *rest in files}, uses)
            for name, key, files, uses in plain
        }
    except (OSError, EOFError, ValueError, TypeError, AttributeError, pickle.UnpicklingError):
        return {}


def replace_file(path: Path, data: bytes, lasting: bool = True) -> bool:
    """Write one file whole or not at all; False where it held these bytes already.

    What is `lasting` cannot be made again: it is on the disk before it takes its place, so that not
    even a power cut leaves half of it.
    """
    if _holds(path, data):
        return False
    aside = path.with_name(f".{path.name}.new")
    try:
        with told(path), aside.open("wb") as file:
            file.write(data)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        with suppress(OSError):
            aside.unlink()
        raise
    return True


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _remove_empty(folder: Path, gone: Iterable[str]) -> None:
    """The folders that hold nothing any more."""
    above: set[str] = set()
    for file in gone:
        parent = posixpath.dirname(file)
        while parent and parent not in above:
            above.add(parent)
            parent = posixpath.dirname(parent)
    for each in sorted(above, reverse=True):
        path = folder / each
        if path.is_dir() and not path.is_symlink() and not any(path.iterdir()):
            path.rmdir()
