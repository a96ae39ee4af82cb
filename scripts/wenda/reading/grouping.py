"""Turns to exchanges: which turns belong together, and what belongs to no exchange."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from wenda.findings import Report
from wenda.model import Exchange, Kind, Paragraph, Part, Remarks, Turn, clip
from wenda.reading.cast import FOLLOWS_UP, bare
from wenda.reading.doubts import asks

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

    Where a line begins with a mark that begins no paragraph, it goes on with the one before: N09.
    Returns the joins that fit nowhere too. T05: a paragraph without closing punctuation.
    """
    unused = list(joins)
    whole: list[Turn] = []
    for turn in turns:
        kept: list[Paragraph] = []
        for paragraph in turn.paragraphs:
            fitting = [pair for pair in unused if kept and _cut(pair, kept[-1], paragraph)]
            broken = bool(kept) and not fitting and _goes_on(kept[-1], paragraph)
            if broken:
                _broken(paragraph, found)
            if fitting or broken:
                if fitting:
                    unused.remove(fitting[0])
                pieces = (*kept[-1].pieces, *paragraph.pieces)
                kept[-1] = Paragraph(pieces, kept[-1].line, paragraph.last_line)
            else:
                kept.append(paragraph)
        whole.append(replace(turn, paragraphs=tuple(kept)))
        _unclosed(kept, found)
    return whole, unused


# A remark on the event after the last answer: 记者会历时1小时30分钟。
_CLOSING = re.compile(
    r"(?:整场|本场|本次)?(?:记者会|发布会|吹风会|招待会)(?:历时|持续|进行了|到此|至此)[^。]{0,30}。"
)


def set_apart_furniture(turns: Sequence[Turn]) -> list[Turn]:
    """What the page prints after a turn belongs to no turn: a turn of its own."""
    apart: list[Turn] = []
    for turn in turns:
        cut = len(turn.paragraphs)
        while cut and turn.paragraphs[cut - 1].kind is Kind.FURNITURE:
            cut -= 1
        if turn.role is Kind.FURNITURE or cut == len(turn.paragraphs):
            apart.append(turn)
            continue
        printed = turn.paragraphs[cut:]
        if cut or turn.label:
            apart.append(replace(turn, paragraphs=turn.paragraphs[:cut]))
        apart.append(Turn(Kind.FURNITURE, (), printed, printed[0].line))
    return apart


def set_apart_closing(turns: Sequence[Turn]) -> list[Turn]:
    """A remark on the event after the last answer belongs to no answer: a turn of its own."""
    spoken = [index for index, turn in enumerate(turns) if turn.role is not Kind.FURNITURE]
    if not spoken or len(turns[spoken[-1]].paragraphs) < 2:
        return list(turns)
    at = spoken[-1]
    *rest, last = turns[at].paragraphs
    if not _CLOSING.fullmatch(last.text):
        return list(turns)
    words = tuple(replace(piece, kind=Kind.CLOSING) for piece in last.pieces)
    closing = Turn(Kind.CLOSING, (), (replace(last, pieces=words),), last.line)
    return [*turns[:at], replace(turns[at], paragraphs=tuple(rest)), closing, *turns[at + 1 :]]


def group(turns: Sequence[Turn], opening: bool, found: Report, headed: bool = False) -> list[Part]:
    """Turns to exchanges and remarks, in order.

    A moderator's words go with what they introduce; what the page prints between two turns of an
    exchange stays in it. `opening` says that the speaker opens with a statement; in a transcript
    that begins with its title (`headed`) a statement before the first question is one, and N05
    says so. T02 an answer without a question, T03 a question without an answer, T06 a repeated
    label.
    """
    grouping = _Grouping(opening, headed, found)
    for turn in turns:
        grouping.take(turn)
    return grouping.finish()


@dataclass
class _Grouping:
    opening: bool
    headed: bool
    found: Report
    parts: list[Part] = field(default_factory=list)
    current: list[Turn] = field(default_factory=list)  # the exchange that is being gathered
    before: list[Turn] = field(default_factory=list)  # a moderator's words, for what they introduce
    printed: list[Turn] = field(default_factory=list)  # furniture, until what follows is known

    def take(self, turn: Turn) -> None:
        role = turn.role
        if role is Kind.FURNITURE:
            (self.before or self.printed).append(turn)
        elif self.current and not self.before and self._is_repeated(turn):
            _repeated(turn, self.found)
            self._continue(turn)
        elif role is Kind.QUESTION:
            if not (self.current and (FOLLOWS_UP.fullmatch(bare(turn.name)) or not turn.label)):
                self._close()
            self._continue(*self.before, turn)
            self.before.clear()
        elif role is Kind.ANSWER:
            self._answer(turn)
        elif role is Kind.MODERATOR:
            if self.current and not self._answered():
                self._continue(turn)
            else:
                self._begin_before(turn)
        elif role in (Kind.OPENING, Kind.CLOSING):
            self._close()
            self._remarks(role, *self.before, turn)
        elif self.current and not self.before:
            self._continue(turn)  # a label that nobody knows, reported already: where it stands
        else:
            self._begin_before(turn)

    def finish(self) -> list[Part]:
        self._close()
        while self.before and self.before[-1].role is Kind.FURNITURE:
            self.printed.insert(0, self.before.pop())
        if self.before:
            self._remarks(Kind.CLOSING, *self.before)
        self._close()
        return _merged(self.parts)

    def _answer(self, turn: Turn) -> None:
        if self.current and not self.before:
            self._continue(turn)
        elif self._may_open and turn.label and not self.current and _only_remarks(self.parts):
            if not self.opening:
                _opens(turn, self.found)
            self._close()
            self._remarks(Kind.OPENING, *self.before, turn)
        else:
            self._close()
            if turn.label:
                _unasked(turn, self.found)
            self._continue(*self.before, turn)
            self.before.clear()

    def _begin_before(self, turn: Turn) -> None:
        if not self.current:
            self._close()
        self.before.append(turn)

    def _continue(self, *turns: Turn) -> None:
        self.current += [*self.printed, *turns]
        self.printed.clear()

    def _remarks(self, kind: Kind, *turns: Turn) -> None:
        self.parts.append(Remarks(kind, turns))
        self.before.clear()

    def _close(self) -> None:
        if self.current:
            if not self._answered():
                asked = [turn for turn in self.current if turn.role is Kind.QUESTION]
                if asked:
                    _unanswered(asked[-1], self.found)
            self.parts.append(Exchange(tuple(self.current)))
            self.current.clear()
        if self.printed:
            self.parts.append(Remarks(Kind.FURNITURE, tuple(self.printed)))
            self.printed.clear()

    def _answered(self) -> bool:
        return any(turn.role is Kind.ANSWER for turn in self.current)

    @property
    def _may_open(self) -> bool:
        return self.opening or self.headed

    def _is_repeated(self, turn: Turn) -> bool:
        last = [turn for turn in self.current if turn.role is not Kind.FURNITURE][-1]
        return bool(turn.label) and turn.printed_label == last.printed_label


def _only_remarks(parts: Sequence[Part]) -> bool:
    return all(isinstance(part, Remarks) for part in parts)


def _merged(parts: Sequence[Part]) -> list[Part]:
    """Remarks of one kind as one, with what the page prints between, so that each is there once."""
    merged: list[Part] = []
    for part in parts:
        same = _last_of_kind(merged, part)
        if same is None:
            merged.append(part)
        else:
            turns = [turn for one in (*merged[same:], part) for turn in one.turns]
            merged[same:] = [Remarks(part.kind, tuple(turns))]  # type: ignore[union-attr]
    return merged


def _last_of_kind(parts: Sequence[Part], part: Part) -> int | None:
    """Where the remarks are that these go on with: the last part but for what the page prints."""
    if not isinstance(part, Remarks):
        return None
    for index in range(len(parts) - 1, -1, -1):
        other = parts[index]
        if isinstance(other, Remarks) and other.kind is part.kind:
            return index
        if not isinstance(other, Remarks) or other.kind is not Kind.FURNITURE:
            return None
    return None


def set_apart_follow_ups(turns: Sequence[Turn], found: Report) -> list[Turn]:
    """A question before the same speaker's next label was asked by somebody whom nothing names.

    Live records print a follow-up without a label between two answers: N07.
    """
    apart: list[Turn] = []
    for turn, following in zip(turns, [*turns[1:], None], strict=False):
        last = turn.paragraphs[-1] if len(turn.paragraphs) > 1 else None
        answered_again = (
            following is not None
            and turn.role is following.role is Kind.ANSWER
            and turn.printed_label == following.printed_label
        )
        if not (last and answered_again and last.kind is Kind.ANSWER and asks(last.text)):
            apart.append(turn)
            continue
        words = tuple(replace(piece, kind=Kind.QUESTION) for piece in last.pieces)
        apart.append(replace(turn, paragraphs=turn.paragraphs[:-1]))
        apart.append(Turn(Kind.QUESTION, (), (replace(last, pieces=words),), last.line))
        message = f"没有标签的提问：「{clip(last.text)}」。"
        hint = "前后都是同一位的回答，所以当作追问，不署名；若是回答的一部分，请对照原文核对标签。"
        found.add("N07", last.line, message, hint)
    return apart


def _goes_on(first: Paragraph, second: Paragraph) -> bool:
    """…慰安妇 and ”问题发表谈话: a line that was broken within a sentence, by its marks alone."""
    words = first.kind not in (Kind.ASIDE, Kind.FURNITURE) and first.kind is second.kind
    return (
        words
        and first.text[-1] not in _CLOSING_MARKS
        and second.text[0] in "”’」』》）)，。、；：！？"
    )


def _broken(paragraph: Paragraph, found: Report) -> None:
    message = f"这一行以「{paragraph.text[0]}」开头，与上一段连成一段：「{clip(paragraph.text)}」。"
    hint = "场次页和这一则的「出处」都写明了；若原文在这里分段，请核对标点。"
    found.add("N09", paragraph.line, message, hint)


def _cut(pair: Join, first: Paragraph, second: Paragraph) -> bool:
    return first.text.endswith(pair.before) and second.text.startswith(pair.after)


def _unclosed(paragraphs: Sequence[Paragraph], found: Report) -> None:
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind in (Kind.ASIDE, Kind.FURNITURE, Kind.TRANSLATION):
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


def _opens(turn: Turn, found: Report) -> None:
    message = f"「{turn.name}」在第一个提问之前的话归入开场：「{clip(_words(turn))}」。"
    hint = "若确是开场，请在本场的 YAML 里写 opening: true；否则请对照原文，看是否漏录了提问。"
    found.add("N05", turn.line, message, hint)


def _repeated(turn: Turn, found: Report) -> None:
    message = f"标签「{turn.printed_label}」接连出现两次。"
    hint = "请对照原文，看中间是否漏录了别人的话，或标签是否多出。"
    found.add("T06", turn.line, message, hint)


def _words(turn: Turn) -> str:
    return "".join(paragraph.text for paragraph in turn.paragraphs)
