"""No cell of a table is run by a spreadsheet, and every cell gives its words back."""

from __future__ import annotations

import csv
import io

import pytest

from support import data_files, site
from wenda.data.tables import conferences_table, table

RUN = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'引", "'"]
LEFT = [" =1+1", "1=1", "甲-乙", "2024-03-07", "－1", "“=”", '"=1"', "甲,乙", "甲\n=1"]


def rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data[3:].decode(), newline="")))


@pytest.mark.parametrize("words", RUN)
def test_what_a_spreadsheet_would_run_is_kept_text(words: str) -> None:
    archive, _ = site(
        "**新华社记者：**问？\n**王毅：**答。\n",
        title=words,
        exchanges={"q01": {"heading": words}},
    )
    (exchange,) = rows(table(archive.exchanges()))
    assert exchange["heading"] == exchange["conference"] == f"'{words}"
    (conference,) = rows(conferences_table(archive.conferences))
    assert conference["title"] == f"'{words}"


@pytest.mark.parametrize("words", LEFT)
def test_other_words_stay_as_they_are(words: str) -> None:
    archive, _ = site(
        "**新华社记者：**问？\n**王毅：**答。\n",
        title=words,
        exchanges={"q01": {"heading": words}},
    )
    (exchange,) = rows(table(archive.exchanges()))
    assert exchange["heading"] == exchange["conference"] == words
    assert exchange["date"] == "2024-03-07"
    (conference,) = rows(conferences_table(archive.conferences))
    assert conference["title"] == words


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@A1", "'引", "＝1"])
def test_words_of_a_transcript_that_begin_so(words: str) -> None:
    archive, _ = site(f"**新华社记者：**{words}\n**王毅：**{words}\n")
    (exchange,) = rows(dict(data_files(archive))["data/exchanges.csv"])
    kept = words if words == "＝1" else f"'{words}"
    assert exchange["question"] == exchange["answer"] == kept
