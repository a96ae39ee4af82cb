"""Text to turns: where who speaks changes, by the description of a dialect.

No character is dropped here. What fits nowhere stays where it stands, as an aside, and is a
finding; `wenda.reading.proof` shows that the turns hold the whole transcript.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import takewhile

from wenda.findings import Report
from wenda.model import COLONS, Kind, Paragraph, Turn, clip
from wenda.reading import furniture
from wenda.reading.cast import Cast
from wenda.reading.detect import Detection, Label, read_label
from wenda.reading.dialects import DIALECTS, Dialect
from wenda.reading.labels import look, look_inside
from wenda.reading.lines import Line, alternates, is_english, lines_of

_ASIDE = "（(〔", "）)〕"
_SENTENCE_ENDS = "。！？…”’」』）)!?.；;：:"


def turns_of(
    text: str, detection: Detection, cast: Cast, found: Report, titles: Set[str] = frozenset()
) -> list[Turn]:
    """The turns of a transcript, in order. `titles` are lines that name the event.

    T01 text before the first label, T04 a label with nothing after it, T07 a line that fits
    nowhere, T09 a label of somebody whom neither vocabulary nor sidecar knows, T17 a line that
    looks like a label and was not taken as one, T19 words after a dividing line.
    """
    lines = list(lines_of(text))
    reader = _Reader(detection, cast, found, titles, alternates(lines))
    end = furniture.footer(lines, reader.is_label)
    head = takewhile(lambda line: not reader.is_label(line), lines[:end])
    titled = [line.number for line in head if furniture.TITLE.fullmatch(line.text)]
    reader.title = max(titled, default=0)
    for line in lines[:end]:
        reader.read(line)
    reader.footer(lines[end:])
    return list(_checked(reader.turns, found))


@dataclass
class _Reader:
    detection: Detection
    cast: Cast
    found: Report
    titles: Set[str]
    alternates: bool = False  # each Chinese paragraph has its English twin after it
    turns: list[Turn] = field(default_factory=list)
    begun: bool = False  # by a label, or by a text whose beginning is printed elsewhere
    title: int = 0  # the last title before the first label, 0 where there is none
    named: bool = False  # a line at the head names the event, so that nothing stands before it
    divided: bool = False  # a dividing line stands after the last label

    def read(self, line: Line) -> None:
        if self.alternates and self._is_twin(line):
            self._twin(line)
            return
        dialect = self.detection.at(line.number)
        kind = furniture.kind_of(line.text)
        if not self.begun and "接" in line.text and furniture.LINE["转接"].fullmatch(line.text):
            kind = None  # the text goes on from another page
        label = None if kind else read_label(line, dialect, self.cast)
        if label is None and not kind and (stamp := furniture.STAMP_BEFORE.match(line.text)):
            rest = line.cut(stamp.end())
            if label := read_label(rest, dialect, self.cast):
                self._furniture(line.cut(0, stamp.end()))
        if kind:
            self._furniture(line)
            self.named |= kind == "电头"
            self.divided |= kind == furniture.SEPARATOR and self.begun
        elif label:
            self._label(line, label, dialect)
        elif head := furniture.HEAD.match(line.text):
            self._continued(line, head.end())
        elif not self.begun and self._is_heading(line):
            self._furniture(line)
        elif self._fits_nowhere(line, dialect):
            _misfit(line, dialect, self.found)
            self._add(line.paragraph(Kind.ASIDE))
        elif not self.begun:
            self._before_labels(line)
        else:
            self._words(line)

    def footer(self, lines: Sequence[Line]) -> None:
        """All of it is the page's; where that is less than plain, N06 says so."""
        if not lines:
            return
        paragraphs = tuple(line.paragraph(Kind.FURNITURE) for line in lines)
        self.turns.append(Turn(Kind.FURNITURE, (), paragraphs, lines[0].number))
        if not furniture.FOOTER_OPENS.fullmatch(lines[0].text):
            _taken_for_the_page(lines[0], f"从这里到文末的 {len(lines)} 行", self.found)
        for line in lines:
            if len(line.text) > furniture.LONGEST and line.text[-1] in "。！？”":
                _taken_for_the_page(line, "像句子的一行", self.found)

    def is_label(self, line: Line) -> bool:
        """In any dialect; alone on a line only where that is the form: lists have 发言人 too."""
        here = self.detection.at(line.number)
        return any(
            label is not None and label.role is not None
            for label in (
                read_label(line, dialect, self.cast)
                for dialect in DIALECTS
                if dialect is here or not dialect.own_line
            )
        )

    def _is_twin(self, line: Line) -> bool:
        """The English of the paragraph before it, with its own label: Wang Yi: …"""
        said = self.turns[-1].paragraphs if self.turns else ()
        return bool(said) and said[-1].kind is not Kind.FURNITURE and is_english(line.text)

    def _twin(self, line: Line) -> None:
        """A label in the twin of a paragraph that has none in Chinese is another's."""
        said = [p for p in self.turns[-1].paragraphs if p.kind is not Kind.TRANSLATION]
        seen = look(line.text, self.cast)
        if seen and (len(said) > 1 or not self.turns[-1].label):
            _looks_like_a_label(line, seen.label, self.found)
        self._add(line.paragraph(Kind.TRANSLATION))

    def _label(self, line: Line, label: Label, dialect: Dialect) -> None:
        if label.role is None:
            _unknown_label(line, label.printed, self.found)
        role = label.role or Kind.ASIDE
        self.begun, self.divided = True, False
        self.turns.append(Turn(role, label.pieces, (), line.number))
        if not label.words.text:
            return
        inside = dialect.needs_colon and any(m in label.words.text for m in dialect.marks)
        if inside or (dialect.stray and dialect.stray.match(label.words.text)):
            _misfit(line, dialect, self.found)
            self._add(label.words.paragraph(role))
            return
        second = look(label.words.text, self.cast)
        if second and second.sure:
            _looks_like_a_label(line, second.label, self.found)
        self._said(label.words, role)

    def _words(self, line: Line) -> None:
        if _is_aside(line.text):
            self._add(line.paragraph(Kind.ASIDE))
            return
        if seen := look(line.text, self.cast):
            _looks_like_a_label(line, seen.label, self.found)
        if self.divided:
            self.turns.append(Turn(Kind.CLOSING, (), (), line.number))
            self.divided = False
        self._said(line, self.turns[-1].role)

    def _said(self, line: Line, role: Kind) -> None:
        """Words of a turn, with what the page prints after them: ……。[10:32]"""
        if seen := look_inside(line.text, self.cast):
            _looks_like_a_label(line, seen.label, self.found)
        tail = furniture.TAIL.search(line.text)
        self._add(line.cut(0, tail.start() if tail else None).paragraph(role))
        if tail:
            self._add(line.cut(tail.start()).paragraph(Kind.FURNITURE))

    def _continued(self, line: Line, length: int) -> None:
        """（上接第二版）今年是…: the reference belongs to the page, the rest is the paragraph."""
        if not self.begun:
            self.begun = True
            self.turns.append(Turn(Kind.ANSWER, (), (), line.number))
        self._add(line.cut(0, length).paragraph(Kind.FURNITURE))
        rest = line.cut(length)
        if rest.text:
            self._said(rest, self.turns[-1].role)

    def _is_heading(self, line: Line) -> bool:
        """The head of a transcript: its title, a subtitle, 时间：…  来源：…"""
        title = furniture.TITLE.fullmatch(line.text) or line.text in self.titles
        short = len(line.text) <= furniture.LONGEST and line.text[-1] not in _SENTENCE_ENDS
        before = short and line.number < self.title and not set(COLONS) & set(line.text)
        subtitle = short and self.named and not look(line.text, self.cast)
        alone = all(turn.role is Kind.FURNITURE for turn in self.turns)
        self.named |= bool(title)
        around = alone and (before or subtitle)
        return bool(title or around or furniture.HEADING_CREDIT.fullmatch(line.text))

    def _before_labels(self, line: Line) -> None:
        """Words that nobody is named for: an opening, or the end of what is printed elsewhere."""
        if _is_aside(line.text):
            self._add(line.paragraph(Kind.ASIDE))
            return
        begins = not self.turns or self.turns[-1].role is not Kind.OPENING
        if not self.named:
            _before_labels(line, self.found)
        elif begins:
            _unattributed(line, "开场", self.found)
        if begins:
            self.turns.append(Turn(Kind.OPENING, (), (), line.number))
        if seen := look(line.text, self.cast):
            _looks_like_a_label(line, seen.label, self.found)
        self._said(line, Kind.OPENING)

    def _furniture(self, line: Line) -> None:
        paragraph = line.paragraph(Kind.FURNITURE)
        if not self.begun and (not self.turns or self.turns[-1].role is not Kind.FURNITURE):
            self.turns.append(Turn(Kind.FURNITURE, (), (), line.number))
        self._add(paragraph)

    def _add(self, paragraph: Paragraph) -> None:
        page = self.turns and self.turns[-1].role is paragraph.kind is Kind.FURNITURE
        if not self.turns or (self.turns[-1].role is Kind.FURNITURE and not page):
            self.turns.append(Turn(Kind.OPENING, (), (), paragraph.line))
        last = self.turns[-1]
        self.turns[-1] = replace(last, paragraphs=(*last.paragraphs, paragraph))

    def _fits_nowhere(self, line: Line, dialect: Dialect) -> bool:
        """A label in another form than the dialect's, or marks that are none of its labels."""
        if dialect.stray and dialect.stray.match(line.text):
            return True
        seen = look(line.text, self.cast)
        return seen is not None and seen.sure


def headed(turns: Sequence[Turn], titles: Set[str]) -> bool:
    """Whether the transcript begins with a line that names the event: nothing is lost before it."""
    if not turns or turns[0].role is not Kind.FURNITURE:
        return False
    texts = [paragraph.text for paragraph in turns[0].paragraphs]
    return any(furniture.TITLE.fullmatch(text) or text in titles for text in texts)


def _is_aside(words: str) -> bool:
    """（笑）  （全场鼓掌）: words of the transcript's writer, all in one pair of brackets."""
    first, last = _ASIDE
    inner = words[1:-1]
    return words[0] in first and words[-1] in last and not any(c in first + last for c in inner)


def _checked(turns: Iterable[Turn], found: Report) -> Iterator[Turn]:
    """Labels without words are said; so is what follows a dividing line, by where it stands."""
    whole = list(turns)
    labelled = [index for index, turn in enumerate(whole) if turn.label]
    for index, turn in enumerate(whole):
        said = [p for p in turn.paragraphs if p.kind is not Kind.FURNITURE]
        if turn.label and not said:
            message = f"标签「{turn.printed_label}」之后没有话。"
            hint = "请对照原文，看是否漏录，或标签是否多出。"
            found.add("T04", turn.line, message, hint)
        if turn.role is Kind.CLOSING and labelled and index < labelled[-1]:
            turn = _as_aside(turn)
            message = f"分隔线之后的话没有标签，不知是谁说的：「{clip(said[0].text)}」。"
            hint = "归入旁注，不署名；请对照原文，补上漏录的标签，或写入 acknowledged。"
            found.add("T19", turn.line, message, hint)
        elif turn.role is Kind.CLOSING:
            _unattributed(Line(turn.line, 0, said[0].text), "结束", found)
        yield turn


def _as_aside(turn: Turn) -> Turn:
    paragraphs = tuple(
        p if p.kind is Kind.FURNITURE
        else replace(p, pieces=tuple(replace(piece, kind=Kind.ASIDE) for piece in p.pieces))
        for p in turn.paragraphs
    )  # fmt: skip
    return replace(turn, role=Kind.ASIDE, paragraphs=paragraphs)


def _misfit(line: Line, dialect: Dialect, found: Report) -> None:
    message = f"这一行不合「{dialect.name}」的体例：「{clip(line.text)}」。"
    hint = "若有发言人标签，请按原文核对写法，一个标签起一行；若原文如此，请写入 acknowledged。"
    found.add("T07", line.number, message, hint)


def _looks_like_a_label(line: Line, label: str, found: Report) -> None:
    message = f"「{clip(label)}」像是标签，没有当作标签：「{clip(line.text)}」。"
    hint = (
        "若是标签，请照原文核对写法，并让媒体表或本场的 YAML（labels、moderators）认得它；"
        "若不是，请写入 acknowledged。"
    )
    found.add("T17", line.number, message, hint)


def _before_labels(line: Line, found: Report) -> None:
    message = f"第一个标签之前有文字：「{clip(line.text)}」。"
    hint = "若是上一版未完的回答，原文应有（上接第几版）；若是开场，请写入 acknowledged。"
    found.add("T01", line.number, message, hint)


def _unattributed(line: Line, part: str, found: Report) -> None:
    message = f"没有标签的话归入{part}，不署名：「{clip(line.text)}」。"
    found.add("N05", line.number, message, "若是某人的话，请对照原文，看是否漏录了标签。")


def _taken_for_the_page(line: Line, what: str, found: Report) -> None:
    message = f"{what}当作版面文字：「{clip(line.text)}」。"
    hint = "列在场次页的「版面文字」里；若有人说的话，请对照原文，看是否漏录了标签。"
    found.add("N06", line.number, message, hint)


def _unknown_label(line: Line, label: str, found: Report) -> None:
    message = f"不知道「{label}」是谁。"
    hint = "媒体写入 outlets.yml；发言人、主持人写入本场的 YAML，印错的标签写入 labels。"
    found.add("T09", line.number, message, hint)
