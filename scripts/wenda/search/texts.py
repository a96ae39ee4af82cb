"""Documents as the reader gets them, and the pack of a small archive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from wenda.search.documents import Corpus, Document
from wenda.search.format import json_bin, letter, units_in
from wenda.search.names import names_of, shown_names
from wenda.search.units import Units


def row(document: Document, names: Mapping[str, str]) -> list[Any]:
    """A document as the files hold it. ``names``: of outlets and speakers, by id."""
    at = {passage.id: index for index, passage in enumerate(document.passages)}
    texts = {passage.id: passage.text for passage in document.passages}
    readings = sorted(document.readings, key=lambda each: (at[each.passage], each.start))
    return [
        document.key,
        document.heading,
        document.date,
        list(document.outlets),
        list(document.speakers),
        list(document.topics),
        [
            [letter(passage.role), passage.text]
            + ([passage.id] if passage.id != f"p{index}" else [])
            for index, passage in enumerate(document.passages, 1)
        ],
        [
            [
                at[reading.passage],
                units_in(texts[reading.passage][: reading.start]),
                units_in(texts[reading.passage][: reading.end]),
                reading.text,
            ]
            for reading in readings
        ],
        [
            "、".join(names[each] for each in document.outlets),
            "、".join(names[each] for each in document.speakers),
        ],
    ]


def may_be_small(folded: Sequence[Units], small_bytes: int) -> bool:
    """Whether it is worth packing: text never deflates to half a byte a character."""
    return sum(len(unit.text) for each in folded for unit in each.units) < small_bytes * 2


def packed(corpus: Corpus, documents: Sequence[Document], folded: Sequence[Units]) -> bytes:
    lengths = chain.from_iterable(unit.words for each in folded for unit in each.units)
    shown = shown_names(corpus)
    return json_bin(
        {
            "names": names_of(corpus),
            "exchanges": [row(document, shown) for document in documents],
            "words": _word_string(lengths),
        }
    )


def _word_string(lengths: Iterable[int]) -> str:
    """Word lengths, two to a character: eight is «eight, and the word goes on»."""
    digits = list(chain.from_iterable([8] * (n // 8) + [n % 8] for n in lengths))
    digits += [0] * (len(digits) % 2)
    return "".join(chr(48 + 9 * a + b) for a, b in zip(digits[::2], digits[1::2], strict=True))
