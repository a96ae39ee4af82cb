"""The format of the search index, and what all its files are made of. The one place that says it.

FORMAT, version 1. All paths are relative to the search folder. Every file but the pointer is
named by its content (or lies in a folder that is), so it may be cached for ever, and a page from
yesterday can only meet a missing file, never a wrong one. The modules beside
this one write it; docs/assets/wenda/search/ reads it.

``current.json``, the pointer, fetched with revalidation. Everything else follows from it::

    {"version": 1, "fold": 2, "n": exchanges, "suggest": file,
     "script": file, "pairs": as in ``script``, for sources inside GB2312 (著 to 着, 乾 to 干),
     "pack": file}                                                    a small archive, or
    {…, "head": file, "meta": file, "dir": folder of shards, "bits": log2 of how many,
     "space": addresses, "headings": first heading address, "common": 512 characters}

``json.bin`` stands below for: JSON, what ``_STRANGE`` finds escaped, GB18030, raw deflate
(a fifth smaller than UTF-8 for Chinese; DecompressionStream and TextDecoder read it).

*Exchanges* are numbered by date, then as given: a larger number is newer. One exchange is
``[key, heading, date, [outlet ids], [speaker ids], [topic ids], paragraphs, errata, who]`` with who
the names of outlet and speakers as a result shows them, paragraphs ``[role letter, text as
printed, id]`` (id left out where it is p1, p2, … in order) and errata ``[paragraph index, start,
end, reading]``; offsets are UTF-16 units. Opening and closing words of a conference are rows of
their own, role letter r, and do not count as exchanges.

*Units.* Consecutive paragraphs of one role (a question, an answer) are one unit: a match may run
from paragraph to paragraph inside it, never out of it; a blank parts the numbers of two
paragraphs (5 and 10 are no 510). A unit with errata has alternates: its text with each erratum's
reading, and with all, folded; a match there counts where it touches the changed characters
(``core``), and is one of a reading, not of printed words.

*Numbers* with their signs (``numbers_in``) are one word each, also in headings and alternates,
whose other words are not told apart; so is a sign beside no number. A place that begins or ends
inside a number is no place: 15 does not stand in 1500, nor 5% in 1.5%. The reader sees that from
the text, or, where it asks shards, from the word edges of the term's first and last bigram.

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

LIMITS. 2^30 addresses; 63 folded units of a heading, fewer where that cuts a number; a unit of up
to 55,000 blocks. Practical to some 35,000 exchanges (16,384 shards, 50 MB).
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
