"""What a page says about addresses whose words are no longer there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wenda.addresses import anchor_of, between, is_exchange
from wenda.archive import Conference
from wenda.naming.ledger import Row, State, resolve


@dataclass(frozen=True, slots=True)
class Fate:
    """What has become of one address."""

    row: Row
    now: Row  # where its targets end today
    link: str  # to there, from the page that shows this

    @property
    def has_heir(self) -> bool:
        return self.now.state is State.LIVE

    @property
    def anchor(self) -> str:
        return anchor_of(self.row.unit, self.row.paragraph)


def fates(conference: Conference, unit: str) -> Iterator[Fate]:
    """Of the addresses of a unit that hold no words any more."""
    for row in conference.rows:
        if row.unit == unit and row.state is not State.LIVE:
            now = resolve(row, conference.rows)
            yield Fate(row, now, _way(conference, row, now))


def heir(conference: Conference, unit: str) -> str | None:
    """The one exchange that has the words of a removed one today; None where there is none."""
    now = {fate.now for fate in fates(conference, unit)}
    units = {row.unit for row in now if row.state is State.LIVE and is_exchange(row.unit)}
    return units.pop() if len(units) == 1 else None


def _way(conference: Conference, row: Row, now: Row) -> str:
    up = between(conference.page_of(row.unit), conference.path).removeprefix("./")
    down = conference.page_of(now.unit).removeprefix(conference.path)
    return f"{up}{down}#{anchor_of(now.unit, now.paragraph)}"
