"""What differs between a quotation and a passage: an alignment's steps as an editor sees them.

The twin of docs/assets/wenda/check/differences.mjs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wenda.check.alignment import LEFT_OUT, Step
from wenda.check.record import Unit
from wenda.naming.fold import Folded
from wenda.naming.numbers import numbers_in

GAP = r"…+|\.{3,}|。{3,}|[\[［(（【]\s*(?:…+|\.{3,}|略|中略|下略)\s*[\]］)）】]"
"""A sign that something is left out."""
LEFT_OUT_MARK = re.compile(GAP)
_LONG = 8  # characters of a quotation that a passage lacks, and others may be from elsewhere

Shown = tuple[str, str, str]
"""A step: its kind, as quoted, as printed."""


def marks_of(quotation: str, folded: Folded) -> frozenset[int]:
    """Before which folded characters a sign of an omission stands."""
    return frozenset(
        sum(1 for at in folded.offsets if at < match.start())
        for match in LEFT_OUT_MARK.finditer(quotation)
    )


def changes_of(steps: Sequence[Step]) -> list[Step]:
    """Steps that differ, those that touch put together; an omission stands by itself."""
    out: list[Step] = []
    for step in steps:
        if step[0] == "same":
            continue
        last = out[-1] if out else None
        far = step[0] == "extra" and step[4] - step[3] >= LEFT_OUT
        joins = last and last[0] != "extra!" and last[2] == step[1] and last[4] == step[3]
        if far:
            out.append(("extra!", *step[1:]))
        elif joins and last:
            out[-1] = ("changed", last[1], step[2], last[3], step[4])
        else:
            out.append(step)
    return out


def is_omission(step: Step, marks: frozenset[int]) -> bool:
    """Whether something of the text is left out: much of it, or where the quotation says so."""
    kind, at, _, start, end = step
    return kind.startswith("extra") and (end - start >= LEFT_OUT or at in marks)


def is_whole_omission(step: Step, unit: Unit, marks: frozenset[int]) -> bool:
    """Whether whole clauses are left out, which turns no sense of those that stay."""
    _, _, _, start, end = step
    return (
        is_omission(step, marks)
        and unit.begins_clause(start)
        and unit.begins_clause(end)
        and start > 0
    )


def is_gap(step: Step, unit: Unit, marks: frozenset[int]) -> bool:
    """Whether an omission joins pieces: marked, or over the end of a clause. Else words are cut."""
    _, at, _, start, end = step
    over = any(unit.begins_clause(each) for each in range(start + 1, end))
    return is_omission(step, marks) and (at in marks or over)


def to_clause_edges(steps: Sequence[Step], unit: Unit) -> list[Step]:
    """The same, omissions moved to where whole clauses are left out, if that is as good.

    推进开放，推进发展 leaves 推进合作， out of 推进开放，推进合作，推进发展, and not 合作，推进.
    """
    out = list(steps)
    text = unit.text
    for number in range(1, len(out) - 1):
        kind, start, to, at, end = out[number]
        before, after = out[number - 1], out[number + 1]
        if kind != "extra" or before[0] != "same" or after[0] != "same":
            continue
        left, right = 0, 0
        while left < before[2] - before[1] - 1 and text[at - 1 - left] == text[end - 1 - left]:
            left += 1
        while right < after[2] - after[1] - 1 and text[at + right] == text[end + right]:
            right += 1
        shifts = sorted(range(-left, right + 1), key=lambda shift: (abs(shift), shift))
        by = next(
            (x for x in shifts if unit.begins_clause(at + x) and unit.begins_clause(end + x)), 0
        )
        out[number - 1] = ("same", before[1], before[2] + by, before[3], before[4] + by)
        out[number] = (kind, start + by, to + by, at + by, end + by)
        out[number + 1] = ("same", after[1] + by, after[2], after[3] + by, after[4])
    return out


def to_number_edges(steps: Sequence[Step], text: str) -> list[Step]:
    """The same, no number of the text cut at their ends: 15 is not all of 1500."""
    out = list(steps)
    first, last = out[0], out[-1]
    for start, end in numbers_in(text):
        if start < first[3] < end:
            out.insert(0, ("extra", first[1], first[1], start, first[3]))
        if start < last[4] < end:
            out.append(("extra", last[2], last[2], last[4], end))
    return out


def shown_of(
    quotation: str, folded: Folded, unit: Unit, steps: Sequence[Step]
) -> tuple[Shown, ...]:
    shown = []
    for number, (kind, start, to, at, end) in enumerate(steps):
        last = number == len(steps) - 1
        mine = ""
        if start < to:
            until = folded.ends[to - 1]
            if not last and to < len(folded.text):
                until = max(until, folded.offsets[to])
            mine = quotation[folded.offsets[start] : until]
        shown.append((kind, mine, unit.printed(at, end, tail=not last)))
    return tuple(shown)


def lacks(shown: Sequence[Shown]) -> bool:
    """Whether a long stretch of the quotation is not in the passage."""
    return any(kind == "missing" and len(mine) >= _LONG for kind, mine, _ in shown)
