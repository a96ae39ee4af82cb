"""Shards: which runs of two and of three units stand where. See `wenda.search.format`.

All at once in arrays, a part of the space of hashes at a time, so that an archive of any size takes
little memory and no loop goes through characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wenda.search.prepare import Prepared

SIZES = (2, 3)
"""How many units a run has."""
SHARD_BYTES = 3_000
"""A shard's mean size: smaller ones are more files, larger ones cost each query more."""
MIX = 0x9E3779B1
"""2^32 over the golden ratio, odd: a bijection that scatters neighbours (Knuth, 6.4)."""
MIX_THIRD = 0x85EBCA6B
"""For the third unit: another odd number with its bits scattered."""
MOST_BITS = 16
"""Four hex digits name a shard."""
_COST = {2: 1.2, 3: 3.6}
"""Bytes an occurrence takes, with its share of the keys: what the number of shards rests on."""

Shard = tuple[bytes, ...]
"""Who has the runs and where; of two units where is a stream of its own."""

THREADS = 2

Array = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Text:
    """All units of a segment, one after the other, and whose they are."""

    codes: npt.NDArray[np.uint16]  # 0 after each unit
    edges: npt.NDArray[np.uint8]
    kinds: npt.NDArray[np.uint8]
    owners: npt.NDArray[np.int32]
    starts: Array  # of each owner

    @property
    def n(self) -> int:
        return len(self.starts)

    @property
    def mean(self) -> int:
        """How long a document is on the average: what offsets are coded by."""
        return len(self.codes) // max(1, self.n)

    @property
    def longest(self) -> int:
        return int(np.diff(self.starts, append=len(self.codes)).max(initial=0))


def text_of(prepared: Sequence[Prepared]) -> Text:
    """The units of these documents."""
    lengths = np.frombuffer(b"".join(each.lengths for each in prepared), "<u4").astype(np.int64)
    units = np.array([count for each in prepared for count in each.units], np.int64)
    kinds = np.frombuffer(b"".join(each.kinds for each in prepared), np.uint8)
    ends = np.cumsum(lengths)
    sizes = np.diff(ends[np.cumsum(units) - 1], prepend=0)
    return Text(
        codes=np.frombuffer(b"".join(each.codes for each in prepared), "<u2"),
        edges=np.frombuffer(b"".join(each.edges for each in prepared), np.uint8),
        kinds=np.repeat(kinds, lengths),
        owners=np.repeat(np.arange(len(units), dtype=np.int32), sizes),
        starts=np.cumsum(sizes) - sizes,
    )


def shards(text: Text, n: int) -> Iterator[Shard]:
    """The shards of all runs of ``n`` units, 2 or 3, in order."""
    bits = shard_bits(text, n)
    hashes, valid = _hashes(text.codes, n)
    size = len(hashes).bit_length()
    parts = min(bits, max(0, (size - 15) // 2, size - 18))
    part_of = (hashes >> np.uint32(32 - parts) if parts else hashes * 0).astype(np.uint16)

    def part(number: int) -> list[Shard]:
        places = np.flatnonzero((part_of == number) & valid)
        numbers = hashes[places].astype(np.uint64) & np.uint64((1 << (32 - parts)) - 1)
        if n == 3:
            numbers = numbers << np.uint64(16) | text.codes[places + 2]
        numbers, places = _sorted(numbers, places, 16 * n - parts)
        return list(_streams(text, n, numbers.astype(np.int64), places, bits, bits - parts))

    with ThreadPoolExecutor(THREADS) as pool:  # numpy lets the other threads run meanwhile
        for streams in pool.map(part, range(1 << parts)):
            yield from streams


def shard_bits(text: Text, n: int) -> int:
    """How many shards make the mean size, as a power of two."""
    wanted = round(float(np.log2(max(1, len(text.codes) * _COST[n] / SHARD_BYTES))))
    return min(MOST_BITS, max(1, wanted))


def _hashes(
    codes: npt.NDArray[np.uint16], n: int
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.bool_]]:
    """The hash of the run that begins at each unit, and whether there is one."""
    size = max(0, len(codes) - n + 1)
    filled = codes != 0
    valid = filled[:size] & filled[1 : size + 1]
    hashes = codes[:size].astype(np.uint32)
    hashes <<= np.uint32(16)
    hashes |= codes[1 : size + 1]
    hashes *= np.uint32(MIX)
    if n == 3:
        hashes += codes[2 : size + 2].astype(np.uint32) * np.uint32(MIX_THIRD)
        valid &= filled[2 : size + 2]
    return hashes, valid


def _sorted(
    numbers: npt.NDArray[np.uint64], places: Array, width: int
) -> tuple[npt.NDArray[np.uint64], Array]:
    """Numbers of that many bits, rising, and the places of each, rising too."""
    low = len(places).bit_length()
    if width + low > 64:
        order = np.argsort(numbers, kind="stable")
        return numbers[order], places[order]
    packed = numbers << np.uint64(low) | np.arange(len(places), dtype=np.uint64)
    packed.sort()
    order = (packed & np.uint64((1 << low) - 1)).astype(np.int64)
    return packed >> np.uint64(low), places[order]


def rice_parameter(space: int, count: Array) -> Array:
    """The Golomb-Rice parameters for so many gaps in a space: near ln 2 of the mean gap.

    Whole numbers only, so that the reader comes to the same. Within 0.6 % of the best single
    parameter per list, which would have to be stored.
    """
    return np.maximum(0, _log2(space * 11 // 16 // (count + 1)))


def _log2(values: Array) -> Array:
    """The position of the highest bit; -1 for 0. Exact below 2^52."""
    return np.frexp(values.astype(np.float64))[1].astype(np.int64) - 1


def _streams(
    text: Text, n: int, numbers: Array, places: Array, bits: int, here: int
) -> Iterator[Shard]:
    """2^``here`` shards, of numbers that rise and their places."""
    width = (32 if n == 2 else 48) - bits  # of a key
    count = len(numbers)
    new = np.ones(count, bool)
    new[1:] = numbers[1:] != numbers[:-1]
    grams = np.flatnonzero(new)
    owners = text.owners[places]
    new[1:] |= owners[1:] != owners[:-1]
    groups = np.flatnonzero(new)
    within = np.diff(groups, append=count)  # occurrences in each group
    first = np.searchsorted(groups, grams)  # group of each gram
    owning = np.diff(first, append=len(groups))  # groups of each gram
    shard = numbers[grams] >> width
    in_shard = np.bincount(shard, minlength=1 << here)
    shard_first = np.cumsum(in_shard) - in_shard

    # Where each symbol stands: a shard's head, two of each gram, one of each group and occurrence.
    at_gram = shard + 1 + 2 * np.arange(len(grams)) + first + grams
    at_group = np.repeat(at_gram + 2 - first - grams, owning) + np.arange(len(groups)) + groups
    at_place = np.repeat(at_group + 1 - groups, within) + np.arange(count)
    size = (1 << here) + 2 * len(grams) + len(groups) + count
    before = np.append(first + grams, len(groups) + count)[shard_first]
    at_shard = np.arange(1 << here) + 2 * shard_first + before
    q, v, w = (np.zeros(size, np.int64) for _ in range(3))

    def put(at: Array, symbol: tuple[Array, Array, Array]) -> None:
        q[at], v[at], w[at] = symbol

    put(at_shard, _gamma(in_shard + 1))
    keys = numbers[grams] & ((1 << width) - 1)
    gaps = np.diff(keys, prepend=-1) - 1
    begin = shard_first[in_shard > 0]
    gaps[begin] = keys[begin]
    k = np.repeat(rice_parameter(1 << width, in_shard), in_shard)
    put(at_gram, (gaps >> k, gaps & ((1 << k) - 1), k))
    put(at_gram + 1, _gamma(owning))

    whose = owners[groups].astype(np.int64)
    gaps = np.diff(whose, prepend=0) - 1
    gaps[first] = whose[first]
    k = np.repeat(rice_parameter(text.n, owning), owning)
    logs = _log2(within)
    low = (gaps & ((1 << k) - 1)) << (2 * logs + 1) | within
    put(at_group, (gaps >> k, low, k + 2 * logs + 1))

    offsets = places - text.starts[owners]
    gaps = np.diff(offsets, prepend=0) - 1
    gaps[groups] = offsets[groups]
    k = np.repeat(rice_parameter(text.mean, within), within)
    value = gaps + (1 << k)
    logs = _log2(value)
    kinds = text.kinds[places].astype(np.int64)
    low = value - (1 << logs)
    flags = (text.edges[places] << 1 | text.edges[places + n]).astype(np.int64)
    if n == 3:
        put(at_place, (logs - k, low << (kinds + 3) | 4 | flags, logs + kinds + 3))
        yield from ((stream,) for stream in _bit_streams(q, v, w, at_shard))
        return
    put(at_place, (kinds, flags, np.full(count, 2)))
    offsets_from = np.append(grams, count)[shard_first]
    yield from zip(
        _bit_streams(q, v, w, at_shard),
        _bit_streams(logs - k, low, logs, offsets_from),
        strict=True,
    )


def _gamma(x: Array) -> tuple[Array, Array, Array]:
    logs = _log2(x)
    return logs, x - (1 << logs), logs


def _bit_streams(q: Array, v: Array, w: Array, begin: Array) -> Iterator[bytes]:
    """Symbols to bytes, a stream from each of ``begin`` on.

    A symbol is q zeros, a one, v in w bits, w below 57. Streams may be empty.
    """
    lengths = q + 1 + w
    ends = np.cumsum(lengths)
    start = np.append(ends - lengths, ends[-1:])[begin] if len(q) else begin * 0
    sizes = np.diff(start, append=ends[-1:] if len(q) else 0) + 7 >> 3
    whole = np.cumsum(sizes)
    moved = 8 * (whole - sizes) - start
    low = ends - w - 1 + np.repeat(moved, np.diff(begin, append=len(q)))  # where the one stands
    bit = low & 7
    value = ((np.uint64(1) << w.astype(np.uint64)) | v.astype(np.uint64)) << (63 - w - bit).astype(
        np.uint64
    )
    low >>= 3
    reach = w + bit
    out = np.zeros(int(whole[-1]) + 8)
    for byte in range(8):
        if byte > 1:
            more = np.flatnonzero(reach >= 8 * byte)
            if not len(more):
                break
            low, value, reach = low[more], value[more], reach[more]
        part = (value >> np.uint64(56 - 8 * byte) & np.uint64(255)).astype(np.uint8)
        out += np.bincount(low + byte, weights=part, minlength=len(out))
    data = out.astype(np.uint8).tobytes()
    for size, end in zip(sizes.tolist(), whole.tolist(), strict=True):
        yield data[end - size : end]
