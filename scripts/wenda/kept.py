"""What earlier builds made and the next may use again, by content: `.cache/kept/`.

A key is the digest of everything that a value was made of, the program's own text among it, so that
nothing here can be out of date; all of it may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import sys
from collections.abc import Iterator, Mapping, Set
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from wenda.editors.vocabulary import Outlet, Speaker, Topic, Vocabulary
from wenda.trouble import told

_PACKAGES = (
    *("jieba", "jinja2", "markupsafe", "mkdocs", "mkdocs-material", "numpy", "opencc"),
    *("pydantic", "pypinyin", "pyyaml", "markdown", "pymdown-extensions"),
)
_DIGITS = 32  # of a key


def key_of(*parts: bytes | str | None) -> str:
    """The digest of values, each told apart from its neighbours and from none."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(b"-" if data is None else b"%d:" % len(data))
        digest.update(data or b"")
    return digest.hexdigest()[:_DIGITS]


def flat(values: Mapping[str, str] | Mapping[str, bytes]) -> Iterator[bytes | str]:
    """Names and values, for a key: how many, so that two tables are told apart, and in order."""
    yield str(len(values))
    for name in sorted(values):
        yield name
        yield values[name]


@cache
def program() -> str:
    """The digest of this program: its own text, its libraries, its language."""
    folder = Path(__file__).parent
    own = sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".md", ".json"))
    parts: list[bytes | str] = [sys.version, *(f"{name} {version(name)}" for name in _PACKAGES)]
    for path in own:
        parts += [path.relative_to(folder).as_posix(), path.read_bytes()]
    return key_of(*parts)


class Kept:
    """Values by key and kind (KEY.lines), each in a file; `writes`: False for who only looks."""

    def __init__(self, folder: Path, writes: bool = True) -> None:
        self._folder = folder
        self._writes = writes
        if writes:
            folder.mkdir(parents=True, exist_ok=True)

    def get(self, name: str) -> bytes | None:
        """None for what is not there, or was damaged."""
        try:
            data = (self._folder / name).read_bytes()
        except OSError:
            return None
        digest, content = data[:16], data[16:]
        return content if digest == _digest(content) else None

    def put(self, name: str, content: bytes) -> None:
        """Written whole or not at all, also where two processes do so at once."""
        if not self._writes:
            return
        path = self._folder / name
        aside = path.with_name(f"{name}.{os.getpid()}.new")
        with told(path):
            aside.write_bytes(_digest(content) + content)
            aside.replace(path)

    def has(self, name: str) -> bool:
        return (self._folder / name).is_file()

    def keep_only(self, keys: Set[str]) -> None:
        """Let go of all other values: those of texts that have changed."""
        if not self._writes:
            return
        for path in self._folder.iterdir():
            if path.name.partition(".")[0] not in keys:
                with suppress(OSError):
                    path.unlink()


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()[:16]


class Pickles:
    """Values as bytes and back; what the vocabulary says stands there by its id, not again."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._known: dict[tuple[str, str], Any] = {
            (kind.__name__, each.id): each
            for kind, all_of_it in (
                (Outlet, vocabulary.outlets),
                (Speaker, vocabulary.speakers),
                (Topic, vocabulary.topics),
            )
            for each in all_of_it
        }

    def dumps(self, value: object) -> bytes:
        target = io.BytesIO()
        _Pickler(target).dump(value)
        return target.getvalue()

    def loads(self, data: bytes) -> Any:
        reader = pickle.Unpickler(io.BytesIO(data))
        reader.persistent_load = self._known.__getitem__  # type: ignore[method-assign]
        return reader.load()


class _Pickler(pickle.Pickler):
    def __init__(self, target: io.BytesIO) -> None:
        super().__init__(target, protocol=5)

    def persistent_id(self, value: object) -> tuple[str, str] | None:
        if type(value) in (Outlet, Speaker, Topic):
            return type(value).__name__, value.id  # type: ignore[attr-defined]
        return None
