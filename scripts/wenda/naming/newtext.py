"""A new text as the ledger sees it, and the ledger's rows brought to the folding of today."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from wenda.naming import fold as folding
from wenda.naming.ledger import Row, Voice
from wenda.naming.likeness import Index
from wenda.naming.marks import Mark


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph as the ledger sees it: its words, who said them, and by which label."""

    words: str
    voice: Voice | None = None
    label: str = ""  # as printed, without its colon


def label_of(label: str) -> str:
    """Who said something, where only the label is known."""
    return f"label:{label}" if label else ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a transcript: its paragraphs in order."""

    paragraphs: tuple[Said, ...]
    name: str | None = None  # opening and closing have their names; an exchange is given one


class NewText:
    """The paragraphs of a new text, one after the other, and their marks under each folding."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.words = [said.words for unit in units for said in unit.paragraphs]
        self.spans: list[slice] = []
        self.unit_of: list[int] = []
        for number, unit in enumerate(units):
            start = len(self.unit_of)
            self.unit_of += [number] * len(unit.paragraphs)
            self.spans.append(slice(start, len(self.unit_of)))
        self._indexes: dict[int, Index] = {}

    def index(self, version: int) -> Index:
        if version not in self._indexes:
            self._indexes[version] = Index(self.words, version)
        return self._indexes[version]

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Under the current folding."""
        return self.index(folding.FOLD_VERSION).marks


def remarked(rows: Sequence[Row], new: NewText) -> list[Row]:
    """Rows whose words stand in the new text, with their marks under the current folding.

    Of several paragraphs that an old folding takes for the same, each row has the one in its turn,
    so that nothing changes hands where nothing changed.
    """
    standing: dict[str, list[Mark]] = defaultdict(list)  # by the fingerprint that the row has
    for version in sorted({row.mark.version for row in rows}):
        for old, mark in zip(new.index(version).marks, new.marks, strict=True):
            standing[old.fingerprint].append(mark)
    unlike = {fingerprint for fingerprint, marks in standing.items() if len(set(marks)) > 1}
    turn: Counter[str] = Counter()
    remarked: list[Row] = []
    for row in rows:
        marks = standing.get(row.fingerprint, [])
        if row.fingerprint in unlike and not row.lives:
            marks = []  # which of them it was, nobody can tell
        if marks:
            at = min(turn[row.fingerprint], len(marks) - 1)
            turn[row.fingerprint] += row.lives
            row = replace(row, mark=marks[at])
        remarked.append(row)
    return remarked
