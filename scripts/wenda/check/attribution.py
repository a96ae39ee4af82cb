"""Whether the words stand where somebody says: the second answer, beside the verdict."""

from __future__ import annotations

from collections.abc import Iterator

from wenda.check.places import Place
from wenda.check.quotations import Attribution
from wenda.check.verdict import Verdict


def contradiction(said: Attribution, verdict: Verdict) -> str:
    """What the record has against an attribution, as a sentence; empty where it bears it out.

    One of several places that bears it out is enough; of joined sentences each must.
    """
    against = ["；".join(_against(said, place)) for place in verdict.places]
    holds = any(against) if verdict.joined else bool(against) and all(against)
    return next(filter(None, against), "") if holds else ""


def _against(said: Attribution, place: Place) -> Iterator[str]:
    entry, role = place.unit.entry, place.unit.role
    who = "、".join(said.who)
    heard = set(said.who) & set(entry.speakers)
    if who and role == "question":
        if not set(said.who) & set(entry.outlet.split("、")):
            yield f"这是{entry.outlet or '记者'}的提问，不是{who}的话"
    elif who and role == "moderator":
        if heard:
            yield f"这是主持的话，不是{who}的话"
    elif who and entry.speakers and not heard:
        yield f"说话的是{'、'.join(entry.speakers)}，不是{who}"
    year, month, day = entry.date.split("-")
    if said.day and (
        (int(month), int(day)) != (int(said.month), int(said.day))
        or (said.year and int(said.year) != int(year))
    ):
        yield f"这场记者会在{int(year)}年{int(month)}月{int(day)}日"
