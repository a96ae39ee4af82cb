"""Whose name a file of the index keeps, and what a page from yesterday finds today.

Archives are lists of conferences, each a day of its own; each is held against the one before.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_index import SCRIPT, Reader, entry, expected, pairs_of_characters

from mutations import examples
from wenda.search.documents import Corpus, Document, Names
from wenda.search.files import search_files
from wenda.search.names import pinyin_syllables
from wenda.search.prepare import Prepared, prepare

Conference = tuple[str, tuple[str, ...]]  # its day, what is said in each exchange
WORDS = st.text("中国会议合作金砖一带路", min_size=2, max_size=9)
DAYS = [
    f"{year}-0{month}-0{day}" for year in (2021, 2022, 2023) for month in (1, 5) for day in (2, 7)
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    reader = Reader(tmp_path_factory.mktemp("linked"))
    yield reader
    reader.close()


def documents_of(conference: Conference) -> list[Document]:
    day, said = conference
    return [entry(f"{day}-x/q{n:02}", ("answer", text), date=day) for n, text in enumerate(said, 1)]


def prepared_of(conference: Conference) -> Prepared:
    return prepare(documents_of(conference), pairs_of_characters, SCRIPT)


@dataclass(frozen=True)
class Index:
    files: dict[str, bytes]

    @property
    def pointer(self) -> dict[str, Any]:
        pointer: dict[str, Any] = json.loads(self.files["current.json"])
        return pointer

    def texts(self, year: str) -> dict[str, bytes]:
        """The texts of a year."""
        (volume,) = [each for each in self.pointer["volumes"] if each[0] == year]
        folders = [volume[1][at : at + 12] for at in range(0, len(volume[1]), 12)]
        return self.within(folders)

    def segment(self, number: int) -> dict[str, bytes]:
        """What a segment has for itself."""
        segment = self.pointer["segments"][number]
        return self.within([*(folder for folder, _ in segment["shards"]), segment["facets"]])

    def within(self, folders: Sequence[str]) -> dict[str, bytes]:
        return {path: data for path, data in self.files.items() if path.startswith(tuple(folders))}


def index_of(conferences: Sequence[Conference]) -> Index:
    prepared = map(prepared_of, sorted(conferences))
    files = search_files(prepared, Names(), SCRIPT, pinyin_syllables, small_bytes=0, apart=0)
    return Index(dict(files))


@st.composite
def archives(draw: st.DrawFn) -> list[Conference]:
    """Conferences of three years, some of each."""
    days = draw(st.sets(st.sampled_from(DAYS), min_size=2, max_size=8))
    days |= {"2021-01-02", "2022-01-02", "2023-01-02"}
    said = st.lists(WORDS, min_size=1, max_size=3).map(tuple)
    return [(day, draw(said)) for day in sorted(days)]


@examples(60, 1_000)
@given(archives(), st.lists(WORDS, min_size=1, max_size=2).map(tuple))
def test_a_conference_of_the_newest_year_leaves_the_closed_years_alone(
    archive: list[Conference], said: tuple[str, ...]
) -> None:
    old, new = index_of(archive), index_of([*archive, ("2023-09-09", said)])
    assert old.segment(0) == new.segment(0)
    for year in ("2021", "2022"):
        assert old.texts(year) == new.texts(year)
    assert old.texts("2023").items() < new.texts("2023").items()  # each conference its own
    same_path_same_bytes(old, new)


@examples(60, 1_000)
@given(archives(), st.data())
def test_a_change_in_the_newest_year_changes_no_text_but_its_own(
    archive: list[Conference], data: st.DataObject
) -> None:
    newest = [each for each in archive if each[0] > "2023"]
    edited = data.draw(st.sampled_from(newest))
    other = (edited[0], (*edited[1][:-1], edited[1][-1] + "了"))
    old, new = index_of(archive), index_of([each for each in archive if each != edited] + [other])
    kept = {path for path in old.texts("2023") if path in new.files}
    mine = index_of([edited]).texts("2023")
    assert kept == set(old.texts("2023")) - set(mine)
    assert old.segment(0) == new.segment(0)
    same_path_same_bytes(old, new)


@examples(60, 1_000)
@given(archives(), st.sampled_from(["2021-03-03", "2022-12-31"]))
def test_a_conference_of_a_closed_year_leaves_other_years_alone(
    archive: list[Conference], day: str
) -> None:
    old, new = index_of(archive), index_of([*archive, (day, ("补上的话",))])
    for year in {"2021", "2022", "2023"} - {day[:4]}:
        assert old.texts(year) == new.texts(year)
    assert old.segment(1) == new.segment(1)
    same_path_same_bytes(old, new)


def same_path_same_bytes(old: Index, new: Index) -> None:
    """But the pointer, a name never comes to hold something else."""
    for path in old.files.keys() & new.files.keys() - {"current.json"}:
        assert old.files[path] == new.files[path], path


@examples(40, 500)
@given(archives(), archives(), st.data())
def test_a_page_from_yesterday_is_never_told_what_is_wrong(
    reader: Reader, yesterday: list[Conference], today: list[Conference], data: st.DataObject
) -> None:
    """Files are exchanged under an open page, with some of the old ones kept by a cache."""
    old, new = index_of(yesterday), index_of(today)
    terms = sorted(
        {text[:size] for _, said in [*yesterday, *today] for text in said for size in (2, 4, 8)}
    )
    reader.ask(old.files, queries=[[f'"{term}"', {}] for term in terms[:2]])
    paths = sorted(old.files.keys() - {"current.json"})
    cached = data.draw(st.sets(st.sampled_from(paths)))
    files = {**{path: old.files[path] for path in cached}, **new.files}
    reply = reader.ask(files, keep=True, queries=[[f'"{term}"', {"limit": 99}] for term in terms])
    assert "error" not in reply, reply
    truths = [corpus_of(yesterday), corpus_of(today)]
    for term, result in zip(terms, reply["results"], strict=True):
        found = {r["exchange"]: r["places"] for r in result["results"] if r["match"] == "exact"}
        assert found in [expected(corpus, term).printed for corpus in truths], term


def corpus_of(conferences: Sequence[Conference]) -> Corpus:
    return Corpus(tuple(each for conference in conferences for each in documents_of(conference)))


def test_a_clean_build_is_the_same_whatever_was_before() -> None:
    archive = [("2022-01-02", ("合作",)), ("2023-01-02", ("金砖合作", "会议"))]
    assert index_of(archive) == index_of(list(reversed(archive)))
