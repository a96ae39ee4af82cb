"""Words to search for, as examples: each of them is printed, and so is found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from wenda.archive import Conference

COUNT = 3
_QUOTED = re.compile(r"“([\u3400-\u9fff]{4,12})”")  # a phrase that somebody set apart


def quoted(conference: Conference) -> list[str]:
    """The phrases in quotation marks of the answers, as often as they are said."""
    return [
        phrase for exchange in conference.exchanges for phrase in _QUOTED.findall(exchange.answer)
    ]


def examples(phrases: Iterable[Iterable[str]]) -> list[str]:
    """Up to COUNT phrases of conferences, the newest first; no more are asked for than needed.

    Those said most often first, then as they stand.
    """
    said: Counter[str] = Counter()
    for each in phrases:
        said.update(each)
        if len(said) >= COUNT:
            break
    return [phrase for phrase, _ in said.most_common(COUNT)]
