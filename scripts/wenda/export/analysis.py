"""Folding and pairs of characters, as an engine built on Lucene takes them.

The same filters run over the text and over the query, so that a quotation is found where both fold
alike. What they do is what `wenda.naming` does: usual width, lower case, Traditional to Simplified,
punctuation away, and of a number its signs and units kept. A number is set off with blanks, so that
15 is not in 1500, nor 5 in 5%.

Pairs come from the tokenizer `ngram`, not from the filter `cjk_bigram`: that one makes no pair of a
number, or letter, and the ideograph beside it, nor across a mark that a filter took away. It found
94 of 100 quotations in Lucene, and `ngram` 100: see tests/bench/opensearch/.

What the filters do not know: the signs of two numbers that stand in one gap in an unusual order
(5 $-10). Text and query then still fold alike if they are printed alike.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import chain
from typing import Any

from wenda.naming.characters import compatible, foldable, is_foldable
from wenda.naming.script import Script

ANALYZER = "quotation"
TOKENIZER = "pairs"

_CURRENCY = "$¢£¤¥\u20a0-\u20cf"
_UNIT = "%‰‱°′″"
_OWN = "<>≤≥≠=≈±∓"
_BEFORE = rf"{_CURRENCY}{_OWN}+\-."  # what may begin a number
_JOINTS = ":/·×^、~"
_KEPT = rf"\p{{L}}\p{{N}}{_CURRENCY}{_UNIT}{_OWN}{_JOINTS}+\-."
_DASH = "[\\-–—‐‑‒―~∼〜]"

PATTERNS: tuple[tuple[str, str, str], ...] = (
    ("ellipsis", r"\.{2,}", "。"),  # its last point is no 0.
    (
        "thousands_3",
        r"(?<![0-9.,])([0-9]{1,3}),([0-9]{3}),([0-9]{3}),([0-9]{3})(?![0-9]|,[0-9])",
        "$1$2$3$4",
    ),
    ("thousands_2", r"(?<![0-9.,])([0-9]{1,3}),([0-9]{3}),([0-9]{3})(?![0-9]|,[0-9])", "$1$2$3"),
    ("thousands_1", r"(?<![0-9.,])([0-9]{1,3}),([0-9]{3})(?![0-9]|,[0-9])", "$1$2"),
    # 5—10, 5 – 10, 5%-10%; in 5 -10 the sign is the second number's.
    ("from_to", rf"(?<=[0-9{_UNIT}])(?:{_DASH}+\s*|\s+{_DASH}+\s+)(?=[{_CURRENCY}]?[0-9])", "~"),
    ("about", rf"(?<![0-9{_UNIT}])~\s*(?=[0-9])", "≈"),
    ("list", rf"(?<=[0-9{_UNIT}])\s*[,、]\s*(?=[0-9])", "、"),
    ("joint", rf"(?<=[0-9{_UNIT}])\s*([:/·×])\s*(?=[0-9])", "$1"),
    ("unit_apart", rf"(?<=[0-9])\s+(?=[{_UNIT}])", ""),
    ("sign_apart", rf"([{_OWN}{_CURRENCY}])\s+(?=\.?[0-9])", "$1"),
    ("sign_alone", rf"[{_OWN}](?![0-9.{_CURRENCY}+\-{_OWN}])", " "),
    ("minus_alone", r"-(?![0-9.])", " "),
    ("plus_alone", rf"(?<![0-9{_UNIT}])\+(?![0-9])", " "),
    ("point_alone", r"\.(?![0-9])", " "),
    ("power_alone", r"(?<![0-9])\^|(?<=\^[0-9])\^", ""),
    ("joint_alone", rf"(?<![0-9{_UNIT}])[{_JOINTS}]|[{_JOINTS}](?![0-9.{_CURRENCY}])", " "),
    (
        "between_numbers",
        rf"(?<=[0-9])[^{_KEPT}]+(?=[{_BEFORE}]?[0-9])|(?<=[{_UNIT}])[^{_KEPT}]+(?=[{_BEFORE}][0-9])",
        " ",
    ),
    ("after_unit", rf"(?<=[{_UNIT}])[^{_KEPT}]+(?=[0-9])", ""),
    (
        "other",
        rf"(?<![0-9{_UNIT}])[^{_KEPT}]+|[^{_KEPT}]+(?![0-9{_BEFORE}])"
        rf"|[^{_KEPT}]+(?=[{_BEFORE}](?![0-9]))",
        "",
    ),
    (
        "number",
        rf"([{_CURRENCY}{_OWN}+\-]*\.?[0-9]+(?:[.:/·×^][0-9]+)*[{_UNIT}{_CURRENCY}+]*)",
        " $1 ",
    ),
)
"""Name, regular expression (Java's, and but for \\p{…} Python's), replacement; in this order."""

UNSEEN = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"

# What the rule of numbers takes one for the other, and what NFKC makes of a comma and an ellipsis.
_ALIKE = {
    **{"⁄": "/", "∕": "/", "∶": ":", "・": "·", "‧": "·", "•": "·", "*": "×", "−": "-"},
    **{"，": "、", "、": "、", "…": "...", "～": "~", "〜": "~", "∼": "~"},
}


def analysis(script: Script) -> dict[str, Any]:
    """The `analysis` of an index's settings. `script`: Traditional to Simplified."""
    patterns = {
        name: {"type": "pattern_replace", "pattern": pattern, "replacement": replacement}
        for name, pattern, replacement in (("unseen", UNSEEN, ""), *PATTERNS)
    }
    names = ["unseen", "folding", *(name for name, _, _ in PATTERNS)]
    rules = [f"{_written(source)} => {_written(target)}" for source, target in mapping(script)]
    return {
        "char_filter": {**patterns, "folding": {"type": "mapping", "mappings": rules}},
        # No token_chars: what is left of the text after the filters is all of it wanted.
        "tokenizer": {
            TOKENIZER: {"type": "ngram", "min_gram": 2, "max_gram": 2, "token_chars": []}
        },
        "analyzer": {ANALYZER: {"type": "custom", "char_filter": names, "tokenizer": TOKENIZER}},
    }


def mapping(script: Script) -> Iterator[tuple[str, str]]:
    """What each character, or character with its mark, becomes, where it is not itself."""
    folded = {cluster: _spelled(cluster) for cluster in chain(foldable(), _composed())}
    for source, alike in {**folded, **_ALIKE}.items():
        target = alike.translate(script)
        if target != source and target.strip():
            yield source, target
    for (
        digit
    ) in "０１２３４５６７８９":  # a full-width comma parts thousands after such a digit only
        yield f"{digit}，", f"{unicodedata.normalize('NFKC', digit)},"
    for code, simple in script.items():
        if not is_foldable(chr(code)):
            yield chr(code), chr(simple)


def _composed() -> Iterator[str]:
    """Letters with their marks behind them, of which one character can be made."""
    for char in foldable():
        parts = unicodedata.normalize("NFD", char)
        if len(parts) > 1:
            yield parts
    for kana in map(chr, range(0xFF66, 0xFF9E)):
        yield from (f"{kana}{m}" for m in "ﾞﾟ" if len(compatible(kana + m)) == 1)


def _spelled(cluster: str) -> str:
    """A character with its marks as folding spells it; a digit that is no digit is set off."""
    char = cluster[0]
    spelled = compatible(cluster)
    if unicodedata.category(char) != "Nd" and any(each.isdecimal() for each in spelled):
        raised = char in "⁰¹²³⁴⁵⁶⁷⁸⁹"
        return f"^{spelled}" if raised else f" {spelled.replace('⁄', '/')} "
    return spelled


def _written(text: str) -> str:
    """As the rules of a mapping write it: only ideographs and letters as they are."""
    return "".join(
        char
        if char.isalnum() and len(char.encode("utf-16-le")) == 2
        else "".join(f"\\u{unit:04X}" for unit in _units(char))
        for char in text
    )


def _units(char: str) -> Iterator[int]:
    data = char.encode("utf-16-be")
    return (int.from_bytes(data[at : at + 2]) for at in range(0, len(data), 2))
