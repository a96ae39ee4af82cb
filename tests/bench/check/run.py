"""How the check judges quotations whose truth is known; prints shares and times.

    python tests/bench/check/run.py [--count 400] [--absent 200] [--seed 13] TRANSCRIPTS…

Quotations are made of paragraphs as printed: as they are, in another dress, damaged, shortened,
joined, turned. Absent ones come from half of the conferences (files), which are kept out of the
record; with one file, from none. Nothing is judged by the code under test: where a quotation stands
is known from where it was taken, and how far an absent one is from print by plain edit distance.
"""

from __future__ import annotations

import argparse
import functools
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from opencc import OpenCC

from wenda.check.checker import Checker
from wenda.check.record import Record
from wenda.check.verdict import Verdict
from wenda.naming.script import simplified
from wenda.search.documents import Corpus, Document, Passage

_CLAUSE = re.compile(r"[^，。！？；：、\s]{5,}")
_LABEL = re.compile(r"^[^，。：！？]{1,20}：")
_SAFE = "山水风云花鸟鱼虫木石琴棋书画茶酒"
_CHANGED = ("Q05", "Q06", "Q07", "Q08")
_FOUND = ("Q01", "Q02", "Q03", "Q04", *_CHANGED)
_WARNED = ("Q08",)
_VARIANT = 0.2  # of its characters differ, and an absent sentence nearly stands in print
Damage = Callable[[str, random.Random], str]


def documents(paths: list[Path]) -> Iterator[Document]:
    for number, path in enumerate(paths):
        lines = [line.strip(" *　") for line in path.read_text("utf-8", "replace").split("\n")]
        said = [_LABEL.sub("", line) for line in lines if "http" not in line]
        for at, text in enumerate(said, 1):
            if len(text) >= 20:
                key = f"2024-01-{number + 1:02d}-file/q{at:04d}"
                passage = Passage("p1", "answer", text)
                yield Document(key, "", "2024-01-01", (), (), (), (passage,))


def share(rate: float, how: str) -> Damage:
    def damage(text: str, chance: random.Random) -> str:
        chars = list(text)
        letters = [at for at, char in enumerate(chars) if char.isalnum()]
        for at in chance.sample(letters, max(1, round(rate * len(letters)))):
            other = chance.choice(_SAFE)
            chars[at] = {"changed": other, "dropped": "", "added": chars[at] + other}[how]
        return "".join(chars)

    return damage


def dressed(text: str, _: random.Random) -> str:
    return text.replace("，", "、，").replace("。", "！")


@functools.cache
def to_traditional() -> OpenCC:
    return OpenCC("s2t")


def traditional(text: str, _: random.Random) -> str:
    return str(to_traditional().convert(text))


def shortened(text: str, chance: random.Random) -> str:
    clauses = list(_CLAUSE.finditer(text))[1:-1]
    if not clauses:
        return ""
    left = chance.choice(clauses)
    return text[: left.start()] + "……" + text[left.end() :].lstrip("，；：、")


def negated(text: str, chance: random.Random) -> str:
    places = [match.start() for match in re.finditer("[会能是愿要可]", text)]
    if not places:
        return ""
    at = chance.choice(places)
    return f"{text[:at]}不{text[at:]}"


def affirmed(text: str, chance: random.Random) -> str:
    places = [match.start() for match in re.finditer("不(?=[会能是愿要可应得存承接])", text)]
    if not places:
        return ""
    at = chance.choice(places)
    return text[:at] + text[at + 1 :]


def renumbered(text: str, _: random.Random) -> str:
    found = re.search(r"\d+", text)
    return f"{text[: found.start()]}{int(found[0]) + 1}{text[found.end() :]}" if found else ""


def unnumbered(text: str, _: random.Random) -> str:
    found = re.search(r"\d+", text)
    return text[: found.start()] + text[found.end() :] if found else ""


KINDS: dict[str, tuple[Damage, tuple[str, ...]]] = {
    "exact": (lambda text, _: text, ("Q01", "Q08")),  # Q08: cut off behind a negation
    "punctuation": (dressed, ("Q01", "Q02", "Q08")),
    "Traditional": (traditional, ("Q01", "Q03", "Q08")),
    "clause left out": (shortened, ("Q05", "Q08")),
    "negation added": (negated, _WARNED),
    "negation dropped": (affirmed, _WARNED),
    "number changed": (renumbered, _WARNED),
    "number dropped": (unnumbered, _WARNED),
    **{
        f"{rate} % {how}": (share(rate / 100, how), _CHANGED)
        for rate in (5, 10, 15, 25)
        for how in ("changed", "dropped", "added")
    },
}


def sentences(kept: list[Document]) -> list[tuple[str, str]]:
    """Sentences of 14 to 60 characters, with where they stand."""
    return [
        (document.key, sentence)
        for document in kept
        for sentence in re.findall(r"[^。！？]+", document.passages[0].text)
        if 14 <= len(sentence) <= 60 and re.match(r"[\u4e00-\u9fff]", sentence)
    ]


def first_is(verdict: Verdict, key: str, sentence: str) -> bool:
    """Whether the first place is the true one, or one that has the very sentence; also of a
    nearest that is only offered."""
    if not verdict.places:
        return False
    first = verdict.places[0].unit.entry
    return first.key == key or sentence in first.passages[0].text


def tell(kind: str, rows: list[tuple[bool, bool, float]]) -> None:
    if rows:
        first, right, times = zip(*rows, strict=True)
        shares = f"first {sum(first) / len(rows):7.2%}  verdict {sum(right) / len(rows):7.2%}"
        print(f"{kind:24} {len(rows):4}  {shares}  {1000 * statistics.median(times):6.1f} ms")


def distance(quotation: str, text: str) -> float:
    """Edits from a quotation to the nearest stretch of a text, as a share of its characters."""
    wanted = [char for char in quotation if char.isalnum()]
    above = list(range(len(wanted) + 1))
    nearest = len(wanted)
    for char in text:
        if not char.isalnum():
            continue
        best = [0]
        for at, mine in enumerate(wanted, 1):
            best.append(min(above[at - 1] + (mine != char), above[at] + 1, best[at - 1] + 1))
        nearest = min(nearest, best[-1])
        above = best
    return nearest / len(wanted)


def absent(checker: Checker, wanted: list[str], printed: str) -> None:
    """What is said of sentences that are not in print, by how near to print they are."""
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for sentence in wanted:
        verdict = checker.verdict(sentence)
        said = "found" if verdict.code in _FOUND else "offered" if verdict.places else "nothing"
        if verdict.code in _WARNED:
            said = "found, with a warning"
        far = distance(sentence, printed) if "found" in said else 1
        # Of those that are not found nobody has to know.
        counts[far <= _VARIANT][said] += 1
        if "found" in said:
            print(f"  {verdict.code} {far:.2f} {sentence} / {verdict.places[0].printed}")
    print(f"absent {len(wanted)}; nearly in print: {dict(counts[True])}; {dict(counts[False])}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--absent", type=int, default=200)
    parser.add_argument("--seed", type=int, default=13)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    everything = list(documents(sorted(options.paths)))
    conferences = sorted({document.key.split("/")[0] for document in everything})
    out = set(chance.sample(conferences, len(conferences) // 2))
    kept = [document for document in everything if document.key.split("/")[0] not in out]
    checker = Checker(Record(Corpus(tuple(kept)), simplified()))
    printed = "\n".join(document.passages[0].text for document in kept)
    known = sentences(kept)
    taken = chance.sample(known, min(options.count, len(known)))
    print(f"{len(kept)} paragraphs, {len(taken)} quotations")

    exact = ("Q01", "Q02", "Q03", "Q08")

    def judged(
        quotation: str, owners: list[tuple[str, str]], right: tuple[str, ...]
    ) -> tuple[bool, bool, float]:
        began = time.perf_counter()
        verdict = checker.verdict(quotation)
        spent = time.perf_counter() - began
        first = any(first_is(verdict, key, sentence) for key, sentence in owners)
        # Without its first or last characters a sentence is what is printed.
        still = any(quotation in sentence for _, sentence in owners)
        return first, verdict.code in (exact if still else right), spent

    for kind, (damage, right) in KINDS.items():
        made = ((key, sentence, damage(sentence, chance)) for key, sentence in taken)
        tell(kind, [judged(new, [(key, old)], right) for key, old, new in made if new])
    two = [(one, chance.choice(known)) for one in taken]
    # Sentences that follow each other are no joining; those of one exchange may be an omission.
    two = [pair for pair in two if pair[0][0] != pair[1][0]]
    joined = [judged(f"{a[1]}。{b[1]}。", [a, b], ("Q06",)) for a, b in two]
    tell("two sentences joined", joined)
    of_others = [document for document in everything if document.key.split("/")[0] in out]
    strange = sorted({sentence for _, sentence in sentences(of_others) if sentence not in printed})
    if strange:
        strange = chance.sample(strange, min(options.absent, len(strange)))
        absent(checker, strange, printed)


if __name__ == "__main__":
    main()
