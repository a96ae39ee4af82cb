"""Conference → documents: one for each exchange, one for the opening and the closing words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from wenda.addresses import entry_of, page_path, paragraph_path
from wenda.archive import Conference, PublishedExchange, PublishedParagraph, PublishedPart
from wenda.model import Kind

_REMARKS = {"opening": "开场", "closing": "结束"}


def documents(conference: Conference, address: str) -> Iterator[dict[str, Any]]:
    """In the order of the transcript. `address`: where the site is published, or empty."""
    for part, exchange in conference.entries():
        said = [paragraph for paragraph in part.paragraphs if paragraph.id]
        if said:
            # Twins in another language last: a quotation runs from one paragraph to the next.
            said.sort(key=lambda paragraph: paragraph.kind is Kind.TRANSLATION)
            yield _document(conference, part, exchange, said, address)


def _document(
    conference: Conference,
    part: PublishedPart,
    exchange: PublishedExchange | None,
    said: Sequence[PublishedParagraph],
    address: str,
) -> dict[str, Any]:
    speakers = [speaker for speaker, _ in conference.speakers_in(part)]
    outlets = exchange.outlets if exchange else ()
    topics = [tag.topic for tag in exchange.topics] if exchange else []
    suggested = [text for run in _runs(said) if (text := _as_suggested(run)) != _as_printed(run)]
    return {
        "entry": entry_of(conference.slug, part.unit),
        "kind": "exchange" if exchange else part.unit,
        "conference": conference.slug,
        "title": conference.record.title,
        "date": conference.date.isoformat(),
        "year": conference.year,
        "address": address + page_path(conference.slug, part.unit),
        "heading": exchange.heading if exchange else _REMARKS[part.unit],
        "heading_by": "question" if exchange and not exchange.heading_by_editor else "editor",
        "speakers": [each.id for each in speakers],
        "speaker_names": [each.name for each in speakers],
        "outlets": [each.id for each in outlets],
        "outlet_names": [each.name for each in outlets],
        "topics": [each.id for each in topics],
        "topic_names": [each.name for each in topics],
        "words": [_as_printed(run) for run in _runs(said)],
        **({"suggested": suggested} if suggested else {}),
        "paragraphs": [
            {
                "id": paragraph.id,
                "kind": str(paragraph.kind),
                "address": address + paragraph_path(conference.slug, part.unit, paragraph.id),
                "text": paragraph.text,
            }
            for paragraph in said
        ],
    }


def _runs(said: Sequence[PublishedParagraph]) -> Iterator[list[PublishedParagraph]]:
    for _, run in groupby(said, key=lambda paragraph: paragraph.kind):
        yield list(run)


def _as_printed(run: Sequence[PublishedParagraph]) -> str:
    return "\n".join(paragraph.text for paragraph in run)


def _as_suggested(run: Sequence[PublishedParagraph]) -> str:
    return "\n".join(map(_suggested, run))


def _suggested(paragraph: PublishedParagraph) -> str:
    """A paragraph with what its errata suggest in their places."""
    text, at = "", 0
    for placed in sorted(paragraph.errata, key=lambda placed: placed.start):
        if placed.erratum.suggestion is not None:
            text += paragraph.text[at : placed.start] + placed.erratum.suggestion
            at = placed.end
    return text + paragraph.text[at:]
