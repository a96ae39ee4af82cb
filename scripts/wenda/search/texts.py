"""Documents as the reader gets them."""

from __future__ import annotations

from typing import Any

from wenda.search.documents import Document
from wenda.search.format import letter, units_in


def row(document: Document) -> list[Any]:
    """A document as the files hold it."""
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
        list(document.who),
        document.event,
    ]
