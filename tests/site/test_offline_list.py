"""What is listed for readers without network: all that pages need, and no more than a limit."""

from __future__ import annotations

import json

from wenda.output import File
from wenda.site.offline import WHOLE, offline_list

BY_HAND = {
    "index.html": 5_000,
    "search/index.html": 5_000,
    "404.html": 5_000,
    "sw.js": 5_000,
    "offline.pdf": 90_000_000,
    "assets/wenda.css": 5_000,
    "assets/wenda/page.mjs": 5_000,
    "assets/javascripts/bundle.js": 100_000,
    "assets/stylesheets/main.css.map": 100_000,
}
SEARCH = {"qa/search/current.json": 300, "qa/search/0123456789ab.bin": 20_000}
PAGES = {"qa/2024-01-01-a/index.html": 16_000, "qa/2024-01-01-a/q01/index.html": 16_000}
DATA = {"qa/exchanges.jsonl": 50_000_000, "qa/feed.xml": 5_000, "qa/data/tei/2024-01-01-a.xml": 9}


def listed(**more: int) -> tuple[bool, list[str]]:
    sizes = {**BY_HAND, **PAGES, **SEARCH, **DATA, **more}
    files = {path: File(size, 1, f"{size:032x}") for path, size in sizes.items()}
    read = json.loads(offline_list(files, BY_HAND))
    assert all(digest == f"{0:012x}" for _, digest in read["files"])  # its beginning
    return read["whole"], [path for path, _ in read["files"]]


def test_of_a_small_archive_everything_that_pages_load() -> None:
    assert listed() == (
        True,
        [
            *("assets/wenda.css", "assets/wenda/page.mjs"),
            *("qa/search/0123456789ab.bin", "qa/search/current.json"),
            *("", "qa/2024-01-01-a/", "qa/2024-01-01-a/q01/", "search/"),
        ],
    )


def test_of_a_large_one_what_any_page_needs() -> None:
    whole, paths = listed(**{"qa/2024-01-01-a/q02/index.html": WHOLE})
    assert not whole
    assert [path for path in paths if path.endswith("/") or not path] == ["", "search/"]
    assert "qa/search/current.json" in paths


def test_a_large_index_is_left_to_what_is_asked() -> None:
    whole, paths = listed(**{"qa/search/abcdef012345.bin": WHOLE})
    assert not whole
    assert not [path for path in paths if "/search/" in path]


def test_the_order_of_the_files_changes_nothing() -> None:
    sizes = {**BY_HAND, **PAGES, **SEARCH}
    files = [(path, File(size, 1, f"{size:032x}")) for path, size in sizes.items()]
    assert offline_list(dict(files), BY_HAND) == offline_list(dict(reversed(files)), BY_HAND)
