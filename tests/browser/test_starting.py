"""A page asks for what its reader needs, in few requests; the rest comes when it is needed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

SLUG = "2024-03-07-wang-yi"


def asked_by(page: Page, address: str) -> list[str]:
    """The scripts and the data that the page asks for, as it goes on."""
    asked: list[str] = []

    def note(path: str) -> None:
        if path.endswith(".mjs") or path.startswith("qa/search/"):
            asked.append(path)

    page.on("request", lambda request: note(request.url.removeprefix(address)))
    return asked


def test_who_only_reads_asks_for_one_script_and_no_index(page: Page, address: str) -> None:
    asked = asked_by(page, address)
    page.goto(f"{address}qa/{SLUG}/q06/")
    page.wait_for_load_state("networkidle")
    assert asked == ["assets/wenda/page.mjs"]


def test_a_search_asks_for_the_worker_and_the_index(page: Page, address: str) -> None:
    page.goto(f"{address}qa/{SLUG}/q06/")
    page.wait_for_load_state("networkidle")
    asked = asked_by(page, address)
    page.keyboard.press("/")
    page.keyboard.type("台独")  # at once: no letter waits for a script
    expect(page.locator("dialog [data-exchange]").first).to_be_visible()
    scripts = [path for path in asked if path.endswith(".mjs")]
    assert scripts == ["assets/wenda/engine/worker.mjs"]
    assert len(asked) == len(set(asked)) <= 4


def test_the_search_page_has_its_scripts_before_it_asks_for_them(page: Page, address: str) -> None:
    asked = asked_by(page, address)
    page.goto(f"{address}search/?q=台独")
    expect(page.locator("[data-exchange]").first).to_be_visible()
    assert len(asked) == len(set(asked)) <= 6


@pytest.mark.parametrize("asked_for", ["search/?q=台独", "check/#q=台独"])
@pytest.mark.parametrize("late", ["page.mjs", "*.css"])
def test_who_comes_with_a_question_does_not_wait_for_the_pages_script_or_looks(
    page: Page, address: str, asked_for: str, late: str
) -> None:
    """The worker and the pointer are on their way before these are there, and are used."""
    asked = asked_by(page, address)
    held: list[Route] = []
    page.route(f"**/{late}", lambda route: held.append(route))
    with page.expect_request("**/worker.mjs"), page.expect_request("**/current.json"):
        page.goto(f"{address}{asked_for}", wait_until="commit")
    while not held:
        page.wait_for_timeout(10)
    page.wait_for_timeout(100)  # all of them
    for route in held:
        route.continue_()
    expect(page.locator("[data-exchange], .wd-check-mark").first).to_be_visible()
    assert len(asked) == len(set(asked))


def test_who_comes_without_one_begins_nothing(page: Page, address: str) -> None:
    page.route("**/page.mjs", lambda route: route.fulfill(body="", content_type="text/javascript"))
    asked = asked_by(page, address)
    page.goto(f"{address}search/")
    page.wait_for_load_state("networkidle")
    assert not any("worker" in path or "current" in path for path in asked)


def test_the_toolbar_is_there_for_words_selected_before_its_script(
    page: Page, address: str
) -> None:
    page.goto(f"{address}qa/{SLUG}/q06/")
    asked = asked_by(page, address)
    page.locator("#p1").select_text()
    expect(page.get_by_role("toolbar")).to_be_visible()
    assert asked == ["assets/wenda/reading/toolbar.mjs"]
