"""What the index is made of, apart from any archive: documents with their passages, and names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """An outlet, a speaker, a topic or a term of the vocabulary."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with its address."""

    id: str  # "p1"
    role: str  # "question", "answer", …
    text: str  # as printed


@dataclass(frozen=True, slots=True)
class Reading:
    """What should probably stand at [start, end) of a passage, in characters."""

    passage: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """An exchange, or the opening or closing words of a conference."""

    key: str  # "2024-03-07-wang-yi/q07"
    heading: str
    date: str  # "2024-03-07"
    outlets: tuple[str, ...]  # ids; their names are in the archive
    speakers: tuple[str, ...]
    topics: tuple[str, ...]
    passages: tuple[Passage, ...]
    readings: tuple[Reading, ...] = ()
    who: tuple[str, str] = ("", "")  # outlets and speakers, as a result shows them
    event: str = ""  # the title of its conference


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a whole archive that somebody asked or answered under, or that were said."""

    outlets: tuple[Name, ...] = ()
    speakers: tuple[Name, ...] = ()
    topics: tuple[Name, ...] = ()
    terms: tuple[Name, ...] = ()  # of the vocabulary, for suggestions
    others: tuple[Name, ...] = ()  # speakers of the vocabulary who never answered: for the check


@dataclass(frozen=True, slots=True)
class Corpus:
    """All documents at once, with the names that they can be filtered by: small archives, tests."""

    documents: tuple[Document, ...]
    outlets: tuple[Name, ...] = ()
    speakers: tuple[Name, ...] = ()
    topics: tuple[Name, ...] = ()
    terms: tuple[Name, ...] = ()
    others: tuple[Name, ...] = ()

    @property
    def names(self) -> Names:
        return Names(self.outlets, self.speakers, self.topics, self.terms, self.others)
