"""The archive as the search index takes it."""

from __future__ import annotations

from collections.abc import Iterator

from wenda.addresses import entry_of
from wenda.archive import Archive, Conference, PublishedExchange, PublishedPart
from wenda.model import Kind
from wenda.search.documents import Corpus, Document, Name, Passage, Reading

_REMARKS = {"opening": "开场", "closing": "结束"}


def corpus_of(archive: Archive) -> Corpus:
    """Everything that can be searched, with the names that somebody asked or answered under."""
    vocabulary = archive.vocabulary
    topics = [topic for topic in vocabulary.topics if topic.parent is not None]
    terms = dict.fromkeys(term for topic in topics for term in topic.terms)
    answering = {
        speaker.id for conference in archive.conferences for speaker, _ in conference.speakers
    }
    return Corpus(
        documents=tuple(_documents(archive)),
        outlets=tuple(Name(outlet.id, outlet.name, outlet.aliases) for outlet in archive.asking),
        speakers=tuple(
            Name(speaker.id, speaker.name)
            for speaker in vocabulary.speakers
            if speaker.id in answering
        ),
        topics=tuple(Name(topic.id, topic.name) for topic in topics if archive.on_topic(topic)),
        terms=tuple(Name(term, term) for term in terms),
    )


def _documents(archive: Archive) -> Iterator[Document]:
    """Exchanges and remarks, oldest conference first, each in the order of its transcript.

    Opening and closing are searched too: what was said there can be quoted like anything else.
    """
    for conference in reversed(archive.conferences):
        for part, exchange in conference.entries():
            if any(paragraph.id for paragraph in part.paragraphs):
                yield _document(conference, part, exchange)


def _document(
    conference: Conference, part: PublishedPart, exchange: PublishedExchange | None
) -> Document:
    # Twins in another language come last, so that a quotation runs from one paragraph to the next.
    said = [paragraph for paragraph in part.paragraphs if paragraph.id]
    paragraphs = sorted(said, key=lambda paragraph: paragraph.kind is Kind.TRANSLATION)
    return Document(
        key=entry_of(conference.slug, part.unit),
        heading=exchange.heading if exchange else _REMARKS[part.unit],
        date=conference.date.isoformat(),
        outlets=tuple(outlet.id for outlet in exchange.outlets) if exchange else (),
        speakers=tuple(who.id for who, _ in conference.speakers_in(part)),
        topics=tuple(tag.topic.id for tag in exchange.topics) if exchange else (),
        passages=tuple(
            Passage(p.id, str(p.kind) if exchange else "remarks", p.text) for p in paragraphs
        ),
        readings=tuple(
            Reading(paragraph.id, placed.start, placed.end, placed.erratum.suggestion)
            for paragraph in paragraphs
            for placed in paragraph.errata
            if placed.erratum.suggestion is not None
        ),
    )
