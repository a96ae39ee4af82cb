"""The archive as the search index takes it."""

from __future__ import annotations

from collections.abc import Iterator

from wenda.archive import Archive, Conference, PublishedExchange, PublishedPart
from wenda.classify import Classifier
from wenda.fold import simplified
from wenda.search_index import Archive as Index
from wenda.search_index import Entry as Row
from wenda.search_index import Erratum, Name, Paragraph, index_files, pinyin_syllables

_REMARKS = {"opening": "开场", "closing": "结束"}


def search_files(archive: Archive, classify: Classifier) -> dict[str, bytes]:
    """The files of the search index by their path under docs/qa/search/."""
    return index_files(_index(archive), classify.words, simplified(), pinyin_syllables)


def _index(archive: Archive) -> Index:
    vocabulary = archive.vocabulary
    topics = [topic for topic in vocabulary.topics if topic.parent is not None]
    terms = dict.fromkeys(term for topic in topics for term in topic.terms)
    answering = {
        speaker.id for conference in archive.conferences for speaker, _ in conference.speakers
    }
    return Index(
        entries=tuple(_rows(archive)),
        outlets=tuple(
            Name(outlet.id, outlet.name, outlet.aliases)
            for outlet in vocabulary.outlets
            if archive.by_outlet(outlet)
        ),
        speakers=tuple(
            Name(speaker.id, speaker.name)
            for speaker in vocabulary.speakers
            if speaker.id in answering
        ),
        topics=tuple(Name(topic.id, topic.name) for topic in topics if archive.on_topic(topic)),
        terms=tuple(Name(term, term) for term in terms),
    )


def _rows(archive: Archive) -> Iterator[Row]:
    """Exchanges and remarks, oldest conference first, each in the order of its transcript.

    Opening and closing are searched too: what was said there can be quoted like anything else.
    """
    for conference in reversed(archive.conferences):
        for part, exchange in conference.entries():
            if any(paragraph.id for paragraph in part.paragraphs):
                yield _row(conference, part, exchange)


def _row(conference: Conference, part: PublishedPart, exchange: PublishedExchange | None) -> Row:
    paragraphs = [paragraph for paragraph in part.paragraphs if paragraph.id]
    return Row(
        key=f"{conference.slug}/{part.unit}",
        heading=exchange.heading if exchange else _REMARKS[part.unit],
        date=conference.date.isoformat(),
        outlet=exchange.outlet.id if exchange and exchange.outlet else None,
        speakers=tuple(who.id for who, _ in conference.speakers_in(part)),
        topics=tuple(tag.topic.id for tag in exchange.topics) if exchange else (),
        paragraphs=tuple(
            Paragraph(
                paragraph.id,
                str(paragraph.paragraph.kind) if exchange else "remarks",
                paragraph.paragraph.text,
            )
            for paragraph in paragraphs
        ),
        errata=tuple(
            Erratum(paragraph.id, mark.start, mark.end, mark.erratum.suggestion)
            for paragraph in paragraphs
            for mark in paragraph.errata
            if mark.erratum.suggestion is not None
        ),
    )
