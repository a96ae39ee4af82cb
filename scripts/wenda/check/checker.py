"""A draft checked against a record: every quotation with both answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wenda.check.attribution import contradiction
from wenda.check.drafts import Draft
from wenda.check.quotations import Quotation, quotations
from wenda.check.record import Record
from wenda.check.said import Names
from wenda.check.verdict import CODES, Judge, Verdict

_WORDS_ARE_THERE = ("Q01", "Q02", "Q03", "Q04", "Q05", "Q06")


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation of a draft, the verdict on its words, and what contradicts its attribution."""

    path: str
    line: int  # 1-based
    quotation: Quotation
    verdict: Verdict
    against: str = ""

    @property
    def code(self) -> str:
        if self.against and self.verdict.code in _WORDS_ARE_THERE:
            return "Q09"
        return self.verdict.code

    @property
    def sentence(self) -> str:
        """The code in words, with what differs."""
        parts = [CODES[self.code]]
        if self.code == "Q09":
            parts.append(CODES[self.verdict.code])
        if self.against:
            parts.append(self.against)
        for turn in self.verdict.turns:
            quoted, printed = (f"“{x}”" if x else "无" for x in (turn.quoted, turn.printed))
            parts.append(f"{turn.kind}：引作{quoted}，刊印{printed}")
        parts.extend(self.verdict.notes)
        if self.verdict.code == "Q10" and self.verdict.places:
            parts.append("最接近的一段差得太多，不能算这句话")
        return "；".join(parts)


class Checker:
    """Checks quotations against one record."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._judge = Judge(record.names, record.script)

    def verdict(self, quotation: str) -> Verdict:
        """The verdict on one quotation."""
        judge = self._judge
        wanted = [quotation, *judge.parts(quotation)]
        likely = {at for each in wanted for at in self.record.candidates(judge.fold(each).text)}
        return judge.judge(quotation, [self.record.units[at] for at in sorted(likely)])

    def check(self, draft: Draft) -> Iterator[Checked]:
        """Every quotation of a draft, in order."""
        names = Names(self.record.speakers, self.record.outlets, self.record.script)
        for found in quotations(draft.text, names, draft.blocks):
            verdict = self.verdict(found.text)
            against = contradiction(found.said, verdict) if verdict.code != "Q10" else ""
            yield Checked(draft.path, draft.line_of(found.start), found, verdict, against)
