"""Folding: what is the same when we say 一致, with the way back to the text as printed.

Two layers, alike in Python and in docs/assets/wenda/fold.mjs (tests/cases/fold.yml runs in both):

1. ``fold(text)``: width (NFKC), case, white space, zero-width characters, punctuation and
   symbols. Only letters and digits remain: 5%, ５％ and 5 fold alike, so do 5.2 and 52; ℃ becomes
   c, ① becomes 1, 々 and ー stay. Accents that compose stay (é), others are dropped.
   Paragraph fingerprints use this layer, which no data of ours can change.
2. ``fold(text, script)``: on top of it each Traditional character becomes its Simplified one, by
   a table (``simplified()``). Search and the check use both layers.

Python 3.11 knows Unicode 14, browsers know later versions. They agree by construction: folding
touches only the blocks in ``_FOLDED``, whose letters and decompositions are complete and frozen
by Unicode's stability policy; ``_DROPPED`` goes whole, whatever is in it; every other character
(further scripts, rare ideographs) passes unchanged.

Folding is idempotent, and its map to the printed text is monotone. It is linear in the text;
``folded_text`` runs at some 20 million characters a second.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

FOLD_VERSION = 1
"""Raised whenever the same text would fold otherwise; an index says which version made it.

The old folding stays in ``FOLDINGS``: a ledger that was written with it is read with it.
"""

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
_MARKS = "\u0300-\u036f\u3099\u309a\uff9e\uff9f"
_CLUSTER = re.compile(f"[^{_MARKS}][{_MARKS}]+")
"""A character with the accents or kana marks that may compose with it."""

Script = Mapping[int, int]
"""Traditional to Simplified, by code point, as ``str.translate`` takes it."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with its map: its character i was printed at [offsets[i], ends[i])."""

    text: str
    offsets: tuple[int, ...]  # in characters of the printed text, never decreasing
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters [start, end) stand in the printed text."""
        return (self.offsets[start], self.ends[end - 1]) if start < end else (0, 0)


def fold(text: str, script: Script | None = None, version: int = FOLD_VERSION) -> Folded:
    """Fold a text and keep the way back. Raises KeyError for a version that is not known."""
    folded = FOLDINGS[version](text)
    return replace(folded, text=folded.text.translate(script)) if script else folded


def _fold_1(text: str) -> Folded:
    folded: list[str] = []
    offsets: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        for char in (
            _CACHE[ord(text[start])] if end - start == 1 else _fold_cluster(text[start:end])
        ):
            folded.append(char)
            offsets.append(start)
            ends.append(end)
    return Folded("".join(folded), tuple(offsets), tuple(ends))


FOLDINGS: Mapping[int, Callable[[str], Folded]] = {1: _fold_1}
"""Every folding that addresses were ever promised with, by version. None is ever taken away."""


def folded_text(text: str, script: Script | None = None, version: int = FOLD_VERSION) -> str:
    """The text of ``fold`` alone, faster where a version has a way."""
    folded = _TEXTS[version](text) if version in _TEXTS else FOLDINGS[version](text).text
    return folded.translate(script) if script else folded


def _text_1(text: str) -> str:
    if _CLUSTER.search(text):
        return "".join(_fold_cluster(text[start:end]) for start, end in _clusters(text))
    return text.translate(_CACHE)


_TEXTS: Mapping[int, Callable[[str], str]] = {1: _text_1}


_NUMBER = re.compile(r"[+\-−]?\d+(?:[.,:/'·\-−–—~]\d+)*[%‰]?", re.ASCII)


def signed_numbers(text: str) -> list[str]:
    """Numbers with a sign, a separator or a per cent sign, which folding drops.

    For those who promise that words stay the same: 1.5% folds like 15 and is not 15.
    """
    numbers = _NUMBER.findall(unicodedata.normalize("NFKC", text))
    return [number for number in numbers if not number.isdigit()]


def simplified() -> Script:
    """Traditional to Simplified for single characters, from OpenCC (Apache 2.0).

    Its standard first; then the Taiwan and Hong Kong variants (著 for 着, 衞 for 衛) of characters
    that are not Simplified ones themselves (么 stays 么). Only pairs inside the basic plane, so
    that folding to Simplified moves no offset. Some 3,000 pairs, some 50 ms.
    """
    from opencc import OpenCC  # a build-time tool: nothing else needs it

    sources = [chr(code) for code in range(0x3400, 0xA000)]
    convert = {
        name: dict(zip(sources, OpenCC(name).convert("\n".join(sources)).split("\n"), strict=True))
        for name in ("t2s", "tw2s", "hk2s", "s2t")
    }
    table: dict[int, int] = {}
    for char in sources:
        variants = ("tw2s", "hk2s") if convert["s2t"][char] == char else ()
        for name in ("t2s", *variants):
            target = convert[name][char]
            target = convert["t2s"].get(target, target)  # 薴 → 苧 → 苎
            if target != char and len(target) == 1 and ord(target) < 0x10000:
                table[ord(char)] = ord(target)
                break
    return closed(table)


def closed(table: Mapping[int, int]) -> Script:
    """A table whose targets are not sources, so that folding stays idempotent."""

    def end(code: int) -> int:
        seen = {code}
        while (following := table.get(code, code)) not in seen:
            seen.add(following)
            code = following
        return code

    ends = {source: end(source) for source in table}
    return {source: target for source, target in ends.items() if target not in ends}


def script_for(script: Script, texts: Iterable[str]) -> Script:
    """The pairs whose target occurs in the folded texts: the others cannot help to find any."""
    present = set(map(ord, set().union(*texts)))
    return {source: target for source, target in script.items() if target in present}


def _inside(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= code <= high for low, high in ranges)


def _fold_cluster(cluster: str) -> str:
    """Fold one character with its marks."""
    code = ord(cluster[0])
    if _inside(code, _DROPPED):
        return ""
    if not _inside(code, _FOLDED):
        return cluster[0]
    wide = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).lower())
    return "".join(char for char in wide if unicodedata.category(char)[0] in "LN")


def _clusters(text: str) -> Iterable[tuple[int, int]]:
    start = 0
    for match in _CLUSTER.finditer(text):
        yield from ((at, at + 1) for at in range(start, match.start()))
        yield match.span()
        start = match.end()
    yield from ((at, at + 1) for at in range(start, len(text)))


class _Cache(dict[int, str]):
    """What each single character folds to, filled as texts need it."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_cluster(chr(code))
        return folded


_CACHE = _Cache()
