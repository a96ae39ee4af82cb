"""Atom feeds (RFC 4287) of the newest exchanges."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from wenda.addresses import between, entry_of, feed_of
from wenda.archive import SITE_NAME, Conference, Listed
from wenda.data.spoken import spoken
from wenda.data.xmltree import add, start, write

ATOM = "http://www.w3.org/2005/Atom"
NEWEST = 50
"""So many entries has a feed: more than a week of a daily briefing."""
_IDS = uuid.uuid5(uuid.NAMESPACE_URL, "wenda")
"""A feed's ids stay the same wherever the site is hosted: they are made of our own names."""


def feed(title: str, page: str, listed: Iterable[Listed], address: str = "") -> bytes:
    """The feed of the list on a page, or of everything where `page` is empty.

    Where the site's `address` is not known, links are relative. Dates are those of the
    publication, not of a build.
    """
    newest = list(listed)[:NEWEST]
    path = feed_of(page)

    def link(target: str) -> str:
        return address + target if address else between(path, target)

    root = start(ATOM, "feed", xml_lang="zh")
    add(root, "title", title)
    add(root, "id", uuid.uuid5(_IDS, path).urn)
    add(root, "updated", max((_printed(c) for c, _ in newest), default="1970-01-01T00:00:00Z"))
    add(add(root, "author"), "name", SITE_NAME)
    add(root, "link", rel="alternate", type="text/html", href=link(page))
    if address:
        add(root, "link", rel="self", type="application/atom+xml", href=address + path)
    for conference, exchange in newest:
        name = entry_of(conference.slug, exchange.id)
        entry = add(root, "entry")
        add(entry, "title", exchange.heading)
        add(entry, "id", uuid.uuid5(_IDS, name).urn)
        add(entry, "updated", _printed(conference))
        for who, _ in conference.speakers_in(exchange.part):
            add(add(entry, "author"), "name", who.name)
        add(
            entry,
            "link",
            rel="alternate",
            type="text/html",
            href=link(conference.page_of(exchange.id)),
        )
        for tag in exchange.topics:
            add(entry, "category", term=tag.topic.id, label=tag.topic.name)
        add(entry, "content", spoken(exchange), type="text")
    return write(root)


def _printed(conference: Conference) -> str:
    return f"{conference.record.publication.date.isoformat()}T00:00:00Z"
