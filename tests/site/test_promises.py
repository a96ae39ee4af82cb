"""L03: nothing is published while a promised address has no page that answers."""

from __future__ import annotations

import pytest

from support import pages, site
from wenda.findings import Report
from wenda.site import promises

GONE = "已发布的地址 {} 没有页面可以回答。"
TEXT = "**新华社记者：**问？\n**王毅：**答。\n记者会历时1小时。\n"


@pytest.mark.parametrize(
    ("page", "old", "new", "lost"),
    [
        ("q01.md", "", "", []),
        ("q01.md", 'id="p2"', 'id="p3"', ["q01#p2"]),
        ("q01.md", '<p id="p1"', "<p", ["q01#p1"]),
        ("index.md", 'id="closing-p1"', "", ["closing#p1"]),
    ],
)
def test_an_address_without_an_anchor(page: str, old: str, new: str, lost: list[str]) -> None:
    archive, _ = site(TEXT)
    (conference,) = archive.conferences
    files = {path: text.encode() for path, text in pages(archive)}
    name = f"{conference.slug}/{page}"
    files[name] = files[name].decode().replace(old, new).encode() if old else files[name]
    found = Report()
    promises.check(archive.conferences, files, found)
    assert [f.message for f in found] == [
        f"已发布的地址 {each} 没有页面可以回答。" for each in lost
    ]
    assert {f.code for f in found} <= {"L03"}


def lost(heading: str, damage: tuple[str, str] = ("", "")) -> list[str]:
    archive, _ = site(TEXT, exchanges={"q01": {"heading": heading}})
    files = {path: text.replace(*damage).encode() for path, text in pages(archive)}
    found = Report()
    promises.check(archive.conferences, files, found)
    return [f.message for f in found]


@pytest.mark.parametrize(
    "heading", ["<!-- 一", "<script>", "<textarea><title>", "---\n一\n---\n二"]
)
def test_words_of_the_front_matter_hide_no_anchor(heading: str) -> None:
    assert lost(heading) == []


@pytest.mark.parametrize("heading", ['<p id="p1">', '一\n---\n<p id="p1">'])
def test_words_of_the_front_matter_are_no_anchor(heading: str) -> None:
    damage = ('<p id="p1" data', "<p data")
    assert lost("一", damage) == lost(heading, damage) == [GONE.format("q01#p1")]


def test_a_page_that_is_not_there() -> None:
    archive, _ = site(TEXT)
    found = Report()
    promises.check(archive.conferences, {}, found)
    assert len(found) == 3
