"""Whether the words stand where somebody says: the second answer, beside the verdict."""

from __future__ import annotations

from collections.abc import Sequence

from wenda.check.quotations import Attribution
from wenda.check.verdict import Place


def contradiction(said: Attribution, places: Sequence[Place]) -> str:
    """What the record has against an attribution, as a sentence; empty where it bears it out."""
    if not said.speaker or not places:
        return ""
    against = [_against(said, place) for place in places]
    return against[0] if all(against) else ""


def _against(said: Attribution, place: Place) -> str:
    entry = place.unit.entry
    found = []
    if place.unit.role == "question":
        if said.speaker not in entry.outlet.split("、"):
            found.append(f"这是{entry.outlet or '记者'}的提问，不是{said.speaker}的话")
    elif entry.speakers and said.speaker not in entry.speakers:
        found.append(f"说话的是{'、'.join(entry.speakers)}，不是{said.speaker}")
    year, month, day = entry.date.split("-")
    if said.day and (
        (int(month), int(day)) != (int(said.month), int(said.day))
        or (said.year and int(said.year) != int(year))
    ):
        found.append(f"这场记者会在{int(year)}年{int(month)}月{int(day)}日")
    return "；".join(found)
