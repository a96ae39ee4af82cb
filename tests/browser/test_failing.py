"""What a reader meets when something fails: it is said, and the rest of the page goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

SLUG = "2024-03-07-wang-yi"
DATA = re.compile(r"/qa/search/")


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A page that may log errors: what fails here is meant to."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="block")
    yield context.new_page()
    context.close()


def refuse(route: Route) -> None:
    route.abort()


@pytest.mark.parametrize("anchor", ["100%", "%zz", "%E5%8E"])
def test_an_anchor_that_is_none_stops_nothing(page: Page, address: str, anchor: str) -> None:
    """The page logs no error, marks the words, and its search opens."""
    page.goto(f"{address}qa/{SLUG}/q06/?q=台独#{anchor}")
    expect(page.locator("mark.wd-hit").first).to_be_visible()
    page.goto(f"{address}qa/{SLUG}/q06/?s=0-4.zzzz.zzzz&w=从未说过#{anchor}")
    expect(page.get_by_role("alert")).to_contain_text("已不在文字稿里")
    page.keyboard.press("/")
    page.get_by_role("combobox").fill("台独")
    expect(page.locator("dialog [data-exchange]").first).to_be_visible()


def test_who_was_offline_need_not_reload(reader: Page, address: str) -> None:
    reader.goto(address)
    reader.context.set_offline(True)
    reader.locator("[data-wd-open]").hover()
    reader.wait_for_timeout(300)
    reader.keyboard.press("/")
    status = reader.get_by_role("dialog").get_by_role("status")
    expect(status).to_contain_text("没有网络，搜索程序还没有存在这台设备上")
    reader.context.set_offline(False)
    reader.get_by_role("combobox").fill("台独")
    expect(status).to_contain_text("原文一致")


def test_the_first_search_without_data_is_said_and_the_next_one_works(
    reader: Page, address: str
) -> None:
    reader.context.route(DATA, refuse)
    reader.goto(f"{address}search/?q=台独")
    status = reader.locator(".wd-status")
    expect(status).not_to_be_empty()
    reader.context.unroute(DATA)
    reader.get_by_role("searchbox").fill("一个中国")
    expect(status).to_contain_text("原文一致")


BREAK = """() => {
  const Original = Worker;
  globalThis.Worker = class extends Original {
    postMessage(message) {
      const fails = globalThis.failing && message.method === 'search';
      super.postMessage(fails ? { ...message, method: 'broken' } : message);
    }
  };
}"""


def test_a_download_that_fails_is_said(reader: Page, address: str) -> None:
    reader.add_init_script(f"({BREAK})()")
    reader.goto(f"{address}search/?q=合作")
    button = reader.get_by_role("button", name="下载 CSV")
    expect(button).to_be_visible()
    reader.evaluate("failing = true")
    button.click()
    expect(reader.locator(".wd-status")).to_contain_text("下载没有成功")
    expect(button).to_be_enabled()


def test_a_search_for_the_words_apart_that_fails_is_said(reader: Page, address: str) -> None:
    reader.add_init_script(f"({BREAK})()")
    reader.add_init_script(
        """{
          const { replaceChildren } = Element.prototype;
          Element.prototype.replaceChildren = function (...children) {
            globalThis.failing ||= this.matches('ol') && this.ownerDocument.URL.includes('q=');
            return replaceChildren.apply(this, children);
          };
        }"""
    )
    reader.goto(f"{address}search/?q=台独 金砖")
    status = reader.locator(".wd-status")
    expect(status).to_contain_text("没有能够把这几个词分开找")
    expect(status).to_contain_text(re.compile("^没有"))


def test_closing_words_are_found_where_they_are(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=1小时30分钟")
    page.locator("[data-exchange] a").first.click()
    expect(page).to_have_url(re.compile(rf"/qa/{SLUG}/\?q=.*#closing-p1$"))
    expect(page.locator("#closing-p1 mark.wd-hit")).to_have_text("1小时30分钟")


def test_a_worker_that_cannot_be_had_is_said_and_tried_again(reader: Page, address: str) -> None:
    """Also where the page began it before its script was there, and it had failed by then."""
    reader.route("**/worker.mjs", refuse)
    reader.goto(f"{address}search/?q=台独")
    expect(reader.locator(".wd-status")).to_contain_text("没有能够启动，请再试一次")
    reader.unroute("**/worker.mjs")
    reader.get_by_role("searchbox", name="搜索原话").fill("南海")
    expect(reader.locator("[data-exchange]").first).to_be_visible()
