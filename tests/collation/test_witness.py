"""A second copy in the folder: what is said of one that is wrong, and what pages and data show."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from support import copy_toy, generated
from wenda.build import build
from wenda.findings import to_resolve
from wenda.reading.decode import sha256
from wenda.reading.proof import read_page

SLUG = "2019-12-30-li-si"
NAME = f"{SLUG}.witness-port.txt"


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    return copy_toy(tmp_path)


def file(root: Path) -> Path:
    return next((root / "source").rglob(NAME))


def rewrite(root: Path, data: bytes) -> None:
    """Another witness, on record with its bytes."""
    sidecar = file(root).parent / f"{SLUG}.yml"
    text = sidecar.read_text("utf-8").replace(sha256(file(root).read_bytes()), sha256(data))
    sidecar.write_text(text, "utf-8")
    file(root).write_bytes(data)


def codes(root: Path) -> list[str]:
    return [f"{f.path.rsplit('.', 1)[-1]} {f.code}" for f in to_resolve(build(root, True).findings)]


def test_other_bytes_than_on_record(toy: Path) -> None:
    file(toy).write_bytes(file(toy).read_bytes() + b"\n")
    assert codes(toy) == ["yml S15"]


def test_one_that_is_not_there_and_one_that_nobody_named(toy: Path) -> None:
    file(toy).rename(file(toy).with_name(f"{SLUG}.witness-other.txt"))
    assert codes(toy) == ["yml S15", "txt S15"]


def test_one_without_a_transcript(toy: Path) -> None:
    file(toy).rename(file(toy).with_name("2019-12-29-li-si.witness-port.txt"))
    assert codes(toy) == ["yml S15", "txt S04"]


def test_one_of_another_event(toy: Path) -> None:
    rewrite(toy, "企鹅社记者：天气如何？\n李四：晴朗无云，风平浪静，宜出门。\n".encode())
    assert codes(toy) == ["yml T21"]


def test_one_that_cannot_be_read(toy: Path) -> None:
    rewrite(toy, "没有标签的话，没有人说。\n".encode())
    assert codes(toy) == ["txt T22"]
    rewrite(toy, "企鹅社记者：的是在了人和有这？。，\n".encode("gb18030"))
    assert codes(toy) == ["txt S01"]


def test_the_page_shows_both_and_no_word_of_the_witness_is_the_records(toy: Path) -> None:
    outcome = build(toy)
    assert outcome.clean
    (note,) = [f.message for f in outcome.findings if f.code == "N11"]
    assert "只见于底本的 2 段，只见于他本的 2 段" in note
    pages = generated(toy)
    page = pages[f"{SLUG}/index.md"].decode()
    section = page[page.index('id="collation"') : page.index("<h2>引用</h2>")]
    shown = re.sub("<[^>]+>", "", section)
    for words in ("大", "国", "1.5", "渔船有多少条", "有200条渔船", "谢谢大家"):
        assert words in shown.replace("&#46;", ".")
    for name, data in pages.items():
        if name.endswith(".md"):
            text = "".join(run.text for run in read_page(data.decode()).runs)
            assert "有200条渔船" not in text
            assert "灯塔是国家的" not in text
    assert not any(b"200" in data for name, data in pages.items() if name.startswith("search/"))


def test_a_paragraph_that_differs_is_marked_where_it_stands(toy: Path) -> None:
    build(toy)
    page = generated(toy)[f"{SLUG}/q01.md"].decode()
    marked = re.findall(r'class="wd-varied"[^>]*></a><p id="(p\d+)"', page)
    unmarked = re.findall(r'class="wd-handle"[^>]*></a><p id="(p\d+)"', page)
    assert "p4" in marked  # 灯塔是大家的
    assert "p1" in unmarked  # 建 and 嗎: of script only
    assert 'id="collation"' in page
    assert 'id="collation"' not in generated(toy)["2020-01-15-li-si/q02.md"].decode()


def test_the_data_has_the_variants_and_no_record_has_its_words(toy: Path) -> None:
    build(toy)
    lines = generated(toy)["data/exchanges.jsonl"].decode().splitlines()
    records = {record["exchange"]: record for record in map(json.loads, lines)}
    found = records[f"{SLUG}/q01"]["variants"]
    kinds = {(each["kind"], each["base"], each["reading"]) for each in found}
    assert ("words", "大", "国") in kinds
    assert ("only-witness", "", "李四：有200条渔船。") in kinds
    assert {each["witness"] for each in found} == {"港务局网站"}
    assert records["2020-01-15-li-si/q02"]["variants"] == []
