"""Where a reader's system sets the colours, nothing is told by a ground or a shadow alone.

A machine sees what is drawn and what is not; how it looks was looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from test_reach import SLUG, STATES, checked, dialog, marked

# The colours that stand around an element, and those of what is drawn on it.
COLOUR = """(element, [pseudo, name]) => getComputedStyle(element, pseudo || null)[name]"""
INVISIBLE = ("rgba(0, 0, 0, 0)", "transparent")


@pytest.fixture(scope="module", params=["light", "dark"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(
        service_workers="block",
        viewport={"width": 1000, "height": 844},
        forced_colors="active",
        color_scheme=request.param,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def colour(page: Page, selector: str, name: str = "background-color", pseudo: str = "") -> str:
    return str(page.locator(selector).first.evaluate(COLOUR, [pseudo, name]))


def ground(page: Page) -> str:
    return colour(page, "body")


def test_the_line_of_the_conference_is_drawn_and_marks_this_exchange(
    page: Page, address: str
) -> None:
    page.goto(f"{address}qa/{SLUG}/q07/")
    segments = {colour(page, f".wd-line a:nth-child({n})") for n in (1, 6, 18)}
    here = colour(page, ".wd-line .wd-here")
    assert len({*segments, here, ground(page)}) == 3
    assert colour(page, ".wd-line a", "opacity") == "1"


def test_what_is_drawn_by_a_mask_is_seen(page: Page, address: str) -> None:
    page.goto(f"{address}qa/{SLUG}/q07/")
    drawings = [(".wd-open", "::before"), (".wd-scheme", "::before")]
    for selector, pseudo in [*drawings, (".wd-handle", ""), ("summary", "::after")]:
        seen = colour(page, selector, pseudo=pseudo)
        assert seen not in (*INVISIBLE, ground(page)), selector


def test_marks_differ_from_the_words_around_them(page: Page, address: str) -> None:
    marked(page, address)
    assert colour(page, "mark.wd-hit") not in (*INVISIBLE, ground(page))
    assert colour(page, "mark.wd-hit") != colour(page, "mark.wd-hit", "color")
    assert colour(page, ".wd-hit--here", "outline-style") == "solid"
    page.goto(f"{address}qa/{SLUG}/q07/#p3")
    assert colour(page, "#p3", "outline-style") == "solid"
    dialog(page, address)
    page.keyboard.press("ArrowDown")
    assert colour(page, "[aria-selected='true']", "outline-style") == "solid"
    checked(page, address)
    assert colour(page, ".wd-check-mark mark") not in (*INVISIBLE, ground(page))
    assert "rgba" not in colour(page, ".wd-check-mark mark")  # half a colour is none


def test_verdicts_differ_by_more_than_a_colour(page: Page, address: str) -> None:
    checked(page, address)
    bars = [
        colour(page, f".wd-check-mark[data-code='{code}']", "border-left-style")
        for code in ("Q01", "Q08", "Q10")
    ]
    assert bars == ["solid", "double", "double"]
    words = page.locator(".wd-check-verdict").all_inner_texts()
    assert len(words) == 4
    assert len(set(words)) == 3  # two were not found


def test_the_way_that_one_is_on_is_told(page: Page, address: str) -> None:
    page.goto(f"{address}check/")
    assert "underline" in colour(page, ".wd-ways [aria-current]", "text-decoration-line")
    assert "none" in colour(page, ".wd-ways :not([aria-current])", "text-decoration-line")


# What the key reaches, and whether a line is drawn around it; of a day that is typed a part is.
UNSEEN = """() => {
  const here = document.activeElement;
  if (here === document.body || here.type === 'date') return '';
  const { outlineStyle, outlineWidth, outlineColor, backgroundColor } = getComputedStyle(here);
  const seen = outlineStyle !== 'none' && outlineWidth !== '0px';
  return seen && outlineColor !== backgroundColor ? '' : here.outerHTML.slice(0, 99);
}"""


@pytest.mark.parametrize("forced", ["active", "none"])
def test_whatever_has_the_focus_shows_it(browser: Browser, address: str, forced: str) -> None:
    context = browser.new_context(service_workers="block", forced_colors=forced)
    page = context.new_page()
    unseen = set()
    for state in ("home", f"qa/{SLUG}/q06/", "results", "checked", "dialog"):
        STATES[state](page, address)
        for _ in range(60):
            page.keyboard.press("Tab")
            unseen.add(page.evaluate(UNSEEN))
    context.close()
    assert unseen == {""}
