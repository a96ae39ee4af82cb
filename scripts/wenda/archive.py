"""The archive as it is published: the printed values with their ids and what is known of them.

A published paragraph, turn or part *is* the printed one (see `wenda.model`), with more said of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date

from wenda import addresses
from wenda.collation.collate import Pair, Sort, Variant
from wenda.collation.passages import Passage
from wenda.editors.sidecar import ConferenceRecord, Erratum, Witness
from wenda.editors.vocabulary import Outlet, Speaker, Topic, Vocabulary
from wenda.model import Kind, Paragraph, Turn, words
from wenda.naming.ledger import Row, Voice
from wenda.reading.detect import Detection
from wenda.reading.proof import Proof
from wenda.topics.classifier import TopicMatch

SITE_NAME = "Wenda 问答"

_OPENING_WORDS = 44  # how much of a question a list shows


Speaking = tuple[Speaker, str]
"""A speaker with the office held on the day."""


def names(speakers: Iterable[Speaking]) -> str:
    return "、".join(who.name for who, _ in speakers)


def with_offices(speakers: Iterable[Speaking]) -> str:
    return "、".join(f"{who.name}（时任{office}）" for who, office in speakers)


@dataclass(frozen=True, slots=True)
class PlacedErratum:
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
class PublishedParagraph(Paragraph):
    """A paragraph with its address and its errata."""

    id: str  # p1 …, p1-en for its English twin, empty for page furniture
    errata: tuple[PlacedErratum, ...] = ()
    attribution: str = ""  # a sentence, where it was somebody else's in earlier versions


@dataclass(frozen=True, slots=True)
class PublishedTurn(Turn):
    """A turn as published, and who said it as far as its label tells."""

    paragraphs: tuple[PublishedParagraph, ...]
    speaker: Speaking | None
    outlets: tuple[Outlet, ...]  # more than one where several ask together

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
    """An exchange or remarks as published, under the name in the ledger."""

    unit: str  # q07, opening, closing, furniture
    turns: tuple[PublishedTurn, ...]

    @property
    def paragraphs(self) -> Iterator[PublishedParagraph]:
        for turn in self.turns:
            yield from turn.paragraphs

    @property
    def errata(self) -> list[PlacedErratum]:
        return [placed for paragraph in self.paragraphs for placed in paragraph.errata]

    @property
    def first_line(self) -> int:
        return self.turns[0].line

    @property
    def last_line(self) -> int:
        lines = (paragraph.last_line for paragraph in self.paragraphs)
        return max(lines, default=self.first_line)  # labels without a word have no paragraph

    @property
    def is_attributed_anew(self) -> bool:
        """Whether any of its words were somebody else's in earlier versions."""
        return any(paragraph.attribution for paragraph in self.paragraphs)

    @property
    def speakers(self) -> tuple[Speaking, ...]:
        """Who speaks in it, each once; none where that cannot be told."""
        return tuple(dict.fromkeys(filter(None, (turn.speaker for turn in self.turns))))

    @property
    def is_exchange(self) -> bool:
        return addresses.is_exchange(self.unit)

    @property
    def is_furniture(self) -> bool:
        """What the page prints around the event: it has no address."""
        return self.unit.startswith("furniture")

    @property
    def is_remarks(self) -> bool:
        return not self.is_exchange and not self.is_furniture


@dataclass(frozen=True, slots=True)
class Entry:
    """What a list shows of an exchange: all that is known of it but its words."""

    id: str  # q07
    number: int  # its place in the conference, 1-based
    heading: str
    heading_by_editor: bool
    outlets: tuple[Outlet, ...]  # more than one where several ask together
    label: str  # of the question as printed, empty where there is no question
    topics: tuple[TopicTag, ...]
    speakers: tuple[Speaking, ...]  # who answers; all of the conference where that cannot be told
    opening_words: str  # how the question begins, or the answer where there is none
    set_apart: tuple[str, ...]  # phrases that the answer has in quotation marks

    @property
    def asked_by(self) -> str:
        """The outlets by their names; the label where it names none that is known."""
        return "、".join(outlet.name for outlet in self.outlets) or self.label


_ENTRY = tuple(each.name for each in fields(Entry))


@dataclass(frozen=True, slots=True)
class PublishedExchange(Entry):
    """An exchange with its words: what a page shows."""

    part: PublishedPart

    @property
    def question(self) -> str:
        return words(self.part.turns, Kind.QUESTION)

    @property
    def answer(self) -> str:
        return words(self.part.turns, Kind.ANSWER)

    def entry(self) -> Entry:
        """The same without the words."""
        return Entry(*(getattr(self, name) for name in _ENTRY))


def opening_words(text: str) -> str:
    """How a text begins, as a list shows it."""
    return text if len(text) <= _OPENING_WORDS else text[:_OPENING_WORDS] + "…"


@dataclass(frozen=True, slots=True)
class Collation:
    """A further copy of the event (他本) held against the transcript, which is the base text."""

    witness: Witness
    pairs: tuple[Pair, ...]
    number: int  # in the conference, 1-based

    @property
    def only_base(self) -> list[Passage]:
        """Passages of somebody's words that the witness lacks."""
        return [p for pair in self.pairs if pair.only_base for p in pair.base if p.is_spoken]

    @property
    def only_witness(self) -> list[tuple[Passage | None, Passage]]:
        """Passages that the base lacks, each after the last one of the base that has an address."""
        found: list[tuple[Passage | None, Passage]] = []
        before: Passage | None = None
        for pair in self.pairs:
            before = next((each for each in reversed(pair.base) if each.id), before)
            if pair.only_witness:
                found += [(before, passage) for passage in pair.witness if passage.is_spoken]
        return found

    def variants(self, sort: Sort) -> list[tuple[Pair, Variant]]:
        return [(pair, each) for pair in self.pairs for each in pair.of(sort)]

    def labels(self) -> list[list[tuple[Pair, Variant]]]:
        """The differences of labels, those of the same two labels together."""
        found: dict[tuple[str, str], list[tuple[Pair, Variant]]] = {}
        for pair, each in self.variants(Sort.LABEL):
            key = (pair.base[0].label, pair.witness[0].label)
            together = found.setdefault(key, [])
            if not together or together[-1][0] is not pair:
                together.append((pair, each))
        return list(found.values())

    def count(self, sort: Sort) -> int:
        return len(self.variants(sort))

    def within(self, unit: str) -> Collation:
        """Only what stands in a unit of the base text, or after it and before the next."""
        here, kept = "", []
        for pair in self.pairs:
            here = pair.base[0].unit if pair.base else here
            kept += [pair] if here == unit else []
        return replace(self, pairs=tuple(kept))

    @property
    def differs(self) -> bool:
        """Whether words or labels differ, or either copy lacks something."""
        counts = self.count(Sort.WORDS) + self.count(Sort.LABEL)
        return bool(counts or self.only_base or self.only_witness)

    def marks(self, unit: str, paragraph: str) -> bool:
        """Whether a paragraph reads otherwise in the witness, or is not in it."""
        return any(
            (pair.only_base or pair.of(Sort.WORDS) or pair.of(Sort.LABEL))
            and any((each.unit, each.id) == (unit, paragraph) for each in pair.base)
            for pair in self.pairs
        )


@dataclass(frozen=True, slots=True)
class Event:
    """A conference as lists know it: everything but its words."""

    slug: str
    record: ConferenceRecord
    source: str  # path of the transcript from the project's folder
    speakers: tuple[Speaking, ...]
    exchanges: tuple[Entry, ...]
    proof: Proof

    @property
    def date(self) -> date:
        return self.record.date

    @property
    def year(self) -> int:
        return self.record.date.year

    @property
    def path(self) -> str:
        """Its page, from where the site begins."""
        return addresses.conference_path(self.slug)

    @property
    def text_path(self) -> str:
        return addresses.text_path(self.slug)

    def page_of(self, unit: str) -> str:
        """The page of an exchange or of remarks."""
        return addresses.page_path(self.slug, unit)


@dataclass(frozen=True, slots=True)
class Conference(Event):
    """An event with its transcript."""

    exchanges: tuple[PublishedExchange, ...]
    parts: tuple[PublishedPart, ...]
    rows: tuple[Row, ...]  # the ledger
    voices: Mapping[Voice, str]  # how a page names those who say or said something: 新华社的提问
    detection: Detection
    collations: tuple[Collation, ...] = ()

    def event(self) -> Event:
        """The same without the words."""
        exchanges = tuple(exchange.entry() for exchange in self.exchanges)
        return Event(self.slug, self.record, self.source, self.speakers, exchanges, self.proof)

    def speakers_in(self, part: PublishedPart) -> tuple[Speaking, ...]:
        """Who speaks in a part; all speakers of the conference where that cannot be told."""
        return part.speakers or self.speakers

    @property
    def source_of_words(self) -> str:
        """The event and who printed its transcript, as running text has it."""
        record, printed = self.record, self.record.publication
        source = f"{printed.title}{chinese_date(printed.date)}{printed.page or ''}"
        return f"{record.title}，{chinese_date(record.date)}；据{source}所刊文字稿"

    @property
    def outlets(self) -> list[Outlet]:
        """Those that ask, each once."""
        found = {o.id: o for part in self.parts for turn in part.turns for o in turn.outlets}
        return list(found.values())

    @property
    def errata(self) -> list[PlacedErratum]:
        return [placed for part in self.parts for placed in part.errata]

    def errata_of_remarks(self) -> list[PlacedErratum]:
        """Those that stand in the opening or the closing, which have no page of their own."""
        return [placed for part in self.parts if part.is_remarks for placed in part.errata]

    @property
    def furniture(self) -> list[PublishedPart]:
        """What the page prints before, between and after the parts of the event."""
        return [part for part in self.parts if part.is_furniture]

    def printed_within(self) -> list[PublishedParagraph]:
        """What the page prints in the midst of somebody's words, shown there.

        Not （上接第二版） where a text begins, which is in nobody's way.
        """
        return [
            paragraph
            for part in self.parts
            if not part.is_furniture
            for number, turn in enumerate(part.turns)
            for paragraph in turn.paragraphs[number == 0 and not turn.label :]
            if paragraph.kind is Kind.FURNITURE
        ]

    def entries(self) -> Iterator[tuple[PublishedPart, PublishedExchange | None]]:
        """Every part in its order, with what is known of it where it is an exchange."""
        exchanges = {exchange.id: exchange for exchange in self.exchanges}
        for part in self.parts:
            yield part, exchanges.get(part.unit)

    def part(self, unit: str) -> PublishedPart | None:
        return next((part for part in self.parts if part.unit == unit), None)

    def is_varied(self, unit: str, paragraph: str) -> bool:
        """Whether another copy reads a paragraph otherwise, or lacks it."""
        return any(each.marks(unit, paragraph) for each in self.collations)

    def removed_units(self) -> list[str]:
        """Exchanges that were published and are no more: each keeps a page that says so."""
        here = {part.unit for part in self.parts}
        return sorted({row.unit for row in self.rows if addresses.is_exchange(row.unit)} - here)


Listed = tuple[Event, Entry]
"""An exchange in a list, with the event that it belongs to."""


@dataclass(frozen=True, slots=True)
class Archive:
    """All events, newest first, and the vocabulary that they are described with."""

    conferences: tuple[Event, ...]
    vocabulary: Vocabulary
    address: str = ""  # where the site is published, ending in /; empty where not known
    _by_topic: dict[str, list[Listed]] = field(default_factory=dict, init=False)
    _by_outlet: dict[str, list[Listed]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for conference, exchange in self.exchanges():
            topics = (
                id for tag in exchange.topics for id in (tag.topic.id, tag.topic.parent) if id
            )
            for topic in dict.fromkeys(topics):
                self._by_topic.setdefault(topic, []).append((conference, exchange))
            for outlet in exchange.outlets:
                self._by_outlet.setdefault(outlet.id, []).append((conference, exchange))

    @property
    def years(self) -> list[int]:
        return sorted({conference.year for conference in self.conferences}, reverse=True)

    def in_year(self, year: int) -> list[Event]:
        return [conference for conference in self.conferences if conference.year == year]

    def on_topic(self, topic: Topic) -> list[Listed]:
        """Exchanges on a topic, or on any topic of a group, each once; newest conference first."""
        return self._by_topic.get(topic.id, [])

    def by_outlet(self, outlet: Outlet) -> list[Listed]:
        return self._by_outlet.get(outlet.id, [])

    @property
    def asking(self) -> list[Outlet]:
        """The outlets that ever asked, in the order of the vocabulary."""
        return [outlet for outlet in self.vocabulary.outlets if self.by_outlet(outlet)]

    def exchanges(self) -> Iterator[Listed]:
        for conference in self.conferences:
            for exchange in conference.exchanges:
                yield conference, exchange

    def without_topic(self) -> list[Listed]:
        return [listed for listed in self.exchanges() if not listed[1].topics]


@dataclass(frozen=True, slots=True)
class WholeArchive(Archive):
    """An archive with all its words, in memory."""

    conferences: tuple[Conference, ...]


def chinese_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
