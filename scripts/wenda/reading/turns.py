"""Text to turns: where who speaks changes, by the description of a dialect.

No character is dropped here. What fits nowhere stays where it stands, as an aside, and is a
finding; `wenda.reading.proof` shows that the turns hold the whole transcript.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from wenda.findings import Report
from wenda.model import Kind, Paragraph, Piece, Turn, clip, without_colon
from wenda.reading.dialects import Dialect

RoleOf = Callable[[str], Kind | None]
"""Tells from a label without its colon whether it asks, answers or moderates; None: unknown."""

_INVISIBLE = frozenset({"Cf", "Co"})  # format and private-use characters


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words: its number (1-based), where its words begin, and the words."""

    number: int
    start: int
    text: str


def lines_of(text: str) -> Iterator[Line]:
    """The lines that hold words, stripped of the white space around them."""
    offset = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        words = raw.strip()
        if words:
            yield Line(number, offset + raw.index(words), words)
        offset += len(raw) + 1


def check_characters(text: str, found: Report) -> None:
    """T10 one that HTML or XML cannot hold, T11 a replacement, T12 an invisible or private one."""
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


def turns_of(text: str, dialect: Dialect, role_of: RoleOf, found: Report) -> list[Turn]:
    """The turns of a transcript, in order.

    T01 text before the first label, T04 a label with nothing after it, T07 a line that fits
    nowhere, T09 a label of somebody whom neither vocabulary nor sidecar knows.
    """
    turns: list[Turn] = []
    begun = False  # by a label, or by a text whose beginning is printed elsewhere
    for line in lines_of(text):
        match = dialect.label.fullmatch(line.text)
        if match:
            begun = True
            role = role_of(without_colon(match["label"]))
            if role is None:
                _unknown_label(line, match["label"], found)
            turns.append(_labelled(line, match, role or Kind.ASIDE))
            if _stray(turns[-1], dialect):
                _misfit(line, dialect, found)
            continue
        match = None if begun else dialect.continued.match(line.text)
        if match:
            begun = True
            turns.append(Turn(Kind.ANSWER, (), (), line.number))
            new = _continued(line, match.end())
        elif dialect.stray.match(line.text) or _plain_label(line, dialect, role_of):
            _misfit(line, dialect, found)
            new = [_paragraph(Kind.ASIDE, line)]
        elif dialect.aside.fullmatch(line.text):
            new = [_paragraph(Kind.ASIDE, line)]
        elif begun:
            new = [_paragraph(turns[-1].role, line)]
        else:
            _before_labels(line, found)
            new = [_paragraph(Kind.OPENING, line)]
        if not turns:
            turns.append(Turn(Kind.OPENING, (), (), line.number))
        turns[-1] = replace(turns[-1], paragraphs=(*turns[-1].paragraphs, *new))
    for turn in turns:
        if not turn.paragraphs:
            message = f"标签「{turn.printed_label}」之后没有话。"
            hint = "请对照原文，看是否漏录，或标签是否多出。"
            found.add("T04", turn.line, message, hint)
    return turns


def _labelled(line: Line, match: re.Match[str], role: Kind) -> Turn:
    kinds = {"open": Kind.MARKUP, "label": Kind.LABEL, "close": Kind.MARKUP}
    label = tuple(
        Piece(kind, line.start + match.start(name), match[name])
        for name, kind in kinds.items()
        if match[name]
    )
    words = match["words"].lstrip()
    rest = Line(line.number, line.start + len(line.text) - len(words), words)
    return Turn(role, label, (_paragraph(role, rest),) if words else (), line.number)


def _plain_label(line: Line, dialect: Dialect, role_of: RoleOf) -> bool:
    """王毅：… without the dialect's marks is a label that was mangled, not a paragraph."""
    match = dialect.plain_label.match(line.text)
    return match is not None and role_of(match["label"].strip()) is not None


def _stray(turn: Turn, dialect: Dialect) -> bool:
    """A second label within the line: **新华社记者：**问？**王毅：**答。"""
    return any(mark in paragraph.text for mark in dialect.marks for paragraph in turn.paragraphs)


def _continued(line: Line, length: int) -> list[Paragraph]:
    """（上接第二版）今年是…: the reference belongs to the page, the rest is the paragraph."""
    mark = _paragraph(Kind.FURNITURE, Line(line.number, line.start, line.text[:length]))
    words = line.text[length:].lstrip()
    start = line.start + len(line.text) - len(words)
    return [mark, _paragraph(Kind.ANSWER, Line(line.number, start, words))] if words else [mark]


def _paragraph(kind: Kind, line: Line) -> Paragraph:
    return Paragraph((Piece(kind, line.start, line.text),), line.number, line.number)


def _misfit(line: Line, dialect: Dialect, found: Report) -> None:
    message = f"这一行不合「{dialect.name}」的体例：「{clip(line.text)}」。"
    hint = "若有发言人标签，请按原文核对写法，一个标签起一行；若原文如此，请写入 acknowledged。"
    found.add("T07", line.number, message, hint)


def _before_labels(line: Line, found: Report) -> None:
    message = f"第一个标签之前有文字：「{clip(line.text)}」。"
    hint = "若是上一版未完的回答，原文应有（上接第几版）；若是开场，请写入 acknowledged。"
    found.add("T01", line.number, message, hint)


def _unknown_label(line: Line, label: str, found: Report) -> None:
    message = f"不知道「{label}」是谁。"
    hint = "媒体写入 outlets.yml；发言人、主持人写入本场的 YAML，印错的标签写入 labels。"
    found.add("T09", line.number, message, hint)
