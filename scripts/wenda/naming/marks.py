"""Marks: what the ledger keeps of a paragraph's words, so that it needs neither them nor git.

A fingerprint tells whether words are the same. The sketch is a sample of their pairs of characters
(the `SAMPLE` smallest hashes, Broder's bottom-k sketch), with the length: since the new text is
there whole, it shows how much of the old words lives on in a paragraph, and how much of a
paragraph comes from them. Words of up to `SAMPLE` pairs are sampled whole.

A mark says by which folding it was made. Old foldings stay callable, so an old mark is compared
with one of its own version.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from wenda.naming import fold as folding
from wenda.naming.fold import folded_text, signed_numbers

SAMPLE = 24
"""Pairs in a sketch: 64 characters of the ledger a row. With 16 the benchmark of heirs
(tests/bench/heirs.py) is as good; the margin is for paragraphs that are more alike."""

_PAIR_BYTES = 2
WHOLE = (1 << 8 * _PAIR_BYTES) - 1
"""The largest hash of a pair."""


def _signs(words: str) -> str:
    """Version 1 drops the signs in numbers, and 1.5% is not 15: they stand behind a dash."""
    signed = " ".join(signed_numbers(words))
    return f"-{hashlib.sha256(signed.encode()).hexdigest()[:6]}" if signed else ""


_QUOTES = re.compile('[“”„‟‘’「」『』﹁﹂﹃﹄〝〞＂"«»‹›]')


def _quoted(words: str) -> str:
    """所谓“改革” is not 所谓改革; what kind of quotation marks it is does not matter."""
    parts = _QUOTES.split(words)
    if len(parts) == 1:
        return ""
    marked = '"'.join(folded_text(part, version=2) for part in parts)
    return f"-{hashlib.sha256(marked.encode()).hexdigest()[:6]}"


_BESIDE: Mapping[int, Callable[[str], str]] = {1: _signs, 2: _quoted}
"""What a version's fingerprint holds besides the folded words."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the ledger keeps of a paragraph's words."""

    fingerprint: str  # equal for equal words: 2:fc8f5c4773a9, with quotation marks -0a1b2c behind
    length: int = 0  # of the folded words, in characters; 0 where a ledger of format 1 has none
    pairs: tuple[int, ...] = ()  # the sample, ascending

    @property
    def version(self) -> int:
        """Of the folding. Raises ValueError for a fingerprint without one."""
        return int(self.fingerprint.partition(":")[0])

    @property
    def digest(self) -> str:
        """The part of the fingerprint that is of the folded words alone."""
        return self.fingerprint.partition(":")[2].partition("-")[0]

    @property
    def limit(self) -> int:
        """Of a larger hash the sample does not know whether the words have it."""
        return WHOLE if len(self.pairs) < SAMPLE else self.pairs[-1]

    @property
    def sketch(self) -> str:
        """Length and sample as the file has them; empty where nothing is known."""
        sample = b"".join(pair.to_bytes(_PAIR_BYTES) for pair in self.pairs)
        return f"{self.length}:{b64encode(sample).decode()}" if self.length else ""


def read_mark(fingerprint: str, sketch: str) -> Mark:
    """A mark as the file has it. Raises ValueError where it is none."""
    if not sketch:
        return Mark(fingerprint)
    length, _, sample = sketch.partition(":")
    data = b64decode(sample, validate=True)
    values = range(0, len(data), _PAIR_BYTES)
    pairs = tuple(int.from_bytes(data[at : at + _PAIR_BYTES]) for at in values)
    mark = Mark(fingerprint, int(length), pairs)
    if mark.sketch != sketch:
        raise ValueError(sketch)
    return mark


def mark_of(words: str, version: int | None = None) -> Mark:
    """Of the folded words, so that a corrected space or comma keeps the address.

    `version` is that of the folding, the current one where none is given; KeyError where it is
    not known. 48 bits of SHA-256 are enough, since fingerprints are compared within one
    conference only.
    """
    version = folding.FOLD_VERSION if version is None else version
    folded = folded_text(words, version=version) or words
    beside = _BESIDE[version](words) if version in _BESIDE else ""
    fingerprint = f"{version}:{digest_of(folded)}{beside}"
    return Mark(fingerprint, len(folded), tuple(sorted(set(pairs_of(folded)))[:SAMPLE]))


def knows(version: int) -> bool:
    """Whether marks of a version can be made and compared."""
    return version in folding.FOLDINGS


def digest_of(folded: str) -> str:
    return hashlib.sha256(folded.encode()).hexdigest()[:12]


def pairs_of(folded: str) -> Iterator[int]:
    """The hash of each pair of neighbouring characters, in order."""
    return map(_hash, folded, folded[1:])


@lru_cache(maxsize=1 << 18)
def _hash(first: str, second: str) -> int:
    pair = (first + second).encode()
    return int.from_bytes(hashlib.blake2b(pair, digest_size=_PAIR_BYTES).digest())
