"""Twice as large, by zoom or by the letters alone: nothing is cut, nothing scrolls aside.

And who wants nothing to move sees nothing move.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page
from test_reach import STATES, dialog

from conftest import FLAGS, find_browser

# What stands out of the window, and what is cut off by the box that it stands in.
CUT = """() => {
  const cut = [];
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide) cut.push('the page is scrolled aside');
  for (const each of document.querySelectorAll('body *')) {
    if (!each.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (each.matches('table *, .wd-skip')) continue; // a table is scrolled by itself
    const { left, right, width } = each.getBoundingClientRect();
    const { overflowX, overflowY, display } = getComputedStyle(each);
    const name = each.outerHTML.slice(0, 90);
    if (width && (left < -1 || right > wide + 1)) cut.push(`out: ${name}`);
    if (display === 'inline') continue;
    const across = overflowX === 'hidden' && each.scrollWidth > each.clientWidth + 1;
    const down = overflowY === 'hidden' && each.scrollHeight > each.clientHeight + 2;
    if (across || down) cut.push(`cut: ${name}`);
  }
  return cut;
}"""
MOVES = """() => [...document.querySelectorAll('*')].flatMap((each) =>
  ['', '::before', '::after'].filter((pseudo) => {
    const style = getComputedStyle(each, pseudo || null);
    const scrolls = style.scrollBehavior === 'smooth';
    return parseFloat(style.transitionDuration) || style.animationName !== 'none' || scrolls;
  }).map((pseudo) => each.outerHTML.slice(0, 90) + pseudo))"""


@pytest.fixture(scope="module")
def zoomed(browser: Browser) -> Iterator[BrowserContext]:
    """A window of 1280 × 800 at 200 %."""
    context = browser.new_context(
        service_workers="block", viewport={"width": 640, "height": 400}, device_scale_factor=2
    )
    yield context
    context.close()


@pytest.fixture(scope="module")
def large_letters(browser: Browser) -> Iterator[BrowserContext]:
    """Whose browser is set to letters of 32 pixels and not of 16."""
    kind: BrowserType = browser.browser_type
    settings = "--blink-settings=defaultFontSize=32"
    with kind.launch(executable_path=find_browser(), args=[*FLAGS, settings]) as other:
        yield other.new_context(service_workers="block", viewport={"width": 1000, "height": 600})


@pytest.mark.parametrize("larger", ["zoomed", "large_letters"])
def test_nothing_is_cut(larger: str, address: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(larger).new_page()
    cut = {}
    for name, show in {**STATES, "unknown": lambda page, at: page.goto(f"{at}404.html")}.items():
        show(page, address)
        if found := page.evaluate(CUT):
            cut[name] = found
    page.close()
    assert cut == {}


def test_large_letters_leave_room_for_results(large_letters: BrowserContext, address: str) -> None:
    page = large_letters.new_page()
    dialog(page, address)
    heights = "list => [list.clientHeight, parseFloat(getComputedStyle(list).fontSize)]"
    height, letter = page.locator(".wd-dialog .wd-results").evaluate(heights)
    page.close()
    assert height > 6 * letter


def test_nothing_moves_for_who_wants_that(browser: Browser, address: str) -> None:
    context = browser.new_context(service_workers="block", reduced_motion="reduce")
    page = context.new_page()
    moving = {}
    for name, show in STATES.items():
        show(page, address)
        if found := page.evaluate(MOVES):
            moving[name] = found[:3]
    context.close()
    assert moving == {}
