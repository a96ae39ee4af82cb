"""The ledger: every address that was ever promised, and what has become of it.

An id is a name, not a position. It is given once; what is inserted later gets the next free
number wherever it stands. A revised transcript is aligned with the ledger by content: unchanged
words keep their address, changed words get a new one, and the old address says what happened.

One file per conference, tab-separated, in the order of the transcript; rows are added and
change their state, none is ever removed. It holds fingerprints, not words: equal words are known
by them, and reworded ones by a sketch that changes little where the words change little.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from wenda.addresses import (
    PARAGRAPH,
    PROMISED,
    UNIT,
    exchange_name,
    is_exchange,
    promised,
)
from wenda.findings import Report
from wenda.naming.fold import FOLD_VERSION, fold, signed_numbers

HEADER = ("unit", "paragraph", "fingerprint", "sketch", "state", "target")
_REWORDED = 14
"""So many of 64 bits of a sketch may differ between a paragraph and its new wording. Of 60,000
pairs of different paragraphs of real briefings 12 are as near; of paragraphs of 20 characters and
more in which two characters were replaced, 95 % are."""


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
class Mark:
    """What the ledger keeps of a paragraph's words."""

    fingerprint: str  # equal for equal words
    sketch: str  # 64 bits in hexadecimal, alike for like words


@dataclass(frozen=True, slots=True)
class Row:
    """One promised address. `unit` is an exchange (q07), or opening or closing."""

    unit: str
    paragraph: str
    mark: Mark
    state: State = State.LIVE
    target: str = ""  # unit#paragraph

    @property
    def fingerprint(self) -> str:
        return self.mark.fingerprint

    @property
    def address(self) -> str:
        return promised(self.unit, self.paragraph)


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a transcript as the ledger sees it: the marks of its paragraphs, in order."""

    marks: tuple[Mark, ...]
    name: str | None = None  # opening and closing have their names; an exchange is given one


@dataclass(frozen=True, slots=True)
class Named:
    """The ids of a unit: its own and those of its paragraphs, in order."""

    unit: str
    paragraphs: tuple[str, ...]


def mark_of(words: str) -> Mark:
    """Of the folded words, so that a corrected space or comma keeps the address.

    Folding drops the signs in numbers too, and 1.5% is not 15: where there are such numbers, they
    have a part of their own behind a dash.

    48 bits of SHA-256 are enough, since fingerprints are compared within one conference only. The
    version of the folding goes in front: another folding makes other fingerprints. The sketch is
    a SimHash (Charikar 2002) over pairs of characters.
    """
    folded = fold(words).text or words
    digest = hashlib.sha256(folded.encode()).hexdigest()[:12]
    signed = " ".join(signed_numbers(words))
    part = f"-{hashlib.sha256(signed.encode()).hexdigest()[:6]}" if signed else ""
    return Mark(f"{FOLD_VERSION}:{digest}{part}", f"{_simhash(folded):016x}")


def _simhash(text: str) -> int:
    weights = [0] * 64
    for pair, count in Counter(zip(text, text[1:] or text, strict=False)).items():
        bits = int.from_bytes(hashlib.blake2b("".join(pair).encode(), digest_size=8).digest())
        for bit in range(64):
            weights[bit] += count if bits >> bit & 1 else -count
    return sum(1 << bit for bit, weight in enumerate(weights) if weight > 0)


def _alike(one: Mark, other: Mark) -> bool:
    """Whether two marks may be of one paragraph, reworded or not."""
    if one.fingerprint == other.fingerprint:
        return True
    return (int(one.sketch, 16) ^ int(other.sketch, 16)).bit_count() <= _REWORDED


def read(text: str, found: Report) -> list[Row] | None:
    """The rows of a ledger; None where it is damaged.

    L01: a line that is no row of a ledger, or an address that occurs twice.
    """
    rows: list[Row] = []
    seen: set[str] = set()
    before = len(found)

    def damaged(line: int, message: str) -> None:
        found.add("L01", line, message, "编号簿由程序写、只增不减；请从版本库恢复这个文件。")

    first, *lines = text.splitlines() or [""]
    if tuple(first.split("\t")) != HEADER:
        damaged(1, f"编号簿的第一行不对：「{first}」。")
    for number, line in enumerate(lines, start=2):
        row = _row(line)
        if row is None:
            damaged(number, f"不是编号簿的一行：「{line}」。")
        elif row.address in seen:
            damaged(number, f"地址 {row.address} 重复。")
        else:
            seen.add(row.address)
            rows.append(row)
    for row in rows:
        if row.target and row.target not in seen:
            damaged(0, f"{row.address} 指向的 {row.target} 不在编号簿里。")
    return rows if len(found) == before else None


def _row(line: str) -> Row | None:
    try:
        unit, paragraph, fingerprint, sketch, state, target = line.split("\t")
        int(sketch, 16)
        row = Row(unit, paragraph, Mark(fingerprint, sketch), State(state), target)
    except ValueError:
        return None
    names = UNIT.fullmatch(unit) and PARAGRAPH.fullmatch(paragraph)
    return row if names and (not target or PROMISED.fullmatch(target)) else None


def write(rows: Iterable[Row]) -> str:
    """The ledger as the text of its file."""
    lines = [
        HEADER,
        *((r.unit, r.paragraph, r.fingerprint, r.mark.sketch, r.state, r.target) for r in rows),
    ]
    return "".join("\t".join(line) + "\n" for line in lines)


def align(rows: Sequence[Row], units: Sequence[Unit]) -> tuple[list[Named], list[Row]]:
    """Name the units and their paragraphs, and bring the ledger up to date.

    Returns the ids in the order of the units, and the new rows: every old address is among
    them. Of an exchange that was split the larger part keeps the id.
    """
    old: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        old[row.unit].append(row)
    names = _name_units(old, units)
    named: list[Named] = []
    fresh: dict[str, list[Row]] = {}
    for name, unit in zip(names, units, strict=True):
        aligned, ids = _align_unit(name, old.get(name, []), unit.marks)
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
    return named, _follow_moves(merged, rows)


def resolve(row: Row, rows: Sequence[Row]) -> Row:
    """Follow the targets of a row to where they end today."""
    by_address = {other.address: other for other in rows}
    seen = {row.address}
    while row.target in by_address and row.target not in seen:
        seen.add(row.target)
        row = by_address[row.target]
    return row


def _name_units(old: dict[str, list[Row]], units: Sequence[Unit]) -> list[str]:
    """The id of each unit: by its words, else the next free number."""
    spread = Counter(mark for rows in old.values() for mark in {row.fingerprint for row in rows})
    claims: list[tuple[float, int, int, str]] = []  # ties go by the order of the documents
    for index, unit in enumerate(units):
        for place, (name, rows) in enumerate(old.items()):
            if unit.name is None and is_exchange(name):
                claim = _claim(unit.marks, rows, spread)
                if claim:
                    claims.append((-claim, index, place, name))
    taken: dict[int, str] = {}
    for _, index, _, name in sorted(claims):
        if index not in taken and name not in taken.values():
            taken[index] = name
    numbers = [int(name[1:]) for name in old if is_exchange(name)]
    free = max(numbers, default=0) + 1
    names: list[str] = []
    for index, unit in enumerate(units):
        known = unit.name or taken.get(index)
        if known is None:
            known, free = exchange_name(free), free + 1
        names.append(known)
    return names


def _claim(marks: Sequence[Mark], rows: Sequence[Row], spread: Mapping[str, int]) -> float:
    """How strongly a unit is the one that these rows promise; 0 where it is another.

    It is the same where nothing changed; where its first paragraph, the question, is the same or
    reworded and nobody else's; or where more than half of it is: a stock answer alone claims
    nothing. What stands in several units counts that much less, and what is gone counts half, so
    that it can return.
    """
    live = [row for row in rows if row.state is State.LIVE]
    if [row.mark for row in live] == list(marks):
        return 2.0 + len(marks)  # more than any claim below
    shared = 0.0
    unmatched = list(rows)
    exact = {row.fingerprint for row in rows}
    for mark in sorted(marks, key=lambda mark: mark.fingerprint not in exact):
        # Its own words before a new wording of them, and what stands before what is gone.
        for row in sorted(
            unmatched,
            key=lambda row: (row.fingerprint != mark.fingerprint, row.state is not State.LIVE),
        ):
            if _alike(mark, row.mark):
                unmatched.remove(row)
                weight = 1.0 if row.state is State.LIVE or not live else 0.5
                shared += weight / spread[row.fingerprint]
                break
    first = (live or rows)[0]
    same_question = spread[first.fingerprint] == 1 and _alike(marks[0], first.mark)
    enough = shared > 0.5 * min(len(marks), len(live or rows))
    return shared + same_question if enough or same_question else 0.0


def _align_unit(
    name: str, rows: Sequence[Row], marks: Sequence[Mark]
) -> tuple[list[Row], tuple[str, ...]]:
    """The rows of a unit brought up to date, and the ids of its paragraphs in order."""
    number = max((int(row.paragraph[1:]) for row in rows), default=0)
    rows = _revive(rows, marks)
    live = [row for row in rows if row.state is State.LIVE]
    fate: dict[str, Row] = {}
    kept: dict[int, Row] = {}
    fingerprints = [mark.fingerprint for mark in marks]
    matcher = SequenceMatcher(None, [row.fingerprint for row in live], fingerprints, autojunk=False)
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
            if waiting[mark.fingerprint]:
                kept[index] = waiting[mark.fingerprint].pop(0)
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


def _revive(rows: Sequence[Row], marks: Sequence[Mark]) -> list[Row]:
    """Words that come back get their old address back."""
    live = Counter(row.fingerprint for row in rows if row.state is State.LIVE)
    missing = Counter(mark.fingerprint for mark in marks) - live
    revived: list[Row] = []
    for row in rows:
        if row.state is not State.LIVE and missing[row.fingerprint] > 0:
            missing[row.fingerprint] -= 1
            row = replace(row, state=State.LIVE, target="")
        revived.append(row)
    return revived


def _follow_moves(rows: Sequence[Row], before: Sequence[Row]) -> list[Row]:
    """Words that turn up elsewhere in the conference have moved, whatever replaced them.

    Only words that were not there before: one 谢谢大家 does not become another.
    """
    lived = {row.address for row in before if row.state is State.LIVE}
    live = [row for row in rows if row.state is State.LIVE]
    arrived = {row.fingerprint: row.address for row in live if row.address not in lived}
    by_address = {row.address: row for row in rows}
    moved: list[Row] = []
    for row in rows:
        if row.state is not State.LIVE and row.fingerprint in arrived:
            row = replace(row, state=State.MOVED, target=arrived[row.fingerprint])
        elif row.state is State.MOVED:
            there = by_address[row.target]
            if there.state is State.REMOVED:
                row = replace(row, state=State.REMOVED, target="")
            elif there.state is not State.LIVE:  # changed after the move: the target says to what
                row = replace(row, state=State.CHANGED)
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
