"""What a reader does: browse by topic, by outlet, in order, and read the words."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

SLUG = "2024-03-07-wang-yi"
TRANSCRIPT = Path(__file__).parents[2] / f"source/transcripts/2024/{SLUG}.txt"


def test_from_topic_to_exchange_to_the_next_to_its_outlet(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="巴以问题", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("巴以问题")
    page.get_by_role("link", name="巴勒斯坦问题与“两国方案”").click()
    expect(page).to_have_url(f"{address}qa/{SLUG}/q03/")
    expect(page.locator("#p1")).to_have_text(
        "国际社会如何为巴勒斯坦人民提供必要保护？中方在巴勒斯坦问题上的公正立场受到阿拉伯国家赞赏。"
        "结束巴以冲突的未来出路是什么？中国还将为此发挥什么作用？"
    )
    expect(page.locator("#p2")).to_contain_text("这是人类的悲剧，更是文明的耻辱。")
    page.get_by_role("link", name="下一则").click()
    expect(page).to_have_url(f"{address}qa/{SLUG}/q04/")
    page.get_by_role("link", name="《北京青年报》").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("《北京青年报》")
    expect(page.get_by_role("link", name="中国的斡旋外交与热点问题解决之道")).to_be_visible()


def test_all_exchanges_in_order_hold_the_transcript(page: Page, address: str) -> None:
    """What a reader reads, page after page, is the transcript."""
    words: list[str] = []
    page.goto(f"{address}qa/{SLUG}/q01/")
    for number in range(1, 19):
        expect(page).to_have_url(f"{address}qa/{SLUG}/q{number:02d}/")
        page.wait_for_load_state()
        words += page.locator("[data-kind]").all_text_contents()
        if number < 18:
            page.get_by_role("link", name="下一则").click()
    assert page.get_by_role("link", name="下一则").count() == 0
    page.goto(f"{address}qa/{SLUG}/")
    words += page.locator("[data-kind]").all_text_contents()
    printed = "".join(TRANSCRIPT.read_text("utf-8").split()).replace("**", "")
    assert "".join(words) == printed


def test_a_paragraph_has_an_address(page: Page, address: str) -> None:
    page.goto(f"{address}qa/{SLUG}/q05/#p4")
    expect(page.locator("#p4")).to_be_in_viewport()
    assert page.locator("#p4").evaluate("element => element.matches(':target')")
    ids = page.locator("article [id^=p]").evaluate_all("all => all.map(one => one.id)")
    assert ids == [f"p{number}" for number in range(1, len(ids) + 1)]


def test_an_erratum_leads_to_its_note_and_back(page: Page, address: str) -> None:
    page.goto(f"{address}qa/{SLUG}/q06/")
    page.get_by_role("link", name="正否", exact=True).click()
    note = page.locator("li:target")
    expect(note).to_contain_text("疑误")
    note.get_by_role("link").click()
    assert page.locator("a.wd-erratum:target").text_content() == "正否"


def test_the_tail_says_that_its_question_is_elsewhere(page: Page, address: str) -> None:
    page.goto(f"{address}qa/{SLUG}/q01/")
    expect(page.get_by_text("这一则没有提问")).to_be_visible()
    expect(page.get_by_text("（上接第二版）")).to_be_visible()


PAGES = [
    "",
    f"qa/{SLUG}/",
    f"qa/{SLUG}/q06/",
    f"qa/{SLUG}/text/",
    "qa/topics/",
    "qa/topics/world-order/",
    "qa/outlets/",
    "qa/years/2024/",
    "search/",
    "data/",
    "about/",
]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_a_phone(page: Page, address: str, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_seventeen_outlets_and_every_topic(page: Page, address: str) -> None:
    page.goto(f"{address}qa/outlets/")
    assert page.locator(".wd-counts li").count() == 17
    page.goto(f"{address}qa/topics/")
    links = page.locator(".wd-counts a").evaluate_all("all => all.map(one => one.href)")
    assert len(links) == len(set(links)) >= 40


def test_it_reads_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="台湾问题", exact=True).first.click()
    page.get_by_role("link", name="台湾地区选举后的台海局势").click()
    expect(page.locator("#p2")).to_contain_text("台湾地区选举只是中国的一个地方选举")
    context.close()


def test_the_navigation_leads_to_years_and_their_conferences(page: Page, address: str) -> None:
    page.goto(f"{address}qa/years/2024/")
    navigation = page.locator(".md-nav--primary")
    navigation.get_by_role("link", name="十四届全国人大二次会议记者会").click()
    expect(page).to_have_url(f"{address}qa/{SLUG}/")
    navigation.get_by_role("link", name="2024 年").click()
    expect(page).to_have_url(f"{address}qa/years/2024/")
