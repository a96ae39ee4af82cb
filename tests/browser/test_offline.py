"""Without network: what was seen and the search are at hand, and nothing else is pretended."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

SLUG = "2024-03-07-wang-yi"
READY = "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"
KEPT = """async () => (await (await caches.open('wenda-1')).keys()).map(({ url }) => url)"""


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Page]:
    """Who has looked at two pages, and then has no network."""
    context = browser.new_context(service_workers="allow")
    page = context.new_page()
    page.goto(address)
    page.wait_for_function(READY)
    page.goto(f"{address}qa/{SLUG}/q06/")
    for _ in range(100):
        kept = page.evaluate(KEPT)
        wanted = ("/qa/search/pack-", "pieces", "check/check.mjs")
        if all(any(each in url for url in kept) for each in wanted):
            break
        page.wait_for_timeout(100)
    context.set_offline(True)
    yield page
    context.close()


def test_pages_that_were_seen_are_read_again(visitor: Page, address: str) -> None:
    visitor.reload()
    expect(visitor.locator("#p2")).to_contain_text("台湾地区选举只是中国的一个地方选举")
    expect(visitor.get_by_text("没有网络。所见是上次联网时保存的页面")).to_be_visible()
    visitor.goto(address)
    expect(visitor.get_by_role("heading", level=1)).to_be_visible()
    visitor.context.set_offline(False)
    expect(visitor.get_by_text("没有网络。所见是")).to_be_hidden()


def test_the_search_works(visitor: Page, address: str) -> None:
    visitor.goto(f"{address}search/?q=台独")
    expect(visitor.locator(".wd-status")).to_have_text("原文一致：1 则问答，6 处")
    visitor.goto(f"{address}search/?q=中国人有句老话，远亲不如近邻")
    expect(visitor.locator(".wd-pieces").first).to_contain_text("远亲不如近邻")


def test_quotations_are_checked(visitor: Page, address: str) -> None:
    visitor.goto(f"{address}check/")
    visitor.get_by_label("要核对的文字").fill("经济外交不是对外工作的重要内容")
    visitor.get_by_role("button", name="核对", exact=True).click()
    expect(visitor.locator(".wd-check-mark")).to_contain_text("意思可能变了")


def test_a_page_that_was_not_seen_is_not_pretended(visitor: Page, address: str) -> None:
    visitor.goto(f"{address}qa/{SLUG}/q11/")
    expect(visitor.get_by_role("heading")).to_have_text("没有网络")
    visitor.get_by_role("link", name="回到首页").click()
    expect(visitor).to_have_url(address)


def test_who_is_online_reads_the_newest(browser: Browser, address: str) -> None:
    """A page that has changed since it was kept is shown as it is now."""
    context = browser.new_context(service_workers="allow")
    page = context.new_page()
    page.goto(f"{address}about/")
    page.wait_for_function(READY)
    page.evaluate(
        """async () => (await caches.open('wenda-1')).put(location.href, new Response('old'))"""
    )
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("关于")
    context.close()


def test_who_looks_at_one_page_fetches_no_index(browser: Browser, address: str) -> None:
    context = browser.new_context(service_workers="allow")
    page = context.new_page()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}qa/{SLUG}/q06/")
    page.wait_for_function(READY)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/qa/search/" in url or "/engine/" in url]
    context.close()
