"""Tables for spreadsheets: CSV in UTF-8 with a byte order mark, lines end in CRLF."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from wenda.addresses import akn_path, between, entry_of, tei_path
from wenda.archive import Conference, Listed, PublishedExchange, names
from wenda.data.spoken import spoken

CONFERENCES = "qa/data/conferences.csv"

COLUMNS = (
    "exchange",
    "date",
    "conference",
    "heading",
    "outlet",
    "label",
    "speakers",
    "topics",
    "question",
    "answer",
    "words",
    "publication",
    "complete",
)

CONFERENCE_COLUMNS = (
    "conference",
    "date",
    "title",
    "place",
    "speakers",
    "exchanges",
    "publication",
    "complete",
    "sha256",
    "tei",
    "akn",
)

_FORMULA = re.compile(r"[=+\-@\t\r']")


def conferences_table(conferences: Iterable[Conference]) -> bytes:
    """One conference a row, with the files that hold it, as `table` writes them."""
    return _csv(
        CONFERENCE_COLUMNS,
        (
            (
                conference.slug,
                conference.date.isoformat(),
                conference.record.title,
                conference.record.place,
                names(conference.speakers),
                str(len(conference.exchanges)),
                _publication(conference),
                "no" if conference.record.incomplete else "yes",
                conference.proof.source,
                between(CONFERENCES, tei_path(conference.slug)),
                between(CONFERENCES, akn_path(conference.slug)),
            )
            for conference in conferences
        ),
    )


def table(listed: Iterable[Listed]) -> bytes:
    """One exchange a row, for spreadsheets: UTF-8 with a byte order mark, lines end in CRLF.

    Paragraphs are parted by a line end. A cell that a spreadsheet would take for a formula, and
    one that begins with ' itself, gets a ' in front: take one away to have the words.
    """
    return _csv(COLUMNS, (_row(conference, exchange) for conference, exchange in listed))


def _csv(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(map(_cell, row) for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _row(conference: Conference, exchange: PublishedExchange) -> tuple[str, ...]:
    record = conference.record
    return (
        entry_of(conference.slug, exchange.id),
        conference.date.isoformat(),
        record.title,
        exchange.heading,
        "、".join(outlet.name for outlet in exchange.outlets),
        exchange.label,
        names(conference.speakers_in(exchange.part)),
        "、".join(tag.topic.name for tag in exchange.topics),
        exchange.question,
        exchange.answer,
        spoken(exchange),
        _publication(conference),
        "no" if record.incomplete else "yes",
    )


def _publication(conference: Conference) -> str:
    printed = conference.record.publication
    return " ".join(filter(None, (printed.name, printed.date.isoformat(), printed.page)))


def _cell(value: str) -> str:
    return f"'{value}" if _FORMULA.match(value) else value
