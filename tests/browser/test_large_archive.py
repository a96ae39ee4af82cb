"""The search page over a large archive: what it asks for, and what it asks for only when wanted.

The site's own archive, as if it were large.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from wenda.build import read
from wenda.naming.script import simplified
from wenda.search.corpus import corpus_of
from wenda.search.files import index_files
from wenda.search.names import pinyin_syllables

ROOT = Path(__file__).parents[2]
QUERY = "中国"  # in most exchanges


@dataclass
class Asked:
    """Paths below the search folder, in order."""

    paths: list[str] = field(default_factory=list)

    def texts(self) -> list[str]:
        return [path for path in self.paths if re.fullmatch(r"[0-9a-f]{12}/\d{1,3}\.bin", path)]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    corpus = corpus_of(read(ROOT))
    return index_files(corpus, list, simplified(), pinyin_syllables, small_bytes=0)


@pytest.fixture
def asked(page: Page, files: dict[str, bytes]) -> Asked:
    asked = Asked()

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path.partition("/qa/search/")[2]
        asked.paths.append(path)
        if path in files:
            route.fulfill(body=files[path], content_type="application/octet-stream")
        else:
            route.fulfill(status=404)

    page.context.route("**/qa/search/**", answer)
    return asked


def test_what_is_seen_is_fetched_and_no_more(page: Page, address: str, asked: Asked) -> None:
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto(f"{address}search/?q={QUERY}")
    expect(page.locator(".wd-status")).to_contain_text("原文一致：")
    expect(page.locator("[data-exchange]")).to_have_count(5)
    page.wait_for_timeout(300)
    assert len(asked.texts()) == 5
    shards = [path for path in asked.paths if path not in asked.texts()]
    assert shards[0] == "current.json"
    assert len(shards) == 2, shards  # a term of two characters is one shard
    assert len(set(asked.paths)) == len(asked.paths)


def test_more_come_with_scrolling_and_all_when_wanted(
    page: Page, address: str, asked: Asked
) -> None:
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto(f"{address}search/?q={QUERY}")
    results = page.locator("[data-exchange]")
    expect(results).to_have_count(5)
    more = page.get_by_role("button", name=re.compile("显示本页其余 \\d+ 则"))
    total = 5 + int(re.search(r"\d+", more.inner_text())[0])  # type: ignore[index]
    results.last.scroll_into_view_if_needed()
    expect(results).to_have_count(10)
    page.keyboard.press("Control+f")
    expect(results).to_have_count(total)
    expect(more).to_have_count(0)


@pytest.mark.parametrize("how", ["press", "print"])
def test_the_rest_by_a_button_and_for_paper(
    page: Page, address: str, asked: Asked, how: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto(f"{address}search/?q={QUERY}")
    more = page.get_by_role("button", name=re.compile("显示本页其余"))
    total = 5 + int(re.search(r"\d+", more.inner_text())[0])  # type: ignore[index]
    if how == "press":
        more.focus()
        page.wait_for_timeout(300)  # it is in view, and stays
        more.press("Enter")
        expect(page.locator("[data-exchange]").nth(5).get_by_role("link").first).to_be_focused()
    else:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("[data-exchange]")).to_have_count(total)


def test_names_are_counted_when_asked_for(page: Page, address: str, asked: Asked) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{address}search/?q={QUERY}")
    filters = page.locator(".wd-filters")
    expect(filters.get_by_label(re.compile("2024"))).to_be_visible()
    expect(filters.get_by_text("议题", exact=True)).to_have_count(0)
    assert not any(path.startswith(("facets", "names", "suggest")) for path in asked.paths)
    page.get_by_role("button", name="列出媒体、议题和发言人").click()
    outlets = filters.locator("fieldset").filter(has_text="媒体")
    first = outlets.get_by_role("checkbox").first
    first.check()
    expect(page.locator(".wd-status")).to_contain_text("1 则问答")
    expect(first).to_be_checked()
    assert outlets.get_by_role("checkbox").count() > 2  # the others can be chosen as well
    chosen = page.url
    asked.paths.clear()
    page.goto("about:blank")
    page.goto(chosen)
    expect(outlets.get_by_role("checkbox", checked=True)).to_have_count(1)
    expect(page.get_by_role("button", name="列出媒体、议题和发言人")).to_be_hidden()


def test_names_are_offered_when_typed(page: Page, address: str, asked: Asked) -> None:
    page.goto(f"{address}search/?q=新华")
    expect(page.locator(".wd-status")).not_to_be_empty()
    assert not any(path.startswith("suggest") for path in asked.paths)
    page.get_by_role("searchbox", name="搜索原话").fill("新华社")
    expect(page.locator(".wd-suggestions").get_by_role("link", name="新华社")).to_be_visible()
