"""What a page says about addresses whose words are no longer there, or are somebody else's now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wenda.addresses import anchor_of, between, is_exchange
from wenda.archive import Conference
from wenda.naming.ledger import Row, resolve


@dataclass(frozen=True, slots=True)
class Heir:
    """Where the words of an address are today, or what became of them."""

    row: Row
    link: str  # to there, from the page that shows this
    voice: str  # who says it there, where that is not who said it here; empty otherwise


@dataclass(frozen=True, slots=True)
class Fate:
    """What has become of one address."""

    row: Row
    heirs: tuple[Heir, ...]  # in the order of the words

    @property
    def anchor(self) -> str:
        return anchor_of(self.row.unit, self.row.paragraph)


def fates(conference: Conference, unit: str) -> Iterator[Fate]:
    """Of the addresses of a unit that hold no words any more."""
    for row in conference.rows:
        if row.unit == unit and not row.lives:
            now = resolve(row, conference.rows)
            yield Fate(row, tuple(_heir(conference, row, each) for each in now))


def heir(conference: Conference, unit: str) -> str | None:
    """The one exchange that has every paragraph of a removed one today; None where none has."""
    told = list(fates(conference, unit))
    units = {each.row.unit for fate in told for each in fate.heirs}
    whole = len(units) == 1 and all(fate.heirs for fate in told)
    return units.pop() if whole and all(map(is_exchange, units)) else None


def _heir(conference: Conference, row: Row, now: Row) -> Heir:
    up = between(conference.page_of(row.unit), conference.path).removeprefix("./")
    down = conference.page_of(now.unit).removeprefix(conference.path)
    link = f"{up}{down}#{anchor_of(now.unit, now.paragraph)}"
    other = row.voice and now.voice and row.voice != now.voice
    return Heir(now, link, conference.voices[now.voice] if other and now.voice else "")
