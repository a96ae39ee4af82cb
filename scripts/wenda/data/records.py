"""JSON lines: an exchange a line, with the schema that describes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field

from wenda.archive import Collation, Conference, PublishedExchange
from wenda.collation.collate import Sort
from wenda.data.facts import exchange_facts


class DataRecord(BaseModel):
    """A part of the JSON lines; descriptions are shown on the page 数据 and in the schema."""

    model_config = ConfigDict(extra="forbid")


class SpeakerRecord(DataRecord):
    id: str = Field(description="发言人表里的编号")
    name: str = Field(description="姓名")
    office: str = Field(description="当时的职务")


class OutletRecord(DataRecord):
    id: str = Field(description="媒体表里的编号")
    name: str = Field(description="媒体表里的名称")


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
    kind: Literal["question", "answer", "moderator", "aside", "translation"] = Field(
        description="提问、回答、主持、旁注；前一段的英译"
    )
    lines: str = Field(description="文字稿的行，如 65 或 40-44")
    label: str | None = Field(description="这一段之前印的标签，照原样；没有的为 null")
    speaker: str | None = Field(description="说这一段的发言人的编号；不是发言人的为 null")
    outlets: list[str] = Field(description="问这一段的媒体的编号；不是提问的、未列入的没有")
    text: str = Field(description="照原样的文字")
    errata: list[ErratumRecord] = Field(description="校记")


class VariantRecord(DataRecord):
    """他本的异文：是校勘，不是文字稿的文字。"""

    paragraph: str | None = Field(description="底本的段落；只见于他本的，是它前面的一段")
    kind: Literal["words", "label", "marks", "only-base", "only-witness"] = Field(
        description="文字、标签、标点字形分段的不同；只见于底本；只见于他本"
    )
    base: str = Field(description="底本作，没有的为空")
    reading: str = Field(description="他本作，没有的为空")
    witness: str = Field(description="他本是谁所刊")


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
        description="标题的来历：editor 编者所加，question 由程序据提问拟出"
    )
    exchange: str = Field(description="编号，如 2024-03-07-wang-yi/q07；地址是 qa/ 加它加 /")
    conference: str = Field(description="记者会的编号")
    conference_title: str = Field(description="记者会的名称")
    date: str = Field(description="记者会的日期，年-月-日")
    speakers: list[SpeakerRecord] = Field(description="回答的人")
    outlets: list[OutletRecord] = Field(
        description="提问的媒体，合问的不止一家；不详、未列入的没有"
    )
    label: str | None = Field(description="提问的标签照原文，不带冒号；没有提问的为 null")
    topics: list[TopicRecord] = Field(description="议题")
    paragraphs: list[ParagraphRecord] = Field(description="段落，按原来的次序")
    variants: list[VariantRecord] = Field(description="校勘：他本与文字稿的异同")
    source: SourceRecord = Field(description="文字稿")
    publication: PublicationRecord = Field(description="谁刊发")
    incomplete: str | None = Field(description="文字稿缺什么；完整的为 null")


def conference_lines(conference: Conference) -> bytes:
    """The exchanges of a conference, one a line, as `ExchangeRecord` describes it."""
    records = (exchange_record(conference, exchange) for exchange in conference.exchanges)
    return "".join(_line(record) + "\n" for record in records).encode()


def shortest(lines: bytes) -> bytes:
    """The shortest of some lines, the first of equals, for an example."""
    return min(lines.split(b"\n")[:-1], key=len, default=b"")


# JSON allows them inside text; Python's splitlines and other readers of lines end a line there.
_LINE_ENDS = {ord(char): f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"}


def _line(record: ExchangeRecord) -> str:
    return record.model_dump_json().translate(_LINE_ENDS)


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
            "conference_title": record.title,
            "paragraphs": words,
            "variants": list(_variants(conference, exchange.id)),
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


def _variants(conference: Conference, unit: str) -> Iterator[dict[str, Any]]:
    for collation in (each.within(unit) for each in conference.collations):
        witness = collation.witness.publication.name
        for paragraph, kind, base, reading in _apparatus(collation):
            what = {"paragraph": paragraph, "kind": kind, "base": base, "reading": reading}
            yield {**what, "witness": witness}


def _apparatus(collation: Collation) -> Iterator[tuple[str | None, str, str, str]]:
    for sort in Sort:
        for pair, each in collation.variants(sort):
            yield pair.base[0].id or None, str(sort), each.base, each.reading
    for passage in collation.only_base:
        yield passage.id or None, "only-base", passage.printed, ""
    for before, passage in collation.only_witness:
        yield before.id if before else None, "only-witness", "", passage.printed


def _said(exchange: PublishedExchange) -> Iterator[dict[str, Any]]:
    for turn in exchange.part.turns:
        label = turn.printed_label or None
        said_by = {
            "speaker": turn.speaker and turn.speaker[0].id,
            "outlets": [outlet.id for outlet in turn.outlets],
        }
        for paragraph in turn.paragraphs:
            if paragraph.id:
                errata = [
                    {
                        "start": placed.start,
                        "end": placed.end,
                        "reading": placed.erratum.reading,
                        "suggestion": placed.erratum.suggestion,
                        "note": placed.erratum.note,
                    }
                    for placed in paragraph.errata
                ]
                text = paragraph.text
                yield {"label": label, **said_by, "text": text, "errata": errata}
                label = None
