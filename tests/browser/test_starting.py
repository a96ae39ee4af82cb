"""The search engine is at hand before a reader asks for it, and is not in the way of the page."""

from __future__ import annotations

from playwright.sync_api import Page, expect

SLUG = "2024-03-07-wang-yi"


def test_the_workers_modules_come_while_the_reader_reads(page: Page, address: str) -> None:
    """Asked once, and no data: who only reads fetches no index."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    with page.expect_request("**/engine/worker.mjs"):
        page.goto(f"{address}qa/{SLUG}/q06/")
    page.wait_for_load_state("networkidle")
    assert "assets/wenda/engine/search.mjs" in asked
    assert not any(path.startswith("qa/search/") for path in asked)
    before = len(asked)
    page.keyboard.press("/")
    page.get_by_role("combobox").fill("台独")
    expect(page.locator("dialog [data-exchange]").first).to_be_visible()
    preloaded = [path for path in asked[:before] if path.startswith("assets/wenda/engine/")]
    assert len(preloaded) == len(set(preloaded))
