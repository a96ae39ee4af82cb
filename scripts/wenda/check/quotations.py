"""Quotations in a text, and who is plainly said to have said them.

The twin of docs/assets/wenda/check/quotations.mjs; tests/cases/quotations.json runs in both. Taken
are “…”, 「…」, 『…』 and block quotations; indirect speech is nobody's exact words and not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_CLOSES = {"“": "”", "「": "」", "『": "』"}
_VERB = (
    "表示|指出|强调|认为|重申|谈到|提到|介绍|坦言|回应|回答|答道|说道|提出|透露|警告|呼吁|宣布|问道|提问"
    "|说|称|问|写道"
)
_BEFORE = re.compile(rf"(?:{_VERB})道?[，,：:\s]*$")
_AFTER = re.compile(rf"^[，,。]?\s*([^，。！？；：“”「」『』\n]{{1,24}}?)(?:{_VERB})")
_DATE = re.compile(r"(?<![自从就对于关])(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
_SENTENCE = re.compile(r"[。！？；\n”」』]")
_QUOTE_LINE = re.compile(r"[ \t]{0,3}>[ \t]?")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have said it, and when; empty where nothing is said plainly."""

    speaker: str = ""
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


def quotations(
    text: str, speakers: Sequence[str], blocks: Iterable[tuple[int, int]] = ()
) -> list[Quotation]:
    """Every quotation in order; blocks are stretches known to be block quotations."""
    whole = sorted({*blocks, *_quoted_lines(text)})
    found: list[Quotation] = []
    for start, end in whole:
        words = _without_marks(text[start:end])
        if words:
            said = _said(text[:start].rstrip(), "", speakers)
            found.append(Quotation(words, start, end, said))
    for start, end in _marked(text):
        if any(first <= start < last for first, last in whole):
            continue
        said = _said(text[: start - 1], text[end + 1 : end + 60], speakers)
        found.append(Quotation(text[start:end], start, end, said))
    return sorted(found, key=lambda quotation: quotation.start)


def _marked(text: str) -> Iterator[tuple[int, int]]:
    """The insides of the outermost quotation marks; an open one ends with its paragraph."""
    at = 0
    while at < len(text):
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
    return words


def _said(before: str, after: str, speakers: Sequence[str]) -> Attribution:
    lead = _SENTENCE.split(before)[-1] if before else ""
    if not _BEFORE.search(lead):
        match = _AFTER.match(after)
        if match is None:
            return Attribution()
        lead = match[1]
    speaker, place = "", -1
    for name in speakers:
        at = lead.rfind(name)
        if at > place:
            speaker, place = name, at
    dates = list(_DATE.finditer(lead))
    if not speaker or not dates:
        return Attribution(speaker)
    year, month, day = dates[-1].groups(default="")
    return Attribution(speaker, year, month, day)
