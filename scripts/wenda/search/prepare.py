"""One conference as the index takes it: its texts packed, its folded words as arrays of bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from wenda.naming.numbers import numbers_in
from wenda.naming.script import Script
from wenda.search.documents import Document
from wenda.search.format import HEADING, KINDS, digest, json_bin, units_in, utf16
from wenda.search.texts import row
from wenda.search.units import Folder, Unit, Units, Words, cut_at_numbers


@dataclass(frozen=True, slots=True)
class Prepared:
    """The documents of one conference, one after the other: small, and quick to pickle.

    Each document is its heading, its units, its alternates; each of these is its folded text in
    UTF-16 units and an empty one.
    """

    dates: tuple[str, ...]
    outlets: tuple[tuple[str, ...], ...]  # ids, of each document
    speakers: tuple[tuple[str, ...], ...]
    topics: tuple[tuple[str, ...], ...]
    texts: tuple[bytes, ...]  # `json.bin` of `row`
    volume: str  # the digest of the texts
    units: tuple[int, ...]  # how many texts each document has
    kinds: bytes  # of each text, a place in KINDS
    lengths: bytes  # of each text with its empty unit, uint32
    codes: bytes  # uint16, little-endian
    edges: bytes  # of each code: 1 where a word begins or has just ended
    met: frozenset[str]  # of the terms that were looked for, those that are words here

    @property
    def size(self) -> int:
        """UTF-16 units."""
        return len(self.edges)


def prepare(
    documents: Iterable[Document], words: Words, script: Script, terms: Iterable[str] = ()
) -> Prepared:
    """The documents of one conference. Depends on them and on nothing but the arguments.

    ``terms``: words of the vocabulary, of which those that are said here are remembered.
    """
    documents = tuple(documents)
    folder = Folder(words, script)
    texts: list[tuple[str, Unit]] = []
    units: list[int] = []
    for document in documents:
        before = len(texts)
        texts.extend(_texts(folder.document(document)))
        units.append(len(texts) - before)
    packed = tuple(json_bin(row(document)) for document in documents)
    return Prepared(
        dates=tuple(document.date for document in documents),
        outlets=tuple(document.outlets for document in documents),
        speakers=tuple(document.speakers for document in documents),
        topics=tuple(document.topics for document in documents),
        texts=packed,
        volume=digest(packed),
        units=tuple(units),
        kinds=bytes(KINDS.index(kind) for kind, _ in texts),
        lengths=np.array([units_in(unit.text) + 1 for _, unit in texts], "<u4").tobytes(),
        codes=utf16("".join(unit.text + "\0" for _, unit in texts)),
        edges=b"".join(_edges(unit.words) for _, unit in texts),
        met=frozenset(term for term in terms if folder.met(term)),
    )


def _texts(each: Units) -> Iterator[tuple[str, Unit]]:
    """What can be found in a document, with its kind."""
    is_remarks = any(unit.role == "r" for unit in each.units)
    yield ("H" if is_remarks else "h"), _cut_heading(each.heading)
    for unit in each.units:
        yield unit.role, unit
    for unit in each.alternates:
        yield unit.role.upper(), unit


def _cut_heading(unit: Unit) -> Unit:
    """As much of a heading as is looked at; no number is cut."""
    text = utf16(unit.text)[: 2 * HEADING].decode("utf-16-le", "ignore")
    whole = (start for start, end in numbers_in(unit.text) if start < len(text) < end)
    text = text[: next(whole, len(text))]
    return Unit(unit.role, text, cut_at_numbers(text))


def _edges(words: Sequence[int]) -> bytes:
    """A byte for each unit and for the empty one after them: 1 at the edge of a word."""
    edges = np.zeros(sum(words) + 1, np.uint8)
    edges[0] = 1
    edges[np.cumsum(np.array(words, np.int64))] = 1
    return edges.tobytes()
