"""What a reader does with a half-remembered quotation: dialog, page, and the way to the words."""

from __future__ import annotations

import csv
import io
import random
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from wenda.build import read

ROOT = Path(__file__).parents[2]
SLUG = "2024-03-07-wang-yi"


def results(page: Page) -> Locator:
    return page.locator("[data-exchange]")


def dialog(page: Page, address: str) -> Locator:
    page.goto(address)
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="搜索原话")
    expect(field).to_be_focused()
    return field


def search(page: Page, address: str, query: str) -> Locator:
    """Open the search page with a query and wait for its answer."""
    page.goto(f"{address}search/")
    page.get_by_role("searchbox", name="搜索原话").fill(query)
    expect(page.locator(".wd-status")).not_to_be_empty()
    return results(page)


def test_the_exact_words_are_found_marked_and_one_click_away(page: Page, address: str) -> None:
    field = dialog(page, address)
    field.press_sequentially("有的国家必须在餐桌上")
    first = results(page).first
    expect(first).to_have_attribute("data-exchange", f"{SLUG}/q02")
    expect(first).to_have_attribute("data-paragraph", "p3")
    expect(first).to_have_attribute("data-match", "exact")
    expect(first.locator("mark")).to_have_text("有的国家必须在餐桌上")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(
        "原文一致：1 则问答，1 处"
    )
    first.click()
    expect(page).to_have_url(re.compile(f"qa/{SLUG}/q02/.*#p3$"))
    mark = page.locator("#p3 mark.wd-hit")
    expect(mark).to_have_text("有的国家必须在餐桌上")
    expect(mark).to_be_in_viewport()
    page.get_by_role("button", name="去掉标记").click()
    expect(page.locator("mark")).to_have_count(0)
    assert "q=" not in page.url


def middles(count: int) -> list[tuple[str, str]]:
    """Strings cut anywhere out of the transcript, punctuation and all, with their exchange."""
    chance, found = random.Random(20240307), []
    passages = [
        (f"{conference.slug}/{exchange.id}", paragraph.text)
        for conference, exchange in read(ROOT).exchanges()
        for paragraph in exchange.part.paragraphs
        if paragraph.id
    ]
    while len(found) < count:
        key, text = chance.choice(passages)
        length = chance.choice([4, 8, 12, 20, 60])
        if len(text) > length + 2:
            start = chance.randrange(1, len(text) - length)
            found.append((key, text[start : start + length]))
    return found


def test_strings_from_the_middle_of_words_are_found(page: Page, address: str) -> None:
    """If search silently finds nothing, this fails."""
    field = dialog(page, address)
    for key, words in middles(40):
        field.fill(words)
        expect(page.locator(f'dialog [data-exchange="{key}"]')).to_have_attribute(
            "data-match", "exact"
        )


@pytest.mark.parametrize(
    ("query", "exchange", "match", "marked"),
    [
        ("台独", "q06", "exact", "台独"),
        ("下一个中国", "q09", "exact", "下一个“中国"),
        ("紅燈黃燈綠燈", "q05", "exact", "红灯、黄灯、绿灯"),
        ("力量的增强", "q16", "reading", "力量量的增强"),
        ("力量量的增强", "q16", "exact", "力量量的增强"),
        ("金砖 全球南方", "q16", "exact", "金砖"),
        ("ｃｇｔｎ", None, "near", None),
        ("1小时30分钟", "closing", "exact", "1小时30分钟"),
        ("任何国家都不应当自行其事，另外搞一套", "q14", "near", None),
        ("汽车开到十字路口红黄绿灯同时亮起来", "q05", "near", None),
        ("这句话没有人在任何记者会上讲过：月亮是奶酪做的", None, "none", None),
    ],
)
def test_what_a_journalist_tries(
    page: Page, address: str, query: str, exchange: str | None, match: str, marked: str | None
) -> None:
    found = search(page, address, query)
    if exchange is None:
        expect(found).to_have_count(0)
        expect(page.locator(".wd-nothing").last).to_contain_text("可以试试")
        return
    expect(found.first).to_have_attribute("data-exchange", f"{SLUG}/{exchange}")
    expect(found.first).to_have_attribute("data-match", match)
    status = page.locator(".wd-status")
    says = {"exact": "原文一致：", "reading": "原文另作他字", "near": "不是原话"}
    expect(status).to_contain_text(says[match])
    if marked:
        expect(found.first.locator("mark").first).to_have_text(marked)
    else:
        expect(found.first.locator(".wd-difference")).to_contain_text("字不同")


@pytest.mark.parametrize(
    ("query", "exchange", "match", "says", "verdict"),
    [
        ("15", "q12", "exact", "原文一致：1 则问答，1 处", "原文一致"),
        ("45周年", "q01", "exact", "原文一致：1 则问答，1 处", "原文一致"),
        ("4.5周年", "q01", "near", "没有原文一致的", None),
        ("-45周年", "q01", "near", "没有原文一致的", None),
        (
            "正义事业",
            "q03",
            "reading",
            "合乎校记的拟改：1 则，原文另作他字",
            "合乎校记的拟改「正义事业」，原文作「正确事业」",
        ),
        (
            "前景是否变得黯淡",
            "q06",
            "reading",
            "合乎校记的拟改：1 则，原文另作他字",
            "合乎校记的拟改「否」，原文作「正否」",
        ),
        (
            "亲诚惠容理念",
            "q07",
            "heading",
            "只在编者所加的标题里：1 则，原文没有这些字",
            "只在编者所加的标题里",
        ),
        ("周 边 外 交", "q07", "exact", "原文一致：1 则问答，3 处", "空格不同"),
        (
            "有的国家必须在餐桌上，\n有的国家只能在菜单里",
            "q02",
            "exact",
            "原文一致：1 则问答，1 处",
            "标点不同、空格不同",
        ),
        ("下一个「中國」還是中國", "q09", "exact", "原文一致：", "引号不同、繁简不同"),
        ("金砖 全球南方", "q16", "exact", "（分别有这几个词）", "原文一致"),
    ],
)
def test_each_verdict_is_true(
    page: Page,
    address: str,
    query: str,
    exchange: str,
    match: str,
    says: str,
    verdict: str | None,
) -> None:
    page.goto(f"{address}search/?{urlencode({'q': query})}")
    first = results(page).first
    expect(first).to_have_attribute("data-exchange", f"{SLUG}/{exchange}")
    expect(first).to_have_attribute("data-match", match)
    expect(page.locator(".wd-status")).to_contain_text(says)
    if verdict is None:
        expect(first.locator(".wd-verdict")).to_have_count(0)
    else:
        expect(first.locator(".wd-verdict")).to_have_text(verdict)
    expect(page.locator("body")).not_to_contain_text("完全一致：")


@pytest.mark.parametrize("query", ["15%", "1,5", "100亿", "5%", "150", "5周年", "5年"])
def test_a_number_that_is_cut_is_not_found(page: Page, address: str, query: str) -> None:
    found = search(page, address, query)
    expect(page.locator(".wd-status")).to_contain_text("没有")
    expect(found.and_(page.locator('[data-match="exact"]'))).to_have_count(0)


def test_words_together_come_before_words_apart(page: Page, address: str) -> None:
    search(page, address, "中国 外交")
    status = page.locator(".wd-status")
    expect(status).to_have_text(
        re.compile(r"^原文一致：\d+ 则问答，\d+ 处；另有 \d+ 则分别有这几个词$")
    )
    together = int(re.findall(r"\d+", status.inner_text())[0])
    marks = [each.locator("mark").first.inner_text() for each in results(page).all()]
    assert [text == "中国外交" for text in marks] == [at < together for at in range(len(marks))]


def test_what_is_not_there_whole_leads_to_its_longest_pieces(page: Page, address: str) -> None:
    field = dialog(page, address)
    field.fill("中国人有句老话，远亲不如近邻")
    pieces = page.locator(".wd-pieces")
    expect(page.get_by_role("dialog").locator(".wd-pieces a")).to_have_text(
        "「远亲不如近邻」1 则，1 处"
    )
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"search/\?q="))
    expect(page.locator(".wd-status")).not_to_contain_text("原文一致：")
    expect(pieces).to_contain_text("整句没有找到")
    pieces.get_by_role("link", name="远亲不如近邻").click()
    expect(results(page).first).to_have_attribute("data-match", "exact")
    expect(page.locator(".wd-status")).to_have_text("原文一致：1 则问答，1 处")
    expect(pieces).to_have_count(0)


def test_only_words_to_leave_out(page: Page, address: str) -> None:
    search(page, address, "-中国外交")
    expect(page.locator(".wd-status")).to_contain_text("要找带“-”的原话，请加引号")
    search(page, address, '"-中国外交"')
    expect(page.locator(".wd-status")).to_contain_text("原文一致")


@pytest.mark.parametrize(
    ("typed", "name"),
    [("環球時報", "环球时报"), ("xinhua", "新华社"), ("hqsb", "环球时报"), ("台湾", "台湾问题")],
)
def test_names_lead_to_their_pages_from_the_search_page_too(
    page: Page, address: str, typed: str, name: str
) -> None:
    search(page, address, typed)
    page.locator(".wd-suggestions").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_a_speaker_becomes_a_filter(page: Page, address: str) -> None:
    search(page, address, "王毅")
    page.locator(".wd-suggestions").get_by_role("button", name="王毅").click()
    expect(page.get_by_role("searchbox", name="搜索原话")).to_have_value("发言人:王毅")
    expect(page.locator(".wd-status")).to_have_text("18 则问答")


def test_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Control+K")
    page.keyboard.type("合作")
    options = page.get_by_role("option")
    expect(options.nth(1)).to_be_visible()
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    field = page.get_by_role("combobox")
    assert field.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    page.keyboard.press("ArrowUp")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("s")
    expect(page.get_by_role("dialog")).to_be_visible()
    expected = options.nth(0).get_attribute("data-exchange")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"qa/{expected}/"))


def test_enter_without_a_choice_opens_the_search_page(page: Page, address: str) -> None:
    field = dialog(page, address)
    field.fill("合作")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"search/\?q="))
    expect(page.locator(".wd-status")).to_contain_text("原文一致")


def test_pasted_with_the_mouse(page: Page, address: str) -> None:
    """A paste without a key press searches too."""
    page.goto(address)
    page.locator("[data-wd-open]").click()
    field = page.get_by_role("combobox")
    field.evaluate(
        """field => {
          field.value = '生命没有贵贱之别，不能以种族、宗教划分。';
          const paste = { inputType: 'insertFromPaste', bubbles: true };
          field.dispatchEvent(new InputEvent('input', paste));
        }"""
    )
    expect(results(page).first).to_have_attribute("data-exchange", f"{SLUG}/q03")


def test_nothing_is_searched_during_a_composition(page: Page, address: str) -> None:
    field = dialog(page, address)
    field.evaluate(
        """field => {
          field.dispatchEvent(new CompositionEvent('compositionstart'));
          field.value = 'tai du';
          field.dispatchEvent(new InputEvent('input', { isComposing: true, bubbles: true }));
        }"""
    )
    page.wait_for_timeout(300)
    status = page.get_by_role("dialog").get_by_role("status")
    expect(status).to_be_empty()
    field.evaluate(
        """field => {
          field.value = '台独';
          field.dispatchEvent(new CompositionEvent('compositionend'));
        }"""
    )
    expect(status).to_contain_text("原文一致：1 则问答，6 处")


@pytest.mark.parametrize(
    ("query", "says"),
    [("我", "原文一致"), ("，。！", ""), ("发言人:王毅", "18 则问答"), ("中" * 5000, "没有找到")],
    ids=["one character", "punctuation only", "a field only", "5,000 characters"],
)
def test_odd_queries(page: Page, address: str, query: str, says: str) -> None:
    page.goto(f"{address}search/")
    page.get_by_role("searchbox", name="搜索原话").fill(query)
    if says:
        expect(page.locator(".wd-status")).to_contain_text(says)
    else:
        page.wait_for_timeout(500)
        expect(page.locator(".wd-status")).to_be_empty()
        expect(results(page)).to_have_count(0)


def test_a_search_can_be_shared(page: Page, address: str, browser: Browser) -> None:
    search(page, address, "合作")
    page.get_by_label("范围").select_option("question")
    page.locator(".wd-filters").get_by_label(re.compile("^ *非洲")).check()
    expect(page.locator(".wd-status")).to_have_text("原文一致：1 则问答，1 处")
    shared = page.url
    other = browser.new_page(service_workers="block")
    other.goto(shared)
    expect(other.locator(".wd-status")).to_have_text("原文一致：1 则问答，1 处")
    expect(results(other)).to_have_attribute("data-exchange", f"{SLUG}/q12")
    assert other.locator(".wd-filters input:checked").count() == 1
    other.close()
    page.go_back()
    expect(page.locator(".wd-filters input:checked")).to_have_count(0)


@pytest.mark.parametrize(
    ("query", "exchanges"),
    [
        ("媒体:埃菲社 中欧", ["q05"]),
        ("媒体：法新社 中欧", []),
        ("议题:台湾问题", ["q06"]),
        ("台独 -炎黄", []),
        ("安全框架 年:2024", ["q08"]),
        ("安全框架 年:2023", []),
        ("安全框架 日期:2024-03-01..2024-03-31", ["q08"]),
        ("人工智能 范围:问", ["q11"]),
    ],
)
def test_fields_in_the_query(page: Page, address: str, query: str, exchanges: list[str]) -> None:
    found = search(page, address, query)
    exact = page.locator('[data-match="exact"]')
    expect(exact).to_have_count(len(exchanges))
    for exchange in exchanges:
        expect(found.first).to_have_attribute("data-exchange", f"{SLUG}/{exchange}")


def test_counts_in_the_filters_are_true(page: Page, address: str) -> None:
    search(page, address, "联合国")
    total = int(re.search(r"(\d+) 则", page.locator(".wd-status").inner_text())[1])  # type: ignore[index]
    year = page.locator(".wd-filters").get_by_label(re.compile("2024"))
    expect(year.locator("xpath=../span")).to_have_text(str(total))
    expect(results(page)).to_have_count(total)


def test_sorting_and_csv(page: Page, address: str) -> None:
    search(page, address, "合作")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 CSV").click()
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len({row["问答"] for row in rows}) == results(page).count()
    assert all("合作" in row["原文"] for row in rows)
    assert rows[0]["地址"].startswith(address)
    page.get_by_label("次序").select_option("oldest")
    expect(results(page).first).to_have_attribute("data-exchange", f"{SLUG}/q02")


def test_suggestions_by_character_and_pinyin(page: Page, address: str) -> None:
    field = dialog(page, address)
    for typed in ("新华", "xinhua", "xhs"):
        field.fill(typed)
        expect(page.locator(".wd-suggestions").get_by_role("link", name="新华社")).to_be_visible()


def test_on_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(
        service_workers="block",
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    )
    page = context.new_page()
    page.goto(f"{address}qa/{SLUG}/q06/")
    page.locator("[data-wd-open]").tap()
    page.get_by_role("combobox").fill("小院高墙")
    results(page).first.tap()
    expect(page.locator("mark.wd-hit")).to_be_in_viewport()
    page.goto(f"{address}search/?q=合作")
    expect(results(page).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_without_script_the_page_says_how_else(browser: Browser, address: str) -> None:
    context = browser.new_context(service_workers="block", java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator("[data-wd-open]").click()
    expect(page).to_have_url(f"{address}search/")
    expect(page.get_by_text("搜索需要浏览器运行脚本")).to_be_visible()
    page.locator(".wd-without-script").get_by_role("link", name="议题").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("议题")
    context.close()


def test_the_themes_index_is_neither_built_nor_asked_for(
    page: Page, address: str, site: Path
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    search(page, address, "台独")
    assert not (site / "search" / "search_index.json").exists()
    assert not any("search_index" in url for url in asked)
    data = [url for url in asked if "/qa/search/" in url and "suggest" not in url]
    assert len(data) == 2  # the pointer and the pack: a small archive needs no more


def test_marks_across_paragraphs_and_errata(page: Page, address: str) -> None:
    page.goto(f"{address}qa/{SLUG}/q12/?q=15")
    expect(page.locator("mark.wd-hit")).to_have_text("15")
    page.goto(f"{address}qa/{SLUG}/q06/?q=前景是正否变得黯淡#p1")
    assert "".join(page.locator("#p1 mark.wd-hit").all_text_contents()) == "前景是正否变得黯淡"
    assert page.locator("#p1 a.wd-erratum").text_content() == "正否"
    page.goto(f"{address}qa/{SLUG}/q02/?q=看法并不一致。中方 发挥作用。有序的多极化#p3")
    assert page.locator("#p3 mark.wd-hit").count() == 1
    assert page.locator("#p4 mark.wd-hit").text_content() == "有序的多极化"


def test_back_from_a_result_of_the_dialog_shows_the_results_again(page: Page, address: str) -> None:
    page.goto(f"{address}about/")
    page.keyboard.press("/")
    page.keyboard.type("台独")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("台湾地区选举后的台海局势")
    option.locator(".wd-passage").nth(1).click()
    expect(page).to_have_url(re.compile(r"/q06/\?q="))
    page.go_back()
    expect(page.get_by_role("option").first).to_contain_text("台湾地区选举后的台海局势")
    expect(page.get_by_role("combobox")).to_have_value("台独")
    page.keyboard.press("Escape")
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_result_of_the_dialog_opens_in_a_new_tab(page: Page, address: str) -> None:
    page.goto(f"{address}about/")
    page.keyboard.press("/")
    page.keyboard.type("台独")
    with page.context.expect_page() as opened:
        page.get_by_role("option").first.click(modifiers=["ControlOrMeta"])
    assert "/q06/?q=" in opened.value.url
    expect(page.get_by_role("dialog")).to_be_visible()


def test_several_outlets_can_be_chosen_and_the_focus_stays(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=中国")
    outlets = page.locator(".wd-filters fieldset").filter(has_text="媒体")
    first, second = (outlets.get_by_role("checkbox").nth(number) for number in (0, 1))
    expect(second).to_be_visible()
    first.focus()
    page.keyboard.press("Space")
    expect(page.locator(".wd-status")).to_have_text(re.compile(r"^原文一致：1 则"))
    expect(first).to_be_focused()
    second.check()
    expect(page.locator(".wd-status")).to_have_text(re.compile(r"^原文一致：2 则"))
    assert outlets.get_by_role("checkbox").count() > 2


def test_before_a_query_there_are_a_field_help_and_examples(page: Page, address: str) -> None:
    page.goto(f"{address}search/")
    expect(page.locator(".wd-examples a").first).to_be_visible()
    expect(page.get_by_text("怎样搜索")).to_be_visible()
    expect(page.locator(".wd-filters")).to_be_hidden()
    page.locator(".wd-examples a").first.click()
    expect(page.locator(".wd-result").first).to_be_visible()
    expect(page.locator(".wd-examples")).to_be_hidden()
