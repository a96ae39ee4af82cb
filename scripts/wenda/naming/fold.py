"""Folding: what is the same when we say 一致, with the way back to the text as printed.

Layers, alike in Python and in docs/assets/wenda/fold.mjs (tests/cases/fold.json runs in both):

1. Letters and digits in their usual width (NFKC) and in lower case, whatever stands between:
   ℃ becomes c, ① becomes 1, 々 and ー stay. Accents that compose stay (é), others are dropped. See
   `wenda.naming.characters`.
2. Numbers, their units and signs are words, and kept: see the table in `wenda.naming.numbers`.
3. With a script, each Traditional character becomes its Simplified one (`wenda.naming.script`).
   Search and the check use all layers; fingerprints leave out the third, which is data of others.

Version 1 was the first layer and the third. What was written under it is still compared under it:
an old folding stays callable for as long as a ledger or a link may speak of it.

Folding is idempotent, and its map to the printed text is monotone. It is linear in the text;
`folded_text` runs at some 20 million characters a second where a text has no numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from wenda.naming.characters import LETTERS, clusters, has_marks, letters_of
from wenda.naming.numbers import fold_numbers, may_hold_numbers
from wenda.naming.script import Script

FOLD_VERSION = 2
"""Raised whenever the same text would fold otherwise; an index or a row says which made it."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with its map: its character i was printed at [offsets[i], ends[i])."""

    text: str
    offsets: tuple[int, ...]  # in characters of the printed text, never decreasing
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters [start, end) stand in the printed text."""
        return (self.offsets[start], self.ends[end - 1]) if start < end else (0, 0)


Place = tuple[str, int, int]
"""A folded character and where it was printed."""


def _letters_only(text: str) -> Iterator[Place]:
    for start, end in clusters(text):
        folded = LETTERS[ord(text[start])] if end - start == 1 else letters_of(text[start:end])
        for char in folded:
            yield char, start, end


def _with_numbers(text: str) -> Iterator[Place]:
    if not may_hold_numbers(text):
        return _letters_only(text)
    return ((char.text, char.start, char.end) for char in fold_numbers(text))


def _folded(places: Iterable[Place]) -> Folded:
    found = list(places)
    return Folded(
        "".join(char for char, _, _ in found),
        tuple(start for _, start, _ in found),
        tuple(end for _, _, end in found),
    )


# The ledger and the index ask for the same paragraphs, one soon after the other.
_REMEMBERED = lru_cache(maxsize=1 << 11)

FOLDINGS: Mapping[int, Callable[[str], Folded]] = {
    1: _REMEMBERED(lambda text: _folded(_letters_only(text))),
    2: _REMEMBERED(lambda text: _folded(_with_numbers(text))),
}
"""Every folding that addresses were ever promised with, by version. None is ever taken away."""


def fold(text: str, script: Script | None = None, version: int = FOLD_VERSION) -> Folded:
    """Fold a text and keep the way back. Raises KeyError for a version that is not known."""
    folded = FOLDINGS[version](text)
    return replace(folded, text=folded.text.translate(script)) if script else folded


def folded_text(text: str, script: Script | None = None, version: int = FOLD_VERSION) -> str:
    """The text of `fold` alone, faster."""
    plain = version == 1 or (version == 2 and not may_hold_numbers(text))
    if not plain or has_marks(text):  # another version folds letters in a way of its own
        return fold(text, script, version).text
    folded = text.translate(LETTERS)
    return folded.translate(script) if script else folded


_SIGNED = re.compile(r"[+\-−]?\d+(?:[.,:/'·\-−–—~]\d+)*[%‰]?", re.ASCII)


def signed_numbers(text: str) -> list[str]:
    """What fingerprints of version 1 had beside the folding: numbers with a sign or separator."""
    numbers = _SIGNED.findall(unicodedata.normalize("NFKC", text))
    return [number for number in numbers if not number.isdigit()]
