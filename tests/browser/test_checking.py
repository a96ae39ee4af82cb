"""核对引语: what is pasted is judged on the page, and no request carries any of it."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

WORDS = "经济外交也是对外工作的重要内容"
SECRET = "未刊的稿件里才有的话"


class _Recorder(http.server.SimpleHTTPRequestHandler):
    """Keeps everything that it is sent: lines, headers, bodies, whoever in the browser sends it."""

    sent: list[str]

    def do_GET(self) -> None:
        self._keep()
        super().do_GET()

    def do_POST(self) -> None:
        self._keep()
        self.send_error(405)

    def _keep(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        whole = f"{self.requestline}\n{self.headers}\n{body.decode('utf-8', 'replace')}"
        self.sent.append(unquote(whole))

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def recorder(site: Path) -> Iterator[tuple[str, list[str]]]:
    sent: list[str] = []
    kind = type("Recorder", (_Recorder,), {"sent": sent})
    handler = functools.partial(kind, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", sent
        server.shutdown()


def test_nothing_of_a_draft_is_sent(browser: Browser, recorder: tuple[str, list[str]]) -> None:
    """Not by the page, a worker, the service worker, a link, or as where one came from."""
    address, sent = recorder
    context = browser.new_context(service_workers="allow")
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.goto(address)
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    page.goto(f"{address}check/#q={SECRET}")
    expect(page.locator(".wd-check-mark")).to_have_count(1)
    assert page.url == f"{address}check/"  # nor does it stay in the history
    draft = f"王毅表示，“{WORDS}”。“{WORDS[:12]}{SECRET}”"
    page.get_by_label("要核对的文字").fill(draft)
    page.get_by_role("button", name="核对", exact=True).click()
    expect(page.locator(".wd-check-mark")).to_have_count(2)
    for mark in page.locator(".wd-check-mark > summary").all():
        mark.click()
    page.locator(".wd-check-mark a").first.click()
    expect(page.locator("#p5")).to_contain_text(WORDS)
    page.go_back()
    page.goto(address)
    page.wait_for_timeout(300)
    assert asked
    assert sent
    assert not [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    pieces = [text[at : at + 4] for text in (SECRET, WORDS) for at in range(len(text) - 3)]
    for each in (*sent, *map(unquote, asked)):
        if "check/#q=" not in each:  # where we came from; what is behind # is not sent
            assert not [piece for piece in pieces if piece in each], each
    context.close()


def test_an_article_is_judged(page: Page, address: str) -> None:
    page.goto(f"{address}check/")
    page.get_by_label("要核对的文字").fill(
        f"王毅表示，“{WORDS}”。\n\n他说“经济外交不是对外工作的重要内容”。\n\n“{SECRET}”"
    )
    page.get_by_role("button", name="核对", exact=True).click()
    expect(page.locator("[data-wd-check]").get_by_role("status")).to_contain_text(
        "3 条引语：1 条逐字一致"
    )
    marks = page.locator(".wd-check-mark")
    assert [marks.nth(at).get_attribute("data-code") for at in range(3)] == ["Q01", "Q08", "Q10"]
    marks.nth(1).locator("summary").press("Enter")
    expect(marks.nth(1)).to_contain_text("否定")
    expect(marks.nth(1).locator("a")).to_have_attribute(
        "href", f"{address}qa/2024-03-07-wang-yi/q09/#p5"
    )


def test_an_empty_box_and_a_text_without_quotations(page: Page, address: str) -> None:
    page.goto(f"{address}check/")
    page.get_by_role("button", name="核对", exact=True).click()
    expect(page.locator("[data-wd-check]").get_by_role("status")).to_have_text(
        "先粘贴要核对的文字。"
    )
    page.get_by_label("要核对的文字").fill("他谈了经济。\n\n也谈了外交。")
    page.get_by_role("button", name="核对", exact=True).click()
    expect(page.locator("[data-wd-check]").get_by_role("status")).to_contain_text("没有引语。请把")
    expect(page.get_by_role("button", name="打印")).to_have_count(0)


def test_a_long_article_leaves_the_page_responsive(page: Page, address: str) -> None:
    page.goto(f"{address}check/")
    text = "\n".join(f"第{at}段，他说“{WORDS}{at}”。{'文' * 200}" for at in range(450))
    assert len(text) > 100_000
    page.get_by_label("要核对的文字").fill(text)
    page.get_by_role("button", name="核对", exact=True).click()
    assert page.evaluate("new Promise((done) => setTimeout(() => done(1), 50))") == 1
    expect(page.locator("[data-wd-check]").get_by_role("status")).to_have_text(
        "正在核对……"
    )  # and does not count aloud
    expect(page.locator("[data-wd-check]").get_by_role("status")).to_contain_text(
        "450 条引语", timeout=60_000
    )
    expect(page.locator(".wd-check-mark")).to_have_count(450)


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
    expect(page.locator("[data-wd-check]").get_by_role("status")).to_contain_text(
        "2 条引语：1 条逐字一致"
    )


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
    assert mark.locator("blockquote").count()  # at once: paper does not wait
    page.emulate_media(media="print")
    assert mark.evaluate("(each) => getComputedStyle(each).breakInside") == "auto"
    expect(page.locator(".wd-more")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(mark).not_to_have_attribute("open", "")


def opened(page: Page, code: str) -> Locator:
    """The one quotation, which has this verdict, with what is in the record for it."""
    mark = page.locator(".wd-check-mark")
    expect(mark).to_have_attribute("data-code", code)
    mark.locator("summary").click()
    return mark


def test_the_nearest_is_no_find(page: Page, address: str) -> None:
    page.goto(f"{address}check/#q={WORDS[:9]}与此毫不相干")
    mark = opened(page, "Q10")
    expect(mark).to_contain_text("差得太多，不能算这句话")
    expect(mark).to_contain_text("核对范围：本站 19 则")  # beside the verdict: in what it was not


def test_a_speaker_who_never_answered_here(page: Page, address: str) -> None:
    page.goto(f"{address}check/")
    page.get_by_label("要核对的文字").fill(f"毛宁指出：“{WORDS}。”")
    page.get_by_role("button", name="核对", exact=True).click()
    mark = opened(page, "Q09")
    expect(mark).to_contain_text("说话的是王毅，不是毛宁")


def test_what_is_nowhere_is_told_with_where_it_was_looked_for(page: Page, address: str) -> None:
    page.goto(f"{address}check/#q=丝瓜藤蔓缠绕竹篱笆旁边")
    mark = opened(page, "Q10")
    expect(mark).to_contain_text("核对范围：本站")
    expect(mark.locator("li")).to_have_count(0)
