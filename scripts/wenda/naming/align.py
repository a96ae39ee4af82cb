"""A revised transcript brought together with its ledger.

An id is a name, not a position. It is given once; what is inserted later gets the next free
number wherever it stands. Units are aligned with the ledger by content: unchanged words keep their
address, changed words get a new one, and the old address says what happened (see `heirs`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from wenda.naming.claims import name_units
from wenda.naming.heirs import Standing, heirs
from wenda.naming.ledger import Row, State
from wenda.naming.marks import Mark
from wenda.naming.newtext import NewText, Said, Unit, label_of, remarked


@dataclass(frozen=True, slots=True)
class Named:
    """The name of a unit, and the rows of its paragraphs in order."""

    unit: str
    rows: tuple[Row, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(row.paragraph for row in self.rows)


def align(rows: Sequence[Row], units: Sequence[Unit]) -> tuple[list[Named], list[Row]]:
    """Name the units and their paragraphs, and bring the ledger up to date.

    Returns the names in the order of the units, and the new rows: every old address is among
    them. Of an exchange that was split the larger part keeps the id. Every row whose words stand
    in the new text is written with the current folding, whichever it had.
    """
    new = NewText(units)
    rows = remarked(rows, new)
    old: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        old[row.unit].append(row)
    names = name_units(old, units, new)
    named: list[Named] = []
    fresh: dict[str, list[Row]] = {}
    for name, unit, span in zip(names, units, new.spans, strict=True):
        aligned, ids = _align_unit(name, old.get(name, []), new.marks[span])
        said = dict(zip(ids, unit.paragraphs, strict=True))
        fresh[name] = [
            heard(row, said[row.paragraph]) if row.paragraph in said else row for row in aligned
        ]
        by_id = {row.paragraph: row for row in fresh[name]}
        named.append(Named(name, tuple(by_id[id] for id in ids)))
    ordered = _in_order(list(old), names)
    merged = [row for name in ordered for row in (fresh.get(name) or old[name])]
    standing = Standing(
        before={row.address: row for row in rows},
        order=[row.address for row in rows],
        paragraphs=[row for unit in named for row in unit.rows],
        index=new.index,
    )
    return named, heirs(merged, standing)


def heard(row: Row, said: Said) -> Row:
    """A row with who says its words today; who said them before goes with what was formerly.

    A label that only now is known as an outlet's or a speaker's is who it was.
    """
    before, now = row.voice, said.voice
    if before is None or now is None or before == now:
        return replace(row, voice=now or before)
    if before.role == now.role and before.who == label_of(said.label):
        return replace(row, voice=now)
    formerly = row.formerly if before in row.formerly else (*row.formerly, before)
    return replace(row, voice=now, formerly=formerly)


def _align_unit(
    name: str, rows: Sequence[Row], marks: Sequence[Mark]
) -> tuple[list[Row], tuple[str, ...]]:
    """The rows of a unit with those that are new, and the ids of its paragraphs in order.

    A row that is gone is as it was: what has become of it, only the whole conference can tell.
    """
    number = max((int(row.paragraph[1:]) for row in rows), default=0)
    rows = _revive(rows, marks)
    live = [row for row in rows if row.lives]
    kept: dict[int, Row] = {}
    fingerprints = [mark.fingerprint for mark in marks]
    matcher = SequenceMatcher(None, [row.fingerprint for row in live], fingerprints, autojunk=False)
    for block in matcher.get_matching_blocks():
        for offset in range(block.size):
            kept[block.b + offset] = live[block.a + offset]
    # A paragraph that changed its place within the unit keeps its id too: same words, same name.
    placed = {row.paragraph for row in kept.values()}
    waiting: dict[str, list[Row]] = defaultdict(list)
    for row in live:
        if row.paragraph not in placed:
            waiting[row.fingerprint].append(row)
    for index, mark in enumerate(marks):
        if index not in kept:
            if waiting[mark.fingerprint]:
                kept[index] = waiting[mark.fingerprint].pop(0)
            else:
                number += 1
                kept[index] = Row(name, f"p{number}", mark)
    after = [kept[index] for index in range(len(marks))]
    by_id = {row.paragraph: row for row in (*rows, *after)}
    order = _in_order([row.paragraph for row in rows], [row.paragraph for row in after])
    return [by_id[id] for id in order], tuple(row.paragraph for row in after)


def _revive(rows: Sequence[Row], marks: Sequence[Mark]) -> list[Row]:
    """Words that come back get their old address back."""
    live = Counter(row.fingerprint for row in rows if row.lives)
    missing = Counter(mark.fingerprint for mark in marks) - live
    revived: list[Row] = []
    for row in rows:
        if not row.lives and missing[row.fingerprint] > 0:
            missing[row.fingerprint] -= 1
            row = replace(row, state=State.LIVE, targets=())
        revived.append(row)
    return revived


def _in_order(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Both lists as one, each name once: the new order, what is gone after what it followed."""
    followers: dict[str | None, list[str]] = defaultdict(list)
    current = set(new)
    last: str | None = None
    for name in old:
        if name in current:
            last = name
        else:
            followers[last].append(name)
    ordered = list(followers[None])
    for name in new:
        ordered += [name, *followers[name]]
    return ordered
