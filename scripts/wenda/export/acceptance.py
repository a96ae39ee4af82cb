"""A hundred quotations and the entries that have them: does the engine find what we find?

The entries are found by our own folding and by comparing characters, without any index.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle, islice
from random import Random
from typing import Any

from wenda.naming.fold import folded_text
from wenda.naming.numbers import is_of_number, numbers_in
from wenda.naming.script import Script

COUNTS = {"exact": 40, "punctuation": 30, "traditional": 15, "numbers": 15}
"""How many of each kind, where the archive has them; what is missing are exact ones."""

_LENGTHS = (2, 3, 4, 6, 8, 12, 20, 40)
_MOST = 5_000  # entries of a quotation: engines list 10,000 at most, as they come
_SPARE = 6  # candidates for each that is wanted

Candidate = tuple[float, str]
"""A random number, by which they are chosen, and the words of a run."""


def quotations(
    read: Callable[[], Iterable[dict[str, Any]]], script: Script
) -> list[dict[str, Any]]:
    """`{kind, quotation, entries}`: the entries sorted, none where no entry has the words.

    `read` gives the documents from the beginning, and is called twice: memory holds one document
    and the quotations. The same documents give the same quotations.
    """
    chosen = _chosen(read())
    found: dict[str, list[str]] = {each["quotation"]: [] for each in chosen}
    folded = {each: folded_text(each, script) for each in found}
    for document in read():
        runs = [folded_text(run, script) for run in document["words"]]
        for quotation, words in folded.items():
            if any(occurs(words, run) for run in runs):
                found[quotation].append(document["entry"])
    asked = [{**each, "entries": sorted(found[each["quotation"]])} for each in chosen]
    kept: list[dict[str, Any]] = []
    left = dict(COUNTS)
    for each in asked:
        if len(each["entries"]) <= _MOST and left[each["kind"]]:
            left[each["kind"]] -= 1
            kept.append(each)
    return _filled(kept, asked)


def occurs(words: str, run: str) -> bool:
    """Whether folded words stand in a folded run, no number cut at either end."""
    at = run.find(words) if words else -1
    if at < 0 or not (is_of_number(words[0]) or is_of_number(words[-1])):
        return at >= 0
    inside = {place for start, end in numbers_in(run) for place in range(start + 1, end)}
    while at >= 0:
        if at not in inside and at + len(words) not in inside:
            return True
        at = run.find(words, at + 1)
    return False


def _filled(kept: list[dict[str, Any]], asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """In place of kinds that the archive does not have, more exact ones."""
    others = (e for e in asked if e["kind"] == "exact" and e not in kept)
    while len(kept) < sum(COUNTS.values()) and (other := next(others, None)):
        if len(other["entries"]) <= _MOST:
            kept.append(other)
    return sorted(kept, key=lambda each: list(COUNTS).index(each["kind"]))


def _chosen(documents: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """More quotations of each kind than are wanted, from runs taken at random."""
    from opencc import OpenCC

    rng = Random("acceptance")
    spare = sum(COUNTS.values()) * _SPARE
    runs: list[Candidate] = []
    numbered: list[Candidate] = []
    for document in documents:
        for run in document["words"]:
            _offer(runs, (rng.random(), run), spare)
            if any(char.isdecimal() for char in run):
                _offer(numbered, (rng.random(), run), spare)
    traditional = OpenCC("s2t").convert
    found: dict[str, str] = {}
    for number, (_, run) in _taken(runs, spare):
        length = _LENGTHS[number % len(_LENGTHS)]
        for kind, words in _varied(_cut(run, length, rng), traditional, rng):
            found.setdefault(words, kind)
    for number, (_, run) in _taken(numbered, spare):
        found.setdefault(_about_number(run, number, rng), "numbers")
    return [{"kind": kind, "quotation": words} for words, kind in found.items() if words.strip()]


def _taken(kept: list[Candidate], count: int) -> Iterator[tuple[int, Candidate]]:
    """So many in a fixed order, again from the first where there are fewer."""
    return enumerate(islice(cycle(sorted(kept)), count))


def _offer(kept: list[Candidate], candidate: Candidate, most: int) -> None:
    """Keep the candidates with the largest numbers."""
    (heapq.heappush if len(kept) < most else heapq.heappushpop)(kept, candidate)


def _cut(run: str, length: int, rng: Random) -> str:
    """A stretch of about so many characters from anywhere."""
    start = rng.randrange(max(1, len(run) - length))
    return _whole(run, start, min(len(run), start + length))


def _whole(run: str, start: int, end: int) -> str:
    """What stands at [start, end), and the rest of a number that is cut there."""
    while start > 0 and _in_number(run[start]) and _in_number(run[start - 1]):
        start -= 1
    while end < len(run) and _in_number(run[end]) and _in_number(run[end - 1]):
        end += 1
    return run[start:end].strip()


def _in_number(char: str) -> bool:
    return (
        not char.isalpha() and not "\u3000" <= char <= "\u303f" and char not in "，。？！；：“”\n"
    )


def _varied(
    words: str, traditional: Callable[[str], str], rng: Random
) -> Iterator[tuple[str, str]]:
    """The words as printed, otherwise punctuated, and in Traditional characters."""
    if sum(char.isalpha() for char in words) < 2:
        return
    yield "exact", words
    marks = [char for char in words if char in "，。、；：？！“”\n"]
    if marks and words.translate(_NO_MARKS) != words:
        other = words.translate(_NO_MARKS) if rng.random() < 0.5 else words.translate(_OTHER_MARKS)
        yield "punctuation", other
    changed = traditional(words)
    if changed != words and len(changed) > 3:
        yield "traditional", changed


_NO_MARKS = dict.fromkeys(map(ord, "，。；：？！“”\n"))
_OTHER_MARKS = str.maketrans("，。；：？！“”\n", ";.,.!?「」 ")


def _about_number(run: str, number: int, rng: Random) -> str:
    """Words around a number: as printed, in full width, or with its last digit lost."""
    at = rng.choice([at for at, char in enumerate(run) if char.isdecimal()])
    words = _whole(run, max(0, at - rng.randint(0, 4)), min(len(run), at + rng.randint(1, 5)))
    if number % 3 == 1:
        return words.translate(_FULL_WIDTH)
    if number % 3 == 2 and len(words) > 3:
        last = max(place for place, char in enumerate(words) if char.isdecimal())
        return words[:last] + words[last + 1 :]
    return words


_FULL_WIDTH = str.maketrans("0123456789%", "０１２３４５６７８９％")
