"""The files that were given: what may be a transcript, and what is passed over."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wenda.findings import CannotRun

TEXT = (".txt", ".text", ".md", ".markdown")
PAGE = (".html", ".htm", ".shtml", ".xhtml")
WORD = (".docx",)
KNOWN = (*TEXT, *PAGE, *WORD)
_BESIDE_A_PAGE = ("_files", ".files", "_文件")  # what browsers save with a page


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it was given."""

    name: str  # its path as the command line has it, for messages
    data: bytes

    @property
    def ending(self) -> str:
        return Path(self.name).suffix.lower()


@dataclass(frozen=True, slots=True)
class Found:
    """The paths to read, and those in a folder that are passed over."""

    paths: tuple[Path, ...]
    passed_over: tuple[Path, ...]


def find(given: Iterable[Path]) -> Found:
    """The files of a command line, folders opened. Raises CannotRun for one that is not there."""
    paths: list[Path] = []
    others: list[Path] = []
    for path in given:
        if path.is_dir():
            for each in _files(path):
                (paths if each.suffix.lower() in KNOWN else others).append(each)
        elif path.exists():
            paths.append(path)
        else:
            raise CannotRun(f"没有 {path}。")
    return Found(tuple(dict.fromkeys(paths)), tuple(others))


def _files(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if name[:1] != "." and not name.endswith(_BESIDE_A_PAGE)
        )
        yield from (Path(here, name) for name in sorted(files) if name[:1] not in (".", "~"))
