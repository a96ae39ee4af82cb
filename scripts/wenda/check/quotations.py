"""Quotations in a text, each with what is plainly said of it.

The twin of docs/assets/wenda/check/quotations.mjs; tests/cases/quotations.json runs in both. Taken
are “…”, 「…」, 『…』, "…" and block quotations; indirect speech is not judged.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wenda.check.said import LEAD, Attribution, Names, said_of

_CLOSES = {"“": "”", "「": "」", "『": "』"}
_STRAIGHT = '"＂'
_MARKUP = re.compile(r"\[\^[^\]]*\]|!?\[([^\]]*)\]\([^)\s]*\)|\*+|__|~~|`")
_QUOTE_LINE = re.compile(r"[ \t]{0,3}>[ \t]?")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: its words stand at [start, end) of a text."""

    text: str
    start: int
    end: int
    said: Attribution


def quotations(text: str, names: Names, blocks: Iterable[tuple[int, int]] = ()) -> list[Quotation]:
    """Every quotation in order; blocks are stretches known to be block quotations."""
    whole = sorted({*blocks, *_quoted_lines(text)})
    found: list[Quotation] = []
    for start, end in whole:
        words = _without_marks(text[start:end])
        if words:
            said = said_of(text[max(0, start - LEAD) : start], "", names)
            found.append(Quotation(words, start, end, said))
    for start, end in _marked(text):
        block = bisect_right(whole, (start, len(text))) - 1
        if block >= 0 and start < whole[block][1]:
            continue
        lead = text[max(0, start - 1 - LEAD) : start - 1]
        said = said_of(lead, text[end + 1 : end + 60], names)
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
