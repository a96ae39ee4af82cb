"""Quotations in a text, and who is plainly said to have said them.

The twin of docs/assets/wenda/check/quotations.mjs; tests/cases/quotations.json runs in both. Taken
are “…”, 「…」, 『…』, "…" and block quotations; indirect speech is not judged.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wenda.naming.script import Script

_CLOSES = {"“": "”", "「": "」", "『": "』"}
_LEAD = 200  # characters before a quotation in which it is said who speaks
_STRAIGHT = '"＂'
_ASKED = "[问問]道|提[问問]|[问問]"  # a small archive's table has few Traditional characters
_VERB = (
    "表示|指出|[强強][调調]|[认認][为為]|重申|[谈談]到|提到|介[绍紹]|坦言|回[应應]|回答|答道|[说說]道"
    f"|提出|透露|警告|呼吁|宣[布佈]|{_ASKED}|[说說]|[称稱]|[写寫]道"
)
_BEFORE = re.compile(rf"(?:{_VERB})道?[，,：:\s]*$")
_AFTER = re.compile(rf"^[，,]?\s*([^，。！？；：“”「」『』\n]{{1,24}}?)(?:{_VERB})")
_ASKS = re.compile(rf"(?:{_ASKED})[，,：:\s]*$")  # 路透社记者问, not 回答路透社记者提问
_ANSWERS = re.compile("[答复復]|回[应應]|就|[对對]")
_DATE = re.compile(r"(?<![自从就对于关])(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
_SENTENCE = re.compile(r"[。！？；\n”」』]")
_CLAUSE = re.compile(r"[，,：:、\s]+")
_MARKUP = re.compile(r"\[\^[^\]]*\]|!?\[([^\]]*)\]\([^)\s]*\)|\*+|__|~~|`")
_QUOTE_LINE = re.compile(r"[ \t]{0,3}>[ \t]?")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have said it, and when; empty where nothing is said plainly.

    Of several names in one clause (毛宁谈到王毅时表示) nobody plainly knows which: one of them.
    """

    who: tuple[str, ...] = ()
    year: str = ""
    month: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: its words stand at [start, end) of a text."""

    text: str
    start: int
    end: int
    said: Attribution


@dataclass(frozen=True, slots=True)
class Names:
    """Who can be said to have spoken, as the record names them, and their characters' script."""

    speakers: Sequence[str]
    outlets: Sequence[str] = ()
    script: Script | None = None

    def simplified(self, text: str) -> str:
        return text.translate(self.script) if self.script else text

    def in_clause(self, clause: str, names: Sequence[str]) -> tuple[str, ...]:
        """Those that a clause names; 李强国 is not 李强."""
        known = {self.simplified(name).strip("《》"): name for name in names}
        by_length = sorted(known, key=lambda name: (-len(name), name))
        found = re.findall("|".join(map(re.escape, by_length)), clause) if known else []
        return tuple(dict.fromkeys(known[name] for name in found))


def quotations(text: str, names: Names, blocks: Iterable[tuple[int, int]] = ()) -> list[Quotation]:
    """Every quotation in order; blocks are stretches known to be block quotations."""
    plain = names.simplified(text)
    whole = sorted({*blocks, *_quoted_lines(text)})
    found: list[Quotation] = []
    for start, end in whole:
        words = _without_marks(text[start:end])
        if words:
            said = _said(plain[max(0, start - _LEAD) : start], "", names)
            found.append(Quotation(words, start, end, said))
    for start, end in _marked(text):
        block = bisect_right(whole, (start, len(text))) - 1
        if block >= 0 and start < whole[block][1]:
            continue
        lead = plain[max(0, start - 1 - _LEAD) : start - 1]
        said = _said(lead, plain[end + 1 : end + 60], names)
        found.append(Quotation(_without_markup(text[start:end]), start, end, said))
    return sorted(found, key=lambda quotation: quotation.start)


def _marked(text: str) -> Iterator[tuple[int, int]]:
    """The insides of the outermost quotation marks; an open one ends with its paragraph.

    A straight mark that its paragraph does not close is none.
    """
    at, paragraph = 0, -1  # where the paragraph ends that we are in
    while at < len(text):
        if text[at] in _STRAIGHT:
            if paragraph < at:
                paragraph = text.find("\n\n", at)
                paragraph = paragraph if paragraph >= 0 else len(text)
            end = text.find(text[at], at + 1, paragraph)
            if end >= 0 and text[at + 1 : end].strip():
                yield at + 1, end
            at = max(end, at) + 1
            continue
        closing = _CLOSES.get(text[at])
        if closing is None:
            at += 1
            continue
        end = _closed(text, at, closing)
        if text[at + 1 : end].strip():
            yield at + 1, end
        at = end + 1


def _closed(text: str, start: int, closing: str) -> int:
    depth = 0
    line_end = -1
    for at in range(start, len(text)):
        char = text[at]
        if char == text[start]:
            if line_end >= 0:
                return line_end
            depth += 1
        elif char == closing:
            depth -= 1
            if depth == 0:
                return at
        elif char == "\n":
            line_end = at if line_end < 0 else line_end
            if not text[at + 1 :].split("\n", 1)[0].strip():
                return line_end
    return line_end if line_end >= 0 else len(text)


def _quoted_lines(text: str) -> Iterator[tuple[int, int]]:
    """Block quotations of Markdown: lines that begin with >."""
    at, start, end = 0, -1, -1
    for line in [*text.split("\n"), ""]:
        if _QUOTE_LINE.match(line):
            start = at if start < 0 else start
            end = at + len(line)
        elif start >= 0:
            yield start, end
            start = -1
        at += len(line) + 1


def _without_marks(text: str) -> str:
    """The words of a block quotation, without its own marks around them."""
    lines = (_QUOTE_LINE.sub("", line, count=1) for line in text.split("\n"))
    words = "".join(line if line.strip() else "\n" for line in lines).strip()
    if words[:1] in _CLOSES and words[-1:] == _CLOSES[words[0]]:
        words = words[1:-1]
    return _without_markup(words)


def _without_markup(text: str) -> str:
    """The words without Markdown's emphasis, links and notes."""
    return _MARKUP.sub(r"\1", text)


def _said(before: str, after: str, names: Names) -> Attribution:
    lead = _SENTENCE.split(before.rstrip())[-1]
    asks = bool(_ASKS.search(lead)) and not _ANSWERS.search(lead)
    if not _BEFORE.search(lead):
        match = _AFTER.match(after)
        if match is None:
            return Attribution()
        lead, asks = match[1], False
    known = [*names.speakers, *(names.outlets if asks else ())]
    clauses = (names.in_clause(clause, known) for clause in reversed(_CLAUSE.split(lead)))
    who = next(filter(None, clauses), ())
    dates = list(_DATE.finditer(lead))
    year, month, day = dates[-1].groups(default="") if dates else ("", "", "")
    return Attribution(who, year, month, day)
