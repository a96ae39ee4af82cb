"""The words of all exchanges: one file as long as it is small, then one for each year.

What was published keeps answering: exchanges.jsonl.gz has always all of them, and where the file
itself would be too large, its address says into which files they went. Years are made one after
the other, so that never more than one of them is in memory.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any

from wenda.archive import Event
from wenda.data.tables import COLUMNS, WORDS, head_of

LARGE = 10_000_000  # bytes of the one file: some 3,000 exchanges
COMPRESSED_FROM = 1_000_000  # bytes of a file that is offered compressed too

File = tuple[str, bytes]
"""A file by its path from where the site begins."""


def compressed(data: bytes) -> bytes:
    """gzip without a time: the same data, the same bytes."""
    return gzip.compress(data, 6, mtime=0)


@dataclass(frozen=True, slots=True)
class Form:
    """One of the forms in which the words of all exchanges can be had."""

    suffix: str
    head: bytes  # before the first exchange
    index: Callable[[Iterable[tuple[int | None, int, str]]], bytes]
    """What says where they went: year (None for all of them), exchanges, and file."""

    def name(self, year: int | None = None) -> str:
        return f"exchanges{f'-{year}' if year else ''}.{self.suffix}"

    def path(self, year: int | None = None) -> str:
        return f"qa/data/{self.name(year)}"


@dataclass(frozen=True, slots=True)
class _Year:
    year: int
    count: int  # of exchanges
    words: bytes


def whole(
    form: Form,
    conferences: Iterable[Event],
    words_of: Callable[[Any], bytes],
    compress: Callable[[bytes], bytes] = compressed,
) -> Iterator[File]:
    """The files of one form. `conferences` are in the order of their years, the newest first."""
    years = _years(conferences, words_of)
    first: list[_Year] = []
    size = 0
    for each in years:
        first.append(each)
        size += len(each.words)
        if size > LARGE:
            yield from _by_year(form, chain(first, years), compress)
            return
    yield from with_copy(form.path(), form.head + b"".join(y.words for y in first), compress)


def with_copy(
    path: str, data: bytes, compress: Callable[[bytes], bytes] = compressed
) -> Iterator[File]:
    """A file, and where it is large a compressed copy beside it."""
    yield path, data
    if len(data) > COMPRESSED_FROM:
        yield f"{path}.gz", compress(data)


def _years(conferences: Iterable[Event], words_of: Callable[[Any], bytes]) -> Iterator[_Year]:
    for year, inside in groupby(conferences, key=lambda conference: conference.year):
        held = list(inside)
        count = sum(len(conference.exchanges) for conference in held)
        yield _Year(year, count, b"".join(map(words_of, held)))


def _by_year(
    form: Form, years: Iterable[_Year], compress: Callable[[bytes], bytes]
) -> Iterator[File]:
    """Each year is compressed once: gzip files one after the other are one (RFC 1952, 2.2)."""
    head = [compress(form.head)] if form.head else []
    members = list(head)
    named: list[tuple[int | None, int, str]] = []
    for each in years:
        members.append(compress(each.words))
        data = form.head + each.words
        yield form.path(each.year), data
        if len(data) > COMPRESSED_FROM:
            yield f"{form.path(each.year)}.gz", b"".join([*head, members[-1]])
        named.append((each.year, each.count, form.name(each.year)))
    yield f"{form.path()}.gz", b"".join(members)
    everything = (None, sum(count for _, count, _ in named), f"{form.name()}.gz")
    yield form.path(), form.index([everything, *named])


def _json_index(files: Iterable[tuple[int | None, int, str]]) -> bytes:
    named = ({"year": year, "exchanges": count, "file": name} for year, count, name in files)
    return "".join(json.dumps(each) + "\n" for each in named).encode()


def _csv_index(files: Iterable[tuple[int | None, int, str]]) -> bytes:
    rows = (f"{year or ''},{count},{name}\r\n" for year, count, name in files)
    return head_of(("year", "exchanges", "file")) + "".join(rows).encode()


JSON_LINES = Form("jsonl", b"", _json_index)
CSV = Form("csv", head_of((*COLUMNS, *WORDS)), _csv_index)
