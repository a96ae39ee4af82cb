"""A transcript as what two copies are compared by: labelled paragraphs in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wenda.model import Kind, Paragraph, Turn


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with the label that is printed before it, or a label with nothing after it."""

    label: str  # empty where none is printed before this paragraph
    text: str
    kind: Kind
    line: int
    unit: str = ""  # its address, in the base text only
    id: str = ""

    @property
    def is_spoken(self) -> bool:
        """Whether somebody said it at the event, or it is the writer's aside."""
        return self.kind is not Kind.FURNITURE

    @property
    def printed(self) -> str:
        return self.label + self.text


def passages(turns: Iterable[Turn], unit: str = "") -> Iterator[Passage]:
    """The passages of turns in order. All words are in them, markup and white space are not."""
    for turn in turns:
        label = turn.printed_label
        paragraphs: Sequence[Paragraph] = turn.paragraphs
        for paragraph in paragraphs:
            id = getattr(paragraph, "id", "")  # a published paragraph has one
            yield Passage(label, paragraph.text, paragraph.kind, paragraph.line, unit, id)
            label = ""
        if label:
            yield Passage(label, "", turn.role, turn.line, unit)
