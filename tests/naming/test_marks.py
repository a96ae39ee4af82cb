"""Marks: by version of the folding, so that a new one breaks no address."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from history import publish, states

from support import ROOT, copy_toy, revise
from wenda.build import build
from wenda.findings import Report
from wenda.naming import fold as folding
from wenda.naming.fold import FOLD_VERSION, Folded, fold
from wenda.naming.ledger import Row, State, read
from wenda.naming.likeness import Index
from wenda.naming.marks import SAMPLE, Mark, mark_of, read_mark

SLUG = "2024-03-07-wang-yi"


def all_kept(text: str) -> Folded:
    """A folding of another kind: it drops nothing but space."""
    kept = [(char, at) for at, char in enumerate(text) if not char.isspace()]
    places = tuple(at for _, at in kept)
    return Folded("".join(char for char, _ in kept), places, tuple(at + 1 for at in places))


@pytest.fixture
def version_3(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(folding, "FOLDINGS", {**folding.FOLDINGS, 3: all_kept})
    monkeypatch.setattr(folding, "FOLD_VERSION", 3)
    return


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project's own source, in a folder of its own."""
    shutil.copytree(ROOT / "source", tmp_path / "source")
    return tmp_path


def ledger(root: Path, slug: str = SLUG) -> list[Row]:
    (path,) = (root / "source").rglob(f"{slug}.tsv")
    rows = read(path.read_text("utf-8"), Report())
    assert rows is not None
    return rows


def test_fingerprints_of_version_1_are_what_they_always_were() -> None:
    assert mark_of("第二问", 1).fingerprint == "1:a0ae099cf014"
    assert mark_of("去年增长1.5%，好于预期。", 1).fingerprint == "1:7ed87f78795d-c25677"
    assert mark_of("……", 1).fingerprint == "1:a7f878b8ced1"
    assert mark_of("好。", 1) == mark_of("好", 1)


def test_a_folding_that_nobody_knows() -> None:
    with pytest.raises(KeyError):
        fold("甲", version=99)
    with pytest.raises(KeyError):
        mark_of("甲", 99)


def test_the_committed_ledger_is_live_and_the_build_would_write_it_again(project: Path) -> None:
    before = ledger(project)
    assert len(before) == 96
    assert all(row.lives and row.voice for row in before)
    assert build(project).revised == ()  # nothing would change
    (path,) = (project / "source").rglob(f"{SLUG}.tsv")
    assert path.read_bytes() == (ROOT / path.relative_to(project)).read_bytes()


def test_a_new_folding_changes_no_address(project: Path, version_3: None) -> None:
    before = ledger(project)
    outcome = build(project)
    assert [f for f in outcome.findings if f.code != "N02"] == []
    assert outcome.revised == ()
    after = ledger(project)
    assert [row.address for row in after] == [row.address for row in before]
    assert all(row.lives and row.mark.version == 3 for row in after)
    assert {row.mark.version for row in before} == {2}

    outcome = revise(project, SLUG, "远亲不如近邻", "远亲不如好邻")
    assert outcome.clean
    changed = [row for row in ledger(project) if not row.lives]
    assert [(row.state, len(row.targets)) for row in changed] == [(State.CHANGED, 1)]


def test_a_new_folding_and_a_revision_in_one_build(project: Path, version_3: None) -> None:
    outcome = revise(project, SLUG, "远亲不如近邻", "远亲不如好邻")
    assert outcome.clean
    rows = ledger(project)
    assert [row.state for row in rows if not row.lives] == [State.CHANGED]
    assert {row.mark.version for row in rows if row.lives} == {3}
    (old,) = (row for row in rows if not row.lives)
    assert old.mark.version == 2  # its words are not there to be marked anew
    (heir,) = (row for row in rows if row.address in old.targets)
    revise(project, SLUG, "远亲不如好邻", "远亲不如近邻")
    rows = ledger(project)
    assert states(rows)[old.address] == ("live", "")  # its words are back
    assert states(rows)[heir.address] == ("changed", old.address)


def test_words_that_only_an_old_folding_takes_for_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    document = [["问题是什么？", "第3、4条。", "第34条。"], ["第34条。", "第3、4条，"]]
    monkeypatch.setattr(folding, "FOLD_VERSION", 1)
    before, rows = publish(document)
    monkeypatch.setattr(folding, "FOLD_VERSION", 2)
    after, rows = publish(document, rows)
    assert after == before
    assert all(row.lives for row in rows)
    shown, rows = publish([["问题是什么？", "第34条。"], ["第34条。", "第3、4条，"]], rows)
    assert shown["q01#p3"] == "第34条。"
    assert states(rows)["q01#p2"][0] != "live"


def test_of_words_that_are_gone_nobody_can_tell_which_they_were(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(folding, "FOLD_VERSION", 1)
    _, rows = publish([["问题是什么？", "第3、4条。"]])
    _, rows = publish([["问题是什么？"]], rows)
    monkeypatch.setattr(folding, "FOLD_VERSION", 2)
    shown, rows = publish([["问题是什么？", "第34条。", "第3、4条。"]], rows)
    assert "q01#p2" not in shown
    assert states(rows)["q01#p2"] == ("removed", "")


def test_a_version_to_come_folds_every_text_in_its_own_way(version_3: None) -> None:
    for words in ("甲，乙", "没有数字的话。", "5%", "é"):
        assert folding.folded_text(words, version=3) == all_kept(words).text


def test_the_toy_ledger_of_the_first_format_becomes_one_of_the_second(tmp_path: Path) -> None:
    root = copy_toy(tmp_path)
    slug = "2020-01-16-wang-wu"
    (path,) = (root / "source").rglob(f"{slug}.tsv")
    assert path.read_text("utf-8").startswith("unit\t")
    before = ledger(root, slug)
    assert build(root).clean
    after = ledger(root, slug)
    assert states(after) == states(before)
    assert all(row.voice and row.mark.length for row in after if row.lives)
    assert all(row.formerly == () for row in after)


def test_a_sketch_reads_back_and_nonsense_does_not() -> None:
    mark = mark_of("中国和周边国家是搬不走的邻居，亚洲是我们的共同家园，把这个家园建设好。")
    assert len(mark.pairs) == SAMPLE
    assert read_mark(mark.fingerprint, mark.sketch) == mark
    assert read_mark("1:aa", "") == Mark("1:aa")
    for sketch in ("3", "3:A", "x:AAAA", "03:AAA=", "3:AAAA\n", "3:????"):
        with pytest.raises(ValueError):  # noqa: PT011 the callers ask for no more
            read_mark(mark.fingerprint, sketch)


def test_likeness_is_of_the_pairs_that_a_sample_can_speak_of() -> None:
    words = [f"{n:03d}" for n in range(400)]
    whole = "".join(words)
    index = Index([whole, "".join(words[:200]), "甲乙丙丁戊己庚辛", ""], FOLD_VERSION)
    like = index.like(mark_of(whole))
    assert like[0].alike == like[0].kept == like[0].owed == 1
    assert like[1].owed == 1
    assert 2 not in like
    short = mark_of("甲乙丙丁")
    assert index.like(short)[2] == replace(index.like(short)[2], alike=3 / 7, kept=1.0, owed=3 / 7)


def test_where_words_stand() -> None:
    words = ["甲乙丙丁", "……", "戊己庚辛", "甲乙丙丁戊"]
    index = Index(words, FOLD_VERSION)
    found = {place.touched: place.whole for place in index.standing(mark_of("甲乙丙丁，戊"))}
    assert found == {(0, 2): (0,), (3,): (3,)}
    assert [p.touched for p in index.standing(mark_of("辛甲乙"))] == [(2, 3)]
    assert list(index.standing(mark_of("丁甲"))) == []
    assert list(index.standing(mark_of("辛"))) == []
