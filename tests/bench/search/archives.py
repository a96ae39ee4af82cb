"""The archives that the quotations come from: our transcript, a gold file, made ones.

A made archive is recombined from the sentences of real exchanges. Where these are few, variants
of them fill the pool, in which some words have given way to others of the same length from the
same texts: otherwise each sentence would stand in a hundred places, as in no real archive.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import jieba

from wenda.naming.script import Script, simplified

ROOT = Path(__file__).parents[3]
sys.path.append(str(ROOT / "tests"))

# What is said, by an oracle that is not the search's.
from printed_tokens import words  # noqa: E402

SCRIPT: Script = simplified()

_SENTENCE = re.compile(r"[^。！？\s]+(?:[。！？]+[”」』）]*|$)")
_PARAGRAPH = re.compile(r"(?<=[。！？”：…])\s+")
_POOL_PER_EXCHANGE = 3.2  # distinct sentences: each stands in some five places
_EXCHANGED = 0.3  # share of a variant's words
_LONGER = 2  # as long as so many real ones: some 590 characters, for which the goals were set
_PER_DAY = 10


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its answer, as every tool gets it: one page each."""

    key: str
    heading: str
    date: str
    outlet: str
    speaker: str
    question: tuple[str, ...]  # paragraphs as printed
    answer: tuple[str, ...]

    @property
    def units(self) -> tuple[tuple[str, ...], ...]:
        """The runs of paragraphs inside which a quotation may run on."""
        return tuple(unit for unit in (self.question, self.answer) if unit)


Archive = tuple[Exchange, ...]


def fold(text: str) -> str:
    """What is said without punctuation, as the oracle has it: numbers with their signs."""
    return "".join(words(text))


def ours(root: Path = ROOT) -> Archive:
    """The exchanges of the transcripts in `source/`."""
    from wenda.build import read
    from wenda.model import Kind

    exchanges = []
    for conference, exchange in read(root).exchanges():
        spoken = list(exchange.part.paragraphs)
        exchanges.append(
            Exchange(
                key=f"{conference.slug}/{exchange.id}",
                heading=exchange.heading,
                date=str(conference.date),
                outlet=exchange.label.rstrip("：:") or "无",
                speaker=conference.slug[11:],
                question=tuple(each.text for each in spoken if each.kind is Kind.QUESTION),
                answer=tuple(each.text for each in spoken if each.kind is Kind.ANSWER),
            )
        )
    return tuple(exchanges)


def gold(path: Path) -> Archive:
    """The exchanges of a gold file: date → list of {questioner, speaker, question, answer}."""
    return tuple(
        _exchange(
            f"{day}-gold/q{number:02}",
            day,
            part["questioner"] or "无",
            part["speaker"] or "无",
            _paragraphs(part["question"]),
            _paragraphs(part["answer"]),
        )
        for day, parts in json.loads(path.read_text("utf-8")).items()
        for number, part in enumerate(parts, start=1)
    )


def made(
    material: Archive,
    count: int,
    seed: int,
    without: Container[str] = frozenset(),
    slug: str = "made",
) -> Archive:
    """`count` exchanges of recombined sentences; none in `without` or a variant."""
    rng = random.Random(f"made {count} {seed}")
    pool = _pool(material, round(count * _POOL_PER_EXCHANGE), rng, without)
    shapes = [[len(list(sentences(unit))) for unit in each.units] for each in material]
    shapes = [shape for shape in shapes if len(shape) == 2]
    names = [(each.outlet, each.speaker) for each in material]
    first = date(2015, 1, 1)
    exchanges = []
    for number in range(count):
        sizes = [sum(pair) for pair in zip(*rng.choices(shapes, k=_LONGER), strict=True)]
        units = [_grouped(rng.choices(pool, k=max(1, size)), rng) for size in sizes]
        day = str(first + timedelta(days=number // _PER_DAY))
        key = f"{day}-{slug}/q{number % _PER_DAY + 1:02}"
        exchanges.append(_exchange(key, day, *rng.choice(names), *units))
    return tuple(exchanges)


def sentences(paragraphs: Iterable[str]) -> Iterator[str]:
    """The sentences of some paragraphs, each with its end mark."""
    for paragraph in paragraphs:
        yield from _SENTENCE.findall(paragraph)


def all_sentences(archive: Archive) -> list[str]:
    """Every sentence of an archive once, in order."""
    return list(
        dict.fromkeys(s for each in archive for unit in each.units for s in sentences(unit))
    )


def _pool(material: Archive, size: int, rng: random.Random, without: Container[str]) -> list[str]:
    real = [
        each
        for each in all_sentences(material)
        if len(fold(each)) >= 4 and fold(each) not in without
    ]
    words = [jieba.lcut(each) for each in real]
    by_length: dict[int, list[str]] = {}
    for word in (word for cut in words for word in cut if fold(word) == word.lower()):
        by_length.setdefault(len(word), []).append(word)

    def variant(cut: Sequence[str]) -> str:
        return "".join(
            rng.choice(by_length[len(word)])
            if fold(word) == word.lower() and rng.random() < _EXCHANGED
            else word
            for word in cut
        )

    pool = list(real)
    while len(pool) < size:
        new = variant(rng.choice(words))
        if fold(new) not in without:
            pool.append(new)
    return pool[: max(size, 1)] if size < len(pool) else pool


def _exchange(
    key: str,
    day: str,
    outlet: str,
    speaker: str,
    question: tuple[str, ...],
    answer: tuple[str, ...],
) -> Exchange:
    heading = re.split(r"[，。？！；]", "".join(question or answer), maxsplit=1)[0][:28]
    return Exchange(key, heading, day, outlet, speaker, question, answer)


def _paragraphs(text: str | None) -> tuple[str, ...]:
    return tuple(part for part in _PARAGRAPH.split((text or "").strip()) if part)


def _grouped(parts: Sequence[str], rng: random.Random) -> tuple[str, ...]:
    """Sentences in paragraphs of one to five."""
    grouped, at = [], 0
    while at < len(parts):
        size = rng.randint(1, 5)
        grouped.append("".join(parts[at : at + size]))
        at += size
    return tuple(grouped)
