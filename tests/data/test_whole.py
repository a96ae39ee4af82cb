"""The words of all exchanges: what was published keeps answering, whatever is added."""

from __future__ import annotations

import csv
import gzip
import io
import json
from datetime import date
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutations import examples
from support import data_files, grown
from wenda.archive import Conference, WholeArchive
from wenda.data import whole as module
from wenda.data.files import Chunks, archive_files
from wenda.data.records import conference_lines, shortest
from wenda.data.tables import COLUMNS, CONFERENCES
from wenda.data.tables import WORDS as CELLS
from wenda.data.whole import CSV, JSON_LINES, whole
from wenda.site.included import data_page

DAYS = [date(2024, 3, 7), date(2024, 3, 6), date(2023, 1, 1), date(2019, 12, 30), date(2019, 1, 2)]
JSONL, TABLE = "data/exchanges.jsonl", "data/exchanges.csv"


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if what is small were large."""
    monkeypatch.setattr(module, "LARGE", 400)
    monkeypatch.setattr(module, "COMPRESSED_FROM", 300)


def lines(data: bytes) -> list[str]:
    return [json.loads(line)["exchange"] for line in data.decode().splitlines()]


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def listed(archive: WholeArchive) -> list[str]:
    return [f"{conference.slug}/{exchange.id}" for conference, exchange in archive.exchanges()]


def test_a_small_archive_is_one_file_of_each_form() -> None:
    made = dict(data_files(grown(DAYS)))
    assert sorted(name for name in made if name.startswith("data/exchanges")) == [
        *(TABLE, JSONL, "data/exchanges.schema.json")
    ]


def test_what_is_large_has_a_compressed_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "COMPRESSED_FROM", 300)
    made = dict(data_files(grown(DAYS)))
    copies = [name for name in made if name.endswith(".gz")]
    assert {f"{JSONL}.gz", f"{TABLE}.gz", "topics/sea.csv.gz", "feed.xml.gz"} <= {*copies}
    for name in copies:
        assert gzip.decompress(made[name]) == made[name.removesuffix(".gz")]
    for name, data in made.items():
        assert (f"{name}.gz" in made) == (len(data) > 300 and not name.endswith(".gz"))
    assert made == dict(data_files(grown(DAYS)))
    assert {made[name][4:8] for name in copies} == {bytes(4)}  # no time (RFC 1952, 2.3.1)


@pytest.mark.usefixtures("tiny")
def test_a_large_archive_has_a_file_for_each_year() -> None:
    archive = grown(DAYS)
    made = dict(data_files(archive))
    for year in ("2024", "2023", "2019"):
        expected = [name for name in listed(archive) if name.startswith(year)]
        assert lines(made[f"data/exchanges-{year}.jsonl"]) == expected
        table = rows(made[f"data/exchanges-{year}.csv"])
        assert [row["exchange"] for row in table] == expected
        assert tuple(table[0]) == (*COLUMNS, *CELLS)
    for name, data in made.items():
        if name.startswith("data/exchanges-") and name.endswith(".gz"):
            assert gzip.decompress(data) == made[name.removesuffix(".gz")]


@pytest.mark.usefixtures("tiny")
def test_all_of_it_is_where_it_was_compressed() -> None:
    """Members of gzip one after the other, of which one has the head of the table."""
    archive = grown(DAYS)
    made = dict(data_files(archive))
    assert lines(gzip.decompress(made[f"{JSONL}.gz"])) == listed(archive)
    table = gzip.decompress(made[f"{TABLE}.gz"])
    assert [row["exchange"] for row in rows(table)] == listed(archive)
    assert table.count(b"\xef\xbb\xbf") == table.count(b"exchange,date") == 1


@pytest.mark.usefixtures("tiny")
def test_the_old_address_says_where_the_words_went() -> None:
    archive = grown(DAYS)
    made = dict(data_files(archive))
    said = [json.loads(line) for line in made[JSONL].decode().splitlines()]
    assert said == [
        {"year": None, "exchanges": 5, "file": "exchanges.jsonl.gz"},
        {"year": 2024, "exchanges": 2, "file": "exchanges-2024.jsonl"},
        {"year": 2023, "exchanges": 1, "file": "exchanges-2023.jsonl"},
        {"year": 2019, "exchanges": 2, "file": "exchanges-2019.jsonl"},
    ]
    table = rows(made[TABLE])
    assert [row["year"] for row in table] == ["", "2024", "2023", "2019"]
    for row in [*said, *table]:
        assert f"data/{row['file']}" in made


@examples(20, 300)
@given(
    st.lists(st.dates(date(2015, 1, 1), date(2024, 12, 31)), max_size=12),
    st.lists(st.dates(date(2015, 1, 1), date(2024, 12, 31)), max_size=12),
)
def test_no_file_goes_when_conferences_are_added(before: list[date], added: list[date]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "LARGE", 5_000)
        patch.setattr(module, "COMPRESSED_FROM", 2_000)
        now, then = grown(before), grown([*before, *added])
        assert {name for name, _ in data_files(now)} <= {name for name, _ in data_files(then)}
        made = dict(data_files(then))
        whole_of_it = made[JSONL] if f"{JSONL}.gz" not in made else made[f"{JSONL}.gz"]
        data = gzip.decompress(whole_of_it) if whole_of_it[:2] == b"\x1f\x8b" else whole_of_it
        assert lines(data) == listed(then)


@pytest.mark.usefixtures("tiny")
@pytest.mark.parametrize("form", [JSON_LINES, CSV], ids=["jsonl", "csv"])
def test_a_year_is_written_before_the_next_is_asked_for(form: module.Form) -> None:
    """So that never more of the words than LARGE and a year are in memory."""
    archive = grown(DAYS)
    asked: list[int] = []

    def words_of(conference: Conference) -> bytes:
        asked.append(conference.year)
        return bytes(500)

    made = whole(form, archive.conferences, words_of)
    first = next(made)
    assert first[0] == form.path(2024)
    assert set(asked) == {2024}
    assert [PurePosixPath(name).name for name, _ in made][-2:] == [
        *(f"exchanges.{form.suffix}.gz", f"exchanges.{form.suffix}")
    ]
    assert asked == [conference.year for conference in archive.conferences]


def test_a_conference_is_asked_for_its_words_once() -> None:
    """And what a build has kept of it is what the files are made of."""
    archive = grown(DAYS)
    asked: list[str] = []

    def lines_of(conference: Conference) -> bytes:
        asked.append(conference.slug)
        return conference_lines(conference)

    made = dict(archive_files(archive, Chunks(lines=lines_of)))
    assert made.items() <= dict(data_files(archive)).items()
    assert asked == [conference.slug for conference in archive.conferences]


@pytest.mark.usefixtures("tiny")
def test_the_page_on_data_names_every_file_and_its_size() -> None:
    archive = grown(DAYS)
    made = dict(data_files(archive))
    page = data_page(archive, {name: len(data) for name, data in made.items()})
    for name, data in made.items():
        if name.startswith("data/exchanges"):
            assert f'href="../qa/{name}"' in page
            assert f"{len(data) / 1000:.1f}".replace(".", "&#46;") + " KB" in page
    assert "按年分成文件" in page
    small = data_page(archive, {name: 1 for name in made if "-" not in name})
    assert "按年分成文件" not in small
    assert CONFERENCES.removeprefix("qa/") in made


def test_the_example_is_the_shortest_line() -> None:
    assert shortest(b'{"b": 1}\n{}\n[]\n') == b"{}"
    assert shortest(b"") == b""
