"""Building a tool's index and asking it in Chromium."""

from __future__ import annotations

import json
import multiprocessing
import resource
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from archives import Archive
from playwright.sync_api import Browser, Page, sync_playwright
from quotations import Quotation
from server import Host, serve
from tools import HERE, TOOLS, Tool

SHOWN = 5  # results with their text, as a search dialog has them
SLOW = {"latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 1.6e6 / 8}
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True, slots=True)
class Built:
    seconds: float
    peak_mb: float
    disk_mb: float
    files: int
    facts: dict[str, Any]


def build(tool: Tool, archive: Archive, folder: Path) -> Built:
    """Build in a process of its own, so that its peak of memory is its own."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "bench").mkdir(parents=True)
    context = multiprocessing.get_context("spawn")
    results: multiprocessing.Queue[Any] = context.Queue()
    process = context.Process(target=_build, args=(tool.name, archive, folder / "site", results))
    process.start()
    answer = results.get()
    process.join()
    if isinstance(answer, Exception):
        raise answer
    seconds, peak_mb, facts = answer
    files = [path for path in (folder / "site").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    return Built(seconds, peak_mb, size / 1e6, len(files), {**tool.options, **facts})


def _build(name: str, archive: Archive, folder: Path, results: Any) -> None:
    try:
        started = time.perf_counter()
        facts = TOOLS[name].build(archive, folder, **TOOLS[name].options)
        seconds = time.perf_counter() - started
        peak = max(
            resource.getrusage(who).ru_maxrss
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        results.put((seconds, peak / 1024, facts))
    except Exception as error:
        results.put(RuntimeError(f"{name}: {error!r} {getattr(error, 'stderr', '')!r}"))


@contextmanager
def chromium(executable: str) -> Iterator[Browser]:
    """One browser for a run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=_FLAGS)
        yield browser
        browser.close()


@contextmanager
def hosted(tool: Tool, built: Built, folder: Path) -> Iterator[Host]:
    """The tool's site and its client, served."""
    shutil.copy(tool.client, folder / "bench" / "client.mjs")
    shutil.copy(HERE.parent / "page.html", folder / "bench" / "page.html")
    (folder / "bench" / "facts.json").write_text(json.dumps(built.facts), "utf-8")
    with serve(folder) as host:
        yield host


def _open(browser: Browser, host: Host) -> Page:
    page = browser.new_context().new_page()
    page.set_default_timeout(600_000)
    page.goto(f"{host.address}/bench/page.html")
    page.wait_for_function("window.ready")
    return page


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool said to a quotation."""

    exchanges: tuple[int, ...]
    count: int
    places: int | None
    near: bool
    ms: float


def ask_all(
    page: Page, queries: Sequence[str], options: dict[str, Any], seconds: float
) -> list[Answer]:
    """The answers to as many as fit in the time, at least one."""
    answers = page.evaluate(
        "([queries, options, seconds]) => askAll(queries, options, seconds)",
        [list(queries), {"limit": SHOWN, **options}, seconds],
    )
    return [
        Answer(
            tuple(each["exchanges"]),
            each["count"],
            each.get("places"),
            bool(each.get("near")),
            each["ms"],
        )
        for each in answers
    ]


def exactness(
    browser: Browser,
    host: Host,
    kinds: dict[str, list[Quotation]],
    options: dict[str, Any],
    seconds: float,
) -> dict[str, list[tuple[Quotation, Answer]]]:
    """Each kind of quotation with its answers, in one page that stays open."""
    page = _open(browser, host)
    ask_all(page, ["问"], {}, 1)  # opening counts elsewhere
    answers = {}
    for kind, quotations in kinds.items():
        found = ask_all(page, [each.text for each in quotations], options, seconds)
        answers[kind] = list(zip(quotations, found, strict=False))
    page.context.close()
    return answers


@dataclass(frozen=True, slots=True)
class Cold:
    """One question in a fresh browser."""

    kind: str
    ms: float
    sent: tuple[tuple[str, int], ...]  # path, body bytes

    @property
    def kb(self) -> float:
        return sum(size for _, size in self.sent) / 1000


def cold(
    browser: Browser,
    host: Host,
    quotations: Sequence[Quotation],
    options: dict[str, Any],
    seconds: float,
    throttled: bool,
) -> list[Cold]:
    """From nothing but the page to the first results, code included; fresh context each."""
    warm_up = _open(browser, host)  # the server's cache
    ask_all(warm_up, [quotations[0].text], options, 1)
    warm_up.context.close()
    rows: list[Cold] = []
    end = time.monotonic() + seconds
    for each in quotations:
        if rows and time.monotonic() > end:
            break
        page = _open(browser, host)
        if throttled:  # Chromium 156 throttles a page's workers with it
            network = page.context.new_cdp_session(page)
            network.send("Network.enable")
            network.send("Network.emulateNetworkConditions", {"offline": False, **SLOW})
        host.sent.clear()
        answer = ask_all(page, [each.text], options, 1)[0]
        rows.append(Cold(each.kind, answer.ms, tuple(host.sent)))
        page.context.close()
    return rows


@dataclass(frozen=True, slots=True)
class Warm:
    """In an open page: new questions, the same again, the longest task of the main thread."""

    new: tuple[float, ...]
    repeated: tuple[float, ...]
    longest_task: float


def warm(
    browser: Browser,
    host: Host,
    quotations: Sequence[Quotation],
    options: dict[str, Any],
    seconds: float,
) -> Warm:
    page = _open(browser, host)
    ask_all(page, ["问"], {}, 1)
    page.wait_for_timeout(100)
    before = page.evaluate("longest()")
    queries = [each.text for each in quotations]
    new = ask_all(page, queries, options, seconds)
    again = ask_all(page, queries[: len(new)], options, seconds)
    page.wait_for_timeout(100)
    after = page.evaluate("longest()")
    page.context.close()
    longest = after if after > before else 0.0
    return Warm(tuple(a.ms for a in new), tuple(a.ms for a in again), longest)


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which that share lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def mean(values: Sequence[float]) -> float:
    return fmean(values) if values else float("nan")
