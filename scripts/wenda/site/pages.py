"""The archive as pages: a pure function from values to files of plain Markdown.

To add a kind of page, write its function, name it in `_pages` and put a template beside the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wenda import addresses
from wenda.archive import Archive, Conference, PublishedExchange
from wenda.data.facts import conference_facts, exchange_facts, lines
from wenda.data.files import WHOLE_ARCHIVE
from wenda.data.records import fields
from wenda.editors.vocabulary import Outlet, Topic
from wenda.site.citations import on_page
from wenda.site.examples import examples
from wenda.site.fates import fates, heir
from wenda.site.metadata import (
    conference_summary,
    conference_tags,
    exchange_tags,
    head,
    json_ld,
    preview,
    shared,
)
from wenda.site.references import of_conference, of_exchange
from wenda.site.render import front_matter, render
from wenda.site.strip import Segment, strip

_SHOWN_ON_HOME = 5  # exchanges of the newest conference

Page = tuple[str, str]
"""A page by its path from where the site begins, and its text."""


def pages(archive: Archive) -> Iterator[tuple[str, str]]:
    """Every page as its file below docs/qa/ and its text."""
    for conference in archive.conferences:
        yield from conference_pages(archive, conference)
    yield from list_pages(archive)


def list_pages(archive: Archive) -> Iterator[tuple[str, str]]:
    """The pages of the whole archive, as `pages`."""
    for path, text in _lists(archive):
        yield addresses.generated(path), text
    words = examples(archive)
    yield "home.inc", _home(archive, words)  # included by docs/index.md
    yield "examples.inc", render("examples", "search/", examples=words)  # by docs/search.md


def _lists(archive: Archive) -> Iterator[Page]:
    yield _topics_page(archive)
    for topic in archive.vocabulary.topics:
        yield _topic_page(archive, topic)
    yield _page("unclassified", addresses.UNCLASSIFIED, listed=archive.without_topic())
    yield _outlets_page(archive)
    for outlet in archive.asking:
        yield _outlet_page(archive, outlet)
    yield _page("years", addresses.YEARS, archive=archive)
    for year in archive.years:
        yield _year_page(archive, year)


def _home(archive: Archive, words: Sequence[str]) -> str:
    topics = [topic for topic in archive.vocabulary.topics if topic.parent]
    return render(
        "home",
        "",
        archive=archive,
        topics=sum(1 for topic in topics if archive.on_topic(topic)),
        exchanges=sum(1 for _ in archive.exchanges()),
        examples=words,
        shown=_SHOWN_ON_HOME,
    )


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


def _topics_page(archive: Archive) -> Page:
    without = [topic for topic in archive.vocabulary.topics if not archive.on_topic(topic)]
    return _page("topics", addresses.TOPICS, archive=archive, without=without)


def _topic_page(archive: Archive, topic: Topic) -> Page:
    path, listed = addresses.topic_path(topic.id), archive.on_topic(topic)
    front = {
        **_described(archive, path, topic.name, topic.scope),
        "topic": topic.id,
        "parent": topic.parent,
        **({"feed": addresses.generated(addresses.feed_of(path))} if listed else {}),
    }
    members = [each for each in archive.vocabulary.topics_in(topic) if archive.on_topic(each)]
    values = {"archive": archive, "topic": topic, "members": members, "listed": listed}
    return _page("topic", path, front=front_matter(front), **values)


def _outlets_page(archive: Archive) -> Page:
    kinds: dict[str, list[Outlet]] = {}
    for outlet in archive.asking:
        kinds.setdefault(outlet.kind, []).append(outlet)
    by_place = [(kind, sorted(each, key=lambda o: (o.place, o.id))) for kind, each in kinds.items()]
    return _page("outlets", addresses.OUTLETS, archive=archive, kinds=by_place)


def _outlet_page(archive: Archive, outlet: Outlet) -> Page:
    path, listed = addresses.outlet_path(outlet.id), archive.by_outlet(outlet)
    summary = f"{outlet.name}（{outlet.english}）在本站所收记者会上的 {len(listed)} 次提问。"
    front = {
        **_described(archive, path, outlet.name, summary),
        "outlet": outlet.id,
        "place": outlet.place,
        "feed": addresses.generated(addresses.feed_of(path)),
    }
    values = {"archive": archive, "outlet": outlet, "listed": listed}
    return _page("outlet", path, front=front_matter(front), **values)


def _year_page(archive: Archive, year: int) -> Page:
    path, conferences = addresses.year_path(year), archive.in_year(year)
    summary = f"{year} 年的 {len(conferences)} 场记者会。"
    front = {**_described(archive, path, f"{year} 年", summary), "year": str(year)}
    return _page("year", path, year=year, conferences=conferences, front=front_matter(front))


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
        **_described(archive, path, title, conference_summary(conference)),
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


def data_page(archive: Archive, files: Mapping[str, bytes]) -> str:
    """The generated part of the page 数据: data files with their sizes, fields, an example."""
    lines = files["data/exchanges.jsonl"].decode().split("\n")[:-1]
    shortest = json.loads(min(lines, key=len)) if lines else None

    def total(folder: str) -> str:
        return _size(sum(len(d) for p, d in files.items() if p.startswith(f"data/{folder}/")))

    return render(
        "data",
        "data/",
        archive=archive,
        files=WHOLE_ARCHIVE,
        folders=(("tei", "TEI P5，近于 ParlaMint"), ("akn", "Akoma Ntoso 3.0")),
        size=lambda path: _size(len(files[path])),
        total=total,
        fields=fields(),
        example=shortest and json.dumps(shortest, ensure_ascii=False, indent=1),
    )


def _size(count: int) -> str:
    if count < 10_000:
        return f"{count / 1000:.1f} KB"
    return f"{count / 1000:.0f} KB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def _described(archive: Archive, path: str, title: str, description: str) -> dict[str, Any]:
    """Title, description and what a chat shows of a link to a page that is no exchange."""
    tags = shared(archive, path, title)
    return {"title": title, "description": description, "head": head(tags)}
