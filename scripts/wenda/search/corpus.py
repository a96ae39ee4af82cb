"""The archive as the search index takes it: documents by conference, names of the whole."""

from __future__ import annotations

from collections.abc import Iterator

from wenda.addresses import entry_of
from wenda.archive import Archive, Conference, PublishedExchange, PublishedPart, WholeArchive
from wenda.editors.vocabulary import Vocabulary
from wenda.model import Kind
from wenda.search.documents import Corpus, Document, Name, Names, Passage, Reading

_REMARKS = {"opening": "开场", "closing": "结束"}


def corpus_of(archive: WholeArchive) -> Corpus:
    """Everything that can be searched, oldest conference first."""
    names = names_of_archive(archive)
    documents = tuple(
        document
        for conference in reversed(archive.conferences)
        for document in documents_of(conference)
    )
    return Corpus(documents, names.outlets, names.speakers, names.topics, names.terms, names.others)


def names_of_archive(archive: Archive) -> Names:
    """The names that somebody asked or answered under, and of the vocabulary its terms and who
    else may be said to have spoken."""
    vocabulary = archive.vocabulary
    answering = {
        speaker.id for conference in archive.conferences for speaker, _ in conference.speakers
    }
    return Names(
        outlets=tuple(Name(outlet.id, outlet.name, outlet.aliases) for outlet in archive.asking),
        speakers=tuple(
            Name(speaker.id, speaker.name)
            for speaker in vocabulary.speakers
            if speaker.id in answering
        ),
        topics=tuple(
            Name(topic.id, topic.name)
            for topic in vocabulary.topics
            if topic.parent is not None and archive.on_topic(topic)
        ),
        terms=tuple(Name(term, term) for term in terms_of(vocabulary)),
        others=tuple(
            Name(speaker.id, speaker.name)
            for speaker in vocabulary.speakers
            if speaker.id not in answering
        ),
    )


def terms_of(vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words by which topics are known: what was said of them is suggested."""
    topics = (topic for topic in vocabulary.topics if topic.parent is not None)
    return tuple(dict.fromkeys(term for topic in topics for term in topic.terms))


def documents_of(conference: Conference) -> Iterator[Document]:
    """Exchanges and remarks of a conference, in the order of its transcript.

    Opening and closing are searched too: what was said there can be quoted like anything else.
    """
    for part, exchange in conference.entries():
        if any(paragraph.id for paragraph in part.paragraphs):
            yield _document(conference, part, exchange)


def _document(
    conference: Conference, part: PublishedPart, exchange: PublishedExchange | None
) -> Document:
    # Twins in another language come last, so that a quotation runs from one paragraph to the next.
    said = [paragraph for paragraph in part.paragraphs if paragraph.id]
    paragraphs = sorted(said, key=lambda paragraph: paragraph.kind is Kind.TRANSLATION)
    outlets = exchange.outlets if exchange else ()
    speakers = [who for who, _ in conference.speakers_in(part)]
    return Document(
        key=entry_of(conference.slug, part.unit),
        heading=exchange.heading if exchange else _REMARKS[part.unit],
        date=conference.date.isoformat(),
        outlets=tuple(outlet.id for outlet in outlets),
        speakers=tuple(speaker.id for speaker in speakers),
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
        who=("、".join(each.name for each in outlets), "、".join(each.name for each in speakers)),
        event=conference.record.title,
    )
