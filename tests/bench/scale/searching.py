"""A search as a reader has it: the page opened in Chromium until the first result stands there."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import nan
from pathlib import Path
from random import Random
from statistics import fmean

from archive import Conference
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as NotFound

sys.path.append(str(Path(__file__).parents[1] / "search"))

from measure import SLOW, chromium
from server import Host, serve

PAGES = {
    "wenda": ("search/?q={}", ".wd-search-page mark", ".wd-search-page input[type=search]"),
    "material": ("?q={}", ".md-search-result__item", ".md-search__input"),
}
"""Where a search is asked by address, what its first result is, and where one types."""

_LENGTHS = (2, 4, 6, 8, 12, 20)
_FIRST = """new MutationObserver((_, observer) => {
  if (!document.querySelector(%s)) return;
  self.first = performance.now();
  observer.disconnect();
}).observe(document, { subtree: true, childList: true });"""
"""Milliseconds from the beginning of the navigation, as the page itself counts them."""
_PATIENCE = {False: 15_000, True: 60_000}  # milliseconds, fast and slow


@dataclass(frozen=True)
class Searched:
    """Means over some questions, each in a fresh browser; `worst` is the largest."""

    cold: float  # seconds, as fast as the machine goes
    slow: float  # seconds, at 150 ms and 1.6 Mbit/s
    kb: float  # all that was sent, page and program too
    worst: float
    data: float  # KB of it below the folder of the search's data
    requests: float
    warm: float  # seconds for another question in the open page
    found: int  # of how many questions a result came
    asked: int


def quotations(made: Sequence[Conference], count: int, seed: str) -> list[str]:
    """Stretches of some lengths from anywhere in what was said, without punctuation inside."""
    rng = Random(f"quotations {seed}")
    texts = [
        text
        for each in made
        for exchange in each.exchanges
        for _, turn in exchange.turns
        for text in turn
    ]
    found: list[str] = []
    while len(found) < count:
        length, text = _LENGTHS[len(found) % len(_LENGTHS)], rng.choice(texts)
        at = rng.randrange(len(text))
        piece = text[at : at + length]
        if len(piece) == length and all("\u4e00" <= char <= "\u9fff" for char in piece):
            found.append(piece)
    return found


def search(site: Path, tool: str, asked: Sequence[str], chrome: str) -> Searched:
    """Ask a built site. `asked` is asked cold; then each again, in one page that stays open."""
    with chromium(chrome) as browser, serve(site) as host:
        _ask(browser, host, tool, asked[0], slow=False)  # the server's cache
        fast = {each: _ask(browser, host, tool, each, slow=False) for each in asked}
        found = [each for each in asked if fast[each]]
        slow = [_ask(browser, host, tool, each, slow=True) for each in found]
        warm = _warm(browser, host, tool, found)
    came = [each for each in fast.values() if each]
    sent = [rows for _, rows in came]
    return Searched(
        cold=_mean(seconds for seconds, _ in came),
        slow=_mean(each[0] for each in slow if each),
        kb=_mean(map(_kb, sent)),
        worst=max(map(_kb, sent), default=nan),
        data=_mean(_kb(row for row in rows if "/search" in row[0]) for rows in sent),
        requests=_mean(map(len, sent)),
        warm=_mean(warm),
        found=len(came),
        asked=len(asked),
    )


def _ask(
    browser: Browser, host: Host, tool: str, words: str, slow: bool
) -> tuple[float, list[tuple[str, int]]] | None:
    """Seconds until the first result, and what was sent; None where none came."""
    address, result, _ = PAGES[tool]
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(_FIRST % json.dumps(result))
    try:
        if slow:
            network = context.new_cdp_session(page)
            network.send("Network.enable")
            network.send("Network.emulateNetworkConditions", {"offline": False, **SLOW})
        host.sent.clear()
        page.goto(f"{host.address}/{address.format(words)}", wait_until="commit")
        page.wait_for_selector(result, timeout=_PATIENCE[slow])
        return page.evaluate("self.first") / 1000, list(host.sent)
    except NotFound:
        return None
    finally:
        context.close()


def _warm(browser: Browser, host: Host, tool: str, asked: Sequence[str]) -> list[float]:
    """Seconds from typing to a result in a page that has answered before."""
    address, result, field = PAGES[tool]
    page = browser.new_context().new_page()
    page.set_default_timeout(_PATIENCE[False])
    took: list[float] = []
    try:
        for number, each in enumerate(asked):
            if number == 0:
                page.goto(f"{host.address}/{address.format(each)}")
                page.wait_for_selector(result)
            else:
                took.append(_type(page, field, result, each))
    except NotFound:
        pass
    page.context.close()
    return took


def _type(page: Page, field: str, result: str, words: str) -> float:
    """Until a result stands there that did not before."""
    page.eval_on_selector_all(result, "all => all.forEach(each => each.dataset.before = '1')")
    started = time.perf_counter()
    page.fill(field, words)
    page.press(field, "End")  # Material looks when a key comes up
    page.wait_for_selector(f"{result}:not([data-before])")
    return time.perf_counter() - started


def _kb(sent: Iterable[tuple[str, int]]) -> float:
    return sum(size for _, size in sent) / 1000


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return fmean(found) if found else nan
