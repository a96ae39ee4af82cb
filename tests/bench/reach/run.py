"""Lighthouse over every kind of page, mobile and desktop, and what a first visit asks for.

    npm ci --prefix tests/bench/reach
    mkdocs build --strict
    python tests/bench/reach/run.py [--site site] [--chromium PATH] [--runs 3]

Prints, a row per page and device: the four scores (of performance the median of the runs, since
machines are shared), and of a first visit the bytes as they travel and the requests. The same for
the page as the theme alone would make it is what `--peer FOLDER` is for: another site's folder,
its home page measured in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent / "search"))
from server import serve  # noqa: E402  (the host of the search's benchmark: gzip, HTTP/1.1)

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def pages_of(site: Path) -> dict[str, str]:
    """One of each kind: the newest conference, its exchange with the longest page."""
    qa = site / "qa"
    conference = max(path.parent.parent.name for path in qa.glob("*/text/index.html"))
    longest = max((qa / conference).glob("q*/index.html"), key=lambda path: path.stat().st_size)
    topic = max((qa / "topics").glob("*/index.html"), key=lambda path: path.stat().st_size)
    return {
        "home": "",
        "exchange": f"qa/{conference}/{longest.parent.name}/",
        "conference": f"qa/{conference}/",
        "full text": f"qa/{conference}/text/",
        "topic": f"qa/topics/{topic.parent.name}/",
        "search": "search/?q=中国",
    }


def lighthouse(url: str, device: str, chromium: str) -> dict[str, object]:
    command = [
        *(HERE / "node_modules/.bin/lighthouse", url, "--quiet", "--output=json"),
        f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        *(["--preset=desktop"] if device == "desktop" else []),
    ]
    environment = {**os.environ, "CHROME_PATH": chromium}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    report: dict[str, object] = json.loads(result.stdout)
    return report


def row(reports: list[dict[str, object]]) -> list[str]:
    def scores(category: str) -> list[int]:
        return [round(100 * each["categories"][category]["score"]) for each in reports]  # type: ignore[index]

    items = [  # a drawing within the stylesheet is none
        item
        for item in reports[0]["audits"]["network-requests"]["details"]["items"]  # type: ignore[index]
        if not item["url"].startswith("data:")
    ]
    size = sum(item.get("transferSize", 0) for item in items)
    return [
        *(str(statistics.median_low(scores(category))) for category in CATEGORIES),
        f"{size / 1000:.0f} KB",
        str(len(items)),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--site", type=Path, default=Path("site"))
    parser.add_argument(
        "--peer", type=Path, help="another site's folder: its home page is measured too"
    )
    parser.add_argument("--chromium", default=shutil.which("chromium") or "")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    print(
        "| page | device | performance | accessibility | best practices | SEO | sent | requests |"
    )
    print("|---|---|--:|--:|--:|--:|--:|--:|")
    sites = [(options.site, pages_of(options.site))]
    if options.peer:
        sites.append((options.peer, {"peer": ""}))
    for site, pages in sites:
        with serve(site) as host:
            for name, path in pages.items():
                for device in ("mobile", "desktop"):
                    url = f"{host.address}/{path}"
                    runs = [lighthouse(url, device, options.chromium) for _ in range(options.runs)]
                    print(f"| {name} | {device} | {' | '.join(row(runs))} |", flush=True)


if __name__ == "__main__":
    main()
