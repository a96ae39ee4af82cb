"""Every data file of the archive: to add an export, write its module and name it here.

What needs words is made of one conference alone (`conference_files`, `Chunks`), and may be kept;
the rest of lists of what is known without them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wenda import addresses
from wenda.archive import SITE_NAME, Archive, Conference, Listed
from wenda.data.akoma_ntoso import akoma_ntoso
from wenda.data.feeds import NEWEST, Entry, conference_entries, feed
from wenda.data.records import conference_lines, json_schema
from wenda.data.references import reference_files
from wenda.data.tables import CONFERENCES, conference_rows, conferences_table, joined, row, table
from wenda.data.tei import tei
from wenda.data.whole import CSV, JSON_LINES, File, compressed, whole, with_copy

FOLDERS = (("tei", "TEI P5，近于 ParlaMint"), ("akn", "Akoma Ntoso 3.0"))
"""Below docs/qa/data/, with a file for each conference."""


@dataclass(frozen=True, slots=True)
class Chunks:
    """What one conference gives to the files of the whole; asked for once and in order.

    Each is made of the conference alone: who has kept it from an earlier build gives that.
    """

    lines: Callable[[Any], bytes] = conference_lines
    rows: Callable[[Any], bytes] = conference_rows
    entries: Callable[[Any], Mapping[str, Entry]] = conference_entries
    compress: Callable[[bytes], bytes] = compressed


def conference_files(conference: Conference, address: str) -> Iterator[File]:
    """The files of one conference alone, by their path below docs/qa/."""
    for path, data in (
        (addresses.tei_path(conference.slug), tei(conference, address)),
        (addresses.akn_path(conference.slug), akoma_ntoso(conference, address)),
        (
            addresses.table_of(conference.path),
            table((conference, exchange) for exchange in conference.exchanges),
        ),
        *reference_files(conference, address),
    ):
        for name, written in with_copy(path, data):
            yield addresses.generated(name), written


def archive_files(archive: Archive, chunks: Chunks) -> Iterator[File]:
    """The files of more than one conference, by their path below docs/qa/."""
    for path, data in _words(archive, chunks):
        yield addresses.generated(path), data
    for path, data in (*_feeds(archive, chunks), *_tables(archive)):
        for name, written in with_copy(path, data, chunks.compress):
            yield addresses.generated(name), written


def _words(archive: Archive, chunks: Chunks) -> Iterator[File]:
    yield from whole(JSON_LINES, archive.conferences, chunks.lines, chunks.compress)
    yield from whole(CSV, archive.conferences, chunks.rows, chunks.compress)


def _feeds(archive: Archive, chunks: Chunks) -> Iterator[File]:
    """Each conference is asked for its entries once, and only those that a feed has are kept."""
    wanted = [("", SITE_NAME, list(archive.exchanges())[:NEWEST])]
    for path, name, listed in _lists(archive):
        if listed and name:
            wanted.append((path, f"{SITE_NAME}：{name}", list(listed)[:NEWEST]))
    needed: dict[str, set[str]] = {}
    for _, _, newest in wanted:
        for conference, exchange in newest:
            needed.setdefault(conference.slug, set()).add(exchange.id)
    entries = {
        conference.slug: {
            id: entry
            for id, entry in chunks.entries(conference).items()
            if id in needed[conference.slug]
        }
        for conference in archive.conferences
        if conference.slug in needed
    }
    for path, title, newest in wanted:
        data = feed(title, path, newest, lambda each: entries[each.slug], archive.address)
        yield addresses.feed_of(path), data


def _tables(archive: Archive) -> Iterator[File]:
    """What each list has, a row an exchange; each row is written once."""
    yield "qa/data/exchanges.schema.json", json_schema()
    yield CONFERENCES, conferences_table(archive.conferences)
    rows = {(event.slug, entry.id): row(event, entry) for event, entry in archive.exchanges()}
    for path, _, listed in _lists(archive):
        if listed:
            data = joined(rows[conference.slug, exchange.id] for conference, exchange in listed)
            yield addresses.table_of(path), data


def _lists(archive: Archive) -> Iterator[tuple[str, str, Sequence[Listed]]]:
    """Every list by the path of its page, with the title of its feed, where it has one."""
    for topic in archive.vocabulary.topics:
        yield addresses.topic_path(topic.id), topic.name, archive.on_topic(topic)
    for outlet in archive.vocabulary.outlets:
        yield addresses.outlet_path(outlet.id), outlet.name, archive.by_outlet(outlet)
    yield addresses.UNCLASSIFIED, "", archive.without_topic()
    for year in archive.years:
        yield (
            addresses.year_path(year),
            "",
            [(c, exchange) for c in archive.in_year(year) for exchange in c.exchanges],
        )
