"""The values that flow from stage to stage. They hold the words as printed and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a character of the transcript is: every character is exactly one of these."""

    QUESTION = "question"
    ANSWER = "answer"
    OPENING = "opening"
    CLOSING = "closing"
    MODERATOR = "moderator"
    ASIDE = "aside"
    """（笑）, 会后有记者问及…: words of the transcript's writer inside a turn."""
    LABEL = "label"
    """Who speaks, as printed: 新华社记者："""
    FURNITURE = "furniture"
    """What belongs to the printed page and not to the event: （上接第二版）, 【打印】."""
    MARKUP = "markup"
    """The marks by which the file sets a label off: the ** of **新华社记者：**."""
    SPACE = "space"
    """Line ends, blank lines, indentation, and the break inside a joined paragraph."""


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
    return label.rstrip("：: \u3000")


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with its answer: the unit that readers link to.

    A follow-up stays with the question that it follows. An exchange without a question is the
    tail of an answer whose beginning is printed elsewhere.
    """

    turns: tuple[Turn, ...]

    @property
    def line(self) -> int:
        return self.turns[0].line


@dataclass(frozen=True, slots=True)
class Remarks:
    """Words of the conference that belong to no exchange: opening, closing, page furniture."""

    kind: Kind  # OPENING, CLOSING or FURNITURE
    turns: tuple[Turn, ...]

    @property
    def line(self) -> int:
        return self.turns[0].line


Part = Exchange | Remarks


def paragraphs(part: Part) -> Iterator[Paragraph]:
    """The paragraphs of a part in the order of the transcript."""
    for turn in part.turns:
        yield from turn.paragraphs


def pieces(part: Part) -> Iterator[Piece]:
    """Every piece of a part in the order of the transcript."""
    for turn in part.turns:
        yield from turn.label
        for paragraph in turn.paragraphs:
            yield from paragraph.pieces
