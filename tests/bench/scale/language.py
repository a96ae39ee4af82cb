"""Invented sentences whose characters and bigrams are distributed like those of real transcripts.

Words come from the dictionary of jieba with its frequencies, and the topics' terms from the
vocabulary. They are bound to phrases once (推动 + 务实 + 合作), as in real language some words go
together and most do not; a sentence puts phrases into one of
the patterns of patterns.yml. Some sentences are
set phrases that return word for word. Nothing here was said by anybody.

Everything is drawn from the generator that is passed in: the same one, the same sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from random import Random

import jieba
import yaml

_ENTRY = re.compile(r"([\u4e00-\u9fff]{2,4}) (\d+) (\w+)")
_RARE = 300  # below this frequency a word is in the dictionary but hardly in a transcript
_FLATTER = 0.4  # the exponent of a word's frequency: the dictionary counts novels as well
_PHRASES = 60_000  # of each kind; with Zipf's weights some 9,000 make up nine in ten
_SET_SENTENCES = 1_500
_RETURNING = 0.12  # share of the sentences that are set phrases
_OWN_THEME = 0.55  # share of the phrases that an exchange takes from its own few
_THEME = 14

# Slots by the dictionary's kinds of words.
_KINDS = {
    "noun": ("n",),
    "verb": ("v",),
    "verbal": ("vn", "n"),
    "quality": ("a", "b"),
    "manner": ("d", "ad", "a"),
}

_USUAL = 0.35  # share of the words that the register brings, by Zipf's law

_MADE_OF = yaml.safe_load(Path(__file__).with_name("patterns.yml").read_text("utf-8"))
ANSWERS, QUESTIONS = _MADE_OF["answers"], _MADE_OF["questions"]
FOLLOW_UPS, HEADINGS = _MADE_OF["follow_ups"], _MADE_OF["headings"]

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass
class Weighted:
    """Words to draw from, each with its weight."""

    words: Sequence[str]
    sums: Sequence[float]

    def draw(self, rng: Random) -> str:
        return rng.choices(self.words, cum_weights=self.sums)[0]


def weighted(words: Sequence[str], weights: Sequence[float]) -> Weighted:
    return Weighted(words, list(accumulate(weights)))


def by_rank(words: Sequence[str], exponent: float = 1.0) -> Weighted:
    """Zipf's law: the second word half as often as the first, the tenth a tenth."""
    return weighted(words, [1 / (rank + 3) ** exponent for rank in range(len(words))])


@dataclass
class Language:
    """What sentences are made of: slots by name, and the set phrases."""

    slots: dict[str, Weighted]
    returning: Weighted = field(default_factory=lambda: weighted((), ()))

    def speaker(self, rng: Random, term: Weighted, places: Weighted) -> Voice:
        """The voice of one exchange, which keeps to its topic and to a few phrases of its own."""
        own = {
            name: by_rank([self.slots[name].draw(rng) for _ in range(_THEME)])
            for name in ("whole", "act", "noun", "verb")
        }
        return Voice(self, rng, own, {"term": term, "place": places})


@dataclass
class Voice:
    """Makes the sentences of one exchange."""

    language: Language
    rng: Random
    own: dict[str, Weighted]
    given: dict[str, Weighted]

    def sentence(self, patterns: Sequence[str]) -> str:
        """A sentence with its end mark, now and then one that others say too."""
        if self.language.returning.words and self.rng.random() < _RETURNING:
            return self.language.returning.draw(self.rng)
        said = _SLOT.sub(self._fill, self.rng.choice(patterns))
        return said if said.endswith("？") else said + "。"

    def asked(self, patterns: Sequence[str]) -> str:
        """A question or a heading, which is never a set phrase."""
        return _SLOT.sub(self._fill, self.rng.choice(patterns))

    def _fill(self, slot: re.Match[str]) -> str:
        name, rng = slot[1], self.rng
        if name in self.given:
            return self.given[name].draw(rng)
        if name == "number":
            return str(rng.choice((rng.randint(10, 99), rng.randint(100, 9999))))
        if name in ("small", "month"):
            return str(rng.randint(1, 12))
        if name == "theme":
            return self.language.slots["noun"].draw(rng) + self.language.slots["verbal"].draw(rng)
        if name in self.own and rng.random() < _OWN_THEME:
            return self.own[name].draw(rng)
        return self.language.slots[name].draw(rng)


def language(seed: str) -> Language:
    """The language of an archive. It takes a few seconds: the dictionary has 350,000 words."""
    rng = Random(f"language {seed}")
    words = _lexicon()
    noun, verb, verbal, quality, manner = (words(name, kinds) for name, kinds in _KINDS.items())

    def whole() -> str:
        kind = rng.random()
        if kind < 0.25:
            return noun.draw(rng) + verbal.draw(rng)
        if kind < 0.5:
            return f"{quality.draw(rng)}的{noun.draw(rng)}"
        if kind < 0.65:
            return f"{noun.draw(rng)}和{noun.draw(rng)}"
        return quality.draw(rng) + noun.draw(rng)

    def act() -> str:
        kind = rng.random()
        if kind < 0.5:
            return verb.draw(rng) + verbal.draw(rng)
        if kind < 0.8:
            return f"{verb.draw(rng)}{whole()}"
        return f"在{noun.draw(rng)}中{verb.draw(rng)}{noun.draw(rng)}"

    made = Language(
        {
            "noun": noun,
            "verb": verb,
            "verbal": verbal,
            "manner": manner,
            "whole": by_rank([whole() for _ in range(_PHRASES)], 0.9),
            "act": by_rank([act() for _ in range(_PHRASES)], 0.9),
        }
    )
    voice = made.speaker(rng, by_rank(["有关问题", "这一问题", "地区形势"]), by_rank(["有关国家"]))
    made.returning = by_rank([voice.sentence(ANSWERS) for _ in range(_SET_SENTENCES)])
    return made


def _lexicon() -> Callable[[str, Sequence[str]], Weighted]:
    """The words of a slot: those of the register and those of the dictionary."""
    by_kind: dict[str, dict[str, int]] = {}
    with jieba.get_dict_file() as file:
        for line in file:
            entry = _ENTRY.fullmatch(line.decode("utf-8").strip())
            # 记者 in quotation marks at the head of a line looks like a label, which stops a build.
            if entry and int(entry[2]) >= _RARE and "记者" not in entry[1]:
                by_kind.setdefault(entry[3], {})[entry[1]] = int(entry[2])

    def words(slot: str, kinds: Sequence[str]) -> Weighted:
        usual = _MADE_OF[slot].split()
        found = {word: often for kind in kinds for word, often in by_kind[kind].items()}
        other = [(word, often**_FLATTER) for word, often in sorted(found.items())]
        share = sum(often for _, often in other) * _USUAL / (1 - _USUAL)
        ranks = [1 / (rank + 5) for rank in range(len(usual))]
        return weighted(
            [*usual, *(word for word, _ in other)],
            [rank * share / sum(ranks) for rank in ranks] + [often for _, often in other],
        )

    return words
