"""Words to search for, as examples: each of them is printed, and so is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from wenda.archive import Event

COUNT = 3


def quoted(event: Event) -> list[str]:
    """The phrases in quotation marks of the answers, as often as they are said."""
    return [phrase for entry in event.exchanges for phrase in entry.set_apart]


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
