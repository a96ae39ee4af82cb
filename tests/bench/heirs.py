"""How well old addresses are led to what became of their words, over random revisions.

    python tests/bench/heirs.py                      revisions of the conferences in source/
    python tests/bench/heirs.py GOLD.json            … and of those of a gold corpus
    python tests/bench/heirs.py --seed 2 --revisions 500 --show 20

The truth is kept by whoever makes the revision: which paragraphs it makes of which. Nothing here
asks how alike two texts are. `right`: an address that lost its words names all that became of them,
in order, or says that nothing did. `wrong`: it names a paragraph that has none of them. `none`: it
names nothing though there is something. `part`: it leaves some out, or has another order. `untrue`:
where it leads is right, and the sentence is not: 原话 where a word differs, 改动 where none does.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from wenda.build import read
from wenda.naming.align import align
from wenda.naming.ledger import Row, State, resolve
from wenda.naming.newtext import Said, Unit

ROOT = Path(__file__).parents[2]
Exchange = list[str]
COLUMNS = ("right", "wrong", "none", "part", "untrue")
CUTS = "。；，"
LETTERS = (
    "的是在有我这人来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多"
)


@dataclass(frozen=True, eq=False)
class Paragraph:
    """One paragraph of one version: another object is another paragraph, whatever its words."""

    words: str


@dataclass
class Document:
    """A transcript under revision, with the truth about every paragraph that is gone."""

    units: list[list[Paragraph]]
    became: dict[Paragraph, list[Paragraph]] = field(default_factory=dict)
    kind: dict[Paragraph, str] = field(default_factory=dict)
    touched: set[Paragraph] = field(default_factory=set)

    def replace(self, kind: str, old: Paragraph, *new: Paragraph, at: bool = True) -> None:
        """`new` is what became of `old`; with `at` it takes its place."""
        self.became[old] = list(new)
        self.kind[old] = kind
        self.touched |= {old, *new}
        if at:
            unit, place = self.find(old)
            unit[place : place + 1] = new

    def find(self, paragraph: Paragraph) -> tuple[list[Paragraph], int]:
        return next((unit, unit.index(paragraph)) for unit in self.units if paragraph in unit)

    def heirs(self, paragraph: Paragraph) -> list[Paragraph]:
        if paragraph not in self.became:
            return [paragraph]
        return list(dict.fromkeys(p for new in self.became[paragraph] for p in self.heirs(new)))


class Cannot(Exception):
    """This revision is not possible here."""


@dataclass
class Reviser:
    """Makes revisions, one kind a method."""

    random: random.Random
    pool: Sequence[str]  # unrelated paragraphs

    def unrelated(self) -> Paragraph:
        return Paragraph(self.random.choice(self.pool))

    def untouched(self, doc: Document, fits: Callable[[str], bool] = bool) -> Paragraph:
        found = [
            p for unit in doc.units for p in unit if p not in doc.touched and fits(letters(p.words))
        ]
        if not found:
            raise Cannot
        return self.random.choice(found)

    def pair(self, doc: Document) -> tuple[Paragraph, Paragraph]:
        """Two neighbours of one exchange."""
        pairs = [
            pair
            for unit in doc.units
            for pair in pairwise(unit)
            if not set(pair) & doc.touched and all(len(letters(p.words)) >= 8 for p in pair)
        ]
        if not pairs:
            raise Cannot
        return self.random.choice(pairs)

    def reworded(self, words: str) -> str:
        """With one to four characters replaced, by as many others; fewer where words are few."""
        places = [at for at, char in enumerate(words) if char.isalnum()]
        most = max(1, min(4, len(places) // 8))
        chars = list(words)
        for at in self.random.sample(places, self.random.randint(1, most)):
            chars[at] = self.random.choice([char for char in LETTERS if char != chars[at]])
        return "".join(chars)

    def pieces(self, words: str, count: int) -> list[str]:
        cuts = [
            at + 1
            for at, char in enumerate(words)
            if char in CUTS and min(len(letters(words[:at])), len(letters(words[at:]))) >= 4
        ]
        if len(cuts) < count - 1:
            raise Cannot
        ends = [0, *sorted(self.random.sample(cuts, count - 1)), len(words)]
        parts = [words[a:b] for a, b in pairwise(ends)]
        if min(len(letters(part)) for part in parts) < 4:
            raise Cannot
        return parts

    # The kinds.

    def insert(self, doc: Document) -> None:
        unit = self.random.choice(doc.units)
        new = self.unrelated()
        doc.touched.add(new)
        unit.insert(self.random.randint(0, len(unit)), new)

    def delete(self, doc: Document) -> None:
        doc.replace("delete", self.untouched(doc))

    def split(self, doc: Document, kind: str = "split") -> list[Paragraph]:
        old = self.untouched(doc, lambda words: len(words) >= 16)
        parts = self.pieces(old.words, self.random.choice([2, 2, 3]))
        new = [Paragraph(part) for part in parts]
        doc.replace(kind, old, *new)
        return new

    def split_around_another(self, doc: Document) -> None:
        new = self.split(doc, "split around another")
        unit, place = doc.find(new[0])
        other = self.unrelated()
        doc.touched.add(other)
        unit.insert(place + 1, other)

    def split_and_reword(self, doc: Document) -> None:
        new = self.split(doc, "split and reword")
        changed = max(new, key=lambda p: len(p.words))
        unit, place = doc.find(changed)
        unit[place] = Paragraph(self.reworded(changed.words))
        for parts in doc.became.values():
            parts[:] = [unit[place] if p is changed else p for p in parts]
        doc.touched.add(unit[place])

    def merge(self, doc: Document, kind: str = "merge", reword: bool = False) -> None:
        first, second = self.pair(doc)
        words = first.words + (self.reworded(second.words) if reword else second.words)
        new = Paragraph(words)
        doc.replace(kind, first, new)
        doc.replace(f"{kind}, the other" if reword else kind, second, new, at=False)
        doc.find(second)[0].remove(second)

    def merge_and_reword(self, doc: Document) -> None:
        self.merge(doc, "merge and reword", reword=True)

    def boundary(self, doc: Document) -> None:
        """The first clauses of a paragraph go to the one before."""
        first, second = self.pair(doc)
        head, tail = self.pieces(second.words, 2)
        longer, rest = Paragraph(first.words + head), Paragraph(tail)
        doc.replace("boundary moved", first, longer)
        doc.replace("boundary moved", second, rest)
        doc.became[second] = [longer, rest]

    def reorder(self, doc: Document) -> None:
        if self.random.random() < 0.5:
            self.random.shuffle(doc.units)
        else:
            self.random.shuffle(self.random.choice(doc.units))

    def reword(self, doc: Document, kind: str = "reword") -> Paragraph:
        old = self.untouched(doc, lambda words: len(words) >= 8)
        new = Paragraph(self.reworded(old.words))
        doc.replace(kind, old, new)
        return new

    def reword_beside_inserted(self, doc: Document) -> None:
        unit, place = doc.find(self.reword(doc, "reword beside inserted"))
        new = self.unrelated()
        doc.touched.add(new)
        unit.insert(place + self.random.randint(0, 1), new)

    def reword_beside_split(self, doc: Document) -> None:
        self._both(doc, "reword beside split", lambda p: map(Paragraph, self.pieces(p.words, 2)))

    def reword_beside_deleted(self, doc: Document) -> None:
        self._both(doc, "reword beside deleted", lambda p: [])

    def _both(
        self, doc: Document, kind: str, make: Callable[[Paragraph], Sequence[Paragraph]]
    ) -> None:
        pair = list(self.pair(doc))
        self.random.shuffle(pair)
        doc.replace(f"{kind}, the other", pair[0], *make(pair[0]))
        doc.replace(kind, pair[1], Paragraph(self.reworded(pair[1].words)))

    def reword_and_swap(self, doc: Document) -> None:
        first, second = self.pair(doc)
        doc.replace("reword and swap", first, Paragraph(self.reworded(first.words)))
        unit, place = doc.find(second)
        unit[place - 1], unit[place] = unit[place], unit[place - 1]
        doc.touched.add(second)

    def reword_both_and_swap(self, doc: Document) -> None:
        first, second = self.pair(doc)
        for old in (first, second):
            doc.replace("reword both and swap", old, Paragraph(self.reworded(old.words)))
        unit, place = doc.find(doc.became[second][0])
        unit[place - 1], unit[place] = unit[place], unit[place - 1]

    def move(self, doc: Document, kind: str = "move", reword: bool = False) -> None:
        old = self.untouched(doc, lambda words: len(words) >= 8)
        unit, _ = doc.find(old)
        others = [other for other in doc.units if other is not unit]
        if not others:
            raise Cannot
        new = Paragraph(self.reworded(old.words) if reword else old.words)
        doc.replace(kind, old)
        doc.became[old] = [new]
        there = self.random.choice(others)
        there.insert(self.random.randint(1, len(there)), new)
        doc.touched.add(new)

    def move_and_reword(self, doc: Document) -> None:
        self.move(doc, "move and reword", reword=True)

    def unrelated_instead(self, doc: Document) -> None:
        old = self.untouched(doc)
        doc.replace("unrelated instead", old)
        doc.units = [unit for unit in doc.units if unit]
        unit = self.random.choice(doc.units)
        new = self.unrelated()
        doc.touched.add(new)
        unit.insert(self.random.randint(0, len(unit)), new)

    def unrelated_in_its_place(self, doc: Document) -> None:
        old = self.untouched(doc)
        new = self.unrelated()
        doc.replace("unrelated in its place", old, new)
        doc.became[old] = []

    def page_in_front(self, doc: Document) -> None:
        """The page before: the first paragraph is the end of one that now has its beginning."""
        old = doc.units[0][0]
        if old in doc.touched or len(letters(old.words)) < 8:
            raise Cannot
        whole = Paragraph(self.unrelated().words.rstrip("。？") + "，" + old.words)
        doc.replace("page in front", old, whole)
        before = [self.unrelated() for _ in range(self.random.randint(1, 4))]
        doc.touched |= set(before)
        doc.units[0][:0] = before[-2:]
        if before[:-2]:
            doc.units.insert(0, before[:-2])


KINDS: tuple[Callable[[Reviser, Document], object], ...] = (
    *(Reviser.insert, Reviser.delete, Reviser.reorder, Reviser.split, Reviser.merge),
    *(Reviser.split_around_another, Reviser.split_and_reword, Reviser.merge_and_reword),
    *(Reviser.boundary, Reviser.reword, Reviser.reword_beside_inserted),
    *(Reviser.reword_beside_split, Reviser.reword_beside_deleted, Reviser.reword_and_swap),
    *(Reviser.reword_both_and_swap, Reviser.move, Reviser.move_and_reword),
    *(Reviser.unrelated_instead, Reviser.unrelated_in_its_place, Reviser.page_in_front),
)


def letters(words: str) -> str:
    """What is left where punctuation and space do not count."""
    return "".join(char for char in words if char.isalnum()).lower()


def publish(doc: Document, rows: Sequence[Row]) -> tuple[dict[str, Paragraph], list[Row]]:
    units = [unit for unit in doc.units if unit]
    named, fresh = align(rows, [Unit(tuple(Said(p.words) for p in unit)) for unit in units])
    shown = {
        row.address: paragraph
        for ids, unit in zip(named, units, strict=True)
        for row, paragraph in zip(ids.rows, unit, strict=True)
    }
    return shown, fresh


def judge(row: Row, old: Paragraph, heirs: Sequence[Paragraph], doc: Document) -> str:
    """One of COLUMNS. What stands somewhere word for word is an heir too, whoever put it there."""
    expected = doc.heirs(old)
    words = letters(old.words)
    now = [p for unit in doc.units for p in unit]
    same = [p for p in now if letters(p.words) == words]
    around = [p for p in now if words in letters(p.words)]
    if len(heirs) == 1 and heirs[0] in (same or (around if not expected else [])):
        true = (State.MOVED, State.LIVE) if same else (State.INSIDE,)
        return "right" if row.state in true else "untrue"
    if list(heirs) != expected:
        if set(heirs) - set(expected):
            return "wrong"
        return "part" if heirs else "none"
    together = letters("".join(p.words for p in heirs))
    verbatim = {State.MOVED: together == words, State.CHANGED: words not in together}
    verbatim |= {State.INSIDE: words in together, State.SPLIT: words in together}
    return "right" if verbatim.get(row.state, True) else "untrue"


def revision(
    kind: Callable[[Reviser, Document], object], reviser: Reviser, units: Sequence[Exchange]
) -> Iterator[tuple[str, str, str]]:
    """A revision, alone or with others, or a second one on top: kind, verdict, a line to read."""
    doc = Document([[Paragraph(words) for words in unit] for unit in units])
    first, rows = publish(doc, ())
    kind(reviser, doc)
    for _ in range(reviser.random.choice([0, 0, 1, 2, 3])):
        try:
            reviser.random.choice(KINDS)(reviser, doc)
        except Cannot:
            continue
    shown, rows = publish(doc, rows)
    if reviser.random.random() < 0.3:
        doc.touched -= {p for p in doc.touched if p not in doc.became and len(doc.kind) < 4}
        again = (Reviser.reword, Reviser.delete, Reviser.move, Reviser.insert)
        for _ in range(3):
            reviser.random.choice(again)(reviser, doc)
        shown, rows = publish(doc, rows)
    at = {row.address: row for row in rows}
    for address, old in first.items():
        row = at[address]
        heirs = [shown[heir.address] for heir in resolve(row, rows)]
        if old in doc.became:
            verdict = judge(row, old, heirs, doc)
            kind_of = doc.kind[old]
        else:
            stays = row.lives and letters(shown[address].words) == letters(old.words)
            moved = row.state is State.MOVED and [letters(p.words) for p in heirs] == [
                letters(old.words)
            ]
            verdict, kind_of = "right" if stays or moved else "wrong", "(nothing)"
        line = f"{row.state} {address}「{old.words}」\n    → " + " | ".join(p.words for p in heirs)
        line += "\n    = " + " | ".join(p.words for p in doc.heirs(old))
        yield kind_of, verdict, line


def main() -> None:
    options = _options()
    archive = read(ROOT)
    texts: list[list[Exchange]] = [
        [[p.text for p in part.paragraphs if p.id] for part in conference.parts if part.is_exchange]
        for conference in archive.conferences
    ]
    if options.gold:
        texts += list(_gold(options.gold))
    chance = random.Random(options.seed)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    shown = 0
    for number in range(options.revisions):
        units, pool = _text(texts, chance)
        kind = KINDS[number % len(KINDS)]
        try:
            for kind_of, verdict, line in revision(kind, Reviser(chance, pool), units):
                counts[kind_of][verdict] += 1
                if verdict != "right" and shown < options.show:
                    shown += 1
                    print(f"{verdict}, {kind_of}: {line}\n")
        except Cannot:
            continue
    _table(counts)


def _text(
    texts: Sequence[list[Exchange]], chance: random.Random
) -> tuple[list[Exchange], list[str]]:
    """A transcript of up to 14 exchanges, and paragraphs of others that are unrelated to it."""
    chosen = chance.choice(texts)
    start = chance.randrange(max(1, len(chosen) - 13))
    units = chosen[start : start + 14]
    others = chosen[:start] + chosen[start + 14 :]
    others += [unit for text in texts if text is not chosen for unit in text]
    return units, [words for unit in others for words in unit if words]


def _gold(path: Path) -> Iterator[list[Exchange]]:
    """date → exchanges with question and answer; a space or line end parts paragraphs."""
    for briefing in json.loads(path.read_text("utf-8")).values():
        yield [
            [*each["question"].split("\n"), *each["answer"].replace("\n", " ").split(" ")]
            for each in briefing
        ]


def _table(counts: dict[str, Counter[str]]) -> None:
    print("| what was done | addresses | " + " | ".join(COLUMNS) + " |")
    print("|---" + "|--:" * (len(COLUMNS) + 1) + "|")
    nothing = counts.pop("(nothing)", Counter())
    total = sum(counts.values(), Counter())
    for name, verdicts in [
        *sorted(counts.items()),
        ("all of these", total),
        ("nothing: the same words", nothing),
    ]:
        cells = (str(verdicts[column] or "") for column in COLUMNS)
        print(f"| {name} | {verdicts.total()} | " + " | ".join(cells) + " |")
    right = total["right"] / total.total() if total.total() else 1.0
    print(f"\n{right:.1%} right, {total['wrong'] + nothing['wrong']} wrong")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", type=Path, nargs="?", help="a gold.json: date to exchanges")
    parser.add_argument("--revisions", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="so many that are not right")
    return parser.parse_args()


if __name__ == "__main__":
    main()
