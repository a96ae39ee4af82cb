"""What is known about a conference or an exchange, as plain values: for front matter and data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wenda.addresses import entry_of
from wenda.archive import Conference, PublishedExchange, Speaking


def conference_facts(conference: Conference) -> dict[str, Any]:
    """What is known about a conference: the front matter of its page."""
    record = conference.record
    return {
        "title": record.title,
        "conference": conference.slug,
        "date": record.date.isoformat(),
        "place": record.place,
        "subject": record.subject,
        "speakers": _speaker_facts(conference.speakers),
        "publication": record.publication.model_dump(mode="json", exclude_none=True),
        "complete": record.incomplete is None,
        "basis": record.basis,
        "exchanges": [exchange.id for exchange in conference.exchanges],
        "source": {"file": conference.source, "sha256": conference.proof.source},
    }


def exchange_facts(conference: Conference, exchange: PublishedExchange) -> dict[str, Any]:
    """What is known about an exchange, as plain values: the front matter of its page."""
    return {
        "title": exchange.heading,
        "title_by": "editor" if exchange.heading_by_editor else "question",
        "exchange": entry_of(conference.slug, exchange.id),
        "conference": conference.slug,
        "date": conference.date.isoformat(),
        "speakers": _speaker_facts(conference.speakers_in(exchange.part)),
        "outlets": [{"id": outlet.id, "name": outlet.name} for outlet in exchange.outlets],
        "label": exchange.label or None,
        "topics": [
            {"id": tag.topic.id, "name": tag.topic.name, "reason": tag.reason}
            for tag in exchange.topics
        ],
        "paragraphs": [
            {
                "id": paragraph.id,
                "kind": str(paragraph.kind),
                "lines": lines(paragraph.line, paragraph.last_line),
            }
            for paragraph in exchange.part.paragraphs
            if paragraph.id
        ],
        "source": {
            "file": conference.source,
            "lines": lines(exchange.part.first_line, exchange.part.last_line),
            "sha256": conference.proof.source,
        },
    }


def _speaker_facts(speakers: Iterable[Speaking]) -> list[dict[str, str]]:
    return [{"id": who.id, "name": who.name, "office": office} for who, office in speakers]


def lines(first: int, last: int) -> str:
    """Lines of a transcript: 65, or 40-44."""
    return str(first) if first == last else f"{first}-{last}"
