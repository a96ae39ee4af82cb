"""The pack of a small archive: all of it in one file."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np

from wenda.search.documents import Names
from wenda.search.format import KINDS, SPOKEN, json_bin
from wenda.search.names import names_of
from wenda.search.prepare import Prepared


def may_be_small(prepared: Iterable[Prepared], small_bytes: int) -> bool:
    """Whether it is worth packing: text never deflates to half a byte a character."""
    return sum(each.size for each in prepared) < small_bytes * 2


def _rows(prepared: Iterable[Prepared]) -> Iterator[list[Any]]:
    """The documents again, of their packed texts."""
    for each in prepared:
        for text in each.texts:
            yield json.loads(zlib.decompress(text, -15).decode("gb18030"))


def packed(prepared: Sequence[Prepared], names: Names) -> bytes:
    """The pack of a small archive."""
    lengths = chain.from_iterable(_spoken_words(each) for each in prepared)
    return json_bin(
        {
            "names": names_of(names),
            "exchanges": list(_rows(prepared)),
            "words": _word_string(lengths),
        }
    )


def _spoken_words(prepared: Prepared) -> Iterator[int]:
    """The lengths of the words of all units, but headings and alternates, in order."""
    at = 0
    for kind, length in zip(prepared.kinds, np.frombuffer(prepared.lengths, "<u4"), strict=True):
        end = at + int(length)
        if KINDS[kind] in SPOKEN:
            yield from np.diff(np.flatnonzero(np.frombuffer(prepared.edges[at:end], np.uint8)))
        at = end


def _word_string(lengths: Iterable[int]) -> str:
    """Word lengths, two to a character: eight is «eight, and the word goes on»."""
    digits = list(chain.from_iterable([8] * int(n // 8) + [int(n % 8)] for n in lengths))
    digits += [0] * (len(digits) % 2)
    return "".join(chr(48 + 9 * a + b) for a, b in zip(digits[::2], digits[1::2], strict=True))
