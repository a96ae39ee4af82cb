"""Sidecars as text: what is written can be read, and what is replaced is nothing else."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from support import ROOT, VOCABULARY
from wenda.adding.sidecar_text import Facts, replaced, scalar, write
from wenda.editors.sidecar import Original, Sidecar, read_sidecar
from wenda.findings import Report

A, B, C = "a" * 64, "b" * 64, "c" * 64
FACTS = Facts(
    date(2024, 3, 7),
    "记者会",
    ("wang-yi",),
    "编者著录。",
    "北京",
    "某报",
    published=date(2024, 3, 8),
)
ORIGINAL = Original(file="2024-03-07-x.original.html", sha256=B, conversion="文字由网页取出。")

TEXT = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=30)


def read(text: str) -> Sidecar:
    found = Report("x.yml")
    sidecar = read_sidecar(text, "2024-03-07-x", VOCABULARY, found)
    assert sidecar, [*map(str, found), text]
    return sidecar


@given(TEXT)
def test_any_text_is_one_scalar(text: str) -> None:
    assert yaml.safe_load(f"a: {scalar(text)}") == {"a": text}
    assert yaml.safe_load(f"- {{a: {scalar(text)}, b: c}}") == [{"a": text, "b": "c"}]


@pytest.mark.parametrize("text", ["null", "NO", "2024-03-07", "12", "a: b", "- a", "“问”：#", "~"])
def test_what_yaml_would_take_for_something_else(text: str) -> None:
    assert yaml.safe_load(f"a: {scalar(text)}") == {"a": text}


@given(TEXT, st.lists(TEXT, max_size=5), st.lists(TEXT, max_size=3))
def test_what_is_written_can_be_read(text: str, left_out: list[str], remarks: list[str]) -> None:
    facts = Facts(date(2024, 3, 7), text, ("wang-yi",), text, text, text, "网站", None, text, text)
    record = read(write(facts, A, ORIGINAL, left_out, remarks)).record
    assert (record.title, record.place, record.basis) == (text, text, text)
    assert record.publication.name == record.publication.page == record.publication.url == text
    assert record.original == ORIGINAL


def test_what_is_open_stands_there_as_a_comment() -> None:
    text = write(Facts(date(2024, 3, 7), "", (), "编者著录。"), A, None)
    found = Report("x.yml")
    assert read_sidecar(text, "2024-03-07-x", VOCABULARY, found) is None
    assert [finding.code for finding in found] == ["Y04"] * 4
    for key in ("title", "place", "speakers", "publication"):
        assert f"\n# {key}:" in text
    for hint in ("title", "place"):  # a person takes the # away and writes on
        text = text.replace(f"# {hint}:   #", f"{hint}: 甲   #")
    text = text.replace("# speakers: []", "speakers: [wang-yi]")
    text = text.replace("# publication:", "publication:").replace("#   name:", "  name: 甲")
    assert read(text.replace("#   date", "  date")).record.publication.date == date(2024, 3, 7)


def test_all_that_was_left_out_is_in_the_comments() -> None:
    left_out = [f"第{number}行没有收进去的文字" for number in range(60)]
    text = write(FACTS, A, ORIGINAL, left_out)
    listed = "".join(line[4:] for line in text.splitlines() if line.startswith("  # "))
    assert all(line in listed for line in left_out)


def without(text: str, *keys: str) -> list[str]:
    """The lines but those of a key at the margin and what is indented below it."""
    lines: list[str] = []
    inside = False
    for line in text.splitlines(keepends=True):
        inside = line.startswith(keys) or (inside and line.startswith(" "))
        if not inside:
            lines.append(line)
    return lines


EDITED = (ROOT / "source/transcripts/2024/2024-03-07-wang-yi.yml").read_text("utf-8")


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("last", [True, False], ids=["end", "no end"])
def test_replacing_touches_no_line_of_the_editor(end: str, last: bool) -> None:
    own = "# 我的话\n" + EDITED.split("\nerrata")[0] + "\nacknowledged: []  # 我的\n"
    before = (own if last else own.rstrip("\n")).replace("\n", end)
    first = replaced(before, read(before), A, ORIGINAL, ["甲", "乙"])
    record = read(first).record
    assert (record.sha256, record.original) == (A, ORIGINAL)
    assert without(first, "sha256:", "original:") == without(before, "sha256:")
    second = replaced(first, read(first), C, ORIGINAL.model_copy(update={"sha256": A}), [])
    assert read(second).record.original == ORIGINAL.model_copy(update={"sha256": A})
    assert without(second, "sha256:", "original:") == without(before, "sha256:")
    third = replaced(second, read(second), read(before).record.sha256, None, [])
    assert third == before


def test_a_value_in_quotes_and_the_last_line_of_a_file() -> None:
    text = write(FACTS, A, None).replace(f"sha256: {A}\n", "") + f"sha256: '{A}'  # 我的"
    after = replaced(text, read(text), C, ORIGINAL, [])
    assert read(after).record.sha256 == C
    assert f"sha256: '{C}'  # 我的\noriginal:" in after
