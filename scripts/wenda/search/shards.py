"""Positional bigram shards: which bigram stands at which address. See `wenda.search.format`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from wenda.search.format import MOST_ADDRESSES, units_in, utf16
from wenda.search.units import Unit

SHARD_BYTES = 3_500
"""A shard's mean size: smaller ones are more files, larger ones cost each query more."""
MIX = 0x9E3779B1
"""2^32 over the golden ratio, odd: a bijection that scatters neighbours (Knuth, 6.4)."""

Bits = npt.NDArray[np.int64]
Placed = Sequence[tuple[int, Unit]]
"""Units with the addresses at which they begin, rising."""


def rice_parameter(space: int, count: int) -> int:
    """The Golomb-Rice parameter for ``count`` gaps in ``space``: near ln 2 of the mean gap.

    Whole numbers only, so that the reader comes to the same. Within 0.6 % of the best single
    parameter per bigram, which would have to be stored.
    """
    return max(0, (space * 11 // 16 // (count + 1)).bit_length() - 1)


def shards(placed: Placed, space: int) -> tuple[list[bytes], int]:
    """The shards in order, and log2 of how many."""
    packed = _occurrences(placed)
    packed.sort()
    numbers = (packed >> np.uint64(32)).astype(np.int64)
    addresses = (packed >> np.uint64(2)).astype(np.int64) & (MOST_ADDRESSES - 1)
    flags = packed.astype(np.int64) & 3
    first = np.flatnonzero(np.diff(numbers, prepend=-1))
    ends = np.r_[first, len(numbers)]
    bigrams, counts = numbers[first], np.diff(ends)
    bits = _shard_bits(len(numbers), len(bigrams))
    rest = 1 << (32 - bits)
    edges = np.searchsorted(bigrams, np.arange((1 << bits) + 1, dtype=np.int64) * rest)
    return [
        _shard(
            bigrams[low:high] % rest,
            counts[low:high],
            addresses[ends[low] : ends[high]],
            flags[ends[low] : ends[high]],
            space,
            rest,
        )
        for low, high in pairwise(edges.tolist())
    ], bits


def _shard_bits(occurrences: int, bigrams: int) -> int:
    """How many shards make the mean size: an occurrence takes some 2.4 bytes, a bigram 2.2."""
    return max(1, round(float(np.log2(max(1, occurrences * 2.4 + bigrams * 2.2) / SHARD_BYTES))))


def _occurrences(placed: Placed) -> npt.NDArray[np.uint64]:
    """Every bigram's number (32 bits), address (30) and word edges (2: before, after)."""
    total = sum(max(0, units_in(unit.text) - 1) for _, unit in placed)
    packed = np.empty(total, np.uint64)
    at = 0
    for start, unit in placed:
        codes = np.frombuffer(utf16(unit.text), "<u2").astype(np.uint64)
        count = len(codes) - 1
        if count < 1:
            continue
        edge = np.zeros(count + 2, np.uint64)
        edge[0] = 1
        edge[np.cumsum(unit.words)] = 1
        numbers = (codes[:-1] << 16 | codes[1:]) * MIX & 0xFFFFFFFF
        addresses = np.arange(start, start + count, dtype=np.uint64)
        packed[at : at + count] = numbers << 32 | addresses << 2 | edge[:-2] << 1 | edge[2:]
        at += count
    return packed


def _shard(
    keys: Bits,
    counts: Bits,
    addresses: Bits,
    flags: Bits,
    space: int,
    key_space: int,
) -> bytes:
    """One shard's bit stream."""
    total = len(keys)
    key_gaps = np.diff(keys, prepend=-1) - 1
    key_k = rice_parameter(key_space, total)
    logs = _log2(counts)
    first = np.cumsum(counts) - counts
    gaps = np.diff(addresses, prepend=0) - 1
    gaps[first] = addresses[first]
    k = np.repeat(np.maximum(0, _log2(space * 11 // 16 // (counts + 1))), counts)
    # Where each symbol stands in the stream: a bigram's key and count, then its occurrences.
    place = np.arange(len(gaps)) + 2 * np.repeat(np.arange(1, total + 1), counts) + 1
    heads = first + 2 * np.arange(total) + 1
    size = 1 + 2 * total + len(gaps)
    q, v, w = (np.zeros(size, np.int64) for _ in range(3))
    length = int(total + 1).bit_length() - 1
    q[0], v[0], w[0] = length, total + 1 - (1 << length), length
    q[heads], v[heads], w[heads] = key_gaps >> key_k, key_gaps & ((1 << key_k) - 1), key_k
    q[heads + 1], v[heads + 1], w[heads + 1] = logs, counts - (1 << logs), logs
    q[place], w[place] = gaps >> k, k + 2
    v[place] = (gaps & ((1 << k) - 1)) << 2 | flags
    return _bit_stream(q, v, w)


def _log2(values: Bits) -> Bits:
    """The position of the highest bit; -1 for 0. Exact below 2^52."""
    return np.frexp(values.astype(np.float64))[1].astype(np.int64) - 1


def _bit_stream(q: Bits, v: Bits, w: Bits) -> bytes:
    """Symbols to bytes: q zeros, a one, v in w bits (w below 32)."""
    ends = np.cumsum(q + 1 + w)
    size = int(ends[-1] + 7) // 8
    low = ends - w - 1  # where the one stands
    value = ((1 << w) | v) << (39 - w - (low & 7))  # in five bytes from the one's byte
    out = np.zeros(size + 5)
    for byte in range(5):
        part = (value >> (32 - 8 * byte)) & 255
        out += np.bincount((low >> 3) + byte, weights=part, minlength=size + 5)
    return bytes(out[:size].astype(np.uint8))
