"""No script runs that is not the site's own, and nothing of the site's own is stopped."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from support import ROOT, TOY

SLUG = "2024-03-07-wang-yi"
STRANGER = "https://stranger.example/"
RUN = "parent.ran=1"
COUNT = """
  globalThis.violations = [];
  addEventListener('securitypolicyviolation', (event) =>
    violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
"""


def no_violations(page: Page) -> None:
    assert page.evaluate("violations") == []


def test_a_reader_meets_no_violation(page: Page, address: str) -> None:
    """Home, dialog, exchange, toolbar, citations, both colours, full text, search, lists."""
    page.add_init_script(COUNT)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address)
    page.keyboard.press("/")
    page.get_by_role("combobox").fill("台独")
    first = page.locator("dialog [data-exchange]").first
    expect(first).to_have_attribute("data-match", "exact")
    no_violations(page)
    first.click()
    expect(page.locator("mark.wd-hit").first).to_be_visible()
    no_violations(page)

    page.goto(f"{address}qa/{SLUG}/q06/")
    page.locator("#p2").click(click_count=3)
    page.get_by_role("button", name="复制链接").first.click()
    page.locator("#p2").hover()
    for button in page.locator(".wd-cite button").all():
        if button.is_visible():
            button.click()
    for summary in page.locator(".wd-cite summary").all():
        summary.click()
    with page.expect_download():
        page.get_by_role("link", name="下载").last.click()
    body = page.locator("body")
    scheme = body.get_attribute("data-md-color-scheme")
    page.locator("[data-wd-scheme]").click()
    expect(body).not_to_have_attribute("data-md-color-scheme", scheme or "")
    no_violations(page)
    page.reload()
    expect(body).not_to_have_attribute("data-md-color-scheme", scheme or "")
    no_violations(page)

    page.goto(f"{address}qa/{SLUG}/text/")
    page.locator("p[id]").nth(3).click(click_count=3)
    page.get_by_role("button", name="复制参考文献").click()
    no_violations(page)
    page.goto(f"{address}search/?q=合作")
    expect(page.locator(".wd-status")).to_contain_text("原文一致")
    with page.expect_download():
        page.get_by_role("button", name="下载 CSV").click()
    no_violations(page)
    for path in (
        "data/",
        "about/",
        "scale/",
        "qa/years/",
        f"qa/{SLUG}/",
        "qa/topics/",
        "qa/outlets/",
        "check/",
    ):
        page.goto(f"{address}{path}")
        no_violations(page)


def test_the_page_for_no_page_meets_none(browser: Browser, site: Path) -> None:
    """Its addresses are from the root, so it is read at the root."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.add_init_script(COUNT)
    page.route("https://wenda.example/**", lambda route: fulfil(route, site))
    page.goto("https://wenda.example/nowhere/")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    no_violations(page)
    context.close()


def fulfil(route: Route, site: Path, change: Callable[[str], str] = str) -> None:
    """Answer from the folder of the site, as a host does; a page may be changed on its way."""
    path = site / route.request.url.removeprefix("https://wenda.example/").partition("?")[0]
    path = path / "index.html" if path.is_dir() else path
    if not path.is_file() and path.suffix:
        route.fulfill(status=404)
        return
    path = path if path.is_file() else site / "404.html"
    if path.suffix == ".html":
        route.fulfill(body=change(path.read_text("utf-8")), content_type="text/html; charset=utf-8")
    else:
        route.fulfill(path=path)


# What would run, or ask a stranger, if a page did not show words as words. CLICK is what a reader
# would then click.
PAYLOADS = {
    "script": f"<script>{RUN}</script>",
    "module": f"<script type=module>{RUN}</script>",
    "script after a title": f"</title></textarea></style><script>{RUN}</script>",
    "script of a stranger": f"<script src={STRANGER}a.js></script>",
    "script as data": f"<script src='data:text/javascript,{RUN}'></script>",
    "module as data": f"<script type=module>import 'data:text/javascript,{RUN}'</script>",
    "image": f"<img src=x: onerror={RUN}>",
    "image of a stranger": f"<img src={STRANGER}a.png>",
    "drawing": f"<svg onload={RUN}></svg>",
    "drawing with a script": f"<svg><script>{RUN}</script></svg>",
    "details": f"<details open ontoggle={RUN}><summary>x</summary>y</details>",
    "field": f"<input autofocus onfocus={RUN}>",
    "video": f"<video src=x: onerror={RUN}></video>",
    "body": f"<body onpageshow={RUN}>",
    "style of a stranger": f"<link rel=stylesheet href={STRANGER}a.css>",
    "style": f"<style>body {{background: url({STRANGER}a.png)}}</style>",
    "style attribute": f"<p style='background: url({STRANGER}a.png)'>x</p>",
    "frame": f"<iframe src='javascript:{RUN}'></iframe>",
    "frame with a page": f"<iframe srcdoc='{escape(f'<script>{RUN}</script>')}'></iframe>",
    "frame of a stranger": f"<iframe src={STRANGER}></iframe>",
    "object": f"<object data={STRANGER}a.svg></object>",
    "embedded": f"<embed src={STRANGER}a.svg>",
    "base": f"<base href={STRANGER}><script src=a.js></script>",
    "link": f"<a class=CLICK href='javascript:{RUN}'>x</a>",
    "link with a tab": f"<a class=CLICK href=' java&Tab;script:{RUN}'>x</a>",
    "link in a drawing": f"<svg><a class=CLICK href='javascript:{RUN}'><text>x</text></a></svg>",
    "button": f"<form><button class=CLICK formaction='javascript:{RUN}'>x</button></form>",
    "form": f"<form action={STRANGER} method=post><button class=CLICK>x</button></form>",
    "handler": f"<p class=CLICK onclick={RUN}>x</p>",
}


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A page that may log errors: what is stopped says so."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def happens(page: Page, site: Path, change: Callable[[str], str]) -> list[str]:
    """What a page does that it should not: run what is not ours, or ask a stranger."""
    asked: list[str] = []

    def stranger(route: Route) -> None:
        asked.append(f"asked {route.request.url}")
        route.fulfill(body="/**/")

    # The page alone, which is quicker: what it loads is ours and meets no violation, see above.
    page.route("https://wenda.example/**", lambda route: route.abort())
    page.route("https://wenda.example/qa/**", lambda route: fulfil(route, site, change))
    page.route(f"{STRANGER}**", stranger)
    page.goto(f"https://wenda.example/qa/{SLUG}/q06/")
    if page.locator(".CLICK").count():
        page.locator(".CLICK").dispatch_event("click")
    page.wait_for_timeout(150)
    page.wait_for_load_state("load")
    return asked + (["ran"] if page.evaluate("globalThis.ran") else [])


@pytest.mark.parametrize(
    ("name", "place"),
    [*((name, "<article") for name in PAYLOADS), ("script", "</head>"), ("base", "</head>")],
)
def test_nothing_foreign_runs(reader: Page, site: Path, name: str, place: str) -> None:
    """Whatever the way that it got into the page; and without the policy it would have run."""

    def infected(html: str) -> str:
        at = html.index(place)
        return html[:at] + PAYLOADS[name] + html[at:]

    def without_policy(html: str) -> str:
        return re.sub(r"<meta http-equiv[^>]*>", "", infected(html), count=1)

    assert happens(reader, site, infected) == []
    reader.unroute_all()
    assert happens(reader, site, without_policy) != []


def test_what_is_stopped_would_be_noticed(reader: Page, site: Path) -> None:
    """The other tests would fail: it is an error in the console, and an event."""
    errors: list[str] = []
    reader.on("console", lambda message: errors.append(message.type))
    reader.add_init_script(COUNT)
    happens(reader, site, lambda html: html.replace("</article>", "<img onerror=a() src=x:>"))
    assert "error" in errors
    assert reader.evaluate("violations.length")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        assert server.poll() is None, log.read_text("utf-8")
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the server does not answer")


def test_a_page_that_is_served_for_editing_reloads(reader: Page, tmp_path: Path) -> None:
    """MkDocs puts a script into each page for it, which no policy of ours may stop."""
    ignored = shutil.ignore_patterns("qa", "__pycache__", "node_modules")
    for name in ("docs", "scripts"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    shutil.copytree(TOY / "source", tmp_path / "source")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    about, port = tmp_path / "docs/about.md", free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "-a", f"127.0.0.1:{port}"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "scripts")}
    log = tmp_path / "log"
    with log.open("w") as to:
        server = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=to, stderr=to)
    try:
        wait_for(port, server, log)
        reader.goto(f"http://127.0.0.1:{port}/about/")
        expect(reader.get_by_role("heading", level=1)).to_be_visible()
        about.write_text(about.read_text("utf-8") + "\n新写的一句。\n", "utf-8")
        expect(reader.get_by_text("新写的一句。")).to_be_visible(timeout=60_000)
    finally:
        server.terminate()
        server.wait(30)
