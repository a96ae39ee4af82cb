"""Which exchange of a new text is which of the ledger."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence

from wenda.addresses import exchange_name, is_exchange
from wenda.naming.heirs import TOLD
from wenda.naming.ledger import Row
from wenda.naming.marks import Mark
from wenda.naming.newtext import NewText, Unit

_REWORDED = 0.35
"""From this likeness on a paragraph counts as reworded when an exchange is looked for: two thirds
of the pairs of a paragraph of 20 characters in which three were replaced."""


def name_units(old: Mapping[str, Sequence[Row]], units: Sequence[Unit], new: NewText) -> list[str]:
    """The id of each unit: by its words, else the next free number."""
    exchanges = {name: rows for name, rows in old.items() if is_exchange(name)}
    spread = Counter(mark for rows in old.values() for mark in {row.fingerprint for row in rows})
    taken = _assigned(exchanges, units, new, spread)
    free = max((int(name[1:]) for name in exchanges), default=0) + 1
    names: list[str] = []
    for number, each in enumerate(units):
        known = each.name or taken.get(number)
        if known is None:
            known, free = exchange_name(free), free + 1
        names.append(known)
    return names


def _assigned(
    exchanges: Mapping[str, Sequence[Row]],
    units: Sequence[Unit],
    new: NewText,
    spread: Mapping[str, int],
) -> dict[int, str]:
    """Which unit is which exchange: the strongest claim first, equal ones by the documents' order.

    Units that have the same words claim alike, and so do exchanges that promise the same: a claim
    is weighed once for all of them, so that a thousand thanks are not compared with a thousand.
    """

    kinds: dict[tuple[Mark, ...], int] = {}
    kind_of = [kinds.setdefault(new.marks[span], len(kinds)) for span in new.spans]
    alike: dict[int, list[int]] = defaultdict(list)
    for number, each in enumerate(units):
        if each.name is None:
            alike[kind_of[number]].append(number)
    waiting: dict[tuple[tuple[Mark, bool], ...], deque[tuple[int, str]]] = defaultdict(deque)
    for place, (name, rows) in enumerate(exchanges.items()):
        waiting[tuple((row.mark, row.lives) for row in rows)].append((place, name))
    hits = _hits({row.mark for rows in exchanges.values() for row in rows}, new)
    claimed: dict[float, dict[int, list[deque[tuple[int, str]]]]] = {}
    for names in waiting.values():
        rows = exchanges[names[0][1]]
        for kind in alike.keys() & {
            kind_of[new.unit_of[at]] for row in rows for at in hits[row.mark]
        }:
            claim = _claim(new, new.spans[alike[kind][0]], rows, spread, hits)
            if claim:
                claimed.setdefault(claim, defaultdict(list))[kind].append(names)
    taken: dict[int, str] = {}
    for _, by_kind in sorted(claimed.items(), reverse=True):
        for number in sorted(number for kind in by_kind for number in alike[kind]):
            free = [names for names in by_kind[kind_of[number]] if names]
            if number not in taken and free:
                _, taken[number] = min(free, key=lambda names: names[0]).popleft()
    return taken


def _hits(marks: Iterable[Mark], new: NewText) -> dict[Mark, set[int]]:
    """The paragraphs that may be what a row promises: with its words, reworded, or within more."""
    same: dict[str, set[int]] = defaultdict(set)
    for at, mark in enumerate(new.marks):
        same[mark.fingerprint].add(at)
    hits: dict[Mark, set[int]] = {}
    for mark in marks:
        found = set(same.get(mark.fingerprint, ()))
        if not found:
            index = new.index(mark.version)
            likes = index.like(mark)
            found |= {at for at, like in likes.items() if like.alike >= _REWORDED}
            if mark.length >= TOLD:
                for place in index.standing(mark):
                    found |= set(place.touched)
        hits[mark] = found
    return hits


def _claim(
    new: NewText,
    span: slice,
    rows: Sequence[Row],
    spread: Mapping[str, int],
    hits: Mapping[Mark, set[int]],
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
        mine = [row for row in unmatched if index in hits[row.mark]]
        if mine:
            # Its own words before a new wording of them, and what stands before what is gone.
            fingerprint = new.marks[index].fingerprint
            row = min(mine, key=lambda row: (row.fingerprint != fingerprint, not row.lives))
            unmatched.remove(row)
            weight = 1.0 if row.lives or not live else 0.5
            shared += weight / spread[row.fingerprint]
    first = (live or rows)[0]
    same_question = spread[first.fingerprint] == 1 and span.start in hits[first.mark]
    enough = shared > 0.5 * min(len(marks), len(live or rows))
    return shared + same_question if enough or same_question else 0.0
