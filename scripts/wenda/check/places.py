"""Places in the record: where words stand, and what is printed there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wenda.check.record import Unit
from wenda.check.sense import cut_before
from wenda.naming.numbers import numbers_in


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the record: characters [start, end) of a unit."""

    unit: Unit
    start: int
    end: int

    @property
    def key(self) -> str:
        return self.unit.entry.key

    @property
    def anchor(self) -> str:
        """The id of the paragraph where it begins."""
        return self.unit.entry.passages[self.unit.passage[self.start]].id

    @property
    def printed(self) -> str:
        return self.unit.printed(self.start, self.end)


def exact_places(folded: str, units: Iterable[Unit]) -> list[Place]:
    """Every place of a folded text, none that cuts a number."""
    places: list[Place] = []
    for unit in units:
        at = unit.text.find(folded) if folded else -1
        if at < 0:
            continue
        inside = {i for start, end in numbers_in(unit.text) for i in range(start + 1, end)}
        while at >= 0:
            end = at + len(folded)
            reads = not unit.readings or _touches_reading(unit, at, end)
            if at not in inside and end not in inside and reads:
                places.append(Place(unit, at, end))
            at = unit.text.find(folded, at + 1)
    return places


def cut_before_place(place: Place) -> str:
    """The negation right before a place, which a quotation of it leaves off."""
    if place.unit.begins_clause(place.start):
        return ""
    return cut_before(place.unit.text, place.start)


def _touches_reading(unit: Unit, start: int, end: int) -> bool:
    return any(
        unit.entry.passages[unit.passage[at]].id == reading.passage
        and unit.start[at] < reading.end
        and unit.end[at] > reading.start
        for at in range(start, end)
        for reading in unit.readings
    )
