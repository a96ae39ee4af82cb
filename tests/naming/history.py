"""Bare paragraphs, published one version after the other: what the tests of the ledger share."""

from __future__ import annotations

from collections.abc import Sequence

from wenda.naming.align import align
from wenda.naming.ledger import Row, resolve
from wenda.naming.newtext import Said, Unit

Document = Sequence[Sequence[str]]


def publish(document: Document, rows: Sequence[Row] = ()) -> tuple[dict[str, str], list[Row]]:
    """What each address shows once the document is published, and the new ledger."""
    units = [Unit(tuple(Said(words) for words in unit)) for unit in document]
    named, fresh = align(rows, units)
    shown = {
        f"{ids.unit}#{paragraph}": words
        for ids, unit in zip(named, document, strict=True)
        for paragraph, words in zip(ids.paragraphs, unit, strict=True)
    }
    return shown, fresh


def states(rows: Sequence[Row]) -> dict[str, tuple[str, str]]:
    return {row.address: (row.state.value, ",".join(row.targets)) for row in rows}


def fate(address: str, rows: Sequence[Row], shown: dict[str, str]) -> tuple[str, list[str]]:
    """What a page says of an address: how its words are gone, and the words where it leads."""
    row = next(row for row in rows if row.address == address)
    return row.state.value, [shown[heir.address] for heir in resolve(row, rows)]
