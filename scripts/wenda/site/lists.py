"""The pages of lists: by topic, by outlet, by year, and what has no topic; one mechanism for all.

A list has a page of its own, and pages for its periods where it is long (`site/periods.py`). Lists
are made of what is known of exchanges without their words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wenda import addresses
from wenda.archive import Archive, Listed
from wenda.editors.vocabulary import Outlet, Topic
from wenda.site.metadata import described
from wenda.site.periods import (
    MOST,
    Part,
    above,
    between,
    chinese,
    length_below,
    measure_below,
    neighbours,
    parts,
)
from wenda.site.render import front_matter, render
from wenda.site.rows import Line, Row, Rows, conference_rows

NEWEST = 50
"""So many rows stand below the overview of a list that is longer than a page."""
_LONGEST = 1000  # of a bar, in units of the drawing
_ROOM = 50_000  # bytes for the rows of a page; of what would be more, there are headings alone
_FRAME = 120  # bytes of a row besides what it says

Page = tuple[str, str]
"""A page by its path from where the site begins, and its text."""


@dataclass(frozen=True, slots=True)
class List:
    """Rows under an address, the newest first, and what their pages say of them."""

    path: str
    name: str
    rows: Sequence[Row]
    description: str
    below: tuple[str, str]  # the page that this list was chosen on: its path and name
    facts: Mapping[str, Any] = field(default_factory=dict)  # for the front matter of all its pages
    totals: Mapping[str, int] = field(default_factory=dict)  # of all exchanges, by period
    of_conferences: bool = False

    def at(self, period: str) -> str:
        """The address of the page for a period: qa/topics/sea/2024-03/."""
        return f"{self.path}{period}/" if period else self.path

    def title(self, period: str) -> str:
        """The heading of the page for a period; that of a year, whatever is listed, is its name."""
        if not period:
            return self.name
        return chinese(period) if self.of_conferences else f"{self.name}：{chinese(period)}"

    def says(self, period: str, counted: str) -> str:
        """What the page for a period has, as a sentence."""
        if self.of_conferences:
            return f"{chinese(period)}的 {counted}。"
        return f"{self.name}，{chinese(period)}的 {counted}问答。"

    @property
    def feed(self) -> str:
        return addresses.feed_of(self.path) if "feed" in self.facts else ""

    @property
    def measure(self) -> str:
        return "场" if self.of_conferences else "则"

    def table(self, period: str) -> str:
        """The CSV that has the rows of a page and maybe more; empty where there is none."""
        if not self.of_conferences:
            return addresses.table_of(self.path)
        return addresses.table_of(addresses.year_path(int(period[:4]))) if period else ""

    def table_name(self, period: str) -> str:
        if self.of_conferences:
            return "全年的问答，CSV"
        return "整个清单的 CSV" if period else "CSV"

    def counted(self, rows: Sequence[Row]) -> str:
        exchanges = sum(row.exchanges for row in rows)
        return (
            f"{len(rows)} 场记者会，{exchanges} 则问答"
            if self.of_conferences
            else f"{exchanges} 则"
        )


@dataclass(frozen=True, slots=True)
class Bar:
    """A period in the overview of a list."""

    name: str
    path: str  # empty where nothing falls into it
    length: int  # 0 to _LONGEST
    count: str
    of: int  # exchanges in all the archive, 0 where that is not said


@dataclass(frozen=True, slots=True)
class View:
    """What a page of a list shows: the overview of its parts, rows, the way on."""

    list: List
    part: Part
    bars: Sequence[Bar]
    lines: Sequence[Line]
    crumbs: Sequence[tuple[str, str]]  # paths and names, the widest first
    earlier: tuple[str, str] | None = None
    later: tuple[str, str] | None = None

    @property
    def counted(self) -> str:
        return self.list.counted(self.part.rows)

    @property
    def in_full(self) -> bool:
        """Whether there is room for more than headings, in bytes of HTML."""
        return sum(len("".join(line).encode()) + _FRAME for line in self.lines) <= _ROOM

    @property
    def heading(self) -> str:
        """What stands above the rows, where an overview stands above that."""
        if len(self.lines) < len(self.part.rows):
            return f"最新的 {len(self.lines)} {self.list.measure}"
        return self.bars[0].name if len(self.bars) == 1 else f"全部 {self.counted}"

    @property
    def legend(self) -> str:
        """What the numbers of the overview are."""
        each = measure_below(self.part.period)
        if self.list.of_conferences:
            return f"每{each}的场数和则数。"
        return f"每{each}的则数；斜线之后是本站当{each}的全部问答。"


def list_pages(archive: Archive, rows: Rows) -> Iterator[Page]:
    """Every page that lists exchanges or conferences, and the lists of topics and of outlets."""
    totals = _totals(archive)
    yield _topics_page(archive)
    for topic in archive.vocabulary.topics:
        yield from _topic_pages(archive, topic, rows, totals)
    yield from _unclassified_pages(archive, rows, totals)
    yield _outlets_page(archive)
    for outlet in archive.asking:
        yield from _outlet_pages(archive, outlet, rows, totals)
    yield from _years_pages(archive)


def _topics_page(archive: Archive) -> Page:
    without = [topic for topic in archive.vocabulary.topics if not archive.on_topic(topic)]
    values = {"archive": archive, "without": without}
    return addresses.TOPICS, render("topics", addresses.TOPICS, **values)


def _topic_pages(
    archive: Archive, topic: Topic, rows: Rows, totals: Mapping[str, int]
) -> Iterator[Page]:
    path, listed = addresses.topic_path(topic.id), archive.on_topic(topic)
    found = List(
        path,
        topic.name,
        rows.of(listed, without=topic),
        topic.scope,
        (addresses.TOPICS, "议题"),
        {"topic": topic.id, "parent": topic.parent, **_feed(path, listed)},
        totals,
    )
    members = [each for each in archive.vocabulary.topics_in(topic) if archive.on_topic(each)]
    yield from _pages(archive, found, "topic", topic=topic, members=members)


def _unclassified_pages(archive: Archive, rows: Rows, totals: Mapping[str, int]) -> Iterator[Page]:
    found = List(
        addresses.UNCLASSIFIED,
        "未归类",
        rows.of(archive.without_topic()),
        "没有哪个议题的词条够得上、编者也还没有决定的问答。不猜。",
        (addresses.TOPICS, "议题"),
        totals=totals,
    )
    yield from _pages(archive, found, "unclassified")


def _outlets_page(archive: Archive) -> Page:
    kinds: dict[str, list[Outlet]] = {}
    for outlet in archive.asking:
        kinds.setdefault(outlet.kind, []).append(outlet)
    by_place = [(kind, sorted(each, key=lambda o: (o.place, o.id))) for kind, each in kinds.items()]
    values = {"archive": archive, "kinds": by_place}
    return addresses.OUTLETS, render("outlets", addresses.OUTLETS, **values)


def _outlet_pages(
    archive: Archive, outlet: Outlet, rows: Rows, totals: Mapping[str, int]
) -> Iterator[Page]:
    path, listed = addresses.outlet_path(outlet.id), archive.by_outlet(outlet)
    found = List(
        path,
        outlet.name,
        rows.of(listed, without=outlet),
        f"{outlet.name}（{outlet.english}）在本站所收记者会上的 {len(listed)} 次提问。",
        (addresses.OUTLETS, "媒体"),
        {"outlet": outlet.id, "place": outlet.place, **_feed(path, listed)},
        totals,
    )
    yield from _pages(archive, found, "outlet", outlet=outlet)


def _years_pages(archive: Archive) -> Iterator[Page]:
    found = List(
        addresses.YEARS,
        "记者会",
        list(conference_rows(archive.conferences)),
        f"本站所收的 {len(archive.conferences)} 场记者会，按年份。",
        (addresses.YEARS, "记者会"),
        of_conferences=True,
    )
    yield from _pages(archive, found, "years")


def _pages(archive: Archive, found: List, template: str, **values: Any) -> Iterator[Page]:
    """The page of a list from its own template, and those of its periods."""
    divided = parts(found.rows, always=found.of_conferences)
    ways = neighbours(divided)
    for period, part in divided.items():
        path = found.at(period)
        view = _view(found, divided, part, *ways.get(period, (None, None)))
        description, facts = found.description, found.facts
        if period:
            description = found.says(period, view.counted)
            facts = {**facts, "period": period}
        front = {**described(archive, path, found.title(period), description), **facts}
        page = {"archive": archive, "view": view, "front": front_matter(front)}
        own = values if not period else {}
        yield path, render("period" if period else template, path, **page, **own)


def _view(
    found: List, divided: Mapping[str, Part], part: Part, earlier: str | None, later: str | None
) -> View:
    period = part.period
    rows = part.rows
    if part.divided:
        rows = () if period else rows[: NEWEST if len(rows) > MOST else MOST]
    crumbs = [found.below, *([(found.path, found.name)] if found.path != found.below[0] else [])]
    return View(
        found,
        part,
        list(_bars(found, divided, part)) if part.divided else [],
        [row.line for row in rows],
        [*crumbs, *((found.at(each), chinese(each)) for each in above(period))],
        (found.at(earlier), chinese(earlier)) if earlier else None,
        (found.at(later), chinese(later)) if later else None,
    )


def _bars(found: List, divided: Mapping[str, Part], part: Part) -> Iterator[Bar]:
    length = length_below(part.period)
    inside = [name for name in divided if len(name) == length and name.startswith(part.period)]
    if not inside:
        return
    most = max(len(divided[name].rows) for name in inside)
    for name in between(inside, part.period):
        rows = divided[name].rows if name in divided else ()
        count = f"{len(rows)} 场，{sum(row.exchanges for row in rows)} 则"
        yield Bar(
            chinese(name),
            found.at(name) if rows else "",
            _LONGEST * len(rows) // most,
            count if found.of_conferences else str(len(rows)),
            found.totals.get(name, 0),
        )


def _totals(archive: Archive) -> Mapping[str, int]:
    """How many exchanges the archive has, by year, month and day."""
    totals: Counter[str] = Counter()
    for conference in archive.conferences:
        day = conference.date.isoformat()
        for period in (*above(day), day):
            totals[period] += len(conference.exchanges)
    return totals


def _feed(path: str, listed: Sequence[Listed]) -> dict[str, str]:
    return {"feed": addresses.generated(addresses.feed_of(path))} if listed else {}
