"""A transcript's lines with words, and what characters should not be among them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wenda.findings import Report
from wenda.model import Kind, Paragraph, Piece

_INVISIBLE = frozenset({"Cf", "Co"})  # format and private-use characters


_LEAST_TWINS = 2  # a title and its English name alone do not alternate


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words: its number (1-based), where its words begin, and the words."""

    number: int
    start: int
    text: str

    def cut(self, begin: int, end: int | None = None) -> Line:
        """A stretch of the line, without the white space around it."""
        raw = self.text[begin:end]
        words = raw.strip()
        offset = begin + (raw.index(words) if words else 0)
        return Line(self.number, self.start + offset, words)

    def piece(self, kind: Kind) -> Piece:
        return Piece(kind, self.start, self.text)

    def paragraph(self, kind: Kind) -> Paragraph:
        return Paragraph((self.piece(kind),), self.number, self.number)


def lines_of(text: str) -> Iterator[Line]:
    """The lines that hold words, stripped of the white space around them."""
    offset = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        words = raw.strip()
        if words:
            yield Line(number, offset + raw.index(words), words)
        offset += len(raw) + 1


def is_english(words: str) -> bool:
    """Whether a line is in English: many letters, and few Chinese characters among them."""
    letters = len(_LETTER.findall(words))
    return letters > 3 and letters > 4 * len(_CHINESE.findall(words))


_LETTER = re.compile("[A-Za-z]")
_CHINESE = re.compile("[\u3400-\u9fff]")


def alternates(lines: Sequence[Line]) -> bool:
    """Whether a text alternates between Chinese and English, paragraph by paragraph.

    Some ministries print the English interpretation after each paragraph.
    """
    english = [is_english(line.text) for line in lines]
    twins = list(pairwise(english)).count((False, True))
    chinese = english.count(False)
    return twins >= _LEAST_TWINS and twins * 2 >= chinese


_SPECIAL = frozenset("\ufffd\ufffe\uffff")


def check_characters(text: str, found: Report) -> None:
    """T10 one that HTML or XML cannot hold, T11 a replacement, T12 an invisible or private one."""
    doubtful = {char for char in set(text) if unicodedata.category(char)[0] == "C"}
    if doubtful <= {"\n"} and not _SPECIAL & set(text):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        for char in sorted(set(line.removesuffix("\r"))):
            category, name = unicodedata.category(char), f"U+{ord(char):04X}"
            if (category == "Cc" and char != "\t") or char in "\ufffe\uffff":
                message = f"有控制字符 {name}，网页和 XML 无法原样显示。"
                found.add("T10", number, message, "请对照原文，去掉或换成原来的字。")
            elif char == "\ufffd":
                message = "有替换字符 U+FFFD：转码时丢了字。"
                found.add("T11", number, message, "请对照原文补上，或从来源重新保存。")
            elif category in _INVISIBLE:
                message = f"有看不见或自造的字符 {name}。"
                hint = "若原文如此，请在 acknowledged 里说明；否则请对照原文。"
                found.add("T12", number, message, hint)
