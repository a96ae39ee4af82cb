"""核对引语: what is pasted is judged on the page, and no request carries any of it."""

from __future__ import annotations

from urllib.parse import unquote

from playwright.sync_api import Page, expect

WORDS = "经济外交也是对外工作的重要内容"
SECRET = "未刊的稿件里才有的话"


def test_an_article_is_judged_and_not_sent(page: Page, address: str) -> None:
    sent: list[str] = []
    page.on(
        "request", lambda request: sent.append(unquote(request.url) + (request.post_data or ""))
    )
    page.goto(f"{address}check/")
    page.get_by_label("要核对的文字").fill(
        f"王毅表示，“{WORDS}”。\n\n他说“经济外交不是对外工作的重要内容”。\n\n“{SECRET}”"
    )
    page.get_by_role("button", name="核对", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("3 条引语：1 条逐字一致")
    marks = page.locator(".wd-check-mark")
    assert [marks.nth(at).get_attribute("data-code") for at in range(3)] == ["Q01", "Q08", "Q10"]
    marks.nth(1).locator("summary").press("Enter")
    expect(marks.nth(1)).to_contain_text("否定")
    expect(marks.nth(1).locator("a")).to_have_attribute(
        "href", f"{address}qa/2024-03-07-wang-yi/q09/#p5"
    )
    for words in (WORDS[:6], SECRET[:4]):
        assert not [each for each in sent if words in each]


def test_a_long_article_leaves_the_page_responsive(page: Page, address: str) -> None:
    page.goto(f"{address}check/")
    text = "\n".join(f"第{at}段，他说“{WORDS}{at}”。{'文' * 200}" for at in range(450))
    assert len(text) > 100_000
    page.get_by_label("要核对的文字").fill(text)
    page.get_by_role("button", name="核对", exact=True).click()
    assert page.evaluate("new Promise((done) => setTimeout(() => done(1), 50))") == 1
    expect(page.get_by_role("status").first).to_contain_text("450 条引语", timeout=60_000)


def test_pasted_from_a_word_processor(page: Page, address: str) -> None:
    page.goto(f"{address}check/")
    expect(page.get_by_label("要核对的文字")).to_be_visible()
    page.evaluate(
        """(html) => {
          const data = new DataTransfer();
          data.setData('text/html', html);
          const event = new ClipboardEvent('paste', {clipboardData: data, cancelable: true});
          document.querySelector('#wd-check-text').dispatchEvent(event);
        }""",
        "<style>p {}</style><p style='color: red'>他说 style=“无”</p>"
        f'<blockquote><p class=x style="margin: 0">{WORDS}</p></blockquote><p>完</p>',
    )
    page.get_by_role("button", name="核对", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("2 条引语：1 条逐字一致")


def test_a_long_query_without_a_find_leads_here(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("经济外交不是对外工作的重要内容")
    page.get_by_role("dialog").get_by_role("link", name="核对这句引语").press("Enter")
    expect(page.locator(".wd-check-mark")).to_have_attribute("data-code", "Q08")
    page.keyboard.press("/")
    page.keyboard.type("今天天气很好我们去公园散步")  # from the very page
    page.get_by_role("dialog").get_by_role("link", name="核对这句引语").press("Enter")
    expect(page.locator(".wd-check-mark")).to_have_attribute("data-code", "Q10")


def test_an_anchor_is_no_quotation(page: Page, address: str) -> None:
    page.goto(f"{address}check/#wd-main")
    expect(page.get_by_label("要核对的文字")).to_have_value("")


def test_by_keys_alone(page: Page, address: str) -> None:
    page.goto(f"{address}check/")
    page.get_by_label("要核对的文字").focus()
    page.keyboard.insert_text(f"“{WORDS}”")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".wd-check-mark")).to_have_count(1)
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".wd-check-mark a")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#p5")).to_contain_text(WORDS)


def test_paper_has_what_is_folded_up(page: Page, address: str) -> None:
    page.goto(f"{address}check/#q={WORDS}")
    mark = page.locator(".wd-check-mark")
    expect(mark).not_to_have_attribute("open", "")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(mark).to_have_attribute("open", "")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(mark).not_to_have_attribute("open", "")


def test_the_nearest_is_no_find(page: Page, address: str) -> None:
    page.goto(f"{address}check/#q={WORDS[:9]}与此毫不相干")
    mark = page.locator(".wd-check-mark")
    expect(mark).to_have_attribute("data-code", "Q10")
    mark.locator("summary").click()
    expect(mark).to_contain_text("差得太多，不能算这句话")
