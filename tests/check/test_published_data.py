"""The record of a published archive as it can be downloaded, also where it has grown large."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from support import data_files, grown
from wenda.check.record import of_data
from wenda.data import whole
from wenda.findings import CannotRun

DAYS = [date(2024, 3, 7), date(2023, 3, 7)]


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(whole, "LARGE", 100)
    for name, data in data_files(grown(DAYS)):
        if name.startswith("data/exchanges"):
            (tmp_path / Path(name).name).write_bytes(data)
    return tmp_path


def test_all_of_it_is_read_compressed_and_a_year_as_it_is(large: Path) -> None:
    assert of_data([large / "exchanges.jsonl.gz"]).conferences == 2
    assert of_data([large / "exchanges-2024.jsonl"]).conferences == 1


def test_what_only_names_the_files_is_no_record(large: Path) -> None:
    with pytest.raises(CannotRun, match=r"不是能读的 exchanges\.jsonl"):
        of_data([large / "exchanges.jsonl"])


def test_a_download_that_broke_off_is_said(large: Path) -> None:
    path = large / "exchanges.jsonl.gz"
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(CannotRun):
        of_data([path])
