"""The build on a small invented archive: what it writes, keeps, refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import TOY, copy_toy, generated, revise
from wenda import output
from wenda.build import build
from wenda.cli import main
from wenda.findings import CannotRun, to_resolve
from wenda.reading.detect import portrait
from wenda.reading.proof import read_page


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    return copy_toy(tmp_path)


def codes(root: Path) -> list[str]:
    return [f.code for f in build(root, check=True).findings if f.must_resolve]


def sidecar(root: Path, slug: str) -> Path:
    return next((root / "source").rglob(f"{slug}.yml"))


def words(root: Path, page: str) -> list[str]:
    html = (root / "docs" / "qa" / page).read_text("utf-8")
    return [run.text for run in read_page(html).runs]


def test_golden_output(toy: Path, request: pytest.FixtureRequest) -> None:
    """Refresh with pytest --refresh-golden, and read the diff."""
    assert build(toy).clean
    golden = TOY / "golden"
    pages = {name: data for name, data in generated(toy).items() if name.endswith((".md", ".inc"))}
    if request.config.getoption("refresh_golden"):
        output.replace_files(golden, pages, toy)
    expected = {
        path.relative_to(golden).as_posix(): path.read_bytes()
        for path in golden.rglob("*")
        if path.is_file()
    }
    assert pages.keys() == expected.keys()
    for name, data in pages.items():
        assert data.decode() == expected[name].decode(), name


def test_a_second_build_changes_nothing(toy: Path) -> None:
    first = build(toy)
    assert first.changes.write
    before = {path: path.stat().st_mtime_ns for path in toy.rglob("*") if path.is_file()}
    assert not build(toy).changes
    assert before == {path: path.stat().st_mtime_ns for path in toy.rglob("*") if path.is_file()}


def test_only_what_changed_is_written(toy: Path) -> None:
    build(toy)
    path = sidecar(toy, "2019-12-30-li-si")
    path.write_text(path.read_text("utf-8").replace("休渔期的开始", "休渔期"), "utf-8")
    changed = build(toy).changes.write
    assert "2019-12-30-li-si/q02.md" in changed
    assert not any(name.startswith("2020-01-15") for name in changed)


def test_what_is_no_longer_made_is_removed(toy: Path) -> None:
    build(toy)
    stray = toy / "docs" / "qa" / "topics" / "old" / "gone.md"
    stray.parent.mkdir()
    stray.write_text("old", "utf-8")
    kept = toy / "docs" / "qa" / ".gitignore"
    kept.write_text("*", "utf-8")
    assert build(toy).changes.remove == ("topics/old/gone.md",)
    assert not stray.parent.exists()
    assert kept.exists()


def test_an_interrupted_build_leaves_the_old_pages(
    toy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(toy)
    before = generated(toy)
    path = sidecar(toy, "2019-12-30-li-si")
    path.write_text(path.read_text("utf-8").replace("港口扩建与灯塔", "灯塔"), "utf-8")
    write_bytes, written = Path.write_bytes, 0

    def fail_late(self: Path, data: bytes) -> int:
        nonlocal written
        written += 1
        if written == 3:
            raise OSError("disk full")
        return write_bytes(self, data)

    monkeypatch.setattr(Path, "write_bytes", fail_late)
    with pytest.raises(CannotRun, match="disk full"):
        build(toy)
    assert generated(toy) == before
    monkeypatch.undo()
    build(toy)
    assert generated(toy) != before


def test_check_writes_nothing(toy: Path) -> None:
    assert main(["build", "--root", str(toy), "--check"]) == 0
    assert not (toy / "docs").exists()
    assert not (toy / "source/transcripts/2019/2019-12-30-li-si.tsv").exists()


def test_line_ends_and_byte_order_mark_do_not_matter(toy: Path) -> None:
    build(toy)
    before = words(toy, "2019-12-30-li-si/text.md")
    revise(toy, "2019-12-30-li-si", "\n", "\r\n")
    revise(toy, "2019-12-30-li-si", "**主持人：**各位", "\ufeff**主持人：**各位")
    outcome = build(toy)
    assert outcome.clean
    assert words(toy, "2019-12-30-li-si/text.md") == before
    assert outcome.archive
    assert all(conference.proof.holds for conference in outcome.archive.conferences)


def test_old_addresses_keep_their_words_or_say_that_they_do_not(toy: Path) -> None:
    slug = "2019-12-30-li-si"
    build(toy)
    first, second = words(toy, f"{slug}/q01.md"), words(toy, f"{slug}/q02.md")
    revise(
        toy,
        slug,
        "**主持人：**请提问。",
        "**企鹅社记者：**新的问题？\n\n**李四：**新的回答。\n\n**主持人：**请提问。",
    )
    assert words(toy, f"{slug}/q01.md") == first
    assert words(toy, f"{slug}/q02.md") == second
    assert "新的问题？" in words(toy, f"{slug}/q03.md")

    revise(toy, slug, "灯塔是大家的。", "灯塔是国家的。")
    page = (toy / f"docs/qa/{slug}/q01.md").read_text("utf-8")
    assert '<li id="p5">p5：这一段的文字在修订后的文字稿中已改动' in page
    assert '<p id="p8" data-kind="answer">灯塔是国家的。</p>' in page

    text = (next((toy / "source").rglob(f"{slug}.txt"))).read_text("utf-8")
    start = text.index("**企鹅社记者：**休渔期")
    revise(toy, slug, text[start : text.index("**主持人：**谢谢")], "")
    assert codes(toy) == ["Y08"]  # the editor's note on what is gone
    path = sidecar(toy, slug)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "q02:" not in line), "utf-8")
    assert build(toy).clean
    gone = (toy / f"docs/qa/{slug}/q02.md").read_text("utf-8")
    assert "已不在文字稿中" in gone
    assert '<li id="p1">' in gone
    assert f"{slug}/q04.md" not in generated(toy)


def test_words_of_a_removed_exchange_come_back_to_their_address(toy: Path) -> None:
    slug = "2020-01-16-wang-wu"
    build(toy)
    outcome = revise(
        toy,
        slug,
        "&amp;不是符号。\n",
        "&amp;不是符号。\n\n**企鹅社记者：**撤下的提问？\n\n**王五：**撤下的回答。\n",
    )
    assert outcome.clean
    assert words(toy, f"{slug}/q02.md")[1] == "撤下的提问？"


DAMAGE = [
    ("企鹅社记者：**休", "鲸鱼社记者：**休", ["T08"]),
    ("**李四：**休渔期从五月开始，渔船都要回港。\n", "", ["T03"]),
    ("**企鹅社记者：**休渔期什么时候开始？", "**企鹅社记者：**", ["T04"]),
    ("**主持人：**各位记者，大家好。", "各位记者，大家好。", ["T01"]),
    ("渔船都要回港。", "渔船都要回", ["T05"]),
    ("**李四：**休渔期", "**企鹅社记者：**休渔期", ["T03", "T06"]),
    ("（笑）", "=====", ["T19"]),
    ("港口平安", "港口平\ufffd", ["T11"]),
    ("港口平安", "港口\x07平安", ["T10"]),
    ("**李四：**休渔期", "**路人：**休渔期", ["T03", "T09"]),
    ("港口明年扩建，灯塔留着。\n", "港口**李四：**明年扩建。\n", ["T07"]),
    ("**追问：**那么码头呢？\n", "", ["T06"]),
]


@pytest.mark.parametrize(("old", "new", "expected"), DAMAGE, ids=lambda value: str(value)[:20])
def test_a_damaged_transcript_is_reported_and_nothing_is_written(
    toy: Path, old: str, new: str, expected: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    build(toy)
    before = generated(toy)
    outcome = revise(toy, "2019-12-30-li-si", old, new)
    assert sorted(f.code for f in outcome.findings if f.must_resolve) == expected
    assert generated(toy) == before
    assert main(["build", "--root", str(toy), "--check"]) == 1
    printed = capsys.readouterr().err
    assert "source/transcripts/2019/2019-12-30-li-si.txt:" in printed
    assert "Hint: " in printed


def test_an_opening_that_is_not_there(toy: Path) -> None:
    revise(toy, "2019-12-30-li-si", "**李四：**先说几句：今年港口平安。\n", "")
    (finding,) = [f for f in build(toy, check=True).findings if f.must_resolve]
    assert (finding.code, finding.line) == ("Y09", 7)


def test_an_answer_without_a_question_is_reported(toy: Path) -> None:
    path = sidecar(toy, "2019-12-30-li-si")
    path.write_text(path.read_text("utf-8").replace("opening: true\n", ""), "utf-8")
    assert codes(toy) == ["T02"]


def test_a_finding_can_be_accepted_with_a_reason(toy: Path) -> None:
    revise(toy, "2019-12-30-li-si", "渔船都要回港。", "渔船都要回")
    path = sidecar(toy, "2019-12-30-li-si")
    accepted = "acknowledged: [{code: T05, line: 21, reason: 原文如此。}]\n"
    path.write_text(path.read_text("utf-8") + accepted, "utf-8")
    assert codes(toy) == []
    revise(toy, "2019-12-30-li-si", "渔船都要回", "渔船都要回港。")
    assert codes(toy) == ["A01"]


def test_a_control_character_cannot_be_accepted(toy: Path) -> None:
    revise(toy, "2019-12-30-li-si", "港口平安", "港口\x07平安")
    path = sidecar(toy, "2019-12-30-li-si")
    accepted = "acknowledged: [{code: T10, line: 3, reason: 原文如此。}]\n"
    path.write_text(path.read_text("utf-8") + accepted, "utf-8")
    assert sorted(codes(toy)) == ["A01", "T10"]


def test_changed_bytes_need_a_changed_record(toy: Path) -> None:
    path = next((toy / "source").rglob("2019-12-30-li-si.txt"))
    path.write_bytes(path.read_bytes() + b"\n")
    assert codes(toy) == ["S05"]


def test_files_that_do_not_belong_together(toy: Path) -> None:
    build(toy)
    folder = toy / "source/transcripts/2020"
    (folder / "2020-01-15-li-si.txt").unlink()
    (folder / ".#2020-01-15-li-si.txt").symlink_to("nobody@nowhere")  # an editor's lock
    (folder / "notes.md").write_text("x", "utf-8")
    (folder / "2020-02-01-nobody.txt").write_text("**企鹅社记者：**问？\n", "utf-8")
    (folder / "2020-02-02-x.txt").write_bytes("**企鹅社记者：**的是在了？。，\n".encode("gb18030"))
    (toy / "source/transcripts/2019/2020-01-16-wang-wu.txt").write_text("", "utf-8")
    assert sorted(codes(toy)) == [
        *("L04", "S01", "S03", "S03", "S03", "S04", "S04", "S04", "S06", "S08", "T16"),
    ]


def test_an_erratum_must_be_found_once(toy: Path) -> None:
    path = sidecar(toy, "2020-01-15-li-si")
    path.write_text(path.read_text("utf-8").replace("渔业怎样恢恢复", "渔业"), "utf-8")
    assert codes(toy) == ["E01", "E01"]  # the quotation, and the reading in it


def test_editors_cannot_speak_of_an_exchange_that_never_was(toy: Path) -> None:
    path = sidecar(toy, "2019-12-30-li-si")
    path.write_text(path.read_text("utf-8").replace("  q02:", "  q22:"), "utf-8")
    assert codes(toy) == ["Y08"]


@pytest.mark.parametrize("lost", ["all", "ledger", "rows", "renamed"])
def test_published_addresses_cannot_be_lost(toy: Path, lost: str) -> None:
    build(toy)
    (folder,) = (toy / "source/transcripts").glob("2019")
    before = generated(toy)
    if lost == "ledger":
        (folder / "2019-12-30-li-si.tsv").unlink()
        revise(
            toy, "2019-12-30-li-si", "**企鹅社记者：**休渔期什么时候开始？", "**企鹅社记者：**？"
        )
    elif lost == "rows":
        ledger = folder / "2019-12-30-li-si.tsv"
        ledger.write_text("".join(ledger.read_text("utf-8").splitlines(True)[:-5]), "utf-8")
        revise(toy, "2019-12-30-li-si", "谢谢大家。", "谢谢。")
    else:
        for path in folder.iterdir():
            path.unlink() if lost == "all" else path.rename(
                path.with_stem(path.stem.replace("li-si", "li-s"))
            )
    assert "L04" in codes(toy)
    assert not build(toy).changes
    assert generated(toy) == before


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "T16"), (" \n\n", "T16"), ("**企鹅社记者：**问？\r**李四：**答。\r", "T16")],
    ids=["empty", "blank", "CR only"],
)
def test_a_transcript_without_words_or_lines(toy: Path, text: str, code: str) -> None:
    path = next((toy / "source").rglob("2019-12-30-li-si.txt"))
    revise(toy, "2019-12-30-li-si", path.read_text("utf-8"), text)
    assert code in codes(toy)


def test_a_broken_sidecar_does_not_hide_the_transcript(toy: Path) -> None:
    revise(toy, "2019-12-30-li-si", "企鹅社记者：**休", "鲸鱼社记者：**休")
    path = sidecar(toy, "2019-12-30-li-si")
    path.write_text(path.read_text("utf-8") + "unknown: 1\n", "utf-8")
    assert {"T08", "Y03"} <= set(codes(toy))


def test_a_transcript_of_no_known_dialect_is_one_finding_that_says_what_it_looks_like(
    toy: Path,
) -> None:
    path = next((toy / "source").rglob("2019-12-30-li-si.txt"))
    text = "〔甲〕一？\n（乙）一。\n（乙）二。\n丙丁：三。\n" * 2
    revise(toy, "2019-12-30-li-si", path.read_text("utf-8"), text)
    (finding,) = [f for f in build(toy, check=True).findings if f.must_resolve]
    assert finding.code == "T15"
    assert "（X） 4 行，第一次在第 2 行，最多的是「乙」4 次" in finding.message
    assert "X： 2 行，第一次在第 4 行，最多的是「丙丁」2 次" in finding.message


def test_a_transcript_that_cannot_be_read_does_not_hide_the_others(
    toy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = next((toy / "source").rglob("2019-12-30-li-si.txt"))
    revise(toy, "2019-12-30-li-si", path.read_text("utf-8"), "没有标签的话。\n")
    revise(toy, "2020-01-15-li-si", "**海湾报记者：**", "**鲸鱼报记者：**")
    outcome = build(toy, check=True)
    assert [finding.code for finding in to_resolve(outcome.findings)] == ["T15", "T08"]
    assert outcome.unread == ("2019-12-30-li-si",)
    assert [each.slug for each in outcome.read] == ["2020-01-16-wang-wu", "2020-01-15-li-si"]
    assert [each.slug for each in outcome.revised] == ["2020-01-15-li-si"]
    assert main(["build", "--check", "--root", str(toy)]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == (
        "2 findings to resolve; nothing was written. "
        "Could be read: 2 conferences, 4 exchanges; could not: 2019-12-30-li-si."
    )


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("Q—某人—问？\nA—别人—答。\n", "X— 2 行，第一次在第 1 行，最多的是「Q」1 次"),
        ("「甲」问？\n「乙」答。\n「甲」问？\n", "「X」 3 行，第一次在第 1 行，最多的是「甲」2 次"),
        ("某甲\n问，问？\n\n某乙\n答，答。\n", "X（独占一行） 2 行，第一次在第 1 行"),
    ],
)
def test_the_picture_of_a_transcript_counts_each_shape(text: str, shape: str) -> None:
    assert shape in portrait(text)


def set_aside(root: Path, slug: str) -> int:
    """The line that says so."""
    path = sidecar(root, slug)
    before = path.read_text("utf-8")
    path.write_text(before + "set_aside: 体例还没有人看过。\n", "utf-8")
    return before.count("\n") + 1


def test_what_was_never_published_can_be_set_aside_and_the_rest_is_built(toy: Path) -> None:
    transcript = next((toy / "source").rglob("2019-12-30-li-si.txt"))
    transcript.write_text("没有标签的话。\n", "utf-8")
    line = set_aside(toy, "2019-12-30-li-si")
    outcome = build(toy)
    assert outcome.clean
    assert [str(f) for f in outcome.findings if f.code == "N10"] == [
        f"source/transcripts/2019/2019-12-30-li-si.yml:{line}: N10 "
        "「set_aside」：这一场搁置，不在网站里：体例还没有人看过。 Hint: 改好之后请去掉 set_aside。"
    ]
    assert not any("2019-12-30" in path for path in generated(toy))
    assert "2019-12-30" not in (toy / "source/transcripts/register.tsv").read_text("utf-8")
    assert any("2020-01-15" in path for path in generated(toy))


def test_what_was_published_cannot_be_set_aside(toy: Path) -> None:
    build(toy)
    before = generated(toy)
    set_aside(toy, "2019-12-30-li-si")
    assert codes(toy) == ["S14"]
    ledger = next((toy / "source").rglob("2019-12-30-li-si.tsv"))
    ledger.unlink()
    assert codes(toy) == ["L04"]
    register = toy / "source/transcripts/register.tsv"
    register.write_text("conference\taddresses\n", "utf-8")
    assert "L06" in codes(toy)
    assert not build(toy).changes
    assert generated(toy) == before


def test_where_there_is_no_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--root", str(tmp_path)]) == 2
    assert "source/vocabulary/outlets.yml" in capsys.readouterr().err


def test_verify_before_the_site_is_built(toy: Path) -> None:
    assert main(["verify", "--root", str(toy)]) == 2
