"""`wenda add --replace`: which conference it is, what it does to addresses, and no line more."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from support import ROOT, copy_toy, generated
from wenda.adding.replace import likenesses
from wenda.adding.trial import archive_of
from wenda.build import build
from wenda.cli import main
from wenda.reading.decode import sha256
from wenda.source import scan

PORT, TAIL = "2019-12-30-li-si", "2020-01-15-li-si"


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    root = tmp_path / "toy"
    root.mkdir()
    return copy_toy(root)


Replace = Callable[..., tuple[int, str, str]]


@pytest.fixture
def replace(toy: Path, capsys: pytest.CaptureFixture[str]) -> Replace:
    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["add", "--root", str(toy), "--replace", *map(str, arguments)])
        return code, *capsys.readouterr()

    return run


def path(root: Path, slug: str, ending: str) -> Path:
    return root / f"source/transcripts/{slug[:4]}/{slug}{ending}"


def tree(root: Path) -> dict[Path, bytes]:
    return {each: each.read_bytes() for each in (root / "source").rglob("*") if each.is_file()}


def revised(root: Path, file: Path, old: str, new: str, slug: str = PORT) -> Path:
    text = path(root, slug, ".txt").read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    return file


@pytest.mark.parametrize("built", [True, False], ids=["built", "never built"])
def test_it_is_known_by_its_words(toy: Path, tmp_path: Path, replace: Replace, built: bool) -> None:
    if built:
        build(toy)
    file = revised(toy, tmp_path / "任何名称.txt", "灯塔是大家的。", "灯塔是国家的。")
    before = tree(toy)
    code, out, err = replace(file)
    assert code == 1
    assert f"任何名称.txt → {PORT}（那一场的话有 " in out
    if built:
        assert "    不变 11 段，新增 1 段。" in out.splitlines()
        assert "    q01#p5 改动：改动后的文字在 q01#p8「灯塔是国家的。」。" in out.splitlines()
    assert "加 --yes" in err
    assert tree(toy) == before


def test_it_replaces_the_words_and_one_value(toy: Path, tmp_path: Path, replace: Replace) -> None:
    build(toy)
    sidecar = path(toy, PORT, ".yml")
    text = sidecar.read_text("utf-8") + "# 编者的话，不可动\n"
    sidecar.write_text(text, "utf-8")
    old = sha256(path(toy, PORT, ".txt").read_bytes())
    file = revised(toy, tmp_path / "a.txt", "灯塔是大家的。", "灯塔是国家的。")
    others = {each: data for each, data in tree(toy).items() if PORT not in each.name}
    assert replace(file, "--yes")[0] == 0
    assert path(toy, PORT, ".txt").read_bytes() == file.read_bytes()
    assert sidecar.read_text("utf-8") == text.replace(old, sha256(file.read_bytes()))
    assert {each: tree(toy)[each] for each in others} == others
    assert build(toy).clean
    assert "灯塔是国家的。" in generated(toy)[f"{PORT}/q01.md"].decode()
    code, out, _ = replace(file, "--yes")
    assert code == 0
    assert "字节已在" in out


@pytest.mark.parametrize("built", [True, False], ids=["after a build", "at once"])
def test_undo_brings_back_words_and_ledger(
    toy: Path, tmp_path: Path, replace: Replace, built: bool
) -> None:
    build(toy)
    before, pages = tree(toy), generated(toy)
    file = revised(toy, tmp_path / "a.txt", "灯塔是大家的。", "灯塔是国家的。")
    replace(file, "--yes")
    if built:
        assert build(toy).clean
        assert tree(toy)[path(toy, PORT, ".tsv")] != before[path(toy, PORT, ".tsv")]
    assert main(["add", "--root", str(toy), "--undo"]) == 0
    assert tree(toy) == before
    assert build(toy).clean
    assert generated(toy) == pages


def test_the_page_before_is_joined(toy: Path, tmp_path: Path, replace: Replace) -> None:
    build(toy)
    joined = "**企鹅社记者：**问题在前一版？\n\n**李四：**"
    file = revised(toy, tmp_path / "a.txt", "（上接第一版）", joined, TAIL)
    code, out, err = replace(file, "--yes")
    assert code == 1
    assert f"→ {TAIL}（那一场的话有 100% 在这份来稿里）" in out
    assert "    旁录的 incomplete 或已过时：「第1版的部分不在这里。」" in out.splitlines()
    assert ": Y10 continued_from 说上接第1版" in err
    assert path(toy, TAIL, ".txt").read_bytes() == file.read_bytes()


def test_what_no_longer_applies_is_a_finding(toy: Path, tmp_path: Path, replace: Replace) -> None:
    file = revised(toy, tmp_path / "a.txt", "**企鹅社记者：**休渔期什么时候开始？\n", "")
    sidecar = path(toy, PORT, ".yml")
    own = (
        "errata:\n- {quote: 休渔期什么时候开始, reading: 什么, note: 疑误。}\n"
        "acknowledged:\n- {code: T05, quote: 休渔期什么时候, reason: 原文如此。}\n"
    )
    sidecar.write_text(sidecar.read_text("utf-8") + own, "utf-8")
    _, _, err = replace(file)
    assert ": E01 「errata.0.quote」" in err
    assert ": A01 「acknowledged.0」" in err


def test_a_page_in_the_place_of_a_text_and_back(
    toy: Path, tmp_path: Path, replace: Replace
) -> None:
    build(toy)
    before = tree(toy)
    words = path(toy, PORT, ".txt").read_text("utf-8")
    body = "".join(
        f"<p>&emsp;{line.replace('**', '<b>', 1).replace('**', '</b>', 1)}</p>"
        for line in words.splitlines()
        if line
    )
    page = tmp_path / "a.html"
    page.write_text(f"<meta charset=utf-8><ul><li>首页</li></ul><div>{body}</div>", "utf-8")
    code, out, _ = replace(page, "--yes")
    assert code == 0
    assert "    地址都不变（12 段）。" in out.splitlines()
    original = path(toy, PORT, ".original.html")
    assert original.read_bytes() == page.read_bytes()
    assert build(toy).clean
    text = tmp_path / "a.txt"
    text.write_bytes(before[path(toy, PORT, ".txt")])
    assert replace(text, "--yes")[0] == 0
    assert not original.exists()
    assert tree(toy) == before


def test_of_two_that_are_alike_it_is_the_one_of_the_day(
    toy: Path, tmp_path: Path, replace: Replace
) -> None:
    twin = path(toy, "2019-12-31-li-si", "")
    for ending in (".txt", ".yml"):
        data = path(toy, PORT, ending).read_bytes().replace(b"2019-12-30", b"2019-12-31")
        twin.with_suffix(ending).write_bytes(data)
    file = revised(toy, tmp_path / "2019-12-31.txt", "灯塔是大家的。", "灯塔是国家的。")
    assert f"2019-12-31.txt → {twin.name}（" in replace(file)[1]
    assert ": S06 认不出" in replace(file.rename(tmp_path / "a.txt"))[2]


def test_a_stranger_is_no_revision(toy: Path, tmp_path: Path, replace: Replace) -> None:
    file = tmp_path / "a.txt"
    file.write_text("企鹅社记者：今天是什么日子？\n\n李四：今天是植树的日子，我们种树。\n", "utf-8")
    code, _, err = replace(file, "--yes")
    assert code == 1
    assert ": S06 认不出它是哪一场的修订。" in err
    answer = "休渔期从五月开始，渔船都要回港。"
    assert answer in path(toy, PORT, ".txt").read_text("utf-8")
    file.write_text(
        file.read_text("utf-8") + f"\n企鹅社记者：渔船呢？\n\n李四：{answer}\n", "utf-8"
    )
    assert f"最像的是 {PORT}（22%）" in replace(file, "--yes")[2]  # one answer is too little
    before = path(toy, PORT, ".txt").read_bytes()
    assert replace(file, "--yes", "--of", PORT)[0] == 1  # its exchanges are not there any more
    assert path(toy, PORT, ".txt").read_bytes() != before


def test_what_has_changed_meanwhile_is_not_replaced(
    toy: Path, tmp_path: Path, replace: Replace, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = revised(toy, tmp_path / "a.txt", "灯塔是大家的。", "灯塔是国家的。")

    def agreed(*_: object) -> bool:
        sidecar = path(toy, PORT, ".yml")
        sidecar.write_text(sidecar.read_text("utf-8") + "# 刚写的\n", "utf-8")
        return True

    monkeypatch.setattr("wenda.adding.command._agreed", agreed)
    before = path(toy, PORT, ".txt").read_bytes()
    code, _, err = replace(file)
    assert code == 2
    assert "刚刚改过" in err
    assert path(toy, PORT, ".txt").read_bytes() == before


def test_ours_of_2024_among_others(tmp_path: Path) -> None:
    """Half of it, in another form and script, is still more like it than anything else is."""
    shutil.copytree(ROOT / "source", tmp_path / "source")
    archive = archive_of(scan(tmp_path))
    text = archive.source.transcripts[0].data.decode()
    half = text[: len(text) // 2].replace("**", "").replace("记者：", "记者】")
    ((share, slug),) = likenesses(half, archive)
    assert slug == "2024-03-07-wang-yi"
    assert 0.4 < share < 0.6
    ((share, _),) = likenesses("王毅：" + text, archive)
    assert share == 1.0
    assert likenesses("谢谢大家。\n\n你好。", archive) == []
