"""The archive as pages: a pure function from values to files of plain Markdown.

The words of a transcript stand in HTML blocks, so that no Markdown reads them, and whatever else
comes from people is written with `verbatim`; both mean the same to every Markdown renderer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from wenda.archive import (
    Archive,
    Conference,
    PublishedExchange,
    PublishedParagraph,
    Speaking,
    chinese_date,
    names,
    with_offices,
)
from wenda.cite import (
    Accessed,
    Address,
    Citation,
    Italic,
    citations,
    of_conference,
    of_exchange,
    quoted_from,
)
from wenda.ledger import Row, State, is_exchange, resolve
from wenda.metadata import (
    conference_summary,
    conference_tags,
    exchange_tags,
    head,
    json_ld,
    preview,
    shared,
)
from wenda.model import Kind
from wenda.vocabulary import Outlet

_KIND_NAMES = {
    Kind.QUESTION: "提问",
    Kind.ANSWER: "回答",
    Kind.OPENING: "开场",
    Kind.CLOSING: "结束",
    Kind.MODERATOR: "主持",
    Kind.ASIDE: "旁注",
    Kind.LABEL: "标签",
    Kind.FURNITURE: "版面文字",
    Kind.MARKUP: "标记",
    Kind.SPACE: "空白与换行",
}

# ASCII punctuation is what Markdown, HTML and every templating language are made of; as a
# character reference it is text to all of them. Chinese prose has next to none of it.
_SYNTAX = re.compile(r"[\x00-\x1f!-/:-@\[-`{-\x7f]|^ | $|(?<= ) ")


def verbatim(text: str) -> Markup:
    """Text that arrives in the HTML as it is, whatever it holds."""
    return Markup(_SYNTAX.sub(lambda match: f"&#{ord(match[0])};", text))


def _finalize(value: Any) -> Any:
    return value if isinstance(value, Markup) else verbatim(str(value))


def words(paragraph: PublishedParagraph) -> Markup:
    """The words of a paragraph as HTML, doubtful readings linked to their note."""
    text, parts, cursor = paragraph.paragraph.text, [], 0
    for mark in paragraph.errata:
        parts.append(verbatim(text[cursor : mark.start]))
        inner = verbatim(text[mark.start : mark.end])
        link = '<a class="wd-erratum" id="r{0}" href="#e{0}">{1}</a>'
        parts.append(Markup(link.format(mark.number, inner)))
        cursor = mark.end
    parts.append(verbatim(text[cursor:]))
    return Markup("").join(parts)


def cited(citation: Citation, url: str) -> Markup:
    """A citation as HTML; what only the reader's browser knows is left for cite.mjs to fill in.

    Escaped for HTML only, since it stands in an HTML block, which no Markdown reads, and has no
    blank line, which would end one.
    """
    parts = []
    for span in citation.spans:
        match span:
            case Address():
                parts.append(Markup("<span data-url>{}</span>").format(url))
            case Italic():
                parts.append(Markup("<i>{}</i>").format(span.text))
            case Accessed():
                parts.append(Markup('<span data-accessed="{}"></span>').format(span.pattern))
            case _:
                parts.append(escape(span))
    return Markup("").join(parts)


_ENVIRONMENT = Environment(
    loader=PackageLoader("wenda"),
    finalize=_finalize,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_ENVIRONMENT.filters |= {"date": chinese_date, "words": words, "cited": cited}
_ENVIRONMENT.filters |= {"names": names, "with_offices": with_offices}
_ENVIRONMENT.globals |= {"State": State, "kind_names": _KIND_NAMES, "quoted_from": quoted_from}


@dataclass(frozen=True, slots=True)
class Fate:
    """What a page says about an address whose words are no longer there."""

    row: Row
    now: Row  # where its targets end today

    @property
    def has_heir(self) -> bool:
        return self.now.state is State.LIVE

    @property
    def anchor(self) -> str:
        return anchor(self.row)

    @property
    def link(self) -> str:
        """From the page that shows this, a page of the conference or below it."""
        up = "../" if is_exchange(self.row.unit) else ""
        page = f"{self.now.unit}/" if is_exchange(self.now.unit) else ""
        return f"{up}{page}#{anchor(self.now)}"


def anchor(row: Row) -> str:
    """The id of a paragraph on its page: remarks share the page of the conference."""
    return row.paragraph if is_exchange(row.unit) else f"{row.unit}-{row.paragraph}"


def page_of(slug: str, unit: str) -> str:
    """The file, under docs/qa/, of the page on which a unit is promised."""
    return f"{slug}/{unit}.md" if is_exchange(unit) else f"{slug}/index.md"


def pages(archive: Archive) -> Iterator[tuple[str, str]]:
    """Every page as its path under docs/qa/ and its text."""
    for conference in archive.conferences:
        yield from conference_pages(archive, conference)
    vocabulary = archive.vocabulary
    yield "topics/index.md", render("topics", archive=archive)
    for topic in vocabulary.topics:
        listed = archive.on_topic(topic)
        front = {
            **_described(archive, f"qa/topics/{topic.id}/", topic.name, topic.scope),
            **{"topic": topic.id, "parent": topic.parent},
            **({"feed": f"topics/{topic.id}.xml"} if listed else {}),
        }
        yield (
            f"topics/{topic.id}.md",
            render("topic", archive=archive, topic=topic, listed=listed, front=_front(front)),
        )
    yield "topics/none.md", render("unclassified", listed=archive.without_topic())
    outlets = [outlet for outlet in vocabulary.outlets if archive.by_outlet(outlet)]
    yield (
        "outlets/index.md",
        render("outlets", archive=archive, kinds=_outlets_by_kind(outlets), count=len(outlets)),
    )
    for outlet in outlets:
        listed = archive.by_outlet(outlet)
        summary = f"{outlet.name}（{outlet.english}）在本站所收记者会上的 {len(listed)} 次提问。"
        front = {
            **_described(archive, f"qa/outlets/{outlet.id}/", outlet.name, summary),
            **{"outlet": outlet.id, "place": outlet.place, "feed": f"outlets/{outlet.id}.xml"},
        }
        yield (
            f"outlets/{outlet.id}.md",
            render("outlet", archive=archive, outlet=outlet, listed=listed, front=_front(front)),
        )
    yield "years/index.md", render("years", archive=archive)
    for year in archive.years:
        summary = f"{year} 年的 {len(archive.in_year(year))} 场记者会。"
        front = {
            **_described(archive, f"qa/years/{year}/", f"{year} 年", summary),
            "year": str(year),
        }
        yield (
            f"years/{year}/index.md",  # an index, so that a navigation can make it the year's own
            render("year", year=year, conferences=archive.in_year(year), front=_front(front)),
        )
    yield "home.inc", render("home", archive=archive, outlets=outlets)


def conference_pages(archive: Archive, conference: Conference) -> Iterator[tuple[str, str]]:
    slug = conference.slug
    whole = of_conference(conference)
    common = {"archive": archive, "conference": conference}
    as_a_whole = {"reference": whole, "citations": citations(whole)}
    yield (
        f"{slug}/index.md",
        render(
            "conference",
            front=_front(
                {
                    **_conference_facts(conference),
                    "description": conference_summary(conference),
                    "head": head(conference_tags(archive, conference, whole)),
                }
            ),
            remark_fates=[*_fates(conference, "opening"), *_fates(conference, "closing")],
            **as_a_whole,
            **common,
        ),
    )
    title = f"全文：{conference.record.title}"
    text_front = {
        **_described(archive, f"qa/{slug}/text/", title, conference_summary(conference)),
        "conference": slug,
    }
    yield f"{slug}/text.md", render("text", front=_front(text_front), **as_a_whole, **common)
    for index, exchange in enumerate(conference.exchanges):
        reference = of_exchange(conference, exchange)
        yield (
            f"{slug}/{exchange.id}.md",
            render(
                "exchange",
                front=_front(
                    {
                        **exchange_facts(conference, exchange),
                        "description": preview(conference, exchange),
                        "head": head(exchange_tags(archive, conference, exchange, reference)),
                    }
                ),
                json_ld=json_ld(archive, conference, exchange, reference),
                exchange=exchange,
                lines=_lines(exchange.part.first_line, exchange.part.last_line),
                previous=conference.exchanges[index - 1] if index else None,
                following=conference.exchanges[index + 1 : index + 2],
                fates=list(_fates(conference, exchange.id)),
                reference=reference,
                citations=citations(reference),
                **common,
            ),
        )
    for unit in conference.removed_units():
        heir = _heir(conference, unit)
        title = f"{unit}：已并入 {heir}" if heir else f"{unit}：已不在文字稿中"
        front = {"title": title, "conference": slug, "exchange": unit}
        if heir:
            front["canonical"] = f"../{heir}/"
        yield (
            f"{slug}/{unit}.md",
            render(
                "removed",
                title=title,
                fates=list(_fates(conference, unit)),
                front=_front(front),
                **common,
            ),
        )


def _described(archive: Archive, path: str, title: str, description: str) -> dict[str, Any]:
    """Title, description and what a chat shows of a link to a page that is no exchange."""
    tags = shared(archive, path, title, description)
    return {"title": title, "description": description, "head": head(tags)}


def _heir(conference: Conference, unit: str) -> str | None:
    """The one exchange that has the words of a removed one today; None where there is none."""
    now = {fate.now for fate in _fates(conference, unit)}
    units = {row.unit for row in now if row.state is State.LIVE and is_exchange(row.unit)}
    return units.pop() if len(units) == 1 else None


def render(template: str, **values: Any) -> str:
    """A page from its template; what is not Markup arrives verbatim."""
    return _ENVIRONMENT.get_template(f"{template}.md").render(**values)


def _front(facts: dict[str, Any]) -> Markup:
    """Front matter: plain YAML, so that another generator can read it."""
    dumped = yaml.dump(
        facts, Dumper=_FrontMatter, allow_unicode=True, sort_keys=False, width=10_000
    )
    return Markup(f"---\n{dumped}---")


class _FrontMatter(yaml.SafeDumper):
    """Writes text of several lines as it stands."""


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, "|" if "\n" in text else None)


_FrontMatter.add_representer(str, _write_text)


def _conference_facts(conference: Conference) -> dict[str, Any]:
    record = conference.record
    return {
        "title": record.title,
        "conference": conference.slug,
        "date": record.date.isoformat(),
        "place": record.place,
        "subject": record.subject,
        "speakers": _speaker_facts(conference.speakers),
        "publication": record.publication.model_dump(mode="json", exclude_none=True),
        "complete": record.incomplete is None,
        "basis": record.basis,
        "exchanges": [exchange.id for exchange in conference.exchanges],
        "source": {"file": conference.source, "sha256": conference.proof.source},
    }


def exchange_facts(conference: Conference, exchange: PublishedExchange) -> dict[str, Any]:
    """What is known about an exchange, as plain values: the front matter of its page."""
    outlet = exchange.outlet
    return {
        "title": exchange.heading,
        "title_by": "editor" if exchange.heading_by_editor else "question",
        "exchange": f"{conference.slug}/{exchange.id}",
        "conference": conference.slug,
        "date": conference.date.isoformat(),
        "speakers": _speaker_facts(conference.speakers_in(exchange.part)),
        "outlet": (
            {"id": outlet and outlet.id, "name": outlet and outlet.name, "label": exchange.label}
            if exchange.label
            else None
        ),
        "topics": [
            {"id": tag.topic.id, "name": tag.topic.name, "reason": tag.reason}
            for tag in exchange.topics
        ],
        "paragraphs": [
            {
                "id": paragraph.id,
                "kind": str(paragraph.paragraph.kind),
                "lines": _lines(paragraph.paragraph.line, paragraph.paragraph.last_line),
            }
            for paragraph in exchange.part.paragraphs
            if paragraph.id
        ],
        "source": {
            "file": conference.source,
            "lines": _lines(exchange.part.first_line, exchange.part.last_line),
            "sha256": conference.proof.source,
        },
    }


def _speaker_facts(speakers: Iterable[Speaking]) -> list[dict[str, str]]:
    return [{"id": who.id, "name": who.name, "office": office} for who, office in speakers]


def _lines(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"


def _fates(conference: Conference, unit: str) -> Iterator[Fate]:
    for row in conference.rows:
        if row.unit == unit and row.state is not State.LIVE:
            yield Fate(row, resolve(row, conference.rows))


def _outlets_by_kind(outlets: Iterable[Outlet]) -> list[tuple[str, Sequence[Outlet]]]:
    kinds: dict[str, list[Outlet]] = {}
    for outlet in outlets:
        kinds.setdefault(outlet.kind, []).append(outlet)
    return [
        (kind, sorted(members, key=lambda o: (o.place, o.id))) for kind, members in kinds.items()
    ]
