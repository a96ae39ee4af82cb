"""Lists of any length: each row can be reached, no page is long, no address goes or is re-meant."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mutations import examples
from support import VOCABULARY, archive_of, data_files, grown, pages, renderer
from wenda.archive import WholeArchive
from wenda.site import periods
from wenda.site.pages import archive_pages
from wenda.site.periods import chinese
from wenda.site.render import body_of

LIMIT = 60_000 - 8_000  # bytes of HTML, less what the theme puts around them
SEA, XINHUA, YEARS = "topics/sea", "outlets/xinhua", "years"

_ROW = re.compile(r'<li><a href="(?:\.\./)*([^"]+)">(.*?)</a>')


def made(archive: WholeArchive) -> dict[str, str]:
    """The pages of more than one conference by their file, as HTML."""
    return {name: body_of(text) for name, text in archive_pages(archive)}


def rows(page: str) -> list[str]:
    """What a page lists, by the name that it leads to: 2024-03-07-wang-yi/q01."""
    listed = page.partition('<div class="wd-list">')[2].partition("</div>")[0]
    return [path.rstrip("/") for path, _ in _ROW.findall(listed)]


def of_list(archive: WholeArchive, name: str) -> dict[str, str]:
    """The pages of a list by their period, its own under ''."""
    found = {}
    for path, page in made(archive).items():
        own = path.removesuffix(".md").removesuffix("index").rstrip("/")
        if own == name:
            found[""] = page
        elif re.fullmatch(rf"{name}/[\d-]+", own):
            found[own.rpartition("/")[2]] = page
    return found


def every(count: int, step: int = 1, last: date = date(2024, 12, 31)) -> list[date]:
    return [last - timedelta(days=step * number) for number in range(count)]


def test_a_short_list_is_one_page() -> None:
    for name in (SEA, XINHUA):
        (page,) = of_list(grown(every(80, 30)), name).values()
        assert len(rows(page)) == 80
        assert "wd-bars" not in page


def test_a_long_list_has_an_overview_and_its_newest() -> None:
    archive = grown(every(81, 30))
    found = of_list(archive, SEA)
    years = sorted({str(day.year) for day in every(81, 30)})
    assert sorted(found) == ["", *years]
    assert len(rows(found[""])) == 50
    counts = re.findall(r'href="sea/(\d{4})/">[^<]*</a>.*?wd-count">(\d+) / (\d+)', found[""])
    assert counts == []  # an address is a folder: from sea/ it is 2024/
    counts = re.findall(r'href="(\d{4})/">[^<]*</a>.*?wd-count">(\d+) / (\d+)', found[""])
    assert [year for year, _, _ in counts] == years[::-1]
    for year, count, of in counts:
        there = [day for day in every(81, 30) if str(day.year) == year]
        assert int(count) == int(of) == len(there) == len(rows(found[year]))


def test_years_without_rows_are_shown_and_lead_nowhere() -> None:
    days = [*every(80), *every(2, last=date(2019, 5, 1))]
    page = of_list(grown(days), SEA)[""]
    for year in ("2020", "2021", "2022", "2023"):
        assert f"<li><span>{year} 年</span><svg" in page
        assert f'href="{year}/"' not in page


@pytest.mark.parametrize(
    ("days", "exchanges"),
    [
        (every(600, 12), 5),  # an outlet with 3,000
        (every(1000, 7), 4),  # a topic with 4,000 in twenty years
        (every(250), 7),  # a year with 250 conferences
        ([date(2024, 3, 7)], 60),  # a day with 60
        ([date(2024, 3, 7)] * 2, 81),
        ([date(2024, 3, 7)], 300),
    ],
    ids=["3000", "4000", "250", "60", "162", "300"],
)
def test_no_page_is_long(days: Sequence[date], exchanges: int) -> None:
    archive = grown(days, exchanges)
    for name, page in made(archive).items():
        assert len(page.encode()) < LIMIT, name
    for name in (SEA, XINHUA):
        assert_all_is_listed(archive, name)


def test_long_headings_leave_room_for_themselves() -> None:
    """On a day that has very many, rows are their headings alone."""
    few, many = (of_list(grown([date(2024, 3, 7)], count), SEA) for count in (60, 300))
    (page,) = few.values()
    assert page.count("wd-opening") == 60
    last = many["2024-03-07"]
    assert len(rows(last)) == 300
    assert "wd-opening" not in last


def assert_all_is_listed(archive: WholeArchive, name: str) -> None:
    """From a list's own page each row is reached by links alone, and in its place."""
    found = of_list(archive, name)
    listed = [f"{conference.slug}/{exchange.id}" for conference, exchange in archive.exchanges()]
    if name == YEARS:
        listed = [conference.slug for conference in archive.conferences]

    def below(period: str) -> list[str]:
        ways = re.findall(r'<li><a href="(?:\.\./)*([\d-]+)/">', found[period])
        if not ways:
            return rows(found[period])
        assert all(each in found for each in ways)
        return [row for each in ways for row in below(each)]

    assert below("") == listed
    for period, page in found.items():
        assert all(row.startswith(period) for row in rows(page))


DAYS = st.lists(
    st.dates(date(1998, 1, 1), date(2024, 12, 31))
    | st.dates(date(2024, 1, 1), date(2024, 3, 31))
    | st.just(date(2024, 3, 7)),
    max_size=40,
)


@examples(15, 400)
@given(DAYS, DAYS, st.integers(1, 4))
def test_an_address_keeps_its_meaning_whatever_is_added(
    before: list[date], added: list[date], most: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for module in ("periods", "lists"):
            patch.setattr(f"wenda.site.{module}.MOST", most)
        patch.setattr("wenda.site.lists.NEWEST", most)
        if not before:
            return
        archive, larger = grown(before), grown([*before, *added])
        now, then = made(archive), made(larger)
        assert set(now) <= set(then)
        for name in (SEA, XINHUA, YEARS):
            assert_all_is_listed(archive, name)
            assert_all_is_listed(larger, name)


@examples(15, 400)
@given(DAYS.filter(bool), st.integers(1, 4))
def test_on_the_way_through_the_periods_nothing_is_passed_over(days: list[date], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(periods, "MOST", most)
        found = of_list(grown(days), SEA)
    pages = {period: page for period, page in found.items() if period}
    for period, page in pages.items():
        ways = re.findall(r'<a(?: class="wd-pager__next")? href="\.\./([\d-]+)/"><span>较(.)', page)
        shown = {each: name for name, each in ways}
        parted = {each for each, other in pages.items() if "wd-bars" in other or not rows(other)}
        beside = [
            each
            for each in pages
            if len(each) == len(period) or (len(each) < len(period) and each not in parted)
        ]
        earlier = max((each for each in beside if each < period), default=None)
        later = min((each for each in beside if each > period), default=None)
        assert (shown.get("早"), shown.get("晚")) == (earlier, later)


@pytest.mark.parametrize("name", [SEA, XINHUA, YEARS])
def test_a_page_of_a_list_says_what_it_is(name: str) -> None:
    archive = grown(every(120), 2)
    for path, text in archive_pages(archive):
        period = path.removesuffix(".md").removesuffix("/index").rpartition("/")[2]
        if not path.startswith(f"{name}/") or not re.fullmatch(r"20[\d-]+", period):
            continue
        _, head, body = text.split("---\n", 2)
        front = yaml.safe_load(head)
        heading = chinese(period) if name == YEARS else f"{LISTED[name]}：{chinese(period)}"
        assert front["title"] == heading
        assert front["period"] == period
        assert f"{chinese(period)}的 " in front["description"]
        assert f"<h1>{heading}</h1>" in body
        assert ("feed" in front) == (name != YEARS)
        crumbs = re.search('<nav class="wd-crumbs".*</nav>', body)
        assert crumbs
        assert crumbs[0].count("<a ") == (1 if name == YEARS else 2) + period.count("-")


LISTED = {SEA: "海洋", XINHUA: "新华社"}


def test_periods_have_names() -> None:
    assert [chinese(each) for each in ("2024", "2024-03", "2024-03-07")] == [
        *("2024 年", "2024年3月", "2024年3月7日")
    ]


ODD = "*粗* [x](y) <b> {{ z }}　 两  个"


def archives() -> list[WholeArchive]:
    odd = archive_of(
        f"**新华社记者：**{ODD}\n**王毅：**{ODD}大海\n**某某：**别的？\n**王毅：**别的。\n",
        title=ODD,
        place=ODD,
        exchanges={"q01": {"heading": ODD}},
    )
    return [odd, grown(every(100), 2)]


@pytest.mark.parametrize("archive", archives(), ids=["odd", "long"])
def test_every_link_of_a_list_leads_somewhere(archive: WholeArchive) -> None:
    pages_there = {
        "qa/" + name.removesuffix(".md").removesuffix("index").rstrip("/") + "/"
        for name, _ in pages(archive)
    }
    there = pages_there | {f"qa/{name}" for name, _ in data_files(archive)}
    for name, page in made(archive).items():
        here = "qa/" + name.removesuffix(".md").removesuffix("index").rstrip("/") + "/"
        here = "" if name.endswith(".inc") else here
        for way in re.findall('href="([^"#?]+)["#?]', page):
            target = posixpath.normpath(posixpath.join(here, way))
            target += "/" if way.endswith("/") else ""
            assert target in there | {"search/", "check/", "about/", "./"}, (name, way)


_BLOCK = re.compile(r"</?(?:h[1-6]|p|ul|div|nav|section|details|table|pre)\b")


@pytest.mark.parametrize("archive", archives(), ids=["odd", "long"])
def test_a_list_needs_no_markdown(archive: WholeArchive) -> None:
    """Whoever puts the body into a page as it stands shows what a Markdown renderer would."""
    for name, page in made(archive).items():
        assert "markdown=" not in page
        chunks = [chunk for chunk in re.split(r"\n\s*\n", page) if chunk.strip()]
        assert all(_BLOCK.match(chunk.lstrip("\n")) for chunk in chunks), name
        rendered = renderer().convert(page)
        assert "".join(rendered.split()) == "".join(page.split()), name


def test_the_phrases_are_those_of_the_newest() -> None:
    archive = archive_of("**新华社记者：**问？\n**王毅：**“脱钩断链”。\n")
    made = dict(archive_pages(archive))
    assert ">脱钩断链</a>" in made["home.inc"]
    assert ">脱钩断链</a>" in made["examples.inc"]


def test_the_front_page_does_not_grow() -> None:
    small, large = (made(grown(every(count), 9))["home.inc"] for count in (10, 250))
    assert len(rows(small)) == len(rows(large)) == 5
    assert abs(len(large) - len(small)) < 50
    assert VOCABULARY.topics
