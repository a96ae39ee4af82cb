"""Names in the index: for filters, results and suggestions; and the script that queries need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from wenda.naming.fold import folded_text
from wenda.naming.script import Script
from wenda.search.documents import Names

Pinyin = Callable[[str], Sequence[str]]
"""A text to its syllables without tones, one per character where it is Chinese."""


def names_of(names: Names) -> dict[str, Any]:
    """The names that a search can be filtered by, and the others, as the files hold them."""
    kinds = {
        "outlet": names.outlets,
        "speaker": names.speakers,
        "topic": names.topics,
        "other": names.others,
    }
    return {
        kind: [[name.id, name.name, list(name.aliases)] for name in each]
        for kind, each in kinds.items()
    }


def suggestions(names: Names, pinyin: Pinyin) -> list[Any]:
    """What can be suggested while somebody types, as the files hold it."""
    kinds = {
        "outlet": names.outlets,
        "speaker": names.speakers,
        "topic": names.topics,
        "term": names.terms,
    }
    rows = []
    for kind, each in kinds.items():
        for name in each:
            syllables = [folded_text(syllable) for syllable in pinyin(name.name)]
            initials = "".join(syllable[:1] for syllable in syllables)
            aliases = list(name.aliases)
            rows.append([kind, name.id, name.name, aliases, "".join(syllables), initials])
    return rows


def pinyin_syllables(text: str) -> Sequence[str]:
    """Syllables without tones, by pypinyin (MIT; a build-time tool)."""
    from pypinyin import lazy_pinyin

    return lazy_pinyin(text)


def pairs(script: Script) -> str:
    """Sources, then targets."""
    return "".join(map(chr, script)) + "".join(map(chr, script.values()))


def is_usual(code: int) -> bool:
    """Whether GB2312 has the ideograph."""
    return len(chr(code).encode("gb2312", "ignore")) == 2
