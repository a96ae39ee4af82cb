"""Which exchange of a new text is which of the ledger."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from wenda.addresses import exchange_name, is_exchange
from wenda.naming.heirs import TOLD
from wenda.naming.ledger import Row
from wenda.naming.newtext import NewText, Unit

_REWORDED = 0.35
"""From this likeness on a paragraph counts as reworded when an exchange is looked for: two thirds
of the pairs of a paragraph of 20 characters in which three were replaced."""


def name_units(old: Mapping[str, Sequence[Row]], units: Sequence[Unit], new: NewText) -> list[str]:
    """The id of each unit: by its words, else the next free number."""
    exchanges = {name: rows for name, rows in old.items() if is_exchange(name)}
    places = {name: place for place, name in enumerate(exchanges)}
    hits = _hits((row for rows in exchanges.values() for row in rows), new)
    spread = Counter(mark for rows in old.values() for mark in {row.fingerprint for row in rows})
    candidates = {
        (new.unit_of[index], name)
        for name, rows in exchanges.items()
        for row in rows
        for index in hits[row.address]
    }
    claims: list[tuple[float, int, int, str]] = []  # ties go by the order of the documents
    for unit, name in candidates:
        if units[unit].name is None:
            claim = _claim(new, new.spans[unit], exchanges[name], spread, hits)
            if claim:
                claims.append((-claim, unit, places[name], name))
    taken: dict[int, str] = {}
    given: set[str] = set()
    for _, unit, _, name in sorted(claims):
        if unit not in taken and name not in given:
            taken[unit] = name
            given.add(name)
    free = max((int(name[1:]) for name in exchanges), default=0) + 1
    names: list[str] = []
    for number, each in enumerate(units):
        known = each.name or taken.get(number)
        if known is None:
            known, free = exchange_name(free), free + 1
        names.append(known)
    return names


def _hits(rows: Iterable[Row], new: NewText) -> dict[str, set[int]]:
    """The paragraphs that may be what a row promises: with its words, reworded, or within more."""
    same: dict[str, set[int]] = defaultdict(set)
    for at, mark in enumerate(new.marks):
        same[mark.fingerprint].add(at)
    hits: dict[str, set[int]] = {}
    for row in rows:
        found = set(same.get(row.fingerprint, ()))
        if not found:
            index = new.index(row.mark.version)
            likes = index.like(row.mark)
            found |= {at for at, like in likes.items() if like.alike >= _REWORDED}
            if row.mark.length >= TOLD:
                for place in index.standing(row.mark):
                    found |= set(place.touched)
        hits[row.address] = found
    return hits


def _claim(
    new: NewText,
    span: slice,
    rows: Sequence[Row],
    spread: Mapping[str, int],
    hits: Mapping[str, set[int]],
) -> float:
    """How strongly a unit is the one that these rows promise; 0 where it is another.

    It is the same where nothing changed; where its first paragraph, the question, is the same or
    reworded and nobody else's; or where more than half of it is: a stock answer alone claims
    nothing. What stands in several units counts that much less, and what is gone counts half, so
    that it can return.
    """
    marks = new.marks[span]
    live = [row for row in rows if row.lives]
    if [row.mark for row in live] == list(marks):
        return 2.0 + len(marks)  # more than any claim below
    shared = 0.0
    unmatched = list(rows)
    exact = {row.fingerprint for row in rows}
    for index in sorted(
        range(span.start, span.stop), key=lambda at: new.marks[at].fingerprint not in exact
    ):
        mine = [row for row in unmatched if index in hits[row.address]]
        if mine:
            # Its own words before a new wording of them, and what stands before what is gone.
            fingerprint = new.marks[index].fingerprint
            row = min(mine, key=lambda row: (row.fingerprint != fingerprint, not row.lives))
            unmatched.remove(row)
            weight = 1.0 if row.lives or not live else 0.5
            shared += weight / spread[row.fingerprint]
    first = (live or rows)[0]
    same_question = spread[first.fingerprint] == 1 and span.start in hits[first.address]
    enough = shared > 0.5 * min(len(marks), len(live or rows))
    return shared + same_question if enough or same_question else 0.0
