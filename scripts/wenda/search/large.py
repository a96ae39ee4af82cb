"""The files of a large archive: addresses, texts by month, columns for filters, shards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain, groupby, pairwise
from typing import Any

import numpy as np

from wenda.naming.numbers import numbers_in
from wenda.search.documents import Corpus, Document
from wenda.search.format import (
    BLOCK,
    HEADING_SLOT,
    MOST_ADDRESSES,
    digest,
    json_bin,
    units_in,
    utf16,
)
from wenda.search.names import names_of, shown_names
from wenda.search.shards import shards
from wenda.search.texts import row
from wenda.search.units import Unit, Units, cut_at_numbers

COMMON = 512
"""So many frequent characters tell the reader which bigrams are rare."""


def large(
    corpus: Corpus, documents: Sequence[Document], folded: Sequence[Units]
) -> tuple[dict[str, bytes], dict[str, bytes], dict[str, Any]]:
    """Texts and shards by path, the other files by kind, and what the pointer says besides."""
    starts = _Starts(folded)
    contents, bits = shards(starts.placed, starts.space)
    files, volumes = _volumes(documents, shown_names(corpus))
    folder = digest(contents)
    files |= {f"{folder}/{number:04x}.bin": shard for number, shard in enumerate(contents)}
    parts = {"head": json_bin(_head(folded, volumes)), "meta": json_bin(_meta(corpus, documents))}
    return (
        files,
        parts,
        {
            "dir": folder,
            "bits": bits,
            "space": starts.space,
            "headings": starts.headings,
            "common": _common(folded),
        },
    )


def _common(folded: Sequence[Units]) -> str:
    """The most frequent characters, most frequent first."""
    codes = np.frombuffer(
        utf16("".join(unit.text for each in folded for unit in each.units)), "<u2"
    )
    counts = np.bincount(codes, minlength=1)
    order = np.argsort(-counts, kind="stable")[:COMMON]
    return "".join(chr(code) for code in order if counts[code] and not 0xD800 <= code < 0xE000)


def _blocks(unit: Unit) -> int:
    return units_in(unit.text) // BLOCK + 1


class _Starts:
    """The addresses of an archive: units, then headings, then alternates."""

    def __init__(self, folded: Sequence[Units]) -> None:
        self.placed: list[tuple[int, Unit]] = []
        address = 0
        for unit in chain.from_iterable(each.units for each in folded):
            self.placed.append((address, unit))
            address += _blocks(unit) * BLOCK
        self.headings = address
        for number, each in enumerate(folded):
            self.placed.append((address + number * HEADING_SLOT, _cut_heading(each.heading)))
        address += -(-len(folded) * HEADING_SLOT // BLOCK) * BLOCK
        for unit in chain.from_iterable(each.alternates for each in folded):
            self.placed.append((address, unit))
            address += _blocks(unit) * BLOCK
        self.space = max(address, 1)
        if self.space > MOST_ADDRESSES:
            raise ValueError(f"an archive of {self.space} addresses; the format ends at 2^30")


def _cut_heading(unit: Unit) -> Unit:
    """A heading as far as its slot reaches, one address left empty; no number is cut."""
    text = utf16(unit.text)[: 2 * (HEADING_SLOT - 1)].decode("utf-16-le", "ignore")
    whole = (start for start, end in numbers_in(unit.text) if start < len(text) < end)
    text = text[: next(whole, len(text))]
    return Unit(unit.role, text, cut_at_numbers(text))


def _head(folded: Sequence[Units], volumes: list[list[Any]]) -> dict[str, Any]:
    units = list(chain.from_iterable(each.units for each in folded))
    return {
        "units": "".join(chr(48 + len(each.units)) for each in folded),
        "roles": "".join(unit.role for unit in units),
        "blocks": {
            role: "".join(chr(48 + _blocks(unit)) for unit in units if unit.role == role)
            for role in sorted({unit.role for unit in units})
        },
        "volumes": volumes,
        "alternates": [
            [number, unit.role, _blocks(unit), [list(core) for core in unit.core]]
            for number, each in enumerate(folded)
            for unit in each.alternates
        ],
    }


def _volumes(
    documents: Sequence[Document], names: Mapping[str, str]
) -> tuple[dict[str, bytes], list[list[Any]]]:
    """The texts, an exchange to a file, a calendar month to a folder."""
    files: dict[str, bytes] = {}
    volumes: list[list[Any]] = []
    for _month, run in groupby(documents, key=lambda document: document.date[:7]):
        texts = [json_bin(row(document, names)) for document in run]
        folder = digest(texts)
        volumes.append([folder, len(texts)])
        files |= {f"{folder}/{number}.bin": text for number, text in enumerate(texts)}
    return files, volumes


def _meta(corpus: Corpus, documents: Sequence[Document]) -> dict[str, Any]:
    names = names_of(corpus)
    index = {
        kind: {row[0]: number for number, row in enumerate(rows)} for kind, rows in names.items()
    }

    def codes(kind: str, ids: Iterable[str]) -> str:
        return "".join(chr(48 + index[kind][each]) for each in ids)

    days = [date.fromisoformat(document.date).toordinal() for document in documents]
    return {
        "names": names,
        "outlets": " ".join(codes("outlet", document.outlets) for document in documents),
        "speakers": " ".join(codes("speaker", document.speakers) for document in documents),
        "topics": " ".join(codes("topic", document.topics) for document in documents),
        "first": documents[0].date if documents else "",
        "days": "0" * bool(days) + "".join(chr(48 + b - a) for a, b in pairwise(days)),
    }
