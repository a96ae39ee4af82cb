"""Every path, anchor and name of a unit, made in this one place.

Paths are given from where the site begins, and end in / where they are pages: `qa/…/q07/`. The twin
is docs/assets/wenda/addresses.mjs; tests/cases/addresses.json holds both. A published address
never changes, so what stands here can be added to and not altered.

    qa/<conference>/               a conference, its opening and closing words: #opening-p1
    qa/<conference>/<unit>/#p3     an exchange and its paragraphs
    qa/<conference>/text/#q07-p3   the full text
"""

from __future__ import annotations

import re

GENERATED = "qa/"
"""What the build writes lies in this folder of the site, and in docs/qa/."""
SEARCH = f"{GENERATED}search/"
"""The files of the search index."""

UNIT = re.compile(r"q\d{2,}|opening|closing")
PARAGRAPH = re.compile(r"p[1-9]\d*")
PROMISED = re.compile(rf"(?:{UNIT.pattern})#{PARAGRAPH.pattern}")
"""A paragraph in a ledger: q07#p3."""
CONFERENCE = re.compile(r"\d{4}-\d{2}-\d{2}(-[a-z0-9]+)+")
WITNESS = re.compile(rf"^{CONFERENCE.pattern}\.witness-[a-z0-9-]+\.txt$")
"""The file of another copy of a conference: 2024-03-07-wang-yi.witness-mfa.txt."""


def is_exchange(unit: str) -> bool:
    """Whether a unit's name is that of an exchange, which has a page of its own."""
    return unit.startswith("q")


def exchange_name(number: int) -> str:
    """The name of the exchange that was published as the `number`th of its conference."""
    return f"q{number:02d}"


def promised(unit: str, paragraph: str) -> str:
    """A paragraph within its conference, as a ledger names it: q07#p3."""
    return f"{unit}#{paragraph}"


def entry_of(conference: str, unit: str) -> str:
    """A unit within the archive, as data files and search name it: 2024-03-07-wang-yi/q07."""
    return f"{conference}/{unit}"


def cite_key(conference: str, unit: str) -> str:
    """The key of a citation; remarks are cited as the whole transcript."""
    return f"{conference}-{unit}" if is_exchange(unit) else conference


def conference_path(conference: str) -> str:
    return f"{GENERATED}{conference}/"


def text_path(conference: str) -> str:
    """The page with the full text."""
    return f"{GENERATED}{conference}/text/"


def page_path(conference: str, unit: str) -> str:
    """The page on which a unit is promised: remarks share that of the conference."""
    return f"{GENERATED}{conference}/{unit}/" if is_exchange(unit) else conference_path(conference)


def anchor_of(unit: str, paragraph: str) -> str:
    """The id of a paragraph on the page of its unit."""
    return paragraph if is_exchange(unit) else text_anchor_of(unit, paragraph)


def text_anchor_of(unit: str, paragraph: str) -> str:
    """The id of a paragraph on the page with the full text; without a paragraph, of the unit."""
    return f"{unit}-{paragraph}" if paragraph else unit


def paragraph_path(conference: str, unit: str, paragraph: str) -> str:
    """The address of a paragraph; without one, of its unit's page."""
    anchor = f"#{anchor_of(unit, paragraph)}" if paragraph else ""
    return page_path(conference, unit) + anchor


TOPICS = f"{GENERATED}topics/"
OUTLETS = f"{GENERATED}outlets/"
YEARS = f"{GENERATED}years/"
UNCLASSIFIED = f"{TOPICS}none/"


def topic_path(topic: str) -> str:
    return f"{TOPICS}{topic}/"


def outlet_path(outlet: str) -> str:
    return f"{OUTLETS}{outlet}/"


def year_path(year: int) -> str:
    return f"{YEARS}{year}/"


def table_of(page: str) -> str:
    """The CSV of what a page lists: qa/topics/sea/ → qa/topics/sea.csv."""
    return page.removesuffix("/") + ".csv"


def references_of(page: str, suffix: str) -> str:
    """The entries for reference managers of what a page lists: qa/…-wang-yi/ → qa/…-wang-yi.bib."""
    return page.removesuffix("/") + suffix


def feed_of(page: str) -> str:
    """The Atom feed of what a page lists; without a page, of everything."""
    return page.removesuffix("/") + ".xml" if page else f"{GENERATED}feed.xml"


def tei_path(conference: str) -> str:
    return f"{GENERATED}data/tei/{conference}.xml"


def akn_path(conference: str) -> str:
    """The Akoma Ntoso document of a conference."""
    return f"{GENERATED}data/akn/{conference}.xml"


def markdown_of(path: str) -> str:
    """Where a page's Markdown lies in docs/: qa/…/q07/ → qa/…/q07.md. Other files lie as they are.

    A folder that holds further pages has an index, so that a navigation can make it theirs.
    """
    if not path.endswith("/"):
        return path
    parts = path.removesuffix("/").split("/")
    holds_pages = len(parts) == 2 or (len(parts) == 3 and parts[1] == "years")
    return "/".join(parts) + ("/index.md" if holds_pages else ".md")


def generated(path: str) -> str:
    """The file of a page, or a file as it is, below docs/qa/, where the build writes it."""
    return markdown_of(path).removeprefix(GENERATED)


def between(here: str, there: str) -> str:
    """The way from one path of the site to another: a page's from its folder.

    As posixpath.relpath has it for such paths, in a tenth of the time: a page has forty links.
    """
    *folders, _ = here.split("/")
    *others, name = there.split("/")
    same = 0
    for ours, theirs in zip(folders, others, strict=False):
        if ours != theirs:
            break
        same += 1
    steps = [".."] * (len(folders) - same) + others[same:]
    return "/".join([*(steps or ([] if name else ["."])), name])


FOR_TEMPLATES = (
    *("TOPICS", "OUTLETS", "YEARS", "UNCLASSIFIED", "topic_path", "outlet_path", "year_path"),
    *("table_of", "references_of", "feed_of", "tei_path", "akn_path"),
    *("anchor_of", "text_anchor_of", "promised"),
)
"""What the templates of the pages use by name."""
