"""What the check says of quotations whose truth is known, beside what search tools make of them.

    python tests/bench/check/run.py [--seed 13] GOLD.json
    python tests/bench/check/run.py --tools check,material,pagefind,minisearch --each 100 GOLD.json

The record is our transcript and half of the conferences of the gold file (see tests/bench/search);
the others are kept out, and sentences of theirs are the absent ones. Prints shares and times.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "search"))

import archives
import quotations
from archives import Archive, fold
from made import KINDS, Made, Source, corpus_of, joined, made, sources

from wenda.check.checker import Checker
from wenda.check.places import Place
from wenda.check.record import Record
from wenda.check.verdict import Verdict
from wenda.naming.script import simplified

_PRINTED = ("Q01", "Q02", "Q03", "Q04", "Q05", "Q06")  # says: these words are in the record
_SAID = {"Q07": "changed", "Q08": "changed, with a warning", "Q10": "nothing", "Q11": "too short"}


def overlap(places: Sequence[Place], source: Source) -> float:
    """How much of the true place the places of one exchange are: shared letters of all letters of
    both, as printed."""
    entry = places[0].unit.entry
    mine = {
        (place.unit.passage[at], char)
        for place in places
        for at in range(place.start, place.end)
        for char in range(place.unit.start[at], place.unit.end[at])
    }
    best = 0.0
    for number, passage in enumerate(entry.passages):
        at = passage.text.find(_bare(source))
        while at >= 0:
            letters = (i for i, char in enumerate(_bare(source), at) if char.isalnum())
            true = {(number, i) for i in letters if passage.text[i].isalnum()}
            theirs = {(n, i) for n, i in mine if entry.passages[n].text[i].isalnum()}
            best = max(best, len(true & theirs) / len(true | theirs))
            at = passage.text.find(_bare(source), at + 1)
    return best


def first_is(verdict: Verdict, quotation: Made) -> bool:
    """Whether the first place is in an exchange that has a sentence it was made of."""
    if not verdict.places:
        return False
    texts = [passage.text for passage in verdict.places[0].unit.entry.passages]
    return any(_bare(source) in text for source in quotation.sources for text in texts)


def _bare(source: Source) -> str:
    """Without its end mark: what stands elsewhere may go on."""
    return source.text[:-1]


def tell(kind: str, checker: Checker, asked: Sequence[Made], show: int) -> None:
    rows = []
    for each in asked:
        began = time.perf_counter()
        verdict = checker.verdict(each.text)
        spent = time.perf_counter() - began
        found = [verdict.places[:1]] if verdict.places else []
        if verdict.joined:
            owners = dict.fromkeys(place.key for place in verdict.places)
            found = [[p for p in verdict.places if p.key == owner] for owner in owners]
            found += [[place] for place in verdict.places]
        flagged = not each.flag or each.flag in {turn.kind for turn in verdict.turns}
        right = verdict.code in each.right and flagged
        over = all(max((overlap(p, s) for p in found), default=0) >= 0.5 for s in each.sources)
        rows.append((first_is(verdict, each), right, over, spent))
        if not (right and rows[-1][0]) and show > 0:
            show -= 1
            print(f"    {verdict.code} {each.right} {each.text} | {verdict.turns}")
    if rows:
        first, right_of, over_of, times = zip(*rows, strict=True)
        shares = [sum(column) / len(rows) for column in (first, right_of, over_of)]
        ordered = sorted(times)
        ms = 1000 * statistics.median(times), 1000 * ordered[int(0.95 * len(ordered))]
        print(
            f"{kind:26} {len(rows):4}  first {shares[0]:7.2%}  right {shares[1]:7.2%}  "
            f"overlap {shares[2]:7.2%}  {ms[0]:6.1f} ms, p95 {ms[1]:.1f}"
        )


def absent(checker: Checker, wanted: Sequence[str], texts: Sequence[str]) -> None:
    """What is said of sentences that are not in print; of the found ones, how far print is."""
    counts: Counter[str] = Counter()
    for sentence in wanted:
        verdict = checker.verdict(sentence)
        said = _SAID.get(verdict.code, "printed")
        if said == "nothing" and verdict.places:
            said = "offered as the nearest, not found"
        counts[said] += 1
        if said in ("printed", "changed", "changed, with a warning"):
            folded = fold(sentence)
            far = min(quotations.nearest_distance(folded, text) for text in texts)
            found = verdict.places[0].printed
            turns = "、".join(turn.kind for turn in verdict.turns)
            share = far / len(folded)
            print(f"    {verdict.code} {turns} {share:.2f} of it: {sentence} / {found}")
    print(f"absent {len(wanted)}: {dict(sorted(counts.items()))}")


def main() -> None:
    options = _options()
    chance = random.Random(options.seed)
    gold = archives.gold(options.gold) if options.gold else ()
    days = sorted({each.date for each in gold})
    out = set(chance.sample(days, len(days) // 2))
    ours = archives.ours()
    archive: Archive = (*ours, *(each for each in gold if each.date not in out))
    left = tuple(each for each in gold if each.date in out)
    checker = Checker(Record(corpus_of(archive), simplified()))
    texts = [fold("".join(unit)) for each in archive for unit in each.units]
    strange = sorted({s.text for s in sources(left, range(len(left)))})
    strange = [each for each in strange if not any(fold(each) in text for text in texts)]
    strange = chance.sample(strange, min(options.absent, len(strange)))
    if options.tools:
        from peers import beside  # wants a browser, and the tools of tests/bench/search

        known = sources(archive, range(len(archive)))
        beside(options, archive, known, strange)
        return
    parts = {
        "our transcript": range(len(ours)),
        "briefings": range(len(ours), len(archive)),
    }
    for name, owners in parts.items():
        known = sources(archive, owners)
        taken = chance.sample(known, min(options.count, len(known)))
        print(f"{name}: {len(owners)} of {len(archive)} exchanges, {len(taken)} sentences")
        for kind, how in KINDS.items():
            tell(kind, checker, made(how, taken, chance), options.show)
        tell("two sentences joined", checker, joined(taken, known, chance), options.show)
    absent(checker, strange, texts)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", nargs="?", type=Path)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--absent", type=int, default=200)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--show", type=int, default=0, help="so many wrong ones of each kind")
    parser.add_argument("--tools", default="", help="in a browser: check,material,pagefind,…")
    parser.add_argument("--each", type=int, default=100, help="quotations of a kind, for the tools")
    parser.add_argument("--budget", type=float, default=120, help="seconds for a kind and a tool")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    return parser.parse_args()


if __name__ == "__main__":
    main()
