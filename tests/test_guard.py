"""The guard stands where the build passes: a promised address without an anchor stops it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support import copy_toy, generated
from wenda import conferences, pieces
from wenda.archive import Archive, Conference
from wenda.build import build

PAGE = "2019-12-30-li-si/q01.md"


def without_anchor(monkeypatch: pytest.MonkeyPatch) -> None:
    render = pieces.conference_pages

    def forgetful(archive: Archive, conference: Conference) -> Iterator[tuple[str, str]]:
        for path, text in render(archive, conference):
            assert path != PAGE or 'id="p2"' in text
            yield path, text.replace('id="p2"', "") if path == PAGE else text

    monkeypatch.setattr(pieces, "conference_pages", forgetful)
    for module in (conferences, pieces):  # what it made before is not taken
        monkeypatch.setattr(module, "program", lambda: "another program")


def test_a_page_without_a_promised_anchor_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy = copy_toy(tmp_path)
    source = {path: path.read_bytes() for path in (toy / "source").rglob("*") if path.is_file()}
    without_anchor(monkeypatch)
    outcome = build(toy)
    assert [(f.code, f.path) for f in outcome.findings if f.must_resolve] == [
        ("L03", "source/transcripts/2019/2019-12-30-li-si.tsv")
    ]
    assert "q01#p2" in next(f.message for f in outcome.findings if f.must_resolve)
    assert not outcome.changes
    assert outcome.archive is None
    assert not (toy / "docs").exists()
    # Nothing is promised either: neither ledger nor register has been written.
    after = {path: path.read_bytes() for path in (toy / "source").rglob("*") if path.is_file()}
    assert after == source


def test_what_was_published_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toy = copy_toy(tmp_path)
    build(toy)
    before = generated(toy)
    without_anchor(monkeypatch)
    assert not build(toy).clean
    assert generated(toy) == before
