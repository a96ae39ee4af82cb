"""Single characters, folded: width (NFKC), case, accents that compose. Frozen for all versions.

Python 3.11 knows Unicode 14, browsers know later versions. They agree by construction: folding
touches only the blocks in ``_FOLDED``, whose letters and decompositions are complete and frozen
by Unicode's stability policy; ``_DROPPED`` goes whole, whatever is in it; every other character
(further scripts, rare ideographs) passes unchanged.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_FOLDED = (
    (0x0000, 0x052F),  # Latin, modifiers, combining marks, Greek, Cyrillic
    (0x1E00, 0x2BFF),  # Latin and Greek with accents, punctuation, letter-like signs, symbols
    (0x2E00, 0x2FFF),  # punctuation, radicals
    (0x3000, 0x33FF),  # CJK punctuation, kana, bopomofo, jamo, enclosed and squared forms
    (0x4DC0, 0x4DFF),  # hexagrams
    (0xF900, 0xFB06),  # compatibility ideographs, Latin ligatures
    (0xFE10, 0xFE6F),  # vertical and small forms
    (0xFF00, 0xFFEF),  # full and half width
    (0x2F800, 0x2FA1F),  # compatibility ideographs
)
_DROPPED = (
    (0xD800, 0xF8FF),  # lone surrogates, private use
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFFF0, 0xFFFF),  # specials
    (0x1F000, 0x1FAFF),  # emoji and other pictures
    (0xE0000, 0x10FFFF),  # tags, selectors, private use
)
_UNSEEN = ((0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xE0000, 0xE0FFF))
_MARKS = "\u0300-\u036f\u3099\u309a\uff9e\uff9f"
_CLUSTER = re.compile(f"[^{_MARKS}][{_MARKS}]+")
"""A character with the accents or kana marks that may compose with it."""


def clusters(text: str) -> Iterator[tuple[int, int]]:
    """Where each character with its marks begins and ends."""
    start = 0
    for match in _CLUSTER.finditer(text):
        yield from ((at, at + 1) for at in range(start, match.start()))
        yield match.span()
        start = match.end()
    yield from ((at, at + 1) for at in range(start, len(text)))


def has_marks(text: str) -> bool:
    """Whether any character of a text has marks that may compose with it."""
    return _CLUSTER.search(text) is not None


def is_dropped(char: str) -> bool:
    """Pictures, private use, what is no character: never part of a word."""
    return _inside(ord(char), _DROPPED)


def is_unseen(char: str) -> bool:
    """Of what is dropped, what nobody sees: selectors, tags, a byte order mark."""
    return _inside(ord(char), _UNSEEN)


def is_foldable(char: str) -> bool:
    """Whether folding may touch a character at all."""
    return _inside(ord(char), _FOLDED)


def foldable() -> Iterator[str]:
    """Every character that folding may touch."""
    return (chr(code) for low, high in _FOLDED for code in range(low, high + 1))


def compatible(cluster: str) -> str:
    """A character with its marks in its usual width and in lower case, punctuation and all."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).lower())


def letters_of(cluster: str) -> str:
    """The letters and digits that a character with its marks folds to."""
    if is_dropped(cluster[0]):
        return ""
    if not is_foldable(cluster[0]):
        return cluster[0]
    return "".join(char for char in compatible(cluster) if unicodedata.category(char)[0] in "LN")


class _Letters(dict[int, str]):
    """What each single character folds to, filled as texts need it."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = letters_of(chr(code))
        return folded


LETTERS = _Letters()
"""``letters_of`` single characters by code point, as ``str.translate`` takes it."""


def _inside(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= code <= high for low, high in ranges)
