"""Parts of a transcript become what is published: ids from the ledger, people, errata, topics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from wenda.archive import (
    PlacedErratum,
    PublishedExchange,
    PublishedParagraph,
    PublishedPart,
    PublishedTurn,
    TopicTag,
    opening_words,
)
from wenda.editors.sidecar import ConferenceRecord, Sidecar
from wenda.model import Exchange, Kind, Paragraph, Part, Remarks, asked_by, paragraphs, words
from wenda.naming.align import Named
from wenda.naming.ledger import Row
from wenda.reading.headings import heading_of
from wenda.topics.classifier import Classifier
from wenda.voices import People, attribution, spoken_turns

_SET_APART = re.compile(r"“([\u3400-\u9fff]{4,12})”")  # a phrase in quotation marks


def place_errata(
    sidecar: Sidecar, parts: Sequence[Part]
) -> Mapping[Paragraph, Sequence[PlacedErratum]]:
    """Where each erratum stands. E01: its quotation or reading is not there exactly once."""
    places: dict[Paragraph, list[PlacedErratum]] = {}
    whole = [paragraph for part in parts for paragraph in paragraphs(part.turns)]
    for index, erratum in enumerate(sidecar.record.errata):
        found = [(p, at) for p in whole for at in _occurrences(p.text, erratum.quote)]
        inside = _occurrences(erratum.quote, erratum.reading)
        for key, quoted, times in (
            ("quote", erratum.quote, len(found)),
            ("reading", erratum.reading, len(inside)),
        ):
            if times != 1:
                message = f"「{quoted}」应恰好出现一次，现在是 {times} 次。"
                hint = "quote 照原文抄足以辨认的上下文，reading 是其中可疑的字。"
                sidecar.add("E01", message, hint, "errata", index, key)
        if len(found) == len(inside) == 1:
            paragraph, at = found[0]
            start = at + inside[0]
            placed = PlacedErratum(start, start + len(erratum.reading), index + 1, erratum)
            places.setdefault(paragraph, []).append(placed)
    for in_paragraph in places.values():
        in_paragraph.sort(key=lambda placed: placed.start)
        for first, second in pairwise(in_paragraph):
            if second.start < first.end:
                message = f"reading 与第 {first.number} 条校记的重叠。"
                sidecar.add("E01", message, "请合并为一条。", "errata", second.number - 1)
    return places


def publish(
    parts: Sequence[Part],
    named: Sequence[Named],
    errata: Mapping[Paragraph, Sequence[PlacedErratum]],
    people: People,
) -> Iterator[PublishedPart]:
    """Parts with the ids that the ledger gave them. `named` has one item per part that is spoken.

    What the page prints around them has no address, and is called furniture, furniture-2 …
    """
    waiting = iter(named)
    printed = 0
    for part in parts:
        if is_furniture(part):
            printed += 1
            names = Named("furniture" if printed == 1 else f"furniture-{printed}", ())
        else:
            names = next(waiting)
        rows = iter(names.rows)
        turns = tuple(
            PublishedTurn(
                spoken.turn.role,
                spoken.turn.label,
                tuple(_published(spoken.turn.paragraphs, rows, errata, people)),
                spoken.turn.line,
                spoken.speaker,
                spoken.outlets,
            )
            for spoken in spoken_turns(part, people)
        )
        yield PublishedPart(names.unit, turns)


def _published(
    printed: Iterable[Paragraph],
    rows: Iterator[Row],
    errata: Mapping[Paragraph, Sequence[PlacedErratum]],
    people: People,
) -> Iterator[PublishedParagraph]:
    """The paragraphs of a turn with their ids; an English twin's hangs on what it translates."""
    of, twins = "", 0
    for p in printed:
        id = formerly = ""
        if p.has_address:
            row = next(rows)
            id = of = row.paragraph
            twins, formerly = 0, attribution(row, people)
        elif p.kind is Kind.TRANSLATION:
            twins += 1
            id = f"{of}-en" if twins == 1 else f"{of}-en{twins}"
        placed = tuple(errata.get(p, ()))
        yield PublishedParagraph(p.pieces, p.line, p.last_line, id, placed, formerly)


def exchanges(
    parts: Iterable[PublishedPart],
    record: ConferenceRecord,
    people: People,
    classify: Classifier,
) -> Iterator[PublishedExchange]:
    """Exchanges with heading, outlet and topics; what an editor decided comes first."""
    vocabulary = people.vocabulary
    found = (part for part in parts if part.is_exchange)
    for number, part in enumerate(found, start=1):
        note = record.exchanges.get(part.unit)
        question, answer = words(part.turns, Kind.QUESTION), words(part.turns, Kind.ANSWER)
        label = asked_by(part.turns)
        if note and note.topics is not None:
            topics = tuple(TopicTag(vocabulary.topic[name], None) for name in note.topics)
        else:
            topics = tuple(
                TopicTag(vocabulary.topic[match.topic], match)
                for match in classify(question, answer)
            )
        yield PublishedExchange(
            id=part.unit,
            number=number,
            heading=(note and note.heading) or heading_of(question or answer),
            heading_by_editor=bool(note and note.heading),
            outlets=vocabulary.outlets_of(label) if label else (),
            label=label,
            topics=topics,
            speakers=part.speakers or people.speakers,
            opening_words=opening_words(question or answer),
            set_apart=tuple(_SET_APART.findall(answer)),
            part=part,
        )


def is_furniture(part: Part) -> bool:
    """What the page prints around the event, and nobody said."""
    return isinstance(part, Remarks) and part.kind is Kind.FURNITURE


def unit_name(part: Part) -> str | None:
    """The fixed name of remarks; None for an exchange, which the ledger names."""
    return None if isinstance(part, Exchange) else part.kind.value


def _occurrences(text: str, quoted: str) -> list[int]:
    return [match.start() for match in re.finditer(f"(?={re.escape(quoted)})", text)]
