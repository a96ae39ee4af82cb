"""The archive as data: JSON lines, CSV, Atom and XML, from which the words come back as printed."""

from __future__ import annotations

import csv
import io
import json
import posixpath
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field

from wenda.akoma_ntoso import akoma_ntoso
from wenda.archive import SITE_NAME, Archive, Conference, PublishedExchange, names
from wenda.model import Kind
from wenda.pages import exchange_facts, render
from wenda.tei import tei
from wenda.xmltree import add, start, write

Listed = tuple[Conference, PublishedExchange]

ATOM = "http://www.w3.org/2005/Atom"
_NEWEST = 50
"""So many entries has a feed: more than a week of a daily briefing."""
_IDS = uuid.uuid5(uuid.NAMESPACE_URL, "wenda")
"""A feed's ids stay the same wherever the site is hosted: they are made of our own names."""
_FORMULA = re.compile(r"[=+\-@\t\r']")


class DataRecord(BaseModel):
    """A part of the JSON lines; descriptions are shown on the page 数据 and in the schema."""

    model_config = ConfigDict(extra="forbid")


class SpeakerRecord(DataRecord):
    id: str = Field(description="发言人表里的编号")
    name: str = Field(description="姓名")
    office: str = Field(description="当时的职务")


class OutletRecord(DataRecord):
    id: str | None = Field(description="媒体表里的编号；未列入的为 null")
    name: str | None = Field(description="媒体表里的名称")
    label: str = Field(description="原文的标签，不带冒号")


class TopicRecord(DataRecord):
    id: str = Field(description="议题表里的编号")
    name: str = Field(description="名称")
    reason: str = Field(description="“编者”，或命中的词条和次数")


class ErratumRecord(DataRecord):
    start: int = Field(description="可疑的字在 text 里从第几个字符起，从 0 数")
    end: int = Field(description="到第几个字符之前")
    reading: str = Field(description="可疑的字")
    suggestion: str | None = Field(description="疑当作；说不定的为 null")
    note: str = Field(description="说明")


class ParagraphRecord(DataRecord):
    id: str = Field(description="段落的地址是问答的地址加 # 加它")
    kind: Literal["question", "answer", "moderator", "aside"] = Field(
        description="提问、回答、主持、旁注"
    )
    lines: str = Field(description="文字稿的行，如 65 或 40-44")
    label: str | None = Field(description="这一段之前印的标签，照原样；没有的为 null")
    speaker: str | None = Field(description="说这一段的发言人的编号；不是发言人的为 null")
    outlet: str | None = Field(description="问这一段的媒体的编号；不是提问的、未列入的为 null")
    text: str = Field(description="照原样的文字")
    errata: list[ErratumRecord] = Field(description="校记")


class SourceRecord(DataRecord):
    file: str = Field(description="文字稿在版本库里的位置")
    lines: str = Field(description="这一则在文字稿里的行")
    sha256: str = Field(description="文字稿的 SHA-256")


class PublicationRecord(DataRecord):
    name: str = Field(description="报刊或网站")
    english: str | None = Field(description="它的英文名")
    kind: Literal["报纸", "网站"] = Field(description="报纸或网站")
    date: str = Field(description="刊发的日期")
    page: str | None = Field(description="版次")
    continued_from: str | None = Field(description="前文所在的版次")
    url: str | None = Field(description="刊发的地址")


class ExchangeRecord(DataRecord):
    """一则问答。"""

    title: str = Field(description="标题")
    title_by: Literal["editor", "question"] = Field(
        description="标题的来历：editor 编者所加，question 由提问自动截取"
    )
    exchange: str = Field(description="编号，如 2024-03-07-wang-yi/q07；地址是 qa/ 加它加 /")
    conference: str = Field(description="记者会的编号")
    date: str = Field(description="记者会的日期，年-月-日")
    speakers: list[SpeakerRecord] = Field(description="回答的人")
    outlet: OutletRecord | None = Field(description="提问的媒体；没有提问的为 null")
    topics: list[TopicRecord] = Field(description="议题")
    paragraphs: list[ParagraphRecord] = Field(description="段落，按原来的次序")
    source: SourceRecord = Field(description="文字稿")
    publication: PublicationRecord = Field(description="谁刊发")
    incomplete: str | None = Field(description="文字稿缺什么；完整的为 null")


COLUMNS = (
    "exchange",
    "date",
    "conference",
    "heading",
    "outlet",
    "label",
    "speakers",
    "topics",
    "question",
    "answer",
    "words",
    "publication",
    "complete",
)


CONFERENCE_COLUMNS = (
    "conference",
    "date",
    "title",
    "place",
    "speakers",
    "exchanges",
    "publication",
    "complete",
    "sha256",
    "tei",
    "akn",
)


_FILES = (
    ("data/exchanges.jsonl", "JSON Lines，UTF-8", "一行一则问答，字段见下"),
    ("data/exchanges.schema.json", "JSON Schema 2020-12", "一行的结构，可用来校验"),
    ("data/exchanges.csv", "CSV，UTF-8 带 BOM", "一行一则问答，可用表格软件打开"),
    ("data/conferences.csv", "CSV，UTF-8 带 BOM", "一行一场记者会"),
    ("feed.xml", "Atom", f"最新的 {_NEWEST} 则，可用阅读器订阅"),
)


def data_files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """Every data file by its path under docs/qa/."""
    everything = list(archive.exchanges())
    yield "data/exchanges.jsonl", json_lines(everything)
    yield "data/exchanges.schema.json", json_schema()
    yield "data/exchanges.csv", table(everything)
    yield "data/conferences.csv", conferences_table(archive.conferences)
    for conference in archive.conferences:
        own = [(conference, exchange) for exchange in conference.exchanges]
        yield f"{conference.slug}.csv", table(own)
        yield f"data/tei/{conference.slug}.xml", tei(conference, archive.address)
        yield f"data/akn/{conference.slug}.xml", akoma_ntoso(conference, archive.address)
    yield "feed.xml", feed("qa/feed.xml", SITE_NAME, "", everything, archive.address)
    for topic in archive.vocabulary.topics:
        if listed := archive.on_topic(topic):
            yield f"topics/{topic.id}.csv", table(listed)
            yield _list_feed(archive, f"topics/{topic.id}", topic.name, listed)
    for outlet in archive.vocabulary.outlets:
        if listed := archive.by_outlet(outlet):
            yield f"outlets/{outlet.id}.csv", table(listed)
            yield _list_feed(archive, f"outlets/{outlet.id}", outlet.name, listed)
    if listed := archive.without_topic():
        yield "topics/none.csv", table(listed)
    for year in archive.years:
        listed = [(c, exchange) for c in archive.in_year(year) for exchange in c.exchanges]
        yield f"years/{year}.csv", table(listed)


def _list_feed(
    archive: Archive, stem: str, name: str, listed: Iterable[Listed]
) -> tuple[str, bytes]:
    """The feed of a list that has a page."""
    title, page = f"{SITE_NAME}：{name}", f"qa/{stem}/"
    return f"{stem}.xml", feed(f"qa/{stem}.xml", title, page, listed, archive.address)


def data_page(archive: Archive, files: Mapping[str, bytes]) -> str:
    """The generated part of the page 数据: files with their sizes, fields, an example."""
    lines = files["data/exchanges.jsonl"].decode().split("\n")[:-1]
    shortest = json.loads(min(lines, key=len)) if lines else None

    def total(folder: str) -> str:
        return _size(sum(len(d) for p, d in files.items() if p.startswith(f"data/{folder}/")))

    return render(
        "data",
        archive=archive,
        files=_FILES,
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


def json_lines(listed: Iterable[Listed]) -> bytes:
    """One exchange a line, as `ExchangeRecord` describes it."""
    lines = (exchange_record(conference, exchange) for conference, exchange in listed)
    return "".join(line.model_dump_json() + "\n" for line in lines).encode()


def json_schema() -> bytes:
    """The JSON Schema (draft 2020-12) of a line."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **ExchangeRecord.model_json_schema(mode="serialization"),
    }
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()


def exchange_record(conference: Conference, exchange: PublishedExchange) -> ExchangeRecord:
    """An exchange as data: the page's front matter, with the words and notes of each paragraph."""
    facts = exchange_facts(conference, exchange)
    words = [
        {**fact, **said} for fact, said in zip(facts["paragraphs"], _said(exchange), strict=True)
    ]
    record = conference.record
    return ExchangeRecord.model_validate(
        {
            **facts,
            "paragraphs": words,
            "publication": record.publication.model_dump(mode="json"),
            "incomplete": record.incomplete,
        }
    )


def fields() -> Iterator[tuple[str, str]]:
    """Every field of a line with what it holds, those of parts as paragraphs[].text."""

    def walk(record: type[DataRecord], before: str) -> Iterator[tuple[str, str]]:
        for name, field in record.model_fields.items():
            many = "[]" if get_origin(field.annotation) is list else ""
            yield f"{before}{name}{many}", field.description or ""
            for inner in (field.annotation, *get_args(field.annotation)):
                if isinstance(inner, type) and issubclass(inner, DataRecord):
                    yield from walk(inner, f"{before}{name}{many}.")

    yield from walk(ExchangeRecord, "")


def _said(exchange: PublishedExchange) -> Iterator[dict[str, Any]]:
    for turn in exchange.part.turns:
        label = turn.turn.printed_label or None
        said_by = {
            "speaker": turn.speaker and turn.speaker[0].id,
            "outlet": turn.outlet and turn.outlet.id,
        }
        for paragraph in turn.paragraphs:
            if paragraph.id:
                errata = [
                    {
                        "start": mark.start,
                        "end": mark.end,
                        "reading": mark.erratum.reading,
                        "suggestion": mark.erratum.suggestion,
                        "note": mark.erratum.note,
                    }
                    for mark in paragraph.errata
                ]
                text = paragraph.paragraph.text
                yield {"label": label, **said_by, "text": text, "errata": errata}
                label = None


def conferences_table(conferences: Iterable[Conference]) -> bytes:
    """One conference a row, with the files that hold it, as `table` writes them."""
    return _csv(
        CONFERENCE_COLUMNS,
        (
            (
                conference.slug,
                conference.date.isoformat(),
                conference.record.title,
                conference.record.place,
                names(conference.speakers),
                str(len(conference.exchanges)),
                _publication(conference),
                "no" if conference.record.incomplete else "yes",
                conference.proof.source,
                f"tei/{conference.slug}.xml",
                f"akn/{conference.slug}.xml",
            )
            for conference in conferences
        ),
    )


def table(listed: Iterable[Listed]) -> bytes:
    """One exchange a row, for spreadsheets: UTF-8 with a byte order mark, lines end in CRLF.

    Paragraphs are parted by a line end. A cell that a spreadsheet would take for a formula, and
    one that begins with ' itself, gets a ' in front: take one away to have the words.
    """
    return _csv(COLUMNS, (_row(conference, exchange) for conference, exchange in listed))


def _csv(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(map(_cell, row) for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _row(conference: Conference, exchange: PublishedExchange) -> tuple[str, ...]:
    record = conference.record
    return (
        f"{conference.slug}/{exchange.id}",
        conference.date.isoformat(),
        record.title,
        exchange.heading,
        exchange.outlet.name if exchange.outlet else "",
        exchange.label,
        names(conference.speakers_in(exchange.part)),
        "、".join(tag.topic.name for tag in exchange.topics),
        exchange.question,
        exchange.answer,
        _spoken(exchange),
        _publication(conference),
        "no" if record.incomplete else "yes",
    )


def _publication(conference: Conference) -> str:
    printed = conference.record.publication
    return " ".join(filter(None, (printed.name, printed.date.isoformat(), printed.page)))


def _cell(value: str) -> str:
    return f"'{value}" if _FORMULA.match(value) else value


def feed(path: str, title: str, page: str, listed: Iterable[Listed], address: str = "") -> bytes:
    """An Atom feed (RFC 4287) of the newest exchanges.

    `path` is the feed's own and `page` that of the page with the same list, from where the site
    begins; so are links, where the site's `address` is not known, relative. Dates are those of the
    publication, not of a build.
    """
    newest = list(listed)[:_NEWEST]
    here = posixpath.dirname(path)

    def link(target: str) -> str:
        return address + target if address else posixpath.relpath(target or ".", here) + "/"

    root = start(ATOM, "feed", xml_lang="zh")
    add(root, "title", title)
    add(root, "id", uuid.uuid5(_IDS, path).urn)
    add(root, "updated", max((_printed(c) for c, _ in newest), default="1970-01-01T00:00:00Z"))
    add(add(root, "author"), "name", SITE_NAME)
    add(root, "link", rel="alternate", type="text/html", href=link(page))
    if address:
        add(root, "link", rel="self", type="application/atom+xml", href=address + path)
    for conference, exchange in newest:
        name = f"{conference.slug}/{exchange.id}"
        entry = add(root, "entry")
        add(entry, "title", exchange.heading)
        add(entry, "id", uuid.uuid5(_IDS, name).urn)
        add(entry, "updated", _printed(conference))
        for who, _ in conference.speakers_in(exchange.part):
            add(add(entry, "author"), "name", who.name)
        add(entry, "link", rel="alternate", type="text/html", href=link(f"qa/{name}/"))
        for tag in exchange.topics:
            add(entry, "category", term=tag.topic.id, label=tag.topic.name)
        add(entry, "content", _spoken(exchange), type="text")
    return write(root)


def _printed(conference: Conference) -> str:
    return f"{conference.record.publication.date.isoformat()}T00:00:00Z"


def _spoken(exchange: PublishedExchange) -> str:
    """The words with their labels, a paragraph a line."""
    lines: list[str] = []
    for turn in exchange.part.turns:
        label = turn.turn.printed_label
        words = [
            p.paragraph.text for p in turn.paragraphs if p.paragraph.kind is not Kind.FURNITURE
        ]
        lines += [label + words[0], *words[1:]] if words else [label]
    return "\n".join(lines)
