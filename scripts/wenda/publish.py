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
)
from wenda.editors.sidecar import ConferenceRecord, Sidecar
from wenda.editors.vocabulary import Vocabulary
from wenda.model import Exchange, Kind, Paragraph, Part, asked_by, paragraphs, words
from wenda.naming.align import Named
from wenda.naming.ledger import Row
from wenda.topics.classifier import Classifier
from wenda.voices import People, attribution, spoken_turns

# A heading made from a question is cut at the last clause end before this many characters.
_FALLBACK_HEADING = 28


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
    """Parts with the ids that the ledger gave them. `named` has one item per part."""
    for part, names in zip(parts, named, strict=True):
        rows = iter(names.rows)
        turns = tuple(
            PublishedTurn(
                spoken.turn.role,
                spoken.turn.label,
                tuple(
                    _published(paragraph, rows, errata.get(paragraph, ()), people)
                    for paragraph in spoken.turn.paragraphs
                ),
                spoken.turn.line,
                spoken.speaker,
                spoken.outlet,
            )
            for spoken in spoken_turns(part, people)
        )
        yield PublishedPart(names.unit, turns)


def _published(
    paragraph: Paragraph, rows: Iterator[Row], errata: Sequence[PlacedErratum], people: People
) -> PublishedParagraph:
    row = next(rows) if paragraph.has_address else None
    return PublishedParagraph(
        paragraph.pieces,
        paragraph.line,
        paragraph.last_line,
        row.paragraph if row else "",
        tuple(errata),
        attribution(row, people) if row else "",
    )


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
            part=part,
            number=number,
            heading=(note and note.heading) or fallback_heading(question or answer),
            heading_by_editor=bool(note and note.heading),
            outlet=vocabulary.outlet_of(label) if label else None,
            label=label,
            topics=topics,
        )


def unit_name(part: Part) -> str | None:
    """The fixed name of remarks; None for an exchange, which the ledger names."""
    return None if isinstance(part, Exchange) else part.kind.value


def fallback_heading(opening: str) -> str:
    """A heading made from the opening words: up to the last clause end within the limit."""
    opening = opening.partition("\n")[0]
    if len(opening) <= _FALLBACK_HEADING:
        return opening.rstrip("。；，：、")
    within = opening[:_FALLBACK_HEADING]
    clauses = [match.end() for match in re.finditer("[。！？；，：、]", within)]
    end = clauses[-1] if clauses and clauses[-1] > _FALLBACK_HEADING // 3 else _FALLBACK_HEADING
    return opening[:end].rstrip("。；，：、") + "…"


def _occurrences(text: str, quoted: str) -> list[int]:
    return [match.start() for match in re.finditer(f"(?={re.escape(quoted)})", text)]
