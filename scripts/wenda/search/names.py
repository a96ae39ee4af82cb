"""Names in the index: for filters, results and suggestions; and the script that queries need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from wenda.naming.fold import folded_text
from wenda.naming.script import Script
from wenda.search.documents import Corpus

Pinyin = Callable[[str], Sequence[str]]
"""A text to its syllables without tones, one per character where it is Chinese."""


def shown_names(corpus: Corpus) -> dict[str, str]:
    """What a result shows of outlets and speakers, by id."""
    return {name.id: name.name for name in (*corpus.outlets, *corpus.speakers)}


def names_of(corpus: Corpus) -> dict[str, Any]:
    """The names that a search can be filtered by, as the files hold them."""
    kinds = {"outlet": corpus.outlets, "speaker": corpus.speakers, "topic": corpus.topics}
    return {
        kind: [[name.id, name.name, list(name.aliases)] for name in names]
        for kind, names in kinds.items()
    }


def suggestions(corpus: Corpus, pinyin: Pinyin) -> list[Any]:
    """What can be suggested while somebody types, as the files hold it."""
    kinds = {
        "outlet": corpus.outlets,
        "speaker": corpus.speakers,
        "topic": corpus.topics,
        "term": corpus.terms,
    }
    rows = []
    for kind, names in kinds.items():
        for name in names:
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
