"""The ledger: every address that was ever promised, and what has become of it.

An id is a name, not a position. It is given once; what is inserted later gets the next free
number wherever it stands. A revised transcript is aligned with the ledger by content: unchanged
words keep their address, changed words get a new one, and the old address says what happened.

One file per conference, tab-separated, in the order of the transcript; rows are added and
change their state, none is ever removed.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from wenda.findings import Finding
from wenda.fold import FOLD_VERSION, fold

HEADER = ("unit", "paragraph", "fingerprint", "state", "target")


class State(StrEnum):
    """What stands at an address today."""

    LIVE = "live"
    """The words that were promised."""
    MOVED = "moved"
    """Nothing; the same words stand at the target."""
    CHANGED = "changed"
    """Nothing; other words have taken their place, at the target."""
    REMOVED = "removed"
    """Nothing; the words are no longer in the transcript."""


@dataclass(frozen=True, slots=True)
class Row:
    """One promised address. `unit` is an exchange (q07), or opening or closing."""

    unit: str
    paragraph: str
    fingerprint: str
    state: State = State.LIVE
    target: str = ""  # unit#paragraph

    @property
    def address(self) -> str:
        return f"{self.unit}#{self.paragraph}"


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a transcript as the ledger sees it: its paragraphs' fingerprints, in order."""

    fingerprints: tuple[str, ...]
    name: str | None = None  # opening and closing have their names; an exchange is given one


@dataclass(frozen=True, slots=True)
class Named:
    """The ids of a unit: its own and those of its paragraphs, in order."""

    unit: str
    paragraphs: tuple[str, ...]


def fingerprint(words: str) -> str:
    """Of the folded words, so that a corrected space or comma keeps the address.

    48 bits are enough: fingerprints are compared within one conference only. The version of the
    folding goes in front, since another folding makes other fingerprints.
    """
    folded = fold(words).text or words
    return f"{FOLD_VERSION}:{hashlib.sha256(folded.encode()).hexdigest()[:12]}"


def read(path: str, text: str) -> tuple[list[Row], list[Finding]]:
    """L01: a line that is no row of a ledger, or an address that occurs twice."""
    rows: list[Row] = []
    found: list[Finding] = []
    seen: set[str] = set()
    hint = "编号簿由程序写、只增不减；请从版本库恢复这个文件。"
    for number, line in enumerate(text.splitlines(), start=1):
        if number == 1 and tuple(line.split("\t")) == HEADER:
            continue
        try:
            unit, paragraph, mark, state, target = line.split("\t")
            row = Row(unit, paragraph, mark, State(state), target)
        except ValueError:
            found.append(Finding(path, number, "L01", f"不是编号簿的一行：「{line}」。", hint))
            continue
        if row.address in seen:
            found.append(Finding(path, number, "L01", f"地址 {row.address} 重复。", hint))
        seen.add(row.address)
        rows.append(row)
    return rows, found


def write(rows: Iterable[Row]) -> str:
    lines = [HEADER, *((r.unit, r.paragraph, r.fingerprint, r.state, r.target) for r in rows)]
    return "".join("\t".join(line) + "\n" for line in lines)


def align(rows: Sequence[Row], units: Sequence[Unit]) -> tuple[list[Named], list[Row]]:
    """Name the units and their paragraphs, and bring the ledger up to date.

    Returns the ids in the order of the units, and the new rows: every old address is among
    them. A unit is the one of the ledger with which it shares most words, so that of an exchange
    that was split the larger part keeps the id.
    """
    old: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        old[row.unit].append(row)
    names = _name_units(old, units)
    named: list[Named] = []
    fresh: dict[str, list[Row]] = {}
    for name, unit in zip(names, units, strict=True):
        aligned, ids = _align_unit(name, old.get(name, []), unit.fingerprints)
        fresh[name] = aligned
        named.append(Named(name, ids))
    gone = {
        name: [replace(row, state=State.REMOVED, target="") if row.state is State.LIVE else row
               for row in unit_rows]
        for name, unit_rows in old.items()
        if name not in fresh
    }  # fmt: skip
    ordered = _in_order(list(old), names)
    merged = [row for name in ordered for row in (fresh.get(name) or gone[name])]
    return named, _follow_moves(merged)


def resolve(row: Row, rows: Sequence[Row]) -> Row:
    """Follow the targets of a row to where they end today."""
    by_address = {other.address: other for other in rows}
    seen = {row.address}
    while row.target in by_address and row.target not in seen:
        seen.add(row.target)
        row = by_address[row.target]
    return row


def _name_units(old: dict[str, list[Row]], units: Sequence[Unit]) -> list[str]:
    """The id of each unit: by shared paragraphs, else the next free number."""
    shared: list[tuple[float, int, int, str]] = []  # ties go by the order of the documents
    for index, unit in enumerate(units):
        if unit.name is None:
            marks = Counter(unit.fingerprints)
            for place, (name, unit_rows) in enumerate(old.items()):
                score = _overlap(marks, unit_rows) if _is_exchange(name) else 0.0
                if score:
                    shared.append((-score, index, place, name))
    taken: dict[int, str] = {}
    for _, index, _, name in sorted(shared):
        if index not in taken and name not in taken.values():
            taken[index] = name
    numbers = [int(name[1:]) for name in old if _is_exchange(name)]
    free = max(numbers, default=0) + 1
    names: list[str] = []
    for index, unit in enumerate(units):
        known = unit.name or taken.get(index)
        if known is None:
            known, free = f"q{free:02d}", free + 1
        names.append(known)
    return names


def _is_exchange(name: str) -> bool:
    return name.startswith("q")


def _overlap(marks: Counter[str], rows: Sequence[Row]) -> float:
    """How many paragraphs a unit shares; one that is gone counts half, so that it can come back."""
    live = Counter(row.fingerprint for row in rows if row.state is State.LIVE)
    gone = Counter(row.fingerprint for row in rows if row.state is not State.LIVE)
    here = (marks & live).total()
    return here + 0.5 * ((marks - live) & gone).total()


def _align_unit(
    name: str, rows: Sequence[Row], marks: Sequence[str]
) -> tuple[list[Row], tuple[str, ...]]:
    """The rows of a unit brought up to date, and the ids of its paragraphs in order."""
    number = max((int(row.paragraph[1:]) for row in rows), default=0)
    rows = _revive(rows, marks)
    live = [row for row in rows if row.state is State.LIVE]
    fate: dict[str, Row] = {}
    kept: dict[int, Row] = {}
    matcher = SequenceMatcher(None, [row.fingerprint for row in live], marks, autojunk=False)
    blocks = matcher.get_opcodes()
    for tag, i1, i2, j1, _ in blocks:
        if tag == "equal":
            for offset, row in enumerate(live[i1:i2]):
                kept[j1 + offset] = row
    # A paragraph that changed its place within the unit keeps its id too: same words, same name.
    waiting = defaultdict(list)
    for row in live:
        if row not in kept.values():
            waiting[row.fingerprint].append(row)
    for index, mark in enumerate(marks):
        if index not in kept:
            if waiting[mark]:
                kept[index] = waiting[mark].pop(0)
            else:
                number += 1
                kept[index] = Row(name, f"p{number}", mark)
    ids = {kept[index].address for index in range(len(marks))}
    for tag, i1, i2, j1, j2 in blocks:
        for offset, row in enumerate(live[i1:i2]):
            if row.address not in ids:
                heir = kept[min(j1 + offset, j2 - 1)] if tag == "replace" else None
                state = State.CHANGED if heir else State.REMOVED
                target = heir.address if heir else ""
                fate[row.address] = replace(row, state=state, target=target)
    before = [fate.get(row.address, row) for row in rows]
    after = [kept[index] for index in range(len(marks))]
    by_address = {row.address: row for row in (*before, *after)}
    order = _in_order([row.address for row in before], [row.address for row in after])
    return [by_address[address] for address in order], tuple(row.paragraph for row in after)


def _revive(rows: Sequence[Row], marks: Sequence[str]) -> list[Row]:
    """Words that come back get their old address back."""
    live = Counter(row.fingerprint for row in rows if row.state is State.LIVE)
    missing = Counter(marks) - live
    revived: list[Row] = []
    for row in rows:
        if row.state is not State.LIVE and missing[row.fingerprint] > 0:
            missing[row.fingerprint] -= 1
            row = replace(row, state=State.LIVE, target="")
        revived.append(row)
    return revived


def _follow_moves(rows: Sequence[Row]) -> list[Row]:
    """Words that stand elsewhere in the conference now have moved, whatever replaced them."""
    live = {row.fingerprint: row for row in reversed(rows) if row.state is State.LIVE}
    moved: list[Row] = []
    for row in rows:
        heir = live.get(row.fingerprint)
        if row.state is not State.LIVE and heir is not None:
            row = replace(row, state=State.MOVED, target=heir.address)
        elif row.state is State.MOVED:  # what it had moved to is gone by now
            row = replace(row, state=State.REMOVED, target="")
        moved.append(row)
    return moved


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
