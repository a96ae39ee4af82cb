"""Words to search for, as examples: each of them is printed, and so is found."""

from __future__ import annotations

from collections import Counter

from wenda.archive import Archive

COUNT = 3


def examples(archive: Archive) -> list[str]:
    """Up to COUNT phrases in quotation marks from the newest conferences' answers.

    Those said most often first, then as they stand.
    """
    said: Counter[str] = Counter()
    for conference in archive.conferences:
        for exchange in conference.exchanges:
            said.update(exchange.set_apart)
        if len(said) >= COUNT:
            break
    return [phrase for phrase, _ in said.most_common(COUNT)]
