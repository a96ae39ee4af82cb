"""What a revision of a transcript does to published addresses, and what is said of it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from support import copy_toy, generated, revise
from wenda.build import Outcome, build
from wenda.cli import main
from wenda.findings import Report
from wenda.naming.ledger import Row, read
from wenda.reading.decode import sha256
from wenda.reading.proof import read_page

SLUG = "2019-12-30-li-si"
ANSWER = "休渔期从五月开始，渔船都要回港。"


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    root = copy_toy(tmp_path)
    build(root)
    return root


def file(root: Path, ending: str, slug: str = SLUG) -> Path:
    return next((root / "source").rglob(f"{slug}{ending}"))


def row(root: Path, address: str) -> Row:
    rows = read(file(root, ".tsv").read_text("utf-8"), Report())
    assert rows
    return next(row for row in rows if row.address == address)


def page(root: Path, name: str) -> str:
    return generated(root)[f"{SLUG}/{name}.md"].decode()


def notes(outcome: Outcome, code: str) -> list[str]:
    return [str(finding) for finding in outcome.findings if finding.code == code]


def formerly(html: str) -> dict[str, str]:
    """What the paragraphs of a page say of who said them before."""
    return dict(re.findall(r'<p id="(\w+)" [^>]*data-formerly="([^"]*)"', html))


def revise_only(root: Path, old: str, new: str, slug: str = SLUG) -> None:
    """Change a transcript and its SHA-256, and do not build yet."""
    path = file(root, ".txt", slug)
    before = path.read_bytes()
    path.write_bytes(before.replace(old.encode(), new.encode()))
    sidecar = path.with_suffix(".yml")
    text = sidecar.read_text("utf-8")
    sidecar.write_text(text.replace(sha256(before), sha256(path.read_bytes())), "utf-8")


# Who said it.


def test_the_ledger_keeps_who_said_it(toy: Path) -> None:
    said = {
        address: str(row(toy, address).voice)
        for address in ("q01#p1", "q01#p4", "q01#p6", "q02#p1", "closing#p1", "opening#p2")
    }
    assert said == {
        "opening#p2": "answer/speaker:li-si",
        "q01#p1": "moderator/label:主持人",
        "q01#p4": "aside/",
        "q01#p6": "question/outlet:bay-daily",  # a bare 追问 is who asked before
        "q02#p1": "question/outlet:penguin-agency",
        "closing#p1": "moderator/label:主持人",
    }


def test_a_question_that_is_somebody_else_s_now(toy: Path) -> None:
    outcome = revise(toy, SLUG, "**企鹅社记者：**休", "**《海湾日报》记者：**休")
    assert outcome.clean
    assert row(toy, "q02#p1").lives
    sentence = "这一段在早先的版本里是企鹅社的提问，现在是《海湾日报》的提问。"
    html = page(toy, "q02")
    assert formerly(html) == {"p1": sentence}
    assert f'<li><a href="#p1">p1</a>：{sentence}</li>' in html
    assert formerly(page(toy, "text")) == {}  # there the anchor is another
    assert sentence in page(toy, "text")
    assert sentence not in "".join(run.text for run in read_page(html).runs)
    (note,) = notes(outcome, "N03")
    assert note.startswith(f"source/transcripts/2019/{SLUG}.txt:19: N03 q02 的 p1：{sentence}")
    again = build(toy)
    assert notes(again, "N03") == [note]  # it is said as long as it is so
    assert not again.changes

    accepted = "acknowledged: [{code: N03, line: 19, reason: 原标签印错。}]\n"
    path = file(toy, ".yml")
    path.write_text(path.read_text("utf-8") + accepted, "utf-8")
    outcome = build(toy)
    assert outcome.clean
    assert notes(outcome, "N03") == []
    assert formerly(page(toy, "q02")) == {"p1": sentence}  # readers are still told


def test_an_answer_that_is_a_question_now(toy: Path) -> None:
    outcome = revise(
        toy, SLUG, "灯塔是大家的。\n\n**追问：**那么", "**追问：**灯塔是大家的。\n\n那么"
    )
    assert outcome.clean
    html = page(toy, "q01")
    assert formerly(html) == {"p5": "这一段在早先的版本里是李四的回答，现在是《海湾日报》的提问。"}
    assert [run.id for run in read_page(html).runs if run.text == "灯塔是大家的。"] == ["p5"]


def test_who_said_it_first_is_never_forgotten(toy: Path) -> None:
    revise(toy, SLUG, "**企鹅社记者：**休", "**《海湾日报》记者：**休")
    revise(toy, SLUG, "**《海湾日报》记者：**休", "**潮汐电视台记者：**休")
    assert formerly(page(toy, "q02")) == {
        "p1": "这一段在早先的版本里是企鹅社的提问、《海湾日报》的提问，现在是潮汐电视台的提问。"
    }
    revise(toy, SLUG, "**潮汐电视台记者：**休", "**企鹅社记者：**休")
    assert formerly(page(toy, "q02")) == {
        "p1": "这一段在早先的版本里是《海湾日报》的提问、潮汐电视台的提问，现在是企鹅社的提问。"
    }
    assert [str(voice) for voice in row(toy, "q02#p1").formerly] == [
        "question/outlet:penguin-agency",
        "question/outlet:bay-daily",
        "question/outlet:tide-tv",
    ]


def test_an_outlet_that_the_vocabulary_only_now_knows_is_no_other(toy: Path) -> None:
    revise_only(toy, "**企鹅社记者：**休", "**鲸鱼社记者：**休")
    path = file(toy, ".yml")
    accepted = "acknowledged: [{code: T08, line: 19, reason: 尚未查明。}]\n"
    path.write_text(path.read_text("utf-8") + accepted, "utf-8")
    assert build(toy).clean
    assert str(row(toy, "q02#p1").voice) == "question/label:鲸鱼社记者"
    assert "鲸鱼社记者的提问" in page(toy, "q02")

    outlets = toy / "source/vocabulary/outlets.yml"
    text = outlets.read_text("utf-8")
    whale = "- {id: whale, name: 鲸鱼社, english: Whale, kind: 通讯社, place: CN}\n"
    outlets.write_text(text.replace("outlets:\n", f"outlets:\n{whale}", 1), "utf-8")
    path.write_text(path.read_text("utf-8").replace(accepted, ""), "utf-8")
    build(toy)
    assert str(row(toy, "q02#p1").voice) == "question/outlet:whale"
    assert [str(voice) for voice in row(toy, "q02#p1").formerly] == [
        "question/outlet:penguin-agency"
    ]


def test_words_that_moved_to_somebody_else_say_so(toy: Path) -> None:
    revise(toy, SLUG, "灯塔是大家的。\n\n**追问：**", "**追问：**")
    revise(toy, SLUG, "休渔期什么时候开始？", "休渔期什么时候开始？\n\n灯塔是大家的。")
    assert (
        'p5：这一段的原话现在是 <a href="../q02/#p3">q02&#35;p3</a>（在那里是企鹅社的提问）。'
        in page(toy, "q01")
    )


# What the pages say of addresses.


def test_a_split_names_its_pieces_and_a_merge_its_whole(toy: Path) -> None:
    more = "渔政船每天巡航，违规的罚款。"
    revise(toy, SLUG, ANSWER, ANSWER + more)
    revise(toy, SLUG, ANSWER + more, f"{ANSWER}\n\n{more}")
    html = page(toy, "q02")
    assert '<li id="p3">p3：这一段的原话现在分在 <a href="../q02/#p2">q02&#35;p2</a>、<a' in html
    revise(toy, SLUG, f"{ANSWER}\n\n{more}", more + ANSWER)
    html = page(toy, "q02")
    assert re.search(
        '<li id="p2">p2：这一段的原话现在是 <a [^>]*>q02&#35;p5</a>的一部分。</li>', html
    )


def test_a_page_that_is_gone_says_where_its_paragraphs_are(toy: Path) -> None:
    path = file(toy, ".yml")
    text = path.read_text("utf-8")
    path.write_text("".join(x for x in text.splitlines(True) if "q02:" not in x), "utf-8")
    question = "**企鹅社记者：**休渔期什么时候开始？\n\n**李四：**"
    revise(toy, SLUG, question, "")
    html = page(toy, "q02")
    assert "title: q02：不再单独存在" in html
    assert "p1：修订后的文字稿里没有这一段。" in html
    assert re.search("p2：这一段的原话现在是 <a [^>]*>q01&#35;p\\d</a>。", html)


# What an editor sees before.


def check(root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    capsys.readouterr()
    code = main(["build", "--root", str(root), "--check"])
    return code, capsys.readouterr().out.splitlines()


def test_where_nothing_changes_nothing_is_listed(
    toy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(toy, capsys) == (
        0,
        ["3 conferences, 6 exchanges; nothing to resolve, nothing was written."],
    )


def test_the_check_tells_what_a_revision_will_do(
    toy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = file(toy, ".tsv").read_bytes()
    revise_only(toy, "灯塔是大家的。\n", "灯塔是国家的。\n\n新的一段在这里。\n")
    revise_only(toy, "（笑）\n", "")
    revise_only(toy, "**企鹅社记者：**休", "**《海湾日报》记者：**休")
    code, lines = check(toy, capsys)
    assert code == 0
    assert lines[:-1] == [
        SLUG,
        "  不变 10 段，新增 2 段。",
        "  q01#p4 删去：没有找到有这些话的段落。",
        "  q01#p5 改动：改动后的文字在 q01#p8「灯塔是国家的。」。",
        "  q02#p1 归属：原是企鹅社的提问，现在是《海湾日报》的提问。",
    ]
    assert file(toy, ".tsv").read_bytes() == before
    build(toy)
    assert len(check(toy, capsys)[1]) == 1  # done: nothing more to tell

    revise_only(toy, "灯塔是国家的。", "灯塔是大家的。")
    assert check(toy, capsys)[1][1:-1] == [
        "  不变 11 段，新增 0 段。",
        "  q01#p8 改动：改动后的文字在 q01#p5「灯塔是大家的。」。",
        "  q01#p5 恢复：原来的话又出现了「灯塔是大家的。」。",
    ]


def test_the_check_tells_it_also_while_something_must_be_resolved(
    toy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(toy, ".txt")
    path.write_text(path.read_text("utf-8").replace("灯塔是大家的。", "灯塔是国家的。"), "utf-8")
    code, lines = check(toy, capsys)
    assert code == 1  # S05: the SHA-256 on record is another
    assert "  q01#p5 改动：改动后的文字在 q01#p8「灯塔是国家的。」。" in lines


def test_a_new_conference_is_told_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = check(copy_toy(tmp_path), capsys)[1]
    assert lines[lines.index(SLUG) + 1] == "  首次发布 12 段。"


TAIL = "2020-01-15-li-si"


def test_a_page_before_that_is_there_is_not_said_to_be_missing(
    toy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(toy, ".yml", TAIL)
    assert "continued_from" in path.read_text("utf-8")
    revise_only(toy, "（上接第一版）", "**企鹅社记者：**问题在前一版？\n\n**李四：**", TAIL)
    text = path.read_text("utf-8").replace("line: 11,", "line: 13,")
    path.write_text(text, "utf-8")
    code, lines = check(toy, capsys)
    assert code == 1
    assert "  旁录的 incomplete 或已过时：「第1版的部分不在这里。」" in lines
    (finding,) = [f for f in build(toy, check=True).findings if f.must_resolve]
    assert (finding.code, finding.line) == ("Y10", 1)
    assert "continued_from 说上接第1版" in finding.message
    accepted = "- {code: Y10, line: 1, reason: 分版恰在两则之间。}\n"
    path.write_text(text + accepted, "utf-8")
    assert build(toy).clean
    assert not any("incomplete" in line for line in check(toy, capsys)[1])


def test_the_same_bytes_under_two_names(toy: Path) -> None:
    for ending in (".txt", ".yml"):
        path = file(toy, ending)
        shutil.copy(path, path.with_stem("2019-12-30-wang-wu"))
    sidecar = file(toy, ".yml").with_stem("2019-12-30-wang-wu")
    sidecar.write_text(sidecar.read_text("utf-8").partition("witnesses:")[0], "utf-8")
    (finding,) = [f for f in build(toy).findings if f.must_resolve]
    assert finding.code == "S07"
    assert finding.path.endswith("2019-12-30-wang-wu.txt")
    assert f"2019/{SLUG}.txt" in finding.message


def test_a_transcript_in_the_folder_of_another_year(toy: Path) -> None:
    folder = toy / "source/transcripts/2023"
    folder.mkdir()
    for path in sorted((toy / "source/transcripts/2019").glob(f"{SLUG}.*")):
        path.rename(folder / path.name)
    (finding,) = [f for f in build(toy).findings if f.must_resolve]
    assert (finding.code, finding.path) == ("S08", f"source/transcripts/2023/{SLUG}.txt")
    folder.rename(toy / "source/transcripts/elsewhere")
    assert build(toy).clean  # a folder that names no year contradicts nothing


def test_an_exchange_that_is_printed_twice(toy: Path) -> None:
    twice = f"**企鹅社记者：**休渔期什么时候开始？\n\n**李四：**{ANSWER}\n\n"
    revise_only(toy, twice, twice + twice)
    outcome = build(toy)
    assert outcome.clean
    assert [f.line for f in outcome.findings if f.code == "N04"] == [23]
    assert "q03 与 q02 逐段相同" in notes(outcome, "N04")[0]
    revise_only(toy, twice + twice, twice + twice.replace("休渔期什么", "渔期什么"))
    assert notes(build(toy), "N04") == []
