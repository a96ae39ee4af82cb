"""Writing the generated folder: only what changed, each file whole or not at all.

Everything is first written aside, in full; only then do the new files take the place of the old
ones, one rename each. A build that is interrupted before that leaves the old pages untouched, and
one that is interrupted during the renames leaves every single page whole.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Changes:
    """What a folder lacks, and what it has too much, as paths relative to it."""

    write: tuple[str, ...]
    remove: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.write or self.remove)


def compare(folder: Path, files: Mapping[str, bytes]) -> Changes:
    """What would have to change for `folder` to hold exactly `files`; dotfiles are not ours."""
    there = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(".")
    }
    write = [
        name
        for name, data in files.items()
        if name not in there or (folder / name).read_bytes() != data
    ]
    return Changes(tuple(sorted(write)), tuple(sorted(there - files.keys())))


def replace_files(folder: Path, files: Mapping[str, bytes], scratch: Path) -> Changes:
    """Make `folder` hold exactly `files`. `scratch` is a folder on the same file system."""
    changes = compare(folder, files)
    if not changes:
        return changes
    scratch.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=scratch) as staging:
        _replace(folder, files, changes, Path(staging))
    return changes


def _replace(folder: Path, files: Mapping[str, bytes], changes: Changes, staging: Path) -> None:
    for name in changes.write:
        aside = staging / name
        aside.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(files[name])
    for name in changes.write:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (staging / name).replace(target)
    for name in changes.remove:
        (folder / name).unlink()
    _remove_empty(folder)


def replace_file(path: Path, data: bytes) -> bool:
    """Write one file whole or not at all; False where it held these bytes already."""
    if path.exists() and path.read_bytes() == data:
        return False
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(data)
    aside.replace(path)
    return True


def _remove_empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
