"""Two copies of one event side by side: which paragraphs are the same, and how they differ inside.

Paragraphs are paired in their order by likeness, one with one or with up to three that another
printer made of it. Within a pair the differences are of words and numbers, of a label, or of marks
only: punctuation, spaces, width, script, a paragraph's end. From the base text and the differences
either copy can be made again exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from wenda.collation.passages import Passage
from wenda.naming.fold import folded_text
from wenda.naming.script import Script


class Sort(StrEnum):
    """What a difference is of."""

    WORDS = "words"
    """Words or numbers, by the folding that says what is 一致."""
    LABEL = "label"
    """Who speaks, as printed."""
    MARKS = "marks"
    """Punctuation, spaces, width, script, or where a paragraph ends; the words are the same."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A place that the two print otherwise: of the base's characters [start, end) the reading."""

    start: int
    end: int
    base: str  # what the base has there
    reading: str  # what the witness has there
    sort: Sort


_AROUND = 12  # characters shown on each side of a difference


@dataclass(frozen=True, slots=True)
class Pair:
    """Passages that are the same in both copies; either side is empty where one lacks them."""

    base: tuple[Passage, ...]
    witness: tuple[Passage, ...]
    variants: tuple[Variant, ...]

    @property
    def base_text(self) -> str:
        return printed(self.base)

    @property
    def only_base(self) -> bool:
        return not self.witness

    @property
    def only_witness(self) -> bool:
        return not self.base

    def around(self, variant: Variant) -> tuple[str, str]:
        """A few characters of the base before and after a difference."""
        text = self.base_text
        before, after = text[: variant.start], text[variant.end :]
        return (
            before if len(before) <= _AROUND else f"…{before[-_AROUND:]}",
            after if len(after) <= _AROUND else f"{after[:_AROUND]}…",
        )

    def of(self, sort: Sort) -> list[Variant]:
        """The differences of a sort; none where one copy lacks the whole."""
        return [each for each in self.variants if each.sort == sort and self.base and self.witness]


def collate(
    base: Sequence[Passage], witness: Sequence[Passage], script: Script | None = None
) -> tuple[Pair, ...]:
    """All passages of both, in an order that is that of each."""
    return tuple(
        Pair(ours, theirs, tuple(_variants(printed(ours), printed(theirs), ours, script)))
        for ours, theirs in _aligned(base, witness, script)
    )


def witness_of(pairs: Iterable[Pair]) -> list[str]:
    """The witness's words, made of the base's and the differences; a passage or more an item."""
    made = []
    for pair in pairs:
        text, parts, at = pair.base_text, [], 0
        for variant in pair.variants:
            parts += [text[at : variant.start], variant.reading]
            at = variant.end
        made.append("".join([*parts, text[at:]]))
    return made


def base_of(pairs: Iterable[Pair], witness: Iterable[str]) -> list[str]:
    """The base's words, made of the witness's (as `witness_of` has them) and the differences."""
    made = []
    for pair, text in zip(pairs, witness, strict=True):
        parts, at, begun = [], 0, 0
        for variant in pair.variants:
            same = variant.start - begun
            parts += [text[at : at + same], variant.base]
            at, begun = at + same + len(variant.reading), variant.end
        made.append("".join([*parts, text[at:]]))
    return made


def printed(passages: Iterable[Passage]) -> str:
    """Passages as one text, a line each."""
    return "\n".join(passage.printed for passage in passages)


# ---------------------------------------------------------------- paragraphs

_SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))  # paragraphs of the base, of the witness
_LEAST = 0.35
"""Pairs of characters in both, of those in either (Jaccard): below it two are not the same."""

Aligned = tuple[tuple[Passage, ...], tuple[Passage, ...]]


def _aligned(
    base: Sequence[Passage], witness: Sequence[Passage], script: Script | None
) -> list[Aligned]:
    """The likest pairing that keeps the order of both: an alignment of least cost, by a table."""
    ours = [_characters(passage, script) for passage in base]
    theirs = [_characters(passage, script) for passage in witness]
    rows, columns = len(base) + 1, len(witness) + 1
    best = [[0.0] * columns for _ in range(rows)]
    step = [[(0, 1)] * columns for _ in range(rows)]
    for i in range(rows):
        for j in range(columns):
            if i:
                best[i][j], step[i][j] = best[i - 1][j], (1, 0)
            if j and (not i or best[i][j - 1] > best[i][j]):
                best[i][j], step[i][j] = best[i][j - 1], (0, 1)
            for a, b in _SHAPES:
                if a > i or b > j or _has_label(base[i - a + 1 : i], witness[j - b + 1 : j]):
                    continue
                alike = _alike(ours[i - a : i], theirs[j - b : j])
                score = best[i - a][j - b] + alike
                if alike >= _LEAST and score > best[i][j]:
                    best[i][j], step[i][j] = score, (a, b)
    aligned: list[Aligned] = []
    i, j = rows - 1, columns - 1
    while i or j:
        a, b = step[i][j]
        aligned.append((tuple(base[i - a : i]), tuple(witness[j - b : j])))
        i, j = i - a, j - b
    return aligned[::-1]


def _has_label(*later: Sequence[Passage]) -> bool:
    """Who speaks anew does not go on with the paragraph before."""
    return any(passage.label for passages in later for passage in passages)


def _characters(passage: Passage, script: Script | None) -> frozenset[str]:
    """Its pairs of neighbouring characters, folded."""
    words = folded_text(passage.text or passage.label, script)
    return frozenset(words[at : at + 2] for at in range(max(1, len(words) - 1)))


def _alike(ours: Sequence[frozenset[str]], theirs: Sequence[frozenset[str]]) -> float:
    one = frozenset[str]().union(*ours)
    other = frozenset[str]().union(*theirs)
    if min(len(one), len(other)) < _LEAST * max(len(one), len(other)):
        return 0.0
    shared = len(one & other)
    return shared / max(1, len(one) + len(other) - shared)


# ---------------------------------------------------------------- within a pair

# A number with its signs is one token, so that 1.5 against 15 is a difference of words.
_TOKEN = re.compile(
    "[0-9０-９〇零一二三四五六七八九十百千万萬亿億点點分之.．,，%％‰$¥€+−-]*[0-9０-９][0-9０-９〇零"
    "一二三四五六七八九十百千万萬亿億点點分之.．%％‰]*|[a-zA-Zａ-ｚＡ-Ｚ]+|.",
    re.DOTALL,
)


def _variants(
    text: str, other: str, base: Sequence[Passage], script: Script | None
) -> list[Variant]:
    """How `other` differs from `text`, in the order of both."""
    if text == other:
        return []
    label = len(base[0].label) if base else 0
    ours, theirs = _TOKEN.findall(text), _TOKEN.findall(other)
    found: list[Variant] = []
    at = 0
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        run, reading = "".join(ours[a:b]), "".join(theirs[c:d])
        if what != "equal":
            sort = _sort(run, reading, at + len(run) <= label, script)
            found.append(Variant(at, at + len(run), run, reading, sort))
        at += len(run)
    if folded_text(text, script) != folded_text(other, script) and all(
        variant.sort is Sort.MARKS for variant in found
    ):  # no place shows it by itself, and yet the words are not the same
        return [replace(variant, sort=Sort.WORDS) for variant in found]
    return found


def _sort(run: str, reading: str, in_label: bool, script: Script | None) -> Sort:
    if folded_text(run, script) == folded_text(reading, script):
        return Sort.MARKS
    return Sort.LABEL if in_label else Sort.WORDS
