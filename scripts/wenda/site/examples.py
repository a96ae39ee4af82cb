"""Words to search for, as examples: each of them is printed, and so is found."""

from __future__ import annotations

import re
from collections import Counter

from wenda.archive import Archive

COUNT = 3
_QUOTED = re.compile(r"“([\u3400-\u9fff]{4,12})”")  # a phrase that somebody set apart


def examples(archive: Archive) -> list[str]:
    """Up to COUNT phrases in quotation marks from the newest conferences' answers.

    Those said most often first, then as they stand.
    """
    said: Counter[str] = Counter()
    for conference in archive.conferences:
        for exchange in conference.exchanges:
            said.update(_QUOTED.findall(exchange.answer))
        if len(said) >= COUNT:
            break
    return [phrase for phrase, _ in said.most_common(COUNT)]
