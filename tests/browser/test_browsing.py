"""What a reader does: browse by topic, by outlet, in order, and read the words."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

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
    page.locator(".wd-pager").get_by_role("link", name="下一则").click()
    expect(page).to_have_url(f"{address}qa/{SLUG}/q04/")
    page.get_by_role("link", name="《北京青年报》").first.click()
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
            page.locator(".wd-pager").get_by_role("link", name="下一则").click()
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
    "scale/",
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
    links = page.locator(".wd-map a, .wd-more a").evaluate_all("all => all.map(one => one.href)")
    assert len(links) == len(set(links)) >= 40


def test_it_reads_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(service_workers="block", java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="台湾问题", exact=True).first.click()
    page.get_by_role("link", name="台湾地区选举后的台海局势").click()
    expect(page.locator("#p2")).to_contain_text("台湾地区选举只是中国的一个地方选举")
    context.close()


def test_the_years_lead_to_their_conferences(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("navigation", name="全站").get_by_role("link", name="记者会").click()
    page.get_by_role("link", name="2024 年").click()
    expect(page).to_have_url(f"{address}qa/years/2024/")
    page.get_by_role("link", name="十四届全国人大二次会议记者会").click()
    expect(page).to_have_url(f"{address}qa/{SLUG}/")


def test_every_example_on_the_front_page_finds_what_it_names(page: Page, address: str) -> None:
    page.goto(address)
    examples = page.locator(".wd-examples a").all_text_contents()
    assert len(examples) == 3
    for words in examples:
        page.goto(address)
        page.locator(".wd-examples").get_by_role("link", name=words).click()
        expect(page.locator(".wd-status")).to_contain_text("原文一致")


def test_the_field_on_the_front_page_searches(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("main").get_by_role("searchbox").fill("远亲不如近邻")
    page.keyboard.press("Enter")
    expect(page.locator(".wd-status")).to_have_text("原文一致：1 则问答，1 处")


def test_arrow_keys_lead_to_the_neighbours_but_not_out_of_a_field(page: Page, address: str) -> None:
    page.goto(f"{address}qa/{SLUG}/q06/")
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(f"{address}qa/{SLUG}/q07/")
    page.wait_for_load_state()  # the words are there before the script that hears the key
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(f"{address}qa/{SLUG}/q06/")
    page.wait_for_load_state()
    page.keyboard.press("/")
    page.keyboard.type("台湾")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    page.locator("#p2").select_text()
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(300)
    expect(page).to_have_url(f"{address}qa/{SLUG}/q06/")
    page.goto(f"{address}qa/{SLUG}/q01/")
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(300)
    expect(page).to_have_url(f"{address}qa/{SLUG}/q01/")


@pytest.mark.parametrize(
    ("path", "link", "name"),
    [
        ("qa/topics/china-europe/", "中欧关系前景", "回到中欧关系"),
        ("search/?q=一带一路", "中欧关系前景", "回到搜索“一带一路”"),
    ],
)
def test_the_way_back_to_the_list_survives_the_way_on(
    page: Page, address: str, path: str, link: str, name: str
) -> None:
    page.goto(address + path)
    page.get_by_role("link", name=link).first.click()
    page.get_by_role("navigation", name="上一则和下一则").get_by_role("link", name="下一则").click()
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("link", name=link).first).to_be_visible()


def test_who_came_from_nowhere_is_led_back_to_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}qa/{SLUG}/q06/")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".wd-back")).to_have_count(0)


def test_the_line_of_the_conference_marks_this_exchange(page: Page, address: str) -> None:
    page.goto(f"{address}qa/{SLUG}/q06/")
    segments = page.locator(".wd-line a")
    assert segments.count() == 18
    here = segments.evaluate_all("all => all.findIndex(one => one.matches('.wd-here'))")
    assert here == 5
    widths = [each["width"] for each in map(Locator.bounding_box, segments.all()) if each]
    assert max(widths) > 3 * min(widths)  # q01 is the end of an answer
    segments.nth(8).click()
    expect(page).to_have_url(f"{address}qa/{SLUG}/q09/")


def test_the_full_text_shows_the_place_of_the_reader(page: Page, address: str) -> None:
    page.goto(f"{address}qa/{SLUG}/text/")
    page.get_by_role("navigation", name="各则").get_by_role("link", name="乌克兰危机").click()
    expect(page.locator(".wd-strip--text .wd-here")).to_have_count(1)
    expect(page.locator(".wd-strip--text a.wd-here")).to_have_attribute("href", "#q08")
    expect(page.locator(".wd-strip--text")).to_be_in_viewport()
    page.locator(".wd-strip--text a").nth(16).click()
    expect(page.locator(".wd-strip--text a.wd-here")).to_have_attribute("href", "#q17")
    expect(page.locator("#q17 .wd-label").first).to_be_in_viewport()


def test_an_unknown_address_leads_to_what_it_may_mean(
    browser: Browser, site: Path, address: str
) -> None:
    """As a host serves it: the page for unknown addresses, at the address that was asked."""
    page = browser.new_page(service_workers="block")
    unknown = f"{address}qa/{SLUG}/q6"
    html = (site / "404.html").read_text("utf-8").replace('"/', '"')
    head = f'<head><base href="{address}">'
    page.route(unknown, lambda route: route.fulfill(body=html.replace("<head>", head), status=404))
    page.goto(unknown)
    page.get_by_role("link", name="这一场的 q06").click()
    expect(page).to_have_url(f"{address}qa/{SLUG}/q06/")
    page.close()


def test_a_choice_of_light_or_dark_holds_for_the_next_page(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(address)
    scheme = page.locator("body")
    expect(scheme).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_role("button", name="换成深色").click()
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{address}about/")
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("button", name="换成浅色").click()
    expect(scheme).to_have_attribute("data-md-color-scheme", "default")


def test_the_skip_link_leads_past_the_ways_in(page: Page, address: str) -> None:
    page.goto(f"{address}qa/{SLUG}/q06/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="《联合早报》").first).to_be_focused()
