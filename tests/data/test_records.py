"""A line of exchanges.jsonl: what stands in it beside the words, and what says how to read it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from support import archive_of, copy_toy
from wenda.archive import Archive
from wenda.build import read
from wenda.data.records import conference_lines, exchange_record, fields, json_schema

ASKED = "**新华社记者：**问？\n**王毅：**是正否对，错事。\n"


def records(archive: Archive) -> list[dict[str, Any]]:
    lines = b"".join(map(conference_lines, archive.conferences))
    return [json.loads(line) for line in lines.decode().splitlines()]


def test_a_note_says_where_the_doubtful_characters_stand() -> None:
    notes = [
        {"quote": "是正否对", "reading": "正否", "suggestion": "否", "note": "衍一字。"},
        {"quote": "错事", "reading": "错", "note": "疑误。"},
    ]
    (record,) = records(archive_of(ASKED, errata=notes))
    question, answer = record["paragraphs"]
    assert question["errata"] == []
    assert answer["errata"] == [
        {"start": 1, "end": 3, "reading": "正否", "suggestion": "否", "note": "衍一字。"},
        {"start": 5, "end": 6, "reading": "错", "suggestion": None, "note": "疑误。"},
    ]
    for note in answer["errata"]:
        assert answer["text"][note["start"] : note["end"]] == note["reading"]


def test_a_label_stands_with_the_first_paragraph_after_it() -> None:
    archive = archive_of("**新华社记者：**问？\n**王毅：**答。\n又答。\n**王毅：**再答。\n")
    (record,) = records(archive)
    labels = [paragraph["label"] for paragraph in record["paragraphs"]]
    assert labels == ["新华社记者：", "王毅：", None, "王毅："]
    assert {p["speaker"] for p in record["paragraphs"][1:]} == {"wang-yi"}


def test_who_printed_it_and_what_is_missing() -> None:
    publication = {"name": "某报", "english": "A Paper", "date": "2024-03-08", "page": "第3版"}
    (record,) = records(archive_of(ASKED, publication=publication, incomplete="缺结尾。"))
    assert record["incomplete"] == "缺结尾。"
    assert record["publication"] == {
        **publication,
        **{"kind": "报纸", "continued_from": None, "url": None},
    }
    (record,) = records(archive_of(ASKED))
    assert record["incomplete"] is None


def test_the_variants_of_another_copy(tmp_path: Path) -> None:
    archive = read(copy_toy(tmp_path))
    found = [
        exchange_record(conference, exchange).model_dump()["variants"]
        for conference, exchange in archive.exchanges()
        if conference.slug == "2019-12-30-li-si"
    ]
    assert all(set(each) == {*NAMES} for variants in found for each in variants)
    one, other = ([tuple(each[name] for name in NAMES) for each in each] for each in found)
    who = "港务局网站"
    assert one == [
        ("p5", "words", "大", "国", who),
        ("p3", "label", "", "局长", who),
        ("p7", "label", "", "局长", who),
        ("p2", "marks", "《", "", who),
        ("p2", "marks", "》 ", "", who),
        ("p2", "marks", "吗", "嗎", who),
        ("p3", "marks", "着", "著", who),
        ("p4", "only-base", "（笑）", "", who),
        ("p7", "only-witness", "", "企鹅社记者：渔船有多少条？", who),
        ("p7", "only-witness", "", "李四：有200条渔船。", who),
    ]
    assert other == [("p2", "words", "五", "六", who), ("p2", "marks", "", "\n", who)]


NAMES = ("paragraph", "kind", "base", "reading", "witness")


def test_the_schema_can_be_read_by_a_person_and_says_its_draft() -> None:
    text = json_schema().decode()
    assert json.loads(text)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "一则问答。" in text
    assert '\n "properties": {\n  "title": {\n' in text  # a name a line
    assert text.endswith("}\n")


def test_every_field_is_named_with_what_the_schema_says_of_it() -> None:
    schema = json.loads(json_schema())

    def walk(part: dict[str, Any], before: str) -> Iterator[tuple[str, str]]:
        for name, field in part["properties"].items():
            path = before + name + ("[]" if field.get("type") == "array" else "")
            inner = field.get("items", field).get("$ref")
            yield path, field.get("description", "")
            if inner:
                yield from walk(schema["$defs"][inner.rsplit("/", 1)[-1]], f"{path}.")

    named = list(fields())
    assert named == list(walk(schema, ""))
    assert dict(named)["paragraphs[].errata[].start"].startswith("可疑的字在 text 里")
