"""The archive as pages: a pure function from values to files of plain Markdown.

To add a kind of page, write its function, name it in `conference_pages` or in `archive_pages`, and
put a template beside the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from wenda import addresses
from wenda.archive import Archive, Conference, PublishedExchange
from wenda.data.facts import conference_facts, exchange_facts, lines
from wenda.site.citations import on_page
from wenda.site.examples import examples, quoted
from wenda.site.fates import fates, heir
from wenda.site.included import examples_of_search, home
from wenda.site.lists import list_pages
from wenda.site.metadata import (
    conference_summary,
    conference_tags,
    described,
    exchange_tags,
    head,
    json_ld,
    preview,
)
from wenda.site.references import of_conference, of_exchange
from wenda.site.render import front_matter, render
from wenda.site.rows import Rows
from wenda.site.strip import Segment, strip

Page = tuple[str, str]
"""A page by its path from where the site begins, and its text."""


def archive_pages(archive: Archive) -> Iterator[tuple[str, str]]:
    """The pages of more than one conference, made without anybody's words, by their file."""
    rows, words = Rows(archive), examples(map(quoted, archive.conferences))
    for path, text in list_pages(archive, rows):
        yield addresses.generated(path), text
    yield "home.inc", home(archive, rows, words)  # included by docs/index.md
    yield "examples.inc", examples_of_search(words)  # by docs/search.md


def conference_pages(archive: Archive, conference: Conference) -> Iterator[tuple[str, str]]:
    """The conference's own page, the full text, each exchange, and each that is no more."""
    for path, text in _of_conference(archive, conference):
        yield addresses.generated(path), text


def _of_conference(archive: Archive, conference: Conference) -> Iterator[Page]:
    yield _conference_page(archive, conference)
    segments = strip(conference, archive.vocabulary)
    yield _text_page(archive, conference, segments)
    for index, exchange in enumerate(conference.exchanges):
        yield _exchange_page(archive, conference, exchange, index, segments)
    for unit in conference.removed_units():
        yield _removed_page(conference, unit)


def _page(template: str, path: str, **values: Any) -> Page:
    return path, render(template, path, **values)


def _conference_page(archive: Archive, conference: Conference) -> Page:
    reference = of_conference(conference)
    front = {
        **conference_facts(conference),
        "description": conference_summary(conference),
        "head": head(conference_tags(archive, conference, reference)),
    }
    return _page(
        "conference",
        conference.path,
        front=front_matter(front),
        archive=archive,
        conference=conference,
        remark_fates=[*fates(conference, "opening"), *fates(conference, "closing")],
        reference=reference,
        citations=on_page(reference),
    )


def _text_page(archive: Archive, conference: Conference, segments: Sequence[Segment]) -> Page:
    path, title = conference.text_path, f"全文：{conference.record.title}"
    reference = of_conference(conference)
    front = {
        **described(archive, path, title, conference_summary(conference)),
        "conference": conference.slug,
    }
    return _page(
        "text",
        path,
        front=front_matter(front),
        archive=archive,
        conference=conference,
        segments=segments,
        reference=reference,
        citations=on_page(reference),
    )


def _exchange_page(
    archive: Archive,
    conference: Conference,
    exchange: PublishedExchange,
    index: int,
    segments: Sequence[Segment],
) -> Page:
    reference = of_exchange(conference, exchange)
    front = {
        **exchange_facts(conference, exchange),
        "description": preview(conference, exchange),
        "head": head(exchange_tags(archive, conference, exchange, reference)),
    }
    return _page(
        "exchange",
        conference.page_of(exchange.id),
        front=front_matter(front),
        archive=archive,
        conference=conference,
        exchange=exchange,
        json_ld=json_ld(archive, conference, exchange, reference),
        lines=lines(exchange.part.first_line, exchange.part.last_line),
        previous=conference.exchanges[index - 1] if index else None,
        next=next(iter(conference.exchanges[index + 1 : index + 2]), None),
        segments=segments,
        fates=list(fates(conference, exchange.id)),
        reference=reference,
        citations=on_page(reference),
    )


def _removed_page(conference: Conference, unit: str) -> Page:
    """An exchange that was published and is no more."""
    path, now = conference.page_of(unit), heir(conference, unit)
    told = list(fates(conference, unit))
    if now:
        title = f"{unit}：已并入 {now}"
    elif any(fate.heirs for fate in told):
        title = f"{unit}：不再单独存在"
    else:
        title = f"{unit}：已不在文字稿中"
    front = {"title": title, "conference": conference.slug, "exchange": unit}
    if now:
        front["canonical"] = addresses.between(path, conference.page_of(now))
    values = {"conference": conference, "fates": told}
    return _page("removed", path, title=title, front=front_matter(front), **values)
