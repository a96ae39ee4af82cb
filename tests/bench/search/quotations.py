"""The quotations, seeded, and what is true of each: brute force over what is printed."""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import jieba
from archives import Archive, all_sentences, fold

from printed_tokens import Token, of_paragraphs, tokens, words

LENGTHS = (2, 3, 4, 8, 12, 20, 60)
_CLAUSE = re.compile(r"[^，、；：。！？—]+[，、；：。！？—”」』）]*")
_MARKS = "，。、；：！？"


@dataclass(frozen=True, slots=True)
class Quotation:
    """What is asked, and the exchanges (by number) that are right."""

    kind: str
    text: str
    right: frozenset[int]
    places: int = 0  # occurrences in what was spoken
    original: str = ""  # of a misremembered one: the words as spoken


_EDGE = "\0"  # between tokens


class Truth:
    """The tokens of an archive as one string, scanned for every question.

    It shares nothing with the search's folding: `printed_tokens` says what a token is.
    """

    def __init__(self, archive: Archive) -> None:
        self.parts: list[str] = []
        self.owners: list[int] = []
        self.headings: list[bool] = []
        for number, exchange in enumerate(archive):
            for heading, paragraphs in [
                (True, (exchange.heading,)),
                *((False, unit) for unit in exchange.units),
            ]:
                self.parts.append(_edged(of_paragraphs(paragraphs)))
                self.owners.append(number)
                self.headings.append(heading)
        self.text = "\n".join(self.parts)
        self.starts = [0, *accumulate(len(part) + 1 for part in self.parts)][:-1]

    def find(self, printed: str) -> tuple[frozenset[int], int]:
        """The exchanges that have these words, also in a heading; in how many printed places."""
        right: set[int] = set()
        places = 0
        wanted = _edged(words(printed))
        at = self.text.find(wanted)
        while at >= 0:
            row = bisect_right(self.starts, at) - 1
            right.add(self.owners[row])
            places += not self.headings[row]
            at = self.text.find(wanted, at + 1)
        return frozenset(right), places

    def exchange(self, number: int) -> str:
        """What is said in one exchange, without punctuation."""
        low, high = bisect_right(self.owners, number - 1), bisect_right(self.owners, number)
        return "\n".join(self.parts[low:high]).replace(_EDGE, "")


def _edged(each: Sequence[str]) -> str:
    return _EDGE + _EDGE.join(each) + _EDGE


def exact(
    archive: Archive, truth: Truth, count: int, seed: int, lengths: Sequence[int] = LENGTHS
) -> list[Quotation]:
    """`count` stretches of each length, cut at tokens, each with and without punctuation.

    None with white space in it: to a search engine that parts words. A stretch may run on from
    one paragraph into the next.
    """
    units = [unit for each in archive for unit in each.units]
    cut = [[tokens(paragraph) for paragraph in unit] for unit in units]
    quotations: list[Quotation] = []
    for length in lengths:
        rng = random.Random(f"exact {length} {seed}")
        weights = [max(0, sum(map(len, parts)) - length + 1) for parts in cut]
        done = 0
        while done < count:
            at = rng.choices(range(len(units)), weights)[0]
            kept = _cut(units[at], cut[at], rng.randrange(weights[at]), length)
            removed = "".join(words(kept))
            if len(removed) != length or re.search(r"\s", kept) or words(kept) != words(removed):
                continue
            right, places = truth.find(kept)
            if not places:  # numbers of two paragraphs that meet
                continue
            quotations += [
                Quotation(f"{length} kept", kept, right, places),
                Quotation(f"{length} removed", removed, right, places),
            ]
            done += 1
    return quotations


def _cut(unit: Sequence[str], parts: Sequence[Sequence[Token]], start: int, length: int) -> str:
    """At least `length` characters of a unit's tokens from one of them on, as printed."""
    kept, count = "", 0
    for printed, part in zip(unit, parts, strict=True):
        for token in part[max(0, start) :] if start < len(part) else ():
            if not count:
                printed = " " * token.start + printed[token.start :]
            count += len(token.text)
            if count >= length:
                return (kept + printed[: token.end]).lstrip()
        if count:
            kept += printed
        start -= len(part)
    return kept


# Misremembered


def source_sentences(archive: Archive, count: int, seed: int) -> list[str]:
    """Real sentences of 14 to 60 characters and at least two clauses."""
    fitting = [
        each
        for each in all_sentences(archive)
        if 14 <= len(fold(each)) <= 60 and len(_clauses(each)) > 1 and not re.search(r"\s", each)
    ]
    return random.Random(f"sentences {seed}").sample(fitting, min(count, len(fitting)))


def misremembered(sentences: Sequence[str], truth: Truth, seed: int) -> list[Quotation]:
    """Each sentence in each of the ten kinds."""
    frequent = [char for char in truth.text if char not in ("\n", _EDGE)]
    quotations = []
    for kind, change in KINDS.items():
        rng = random.Random(f"{kind} {seed}")
        for sentence in sentences:
            right, _ = truth.find(sentence)
            asked = change(sentence, rng, frequent)
            quotations.append(Quotation(kind, asked, right, original=sentence))
    return quotations


def absent(sentences: Sequence[str], truth: Truth) -> list[Quotation]:
    """Real sentences whose words are not in the archive."""
    return [Quotation("absent", each, frozenset()) for each in sentences if not truth.find(each)[0]]


Change = Callable[[str, random.Random, Sequence[str]], str]


def _clauses(sentence: str) -> list[str]:
    return _CLAUSE.findall(sentence)


def _substituted(text: str, share: float, rng: random.Random, chars: Sequence[str]) -> str:
    out = list(text)
    at = [i for i, char in enumerate(out) if fold(char)]
    for i in rng.sample(at, max(1, round(share * len(at)))):
        out[i] = _other(out[i], rng, chars)
    return "".join(out)


def _other(char: str, rng: random.Random, chars: Sequence[str]) -> str:
    while (other := rng.choice(chars)) == fold(char):
        pass
    return other


def _substitutions(text: str, rng: random.Random, chars: Sequence[str]) -> str:
    """5 to 15 % of the characters are others."""
    return _substituted(text, rng.uniform(0.05, 0.15), rng, chars)


def _dropped(text: str, rng: random.Random, chars: Sequence[str]) -> str:
    """A clause is left out; at least eight characters stay."""
    parts = _clauses(text)
    ways = [parts[:i] + parts[i + 1 :] for i in range(len(parts))]
    enough = [way for way in ways if len(fold("".join(way))) >= 8]
    return "".join(rng.choice(enough)) if enough else text


def _punctuation(text: str, rng: random.Random, chars: Sequence[str]) -> str:
    """Each mark is left out or another; one more somewhere."""
    out = [char if fold(char) else rng.choice(["", *_MARKS]) for char in text]
    out.insert(rng.randrange(1, len(out)), rng.choice(_MARKS))
    return "".join(out)


def _edits(text: str, rng: random.Random, chars: Sequence[str]) -> str:
    """12 % of the characters: another, one more, or gone."""
    out = list(text)
    at = [i for i, char in enumerate(out) if fold(char)]
    for i in rng.sample(at, max(1, round(0.12 * len(at)))):
        out[i] = rng.choice(("", out[i] + rng.choice(chars), _other(out[i], rng, chars)))
    return "".join(out)


def _reordered(text: str, rng: random.Random, chars: Sequence[str]) -> str:
    """Two neighbouring clauses change places."""
    parts = _clauses(text)
    i = rng.randrange(len(parts) - 1)
    return "".join([*parts[:i], parts[i + 1], parts[i], *parts[i + 2 :]])


def _short(text: str, rng: random.Random, chars: Sequence[str]) -> str:
    """8 to 12 characters with one wrong."""
    folded = fold(text)
    size = min(rng.randint(8, 12), len(folded))
    start = rng.randrange(len(folded) - size + 1)
    out = list(folded[start : start + size])
    i = rng.randrange(size)
    out[i] = _other(out[i], rng, chars)
    return "".join(out)


def _combo(text: str, rng: random.Random, chars: Sequence[str]) -> str:
    """A clause left out, 5 % others, no punctuation, Traditional."""
    return _s2t(fold(_substituted(_dropped(text, rng, chars), 0.05, rng, chars)), rng, chars)


def _shuffled(text: str, rng: random.Random, chars: Sequence[str]) -> str:
    """The words in any order."""
    words = [word for word in jieba.lcut(text) if fold(word)]
    rng.shuffle(words)
    return "".join(words)


def _converter(name: str) -> Change:
    from opencc import OpenCC

    convert = OpenCC(name)
    return lambda text, rng, chars: str(convert.convert(text))


_s2t = _converter("s2t")
KINDS: dict[str, Change] = {
    "substitutions 5–15 %": _substitutions,
    "dropped clause": _dropped,
    "punctuation": _punctuation,
    "s2t": _s2t,
    "s2twp": _converter("s2twp"),
    "edits 12 %": _edits,
    "reordered": _reordered,
    "8–12, one wrong": _short,
    "combo": _combo,
    "shuffled words": _shuffled,
}


def nearest_distance(query: str, text: str) -> int:
    """The fewest edits from the folded query to any stretch of the folded text (Sellers 1980)."""
    column = [0] * (len(text) + 1)
    for i, char in enumerate(query, start=1):
        previous, column[0] = column[0], i
        for j, other in enumerate(text, start=1):
            previous, column[j] = (
                column[j],
                min(previous + (char != other), column[j] + 1, column[j - 1] + 1),
            )
    return min(column)


def share_of(values: Iterable[bool]) -> float:
    """The share that is true, in per cent."""
    listed = list(values)
    return 100 * sum(listed) / len(listed) if listed else float("nan")
