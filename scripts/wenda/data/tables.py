"""Tables for spreadsheets: CSV in UTF-8 with a byte order mark, lines end in CRLF."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from wenda.addresses import akn_path, between, entry_of, tei_path
from wenda.archive import Conference, Entry, Event, Listed, PublishedExchange, names
from wenda.model import Kind

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
    "publication",
    "complete",
)

WORDS = ("question", "answer", "other")
"""Further columns where the words are: each paragraph is in one of them."""

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


def conferences_table(conferences: Iterable[Event]) -> bytes:
    """One conference a row, with the files that hold it, as `table` writes them."""
    rows = (
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
    )
    return head_of(CONFERENCE_COLUMNS) + b"".join(map(_line, rows))


def table(listed: Iterable[Listed]) -> bytes:
    """One exchange a row without its words: UTF-8 with a byte order mark, lines end in CRLF.

    A cell that a spreadsheet would take for a formula, and one that begins with ' itself, gets a '
    in front: take one away to have what is meant.
    """
    return joined(row(conference, exchange) for conference, exchange in listed)


def joined(rows: Iterable[bytes]) -> bytes:
    """A table of rows that `row` has made."""
    return head_of(COLUMNS) + b"".join(rows)


def row(conference: Event, exchange: Entry) -> bytes:
    """The row of an exchange, made once for all the lists that it stands in."""
    return _line(_known(conference, exchange))


def conference_rows(conference: Conference) -> bytes:
    """The rows of exchanges.csv for one conference: COLUMNS, then WORDS.

    Paragraphs are parted by a line end; labels and the order of question and answer are in the
    JSON lines.
    """
    return b"".join(
        _line((*_known(conference, exchange), *_words(exchange)))
        for exchange in conference.exchanges
    )


def head_of(columns: Iterable[str]) -> bytes:
    """A byte order mark, and the line that names the columns."""
    return b"\xef\xbb\xbf" + _line(columns)


def _line(cells: Iterable[str]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerow(map(_cell, cells))
    return text.getvalue().encode()


def _known(conference: Event, exchange: Entry) -> tuple[str, ...]:
    return (
        entry_of(conference.slug, exchange.id),
        conference.date.isoformat(),
        conference.record.title,
        exchange.heading,
        "、".join(outlet.name for outlet in exchange.outlets),
        exchange.label,
        names(exchange.speakers),
        "、".join(tag.topic.name for tag in exchange.topics),
        _publication(conference),
        "no" if conference.record.incomplete else "yes",
    )


def _words(exchange: PublishedExchange) -> tuple[str, str, str]:
    said = [paragraph for paragraph in exchange.part.paragraphs if paragraph.id]
    kinds = (Kind.QUESTION, Kind.ANSWER)
    other = "\n".join(paragraph.text for paragraph in said if paragraph.kind not in kinds)
    return exchange.question, exchange.answer, other


def _publication(conference: Event) -> str:
    printed = conference.record.publication
    return " ".join(filter(None, (printed.name, printed.date.isoformat(), printed.page)))


def _cell(value: str) -> str:
    return f"'{value}" if _FORMULA.match(value) else value
