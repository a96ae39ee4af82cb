"""What a reader takes from 引用: an entry in each style, for the exchange and for a paragraph."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route, expect
from test_linking import SELECT, SLUG, clipboard

from support import CASES

TODAY = "2026-01-05"


@pytest.fixture
def reader(browser: Browser) -> Page:
    context = browser.new_context(
        service_workers="block",
        viewport={"width": 1280, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
        timezone_id="Asia/Shanghai",
    )
    page = context.new_page()
    page.clock.set_fixed_time(f"{TODAY}T09:00:00+08:00")
    return page


def copy(page: Page, style: str) -> str:
    details = page.locator(f'details[data-style="{style}"]')
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    details.get_by_role("button", name="复制").click()
    expect(details.get_by_text("已复制")).to_be_visible()
    return clipboard(page)


OURS = yaml.safe_load((CASES / "citations-of-ours.yml").read_text("utf-8"))


@pytest.mark.parametrize("exchange", OURS)
def test_each_style_is_copied_as_the_standards_want_it(
    reader: Page, address: str, exchange: str
) -> None:
    reader.goto(f"{address}qa/{SLUG}/{exchange}/")
    for style, expected in OURS[exchange].items():
        copied = copy(reader, style).rstrip(" ")
        assert copied == expected.replace("https://example.org/", address)


def test_entries_for_programs(reader: Page, address: str, tmp_path: Path) -> None:
    reader.goto(f"{address}qa/{SLUG}/q07/")
    (item,) = json.loads(copy(reader, "csl"))
    assert item["URL"] == f"{address}qa/{SLUG}/q07/"
    assert item["accessed"] == {"date-parts": [[2026, 1, 5]]}
    assert f"UR  - {address}qa/{SLUG}/q07/\nY2  - 2026/01/05/\nER  - " in copy(reader, "ris")
    bibtex = copy(reader, "bibtex")
    assert "urldate      = {2026-01-05},\n" in bibtex
    with reader.expect_download() as download:
        reader.locator('details[data-style="bibtex"]').get_by_role("link", name="下载").click()
    assert download.value.suggested_filename == f"{SLUG}-q07.bib"
    download.value.save_as(tmp_path / "x.bib")
    assert (tmp_path / "x.bib").read_text("utf-8") == bibtex + "\n"


def test_italics_reach_a_word_processor(reader: Page, address: str) -> None:
    reader.goto(f"{address}qa/{SLUG}/q07/")
    copy(reader, "apa")
    html = reader.evaluate(
        """async () => {
          const [item] = await navigator.clipboard.read();
          return (await item.getType('text/html')).text();
        }"""
    )
    assert "<i>人民日报</i>" in html
    assert "span" not in html


def test_a_paragraph_is_cited_in_the_chosen_style(reader: Page, address: str) -> None:
    """The style is remembered from page to page; the address is the paragraph's."""
    reader.goto(f"{address}qa/{SLUG}/q07/")
    reader.locator('details[data-style="chicago"] summary').click()
    reader.goto(f"{address}qa/{SLUG}/q10/")
    expect(reader.locator('details[data-style="chicago"]')).to_have_attribute("open", "")
    expect(reader.locator(".wd-cite details[open]")).to_have_count(1)
    reader.evaluate(SELECT, ["p3", 0, "p3", 9])
    toolbar = reader.get_by_role("toolbar")
    toolbar.get_by_role("button", name="复制参考文献").click()
    expect(toolbar).to_contain_text("已复制（Chicago）")
    own = OURS["q10"]["chicago"].replace("https://example.org/", address)
    assert clipboard(reader) == own.removesuffix(".") + "#p3."


def test_from_the_full_text_the_exchange_is_cited(reader: Page, address: str) -> None:
    """The page itself is cited as the whole transcript, under the transcript's one address."""
    reader.goto(f"{address}qa/{SLUG}/text/")
    assert copy(reader, "gbt-2025").endswith(f"{address}qa/{SLUG}/.")
    reader.evaluate(SELECT, ["q06-p4", 0, "q06-p4", 9])
    reader.get_by_role("toolbar").get_by_role("button", name="复制参考文献").click()
    expect(reader.get_by_role("toolbar")).to_contain_text("已复制")
    own = OURS["q06"]["gbt-2025"].replace("https://example.org/", address)
    assert clipboard(reader) == own.removesuffix(".") + "#p4."


def test_words_of_the_question_are_not_credited_to_who_answered(reader: Page, address: str) -> None:
    reader.goto(f"{address}qa/{SLUG}/q06/")
    toolbar = reader.get_by_role("toolbar")
    for last, credited in (("p1", "《联合早报》记者. ["), ("p2", "王毅. [")):
        reader.evaluate(SELECT, ["p1", 0, last, 9])
        expect(toolbar).not_to_contain_text("已复制")  # it is about these words now
        toolbar.get_by_role("button", name="复制参考文献").click()
        expect(toolbar).to_contain_text("已复制")
        assert clipboard(reader).startswith(credited)
        assert ("责任者为提问者" in (toolbar.text_content() or "")) == (last == "p1")


def test_closing_words_are_the_transcripts_own(reader: Page, address: str) -> None:
    reader.goto(f"{address}qa/{SLUG}/")
    reader.evaluate(SELECT, ["closing-p1", 0, "closing-p1", 13])
    toolbar = reader.get_by_role("toolbar")
    toolbar.get_by_role("button", name="复制引文").click()
    expect(toolbar).to_contain_text("已复制")
    assert clipboard(reader).startswith("“记者会历时1小时30分钟。”（")
    toolbar.get_by_role("button", name="复制参考文献").click()
    expect(toolbar).to_contain_text("已复制（")
    assert clipboard(reader).endswith(f"/qa/{SLUG}/#closing-p1.")


def test_the_address_is_offered_in_full(reader: Page, address: str) -> None:
    reader.goto(f"{address}qa/{SLUG}/q07/?s=1-2.x&w=y#p3")
    line = reader.locator(".wd-cite__address")
    expect(line).to_contain_text(f"{address}qa/{SLUG}/q07/")
    line.get_by_role("button", name="复制地址").click()
    expect(line).to_contain_text("已复制")
    assert clipboard(reader) == f"{address}qa/{SLUG}/q07/"


def test_a_mirror_names_the_published_address(reader: Page, address: str) -> None:
    """A copy on another host, or on a disk, is told by its pages where the site is published."""

    def with_address(route: Route) -> None:
        response = route.fetch()
        tag = '<meta name="wenda-site" content="https://wenda.example/a/"></head>'
        route.fulfill(response=response, body=response.text().replace("</head>", tag))

    reader.route(re.compile("/q07/"), with_address)
    reader.goto(f"{address}qa/{SLUG}/q07/")
    assert copy(reader, "gbt-2025").endswith(f"https://wenda.example/a/qa/{SLUG}/q07/.")
    reader.locator('.wd-handle[href="#p3"]').focus()
    reader.keyboard.press("Enter")
    reader.wait_for_timeout(200)
    assert clipboard(reader) == f"https://wenda.example/a/qa/{SLUG}/q07/#p3"


def test_copying_where_the_clipboard_is_forbidden(browser: Browser, address: str) -> None:
    """Plain http has no clipboard of the new kind: the old way keeps message, selection, focus."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    page.goto(f"{address}qa/{SLUG}/q07/")
    page.evaluate(SELECT, ["p3", 0, "p3", 9])
    toolbar = page.get_by_role("toolbar")
    expect(toolbar).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(toolbar).to_contain_text("已复制")
    page.wait_for_timeout(500)
    expect(toolbar).to_contain_text("已复制")
    expect(toolbar.get_by_role("button", name="复制链接")).to_be_focused()
    assert page.evaluate("getSelection().toString()").startswith("我们坚持")
    context.close()


def test_it_cites_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(service_workers="block", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}qa/{SLUG}/q07/")
    section = page.locator(".wd-cite")
    expect(section.get_by_text("王毅. [周边外交展望与亲诚惠容理念：")).to_be_visible()
    section.get_by_text("CSL-JSON").click()
    expect(section.get_by_text('"literal": "王毅"')).to_be_visible()
    assert "访问日期请自行补上" in section.inner_text()
    for suffix, begins in ((".bib", f"@article{{{SLUG}-q07,\n"), (".ris", "TY  - NEWS\n")):
        with page.expect_download() as download:
            section.get_by_role("link", name=suffix).click()
        assert begins in Path(download.value.path()).read_text("utf-8")
    context.close()
