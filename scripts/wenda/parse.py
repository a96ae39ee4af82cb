"""Text to turns, turns to exchanges: by the grammar of turns and the description of a dialect.

No character is dropped here. What fits nowhere stays where it stands, as an aside, and is a
finding; `wenda.proof` shows that the parts hold the whole transcript.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from wenda.dialects import Dialect
from wenda.findings import Finding
from wenda.model import Exchange, Kind, Paragraph, Part, Piece, Remarks, Turn, without_colon
from wenda.sidecar import Join

RoleOf = Callable[[str], Kind | None]
"""Tells from a label without its colon whether it asks, answers or moderates; None: unknown."""

# A paragraph may end in any of these; what ends otherwise was probably cut.
_CLOSING_MARKS = "。！？…”’』」）)!?.；;—"
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


@dataclass(frozen=True, slots=True)
class Parsed:
    """A transcript taken apart: every character but white space is in one piece of one part."""

    parts: list[Part]
    findings: list[Finding]
    unused_joins: list[Join]  # they fit nowhere
    missing_opening: bool  # it was announced and is not there


def parse(
    path: str,
    text: str,
    dialect: Dialect,
    role_of: RoleOf,
    joins: Sequence[Join] = (),
    opening: bool = False,
) -> Parsed:
    """Take a transcript apart. `joins` and `opening` are what the sidecar says."""
    found = list(check_characters(path, text))
    turns, more = turns_of(path, text, dialect, role_of)
    found += more
    turns, unused, more = join(path, turns, joins)
    found += more
    turns = set_apart_closing(turns, dialect)
    parts, more = group(path, turns, dialect, opening)
    found += more
    opened = any(isinstance(part, Remarks) and part.kind is Kind.OPENING for part in parts)
    return Parsed(parts, found, unused, opening and not opened)


def check_characters(path: str, text: str) -> Iterator[Finding]:
    """T10 one that HTML or XML cannot hold, T11 a replacement, T12 an invisible or private one."""
    for number, line in enumerate(text.split("\n"), start=1):
        for char in sorted(set(line.removesuffix("\r"))):
            category, name = unicodedata.category(char), f"U+{ord(char):04X}"
            if (category == "Cc" and char != "\t") or char in "\ufffe\uffff":
                message = f"有控制字符 {name}，网页和 XML 无法原样显示。"
                yield Finding(path, number, "T10", message, "请对照原文，去掉或换成原来的字。")
            elif char == "\ufffd":
                message = "有替换字符 U+FFFD：转码时丢了字。"
                yield Finding(path, number, "T11", message, "请对照原文补上，或从来源重新保存。")
            elif category in _INVISIBLE:
                message = f"有看不见或自造的字符 {name}。"
                hint = "若原文如此，请在 acknowledged 里说明；否则请对照原文。"
                yield Finding(path, number, "T12", message, hint)


def turns_of(
    path: str, text: str, dialect: Dialect, role_of: RoleOf
) -> tuple[list[Turn], list[Finding]]:
    """The turns of a transcript, in order.

    T01 text before the first label, T04 a label with nothing after it, T07 a line that fits
    nowhere, T09 a label of somebody whom neither vocabulary nor sidecar knows.
    """
    turns: list[Turn] = []
    found: list[Finding] = []
    begun = False  # by a label, or by a text whose beginning is printed elsewhere
    for line in lines_of(text):
        match = dialect.label.fullmatch(line.text)
        if match:
            begun = True
            role = role_of(without_colon(match["label"]))
            if role is None:
                found.append(_unknown_label(path, line, match["label"]))
            turns.append(_labelled(line, match, role or Kind.ASIDE))
            if _stray(turns[-1], dialect):
                found.append(_misfit(path, line, dialect))
            continue
        match = None if begun else dialect.continued.match(line.text)
        if match:
            begun = True
            turns.append(Turn(Kind.ANSWER, (), (), line.number))
            new = _continued(line, match.end())
        elif dialect.stray.match(line.text) or _plain_label(line, dialect, role_of):
            found.append(_misfit(path, line, dialect))
            new = [_paragraph(Kind.ASIDE, line)]
        elif dialect.aside.fullmatch(line.text):
            new = [_paragraph(Kind.ASIDE, line)]
        elif begun:
            new = [_paragraph(turns[-1].role, line)]
        else:
            found.append(_before_labels(path, line))
            new = [_paragraph(Kind.OPENING, line)]
        if not turns:
            turns.append(Turn(Kind.OPENING, (), (), line.number))
        turns[-1] = replace(turns[-1], paragraphs=(*turns[-1].paragraphs, *new))
    for turn in turns:
        if not turn.paragraphs:
            message = f"标签「{turn.printed_label}」之后没有话。"
            hint = "请对照原文，看是否漏录，或标签是否多出。"
            found.append(Finding(path, turn.line, "T04", message, hint))
    return turns, found


def join(
    path: str, turns: Sequence[Turn], joins: Sequence[Join]
) -> tuple[list[Turn], list[Join], list[Finding]]:
    """Close up paragraphs that a page break had cut, as the sidecar records it.

    Returns the joins that fit nowhere too. T05: a paragraph without closing punctuation.
    """
    found: list[Finding] = []
    unused = list(joins)
    whole: list[Turn] = []
    for turn in turns:
        kept: list[Paragraph] = []
        for paragraph in turn.paragraphs:
            fitting = [pair for pair in unused if kept and _cut(pair, kept[-1], paragraph)]
            if fitting:
                unused.remove(fitting[0])
                pieces = (*kept[-1].pieces, *paragraph.pieces)
                kept[-1] = Paragraph(pieces, kept[-1].line, paragraph.last_line)
            else:
                kept.append(paragraph)
        whole.append(replace(turn, paragraphs=tuple(kept)))
        found += _unclosed(path, kept)
    return whole, unused, found


def set_apart_closing(turns: Sequence[Turn], dialect: Dialect) -> list[Turn]:
    """A remark on the event after the last answer belongs to no answer: a turn of its own."""
    if not turns or len(turns[-1].paragraphs) < 2:
        return list(turns)
    *rest, last = turns[-1].paragraphs
    if not dialect.closing.fullmatch(last.text):
        return list(turns)
    words = tuple(replace(piece, kind=Kind.CLOSING) for piece in last.pieces)
    closing = Turn(Kind.CLOSING, (), (replace(last, pieces=words),), last.line)
    return [*turns[:-1], replace(turns[-1], paragraphs=tuple(rest)), closing]


def group(
    path: str, turns: Sequence[Turn], dialect: Dialect, opening: bool
) -> tuple[list[Part], list[Finding]]:
    """Turns to exchanges and remarks, in order.

    A moderator's words go with what they introduce. `opening` says that the speaker opens with
    a statement. T02 an answer without a question, T03 a question without an answer, T06 a
    repeated label.
    """
    parts: list[Part] = []
    found: list[Finding] = []
    current: list[Turn] = []  # the exchange that is being gathered
    before: list[Turn] = []  # a moderator's words that wait for what they introduce

    def close() -> None:
        if not current:
            return
        if not any(turn.role is Kind.ANSWER for turn in current):
            asked = [turn for turn in current if turn.role is Kind.QUESTION][-1]
            found.append(_unanswered(path, asked))
        parts.append(Exchange(tuple(current)))
        current.clear()

    def answered() -> bool:
        return any(turn.role is Kind.ANSWER for turn in current)

    for turn in turns:
        if current and turn.label and turn.printed_label == current[-1].printed_label:
            found.append(_repeated(path, turn))
            current.append(turn)
        elif turn.role is Kind.QUESTION:
            if not (current and dialect.follow_up.fullmatch(turn.name)):
                close()
            current += [*before, turn]
            before.clear()
        elif turn.role is Kind.ANSWER:
            if current and not before:
                current.append(turn)
            elif opening and turn.label and not current and _only_opening(parts):
                parts.append(Remarks(Kind.OPENING, (*before, turn)))
                before.clear()
            else:
                close()
                if turn.label:
                    found.append(_unasked(path, turn))
                current += [*before, turn]
                before.clear()
        elif turn.role is Kind.MODERATOR:
            (before if answered() or not current else current).append(turn)
        elif turn.role in (Kind.OPENING, Kind.CLOSING):
            close()
            parts.append(Remarks(turn.role, (*before, turn)))
            before.clear()
        else:  # a label that nobody knows, reported already: with what it stands in
            (current or before).append(turn)
    close()
    if before:
        parts.append(Remarks(Kind.CLOSING, tuple(before)))
    return _merged(parts), found


def _only_opening(parts: Sequence[Part]) -> bool:
    return all(isinstance(part, Remarks) and part.kind is Kind.OPENING for part in parts)


def _merged(parts: Sequence[Part]) -> list[Part]:
    """Remarks of one kind that follow each other as one, so that each kind is there once."""
    merged: list[Part] = []
    for part in parts:
        last = merged[-1] if merged else None
        if isinstance(part, Remarks) and isinstance(last, Remarks) and part.kind is last.kind:
            merged[-1] = Remarks(part.kind, (*last.turns, *part.turns))
        else:
            merged.append(part)
    return merged


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


def _cut(pair: Join, first: Paragraph, second: Paragraph) -> bool:
    return first.text.endswith(pair.before) and second.text.startswith(pair.after)


def _unclosed(path: str, paragraphs: Sequence[Paragraph]) -> Iterator[Finding]:
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind in (Kind.ASIDE, Kind.FURNITURE):
            continue
        end = paragraph.text[-1]
        introduces = end in "：:" and index + 1 < len(paragraphs)  # a list follows
        if end not in _CLOSING_MARKS and not introduces:
            message = f"段落结尾没有句末标点：「…{paragraph.text[-12:]}」。"
            hint = "若被分页断开，请在 joins 里写明两头的字；若原文如此，请在 acknowledged 里说明。"
            yield Finding(path, paragraph.last_line, "T05", message, hint)


def _misfit(path: str, line: Line, dialect: Dialect) -> Finding:
    message = f"这一行不合「{dialect.name}」的体例：「{_clip(line.text)}」。"
    hint = "若有发言人标签，请按原文核对写法，一个标签起一行；若原文如此，请写入 acknowledged。"
    return Finding(path, line.number, "T07", message, hint)


def _before_labels(path: str, line: Line) -> Finding:
    message = f"第一个标签之前有文字：「{_clip(line.text)}」。"
    hint = "若是上一版未完的回答，原文应有（上接第几版）；若是开场，请写入 acknowledged。"
    return Finding(path, line.number, "T01", message, hint)


def _unknown_label(path: str, line: Line, label: str) -> Finding:
    message = f"不知道「{label}」是谁。"
    hint = "媒体写入 outlets.yml；发言人、主持人写入本场的 YAML，印错的标签写入 labels。"
    return Finding(path, line.number, "T09", message, hint)


def _unanswered(path: str, turn: Turn) -> Finding:
    message = f"「{turn.name}」的提问之后没有发言人的回答。"
    line = turn.paragraphs[-1].last_line + 1 if turn.paragraphs else turn.line + 1
    hint = f"请对照原文，看第 {line} 行前后是否漏录。"
    return Finding(path, turn.line, "T03", message, hint)


def _unasked(path: str, turn: Turn) -> Finding:
    message = f"「{turn.name}」的回答之前没有提问：「{_clip(_words(turn))}」。"
    hint = "请对照原文，看前面是否漏录；若是开场讲话，请在本场的 YAML 里写 opening: true。"
    return Finding(path, turn.line, "T02", message, hint)


def _repeated(path: str, turn: Turn) -> Finding:
    message = f"标签「{turn.printed_label}」接连出现两次。"
    hint = "请对照原文，看中间是否漏录了别人的话，或标签是否多出。"
    return Finding(path, turn.line, "T06", message, hint)


def _words(turn: Turn) -> str:
    return "".join(paragraph.text for paragraph in turn.paragraphs)


def _clip(text: str, length: int = 20) -> str:
    return text if len(text) <= length else text[:length] + "…"
