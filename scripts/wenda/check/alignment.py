"""How a whole quotation stands in a text: stretches that both have, in order, and what is between.

The twin of docs/assets/wenda/check/alignment.mjs. Search's alignment is local: it drops the ends
of a query and looks at five lengths of it. A check must account for each character of a quotation,
over whatever was left out, and alike in two languages; any
Levenshtein makes an omission of a page as dear as a page of changes, and promises no order among
traces of the same cost.

Stretches of at least two characters (more in a long quotation) are chained, the best chain wins,
and short gaps of the chain are filled by edit distance. Some n² in the stretches of one unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

LEFT_OUT = 4
"""So many characters of the text in a row, and it is an omission; fewer are characters dropped."""

_LEAST = ((400, 8), (80, 4), (-1, 2))
"""Of a quotation of more than so many characters, how long a stretch must be.

By short ones a page meets another by chance more often than a chain looks back."""
_BACK = 150  # stretches that a chain looks back
_UNIT = 8  # the weight of a character in a chain; lengths of omissions weigh in logarithms
_DEAREST = 3  # what an omission costs at most, in characters
_CELLS = 40_000  # of a gap that is filled by edit distance

Step = tuple[str, int, int, int, int]
"""same, changed, missing (from the text) or extra (in it); [from, to) in quotation and in text."""

_Stretch = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """A quotation in a text: steps in order that cover all of the quotation."""

    steps: tuple[Step, ...]

    @property
    def start(self) -> int:
        return self.steps[0][3]

    @property
    def end(self) -> int:
        return self.steps[-1][4]

    @property
    def likeness(self) -> float:
        """0 to 1: characters that both have, of these and all that differs."""
        same = sum(to - start for kind, start, to, _, _ in self.steps if kind == "same")
        cost = sum(_cost(step) for step in self.steps)
        return same / (same + cost) if same else 0.0


def align(quotation: str, text: str) -> Alignment | None:
    """The best way to read a folded quotation in a folded text; None where there is none."""
    least = next(each for more, each in _LEAST if len(quotation) > more)
    chain = _chain(_stretches(quotation, text, least))
    if not chain:
        return None
    steps: list[Step] = []
    first, at, _ = chain[0]
    window = max(0, at - first - LEFT_OUT)
    steps.extend(_gap(quotation, text, (0, first, window, at), "left"))
    here, there = first, at
    for start, place, length in chain:
        steps.extend(_gap(quotation, text, (here, start, there, place), ""))
        here, there = start + length, place + length
        steps.append(("same", start, here, place, there))
    rest = len(quotation) - here
    window = min(len(text), there + rest + LEFT_OUT)
    steps.extend(_gap(quotation, text, (here, len(quotation), there, window), "right"))
    return Alignment(tuple(_joined(steps)))


def _cost(step: Step) -> int:
    kind, start, to, at, end = step
    if kind == "same":
        return 0
    return min(end - at, _DEAREST) if kind == "extra" else to - start


def _stretches(quotation: str, text: str, least: int) -> list[_Stretch]:
    """Every stretch that both have and that could not be longer, by its place in the quotation."""
    places: dict[str, list[int]] = {}
    for at in range(len(quotation) - least + 1):
        places.setdefault(quotation[at : at + least], [])
    for at in range(len(text) - least + 1):
        found = places.get(text[at : at + least])
        if found is not None:
            found.append(at)
    stretches = []
    for start in range(len(quotation) - least + 1):
        for at in places[quotation[start : start + least]]:
            if start and at and quotation[start - 1] == text[at - 1]:
                continue
            length = least
            while (
                start + length < len(quotation)
                and at + length < len(text)
                and quotation[start + length] == text[at + length]
            ):
                length += 1
            stretches.append((start, at, length))
    return stretches


def _chain(stretches: list[_Stretch]) -> list[_Stretch]:
    """The chain of the greatest weight, the earliest of several; overlaps are cut off."""
    best: list[tuple[int, int, int]] = []  # weight, the one before (-1: none), characters cut off
    for to, (start, at, length) in enumerate(stretches):
        mine = (_UNIT * length, -1, 0)
        for back in range(max(0, to - _BACK), to):
            before, place, long = stretches[back]
            if before + long >= start + length or place + long >= at + length or place >= at:
                continue
            cut = max(0, before + long - start, place + long - at)
            if cut >= length:
                continue
            skipped = (at - place) - (start - before)
            cost = _UNIT * min(skipped, _DEAREST) + skipped.bit_length() if skipped > 0 else 0
            weight = best[back][0] + _UNIT * (length - cut) - cost
            if weight > mine[0]:
                mine = (weight, back, cut)
        best.append(mine)
    chain: list[_Stretch] = []
    at_end = max(range(len(best)), key=lambda each: (best[each][0], -each), default=-1)
    while at_end >= 0:
        _, back, cut = best[at_end]
        start, at, length = stretches[at_end]
        chain.append((start + cut, at + cut, length - cut))
        at_end = back
    return chain[::-1]


def _gap(quotation: str, text: str, span: tuple[int, int, int, int], free: str) -> Iterator[Step]:
    """The steps through a gap; text at a free end of it is no part of the quotation's place."""
    start, to, at, end = span
    if start == to:
        if not free and at < end:
            yield ("extra", start, start, at, end)
        return
    far = not free and end - at > 2 * (to - start) + 2 * LEFT_OUT
    if at == end or far or (to - start) * (end - at) > _CELLS:
        place = end if free == "left" else at
        yield ("missing", start, to, place, place)
        if not free and at < end:
            yield ("extra", to, to, at, end)
        return
    yield from _edits(quotation, text, span, free)


def _edits(quotation: str, text: str, span: tuple[int, int, int, int], free: str) -> Iterator[Step]:
    """Edit distance with its trace: same or changed before missing before extra."""
    start, to, at, end = span
    rows, columns = to - start, end - at
    table = [[0 if free == "left" else column for column in range(columns + 1)]]
    for row in range(1, rows + 1):
        above, line = table[-1], [row]
        for column in range(1, columns + 1):
            differs = quotation[start + row - 1] != text[at + column - 1]
            line.append(min(above[column - 1] + differs, above[column] + 1, line[column - 1] + 1))
        table.append(line)
    column = columns
    if free == "right":  # of several ends the last whose character is the quotation's own
        ends = [each for each in range(columns + 1) if table[rows][each] == min(table[rows])]
        whole = [each for each in ends if each and text[at + each - 1] == quotation[to - 1]]
        column = whole[-1] if whole else ends[0]
    row = rows
    steps: list[Step] = []
    while row > 0 or (column > 0 and free != "left"):
        here, there = start + row, at + column
        if row > 0 and column > 0:
            differs = quotation[here - 1] != text[there - 1]
            if table[row][column] == table[row - 1][column - 1] + differs:
                kind = "changed" if differs else "same"
                steps.append((kind, here - 1, here, there - 1, there))
                row, column = row - 1, column - 1
                continue
        if row > 0 and table[row][column] == table[row - 1][column] + 1:
            steps.append(("missing", here - 1, here, there, there))
            row -= 1
        else:
            steps.append(("extra", here, here, there - 1, there))
            column -= 1
    yield from reversed(steps)


def _joined(steps: list[Step]) -> Iterator[Step]:
    """Steps of one kind that follow each other are one."""
    last: Step | None = None
    for step in steps:
        if last and last[0] == step[0] and last[2] == step[1] and last[4] == step[3]:
            last = (last[0], last[1], step[2], last[3], step[4])
            continue
        if last:
            yield last
        last = step
    if last:
        yield last
