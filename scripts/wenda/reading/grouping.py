"""Turns to exchanges: which turns belong together, and what belongs to no exchange."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from wenda.findings import Report
from wenda.model import Exchange, Kind, Paragraph, Part, Remarks, Turn, clip
from wenda.reading.dialects import Dialect

# A paragraph may end in any of these; what ends otherwise was probably cut.
_CLOSING_MARKS = "。！？…”’』」）)!?.；;—"


class Join(Protocol):
    """A paragraph that a page break cut in two: how its halves end and begin."""

    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...


J = TypeVar("J", bound=Join)


def join(turns: Sequence[Turn], joins: Sequence[J], found: Report) -> tuple[list[Turn], list[J]]:
    """Close up paragraphs that a page break had cut, as the sidecar records it.

    Returns the joins that fit nowhere too. T05: a paragraph without closing punctuation.
    """
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
        _unclosed(kept, found)
    return whole, unused


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


def group(turns: Sequence[Turn], dialect: Dialect, opening: bool, found: Report) -> list[Part]:
    """Turns to exchanges and remarks, in order.

    A moderator's words go with what they introduce. `opening` says that the speaker opens with
    a statement. T02 an answer without a question, T03 a question without an answer, T06 a
    repeated label.
    """
    parts: list[Part] = []
    current: list[Turn] = []  # the exchange that is being gathered
    before: list[Turn] = []  # a moderator's words that wait for what they introduce

    def close() -> None:
        if not current:
            return
        if not any(turn.role is Kind.ANSWER for turn in current):
            asked = [turn for turn in current if turn.role is Kind.QUESTION][-1]
            _unanswered(asked, found)
        parts.append(Exchange(tuple(current)))
        current.clear()

    def answered() -> bool:
        return any(turn.role is Kind.ANSWER for turn in current)

    for turn in turns:
        repeats = current and turn.label and turn.printed_label == current[-1].printed_label
        if repeats and not before:  # with a moderator between them they do not follow each other
            _repeated(turn, found)
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
                    _unasked(turn, found)
                current += [*before, turn]
                before.clear()
        elif turn.role is Kind.MODERATOR:
            (before if answered() or not current else current).append(turn)
        elif turn.role in (Kind.OPENING, Kind.CLOSING):
            close()
            parts.append(Remarks(turn.role, (*before, turn)))
            before.clear()
        else:  # a label that nobody knows, reported already: with what it stands in
            (before if before or not current else current).append(turn)
    close()
    if before:
        parts.append(Remarks(Kind.CLOSING, tuple(before)))
    return _merged(parts)


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


def _cut(pair: Join, first: Paragraph, second: Paragraph) -> bool:
    return first.text.endswith(pair.before) and second.text.startswith(pair.after)


def _unclosed(paragraphs: Sequence[Paragraph], found: Report) -> None:
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind in (Kind.ASIDE, Kind.FURNITURE):
            continue
        end = paragraph.text[-1]
        introduces = end in "：:" and index + 1 < len(paragraphs)  # a list follows
        if end not in _CLOSING_MARKS and not introduces:
            message = f"段落结尾没有句末标点：「…{paragraph.text[-12:]}」。"
            hint = "若被分页断开，请在 joins 里写明两头的字；若原文如此，请在 acknowledged 里说明。"
            found.add("T05", paragraph.last_line, message, hint)


def _unanswered(turn: Turn, found: Report) -> None:
    message = f"「{turn.name}」的提问之后没有发言人的回答。"
    line = turn.paragraphs[-1].last_line + 1 if turn.paragraphs else turn.line + 1
    hint = f"请对照原文，看第 {line} 行前后是否漏录。"
    found.add("T03", turn.line, message, hint)


def _unasked(turn: Turn, found: Report) -> None:
    message = f"「{turn.name}」的回答之前没有提问：「{clip(_words(turn))}」。"
    hint = "请对照原文，看前面是否漏录；若是开场讲话，请在本场的 YAML 里写 opening: true。"
    found.add("T02", turn.line, message, hint)


def _repeated(turn: Turn, found: Report) -> None:
    message = f"标签「{turn.printed_label}」接连出现两次。"
    hint = "请对照原文，看中间是否漏录了别人的话，或标签是否多出。"
    found.add("T06", turn.line, message, hint)


def _words(turn: Turn) -> str:
    return "".join(paragraph.text for paragraph in turn.paragraphs)
