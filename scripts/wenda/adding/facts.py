"""What is known of a conference: from the command line, the head of its text, and its page."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wenda.adding.formats import Taken
from wenda.adding.given import PAGE, Given
from wenda.adding.head import Head
from wenda.adding.sidecar_text import OPEN, Facts


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says of a conference; it overrides what the text says."""

    date: datetime.date | None = None
    title: str = ""
    speakers: tuple[str, ...] = ()  # ids or names
    dialect: str = ""
    place: str = ""
    publication: str = ""
    published: datetime.date | None = None
    page: str = ""
    url: str = ""
    name: str = ""  # the part of the files' name after the date


def facts_of(
    day: datetime.date,
    speakers: Sequence[str],
    head: Head,
    options: Options,
    taken: Taken,
    given: Given,
) -> Facts:
    """What the sidecar will say. An option comes first; empty is what nobody says."""
    meta = taken.extract.meta
    if options.publication != meta.get("site", options.publication) and options.publication:
        meta = {}  # the page is another publisher's
    publication = options.publication or meta.get("site", "")
    url = options.url or meta.get("url", "")
    is_site = publication.endswith(("网", "网站", "网页")) or (
        not options.page and (bool(url) or given.ending in PAGE)
    )
    published = options.published or day_of(meta.get("published", ""))
    from_head = [
        name
        for name, taken_from_head in (
            ("名称", head.title and not options.title),
            ("日期", head.day and not options.date and not head.remarks),
            ("发言人", not options.speakers),
            ("地点", head.place and not options.place),
            ("刊发", meta.get("site") and not options.publication),
        )
        if taken_from_head
    ]
    basis = f"{'、'.join(from_head)}据来稿，其余由编者著录。" if from_head else "由编者著录。"
    return Facts(
        day,
        options.title or head.title,
        tuple(speakers),
        basis,
        options.place or head.place,
        publication,
        "网站" if is_site and publication else "",
        published,
        options.page,
        url,
        options.dialect,
    )


def day_of(text: str) -> datetime.date | None:
    """The day with which a page's stamp begins: 2020-03-02 18:40, 2020/03/02."""
    try:
        return datetime.date.fromisoformat(text[:10].replace("/", "-"))
    except ValueError:
        return None


def filled(facts: Facts) -> Facts:
    """The facts with a word in the place of those that are open, to try the stages with."""
    return replace(
        facts,
        title=facts.title or OPEN,
        place=facts.place or OPEN,
        publication=facts.publication or OPEN,
    )
