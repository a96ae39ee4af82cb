"""How the check judges quotations whose truth is known; prints shares and times.

    python tests/bench/check/run.py [--count 400] [--absent 200] DATA.jsonl|TRANSCRIPTS…

Quotations are made of paragraphs as printed: as they are, in another dress, damaged, shortened,
joined. Absent ones come from every second conference (or file), which is kept out of the record.
Plain files are cut into paragraphs, one a line, a file a conference. Nothing is judged by the code
under test: where a quotation stands is known from where it was taken.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from wenda.check.checker import Checker
from wenda.check.record import Record
from wenda.check.verdict import Place
from wenda.naming.script import simplified
from wenda.search.documents import Corpus, Document, Passage

_CLAUSE = re.compile(r"[^，。！？；：、\s]{5,}")
_SAFE = "山水风云花鸟鱼虫木石琴棋书画茶酒"
_FOUND = ("Q01", "Q02", "Q03", "Q04", "Q05", "Q06", "Q07", "Q08")
Damage = Callable[[str, random.Random], str]


def documents(paths: list[Path]) -> Iterator[Document]:
    for number, path in enumerate(paths):
        lines = [line.strip(" *　") for line in path.read_text("utf-8", "replace").split("\n")]
        said = [line for line in lines if len(line) >= 20 and "http" not in line]
        for at, text in enumerate(said, 1):
            key = f"2024-01-{number + 1:02d}-file/q{at:04d}"
            passage = Passage("p1", "answer", text)
            yield Document(key, "", "2024-01-01", None, (), (), (passage,))


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


def traditional(text: str, _: random.Random) -> str:
    from opencc import OpenCC

    return str(OpenCC("s2t").convert(text))


def shortened(text: str, chance: random.Random) -> str:
    clauses = list(_CLAUSE.finditer(text))[1:-1]
    if not clauses:
        return text
    left = chance.choice(clauses)
    return text[: left.start()] + "……" + text[left.end() :].lstrip("，；：、")


def negated(text: str, chance: random.Random) -> str:
    places = [match.start() for match in re.finditer("[会能是愿要可]", text)]
    if not places:
        return ""
    at = chance.choice(places)
    return f"{text[:at]}不{text[at:]}"


def renumbered(text: str, _: random.Random) -> str:
    found = re.search(r"\d+", text)
    return f"{text[: found.start()]}{int(found[0]) + 1}{text[found.end() :]}" if found else ""


KINDS: dict[str, tuple[Damage, tuple[str, ...]]] = {
    "exact": (lambda text, _: text, ("Q01", "Q08")),
    "punctuation": (dressed, ("Q02", "Q01", "Q08")),
    "Traditional": (traditional, ("Q03", "Q01", "Q08")),
    "clause left out": (shortened, ("Q05", "Q01", "Q08")),
    "negation added": (negated, ("Q08",)),
    "number changed": (renumbered, ("Q08",)),
    **{
        f"{rate} % {how}": (share(rate / 100, how), ("Q05", "Q07", "Q08"))
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


def printed_at(place: Place) -> str:
    """The whole passage: formulas stand in several, and each is right."""
    return place.unit.entry.passages[0].text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--absent", type=int, default=200)
    options = parser.parse_args()
    chance = random.Random(13)
    everything = list(documents(sorted(options.paths)))
    conferences = sorted({document.key.split("/")[0] for document in everything})
    out = set(conferences[1::2])
    kept = [document for document in everything if document.key.split("/")[0] not in out]
    checker = Checker(Record(Corpus(tuple(kept)), simplified()))
    printed = "\n".join(document.passages[0].text for document in kept)
    taken = sentences(kept)
    taken = chance.sample(taken, min(options.count, len(taken)))
    print(f"{len(kept)} paragraphs, {len(taken)} quotations")
    for kind, (damage, right) in KINDS.items():
        ranked = judged = tried = 0
        times = []
        for key, sentence in taken:
            quotation = damage(sentence, chance)
            if not quotation:
                continue
            tried += 1
            began = time.perf_counter()
            verdict = checker.verdict(quotation)
            times.append(time.perf_counter() - began)
            places = [place for place in verdict.places if verdict.code in _FOUND]
            ranked += any(place.key == key or sentence in printed_at(place) for place in places)
            judged += verdict.code in right
        if tried:
            median = 1000 * statistics.median(times)
            shares = f"found {ranked / tried:7.2%}  right verdict {judged / tried:7.2%}"
            print(f"{kind:16} {tried:4}  {shares}  {median:6.1f} ms")
    absent = sentences([document for document in everything if document not in kept])
    absent = [sentence for _, sentence in absent if sentence not in printed]
    absent = chance.sample(absent, min(options.absent, len(absent)))
    false = [sentence for sentence in absent if checker.verdict(sentence).code in _FOUND]
    print(f"absent {len(absent)}: called found {len(false)}")
    for sentence in false:
        verdict = checker.verdict(sentence)
        print(f"  {verdict.code} {verdict.likeness:.2f} {sentence} / {verdict.places[0].printed}")


if __name__ == "__main__":
    main()
