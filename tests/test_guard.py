"""The guard stands where the build passes: a promised address without an anchor stops it."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import copy_toy, generated
from wenda import build as stage

PAGE = "2019-12-30-li-si/q01.md"


def without_anchor(monkeypatch: pytest.MonkeyPatch) -> None:
    render = stage.render

    def forgetful(assembled: stage.Assembled) -> dict[str, bytes]:
        files = render(assembled)
        assert b'id="p2"' in files[PAGE]
        return files | {PAGE: files[PAGE].replace(b'id="p2"', b"")}

    monkeypatch.setattr(stage, "render", forgetful)


def test_a_page_without_a_promised_anchor_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy = copy_toy(tmp_path)
    source = {path: path.read_bytes() for path in (toy / "source").rglob("*") if path.is_file()}
    without_anchor(monkeypatch)
    outcome = stage.build(toy)
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
    stage.build(toy)
    before = generated(toy)
    without_anchor(monkeypatch)
    assert not stage.build(toy).clean
    assert generated(toy) == before
