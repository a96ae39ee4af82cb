"""The generated parts of pages that are written by hand, which include them (`--8<--`)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from wenda.archive import Archive
from wenda.data.described import described, years_in
from wenda.data.files import FOLDERS
from wenda.data.records import fields
from wenda.site.render import render
from wenda.site.rows import Rows

_SHOWN_ON_HOME = 5  # exchanges of the newest conference


def home(archive: Archive, rows: Rows, examples: Sequence[str]) -> str:
    """The front page below its field: ways in, the newest conference, the map of topics."""
    topics = [topic for topic in archive.vocabulary.topics if topic.parent]
    newest = [line for each in archive.conferences[:1] for line in rows.of_conference(each)]
    return render(
        "home",
        "",
        archive=archive,
        topics=sum(1 for topic in topics if archive.on_topic(topic)),
        exchanges=sum(len(conference.exchanges) for conference in archive.conferences),
        examples=examples,
        newest=newest[:_SHOWN_ON_HOME],
    )


def examples_of_search(examples: Sequence[str]) -> str:
    """What the page 搜索 offers to try."""
    return render("examples", "search/", examples=examples)


def data_page(archive: Archive, sizes: Mapping[str, int], example: bytes = b"") -> str:
    """The page 数据: data files by their path below docs/qa/ with their sizes in bytes, the fields.

    `example` is a line of exchanges.jsonl.
    """
    line = json.loads(example) if example else None

    def total(folder: str) -> str:
        return _size(sum(n for path, n in sizes.items() if path.startswith(f"data/{folder}/")))

    return render(
        "data",
        "data/",
        archive=archive,
        files=list(described(sizes)),
        years=years_in(sizes),
        folders=FOLDERS,
        size=lambda path: _size(sizes[path]),
        total=total,
        fields=fields(),
        example=line and json.dumps(line, ensure_ascii=False, indent=1),
    )


def _size(count: int) -> str:
    if count < 10_000:
        return f"{count / 1000:.1f} KB"
    return f"{count / 1000:.0f} KB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"
