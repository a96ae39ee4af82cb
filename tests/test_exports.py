"""From every data file the words come back as printed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from support import ROOT, copy_toy, site
from wenda.archive import Archive
from wenda.build import build
from wenda.exports import ATOM, COLUMNS, data_files, feed
from wenda.model import Kind


@pytest.fixture(scope="module", params=["toy", "ours"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    root = ROOT if request.param == "ours" else copy_toy(tmp_path_factory.mktemp("toy"))
    outcome = build(root, check=True)
    assert outcome.archive
    return outcome.archive


def words(archive: Archive) -> dict[tuple[str, str], str]:
    return {
        (f"{conference.slug}/{exchange.id}", paragraph.id): paragraph.paragraph.text
        for conference, exchange in archive.exchanges()
        for paragraph in exchange.part.paragraphs
        if paragraph.id
    }


def test_json_lines_hold_every_paragraph(archive: Archive) -> None:
    lines = dict(data_files(archive))["data/exchanges.jsonl"].decode().splitlines()
    records = [json.loads(line) for line in lines]
    found = {
        (record["exchange"], paragraph["id"]): paragraph["text"]
        for record in records
        for paragraph in record["paragraphs"]
    }
    assert found == words(archive)
    for record in records:
        for paragraph in record["paragraphs"]:
            for mark in paragraph["errata"]:
                assert paragraph["text"][mark["start"] : mark["end"]] == mark["reading"]


def test_csv_holds_questions_and_answers(archive: Archive) -> None:
    data = dict(data_files(archive))["data/exchanges.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") >= 1
    text = data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert tuple(rows[0]) == COLUMNS
    by_name = {row["exchange"]: row for row in rows}
    for conference, exchange in archive.exchanges():
        row = by_name[f"{conference.slug}/{exchange.id}"]
        assert row["question"].removeprefix("'") == exchange.question.removeprefix("'")
        assert row["answer"].removeprefix("'") == exchange.answer.removeprefix("'")


def test_no_cell_is_a_formula() -> None:
    archive, _ = site("**新华社记者：**=1+1\n**王毅：**@SUM(A1)\n'引\n")
    rows = dict(data_files(archive))["data/exchanges.csv"].decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(rows, newline=""))
    assert row["question"] == "'=1+1"
    assert row["answer"] == "'@SUM(A1)\n'引"


def test_lists_have_their_rows(archive: Archive) -> None:
    files = dict(data_files(archive))
    for topic in archive.vocabulary.topics:
        listed = archive.on_topic(topic)
        assert (f"topics/{topic.id}.csv" in files) == bool(listed)
        if listed:
            text = files[f"topics/{topic.id}.csv"].decode("utf-8-sig")
            rows = list(csv.DictReader(io.StringIO(text, newline="")))
            assert [row["exchange"] for row in rows] == [f"{c.slug}/{e.id}" for c, e in listed]


def test_feeds_have_what_the_specification_asks_for(archive: Archive) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: one id, title and updated each, and an author."""
    feeds = {name: data for name, data in data_files(archive) if name.endswith(".xml")}
    assert "feed.xml" in feeds
    for data in feeds.values():
        root = ET.fromstring(data)
        ids = [element.text for element in root.iter(f"{{{ATOM}}}id")]
        assert len(ids) == len(set(ids))
        for element in (root, *root.findall(f"{{{ATOM}}}entry")):
            for name in ("id", "title", "updated", "link"):
                assert len(element.findall(f"{{{ATOM}}}{name}")) == 1
            assert element.findall(f"{{{ATOM}}}author")


def test_a_feed_holds_the_words_and_leads_to_them() -> None:
    archive, _ = site("（上接第二版）前答。\n**新华社记者：**甲 & <乙>？\n**王毅：**答。\n再答。\n")
    root = ET.fromstring(dict(data_files(archive))["feed.xml"])
    entries = root.findall(f"{{{ATOM}}}entry")
    content = [entry.findtext(f"{{{ATOM}}}content") for entry in entries]
    assert content == ["前答。", "新华社记者：甲 & <乙>？\n王毅：答。\n再答。"]
    link = entries[1].find(f"{{{ATOM}}}link")
    assert link is not None
    assert link.get("href") == "2024-03-07-wang-yi/q02/"


def test_a_feed_is_short_and_its_ids_stay(archive: Archive) -> None:
    listed = list(archive.exchanges()) * 20
    first, second = feed("甲", "", listed), feed("甲", "", listed)
    assert first == second
    assert len(ET.fromstring(first).findall(f"{{{ATOM}}}entry")) == 50


def test_every_kind_of_paragraph_is_named(archive: Archive) -> None:
    lines = dict(data_files(archive))["data/exchanges.jsonl"].decode().splitlines()
    kinds = {p["kind"] for line in lines for p in json.loads(line)["paragraphs"]}
    assert kinds <= {str(kind) for kind in Kind}


def test_data_files_are_written_by_the_build(tmp_path: Path) -> None:
    root = copy_toy(tmp_path)
    build(root)
    assert (root / "docs/qa/data/exchanges.jsonl").read_bytes().count(b"\n") == 6
