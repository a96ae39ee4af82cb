"""Made conferences: who asked, what about, how long, on which day.

Each conference is drawn from a generator of its own, named by seed and number, so that the first
hundred of an archive are the same whatever its size, and one more is one more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml
from language import (
    ANSWERS,
    FOLLOW_UPS,
    HEADINGS,
    QUESTIONS,
    Language,
    Weighted,
    by_rank,
    language,
    weighted,
)

SPEAKERS = (("陈书远", "chen-shuyuan"), ("陆闻笛", "lu-wendi"), ("何砚秋", "he-yanqiu"))
"""Invented, like their words. They hold their offices for all the years."""

# Who asks most, as in real briefings: a few agencies ask half of the questions.
_MOST = ("afp", "cctv", "reuters", "bloomberg", "xinhua", "cgtn", "china-daily", "irib", "nhk")
_UNTOPICAL = 0.06  # share of the exchanges whose words are no topic's
_FOLLOWED = 0.08  # share that are asked again
_FOLLOWING = ("有关问题", "这一问题", "此事", "有关报道", "地区形势")


@dataclass(frozen=True)
class Shape:
    """How an archive is divided into conferences."""

    first: date
    a_year: int
    exchanges: tuple[int, int]  # in a conference, from and to
    sentences: tuple[int, int]  # in an answer
    headings: bool  # whether an editor gave the exchanges headings


SHAPES = {
    "conferences": Shape(date(1986, 1, 6), 50, (15, 21), (11, 28), headings=True),
    "briefings": Shape(date(2005, 1, 4), 250, (4, 10), (11, 28), headings=False),
}


@dataclass(frozen=True)
class Exchange:
    """One question with its answer, and what was asked again: (label, paragraphs), in order."""

    outlet: str
    topic: str  # the name of what its words are taken from; empty where they are no topic's
    heading: str
    turns: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Conference:
    number: int
    day: date
    speaker: tuple[str, str]  # name, id
    exchanges: tuple[Exchange, ...]

    @property
    def name(self) -> str:
        return f"{self.day}-{self.speaker[1]}"

    @property
    def title(self) -> str:
        return f"虚构的记者会，第{self.number + 1}场"


@dataclass(frozen=True)
class Material:
    """What conferences are made of."""

    seed: str
    shape: Shape
    language: Language
    outlets: Weighted  # ids
    labels: dict[str, Weighted]  # of an outlet: what may stand before 记者
    terms: Sequence[Weighted]  # of each topic, its name first
    topics: Weighted  # numbers of topics
    places: Weighted


def material(vocabulary: Path, mode: str, seed: str) -> Material:
    """From the project's own lists of outlets and topics."""

    def listed(name: str) -> Any:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return yaml.load((vocabulary / name).read_text("utf-8"), loader)

    outlets, topics = listed("outlets.yml"), listed("topics.yml")["topics"]
    rng = Random(f"material {seed}")
    abroad = [name for code, name in outlets["places"].items() if code != "CN"]
    ids = [each["id"] for each in outlets["outlets"]]
    ids = [each for each in _MOST if each in ids] + rng.sample(ids, len(ids))
    terms = [
        [topic["name"], *(t for t, weight in topic.get("terms", {}).items() if weight == 3)]
        for topic in topics
        if topic.get("parent")
    ]
    return Material(
        seed,
        SHAPES[mode],
        language(seed),
        by_rank(list(dict.fromkeys(ids))),
        {
            each["id"]: weighted([each["name"], *aliases], [3.0, *(1.0 for _ in aliases)])
            for each in outlets["outlets"]
            for aliases in [each.get("aliases", [])]
        },
        [by_rank(each) for each in rng.sample(terms, len(terms))],
        by_rank([str(number) for number in range(len(terms))], 0.8),
        by_rank(rng.sample(abroad, len(abroad)), 0.7),
    )


def conferences(made_of: Material, count: int) -> Iterator[Conference]:
    """Conferences with so many exchanges in all."""
    number = 0
    while count > 0:
        made = conference(made_of, number, count)
        yield made
        count -= len(made.exchanges)
        number += 1


def conference(made_of: Material, number: int, most: int = 99) -> Conference:
    """The conference of a number, counted from 0."""
    rng = Random(f"{made_of.seed} {number}")
    shape = made_of.shape
    exchanges = tuple(_exchange(made_of, rng, number) for _ in range(rng.randint(*shape.exchanges)))
    year, of_year = divmod(number, shape.a_year)
    first = shape.first.replace(year=shape.first.year + year)
    day = first + timedelta(days=of_year * 360 // shape.a_year)
    return Conference(number, day, SPEAKERS[number // 5 % len(SPEAKERS)], exchanges[:most])


def _exchange(made_of: Material, rng: Random, number: int) -> Exchange:
    terms, topic = by_rank(_FOLLOWING), ""
    if rng.random() >= _UNTOPICAL:
        terms = made_of.terms[int(made_of.topics.draw(rng))]
        topic = terms.words[0]
    voice = made_of.language.speaker(rng, terms, made_of.places)
    outlet = made_of.outlets.draw(rng)
    asking = f"{made_of.labels[outlet].draw(rng)}记者"
    answering = SPEAKERS[number // 5 % len(SPEAKERS)][0]
    asked = voice.asked(QUESTIONS)
    turns = [(asking, (asked,)), (answering, _answer(voice, rng, made_of.shape.sentences))]
    if rng.random() < _FOLLOWED:
        turns.append((f"{asking}追问", (voice.asked(FOLLOW_UPS),)))
        turns.append((answering, _answer(voice, rng, (1, 4))))
    return Exchange(outlet, topic, voice.asked(HEADINGS), tuple(turns))


def _answer(voice: Any, rng: Random, sentences: tuple[int, int]) -> tuple[str, ...]:
    """The sentences of an answer in paragraphs of one to five."""
    left, paragraphs = rng.randint(*sentences), []
    while left > 0:
        size = min(left, rng.randint(1, 5))
        paragraphs.append("".join(voice.sentence(ANSWERS) for _ in range(size)))
        left -= size
    return tuple(paragraphs)
