"""Documents as the index sees them: runs of folded text with their words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from wenda.naming.fold import Folded, fold, folded_text
from wenda.naming.numbers import is_of_number, may_hold_numbers, numbers_in
from wenda.naming.script import Script
from wenda.search.documents import Document, Passage, Reading
from wenda.search.format import letter, units_in

_DIGITS = frozenset("0123456789")

Words = Callable[[str], Sequence[str]]
"""A text to its words in order, e.g. jieba's ``lcut``."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A run of paragraphs of one role, folded, with the lengths of its words."""

    role: str
    text: str
    words: tuple[int, ...]  # in folded UTF-16 units; their sum is the text's length
    core: tuple[tuple[int, int], ...] = ()  # of an alternate: the changed characters


@dataclass(frozen=True, slots=True)
class Units:
    """A document as the index sees it."""

    units: tuple[Unit, ...]
    alternates: tuple[Unit, ...]
    heading: Unit


class Folder:
    """Folds paragraphs, remembering the words that it has met."""

    def __init__(self, words: Words, script: Script) -> None:
        self._words = words
        self._script = script
        self._lengths = _WordLengths(self)

    def fold(self, text: str) -> str:
        """A text folded, Traditional characters as Simplified ones."""
        return folded_text(text, self._script)

    def unit(self, role: str, texts: Iterable[str]) -> Unit:
        """Texts of one role, put together, with their words."""
        parts: list[str] = []
        words: list[int] = []
        for text in texts:
            folded = self.fold(text)
            if parts and must_part(parts[-1], folded):
                parts.append(" ")
                words.append(1)
            if folded:
                parts.append(folded)
                words.extend(self._cut(text, folded))
        return Unit(role, "".join(parts), tuple(words))

    def _cut(self, text: str, folded: str) -> list[int]:
        """The folded lengths of a text's words; a number with its signs is one word."""
        words = self._words(text)
        cut = list(filter(None, map(self._lengths.__getitem__, words)))
        if may_hold_numbers(text):
            return _cut_at_numbers(fold(text, self._script), words)
        return _fitting(units_in(folded), cut)

    def met(self, word: str) -> bool:
        """Whether a word was among those of the texts so far."""
        return word in self._lengths

    def document(self, document: Document) -> Units:
        """A document's units in order, with what they probably should say, and its heading."""
        units: list[Unit] = []
        alternates: list[Unit] = []
        for role, run in groupby(document.passages, key=lambda passage: letter(passage.role)):
            passages = list(run)
            unit = self.unit(role, (passage.text for passage in passages))
            units.append(unit)
            alternates.extend(self._alternates(unit, passages, document.readings))
        return Units(tuple(units), tuple(alternates), self.unit("h", [document.heading]))

    def _alternates(
        self, unit: Unit, passages: Sequence[Passage], readings: Sequence[Reading]
    ) -> Iterator[Unit]:
        """The unit with each reading, and, where it has several, with all of them."""
        ids = {passage.id for passage in passages}
        mine = [reading for reading in readings if reading.passage in ids]
        for chosen in [*([reading] for reading in mine), *([mine] if len(mine) > 1 else [])]:
            yield from self._alternate(unit, passages, chosen)

    def _alternate(
        self, unit: Unit, passages: Sequence[Passage], chosen: Sequence[Reading]
    ) -> Iterator[Unit]:
        text = ""
        cores: list[tuple[int, int]] = []
        for passage in passages:
            mine = [reading for reading in chosen if reading.passage == passage.id]
            other, spans = with_readings(passage.text, mine)
            folded = fold(other, self._script)
            if must_part(text, folded.text):
                text += " "
            for start, end, printed in spans:
                first, last = (bisect_left(folded.offsets, at) for at in (start, end))
                fresh = folded.text[first:last]
                before, after = _common_ends(self.fold(printed), fresh)
                begin = units_in(text + folded.text[: first + before])
                cores.append((begin, begin + units_in(fresh[before : len(fresh) - after])))
            text += folded.text
        if text != unit.text:
            yield Unit(unit.role, text, cut_at_numbers(text), tuple(cores))


def must_part(before: str, after: str) -> bool:
    """Whether two folded texts that follow each other are kept apart, as 5 and 10 are.

    A paragraph's last number is no part of the next one's first.
    """
    if not before or not after or not is_of_number(before[-1]) or not is_of_number(after[0]):
        return False
    return before[-1] in _DIGITS or after[0] not in _DIGITS


def cut_at_numbers(folded: str) -> tuple[int, ...]:
    """The words of a text whose words nobody knows, but for its numbers, which are words."""
    edges = sorted(_with_number_edges(folded, {0, len(folded)}))
    return tuple(units_in(folded[start:end]) for start, end in pairwise(edges))


def with_readings(
    printed: str, readings: Sequence[Reading]
) -> tuple[str, list[tuple[int, int, str]]]:
    """A paragraph with readings in their places; where they stand, and what is printed there."""
    text, at = "", 0
    spans: list[tuple[int, int, str]] = []
    for reading in sorted(readings, key=lambda reading: reading.start):
        text += printed[at : reading.start]
        old = printed[reading.start : reading.end]
        spans.append((len(text), len(text) + len(reading.text), old))
        text += reading.text
        at = reading.end
    return text + printed[at:], spans


class _WordLengths(dict[str, int]):
    """The folded length of each word met: most words come again."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def __missing__(self, word: str) -> int:
        self[word] = length = units_in(self._folder.fold(word))
        return length


def _cut_at_numbers(folded: Folded, words: Iterable[str]) -> list[int]:
    """The lengths of words in a folded text, each number whole and a word of its own."""
    printed = accumulate(len(word) for word in words)
    edges = {bisect_left(folded.offsets, at) for at in printed} | {len(folded.text)}
    cut = sorted(_with_number_edges(folded.text, edges | {0}))
    return [units_in(folded.text[start:end]) for start, end in pairwise(cut)]


def _with_number_edges(folded: str, edges: set[int]) -> set[int]:
    """Word edges, each number whole and a word of its own, and so is a sign that stands alone."""
    inside: set[int] = set()
    for start, end in numbers_in(folded):
        inside |= set(range(start, end))
        edges -= set(range(start + 1, end))
        edges |= {start, end}
    for at, char in enumerate(folded):
        if at not in inside and is_of_number(char):
            edges |= {at, at + 1}
    return edges


def _common_ends(one: str, other: str) -> tuple[int, int]:
    """How many characters two readings share at the start, and then at the end."""
    shortest = min(len(one), len(other))
    before = next((i for i in range(shortest) if one[i] != other[i]), shortest)
    rest = shortest - before
    after = next((i for i in range(rest) if one[-1 - i] != other[-1 - i]), rest)
    return before, after


def _fitting(length: int, cut: list[int]) -> list[int]:
    """The words' lengths, or one word where they do not make up the text."""
    return cut if sum(cut) == length else [length] if length else []
