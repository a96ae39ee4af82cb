"""The archive as it is published: parts with their ids, and what editors and rules say of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from wenda.classify import Classifier, TopicMatch
from wenda.dialects import Detection
from wenda.findings import Finding
from wenda.ledger import Named, Row, is_exchange
from wenda.model import Exchange, Kind, Paragraph, Part, Turn, paragraphs
from wenda.proof import Proof
from wenda.sidecar import ConferenceRecord, Erratum, Sidecar
from wenda.vocabulary import Outlet, Speaker, Topic, Vocabulary, alias_key

SITE_NAME = "Wenda 问答"

# A heading made from a question is cut at the last clause end before this many characters.
_FALLBACK_HEADING = 28
_OPENING_WORDS = 44  # how much of a question a list shows


Speaking = tuple[Speaker, str]
"""A speaker with the office held on the day."""


def names(speakers: Iterable[Speaking]) -> str:
    return "、".join(who.name for who, _ in speakers)


def with_offices(speakers: Iterable[Speaking]) -> str:
    return "、".join(f"{who.name}（时任{office}）" for who, office in speakers)


@dataclass(frozen=True, slots=True)
class ErratumMark:
    """An erratum where it stands in a paragraph: characters `start` to `end` of its text."""

    start: int
    end: int
    number: int  # in the conference, 1-based: the id of the note is e1, e2 …
    erratum: Erratum

    @property
    def remark(self) -> str:
        """What is said of the reading."""
        erratum = self.erratum
        probably = f"疑当作「{erratum.suggestion}」。" if erratum.suggestion is not None else ""
        return f"疑误。{erratum.note}{probably}"

    @property
    def text(self) -> str:
        """The note as a sentence."""
        return f"「{self.erratum.reading}」{self.remark}"


@dataclass(frozen=True, slots=True)
class PublishedParagraph:
    """A paragraph with its address and its errata."""

    id: str  # p1 …, empty for page furniture, which nobody links to
    paragraph: Paragraph
    errata: tuple[ErratumMark, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedTurn:
    """A turn as published, and who said it as far as its label tells."""

    turn: Turn
    paragraphs: tuple[PublishedParagraph, ...]
    speaker: Speaking | None
    outlet: Outlet | None

    @property
    def said_by(self) -> str:
        """A speaker with the office on the day, for a quotation; empty for who is none."""
        return with_offices([self.speaker] if self.speaker else [])


@dataclass(frozen=True, slots=True)
class TopicTag:
    """A topic of an exchange and the reason for it: an editor, or the terms that matched."""

    topic: Topic
    match: TopicMatch | None  # None: an editor decided

    @property
    def reason(self) -> str:
        if self.match is None:
            return "编者"
        return "、".join(
            f"{term}×{times}" if times > 1 else term for term, times in self.match.terms
        )


@dataclass(frozen=True, slots=True)
class PublishedPart:
    """A part of a transcript as published, under its name in the ledger."""

    unit: str  # q07, opening, closing; furniture for what has no address
    part: Part
    turns: tuple[PublishedTurn, ...]

    @property
    def paragraphs(self) -> Iterator[PublishedParagraph]:
        for turn in self.turns:
            yield from turn.paragraphs

    @property
    def errata(self) -> list[ErratumMark]:
        return [mark for paragraph in self.paragraphs for mark in paragraph.errata]

    @property
    def first_line(self) -> int:
        return self.part.line

    @property
    def last_line(self) -> int:
        return max(paragraph.last_line for paragraph in paragraphs(self.part))

    @property
    def is_exchange(self) -> bool:
        return isinstance(self.part, Exchange)

    @property
    def is_remarks(self) -> bool:
        return not self.is_exchange


@dataclass(frozen=True, slots=True)
class PublishedExchange:
    """An exchange with all that is known about it: what a page shows and a list names."""

    part: PublishedPart
    number: int  # its place in the conference, 1-based
    heading: str
    heading_by_editor: bool
    outlet: Outlet | None
    label: str  # of the question as printed, empty where there is no question
    topics: tuple[TopicTag, ...]

    @property
    def id(self) -> str:
        return self.part.unit

    @property
    def question(self) -> str:
        return _words(self.part.part, Kind.QUESTION)

    @property
    def answer(self) -> str:
        return _words(self.part.part, Kind.ANSWER)

    @property
    def opening_words(self) -> str:
        words = self.question or self.answer
        return words if len(words) <= _OPENING_WORDS else words[:_OPENING_WORDS] + "…"


@dataclass(frozen=True, slots=True)
class Conference:
    """One event with its transcript."""

    slug: str
    record: ConferenceRecord
    source: str  # path of the transcript from the project's folder
    speakers: tuple[Speaking, ...]
    parts: tuple[PublishedPart, ...]
    exchanges: tuple[PublishedExchange, ...]
    rows: tuple[Row, ...]  # the ledger
    detection: Detection
    proof: Proof

    @property
    def date(self) -> date:
        return self.record.date

    @property
    def year(self) -> int:
        return self.record.date.year

    @property
    def path(self) -> str:
        """Its page, from where the site begins; those of its exchanges are below."""
        return f"qa/{self.slug}/"

    def speakers_in(self, part: PublishedPart) -> tuple[Speaking, ...]:
        """Who speaks in a part; all speakers of the conference where that cannot be told."""
        found = (turn.speaker for turn in part.turns)
        return tuple(dict.fromkeys(filter(None, found))) or self.speakers

    @property
    def source_of_words(self) -> str:
        """The event and who printed its transcript, as running text has it."""
        record, printed = self.record, self.record.publication
        source = f"{printed.title}{chinese_date(printed.date)}{printed.page or ''}"
        return f"{record.title}，{chinese_date(record.date)}；据{source}所刊文字稿"

    @property
    def outlets(self) -> list[Outlet]:
        """Those that ask, each once."""
        found = {turn.outlet.id: turn.outlet for p in self.parts for turn in p.turns if turn.outlet}
        return list(found.values())

    @property
    def errata(self) -> list[ErratumMark]:
        return [mark for part in self.parts for mark in part.errata]

    def errata_of_remarks(self) -> list[ErratumMark]:
        """Those that stand in the opening or the closing, which have no page of their own."""
        remarks = [part for part in self.parts if part.is_remarks]
        return [mark for part in remarks for mark in part.errata]

    def entries(self) -> Iterator[tuple[PublishedPart, PublishedExchange | None]]:
        """Every part in its order, with what is known of it where it is an exchange."""
        exchanges = {exchange.id: exchange for exchange in self.exchanges}
        for part in self.parts:
            yield part, exchanges.get(part.unit)

    def part(self, unit: str) -> PublishedPart | None:
        return next((part for part in self.parts if part.unit == unit), None)

    def removed_units(self) -> list[str]:
        """Exchanges that were published and are no more: each keeps a page that says so."""
        here = {part.unit for part in self.parts}
        return sorted({row.unit for row in self.rows if is_exchange(row.unit)} - here)


@dataclass(frozen=True, slots=True)
class Archive:
    """All conferences, newest first, and the vocabulary that they are described with."""

    conferences: tuple[Conference, ...]
    vocabulary: Vocabulary
    address: str = ""  # where the site is published, ending in /; empty where not known
    _by_topic: dict[str, list[tuple[Conference, PublishedExchange]]] = field(default_factory=dict)
    _by_outlet: dict[str, list[tuple[Conference, PublishedExchange]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for conference in self.conferences:
            for exchange in conference.exchanges:
                for tag in exchange.topics:
                    self._by_topic.setdefault(tag.topic.id, []).append((conference, exchange))
                if exchange.outlet:
                    self._by_outlet.setdefault(exchange.outlet.id, []).append(
                        (conference, exchange)
                    )

    @property
    def years(self) -> list[int]:
        return sorted({conference.year for conference in self.conferences}, reverse=True)

    def in_year(self, year: int) -> list[Conference]:
        return [conference for conference in self.conferences if conference.year == year]

    def on_topic(self, topic: Topic) -> list[tuple[Conference, PublishedExchange]]:
        """Exchanges on a topic, or on any topic of a group, each once; newest conference first."""
        members = [topic, *self.vocabulary.topics_in(topic)]
        if len(members) == 1:
            return self._by_topic.get(topic.id, [])
        wanted = {member.id for member in members}
        return [
            (conference, exchange)
            for conference, exchange in self.exchanges()
            if any(tag.topic.id in wanted for tag in exchange.topics)
        ]

    def by_outlet(self, outlet: Outlet) -> list[tuple[Conference, PublishedExchange]]:
        return self._by_outlet.get(outlet.id, [])

    def exchanges(self) -> Iterator[tuple[Conference, PublishedExchange]]:
        for conference in self.conferences:
            for exchange in conference.exchanges:
                yield conference, exchange

    def without_topic(self) -> list[tuple[Conference, PublishedExchange]]:
        return [
            (conference, exchange)
            for conference, exchange in self.exchanges()
            if not exchange.topics
        ]


def chinese_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def unit_name(part: Part) -> str | None:
    """The fixed name of remarks; None for an exchange, which the ledger names."""
    return None if isinstance(part, Exchange) else part.kind.value


def addressed(part: Part) -> list[Paragraph]:
    """The paragraphs of a part that have an address: all but page furniture."""
    return [paragraph for paragraph in paragraphs(part) if paragraph.kind is not Kind.FURNITURE]


def place_errata(
    sidecar: Sidecar, parts: Sequence[Part]
) -> tuple[dict[Paragraph, list[ErratumMark]], list[Finding]]:
    """Where each erratum stands. E01: its quotation or reading is not there exactly once."""
    marks: dict[Paragraph, list[ErratumMark]] = {}
    found: list[Finding] = []
    whole = [paragraph for part in parts for paragraph in paragraphs(part)]
    for index, erratum in enumerate(sidecar.record.errata):
        places = [(p, at) for p in whole for at in _occurrences(p.text, erratum.quote)]
        inside = _occurrences(erratum.quote, erratum.reading)
        for key, words, times in (
            ("quote", erratum.quote, len(places)),
            ("reading", erratum.reading, len(inside)),
        ):
            if times != 1:
                message = f"「{words}」应恰好出现一次，现在是 {times} 次。"
                hint = "quote 照原文抄足以辨认的上下文，reading 是其中可疑的字。"
                found.append(sidecar.finding("E01", message, hint, "errata", index, key))
        if len(places) == len(inside) == 1:
            paragraph, at = places[0]
            start = at + inside[0]
            mark = ErratumMark(start, start + len(erratum.reading), index + 1, erratum)
            marks.setdefault(paragraph, []).append(mark)
    for placed in marks.values():
        placed.sort(key=lambda mark: mark.start)
        for first, second in pairwise(placed):
            if second.start < first.end:
                message = f"reading 与第 {first.number} 条校记的重叠。"
                index = second.number - 1
                found.append(sidecar.finding("E01", message, "请合并为一条。", "errata", index))
    return marks, found


@dataclass(frozen=True, slots=True)
class People:
    """Who can speak at a conference, and by which labels."""

    speakers: tuple[Speaking, ...]
    labels: Mapping[str, str]  # a speaker's other labels, to the id
    vocabulary: Vocabulary

    def speaker_of(self, turn: Turn) -> Speaking | None:
        """None for who is no speaker, and where the label does not tell which.

        An answer without a label can only be the one speaker's. Opening and closing words without
        one are the transcript's own.
        """
        named = self.labels.get(turn.name)
        for who, office in self.speakers:
            if turn.name == who.name or named == who.id:
                return who, office
        only = turn.role is Kind.ANSWER and len(self.speakers) == 1
        return self.speakers[0] if only else None

    def outlet_of(self, turn: Turn, before: Outlet | None) -> Outlet | None:
        """Who asks a question; `before` is who asked last, whom a bare 追问 means."""
        return self.vocabulary.outlet_of(turn.name) if alias_key(turn.name) else before


def publish(
    parts: Sequence[Part],
    named: Sequence[Named],
    errata: Mapping[Paragraph, list[ErratumMark]],
    people: People,
) -> Iterator[PublishedPart]:
    """Parts with the ids that the ledger gave them. `named` has one item per part."""
    for part, names in zip(parts, named, strict=True):
        ids = iter(names.paragraphs)
        turns: list[PublishedTurn] = []
        asked_by: Outlet | None = None
        for turn in part.turns:
            asks = turn.role is Kind.QUESTION
            if asks:
                asked_by = people.outlet_of(turn, asked_by)
            paragraphs = tuple(
                PublishedParagraph(
                    "" if paragraph.kind is Kind.FURNITURE else next(ids),
                    paragraph,
                    tuple(errata.get(paragraph, ())),
                )
                for paragraph in turn.paragraphs
            )
            speaker, outlet = people.speaker_of(turn), asked_by if asks else None
            turns.append(PublishedTurn(turn, paragraphs, speaker, outlet))
        yield PublishedPart(names.unit, part, tuple(turns))


def exchanges(
    parts: Iterable[PublishedPart],
    record: ConferenceRecord,
    vocabulary: Vocabulary,
    classify: Classifier,
) -> Iterator[PublishedExchange]:
    """Exchanges with heading, outlet and topics; what an editor decided comes first."""
    found = (part for part in parts if part.is_exchange)
    for number, part in enumerate(found, start=1):
        note = record.exchanges.get(part.unit)
        question = _words(part.part, Kind.QUESTION)
        answer = _words(part.part, Kind.ANSWER)
        label = asked_by(part.part)
        if note and note.topics is not None:
            topics = tuple(TopicTag(vocabulary.topic[name], None) for name in note.topics)
        else:
            topics = tuple(
                TopicTag(vocabulary.topic[match.topic], match)
                for match in classify(question, answer)
            )
        yield PublishedExchange(
            part=part,
            number=number,
            heading=(note and note.heading) or fallback_heading(question or answer),
            heading_by_editor=bool(note and note.heading),
            outlet=vocabulary.outlet_of(label) if label else None,
            label=label,
            topics=topics,
        )


def asked_by(part: Part) -> str:
    """The label of the first question as printed, without its colon; empty without a question."""
    return next((turn.name for turn in part.turns if turn.role is Kind.QUESTION), "")


def fallback_heading(words: str) -> str:
    """A heading made from the opening words: up to the last clause end within the limit."""
    words = words.partition("\n")[0]
    if len(words) <= _FALLBACK_HEADING:
        return words.rstrip("。；，：、")
    clauses = [match.end() for match in re.finditer("[。！？；，：、]", words[:_FALLBACK_HEADING])]
    end = clauses[-1] if clauses and clauses[-1] > _FALLBACK_HEADING // 3 else _FALLBACK_HEADING
    return words[:end].rstrip("。；，：、") + "…"


def _words(part: Part, kind: Kind) -> str:
    return "\n".join(p.text for p in paragraphs(part) if p.kind is kind)


def _occurrences(text: str, words: str) -> list[int]:
    return [match.start() for match in re.finditer(f"(?={re.escape(words)})", text)]
