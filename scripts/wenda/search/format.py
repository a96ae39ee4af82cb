"""The format of the search index, and what all its files are made of. The one place that says it.

FORMAT, version 2. All paths are relative to the search folder. Every file but the pointer is
named by its content (or lies in a folder that is), so it may be cached for ever, and a page from
yesterday can only meet a missing file, never a wrong one: then it reads the pointer again. The
modules beside this one write it; docs/assets/wenda/engine/ reads it.

``current.json``, the pointer, fetched with revalidation. Everything else follows from it::

    {"version": 2, "fold": 2, "n": exchanges, "suggest": file,
     "script": file, "pairs": as in ``script``, for sources inside GB2312 (著 to 着, 乾 to 干),
     "pack": file}                                                    a small archive, or
    {…, "names": file, "common": 512 characters, "volumes": …, "segments": …}

``json.bin`` stands below for: JSON, what ``_STRANGE`` finds escaped, GB18030, raw deflate
(a fifth smaller than UTF-8 for Chinese; DecompressionStream and TextDecoder read it).

*Exchanges* are numbered by date, then as given: a larger number is newer. One exchange is
``[key, heading, date, [outlet ids], [speaker ids], [topic ids], paragraphs, errata, who, event]``
with who the names of outlet and speakers as a result shows them, event the title of the conference,
which the check of quotations needs, paragraphs ``[role letter, text as printed, id]`` (id left out
where it is p1, p2, … in order) and errata ``[paragraph index, start, end, reading]``; offsets are
UTF-16 units. Opening and closing words of a conference are rows of
their own, role letter r, and do not count as exchanges.

*Units.* Consecutive paragraphs of one role (a question, an answer) are one unit: a match may run
from paragraph to paragraph inside it, never out of it; a blank parts the numbers of two
paragraphs (5 and 10 are no 510). A unit with errata has alternates: its text with each erratum's
reading, and with all, folded; a match there counts where it touches the changed characters
(``core``), and is one of a reading, not of printed words.

*Numbers* with their signs (``numbers_in``) are one word each, also in headings and alternates,
whose other words are not told apart; so is a sign beside no number. A place that begins or ends
inside a number is no place: 15 does not stand in 1500, nor 5% in 1.5%. The reader sees that from
the text, or, where it asks shards, from the word edges of the term's first and last run.

*Small archives* (the pack of at most SMALL_BYTES): ``json.bin`` of ``{"names",
"exchanges", "words"}``. ``words`` has one string for all units in order: the lengths of their
words in folded UTF-16 units, two to a character: chr(48 + 9·a + b), lengths over 8 in parts with
8 + 0…: 8 means «8, and the word goes on». The reader scans and fetches nothing more.
Cost: 1.2 to 1.4 bytes a character.

*Large archives.* Nothing on the way to a result grows with the archive but the lists of the words
that are asked for, and twelve letters in the pointer for each year.

- ``volumes`` of the pointer, ``[year, folders, sizes]`` per year, oldest first: folders of 12 hex
  digits each, one after the other, and how many exchanges each has. ``<folder>/<i>.bin``: json.bin
  of one exchange, some 1.1 KB. A closed year is one folder, in the newest year each conference is:
  one more renames none of the others.
- ``segments``: runs of exchanges that have shards of their own. Where the closed years have less
  than ``APART`` units of text, all is one segment; else the closed years are one, the newest year
  is the other. So a new conference rewrites a year's shards, not those of decades. Two and no more,
  since a query asks each. Of each: ``n`` exchanges, ``mean`` units of one, ``stride`` (a power of
  two, more than the longest), ``facets``, and ``shards``: ``[folder, bits]`` of the runs of two
  units and of those of three, bits the log2 of how many.
- *Shards* tell where each run of two and of three UTF-16 units stands. A term of two asks one, a
  longer one asks for the runs of three that cover it: four are enough for twelve characters.
  An exchange is its heading (63 units at most, fewer where that cuts a number), its units, its
  alternates, and after each of these an empty unit; the *offset* of a run counts from its
  beginning, and its *kind* is a place in KINDS. Its number tells the exchange, its kind who says
  it: no table is needed for either.
  ``<folder>/<shard, 4 hex digits>.bin`` is a bit stream, most significant bit first, of symbols. A
  symbol (q, v, w) is q zeros, a one, v in w bits. Golomb-Rice with parameter k writes x as
  (x >> k, x mod 2^k, k); exponential Golomb writes y = x + 2^k as (l - k, y - 2^l, l), l = log2 y,
  and gamma x ≥ 1 as x - 1 so with k = 0. k = log2 of 11/16 of the mean gap, at least 0
  (``rice_parameter``): gaps of keys in their space, of owners in n, of offsets in mean.
  The run a, b, c has the hash (a << 16 | b) · 0x9E3779B1 + c · 0x85EBCA6B mod 2^32, with c = 0 for
  two units; its upper ``bits`` are the shard, the rest is its key, for three followed by c in 16
  bits: different runs have different keys, so no hash can deceive.
  The stream: gamma(1 + runs); per run, by key: Rice(key - previous key - 1), gamma(exchanges); per
  exchange: Rice(number - previous - 1), gamma(occurrences); per occurrence, of three units, the
  exponential Golomb of offset - previous offset - 1, then the kind as so many zeros and a one, and
  two bits: a word edge before the run, a word edge after it.
  Of two units the offsets are in ``<folder>/<shard>-at.bin``, in the same order: only several words
  beside each other, and the nearest, ask for them; who has a frequent word, and how often, takes a
  third of its places.
  Measured at 10,000 made exchanges (6.2 million units): 38 MB, texts 11 MB.
- ``facets``, json.bin, of a segment: ``outlets``, ``speakers``, ``topics``, each ``[ids, column]``
  (per exchange the characters chr(48 + index), exchanges parted by a space), ``days`` (chr(48 +
  days since the previous exchange)) from ``first`` on, ``remarks`` (who are no exchanges: chr(48 +
  distance from the previous one)). Fetched where somebody filters by name or day,
  or wants counts by name; counts by year follow from the pointer.
- ``names``: as in the pack, for filters by name.

``names``: ``outlet``, ``speaker``, ``topic``, each of ``[id, name, aliases]``, and ``other``:
speakers of the vocabulary who never answered here, so that the check sees what is ascribed to
them; may be left out.

``script``, json.bin: a string of Traditional characters and then of their Simplified ones, only
pairs whose target is in the archive, for sources outside GB2312. Fetched where a query or a
text shown has an ideograph outside GB2312 (the reader asks TextDecoder), so seldom.

``suggest``, json.bin: ``[kind, id, name, aliases, pinyin, initials]`` per name.

WHY SEGMENTS. What was weighed for a growing archive: a name for each shard would need a map of
names as large as a result (16,000 shards), on the way to it; names that stay with revalidation need
each shard to say which archive it belongs to, so that each shard is written with each conference;
and a day's briefing touches a fifth of all shards anyway. The closed years as a segment keep all
their names, for a few requests more.

LIMITS. 2^53 addresses (exchanges times stride); 65,536 shards of a kind in a segment.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterable
from typing import Any

FORMAT_VERSION = 2
SMALL_BYTES = 100_000
"""As much as may be fetched at once: with the code near 110 KB, half a second at 1.6 Mbit/s."""
HEADING = 63
"""So many units of a heading are looked at."""
LONGEST_QUERY = 400
"""So many units of a query are looked at for the nearest: two documents are as far apart."""
MOST_ADDRESSES = 1 << 53
"""Whole numbers in JavaScript."""
KINDS = "aqhrmsHAQRMS"
"""What a text is, most frequent first: the letter of its role, h a heading, H that of opening or
closing words; a capital another letter, an editor's reading of a text of that role."""
SPOKEN = frozenset("aqrms")


def units_in(text: str) -> int:
    """UTF-16 units: what JavaScript counts."""
    return len(text) if text.isascii() else len(utf16(text)) // 2


def utf16(text: str) -> bytes:
    """A text as JavaScript counts it, two bytes a unit."""
    return text.encode("utf-16-le")


def letter(role: str) -> str:
    """The letter of a role: q, a, m, r, and s for what else is said."""
    return {"question": "q", "answer": "a", "moderator": "m", "remarks": "r"}.get(role, "s")


def compact_json(value: Any) -> str:
    """JSON that is the same bytes for the same value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


_PUNCTUATION = b"".join(bytes([a, b]) for a in (0xA1, 0xA3) for b in range(0xA1, 0xFF))
_STRANGE = re.compile(f"[^\\x00-\\x7f\u4e00-\u9fa5{re.escape(_PUNCTUATION.decode('gb18030'))}]")
"""Not ASCII, ideograph or usual punctuation: what decoders of GB18030 might disagree on."""


def json_bin(value: Any) -> bytes:
    """JSON in GB18030 in raw deflate."""
    text = compact_json(value)
    text = _STRANGE.sub(lambda match: json.dumps(match[0])[1:-1], text)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(text.encode("gb18030")) + packer.flush()


def digest(contents: Iterable[bytes]) -> str:
    """The name of files that are named by their content."""
    digest = hashlib.sha256()
    for content in contents:
        digest.update(len(content).to_bytes(8, "little") + content)
    return digest.hexdigest()[:12]
