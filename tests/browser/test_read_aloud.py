"""What a screen reader is told: counts, verdicts and confirmations when they come; parts by name.

Heard is what changes in a region that was there before, and was not hidden: a region that comes
with its words already in it is often not read.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from test_reach import SLUG, STATES

LISTEN = """(() => {
  globalThis.heard = [];
  const known = new WeakSet();
  const live = '[role=status], [role=alert], [aria-live]';
  const look = () => { for (const each of document.querySelectorAll(live)) known.add(each); };
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const element = target.nodeType === 1 ? target : target.parentElement;
      const region = element?.closest(live);
      if (!region || !known.has(region) || region.closest('[hidden], [aria-hidden=true]')) continue;
      if (region.textContent) heard.push(region.textContent);
    }
    look();
  }).observe(document, { subtree: true, childList: true, characterData: true });
})()"""


@pytest.fixture
def listener(page: Page) -> Page:
    page.add_init_script(LISTEN)
    return page


def hears(page: Page, words: str) -> None:
    page.wait_for_function("words => heard.some((each) => each.includes(words))", arg=words)


def test_how_much_was_found(listener: Page, address: str) -> None:
    listener.goto(f"{address}search/")
    field = listener.locator("main").get_by_role("searchbox")
    field.fill("一带一路")
    field.press("Enter")
    hears(listener, "原文一致：")
    listener.locator(".wd-filter-box").evaluate("box => { box.open = true }")
    listener.locator(".wd-filters").get_by_label("埃菲社").check()
    hears(listener, "原文一致：1 则问答，3 处")
    field.fill("没有人说过这一句话")
    field.press("Enter")
    hears(listener, "没有")


def test_how_much_the_dialog_found(listener: Page, address: str) -> None:
    listener.goto(address)
    listener.keyboard.press("/")
    listener.keyboard.type("台湾")
    hears(listener, "原文一致：1 则问答，7 处")
    listener.keyboard.press("ArrowDown")
    active = listener.get_by_role("combobox").or_(listener.locator(".wd-dialog input"))
    name = active.first.get_attribute("aria-activedescendant")
    expect(listener.locator(f"#{name}")).to_contain_text("台湾")


def test_what_the_check_says(listener: Page, address: str) -> None:
    listener.goto(f"{address}check/")
    words = "王毅说“经济外交也是对外工作的重要内容”，“没有人说过这一句”。"
    listener.get_by_label("要核对的文字").fill(words)
    listener.get_by_role("button", name="核对", exact=True).click()
    hears(listener, "2 条引语：1 条逐字一致，1 条未找到")
    snapshot = listener.locator(".wd-check").aria_snapshot()
    assert "逐字一致" in snapshot
    assert "未找到" in snapshot


@pytest.mark.parametrize("name", ["复制本段的地址", "复制地址", "复制链接"])
def test_that_something_was_copied(listener: Page, address: str, name: str) -> None:
    listener.goto(f"{address}qa/{SLUG}/q07/")
    listener.locator("#p2").select_text()
    expect(listener.get_by_role("toolbar")).to_be_visible()
    listener.locator(f'[title="{name}"]').or_(
        listener.get_by_role("button", name=name)
    ).last.click()
    hears(listener, "已复制")


def test_how_many_words_are_marked(listener: Page, address: str) -> None:
    listener.goto(f"{address}qa/{SLUG}/q06/?q=台独")
    hears(listener, "6")


def test_that_there_is_no_network(context: BrowserContext, address: str) -> None:
    # A page of its own: what it was about to fetch for later fails, and the browser notes that.
    page = context.new_page()
    page.add_init_script(LISTEN)
    page.goto(address)
    page.wait_for_load_state()
    context.set_offline(True)
    hears(page, "没有网络。")


# Levels of the headings in their order, and what the landmarks are called.
OUTLINE = """() => {
  const seen = (each) => each.checkVisibility() && !each.closest('dialog:not([open])');
  const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);
  const name = (each) => each.getAttribute('aria-label') ?? '';
  return {
    levels: all('h1, h2, h3, h4, h5, h6').map((each) => Number(each.tagName[1])),
    empty: all('h1, h2, h3, h4, h5, h6').filter((each) => !each.textContent.trim()).length,
    navigation: all('nav').map(name),
    once: ['main', 'body > header', 'footer'].map((each) => all(each).length),
  };
}"""


@pytest.mark.parametrize("state", [each for each in STATES if each != "dialog"])
def test_headings_are_in_order_and_parts_have_names(page: Page, address: str, state: str) -> None:
    STATES[state](page, address)
    page.wait_for_load_state()
    outline = page.evaluate(OUTLINE)
    levels = outline["levels"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert outline["empty"] == 0
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(outline["navigation"])
    assert len(outline["navigation"]) == len(set(outline["navigation"]))
    assert outline["once"] == [1, 1, 1]
