"""What has been promised must answer: the guard before anything is published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from wenda.addresses import anchor_of, generated
from wenda.archive import Conference
from wenda.findings import OURS, Report
from wenda.reading.proof import read_page
from wenda.site.render import body_of


def check(conferences: Iterable[Conference], files: Mapping[str, bytes], found: Report) -> None:
    """L03: a promised address for which no page has an anchor. `files` by path in docs/qa/.

    Only the body of a page can answer: front matter is not HTML, whatever its words look like.
    """
    for conference in conferences:
        here = found.file(str(PurePosixPath(conference.source).with_suffix(".tsv")))
        pages = {row.unit: generated(conference.page_of(row.unit)) for row in conference.rows}
        ids = {page: _anchors(files.get(page, b"")) for page in set(pages.values())}
        for row in conference.rows:
            if anchor_of(row.unit, row.paragraph) not in ids[pages[row.unit]]:
                message = f"已发布的地址 {row.address} 没有页面可以回答。"
                here.add("L03", 0, message, OURS)


def _anchors(page: bytes) -> set[str]:
    return read_page(body_of(page.decode())).ids
