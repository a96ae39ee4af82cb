"""Marks on words: each is shown, the reader goes from one to the next, and all go away again."""

from __future__ import annotations

from playwright.sync_api import Page, expect

SLUG = "2024-03-07-wang-yi"

TEXT_NODES = """() => [...document.querySelectorAll('[data-unit] p')].map((p) => {
  const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT), nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode.data);
  return [p.id, nodes];
})"""


def test_all_marks_go_away_and_leave_the_page_as_it_was(page: Page, address: str) -> None:
    page.goto(f"{address}qa/{SLUG}/q06/")
    before = page.evaluate(TEXT_NODES)
    # Several places, in several paragraphs, and one that runs over a link.
    page.goto(f"{address}qa/{SLUG}/q06/?q=台湾 前景是正否变得黯淡&keep=1&s=x&w=x#p2")
    marks = page.locator("mark")
    expect(page.get_by_role("region", name="标出的原话")).to_be_visible()
    assert marks.count() > 5
    assert len(set(marks.evaluate_all("all => all.map((m) => m.closest('p').id)"))) > 2
    assert page.locator("#p1 a.wd-erratum mark").count() == 1
    page.get_by_role("button", name="去掉标记").click()
    expect(marks).to_have_count(0)
    assert page.evaluate(TEXT_NODES) == before  # not one node is left parted
    expect(page.get_by_role("region", name="标出的原话")).to_have_count(0)
    assert page.url == f"{address}qa/{SLUG}/q06/?keep=1#p2"
    page.reload()
    expect(page.locator("#p1")).to_be_visible()
    expect(marks).to_have_count(0)


def test_one_place_at_a_time_is_the_one_where_the_reader_is(page: Page, address: str) -> None:
    page.goto(f"{address}qa/{SLUG}/q06/?q=台湾")
    here = page.locator("mark.wd-hit--here")
    status = page.locator(".wd-marks").get_by_role("status")
    total = page.locator("mark.wd-hit").count()
    assert total > 2

    def at() -> int:
        found: int = page.evaluate(
            "[...document.querySelectorAll('mark.wd-hit')]"
            ".findIndex((m) => m.classList.contains('wd-hit--here'))"
        )
        return found + 1

    for button, place in (
        *((None, 1), ("下一处", 2), ("下一处", 3), ("上一处", 2), ("上一处", 1)),
        *(("上一处", total), ("下一处", 1)),
    ):
        if button:
            page.get_by_role("button", name=button).click()
        expect(status).to_have_text(f"标出 {total} 处，第 {place} 处")
        expect(here).to_have_count(1)
        assert at() == place
        expect(here).to_be_in_viewport()
