"""Days are compared to the day, not to the year."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml

from support import small_vocabulary
from wenda.editors.sidecar import read_sidecar
from wenda.editors.vocabulary import FILES, Office, Speaker, read_vocabulary
from wenda.findings import Report

EMPTY = {"outlets": "places: {}\noutlets: []\n", "topics": "topics: []\n"}


def speaker(*offices: dict[str, Any]) -> Speaker:
    held = tuple(Office.model_validate(office) for office in offices)
    return Speaker(id="a", name="甲", english="a", offices=held)


@pytest.mark.parametrize(
    ("day", "title"),
    [
        ("2019-05-09", None),
        ("2019-05-10", "副部长"),
        ("2019-12-31", "副部长"),
        ("2020-03-05", "副部长"),
        ("2020-03-06", None),
        ("2020-03-07", "部长"),
        ("2030-01-01", "部长"),
    ],
)
def test_the_office_on_a_day(day: str, title: str | None) -> None:
    who = speaker(
        {"title": "副部长", "from": date(2019, 5, 10), "until": date(2020, 3, 5)},
        {"title": "部长", "from": date(2020, 3, 7)},
    )
    assert who.office_on(date.fromisoformat(day)) == title


RECORD = {
    "title": "记者会",
    "date": date(2024, 3, 7),
    "place": "北京",
    "speakers": ["wang-yi"],
    "basis": "编者",
    "publication": {"name": "某报", "date": date(2024, 3, 8)},
    "sha256": "0" * 64,
}


@pytest.mark.parametrize(
    ("slug", "codes"),
    [
        ("2024-03-07-wang-yi", []),
        ("2024-03-08-wang-yi", ["Y07"]),
        ("2024-04-07-wang-yi", ["Y07"]),
        ("2023-03-07-wang-yi", ["Y07"]),
    ],
)
def test_the_name_of_the_files_has_the_day(slug: str, codes: list[str]) -> None:
    found = Report("t.yml")
    read_sidecar(yaml.safe_dump(RECORD, allow_unicode=True), slug, small_vocabulary(), found)
    assert [finding.code for finding in found] == codes


def test_the_office_is_that_of_the_day() -> None:
    vocabulary = small_vocabulary()
    first = vocabulary.speakers[0].offices[0].start
    for day, codes in ((first, []), (date(first.year - 1, 12, 31), ["Y06"])):
        found = Report("t.yml")
        text = yaml.safe_dump({**RECORD, "date": day}, allow_unicode=True)
        read_sidecar(text, f"{day}-wang-yi", vocabulary, found)
        assert [finding.code for finding in found] == codes


@pytest.mark.parametrize(
    ("until", "codes"), [("2020-03-05", []), ("2020-03-04", ["V03"]), ("2019-12-31", ["V03"])]
)
def test_an_office_ends_on_its_first_day_or_later(until: str, codes: list[str]) -> None:
    text = (
        "speakers:\n- id: a\n  name: 甲\n  english: A\n  offices:\n"
        f"  - {{title: 部长, from: 2020-03-05, until: {until}}}\n"
    )
    found = Report()
    read_vocabulary({FILES[name]: t for name, t in (EMPTY | {"speakers": text}).items()}, found)
    assert [finding.code for finding in found] == codes
