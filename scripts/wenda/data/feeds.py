"""Atom feeds (RFC 4287) of the newest exchanges."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from wenda.addresses import between, entry_of, feed_of
from wenda.archive import SITE_NAME, Conference, Event, Listed, PublishedExchange
from wenda.data.spoken import spoken

ATOM = "http://www.w3.org/2005/Atom"
NEWEST = 50
"""So many entries has the feed of everything: more than a week of a daily briefing."""
NEWEST_OF_A_LIST = 20
"""So many that of a topic or an outlet, of which there are hundreds."""
_IDS = uuid.uuid5(uuid.NAMESPACE_URL, "wenda")
"""A feed's ids stay the same wherever the site is hosted: they are made of our own names."""


class Entry(NamedTuple):
    """An exchange in a feed, as XML before and after the address that leads to it.

    Where the site's address is not known, that is another one from each folder.
    """

    before: str
    after: str


def conference_entries(conference: Conference) -> dict[str, Entry]:
    """The entries of a conference by the id of the exchange."""
    return {exchange.id: _entry(conference, exchange) for exchange in conference.exchanges}


def _entry(conference: Conference, exchange: PublishedExchange) -> Entry:
    name = entry_of(conference.slug, exchange.id)
    before = [
        " <entry>",
        f"  <title>{_text(exchange.heading)}</title>",
        f"  <id>{uuid.uuid5(_IDS, name).urn}</id>",
        f"  <updated>{_printed(conference)}</updated>",
        *(
            f"  <author><name>{_text(who.name)}</name></author>"
            for who, _ in conference.speakers_in(exchange.part)
        ),
        '  <link rel="alternate" type="text/html" href=',
    ]
    after = [
        " />",
        *(
            f"  <category term={_attribute(tag.topic.id)} label={_attribute(tag.topic.name)} />"
            for tag in exchange.topics
        ),
        f'  <content type="text">{_text(spoken(exchange))}</content>',
        " </entry>\n",
    ]
    return Entry("\n".join(before), "\n".join(after))


def feed(
    title: str,
    page: str,
    listed: Iterable[Listed],
    entries: Callable[[Any], Mapping[str, Entry]] = conference_entries,
    address: str = "",
) -> bytes:
    """The feed of the list on a page, or of everything where `page` is empty.

    Where the site's `address` is not known, links are relative. Dates are those of the
    publication, not of a build.
    """
    newest = list(listed)[: NEWEST_OF_A_LIST if page else NEWEST]
    path = feed_of(page)

    def link(target: str) -> str:
        return _attribute(address + target if address else between(path, target))

    updated = max((_printed(c) for c, _ in newest), default="1970-01-01T00:00:00Z")
    own = f' <link rel="self" type="application/atom+xml" href={_attribute(address + path)} />'
    head = [
        "<?xml version='1.0' encoding='utf-8'?>",
        f'<feed xmlns="{ATOM}" xml:lang="zh">',
        f" <title>{_text(title)}</title>",
        f" <id>{uuid.uuid5(_IDS, path).urn}</id>",
        f" <updated>{updated}</updated>",
        f" <author><name>{_text(SITE_NAME)}</name></author>",
        f' <link rel="alternate" type="text/html" href={link(page)} />',
        *([own] if address else []),
    ]
    written = ["\n".join(head), "\n"]
    for conference, exchange in newest:
        entry = entries(conference)[exchange.id]
        written += [entry.before, link(conference.page_of(exchange.id)), entry.after]
    return "".join([*written, "</feed>\n"]).encode()


def _printed(conference: Event) -> str:
    return f"{conference.record.publication.date.isoformat()}T00:00:00Z"


def _text(text: str) -> str:
    """A carriage return would be read back as a line feed."""
    return escape(text, {"\r": "&#13;"})


def _attribute(text: str) -> str:
    return quoteattr(text, {"\r": "&#13;"})
