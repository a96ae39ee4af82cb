"""What machines read of a page: Highwire, PRISM, Dublin Core and Open Graph tags, and JSON-LD.

The tags go into the front matter (`head`) for a theme to print; the JSON-LD stands in the page, as
a script that no browser runs. Title and authors are those of the citation, so that what Zotero
imports is what 引用 says. Each fact is told once: of Dublin Core there is only what Highwire has no
tag for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup, escape

from wenda.archive import SITE_NAME, Archive, Conference, PublishedExchange, Speaking, names
from wenda.model import Kind
from wenda.site.references import Reference

_SHARED_WORDS = 90  # of question or answer in the preview that a chat shows

_MARKUP = re.compile("[<>&\u2028\u2029]")

Tag = tuple[str, str, str]
"""Attribute (name or property), its value, content."""


def head(tags: Iterable[Tag]) -> str:
    """Tags as HTML, a line each."""
    return "\n".join(
        f'<meta {escape(kind)}="{escape(name)}" content="{escape(content)}">'
        for kind, name, content in tags
    )


def preview(conference: Conference, exchange: PublishedExchange) -> str:
    """What a chat shows under the heading: who asked whom, and the first words."""
    who = names(conference.speakers_in(exchange.part))
    asked = f"{exchange.label}问{who}" if exchange.label else f"{who}答（提问不在文字稿里）"
    words = " ".join((exchange.question or exchange.answer).split())
    cut = words if len(words) <= _SHARED_WORDS else f"{words[:_SHARED_WORDS]}…"
    return f"{asked}，{conference.date.isoformat()}：{cut}"


def exchange_tags(
    archive: Archive, conference: Conference, exchange: PublishedExchange, reference: Reference
) -> Iterator[Tag]:
    """The tags of an exchange's page."""
    topics = [tag.topic.name for tag in exchange.topics]
    yield from _reference_tags(reference, topics)
    yield from shared(archive, reference.path, exchange.heading, "article")


def conference_tags(
    archive: Archive, conference: Conference, reference: Reference
) -> Iterator[Tag]:
    """The tags of a conference's page."""
    yield from _reference_tags(reference, [])
    yield from shared(archive, reference.path, conference.record.title, "article")


def conference_summary(conference: Conference) -> str:
    who, day = names(conference.speakers), conference.date.isoformat()
    where = f"{day}，{conference.record.place}，{who}"
    return f"{where}；{len(conference.exchanges)} 则问答。{conference.source_of_words}。"


def shared(archive: Archive, path: str, title: str, kind: str = "website") -> Iterator[Tag]:
    """Open Graph: what a chat shows of a link. `kind` is article for what has a date.

    The description is the page's own, which the theme's template gives to both.
    """
    yield "property", "og:site_name", SITE_NAME
    yield "property", "og:type", kind
    yield "property", "og:title", title
    if archive.address:
        yield "property", "og:url", archive.address + path


def described(archive: Archive, path: str, title: str, description: str) -> dict[str, Any]:
    """Title, description and what a chat shows of a link to a page that is no exchange."""
    tags = shared(archive, path, title)
    return {"title": title, "description": description, "head": head(tags)}


def _reference_tags(reference: Reference, topics: list[str]) -> Iterator[Tag]:
    """Highwire, PRISM and Dublin Core.

    Highwire knows journals only: with citation_journal_title Zotero would file a newspaper under
    journals. So the publication is PRISM's, and z:itemType, Zotero's own, says what it is. The
    address it takes from Open Graph.
    """
    printed = reference.printed
    yield "name", "citation_title", reference.title
    for who in reference.authors:
        yield "name", "citation_author", who.name
    yield "name", "citation_publication_date", printed.strftime("%Y/%m/%d")
    yield "name", "prism.publicationName", reference.publication
    first, _, last = reference.page.partition("-")
    for name, value in (("citation_firstpage", first), ("citation_lastpage", last)):
        if value:
            yield "name", name, value
    yield "name", "citation_language", "zh-CN"
    if topics:
        yield "name", "citation_keywords", "; ".join(topics)
    yield "name", "z:itemType", "webpage" if reference.online else "newspaperArticle"
    yield "name", "DC.description", reference.note


def json_ld(
    archive: Archive, conference: Conference, exchange: PublishedExchange, reference: Reference
) -> Markup:
    """An exchange as schema.org sees it, as the text of a script element.

    An Article about what was said, not a QAPage, which is for pages where users may answer. It was
    recordedAt the Event: isPartOf takes works only, and names the transcript. The words stand in
    the page, and not here a second time.
    """
    address = archive.address and archive.address + reference.path
    record = conference.record
    speakers = _persons(conference.speakers_in(exchange.part))
    answer = {"@type": "Answer", "author": speakers}
    question = {"@type": "Question", "author": _askers(exchange), "acceptedAnswer": answer}
    topics = [{"@type": "DefinedTerm", "name": tag.topic.name} for tag in exchange.topics]
    printed = record.publication
    article = {
        "@context": "https://schema.org",
        "@type": "Article",
        **({"url": address} if address else {}),
        "headline": exchange.heading,
        "inLanguage": "zh-CN",
        "datePublished": printed.date.isoformat(),
        "author": speakers,
        **({"creativeWorkStatus": "Incomplete"} if record.incomplete else {}),
        **({"about": topics} if topics else {}),
        "mainEntity": question if exchange.label else answer,
        "recordedAt": {
            "@type": "Event",
            "name": record.title,
            "startDate": record.date.isoformat(),
            "location": {"@type": "Place", "name": record.place},
        },
        **({"isPartOf": _transcript(archive, conference)} if address else {}),
        "isBasedOn": {
            "@type": "WebPage" if reference.online else "NewsArticle",
            "datePublished": printed.date.isoformat(),
            "isPartOf": {
                "@type": "WebSite" if reference.online else "Newspaper",
                "name": printed.name,
            },
            **({"pagination": reference.page} if reference.page and not reference.online else {}),
            **({"url": printed.url} if printed.url else {}),
        },
    }
    return script(article)


def _transcript(archive: Archive, conference: Conference) -> dict[str, str]:
    url = archive.address + conference.path
    return {"@type": "CreativeWork", "name": conference.record.title, "url": url}


def script(data: dict[str, Any]) -> Markup:
    """JSON for a script element: no character in it can end the element, or is Markdown's."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(_MARKUP.sub(lambda match: f"\\u{ord(match[0]):04x}", written))


def _askers(exchange: PublishedExchange) -> list[dict[str, str]]:
    """The outlets that asked, each once; a reporter of none that is known, by the label."""
    askers: dict[str, str] = {}
    for turn in exchange.part.turns:
        askers |= {outlet.name: "Organization" for outlet in turn.outlets}
        if turn.outlets:
            continue
        if turn.role is Kind.QUESTION:
            askers[turn.name] = "Person"
    return [{"@type": kind, "name": name} for name, kind in askers.items()]


def _persons(speakers: Iterable[Speaking]) -> list[dict[str, str]]:
    return [{"@type": "Person", "name": who.name, "jobTitle": office} for who, office in speakers]
