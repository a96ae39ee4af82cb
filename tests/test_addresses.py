"""Addresses: the cases that both languages share, and what templates and files make of them."""

from __future__ import annotations

import json
import posixpath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import CASES
from wenda import addresses

SHARED = json.loads((CASES / "addresses.json").read_text("utf-8"))


@pytest.mark.parametrize("case", SHARED, ids=lambda case: case["name"])
def test_shared_cases(case: dict[str, Any]) -> None:
    conference, unit, paragraph = case["conference"], case["unit"], case["paragraph"]
    assert addresses.is_exchange(unit) == case["is_exchange"]
    assert addresses.entry_of(conference, unit) == case["entry"]
    assert addresses.page_path(conference, unit) == case["page"]
    assert addresses.anchor_of(unit, paragraph) == case["anchor"]
    assert addresses.text_anchor_of(unit, paragraph) == case["text_anchor"]
    assert addresses.paragraph_path(conference, unit, paragraph) == case["link"]
    assert addresses.cite_key(conference, unit) == case["key"]


@pytest.mark.parametrize(
    ("path", "markdown"),
    [
        ("qa/2024-03-07-wang-yi/", "qa/2024-03-07-wang-yi/index.md"),
        ("qa/2024-03-07-wang-yi/q07/", "qa/2024-03-07-wang-yi/q07.md"),
        ("qa/2024-03-07-wang-yi/text/", "qa/2024-03-07-wang-yi/text.md"),
        ("qa/topics/", "qa/topics/index.md"),
        ("qa/topics/none/", "qa/topics/none.md"),
        ("qa/years/2024/", "qa/years/2024/index.md"),
        ("qa/feed.xml", "qa/feed.xml"),
        ("data/", "data.md"),
    ],
)
def test_where_the_markdown_of_a_page_lies(path: str, markdown: str) -> None:
    assert addresses.markdown_of(path) == markdown


@pytest.mark.parametrize(
    ("here", "there", "way"),
    [
        ("qa/c/q02/", "qa/c/q01/", "../q01/"),
        ("qa/c/", "qa/c/q01/", "q01/"),
        ("qa/topics/sea.xml", "qa/topics/sea/", "sea/"),
        ("qa/feed.xml", "", "../"),
        ("qa/data/conferences.csv", "qa/data/tei/c.xml", "tei/c.xml"),
    ],
)
def test_the_way_between_two_paths(here: str, there: str, way: str) -> None:
    assert addresses.between(here, there) == way


PATHS = st.lists(st.sampled_from(["qa", "x", "q01"]), max_size=4).flatmap(
    lambda names: st.sampled_from(["/".join([*names, name]) for name in ("", "x.csv")])
)


@given(PATHS, PATHS)
def test_the_way_is_that_of_the_file_system(here: str, there: str) -> None:
    folder = here if here.endswith("/") else posixpath.dirname(here)
    way = posixpath.relpath(there or ".", folder or ".")
    assert addresses.between(here, there) == way + "/" * (there.endswith("/") or not there)


@pytest.mark.parametrize("name", ["q1", "q", "opening#p1", "q01-p1", "Q01", "q01 "])
def test_what_is_no_unit(name: str) -> None:
    assert not addresses.UNIT.fullmatch(name)


PATHS = st.lists(st.sampled_from("abc"), max_size=4).map("/".join)


@given(PATHS, PATHS, st.sampled_from(["/", ".xml"]), st.sampled_from(["/", ".xml"]))
def test_every_way_leads_where_it_should(here: str, there: str, one: str, other: str) -> None:
    here, there = (path and path + end for path, end in ((here, one), (there, other)))
    folder = posixpath.dirname(here)
    way = addresses.between(here, there)
    assert posixpath.normpath(posixpath.join("/", folder, way)) == posixpath.normpath(f"/{there}")
    assert way.endswith("/") == (there.endswith("/") or not there)
