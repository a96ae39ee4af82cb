"""The copy on a memory stick: opened by file:, it browses, searches, links and cites."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from support import ROOT
from wenda.pack import pack

SLUG = "2024-03-07-wang-yi"


@pytest.fixture(scope="module")
def stick(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a name such as people give."""
    root = tmp_path_factory.mktemp("packed")
    (root / "site").symlink_to(site)
    (root / "docs").symlink_to(ROOT / "docs")
    return pack(root, root / "记者会 问答").folder


@pytest.fixture
def reader(browser: Browser, stick: Path) -> Iterator[Page]:
    """A page that fails the test if anything on it fails, or asks a server."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(10_000)
    trouble: list[str] = []
    page.on("console", lambda m: trouble.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on(
        "request",
        lambda r: None if r.url.startswith(("file:", "data:")) else trouble.append(r.url),
    )
    page.goto((stick / "index.html").as_uri())
    yield page
    assert trouble == []
    context.close()


def test_it_browses(reader: Page, stick: Path) -> None:
    reader.get_by_role("link", name="巴以问题").first.click()
    reader.get_by_role("link", name="巴勒斯坦问题与“两国方案”").click()
    expect(reader.locator("#p2")).to_contain_text("这是人类的悲剧，更是文明的耻辱。")
    reader.wait_for_load_state()  # the words are there before the script that hears the key
    reader.keyboard.press("ArrowRight")
    expect(reader).to_have_url(f"{stick.as_uri()}/qa/{SLUG}/q04/index.html")
    reader.get_by_role("link", name="《北京青年报》").first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("《北京青年报》")
    reader.get_by_role("link", name="Wenda 问答").click()
    expect(reader).to_have_url(f"{stick.as_uri()}/index.html")


def test_every_link_leads_to_a_file(stick: Path) -> None:
    for path in stick.rglob("*.html"):
        for link in re.findall(r'(?:href|src|action)="([^"#?]+)', path.read_text("utf-8")):
            if not re.match("[a-z]+:", link):
                assert (path.parent / link).is_file(), f"{path}: {link}"


def test_it_searches_and_marks(reader: Page) -> None:
    reader.keyboard.press("/")
    reader.keyboard.type("有的国家必须在餐桌上")
    option = reader.get_by_role("option").first
    expect(option).to_contain_text("有的国家必须在餐桌上")
    option.click()
    expect(reader.locator("#p3 mark.wd-hit")).to_have_text("有的国家必须在餐桌上")


def test_the_search_page_works(reader: Page) -> None:
    reader.locator("main").get_by_role("searchbox").fill("一带一路")
    reader.keyboard.press("Enter")
    expect(reader.locator(".wd-status")).to_contain_text("原文一致")
    reader.locator(".wd-filters").get_by_label("埃菲社").check()
    expect(reader.locator(".wd-status")).to_have_text("原文一致：1 则问答，3 处")
    reader.locator(".wd-filters").get_by_label("埃菲社").uncheck()
    reader.get_by_role("searchbox").fill("中国人有句老话，远亲不如近邻")
    expect(reader.locator(".wd-pieces").first).to_contain_text("远亲不如近邻")
    reader.go_back()


def test_it_checks_a_quotation(reader: Page, stick: Path) -> None:
    reader.goto(f"{stick.as_uri()}/check/index.html")
    text = "王毅表示，“经济外交也是对外工作的重要内容”，“经济外交不是对外工作的重要内容”。"
    reader.get_by_label("要核对的文字").fill(text)
    reader.get_by_role("button", name="核对", exact=True).click()
    expect(reader.get_by_role("status").first).to_contain_text("2 条引语：1 条逐字一致")
    mark = reader.locator(".wd-check-mark").nth(1)
    mark.locator("summary").click()
    mark.get_by_role("link").first.click()
    expect(reader).to_have_url(f"{stick.as_uri()}/qa/{SLUG}/q09/index.html#p5")


def test_it_links_and_cites(reader: Page, stick: Path) -> None:
    reader.goto(f"{stick.as_uri()}/qa/{SLUG}/q07/index.html")
    reader.locator("#p2").select_text()
    toolbar = reader.get_by_role("toolbar")
    for name in ("复制链接", "复制引文", "复制参考文献"):
        toolbar.get_by_role("button", name=name).click()
        expect(toolbar).to_contain_text("已复制")
    expect(reader.locator(".wd-cite__address")).to_contain_text("/q07/index.html")


def test_an_exchange_is_cited_from_the_full_text(reader: Page, stick: Path) -> None:
    """The same as on its own page, though no page can be asked for there."""
    reader.evaluate("localStorage.clear()")
    entries = []
    for page, place in (("q07", "#p2"), ("text", "#q07-p2")):
        reader.goto(f"{stick.as_uri()}/qa/{SLUG}/{page}/index.html")
        reader.evaluate(
            """() => { navigator.clipboard.write = async ([item]) => {
              globalThis.copied = await (await item.getType('text/plain')).text(); };
              navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }; }"""
        )
        reader.locator(place).select_text()
        reader.get_by_role("toolbar").get_by_role("button", name="复制参考文献").click()
        expect(reader.get_by_role("toolbar")).to_contain_text("已复制")
        entries.append(reader.evaluate("copied"))
    own, from_text = entries
    assert "[周边外交展望与亲诚惠容理念：" in own
    assert from_text.split("[N/OL]")[0] == own.split("[N/OL]")[0]


def test_the_zip_holds_the_folder(stick: Path) -> None:
    with zipfile.ZipFile(stick.with_name(f"{stick.name}.zip")) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    files = {f"{stick.name}/{p.relative_to(stick).as_posix()}": p for p in stick.rglob("*")}
    assert held == {name: p.read_bytes() for name, p in files.items() if p.is_file()}
