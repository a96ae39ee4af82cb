"""A list that has grown long, by periods: years, of those the months, of those the days.

A period is the beginning of a date: 2024, 2024-03, 2024-03-07. What is listed on a day always falls
into the same ones, so that the address of a period keeps its meaning. Rows that are added may cause
further pages and never take one away: a period has a page as soon as what it is part of has more
rows than MOST, and from there on whatever is added. The page itself then goes from its rows to
those of its parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from wenda.site.rows import Row

MOST = 80
"""So many rows has a page at most, before it leads to pages of shorter periods: some 40 KB."""

WHOLE = ""  # the period that all of a list falls into
_DAY = len("2024-03-07")


@dataclass(frozen=True, slots=True)
class Part:
    """A period of a list with what falls into it; all of the list, where the period is WHOLE."""

    period: str
    rows: Sequence[Row]  # the newest first
    divided: bool  # whether it has pages for its own parts


def parts(rows: Sequence[Row], always: bool = False) -> dict[str, Part]:
    """Every page of a list by its period, WHOLE first, and each before its own parts.

    `rows` are the newest first. With `always`, years have pages however few the rows are.
    """
    return {part.period: part for part in _parts(WHOLE, rows, always)}


def _parts(period: str, rows: Sequence[Row], always: bool = False) -> Iterator[Part]:
    divided = len(period) < _DAY and (always or len(rows) > MOST)
    yield Part(period, rows, divided)
    if divided:
        length = length_below(period)
        for name, inside in groupby(rows, key=lambda row: row.day[:length]):
            yield from _parts(name, list(inside))


def length_below(period: str) -> int:
    """How long the names of the periods are that a period is divided into."""
    return len(period) + len("-03") if period else len("2024")


def measure_below(period: str) -> str:
    """What a period is divided by, in a word."""
    return {0: "年", len("2024"): "月", len("2024-03"): "日"}[len(period)]


def above(period: str) -> list[str]:
    """The periods that a period is part of, years before months; not the whole."""
    return [period[:length] for length in (len("2024"), len("2024-03")) if length < len(period)]


def between(periods: Iterable[str], all_of_it: str) -> list[str]:
    """The newest first: every year or month from the first to the last of these, none left out.

    Days are left as they are: most have nothing to be listed.
    """
    there = sorted(periods, reverse=True)
    if length_below(all_of_it) == _DAY:
        return there
    first, last = _number(there[-1]), _number(there[0])
    return [_named(number, bool(all_of_it)) for number in range(last, first - 1, -1)]


def _number(period: str) -> int:
    """Years in their order, or months."""
    year, _, month = period.partition("-")
    return int(year) * 12 + int(month) - 1 if month else int(year)


def _named(number: int, is_month: bool) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}" if is_month else f"{number:04}"


def neighbours(all_of_it: Mapping[str, Part]) -> dict[str, tuple[str | None, str | None]]:
    """The pages to read before and after that of each period: the earlier, and the later one.

    They are as long as it, or longer and not divided: what stands in between is never passed over.
    """
    found: dict[str, tuple[str | None, str | None]] = {}
    for length in {len(period) for period in all_of_it if period}:
        here = sorted(
            name
            for name, part in all_of_it.items()
            if name and (len(name) == length or (len(name) < length and not part.divided))
        )
        beside = zip([None, *here], here, [*here[1:], None], strict=False)
        found |= {name: (before, after) for before, name, after in beside if len(name) == length}
    return found


def chinese(period: str) -> str:
    """The name of a period: 2024 年, 2024年3月, 2024年3月7日."""
    year, *rest = (str(int(number)) for number in period.split("-"))
    if not rest:
        return f"{year} 年"
    return f"{year}年" + "".join(map("{}{}".format, rest, "月日"))
