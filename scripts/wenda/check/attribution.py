"""Whether the words stand where somebody says: the second answer, beside the verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wenda.check.occasion import other_occasion
from wenda.check.places import Place
from wenda.check.said import VERB, Attribution
from wenda.check.verdict import Verdict


def contradiction(said: Attribution, verdict: Verdict) -> str:
    """What the record has against an attribution, as a sentence; empty where it bears it out.

    One of several places that bears it out is enough; of joined sentences each must.
    """
    against = ["；".join(_against(said, place)) for place in verdict.places]
    holds = any(against) if verdict.joined else bool(against) and all(against)
    return next(filter(None, against), "") if holds else ""


def _against(said: Attribution, place: Place) -> Iterator[str]:
    if any(_reported(name, place) for name in said.who):
        return
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
    day = entry.date.split("-")
    named = (said.year, said.month, said.day)
    if any(mine and int(mine) != int(own) for mine, own in zip(named, day, strict=True)):
        yield "这场记者会在{}年{}月{}日".format(*map(int, day))
    if other_occasion(said.event, entry.event):
        yield f"这是{entry.event}，不是{said.event}"


def _reported(name: str, place: Place) -> bool:
    """Whether the paragraph itself says before the words that they are somebody's.

    林剑：王毅外长指出，…… The record has them in 林剑's mouth, and yet as 王毅's words.
    """
    if name in place.unit.entry.speakers:
        return False
    unit, at = place.unit, place.start
    before = unit.entry.passages[unit.passage[at]].text[: unit.start[at]]
    return bool(re.search(f"{re.escape(name)}[^。！？]{{0,40}}?(?:{VERB})", before))
