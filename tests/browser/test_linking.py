"""What a reader does to pass words on: select, copy a link, open it, copy a quotation."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

SLUG = "2024-03-07-wang-yi"

SELECT = """([from, start, to, end]) => {
  const point = (id, at) => {
    const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); at -= node.length) {
      if (at <= node.length) return [node, at];
    }
  };
  const range = document.createRange();
  range.setStart(...point(from, start));
  range.setEnd(...point(to, end));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture
def reader(browser: Browser, address: str) -> Page:
    context: BrowserContext = browser.new_context(
        service_workers="block",
        viewport={"width": 1280, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
    )
    return context.new_page()


def clipboard(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def copy_link(page: Page, *place: object) -> str:
    page.evaluate(SELECT, list(place))
    page.get_by_role("toolbar").get_by_role("button", name="复制链接").click()
    expect(page.get_by_role("toolbar")).to_contain_text("已复制")
    return clipboard(page)


def test_a_link_to_selected_words_marks_exactly_them(reader: Page, address: str) -> None:
    reader.goto(f"{address}qa/{SLUG}/q06/")
    link = copy_link(reader, "p3", 0, "p4", 9)
    assert link.startswith(f"{address}qa/{SLUG}/q06/?s=0-p4.9.")
    assert "#p3:~:text=" in link
    reader.goto(link)
    marks = reader.locator("mark.wd-hit")
    expect(marks.first).to_be_in_viewport()
    words = "".join(marks.all_text_contents())
    assert words.startswith("“台独”分裂行径")
    assert words.endswith("我们的政策很清晰，")
    reader.get_by_role("button", name="去掉标记").click()
    expect(marks).to_have_count(0)
    assert "s=" not in reader.url


def test_from_the_full_text_the_link_leads_to_the_exchange(reader: Page, address: str) -> None:
    reader.goto(f"{address}qa/{SLUG}/text/")
    link = copy_link(reader, "q06-p2", 0, "q06-p2", 6)
    assert link.startswith(f"{address}qa/{SLUG}/q06/?s=0-6.")
    reader.goto(link)
    expect(reader.locator("#p2 mark.wd-hit")).to_have_text("台湾地区选举")


def test_words_that_changed_are_said_to_have_changed(reader: Page, address: str) -> None:
    reader.goto(f"{address}qa/{SLUG}/q06/")
    link = copy_link(reader, "p4", 0, "p4", 8)
    old = re.sub(r"s=0-8\.\w+", "s=0-8.zzzz", link)
    old = old.replace("清晰", "明确")
    reader.goto("about:blank")
    reader.goto(old)
    banner = reader.get_by_role("alert")
    expect(banner).to_contain_text("后来有改动")
    expect(banner).to_contain_text("我们的政策很明确")
    expect(banner).to_contain_text("我们的政策很清晰，就是继续以最大诚意争取和平统一的前景。")
    expect(reader.locator("mark.wd-hit")).to_have_count(0)


def test_words_that_are_gone_are_said_to_be_gone(reader: Page, address: str) -> None:
    reader.goto(f"{address}qa/{SLUG}/q06/?s=0-4.zzzz.zzzz&w=从未说过#p99")
    expect(reader.get_by_role("alert")).to_contain_text("已不在文字稿里")
    expect(reader.get_by_role("alert")).to_contain_text("从未说过")


def test_a_changed_middle_is_no_mere_move(reader: Page, address: str) -> None:
    """A long link has the ends of its words: what stands between has to be theirs too."""
    reader.goto(f"{address}qa/{SLUG}/q02/")
    link = copy_link(reader, "p4", 0, "p5", 60)

    def revise(route: Route) -> None:
        response = route.fetch()
        body = response.text().replace("多极化不是阵营化", "多极化就是阵营化")
        route.fulfill(response=response, body=body)

    reader.route(re.compile("/q02/"), revise)
    reader.goto("about:blank")
    reader.goto(link)
    banner = reader.get_by_role("alert")
    expect(banner).to_contain_text("后来有改动，标出的是现在的文字")
    expect(banner).to_contain_text("多极化就是阵营化")
    expect(reader.locator("mark.wd-hit").first).to_be_visible()


def test_other_words_of_the_paragraph_changed(reader: Page, address: str) -> None:
    reader.goto(f"{address}qa/{SLUG}/q06/")
    link = copy_link(reader, "p4", 0, "p4", 8)
    reader.goto("about:blank")
    reader.goto(re.sub(r"(s=0-8\.\w+)\.\w+", r"\1.zzzz", link))
    expect(reader.get_by_role("alert")).to_contain_text("同一段的其他文字后来有改动")
    expect(reader.locator("mark.wd-hit")).to_have_text("我们的政策很清晰")


def test_a_handle_copies_the_address_of_its_paragraph(reader: Page, address: str) -> None:
    reader.goto(f"{address}qa/{SLUG}/q06/")
    handle = reader.locator('.wd-handle[href="#p3"]')
    handle.focus()
    expect(handle).to_be_focused()
    reader.keyboard.press("Enter")
    reader.wait_for_timeout(200)
    assert clipboard(reader) == f"{address}qa/{SLUG}/q06/#p3"


def test_copied_words_hold_nothing_else(reader: Page, address: str) -> None:
    reader.goto(f"{address}qa/{SLUG}/q06/")
    reader.evaluate(SELECT, ["p1", 0, "p3", 5])
    reader.keyboard.press("Control+C")
    copied = re.sub(r"\s+", "", clipboard(reader))
    shown = reader.locator("#p1, .wd-answer .wd-label, #p2").all_text_contents()
    assert copied == "".join(shown) + "“台独”分"


def test_a_quotation_has_its_source(reader: Page, address: str) -> None:
    reader.goto(f"{address}qa/{SLUG}/q06/")
    reader.evaluate(SELECT, ["p4", 0, "p4", 9])
    reader.get_by_role("toolbar").get_by_role("button", name="复制引文").click()
    expect(reader.get_by_role("toolbar")).to_contain_text("已复制")
    copied = clipboard(reader)
    for part in (
        "王毅",
        "外交部长",
        "“我们的政策很清晰，”",
        "人民日报",
        "2024",
        f"qa/{SLUG}/q06/?s=",
    ):
        assert part in copied


def test_a_quotation_names_each_who_speaks(reader: Page, address: str) -> None:
    """From a question into its answer; a paragraph a line; what is doubtful is said."""
    reader.goto(f"{address}qa/{SLUG}/q18/")
    reader.evaluate(SELECT, ["p1", 5, "p3", 4])
    reader.get_by_role("toolbar").get_by_role("button", name="复制引文").click()
    expect(reader.get_by_role("toolbar")).to_contain_text("已复制")
    copied = clipboard(reader).split("\n")
    question, *answer = [reader.locator(f"#{name}").inner_text() for name in ("p1", "p2", "p3")]
    assert copied[0] == f"中阿卫视记者：“{question[5:]}”"
    assert copied[1].startswith("王毅（时任")
    assert copied[1].endswith(f"：“{answer[0]}")
    assert copied[2].startswith(f"{answer[1][:4]}”（十四届全国人大二次会议记者会，")
    assert copied[2].endswith("所刊文字稿，文字稿不完整，有疑误，照录）")


def test_a_selection_beyond_the_exchange_is_said_to_be_cut(reader: Page, address: str) -> None:
    reader.goto(f"{address}qa/{SLUG}/text/")
    reader.evaluate(SELECT, ["q02-p7", 0, "q03-p1", 5])
    toolbar = reader.get_by_role("toolbar")
    toolbar.get_by_role("button", name="复制链接").click()
    expect(toolbar).to_contain_text("已复制（只到这一则结束）")
    reader.keyboard.press("Control+C")
    assert "q03" not in clipboard(reader)


def test_tab_goes_on_after_the_toolbar(reader: Page, address: str) -> None:
    reader.goto(f"{address}qa/{SLUG}/q06/")
    reader.evaluate(SELECT, ["p2", 0, "p2", 9])
    expect(reader.get_by_role("toolbar")).to_be_visible()
    seen = []
    for _ in range(6):
        reader.keyboard.press("Tab")
        focused = reader.locator(":focus")
        seen.append(focused.inner_text() or focused.get_attribute("href"))
    assert seen == ["复制链接", "复制引文", "复制参考文献", "#p3", "#p4", "#p5"]


def test_the_toolbar_by_keyboard(reader: Page, address: str) -> None:
    reader.goto(f"{address}qa/{SLUG}/q06/")
    reader.evaluate(SELECT, ["p4", 0, "p4", 9])
    toolbar = reader.get_by_role("toolbar")
    expect(toolbar).to_be_visible()
    reader.keyboard.press("Tab")
    expect(toolbar.get_by_role("button", name="复制链接")).to_be_focused()
    reader.keyboard.press("Enter")
    expect(toolbar).to_contain_text("已复制")
    reader.keyboard.press("Escape")
    expect(toolbar).to_be_hidden()


def test_the_toolbar_on_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(
        service_workers="block",
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    )
    page = context.new_page()
    page.goto(f"{address}qa/{SLUG}/q06/")
    page.evaluate(SELECT, ["p2", 3, "p2", 40])
    toolbar = page.get_by_role("toolbar")
    expect(toolbar).to_be_visible()
    for after in (None, "复制参考文献"):  # what it says afterwards has to fit too
        if after:
            toolbar.get_by_role("button", name=after).click()
            expect(toolbar).to_contain_text("复制（")
        box = toolbar.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    context.close()
