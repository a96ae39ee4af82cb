"""What a reader's browser keeps for when there is no network: the list that docs/sw.js goes by.

A small archive is kept whole. Of a large one the list names what any page needs, and the data of
the search where they are small; what a reader has seen the browser keeps besides.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from wenda.addresses import SEARCH
from wenda.output import File

LIST = "offline.json"
WHOLE = 16_000_000
"""Bytes on a reader's disk, up to which an archive is kept whole: some 400 exchanges. A quarter of
that goes over the network, where the host compresses."""

_POINTER = f"{SEARCH}current.json"  # names the other files of the search: these have to be there
_SEARCH_AT_MOST = WHOLE // 4
_LOADED = frozenset({".html", ".css", ".mjs", ".js", ".png", ".svg", ".jpg", ".webp", ".ico"})
_NOT_LOADED = (
    "assets/javascripts/",
    "404.html",
    "sw.js",
)  # the theme's program, which we leave out


def offline_list(files: Mapping[str, File], by_hand: Iterable[str]) -> bytes:
    """The list of a site with these files, of which those in `by_hand` are not the archive's.

    JSON: {"whole": bool, "files": [[path, digest], …]}, in the order in which they are fetched:
    what pages need, the search, the pages; the path of a page is its folder's.
    """
    own = frozenset(by_hand)
    search = sorted((p for p in files if p.startswith(SEARCH)), key=lambda p: (p == _POINTER, p))
    program = [p for p in _loaded(files) if not p.endswith(".html")]
    pages = [p for p in _loaded(files) if p.endswith(".html")]
    whole = _size(files, [*program, *search, *pages]) <= WHOLE
    if not whole:
        pages = [p for p in pages if p in own]
        search = search if _size(files, search) <= _SEARCH_AT_MOST else []
    named = [
        [path.removesuffix("index.html"), files[path].digest[:12]]
        for path in [*program, *search, *pages]
    ]
    return (json.dumps({"whole": whole, "files": named}, separators=(",", ":")) + "\n").encode()


def _loaded(files: Iterable[str]) -> Iterator[str]:
    """Pages, and what pages load; what is only downloaded is on the disk of who did."""
    for path in sorted(files):
        if path.startswith((SEARCH, *_NOT_LOADED)):
            continue
        if PurePosixPath(path).suffix in _LOADED:
            yield path


def _size(files: Mapping[str, File], paths: Iterable[str]) -> int:
    return sum(files[path].size for path in paths)
