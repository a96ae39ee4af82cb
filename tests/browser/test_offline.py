"""Without network: a small archive is at hand as a whole, of a large one what was seen; and nothing
else is pretended. What is newer on the site is told."""

from __future__ import annotations

import functools
import http.server
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from conftest import Quiet

SLUG = "2024-03-07-wang-yi"
READY = "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"
KEPT = """async () => {
  const kept = [];
  for (const name of await caches.keys())
    kept.push(...(await (await caches.open(name)).keys()).map(({ url }) => url));
  return kept;
}"""
LINE = ".wd-offline"
PAGES = ("qa/2", "qa/topics/", "qa/outlets/", "qa/years/")


class Host:
    """A copy of the site, at an address of its own, that can be published anew, and be down."""

    def __init__(self, site: Path, folder: Path) -> None:
        self.site = folder / "site"
        shutil.copytree(site, self.site)
        self.asked: list[str] = []
        self.down = False
        self.slow = 0.0  # s
        self.open = self.most = 0  # requests at once
        counting = threading.Lock()
        host = self

        class Handler(Quiet):
            def do_GET(self) -> None:  # noqa: N802, the name that http.server has for it
                with counting:
                    host.asked.append(self.path)
                    host.open += 1
                    host.most = max(host.most, host.open)
                time.sleep(host.slow)
                with counting:  # before it is answered: then the reader may ask for another
                    host.open -= 1
                if host.down:
                    self.send_error(503)
                else:
                    super().do_GET()

        handler = functools.partial(Handler, directory=str(self.site))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/"

    def is_large(self) -> None:
        """As a site says that is too large to be kept."""
        path = self.site / "offline.json"
        files = json.loads(path.read_bytes())["files"]
        few = [[path, digest] for path, digest in files if not path.startswith(PAGES)]
        path.write_text(json.dumps({"whole": False, "files": few}))

    def publish(self, page: str, old: str, new: str) -> None:
        path = self.site / page / "index.html"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def host(site: Path, tmp_path: Path) -> Iterator[Host]:
    host = Host(site, tmp_path)
    yield host
    host.server.shutdown()
    host.server.server_close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(service_workers="allow", locale="zh-CN")
    context.set_default_timeout(20_000)
    yield context
    context.close()


def wait_for(page: Page, holds: Callable[[list[str]], bool]) -> list[str]:
    for _ in range(300):
        kept: list[str] = page.evaluate(KEPT)
        if holds(kept):
            return kept
        page.wait_for_timeout(100)
    raise AssertionError(f"{len(kept)} kept, the last {kept[-20:]}")


def visited(context: BrowserContext, host: Host) -> Page:
    """Two pages of a visit: the second page is the sign of a reader who stays."""
    page = context.new_page()
    page.goto(host.address)
    page.wait_for_function(READY)
    page.goto(f"{host.address}qa/{SLUG}/q06/")
    return page


@pytest.fixture
def visitor(context: BrowserContext, host: Host) -> Page:
    """Who has looked at two pages of a small archive, and then has no network."""
    page = visited(context, host)
    wait_for(page, lambda kept: any(url.endswith("/offline.json") for url in kept))
    context.set_offline(True)
    return page


def test_a_page_never_visited_opens(visitor: Page, host: Host) -> None:
    visitor.goto(f"{host.address}qa/{SLUG}/q11/")
    expect(visitor.locator("#p2")).to_be_visible()
    expect(visitor.locator(LINE)).to_contain_text("没有网络。所见是 2")
    expect(visitor.locator(LINE)).to_contain_text("全站都存在这台设备上")
    expect(visitor.get_by_role("button", name="重新载入")).to_have_count(0)
    visitor.goto(f"{host.address}qa/topics/taiwan")  # as people type it
    expect(visitor).to_have_url(f"{host.address}qa/topics/taiwan/")
    expect(visitor.locator(".wd-list li").first).to_be_visible()


def test_every_page_that_is_published_opens(visitor: Page, host: Host) -> None:
    paths = [
        path.parent.relative_to(host.site).as_posix()
        for path in host.site.rglob("index.html")
        if "/2024-" not in path.as_posix().removesuffix(f"/qa/{SLUG}/index.html")
    ]
    statuses = visitor.evaluate(
        "urls => Promise.all(urls.map(async url => (await fetch(url)).status))",
        [f"{host.address}{path}/".replace("/./", "/") for path in paths],
    )
    assert len(statuses) > 50
    assert set(statuses) == {200}


def test_what_is_only_downloaded_is_not_kept(visitor: Page) -> None:
    kept: list[str] = visitor.evaluate(KEPT)
    assert not [url for url in kept if url.endswith((".csv", ".xml", ".jsonl", ".map"))]


def test_the_search_works(visitor: Page, host: Host) -> None:
    visitor.goto(f"{host.address}search/?q=台独")
    expect(visitor.locator(".wd-status")).to_have_text("原文一致：1 则问答，6 处")
    visitor.goto(f"{host.address}search/?q=中国人有句老话，远亲不如近邻")
    expect(visitor.locator(".wd-pieces").first).to_contain_text("远亲不如近邻")


def test_quotations_are_checked(visitor: Page, host: Host) -> None:
    visitor.goto(f"{host.address}check/")
    visitor.get_by_label("要核对的文字").fill("经济外交不是对外工作的重要内容")
    visitor.get_by_role("button", name="核对", exact=True).click()
    expect(visitor.locator(".wd-check-mark")).to_contain_text("意思可能变了")


def test_an_address_that_was_never_published_is_not_pretended(visitor: Page, host: Host) -> None:
    visitor.goto(f"{host.address}qa/{SLUG}/q99/")
    expect(visitor.get_by_role("heading")).to_have_text("没有网络")
    visitor.get_by_role("link", name="回到首页").click()
    expect(visitor).to_have_url(host.address)


def test_of_a_large_archive_what_was_seen_and_the_conference(
    context: BrowserContext, host: Host
) -> None:
    host.is_large()
    page = visited(context, host)
    wait_for(page, lambda kept: any(url.endswith("/q18/") for url in kept))
    kept = wait_for(page, lambda kept: any(url.endswith(f"{SLUG}/text/") for url in kept))
    assert any(url.endswith("/check/check.mjs") for url in kept)
    context.set_offline(True)
    page.goto(f"{host.address}qa/{SLUG}/q11/")
    expect(page.locator("#p2")).to_be_visible()
    expect(page.locator(LINE)).to_contain_text("这台设备上存有本站的")
    page.goto(f"{host.address}search/?q=台独")
    expect(page.locator(".wd-status")).to_have_text("原文一致：1 则问答，6 处")


def test_what_was_seen_has_an_end(context: BrowserContext, host: Host) -> None:
    host.is_large()
    page = visited(context, host)
    wait_for(page, lambda kept: any(url.endswith("/q18/") for url in kept))
    page.evaluate(
        """async () => {
          const name = (await caches.keys()).find((name) => name.endsWith('seen'));
          const seen = await caches.open(name);
          const old = (n) => `${location.origin}/old/${n}/`;
          for (let n = 0; n < 900; n++) await seen.put(old(n), new Response(''));
        }"""
    )
    page.goto(f"{host.address}qa/outlets/xinhua/")
    kept = wait_for(page, lambda kept: sum("/old/" in url for url in kept) < 800)
    assert any(url.endswith("/xinhua/") for url in kept)
    assert any(url.endswith("assets/wenda/page.mjs") for url in kept)  # what is listed stays
    assert not any(url.endswith("/old/0/") for url in kept)


def test_who_is_online_reads_the_newest(context: BrowserContext, host: Host) -> None:
    page = visited(context, host)
    wait_for(page, lambda kept: any(url.endswith("/offline.json") for url in kept))
    host.publish("about", "文字依据什么", "文字的依据")
    page.goto(f"{host.address}about/")
    expect(page.get_by_role("heading", name="文字的依据")).to_be_visible()
    expect(page.locator(LINE)).to_be_hidden()


def test_a_newer_publication_is_told_when_the_network_is_back(
    visitor: Page, host: Host, context: BrowserContext
) -> None:
    visitor.goto(f"{host.address}about/")
    expect(visitor.locator(LINE)).to_contain_text("没有网络。所见是")
    host.publish("about", "文字依据什么", "文字的依据")
    context.set_offline(False)
    expect(visitor.locator(LINE)).to_contain_text("这一页在网站上已有更新。")
    expect(visitor.get_by_role("heading", name="文字依据什么")).to_be_visible()  # nothing is forced
    visitor.get_by_role("button", name="重新载入").click()
    expect(visitor.get_by_role("heading", name="文字的依据")).to_be_visible()
    expect(visitor.locator(LINE)).to_be_hidden()


def test_the_same_publication_is_not_called_newer(
    visitor: Page, host: Host, context: BrowserContext
) -> None:
    visitor.goto(f"{host.address}about/")
    expect(visitor.locator(LINE)).to_contain_text("没有网络。所见是")
    context.set_offline(False)
    expect(visitor.locator(LINE)).to_be_hidden()


def test_a_host_that_is_down_is_no_empty_page(context: BrowserContext, host: Host) -> None:
    page = visited(context, host)
    wait_for(page, lambda kept: any(url.endswith("/offline.json") for url in kept))
    host.down = True
    page.goto(f"{host.address}qa/{SLUG}/q02/")
    expect(page.locator(LINE)).to_contain_text("没有连上网站。所见是")
    expect(page.get_by_role("button", name="重新载入")).to_be_visible()
    host.down = False
    expect(page.locator(LINE)).to_be_hidden()  # by itself: what is shown is what is published


def test_the_next_day_only_what_has_changed_is_fetched(context: BrowserContext, host: Host) -> None:
    page = visited(context, host)
    wait_for(page, lambda kept: any(url.endswith("/offline.json") for url in kept))
    path = host.site / "offline.json"
    files = json.loads(path.read_bytes())["files"]
    gone = f"qa/{SLUG}/q18/"
    files = [[each, "0" * 12 if each == "about/" else digest] for each, digest in files]
    path.write_text(json.dumps({"whole": True, "files": [f for f in files if f[0] != gone]}))
    host.asked.clear()
    worker = context.new_cdp_session(page)
    worker.send("ServiceWorker.enable")
    worker.send("ServiceWorker.stopAllWorkers")
    page.reload()
    wait_for(page, lambda kept: not any(url.endswith(gone) for url in kept))
    assert host.asked.count("/about/") == 1
    assert not [each for each in host.asked if "/outlets/" in each or "/q01/" in each]


def test_what_nobody_waits_for_is_fetched_by_few_requests(
    context: BrowserContext, host: Host
) -> None:
    page = visited(context, host)
    page.wait_for_load_state("networkidle")
    host.most, host.slow = 0, 0.05
    wait_for(page, lambda kept: any(url.endswith("/offline.json") for url in kept))
    assert len(host.asked) > 100
    assert (
        host.most <= 3
    )  # two, and one that the server has not put down yet; Chromium's limit is six


def test_who_looks_at_one_page_fetches_no_more(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    page.goto(f"{host.address}qa/{SLUG}/q06/")
    page.wait_for_function(READY)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1000)
    assert not [path for path in host.asked if "/qa/search/" in path or "/engine/" in path]
    assert "/offline.json" not in host.asked


def test_who_waits_for_an_answer_has_the_network_alone(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    held: list[Route] = []
    context.route("**/qa/search/pack-*", lambda route: held.append(route))
    page.goto(f"{host.address}search/?q=台独")
    page.wait_for_load_state()
    page.wait_for_timeout(1000)
    assert len(held) == 1
    assert "/sw.js" not in host.asked
    held[0].continue_()
    expect(page.locator("[data-exchange]").first).to_be_visible()
    page.wait_for_function(READY)
    assert "/sw.js" in host.asked


def test_who_saves_data_fetches_no_more(context: BrowserContext, host: Host) -> None:
    context.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    )
    page = visited(context, host)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1000)
    assert "/offline.json" not in host.asked
