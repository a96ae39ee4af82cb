"""What machines read of a page: Highwire, PRISM, Dublin Core and Open Graph tags, and JSON-LD.

The tags go into the front matter (`head`) for a theme to print; the JSON-LD stands in the page, as
a script that no browser runs. Title and authors are those of the citation, so that what Zotero
imports is what 引用 says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup

from wenda.archive import SITE_NAME, Archive, Conference, PublishedExchange, Speaking, names
from wenda.model import Kind
from wenda.site.citations import recommended
from wenda.site.references import Reference

_SHARED_WORDS = 90  # of question or answer in the preview that a chat shows

Tag = tuple[str, str, str]
"""Attribute (name or property), its value, content."""


def head(tags: Iterable[Tag]) -> str:
    """Tags as HTML, a line each."""
    line = Markup('<meta {}="{}" content="{}">')
    return "\n".join(line.format(*tag) for tag in tags)


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
    yield from _reference_tags(archive, reference, topics)
    yield "name", "DCTERMS.isPartOf", conference.record.title
    summary = preview(conference, exchange)
    yield from shared(archive, reference.path, exchange.heading, summary, "article")
    yield "property", "article:published_time", reference.printed.isoformat()
    for name in topics:
        yield "property", "article:tag", name


def conference_tags(
    archive: Archive, conference: Conference, reference: Reference
) -> Iterator[Tag]:
    """The tags of a conference's page."""
    yield from _reference_tags(archive, reference, [])
    title, summary = conference.record.title, conference_summary(conference)
    yield from shared(archive, reference.path, title, summary, "article")
    yield "property", "article:published_time", reference.printed.isoformat()


def conference_summary(conference: Conference) -> str:
    who, day = names(conference.speakers), conference.date.isoformat()
    where = f"{day}，{conference.record.place}，{who}"
    return f"{where}；{len(conference.exchanges)} 则问答。{conference.source_of_words}。"


def shared(
    archive: Archive, path: str, title: str, description: str, kind: str = "website"
) -> Iterator[Tag]:
    """Open Graph: what a chat shows of a link. `kind` is article for what has a date."""
    yield "property", "og:site_name", SITE_NAME
    yield "property", "og:type", kind
    yield "property", "og:locale", "zh_CN"
    yield "property", "og:title", title
    yield "property", "og:description", description
    if archive.address:
        yield "property", "og:url", archive.address + path


def described(archive: Archive, path: str, title: str, description: str) -> dict[str, Any]:
    """Title, description and what a chat shows of a link to a page that is no exchange."""
    tags = shared(archive, path, title, description)
    return {"title": title, "description": description, "head": head(tags)}


def _reference_tags(archive: Archive, reference: Reference, topics: list[str]) -> Iterator[Tag]:
    """Highwire, PRISM and Dublin Core.

    Highwire knows journals only: with citation_journal_title Zotero would file a newspaper under
    journals. So the publication is PRISM's, and z:itemType, Zotero's own, says what it is.
    """
    printed = reference.printed
    address = archive.address and archive.address + reference.path
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
    if address:
        yield "name", "citation_public_url", address
    yield "name", "z:itemType", "webpage" if reference.online else "newspaperArticle"
    yield "name", "DC.title", reference.title
    for who in reference.authors:
        yield "name", "DC.creator", who.name
    yield "name", "DC.date", printed.isoformat()
    page = f"（{reference.page}）" if reference.page else ""
    yield "name", "DC.source", f"{reference.publication}，{printed.isoformat()}{page}"
    yield "name", "DC.language", "zh-CN"
    yield "name", "DC.description", reference.note
    for name in topics:
        yield "name", "DC.subject", name
    if address:
        yield "name", "DC.identifier", address
        yield "name", "DCTERMS.bibliographicCitation", recommended(reference).text(address)


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
        **({"@id": address, "url": address} if address else {}),
        "headline": exchange.heading,
        "inLanguage": "zh-CN",
        "datePublished": printed.date.isoformat(),
        "author": speakers,
        "description": reference.note,
        **({"creativeWorkStatus": "Incomplete"} if record.incomplete else {}),
        **({"about": topics} if topics else {}),
        "mainEntity": question if exchange.label else answer,
        "recordedAt": {
            "@type": "Event",
            "name": record.title,
            "startDate": record.date.isoformat(),
            "location": {"@type": "Place", "name": record.place},
        },
        "isPartOf": {
            "@type": "CreativeWork",
            "name": record.title,
            **({"url": archive.address + conference.path} if address else {}),
        },
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


def script(data: dict[str, Any]) -> Markup:
    """JSON for a script element: no character in it can end the element, or is Markdown's."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    escaped = (f"\\u{ord(char):04x}" if char in "<>&\u2028\u2029" else char for char in written)
    return Markup("".join(escaped))


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
