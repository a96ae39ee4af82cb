"""Every kind of page holds to axe's rules: light and dark, at three widths, all that opens open."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from support import ROOT

SLUG = "2024-03-07-wang-yi"
AXE = ROOT / "scripts/lint/node_modules/axe-core/axe.min.js"

PAGES = [
    "",
    f"qa/{SLUG}/",
    f"qa/{SLUG}/q01/",
    f"qa/{SLUG}/q06/",
    f"qa/{SLUG}/text/",
    "qa/topics/",
    "qa/topics/world-order/",
    "qa/topics/none/",
    "qa/outlets/",
    "qa/outlets/xinhua/",
    "qa/years/",
    "qa/years/2024/",
    "search/",
    "check/",
    "data/",
    "about/",
    "scale/",
]


def dialog(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("台湾")
    expect(page.get_by_role("option").first).to_be_visible()


def results(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=台湾")
    expect(page.locator(".wd-result").first).to_be_visible()
    page.locator(".wd-filter-box").evaluate("box => { box.open = true }")


def nearest(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=台湾地区选举只是中国的一个城市选举罢了")
    expect(page.locator(".wd-difference").first).to_be_visible()


def toolbar(page: Page, address: str) -> None:
    page.goto(f"{address}qa/{SLUG}/q07/")
    page.locator("#p2").select_text()
    expect(page.get_by_role("toolbar")).to_be_visible()


def marked(page: Page, address: str) -> None:
    page.goto(f"{address}qa/{SLUG}/q07/?q=邻居#p2")
    expect(page.locator(".wd-hit--here")).to_be_visible()


def checked(page: Page, address: str) -> None:
    page.goto(f"{address}check/")
    words = "经济外交也是对外工作的重要内容"
    other = f"“{words.replace('也', '不')}”“{words[:9]}甲乙丙丁戊”“没有人说过这一句”"
    text = f"王毅表示，“{words}”。{other}"
    page.get_by_label("要核对的文字").fill(text)
    page.get_by_role("button", name="核对", exact=True).click()
    expect(page.locator(".wd-check-mark")).to_have_count(4)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")


STATES: dict[str, Callable[[Page, str], object]] = {
    **{
        path or "home": lambda page, address, path=path: page.goto(address + path) for path in PAGES
    },
    "dialog": dialog,
    "results": results,
    "nearest": nearest,
    "checked": checked,
    "toolbar": toolbar,
    "marked": marked,
}
SCREENS = [(1280, "default"), (1280, "slate"), (390, "slate"), (320, "default")]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        service_workers="block",
        viewport={"width": 1280, "height": 844},
        reduced_motion="reduce",
        bypass_csp=True,  # axe is put into the page
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("state", STATES)
def test_nothing_is_out_of_reach(page: Page, address: str, state: str) -> None:
    """Shown once, and then looked at on each screen."""
    page.set_viewport_size({"width": 1280, "height": 844})
    STATES[state](page, address)
    page.wait_for_load_state("networkidle")
    page.add_script_tag(path=AXE)
    failures = {}
    for width, scheme in SCREENS:
        page.set_viewport_size({"width": width, "height": 844})
        page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme }", scheme)
        found = page.evaluate("axe.run().then(({violations}) => violations)")
        if found:
            failures[width, scheme] = {each["id"]: each["nodes"][0]["html"] for each in found}
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert failures == {}
