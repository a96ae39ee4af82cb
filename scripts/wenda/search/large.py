"""The files of a large archive: texts by volume, and by segment the shards and what facets need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, groupby, pairwise
from typing import Any

import numpy as np

from wenda.search.format import KINDS, LONGEST_QUERY, MOST_ADDRESSES, digest, json_bin
from wenda.search.prepare import Prepared
from wenda.search.shards import SIZES, Text, shard_bits, shards, text_of

COMMON = 512
"""So many frequent characters tell the reader which runs are rare."""
APART = 4_000_000
"""UTF-16 units: closed years that hold as many are a segment of their own. Each segment costs a
query requests of its own, so that smaller archives have one."""

Files = Iterator[tuple[str, bytes]]


def year_of(prepared: Prepared) -> str:
    return prepared.dates[0][:4]


def segments_of(prepared: Sequence[Prepared], apart: int = APART) -> list[Sequence[Prepared]]:
    """The closed years, where they are large, and the newest year; else all as one.

    Rests on what is there and on nothing else: a conference of the newest year leaves the segment
    of the closed ones as it is.
    """
    newest = year_of(prepared[-1]) if prepared else ""
    closed = [each for each in prepared if year_of(each) != newest]
    if not closed or sum(each.size for each in closed) < apart:
        return [prepared]
    return [closed, prepared[len(closed) :]]


def segment(prepared: Sequence[Prepared], pointer: dict[str, Any]) -> Files:
    """The files of a segment; ``pointer`` is told what the reader must know of it."""
    text = text_of(prepared)
    stride = 1 << (text.longest + LONGEST_QUERY - 1).bit_length()
    if text.n * stride > MOST_ADDRESSES:
        raise ValueError(f"{text.n} documents of up to {text.longest} units are too many")
    pointer |= {"n": text.n, "mean": text.mean, "stride": stride, "shards": []}
    for size in SIZES:
        folder, files = _shards(text, size)
        pointer["shards"].append([folder, shard_bits(text, size)])
        yield from files
    content = json_bin(_facets(prepared))
    pointer["facets"] = f"facets-{digest([content])}.bin"
    yield pointer["facets"], content


def _shards(text: Text, size: int) -> tuple[str, Files]:
    contents = list(shards(text, size))
    folder = digest(chain.from_iterable(contents))
    files = (
        (f"{folder}/{at:04x}{part}.bin", content)
        for at, both in enumerate(contents)
        for part, content in zip(("", "-at"), both, strict=False)
    )
    return folder, files


def volumes(prepared: Sequence[Prepared], pointer: dict[str, Any]) -> Files:
    """The texts, a document to a file: a folder for each closed year, of the newest for each
    conference. ``pointer`` is told of them."""
    pointer["volumes"] = []
    newest = year_of(prepared[-1]) if prepared else ""
    for year, run in groupby(prepared, key=year_of):
        of_year = list(run)
        parts = [[each] for each in of_year] if year == newest else [of_year]
        folders = [digest(each.volume.encode() for each in part) for part in parts]
        sizes = [sum(len(each.texts) for each in part) for part in parts]
        pointer["volumes"].append([year, "".join(folders), sizes])
        for folder, part in zip(folders, parts, strict=True):
            texts = chain.from_iterable(each.texts for each in part)
            yield from ((f"{folder}/{at}.bin", text) for at, text in enumerate(texts))


def common(counts: np.ndarray[Any, np.dtype[np.int64]]) -> str:
    """The most frequent characters, most frequent first; ``counts`` of each UTF-16 unit."""
    order = np.argsort(-counts, kind="stable")[:COMMON]
    return "".join(
        chr(code) for code in order if code and counts[code] and not 0xD800 <= code < 0xE000
    )


def _facets(prepared: Sequence[Prepared]) -> dict[str, Any]:
    days = [date.fromisoformat(day).toordinal() for each in prepared for day in each.dates]
    remarks = [number for number, is_remarks in enumerate(_are_remarks(prepared)) if is_remarks]
    facets: dict[str, Any] = {
        "first": prepared[0].dates[0] if prepared else "",
        "days": "".join(chr(48 + b - a) for a, b in pairwise([*days[:1], *days])),
        "remarks": "".join(chr(48 + b - a) for a, b in pairwise([0, *remarks])),
    }
    for kind in ("outlets", "speakers", "topics"):
        facets[kind] = _columns([ids for each in prepared for ids in getattr(each, kind)])
    return facets


def _columns(sets: Iterable[tuple[str, ...]]) -> list[Any]:
    """The ids that there are, and their places there for each document."""
    sets = list(sets)
    ids = sorted({each for ids in sets for each in ids})
    place = {each: chr(48 + number) for number, each in enumerate(ids)}
    return [ids, " ".join("".join(place[each] for each in ids) for ids in sets)]


def _are_remarks(prepared: Iterable[Prepared]) -> Iterator[bool]:
    """Of each document, whether it is opening or closing words: its heading says so."""
    for each in prepared:
        at = 0
        for count in each.units:
            yield KINDS[each.kinds[at]] == "H"
            at += count
