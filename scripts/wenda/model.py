"""The values that flow from stage to stage. They hold the words as printed and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

COLONS = "：:∶﹕︰︓꞉"
"""Every sign that has been printed for the colon after a name."""


class Kind(StrEnum):
    """What a character of the transcript is: every character is exactly one of these."""

    QUESTION = "question"
    ANSWER = "answer"
    OPENING = "opening"
    CLOSING = "closing"
    MODERATOR = "moderator"
    ASIDE = "aside"
    """（笑）, 会后有记者问及…: words of the transcript's writer inside a turn."""
    TRANSLATION = "translation"
    """The twin of a paragraph in another language, printed after it. The Chinese is the record."""
    LABEL = "label"
    """Who speaks, as printed: 新华社记者："""
    FURNITURE = "furniture"
    """What belongs to the page and not to the event: （上接第二版）, 责任编辑：张三, links."""
    MARKUP = "markup"
    """The marks by which the file sets a label off: the ** of **新华社记者：**."""
    SPACE = "space"
    """Line ends, blank lines, indentation, and the break inside a joined paragraph."""


KIND_NAMES = {
    Kind.QUESTION: "提问",
    Kind.ANSWER: "回答",
    Kind.OPENING: "开场",
    Kind.CLOSING: "结束",
    Kind.MODERATOR: "主持",
    Kind.ASIDE: "旁注",
    Kind.TRANSLATION: "译文",
    Kind.LABEL: "标签",
    Kind.FURNITURE: "版面文字",
    Kind.MARKUP: "标记",
    Kind.SPACE: "空白与换行",
}
"""What a page calls them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of the transcript, all of one kind."""

    kind: Kind
    start: int  # offset in the decoded text, in characters
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The smallest unit with an address."""

    pieces: tuple[Piece, ...]  # more than one where a page break had cut the paragraph
    line: int  # where it begins in the transcript, 1-based
    last_line: int

    @property
    def kind(self) -> Kind:
        return self.pieces[0].kind

    @property
    def has_address(self) -> bool:
        """All but page furniture, which nobody links to, and a twin in another language.

        The twin's address hangs on that of its paragraph: p3-en.
        """
        return self.kind not in (Kind.FURNITURE, Kind.TRANSLATION)

    @property
    def text(self) -> str:
        """The words as printed, a page break inside them closed up."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person said until another spoke."""

    role: Kind  # QUESTION, ANSWER, OPENING, CLOSING, MODERATOR, ASIDE or FURNITURE
    label: tuple[Piece, ...]  # LABEL and MARKUP pieces, none where nothing is printed
    paragraphs: tuple[Paragraph, ...]
    line: int

    @property
    def printed_label(self) -> str:
        return "".join(piece.text for piece in self.label if piece.kind is Kind.LABEL)

    @property
    def name(self) -> str:
        """Who the label names: the label as printed, without its colon."""
        return without_colon(self.printed_label)


def without_colon(label: str) -> str:
    """Who a label names: 新华社记者： is 新华社记者, 会后有记者问及， is 会后有记者问及."""
    return label.rstrip(f"{COLONS}，, \u3000")


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with its answer: the unit that readers link to.

    A follow-up stays with the question that it follows. An exchange without a question is the
    tail of an answer whose beginning is printed elsewhere.
    """

    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Remarks:
    """What belongs to no exchange: words of the conference, or what the page prints around them."""

    kind: Kind  # OPENING, CLOSING or FURNITURE
    turns: tuple[Turn, ...]


Part = Exchange | Remarks


def paragraphs(turns: Iterable[Turn]) -> Iterator[Paragraph]:
    """The paragraphs of turns in the order of the transcript."""
    for turn in turns:
        yield from turn.paragraphs


def pieces(turns: Iterable[Turn]) -> Iterator[Piece]:
    """Every piece of turns in the order of the transcript."""
    for turn in turns:
        yield from turn.label
        for paragraph in turn.paragraphs:
            yield from paragraph.pieces


def words(turns: Iterable[Turn], kind: Kind) -> str:
    """What was said of one kind, a paragraph a line."""
    return "\n".join(p.text for p in paragraphs(turns) if p.kind is kind)


def asked_by(turns: Iterable[Turn]) -> str:
    """The label of the first question as printed, without its colon; empty without a question."""
    return next((turn.name for turn in turns if turn.role is Kind.QUESTION), "")


def clip(text: str, length: int = 20) -> str:
    """The beginning of a text, for a message."""
    return text if len(text) <= length else text[:length] + "…"
