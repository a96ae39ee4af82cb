"""Random selections, linked by the toolbar and opened again, in real Chromium.

    python tests/bench/links.py --site site [--count 200] [--seed 1]

For each selection of 2 to 60 characters, inside a paragraph or across several, the link that the
toolbar copies is opened in a fresh page; counted is how often our own mark holds exactly the
selected words, in view, and how often, with script off, the browser's text fragment alone brings
the beginning of the words into view.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import os
import random
import shutil
import threading
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

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

LANDED = """() => {
  const marks = [...document.querySelectorAll('mark.wd-hit')];
  const box = marks[0]?.getBoundingClientRect();
  const inView = box ? box.top >= 48 && box.bottom <= innerHeight : false;
  return [marks.map(mark => mark.textContent).join(''), inView];
}"""

IN_VIEW = """([id, at]) => {
  const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); at -= node.length) {
    if (at > node.length - 1) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const box = range.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight;
  }
}"""

Place = tuple[str, int, str, int]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    options = _options()
    handler = functools.partial(Quiet, directory=str(options.site))
    with (
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
        sync_playwright() as playwright,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=_browser(), args=FLAGS)
        base = f"http://127.0.0.1:{server.server_port}/"
        pages = sorted(p.parent for p in options.site.glob("qa/*/q[0-9]*/index.html"))
        addresses = [f"{base}{page.relative_to(options.site).as_posix()}/" for page in pages]
        _run(browser, addresses, options.count, random.Random(options.seed))
        server.shutdown()


def _run(browser: Browser, addresses: list[str], count: int, chance: random.Random) -> None:
    exact = in_view = native = across = 0
    maker = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page, plain = maker.new_page(), browser.new_context(java_script_enabled=False).new_page()
    for number in range(count):
        address = chance.choice(addresses)
        page.goto(address)
        place, words = _choose(page, chance, want_across=number % 4 == 0)
        across += place[0] != place[2]
        link = _link(page, place)
        opened = browser.new_page()
        # A site built for an address names it in its links; the words are looked for here.
        link = address + link[link.index("?") :]
        opened.goto(link)
        opened.wait_for_timeout(250)
        marked, visible = opened.evaluate(LANDED)
        exact += marked == words
        in_view += visible
        if marked != words or not visible:
            print(f"MISSED {link}\n  wanted {words}\n  marked {marked} (in view: {visible})")
        opened.close()
        plain.goto("about:blank")
        plain.goto(link)
        plain.wait_for_timeout(150)
        native += bool(plain.evaluate(IN_VIEW, [place[0], place[1]]))
    print(f"{count} selections, {across} across paragraphs")
    print(f"our mark holds exactly the selected words: {exact} of {count}; in view: {in_view}")
    print(f"with script off the browser shows their beginning: {native} of {count}")


def _choose(page: Page, chance: random.Random, want_across: bool) -> tuple[Place, str]:
    """A random selection of 2 to 60 characters; one that crosses a paragraph's end where asked."""
    texts = page.locator("[data-unit] p[id][data-kind]").evaluate_all(
        "all => all.map(p => [p.id, p.textContent])"
    )
    length = chance.randint(2, 60)
    if want_across and len(texts) > 1:
        first = chance.randrange(len(texts) - 1)
        (one, text), (other, following) = texts[first], texts[first + 1]
        before = min(chance.randint(1, length - 1), len(text))
        after = min(length - before, len(following))
        return (one, len(text) - before, other, after), text[-before:] + following[:after]
    one, text = chance.choice([(name, text) for name, text in texts if len(text) > 2])
    length = min(length, len(text))
    start = chance.randint(0, len(text) - length)
    return (one, start, one, start + length), text[start : start + length]


def _link(page: Page, place: Place) -> str:
    page.evaluate(SELECT, list(place))
    page.get_by_role("toolbar").get_by_role("button", name="复制链接").click()
    page.get_by_text("已复制").wait_for()
    return str(page.evaluate("navigator.clipboard.readText()"))


def _browser() -> str:
    names = [os.environ.get("WENDA_BROWSER"), "chromium", "chromium-browser", "google-chrome"]
    found = (shutil.which(name) for name in names if name)
    return next(path for path in found if path)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--site", type=Path, default=Path("site"))
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
