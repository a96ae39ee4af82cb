"""The archive as data: JSON lines, CSV and Atom, from which the words come back as printed."""

from __future__ import annotations

import csv
import io
import json
import re
import uuid
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree as ET

from wenda.archive import Archive, Conference, PublishedExchange
from wenda.model import Kind
from wenda.pages import exchange_facts

Listed = tuple[Conference, PublishedExchange]

ATOM = "http://www.w3.org/2005/Atom"
_NEWEST = 50
"""So many entries has a feed: more than a week of a daily briefing."""
_IDS = uuid.uuid5(uuid.NAMESPACE_URL, "wenda")
"""A feed's ids stay the same wherever the site is hosted: they are made of our own names."""
_FORMULA = re.compile(r"[=+\-@\t\r']")

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
    "publication",
    "complete",
)


def data_files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """Every data file by its path under docs/qa/."""
    everything = list(archive.exchanges())
    yield "data/exchanges.jsonl", json_lines(everything)
    yield "data/exchanges.csv", table(everything)
    yield "feed.xml", feed("Wenda 问答", "", everything)
    for topic in archive.vocabulary.topics:
        if listed := archive.on_topic(topic):
            yield f"topics/{topic.id}.csv", table(listed)
            yield f"topics/{topic.id}.xml", feed(f"Wenda 问答：{topic.name}", "../", listed)
    for outlet in archive.vocabulary.outlets:
        if listed := archive.by_outlet(outlet):
            yield f"outlets/{outlet.id}.csv", table(listed)
            yield f"outlets/{outlet.id}.xml", feed(f"Wenda 问答：{outlet.name}", "../", listed)
    for year in archive.years:
        listed = [(c, exchange) for c in archive.in_year(year) for exchange in c.exchanges]
        yield f"years/{year}.csv", table(listed)


def json_lines(listed: Iterable[Listed]) -> bytes:
    """One exchange a line: the page's front matter, with the words and notes of each paragraph."""
    lines = (
        json.dumps(_record(conference, exchange), ensure_ascii=False)
        for conference, exchange in listed
    )
    return "".join(line + "\n" for line in lines).encode()


def _record(conference: Conference, exchange: PublishedExchange) -> dict[str, Any]:
    facts = exchange_facts(conference, exchange)
    printed = [paragraph for paragraph in exchange.part.paragraphs if paragraph.id]
    words = [
        {
            **fact,
            "text": paragraph.paragraph.text,
            "errata": [
                {
                    "start": mark.start,
                    "end": mark.end,
                    "reading": mark.erratum.reading,
                    "suggestion": mark.erratum.suggestion,
                    "note": mark.erratum.note,
                }
                for mark in paragraph.errata
            ],
        }
        for fact, paragraph in zip(facts["paragraphs"], printed, strict=True)
    ]
    record = conference.record
    return {
        **facts,
        "paragraphs": words,
        "publication": record.publication.model_dump(mode="json", exclude_none=True),
        "incomplete": record.incomplete,
    }


def table(listed: Iterable[Listed]) -> bytes:
    """One exchange a row, for spreadsheets: UTF-8 with a byte order mark, lines end in CRLF.

    Paragraphs are parted by a line end. A cell that a spreadsheet would take for a formula, and
    one that begins with ' itself, gets a ' in front: take one away to have the words.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for conference, exchange in listed:
        writer.writerow(map(_cell, _row(conference, exchange)))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _row(conference: Conference, exchange: PublishedExchange) -> tuple[str, ...]:
    record, printed = conference.record, conference.record.publication
    return (
        f"{conference.slug}/{exchange.id}",
        conference.date.isoformat(),
        record.title,
        exchange.heading,
        exchange.outlet.name if exchange.outlet else "",
        exchange.label,
        "、".join(speaker.name for speaker, _ in conference.speakers),
        "、".join(tag.topic.name for tag in exchange.topics),
        exchange.question,
        exchange.answer,
        " ".join(filter(None, (printed.name, printed.date.isoformat(), printed.page))),
        "no" if record.incomplete else "yes",
    )


def _cell(value: str) -> str:
    return f"'{value}" if _FORMULA.match(value) else value


def feed(title: str, up: str, listed: Iterable[Listed]) -> bytes:
    """An Atom feed (RFC 4287) of the newest exchanges; `up` leads from its folder to qa/.

    Dates are those of the publication, not of a build; addresses are relative to the feed's own.
    """
    newest = list(listed)[:_NEWEST]
    root = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "zh"})
    _add(root, "title", title)
    _add(root, "id", uuid.uuid5(_IDS, title).urn)
    _add(root, "updated", max((_printed(c) for c, _ in newest), default="1970-01-01T00:00:00Z"))
    _add(_add(root, "author"), "name", "Wenda 问答")
    _add(root, "link", rel="alternate", type="text/html", href=f"{up}../")
    for conference, exchange in newest:
        name = f"{conference.slug}/{exchange.id}"
        entry = _add(root, "entry")
        _add(entry, "title", exchange.heading)
        _add(entry, "id", uuid.uuid5(_IDS, name).urn)
        _add(entry, "updated", _printed(conference))
        for speaker, _ in conference.speakers:
            _add(_add(entry, "author"), "name", speaker.name)
        _add(entry, "link", rel="alternate", type="text/html", href=f"{up}{name}/")
        for tag in exchange.topics:
            _add(entry, "category", term=tag.topic.id, label=tag.topic.name)
        _add(entry, "content", _spoken(exchange), type="text")
    ET.indent(root, " ")
    ET.register_namespace("", ATOM)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text
    return element


def _printed(conference: Conference) -> str:
    return f"{conference.record.publication.date.isoformat()}T00:00:00Z"


def _spoken(exchange: PublishedExchange) -> str:
    """The words with their labels, a paragraph a line."""
    lines: list[str] = []
    for turn in exchange.part.turns:
        label = turn.turn.printed_label
        words = [
            p.paragraph.text for p in turn.paragraphs if p.paragraph.kind is not Kind.FURNITURE
        ]
        lines += [label + words[0], *words[1:]] if words else [label]
    return "\n".join(lines)
