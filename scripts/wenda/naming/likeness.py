"""A new text under one folding: where old words stand in it, and which paragraphs are like them.

Both are answered from a mark alone, since the new text is there whole. That words stand somewhere
is exact: a window of their length with their fingerprint. Likeness is an estimate from the sample.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from wenda.naming.fold import Folded, fold
from wenda.naming.marks import Mark, digest_of, mark_of, pairs_of

_SEARCHED = 50_000_000
"""Characters that are hashed at most to find where words stand: far more than any real transcript
needs, and an end for one that repeats two characters a million times."""


_BETWEEN = 6
"""Characters between two words at which a paragraph may have ended: 。” and the like."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike old words and a new paragraph are, by their pairs of characters."""

    alike: float  # pairs in both, of those in either (Jaccard)
    kept: float  # of the old pairs, the share that the new paragraph has
    owed: float | None  # of the new pairs, the share that the old words have; None: no sample


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand, by the indexes of paragraphs."""

    touched: tuple[int, ...]  # those that hold some of them, in order
    whole: tuple[int, ...]  # of these those that hold nothing else


class Index:
    """Paragraphs, by their folded words. What it needs is made when it is first asked."""

    def __init__(self, words: Sequence[str], version: int) -> None:
        self.words = words
        self.version = version

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(mark_of(words, self.version) for words in self.words)

    def standing(self, mark: Mark) -> Iterator[Place]:
        """Every place where the words of a mark stand, whatever paragraphs they are part of."""
        places = sorted((self._at.get(pair, []) for pair in mark.pairs), key=len)
        following = hashed = 0  # the first window that was not looked at; characters so far
        for position in places[0] if places else []:
            if not all(_within(at, position, mark.length) for at in places[1:]):
                continue
            begin = max(following, position + 2 - mark.length)
            following = min(position, len(self._text) - mark.length) + 1
            for start in range(begin, following):
                hashed += mark.length
                if hashed > _SEARCHED:
                    return
                window = self._text[start : start + mark.length]
                if digest_of(window) == mark.digest and self._is(mark, start):
                    yield self._place(start, start + mark.length)

    def like(self, mark: Mark) -> dict[int, Likeness]:
        """The paragraphs that share anything with the words of a mark."""
        shared = Counter(index for pair in mark.pairs for index in self._having.get(pair, ()))
        return {index: self._likeness(mark, index, count) for index, count in shared.items()}

    def has(self, index: int, mark: Mark) -> set[int]:
        """Of the pairs in a sample those that a paragraph has."""
        return {pair for pair in mark.pairs if index in self._having.get(pair, ())}

    def are(self, indexes: Sequence[int], mark: Mark) -> bool:
        """Whether these paragraphs, one after the other, are the words of a mark."""
        if sum(len(self._folded[index].text) for index in indexes) != mark.length:
            return False
        together = mark_of("\n".join(self.words[index] for index in indexes), self.version)
        return together.fingerprint == mark.fingerprint

    def _likeness(self, mark: Mark, index: int, shared: int) -> Likeness:
        known = bisect_right(self._pairs[index], mark.limit)  # pairs that the sample can speak of
        either = len(mark.pairs) + known - shared
        return Likeness(
            shared / either, shared / len(mark.pairs), shared / known if known else None
        )

    def _is(self, mark: Mark, start: int) -> bool:
        """Whether the words at a place have the whole fingerprint, what folding drops included.

        What stands between two words, the % of 5% or the ” of a quotation, may belong to either:
        each end may be anywhere there.
        """
        end = start + mark.length
        first, last = self._paragraph(start), self._paragraph(end - 1)
        head, tail = self._folded[first], self._folded[last]
        begin, until = start - self._starts[first], end - self._starts[last]
        lefts = range(head.ends[begin - 1] if begin else 0, head.offsets[begin] + 1)
        far = tail.offsets[until] if until < len(tail.text) else len(self.words[last])
        rights = range(tail.ends[until - 1], far + 1)

        def printed(left: int, right: int) -> str:
            if first == last:
                return self.words[first][left:right]
            between = self.words[first + 1 : last]
            return "\n".join([self.words[first][left:], *between, self.words[last][:right]])

        return any(
            mark_of(printed(left, right), self.version).fingerprint == mark.fingerprint
            for left in {lefts[0], *lefts[-_BETWEEN:]}
            for right in {rights[-1], *rights[:_BETWEEN]}
        )

    def _place(self, start: int, end: int) -> Place:
        found = range(self._paragraph(start), self._paragraph(end - 1) + 1)
        touched = tuple(index for index in found if self._folded[index].text)
        whole = tuple(
            index
            for index in touched
            if start <= self._starts[index]
            and self._starts[index] + len(self._folded[index].text) <= end
        )
        return Place(touched, whole)

    def _paragraph(self, position: int) -> int:
        """The paragraph that has the character at a position; none without words has one."""
        return bisect_right(self._starts, position) - 1

    @cached_property
    def _folded(self) -> list[Folded]:
        return [fold(words, version=self.version) for words in self.words]

    @cached_property
    def _text(self) -> str:
        return "".join(folded.text for folded in self._folded)

    @cached_property
    def _starts(self) -> list[int]:
        lengths = (len(folded.text) for folded in self._folded[:-1])
        return list(accumulate(lengths, initial=0))

    @cached_property
    def _at(self) -> dict[int, list[int]]:
        """Where each pair stands in the whole text, also across two paragraphs."""
        places: dict[int, list[int]] = defaultdict(list)
        for position, pair in enumerate(pairs_of(self._text)):
            places[pair].append(position)
        return places

    @cached_property
    def _pairs(self) -> list[list[int]]:
        return [sorted(set(pairs_of(folded.text or words)))
                for folded, words in zip(self._folded, self.words, strict=True)]  # fmt: skip

    @cached_property
    def _having(self) -> dict[int, set[int]]:
        """The paragraphs that have a pair."""
        having: dict[int, set[int]] = defaultdict(set)
        for index, pairs in enumerate(self._pairs):
            for pair in pairs:
                having[pair].add(index)
        return having


def _within(places: Sequence[int], position: int, distance: int) -> bool:
    """Whether any of these places, ascending, is nearer to a position than a distance."""
    following = bisect_right(places, position - distance)
    return following < len(places) and places[following] < position + distance
