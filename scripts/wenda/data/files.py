"""Every data file of the archive: to add an export, write its module and name it here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wenda import addresses
from wenda.archive import SITE_NAME, Archive, Conference, Listed
from wenda.data.akoma_ntoso import akoma_ntoso
from wenda.data.feeds import NEWEST, feed
from wenda.data.records import json_lines, json_schema
from wenda.data.references import reference_files
from wenda.data.tables import CONFERENCES, conferences_table, table
from wenda.data.tei import tei

WHOLE_ARCHIVE = (
    ("data/exchanges.jsonl", "JSON Lines，UTF-8", "一行一则问答，字段见下"),
    ("data/exchanges.schema.json", "JSON Schema 2020-12", "一行的结构，可用来校验"),
    ("data/exchanges.csv", "CSV，UTF-8 带 BOM", "一行一则问答，可用表格软件打开"),
    ("data/conferences.csv", "CSV，UTF-8 带 BOM", "一行一场记者会"),
    ("feed.xml", "Atom", f"最新的 {NEWEST} 则，可用阅读器订阅"),
)
"""Path below docs/qa/, format, and what it holds, for the page 数据."""


def data_files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """Every data file by its path below docs/qa/."""
    for path, data in _files(archive):
        yield addresses.generated(path), data


def conference_files(conference: Conference, address: str) -> Iterator[tuple[str, bytes]]:
    """The data files of one conference."""
    own = [(conference, exchange) for exchange in conference.exchanges]
    files = {
        addresses.table_of(conference.path): table(own),
        addresses.tei_path(conference.slug): tei(conference, address),
        addresses.akn_path(conference.slug): akoma_ntoso(conference, address),
    }
    files |= dict(reference_files(conference, address))
    for path, data in files.items():
        yield addresses.generated(path), data


def _files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """By path from where the site begins."""
    everything = list(archive.exchanges())
    yield "qa/data/exchanges.jsonl", json_lines(everything)
    yield "qa/data/exchanges.schema.json", json_schema()
    yield "qa/data/exchanges.csv", table(everything)
    yield CONFERENCES, conferences_table(archive.conferences)
    yield addresses.feed_of(""), feed(SITE_NAME, "", everything, archive.address)
    for topic in archive.vocabulary.topics:
        page = addresses.topic_path(topic.id)
        yield from _list(archive, page, topic.name, archive.on_topic(topic))
    for outlet in archive.vocabulary.outlets:
        page = addresses.outlet_path(outlet.id)
        yield from _list(archive, page, outlet.name, archive.by_outlet(outlet))
    if listed := archive.without_topic():
        yield addresses.table_of(addresses.UNCLASSIFIED), table(listed)
    for year in archive.years:
        listed = [(c, exchange) for c in archive.in_year(year) for exchange in c.exchanges]
        yield addresses.table_of(addresses.year_path(year)), table(listed)


def _list(
    archive: Archive, page: str, name: str, listed: Iterable[Listed]
) -> Iterator[tuple[str, bytes]]:
    """The files of a list that has a page; an empty one has none."""
    if listed:
        yield addresses.table_of(page), table(listed)
        title = f"{SITE_NAME}：{name}"
        yield addresses.feed_of(page), feed(title, page, listed, archive.address)
