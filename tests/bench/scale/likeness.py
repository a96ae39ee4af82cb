"""Are made texts distributed like real ones? `python likeness.py TRANSCRIPT…`

Prints, for the files given and for made archives of both modes, the same figures over stretches of
the same length: distinct pairs of ideographs, how many of them occur once, and the share of the
hundred most frequent ideographs and pairs.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from archive import SHAPES, conferences, material
from generate import ROOT

_IDEOGRAPHS = re.compile("[\u4e00-\u9fff]+")
_MADE = 100  # exchanges


def main(paths: list[str]) -> None:
    texts = {"given": [Path(path).read_text("utf-8") for path in paths]} if paths else {}
    for mode in SHAPES:
        made = conferences(material(ROOT / "source/vocabulary", mode, "1"), _MADE)
        texts[mode] = [
            paragraph
            for each in made
            for exchange in each.exchanges
            for _, turn in exchange.turns
            for paragraph in turn
        ]
    shortest = min(sum(1 for _ in pairs(each)) for each in texts.values())
    print("| | pairs | distinct | once | in 100 ideographs | in 100 pairs |")
    print("|---|--:|--:|--:|--:|--:|")
    for name, each in texts.items():
        print(f"| {name} | {_row(each, shortest)} |")


def pairs(texts: list[str]) -> Iterator[str]:
    """Neighbouring ideographs, in order."""
    for text in texts:
        for run in _IDEOGRAPHS.findall(text):
            yield from (run[at : at + 2] for at in range(len(run) - 1))


def _row(texts: list[str], most: int) -> str:
    found = Counter(pair for _, pair in zip(range(most), pairs(texts), strict=False))
    chars: Counter[str] = Counter()
    for pair, often in found.items():
        chars[pair[0]] += often
    once = sum(often == 1 for often in found.values()) / len(found)
    return f"{most:,} | {len(found):,} | {once:.0%} | {_share(chars):.0%} | {_share(found):.0%}"


def _share(counts: Counter[str]) -> float:
    return sum(often for _, often in counts.most_common(100)) / sum(counts.values())


if __name__ == "__main__":
    main(sys.argv[1:])
