"""The search index: an archive in, files out. The one place that writes the format down.

FORMAT, version 1. All paths are relative to the search folder. Every file but the pointer is
named by its content (or lies in a folder that is), so it may be cached for ever, and a page from
yesterday can only meet a missing file, never a wrong one. The reader is search-core.mjs.

``current.json``, the pointer, fetched with revalidation. Everything else follows from it::

    {"version": 1, "fold": 1, "n": exchanges, "suggest": file,
     "script": file, "pairs": as in ``script``, for sources inside GB2312 (著 to 着, 乾 to 干),
     "pack": file}                                                    a small archive, or
    {…, "head": file, "meta": file, "dir": folder of shards, "bits": log2 of how many,
     "space": addresses, "headings": first heading address, "common": 512 characters}

``json.bin`` stands below for: JSON, what ``_STRANGE`` finds escaped, GB18030, raw deflate
(a fifth smaller than UTF-8 for Chinese; DecompressionStream and TextDecoder read it).

*Exchanges* are numbered by date, then as given: a larger number is newer. One exchange is
``[key, heading, date, outlet id, [speaker ids], [topic ids], paragraphs, errata, who]`` with who
the names of outlet and speakers as a result shows them, paragraphs ``[role letter, text as
printed, id]`` (id left out where it is p1, p2, … in order) and errata ``[paragraph index, start,
end, reading]``; offsets are UTF-16 units. Opening and closing words of a conference are rows of
their own, role letter r, and do not count as exchanges.

*Units.* Consecutive paragraphs of one role (a question, an answer) are one unit: a match may run
from paragraph to paragraph inside it, never out of it. A unit with errata has alternates: its
folded text with each erratum's reading, and with all; a match there counts where it touches the
changed characters (``core``).

*Small archives* (the pack of at most SMALL_BYTES): ``json.bin`` of ``{"names",
"exchanges", "words"}``. ``words`` has one string for all units in order: the lengths of their
words in folded UTF-16 units, two to a character: chr(48 + 9·a + b), lengths over 8 in parts with
8 + 0…: 8 means «8, and the word goes on». The reader scans and fetches nothing more.
Cost: 1.2 to 1.4 bytes a character.

*Large archives.* Addresses: each unit begins at a multiple of BLOCK and holds its folded text in
UTF-16 units and at least one empty address; then each heading has HEADING_SLOT addresses from
``headings`` on; then come the alternates, in blocks.

- ``head``, json.bin: ``units`` (chr(48 + how many) per exchange), ``roles`` (a letter per unit),
  ``blocks`` (per role letter: chr(48 + blocks) per unit), ``volumes`` ([folder, exchanges] per
  calendar month), ``alternates`` ([exchange, role letter, blocks, [[core start, core end], …]]).
  2.5 bits per unit: 4 KB for 10,000 exchanges.
- ``<volume>/<i>.bin``: json.bin of one exchange, some 0.9 KB. A new conference touches a month.
- ``<dir>/<shard, 4 hex digits>.bin``: a bit stream, most significant bit first, of symbols. A
  symbol (q, v, w) is q zeros, a one, v in w bits. Golomb-Rice with parameter k writes x as
  (x >> k, x mod 2^k, k); k = log2 of 11/16 of the mean gap, at least 0 (``rice_parameter``);
  Elias gamma writes x ≥ 1 as (log2 x, x - 2^log2 x, log2 x).
  A bigram of UTF-16 units a, b has the number (a << 16 | b) · 0x9E3779B1 mod 2^32, its upper
  ``bits`` are the shard, the rest is its key. The stream: gamma(1 + bigrams); per bigram, by key:
  Rice(key - previous key - 1), gamma(occurrences), per occurrence Rice(address - previous
  address - 1) and two bits: a word edge before the bigram, a word edge after it.
  Measured at 10,000 made exchanges (5.3 million characters, 600,000 bigrams): 14.7 MB in 4,096
  files; the postings 13.1 MB against 15.5 MB as varints, a key 14 bits against 32.
- ``meta``, json.bin, for filters and facets only: ``names`` as in the pack, and per exchange
  ``outlets``, ``speakers``, ``topics`` (chr(48 + index) each, sets ended by a space) and ``days``
  (chr(48 + days since the previous exchange)), ``first`` day.

``script``, json.bin: a string of Traditional characters and then of their Simplified ones, only
pairs whose target is in the archive, for sources outside GB2312. Fetched where a query or a
text shown has an ideograph outside GB2312 (the reader asks TextDecoder), so seldom.

``suggest``, json.bin: ``[kind, id, name, aliases, pinyin, initials]`` per name.

LIMITS. 2^30 addresses; 63 folded units of a heading; a unit of up to 55,000 blocks. Practical to
some 35,000 exchanges (16,384 shards, 50 MB).
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, groupby, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from wenda.fold import FOLD_VERSION, Script, folded_text, script_for

FORMAT_VERSION = 1
SMALL_BYTES = 100_000
"""As much as may be fetched at once: with the code near 110 KB, half a second at 1.6 Mbit/s."""
BLOCK = 256
"""Addresses are aligned so: the table of units is 4 KB at 10,000 exchanges against 26 KB without,
for 3.5 % longer postings."""
HEADING_SLOT = 64
MOST_ADDRESSES = 1 << 30
"""So that a bigram, its address and its word edges fit in 64 bits while they are sorted."""
SHARD_BYTES = 3_500
"""A shard's mean size: smaller ones are more files, larger ones cost each query more."""
COMMON = 512
"""So many frequent characters tell the reader which bigrams are rare."""
MIX = 0x9E3779B1
"""2^32 over the golden ratio, odd: a bijection that scatters neighbours (Knuth, 6.4)."""

Words = Callable[[str], Sequence[str]]
"""A text to its words in order, e.g. jieba's ``lcut``."""
Pinyin = Callable[[str], Sequence[str]]
"""A text to its syllables without tones, one per character where it is Chinese."""
Bits = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Name:
    """An outlet, a speaker, a topic or a term of the vocabulary."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    id: str  # "p1"
    role: str  # "question", "answer", …
    text: str  # as printed


@dataclass(frozen=True, slots=True)
class Erratum:
    """A reading that looks wrong, at [start, end) of the paragraph, in characters."""

    paragraph: str
    start: int
    end: int
    reading: str  # what it should probably say


@dataclass(frozen=True, slots=True)
class Entry:
    """One exchange."""

    key: str  # "2024-03-07-wang-yi/q07"
    heading: str
    date: str  # "2024-03-07"
    outlet: str | None  # ids; their names are in the archive
    speakers: tuple[str, ...]
    topics: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    errata: tuple[Erratum, ...] = ()


@dataclass(frozen=True, slots=True)
class Archive:
    entries: tuple[Entry, ...]
    outlets: tuple[Name, ...] = ()
    speakers: tuple[Name, ...] = ()
    topics: tuple[Name, ...] = ()
    terms: tuple[Name, ...] = ()  # of the vocabulary, for suggestions


@dataclass(frozen=True, slots=True)
class _Unit:
    """A run of paragraphs of one role, folded, with the lengths of its words."""

    role: str
    text: str
    words: tuple[int, ...]  # in folded UTF-16 units; their sum is the text's length
    core: tuple[tuple[int, int], ...] = ()  # of an alternate: the changed characters


@dataclass(frozen=True, slots=True)
class _Folded:
    """An exchange as the index sees it."""

    units: tuple[_Unit, ...]
    alternates: tuple[_Unit, ...]
    heading: _Unit


def index_files(
    archive: Archive,
    words: Words,
    script: Script,
    pinyin: Pinyin,
    *,
    small_bytes: int = SMALL_BYTES,
) -> dict[str, bytes]:
    """The files of the index by path. Same archive, same bytes.

    ``small_bytes=0`` asks for the large format whatever the size.
    """
    entries = sorted(archive.entries, key=lambda entry: entry.date)
    folder = _Folder(words, script)
    folded = [folder.entry(entry) for entry in entries]
    said = tuple(term for term in archive.terms if folder.met(term.name))
    archive = replace(archive, terms=said)  # what nobody said would be suggested in vain
    names = chain(archive.outlets, archive.speakers, archive.topics, archive.terms)
    texts = chain(
        (unit.text for each in folded for unit in (*each.units, *each.alternates, each.heading)),
        (folder.fold(form) for name in names for form in (name.name, *name.aliases)),
    )
    needed = script_for(script, texts)
    parts = {
        "suggest": _json_bin(_suggestions(archive, pinyin)),
        "script": _json_bin(_pairs({a: b for a, b in needed.items() if not _usual(a)})),
    }
    pointer: dict[str, Any] = {
        "version": FORMAT_VERSION,
        "fold": FOLD_VERSION,
        "n": len(entries),
        "pairs": _pairs({a: b for a, b in needed.items() if _usual(a)}),
    }
    pack = _pack(archive, entries, folded) if _may_be_small(folded, small_bytes) else b""
    files: dict[str, bytes] = {}
    if pack and len(pack) <= small_bytes:
        parts["pack"] = pack
    else:
        files, large_parts, more = _large(archive, entries, folded)
        parts |= large_parts
        pointer |= more
    for kind, content in parts.items():
        pointer[kind] = f"{kind}-{_digest([content])}.bin"
        files[pointer[kind]] = content
    files["current.json"] = _json(pointer).encode()
    return dict(sorted(files.items()))


def pinyin_syllables(text: str) -> Sequence[str]:
    """Syllables without tones, by pypinyin (MIT; a build-time tool)."""
    from pypinyin import lazy_pinyin

    return lazy_pinyin(text)


# Folding


class _Folder:
    """Folds paragraphs, remembering the words that it has met."""

    def __init__(self, words: Words, script: Script) -> None:
        self._words = words
        self._script = script
        self._lengths = _WordLengths(self)

    def fold(self, text: str) -> str:
        return folded_text(text, self._script)

    def unit(self, role: str, texts: Iterable[str]) -> _Unit:
        parts = [(self.fold(text), self._cut(text)) for text in texts]
        return _Unit(
            role,
            "".join(part for part, _ in parts),
            tuple(chain.from_iterable(_fitting(_length(part), cut) for part, cut in parts)),
        )

    def _cut(self, text: str) -> list[int]:
        """The folded lengths of a text's words."""
        return list(filter(None, map(self._lengths.__getitem__, self._words(text))))

    def met(self, word: str) -> bool:
        """Whether a word was among those of the texts so far."""
        return word in self._lengths

    def entry(self, entry: Entry) -> _Folded:
        units: list[_Unit] = []
        alternates: list[_Unit] = []
        for role, run in groupby(entry.paragraphs, key=lambda paragraph: _letter(paragraph.role)):
            paragraphs = list(run)
            unit = self.unit(role, (paragraph.text for paragraph in paragraphs))
            units.append(unit)
            alternates.extend(self._alternates(unit, paragraphs, entry.errata))
        return _Folded(tuple(units), tuple(alternates), self.unit("h", [entry.heading]))

    def _alternates(
        self, unit: _Unit, paragraphs: Sequence[Paragraph], errata: Sequence[Erratum]
    ) -> Iterator[_Unit]:
        """The unit with each erratum's reading, and, where it has several, with all of them."""
        ids = {paragraph.id for paragraph in paragraphs}
        mine = [erratum for erratum in errata if erratum.paragraph in ids]
        for chosen in [*([erratum] for erratum in mine), *([mine] if len(mine) > 1 else [])]:
            yield from self._alternate(unit, paragraphs, chosen)

    def _alternate(
        self, unit: _Unit, paragraphs: Sequence[Paragraph], chosen: Sequence[Erratum]
    ) -> Iterator[_Unit]:
        text, cores = "", []
        for paragraph in paragraphs:
            at = 0
            mine = [erratum for erratum in chosen if erratum.paragraph == paragraph.id]
            for erratum in sorted(mine, key=lambda erratum: erratum.start):
                text += self.fold(paragraph.text[at : erratum.start])
                printed = self.fold(paragraph.text[erratum.start : erratum.end])
                reading = self.fold(erratum.reading)
                before, after = _common_ends(printed, reading)
                start = _length(text) + _length(reading[:before])
                cores.append((start, start + _length(reading[before : len(reading) - after])))
                text += reading
                at = erratum.end
            text += self.fold(paragraph.text[at:])
        if text != unit.text:
            yield _Unit(unit.role, text, (_length(text),), tuple(cores))


class _WordLengths(dict[str, int]):
    """The folded length of each word met: most words come again."""

    def __init__(self, folder: _Folder) -> None:
        self._folder = folder

    def __missing__(self, word: str) -> int:
        self[word] = length = _length(self._folder.fold(word))
        return length


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


def _length(text: str) -> int:
    """UTF-16 units: what JavaScript counts."""
    return len(text) if text.isascii() else len(_utf16(text)) // 2


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def _letter(role: str) -> str:
    return {"question": "q", "answer": "a", "moderator": "m", "remarks": "r"}.get(role, "s")


# Values that both formats use


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


_PUNCTUATION = b"".join(bytes([a, b]) for a in (0xA1, 0xA3) for b in range(0xA1, 0xFF))
_STRANGE = re.compile(f"[^\\x00-\\x7f\u4e00-\u9fa5{re.escape(_PUNCTUATION.decode('gb18030'))}]")
"""Not ASCII, ideograph or usual punctuation: what decoders of GB18030 might disagree on."""


def _json_bin(value: Any) -> bytes:
    """JSON in GB18030 in raw deflate."""
    text = _json(value)
    text = _STRANGE.sub(lambda match: json.dumps(match[0])[1:-1], text)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(text.encode("gb18030")) + packer.flush()


def _digest(contents: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for content in contents:
        digest.update(len(content).to_bytes(8, "little") + content)
    return digest.hexdigest()[:12]


def _exchange(entry: Entry, names: Mapping[str, str]) -> list[Any]:
    """An exchange as the files hold it. ``names``: of outlets and speakers, by id."""
    at = {paragraph.id: index for index, paragraph in enumerate(entry.paragraphs)}
    texts = {paragraph.id: paragraph.text for paragraph in entry.paragraphs}
    return [
        entry.key,
        entry.heading,
        entry.date,
        entry.outlet,
        list(entry.speakers),
        list(entry.topics),
        [
            [_letter(paragraph.role), paragraph.text]
            + ([paragraph.id] if paragraph.id != f"p{index}" else [])
            for index, paragraph in enumerate(entry.paragraphs, 1)
        ],
        [
            [
                at[erratum.paragraph],
                _length(texts[erratum.paragraph][: erratum.start]),
                _length(texts[erratum.paragraph][: erratum.end]),
                erratum.reading,
            ]
            for erratum in sorted(entry.errata, key=lambda e: (at[e.paragraph], e.start))
        ],
        [names.get(entry.outlet or "", ""), "、".join(names[each] for each in entry.speakers)],
    ]


def _shown_names(archive: Archive) -> dict[str, str]:
    return {name.id: name.name for name in (*archive.outlets, *archive.speakers)}


def _names(archive: Archive) -> dict[str, Any]:
    kinds = {"outlet": archive.outlets, "speaker": archive.speakers, "topic": archive.topics}
    return {
        kind: [[name.id, name.name, list(name.aliases)] for name in names]
        for kind, names in kinds.items()
    }


def _suggestions(archive: Archive, pinyin: Pinyin) -> list[Any]:
    kinds = {
        "outlet": archive.outlets,
        "speaker": archive.speakers,
        "topic": archive.topics,
        "term": archive.terms,
    }
    rows = []
    for kind, names in kinds.items():
        for name in names:
            syllables = [folded_text(syllable) for syllable in pinyin(name.name)]
            initials = "".join(syllable[:1] for syllable in syllables)
            aliases = list(name.aliases)
            rows.append([kind, name.id, name.name, aliases, "".join(syllables), initials])
    return rows


def _pairs(script: Script) -> str:
    """Sources, then targets."""
    return "".join(map(chr, script)) + "".join(map(chr, script.values()))


def _usual(code: int) -> bool:
    """Whether GB2312 has the ideograph."""
    return len(chr(code).encode("gb2312", "ignore")) == 2


# Small archives


def _may_be_small(folded: Sequence[_Folded], small_bytes: int) -> bool:
    """Whether it is worth packing: text never deflates to half a byte a character."""
    return sum(len(unit.text) for each in folded for unit in each.units) < small_bytes * 2


def _pack(archive: Archive, entries: Sequence[Entry], folded: Sequence[_Folded]) -> bytes:
    lengths = chain.from_iterable(unit.words for each in folded for unit in each.units)
    shown = _shown_names(archive)
    return _json_bin(
        {
            "names": _names(archive),
            "exchanges": [_exchange(entry, shown) for entry in entries],
            "words": _word_string(lengths),
        }
    )


def _word_string(lengths: Iterable[int]) -> str:
    """Word lengths, two to a character: eight is «eight, and the word goes on»."""
    digits = list(chain.from_iterable([8] * (n // 8) + [n % 8] for n in lengths))
    digits += [0] * (len(digits) % 2)
    return "".join(chr(48 + 9 * a + b) for a, b in zip(digits[::2], digits[1::2], strict=True))


# Large archives


def _large(
    archive: Archive, entries: Sequence[Entry], folded: Sequence[_Folded]
) -> tuple[dict[str, bytes], dict[str, bytes], dict[str, Any]]:
    """Texts and shards by path, the other files by kind, and what the pointer says besides."""
    starts = _Starts(folded)
    shards, bits = _shards(starts)
    files, volumes = _volumes(entries, _shown_names(archive))
    folder = _digest(shards)
    files |= {f"{folder}/{number:04x}.bin": shard for number, shard in enumerate(shards)}
    parts = {"head": _json_bin(_head(folded, volumes)), "meta": _json_bin(_meta(archive, entries))}
    return (
        files,
        parts,
        {
            "dir": folder,
            "bits": bits,
            "space": starts.space,
            "headings": starts.headings,
            "common": _common(folded),
        },
    )


def _common(folded: Sequence[_Folded]) -> str:
    """The most frequent characters, most frequent first."""
    codes = np.frombuffer(
        _utf16("".join(unit.text for each in folded for unit in each.units)), "<u2"
    )
    counts = np.bincount(codes, minlength=1)
    order = np.argsort(-counts, kind="stable")[:COMMON]
    return "".join(chr(code) for code in order if counts[code] and not 0xD800 <= code < 0xE000)


def _blocks(unit: _Unit) -> int:
    return _length(unit.text) // BLOCK + 1


class _Starts:
    """The addresses of an archive: units, then headings, then alternates."""

    def __init__(self, folded: Sequence[_Folded]) -> None:
        self.placed: list[tuple[int, _Unit]] = []
        address = 0
        for unit in chain.from_iterable(each.units for each in folded):
            self.placed.append((address, unit))
            address += _blocks(unit) * BLOCK
        self.headings = address
        for number, each in enumerate(folded):
            self.placed.append((address + number * HEADING_SLOT, _cut_heading(each.heading)))
        address += -(-len(folded) * HEADING_SLOT // BLOCK) * BLOCK
        for unit in chain.from_iterable(each.alternates for each in folded):
            self.placed.append((address, unit))
            address += _blocks(unit) * BLOCK
        self.space = max(address, 1)
        if self.space > MOST_ADDRESSES:
            raise ValueError(f"an archive of {self.space} addresses; the format ends at 2^30")


def _cut_heading(unit: _Unit) -> _Unit:
    """A heading as far as its slot reaches, one address left empty."""
    text = _utf16(unit.text)[: 2 * (HEADING_SLOT - 1)].decode("utf-16-le", "ignore")
    return _Unit(unit.role, text, (_length(text),))


def _head(folded: Sequence[_Folded], volumes: list[list[Any]]) -> dict[str, Any]:
    units = list(chain.from_iterable(each.units for each in folded))
    return {
        "units": "".join(chr(48 + len(each.units)) for each in folded),
        "roles": "".join(unit.role for unit in units),
        "blocks": {
            role: "".join(chr(48 + _blocks(unit)) for unit in units if unit.role == role)
            for role in sorted({unit.role for unit in units})
        },
        "volumes": volumes,
        "alternates": [
            [number, unit.role, _blocks(unit), [list(core) for core in unit.core]]
            for number, each in enumerate(folded)
            for unit in each.alternates
        ],
    }


def _volumes(
    entries: Sequence[Entry], names: Mapping[str, str]
) -> tuple[dict[str, bytes], list[list[Any]]]:
    """The texts, an exchange to a file, a calendar month to a folder."""
    files: dict[str, bytes] = {}
    volumes: list[list[Any]] = []
    for _month, run in groupby(entries, key=lambda entry: entry.date[:7]):
        texts = [_json_bin(_exchange(entry, names)) for entry in run]
        folder = _digest(texts)
        volumes.append([folder, len(texts)])
        files |= {f"{folder}/{number}.bin": text for number, text in enumerate(texts)}
    return files, volumes


def _meta(archive: Archive, entries: Sequence[Entry]) -> dict[str, Any]:
    names = _names(archive)
    index = {
        kind: {row[0]: number for number, row in enumerate(rows)} for kind, rows in names.items()
    }

    def codes(kind: str, ids: Iterable[str]) -> str:
        return "".join(chr(48 + index[kind][each]) for each in ids)

    days = [date.fromisoformat(entry.date).toordinal() for entry in entries]
    return {
        "names": names,
        "outlets": " ".join(codes("outlet", [e.outlet] if e.outlet else []) for e in entries),
        "speakers": " ".join(codes("speaker", entry.speakers) for entry in entries),
        "topics": " ".join(codes("topic", entry.topics) for entry in entries),
        "first": entries[0].date if entries else "",
        "days": "0" * bool(days) + "".join(chr(48 + b - a) for a, b in pairwise(days)),
    }


def rice_parameter(space: int, count: int) -> int:
    """The Golomb-Rice parameter for ``count`` gaps in ``space``: near ln 2 of the mean gap.

    Whole numbers only, so that the reader comes to the same. Within 0.6 % of the best single
    parameter per bigram, which would have to be stored.
    """
    return max(0, (space * 11 // 16 // (count + 1)).bit_length() - 1)


def _shards(starts: _Starts) -> tuple[list[bytes], int]:
    """The shards in order, and log2 of how many."""
    packed = _occurrences(starts)
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
            starts.space,
            rest,
        )
        for low, high in pairwise(edges.tolist())
    ], bits


def _shard_bits(occurrences: int, bigrams: int) -> int:
    """How many shards make the mean size: an occurrence takes some 2.4 bytes, a bigram 2.2."""
    return max(1, round(float(np.log2(max(1, occurrences * 2.4 + bigrams * 2.2) / SHARD_BYTES))))


def _occurrences(starts: _Starts) -> npt.NDArray[np.uint64]:
    """Every bigram's number (32 bits), address (30) and word edges (2: before, after)."""
    total = sum(max(0, _length(unit.text) - 1) for _, unit in starts.placed)
    packed = np.empty(total, np.uint64)
    at = 0
    for start, unit in starts.placed:
        codes = np.frombuffer(_utf16(unit.text), "<u2").astype(np.uint64)
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
