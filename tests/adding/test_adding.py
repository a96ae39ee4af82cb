"""`wenda add` as a publisher runs it, on a copy of the toy archive."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support import CASES, ROOT, TOY, copy_toy, generated, renames
from wenda.adding import record
from wenda.adding.entry import _left_out_speech
from wenda.adding.trial import archive_of
from wenda.build import build
from wenda.cli import main
from wenda.findings import CannotRun, Report
from wenda.reading.decode import sha256
from wenda.source import scan

PAGE = CASES / "adding/ministry.html"
SLUG = "2020-03-02-wang-wu"
WORDS = """2020年4月{day}日港务局发言人王五主持例行记者会

企鹅社记者：今天第{day}号泊位的情况怎么样？

王五：第{day}号泊位今天开放，请大家放心。
"""
PLACE = ("--place", "三号码头", "--publication", "港务局网站")


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    root = tmp_path / "toy"
    root.mkdir()
    return copy_toy(root)


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """A folder to be added: two briefings, a Word file that is none, a text without labels."""
    folder = tmp_path / "given"
    folder.mkdir()
    for day in (1, 2):
        (folder / f"{day}.txt").write_text(WORDS.format(day=day), "utf-8")
    (folder / "bad.docx").write_bytes(b"no")
    notes = "2020年4月9日记事\n\n▲甲▲ 今天开会。\n\n▲乙▲ 明天开会。\n"
    (folder / "notes.txt").write_text(notes, "utf-8")
    (folder / "x.png").write_bytes(b"")
    return folder


class Said:
    """What a command said and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err
        self.codes = re.findall(r":\d+: ([A-Z]\d\d) ", err)


@pytest.fixture
def add(toy: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    def run(*arguments: object) -> Said:
        capsys.readouterr()
        code = main(["add", "--root", str(toy), *map(str, arguments)])
        return Said(code, *capsys.readouterr())

    return run


Add = Callable[..., Said]


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "source").rglob("*"))
        if path.is_file()
    }


def made(root: Path, ending: str, slug: str = SLUG) -> Path:
    return root / f"source/transcripts/{slug[:4]}/{slug}{ending}"


# One file


def test_a_page_becomes_a_transcript_with_the_page_beside_it(toy: Path, add: Add) -> None:
    said = add(PAGE, *PLACE, "--yes")
    assert made(toy, ".original.html").read_bytes() == PAGE.read_bytes()
    text = made(toy, ".txt").read_text("utf-8")
    assert text.startswith(
        "2020年3月2日港务局发言人王五主持例行记者会\n\n\u2002\u2002**企鹅社记者：**据"
    )
    sidecar = made(toy, ".yml").read_text("utf-8")
    assert f"  sha256: {sha256(PAGE.read_bytes())}\n" in sidecar
    assert "京ICP备00000000号" in sidecar
    assert "# 请看：有 1 处上标或下标" in sidecar
    # What is not known stops the build, and the ready lines resolve it.
    assert said.code == 1
    assert said.codes == ["T08"]
    assert "  - {id: jingyushe, name: 鲸鱼社, english: （待填）, kind: 通讯社," in said.out
    assert [f.code for f in build(toy, check=True).findings if f.must_resolve] == ["T08"]
    ready = re.sub("^# ", "", sidecar.split("理由：\n")[1], flags=re.MULTILINE)
    ready = sidecar + ready.replace("reason: ", "reason: 查不到这家媒体。")
    made(toy, ".yml").write_text(ready, "utf-8")
    assert build(toy).clean
    page = generated(toy)[f"{SLUG}/index.md"].decode()
    assert f"文字稿由来稿 <code>{SLUG}.original.html</code> 做成，SHA-256 " in page


def test_the_summary_says_what_the_build_will_make_of_it(add: Add) -> None:
    said = add(PAGE, *PLACE)
    for line in (
        f"{PAGE} → source/transcripts/2020/{SLUG}.txt",
        "  名称  2020年3月2日港务局发言人王五主持例行记者会",
        "  体例  bold-label（6 行以此种方式标出发言人）",
        "  问答  3 则；发言人 王五（时任港务局发言人）",
        "  媒体  认得 2 家：企鹅社、潮汐电视台",
        "        不认得 1 家：鲸鱼社记者",
        "  没有收进文字稿的 16 行：",
    ):
        assert line in said.out.splitlines()


def test_without_a_terminal_nothing_is_written_unless_told(toy: Path, add: Add) -> None:
    before = tree(toy)
    said = add(PAGE, *PLACE)
    assert said.code == 1
    assert "请看过之后加 --yes" in said.err
    assert tree(toy) == before


@pytest.mark.parametrize(("answer", "written"), [("y", True), ("n", False), ("", False)])
def test_on_a_terminal_it_asks(
    toy: Path, add: Add, monkeypatch: pytest.MonkeyPatch, answer: str, written: bool
) -> None:
    monkeypatch.setattr("wenda.adding.command._terminal", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"码头\n{answer}\n"))
    said = add(PAGE)
    assert "地点（如 北京）" in said.out
    assert "刊发" not in said.out.split("→")[0]  # the page says where it is published
    assert made(toy, ".txt").exists() == written
    if written:
        assert "place: 码头\n" in made(toy, ".yml").read_text("utf-8")


def test_what_it_needs_for_a_name_is_asked_first(
    toy: Path, given: Path, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = given / "x.txt"
    path.write_text("企鹅社记者：问？\n\n赵六：答。\n", "utf-8")
    monkeypatch.setattr("wenda.adding.command._terminal", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("2020-05-01\n王五\n甲\n乙\n丙\ny\n"))
    said = add(path)
    asked = re.findall(r"(日期|发言人|名称|地点|刊发)[^：]*（不知道就按回车）", said.out)
    assert asked == ["日期", "发言人", "名称", "地点", "刊发"]
    assert "2020-05-01-wang-wu.txt" in said.out


def test_what_is_missing_is_said_and_left_open(toy: Path, given: Path, add: Add) -> None:
    said = add(given / "1.txt", "--yes")
    assert (said.code, said.codes) == (1, ["Y04", "Y04"])
    sidecar = made(toy, ".yml", "2020-04-01-wang-wu").read_text("utf-8")
    assert "# place:   # 待填：" in sidecar
    assert [f.code for f in build(toy).findings if f.must_resolve] == ["Y04", "Y04"]


def test_without_a_day_or_a_speaker_it_has_no_name(toy: Path, given: Path, add: Add) -> None:
    before = tree(toy)
    path = given / "x.txt"
    path.write_text("企鹅社记者：问？\n\n赵六：答。\n", "utf-8")
    said = add(path, *PLACE, "--yes")
    assert (said.code, said.codes) == (1, ["Y04", "Y04"])
    assert "--date 2026-06-03" in said.err
    assert "X： 2 行，第一次在第 1 行，最多的是「企鹅社记者」1 次、「赵六」1 次" in said.err
    assert "--speaker" in said.err
    assert tree(toy) == before
    said = add(path, *PLACE, "--date", "2020-05-01", "--speaker", "赵六", "--yes")
    assert "Y06" in said.codes
    options = ("--date", "2020-05-01", "--speaker", "王五", "--title", "记者会", "--name", "zhao")
    assert "T15" not in add(path, *PLACE, *options, "--yes").codes
    assert made(toy, ".yml", "2020-05-01-zhao").exists()


def test_options_override_what_the_text_says(toy: Path, add: Add) -> None:
    options = ("--date", "2020-03-01", "--title", "另一个名称", "--speaker", "li-si", "--name", "b")
    print_day = ("--published", "2020-03-09", "--page", "第2版", "--url", "https://example.org/")
    add(PAGE, *PLACE, *options, *print_day, "--dialect", "bold-label", "--yes")
    text = made(toy, ".yml", "2020-03-01-b").read_text("utf-8")
    for line in (
        "title: 另一个名称",
        "date: 2020-03-01",
        "speakers: [li-si]",
        "  name: 港务局网站",
        "  date: 2020-03-09",
        "  page: 第2版",
        "dialect: bold-label",
    ):
        assert f"{line}\n" in text


def test_plain_text_is_not_doubled(toy: Path, given: Path, add: Add) -> None:
    said = add(given / "1.txt", *PLACE, "--yes")
    assert said.code == 0
    assert made(toy, ".txt", "2020-04-01-wang-wu").read_bytes() == (given / "1.txt").read_bytes()
    assert not list(toy.rglob("*.original.*"))
    assert build(toy).clean


def test_a_new_speaker_comes_as_ready_lines(toy: Path, given: Path, add: Add) -> None:
    path = given / "1.txt"
    path.write_text(path.read_text("utf-8").replace("王五", "赵六"), "utf-8")
    said = add(path, *PLACE, "--yes")
    assert said.codes == ["Y06"]
    ready = said.out.split("speakers.yml：\n")[1].split("写了")[0]
    assert "name: 赵六" in ready
    assert "{title: 港务局发言人, from: 2020-04-01}" in ready
    speakers = toy / "source/vocabulary/speakers.yml"
    text = speakers.read_text("utf-8")
    speakers.write_text(text + re.sub("^  ", "", ready, flags=re.MULTILINE), "utf-8")
    assert build(toy).clean


def test_words_that_were_left_out_though_somebody_says_them(given: Path, add: Add) -> None:
    page = PAGE.read_text("utf-8")
    hidden = '<p style="display:none">王五：这一段在网页上看不见，却像是发言。</p>'
    path = given / "page.html"
    path.write_text(page.replace("<p>&nbsp;</p>", hidden), "utf-8")
    said = add(path, *PLACE)
    assert "T20" in said.codes
    assert "这一段在网页上看不见" in said.err
    assert left_out_speech("【企鹅社记者】这里也有一句话，谁也没有看见。")


def left_out_speech(line: str) -> list[str]:
    archive = archive_of(scan(TOY))
    return list(_left_out_speech([line], archive, Report()))


@pytest.mark.parametrize("line", ["记者：张三", "首页", "来源：企鹅社", "他说：这一句话没有标签。"])
def test_words_of_the_page_are_no_speech(line: str) -> None:
    assert left_out_speech(line) == []


def test_what_the_page_says_of_another_publisher_is_not_taken(toy: Path, add: Add) -> None:
    def publication(*options: str) -> list[str]:
        add(PAGE, "--place", "甲", *options, "--yes")
        text = made(toy, ".yml").read_text("utf-8")
        add("--undo")
        return re.findall(r"^  ((?:name|kind|date|url): .*)$", text, re.MULTILINE)

    address = "url: https://www.example.gov.cn/fyrbt/lxjzh/t20200302_1234.html"
    ours = ["name: 港务局网站", "kind: 网站", "date: 2020-03-02", address]
    assert publication() == publication("--publication", "港务局网站") == ours
    assert publication("--publication", "海湾日报", "--page", "第2版") == [
        "name: 海湾日报",
        "date: 2020-03-02   # 刊发的日期没有说明，写的是当天，请核对",
    ]


def test_a_day_that_is_given_is_not_doubted(toy: Path, given: Path, add: Add) -> None:
    path = given / "2020-04-05.txt"
    path.write_text(WORDS.format(day=1).replace("2020年4月1日", ""), "utf-8")
    add(path, *PLACE, "--yes")
    assert "取自文件名" in made(toy, ".yml", "2020-04-05-wang-wu").read_text("utf-8")
    add("--undo")
    add(path, *PLACE, "--date", "2020-04-06", "--yes")
    assert "取自文件名" not in made(toy, ".yml", "2020-04-06-wang-wu").read_text("utf-8")


# What is there already


def test_the_same_bytes_are_added_once(toy: Path, add: Add) -> None:
    add(PAGE, *PLACE, "--yes")
    before = tree(toy)
    said = add(PAGE, *PLACE, "--yes")
    assert said.code == 0
    assert f"字节已在 source/transcripts/2020/{SLUG}.original.html" in said.out
    assert add(made(toy, ".txt"), "--yes").code == 0
    assert tree(toy) == before


def test_nothing_is_overwritten(toy: Path, given: Path, add: Add) -> None:
    add(PAGE, *PLACE, "--yes")
    before = tree(toy)
    path = given / "again.html"
    path.write_text(PAGE.read_text("utf-8").replace("请大家", "请"), "utf-8")
    path.write_text(PAGE.read_text("utf-8").replace("遵守", "服从"), "utf-8")
    said = add(path, *PLACE, "--yes")
    assert (said.code, said.codes) == (1, ["S06"])
    assert "--replace" in said.err
    assert "--name wang-wu-2" in said.err
    assert tree(toy) == before
    assert add(path, *PLACE, "--yes", "--name", "wang-wu-2").codes == ["T08"]
    assert {name: tree(toy)[name] for name in before} == before


def test_what_appears_in_the_meantime_is_not_overwritten(
    toy: Path, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    def agreed(*_: object) -> bool:
        made(toy, ".yml").write_text("mine", "utf-8")
        return True

    monkeypatch.setattr("wenda.adding.command._agreed", agreed)
    said = add(PAGE, *PLACE)
    assert said.code == 2
    assert "刚刚有了" in said.err
    assert made(toy, ".yml").read_text("utf-8") == "mine"
    assert not made(toy, ".txt").exists()


# The given file, guarded by the build


def test_the_build_guards_the_given_file(toy: Path, add: Add) -> None:
    def codes() -> list[str]:
        return [f.code for f in build(toy, check=True).findings if f.code[0] == "S"]

    add(PAGE, *PLACE, "--yes")
    assert codes() == []
    original, sidecar = made(toy, ".original.html"), made(toy, ".yml")
    original.write_bytes(PAGE.read_bytes() + b" ")
    assert codes() == ["S12"]
    original.rename(original.with_suffix(".htm"))
    assert codes() == ["S11", "S11"]  # one is missing, and nobody speaks of the other
    original.with_suffix(".htm").rename(original)
    text = sidecar.read_text("utf-8")
    sidecar.write_text(re.sub(r"original:.*\n(  .*\n)+", "", text), "utf-8")
    assert codes() == ["S11"]
    made(toy, ".txt").unlink()
    assert codes() == ["S04", "S04"]


# A folder


def test_a_folder_at_once(toy: Path, given: Path, add: Add) -> None:
    said = add(given, *PLACE, "--yes")
    assert said.code == 1
    lines = said.out.splitlines()
    assert lines[0].split() == ["结果", "名称", "体例", "问答", "媒体", "待解决", "来稿"]
    assert lines[1].split()[:6] == ["可以", "2020-04-01-wang-wu", "plain-label", "1", "1", "0"]
    assert any(re.match("    S13 .*不是读得了的 .docx", line) for line in lines)
    assert "共 4 个：可以 2，不能加 2" in lines
    assert "[4/4]" in said.err
    assert "没有读的：1 个 .png" in said.err
    assert [path.name for path in (toy / "source/transcripts/2020").glob("2020-04*.txt")]
    assert build(toy).clean
    again = add(given, *PLACE, "--yes")
    assert "共 4 个：已有 2，不能加 2" in again.out


def test_what_all_files_of_a_folder_lack_is_said_once(given: Path, add: Add) -> None:
    said = add(given)
    assert "2 场没有 place：可用 --place 一次写明。" in said.out.splitlines()
    assert "2 场没有 publication：可用 --publication 一次写明。" in said.out.splitlines()
    assert "待解决 2" in said.out
    assert "缺少必填的键" not in said.err


def test_a_bad_file_says_what_it_looks_like(given: Path, add: Add) -> None:
    options = ("--speaker", "王五", "--date", "2020-04-09")
    said = add(given / "notes.txt", *options, *PLACE)
    assert "T15" in said.codes
    assert "行首像标签的：X（独占一行） 1 行，第一次在第 1 行" in said.err


def test_two_files_of_a_folder_do_not_collide(toy: Path, given: Path, add: Add) -> None:
    (given / "bad.docx").unlink()
    (given / "notes.txt").write_text(WORDS.format(day=1) + "\n", "utf-8")  # other bytes, same day
    (given / "z.txt").write_bytes((given / "2.txt").read_bytes())
    said = add(given, *PLACE, "--yes")
    assert "共 4 个：可以 2，已有 1，不能加 1" in said.out
    assert said.codes == ["S06"]
    assert build(toy).clean


def test_a_mistake_of_ours_in_one_file_does_not_stop_the_others(
    given: Path, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("wenda.adding.formats.read_docx", broken)
    said = add(given, *PLACE, "--yes")
    assert "RecursionError：too deep" in said.err
    assert "可以 2" in said.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "请写要加入的文件"),
        (["no.html"], "没有 no.html"),
        (["--undo", "x"], "--undo 不带文件"),
        (["--undo"], "没有可以撤回的"),
        (["GIVEN", "--date", "2020-01-01"], "--date 只能用于一个文件"),
        (["GIVEN", "--replace"], "--replace 一次换一份"),
        (["GIVEN/1.txt", "--replace", "--of", "2000-01-01-x"], "没有叫做 2000-01-01-x 的一场"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_a_command_that_makes_no_sense(
    given: Path, add: Add, arguments: list[str], sentence: str
) -> None:
    said = add(*(argument.replace("GIVEN", str(given)) for argument in arguments))
    assert said.code == 2
    assert sentence in said.err


def test_the_readme_names_options_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "README.md").read_text("utf-8").split("## Add a conference")[1]
    named = set(re.findall(r"(?<![\w-])--[a-z]+", text.split("## Findings")[0])) - {"--check"}
    assert len(named) > 10
    with pytest.raises(SystemExit):
        main(["add", "--help"])
    assert named <= set(re.findall(r"--[a-z]+", capsys.readouterr().out))


# Taking it back


@pytest.mark.parametrize("built", [False, True], ids=["at once", "after a build"])
def test_undo_leaves_everything_as_it_was(toy: Path, given: Path, add: Add, built: bool) -> None:
    build(toy)
    before, pages = tree(toy), generated(toy)
    add(given, *PLACE, "--yes")
    assert tree(toy) != before
    if built:
        assert build(toy).clean
        assert (
            tree(toy)["source/transcripts/register.tsv"]
            != before["source/transcripts/register.tsv"]
        )
    said = add("--undo")
    assert (said.code, said.out) == (0, "已撤回：2020-04-01-wang-wu、2020-04-02-wang-wu。\n")
    assert tree(toy) == before
    assert build(toy).clean
    assert generated(toy) == pages
    assert add("--undo").code == 2


def test_undo_takes_nothing_else(toy: Path, add: Add) -> None:
    add(PAGE, *PLACE, "--yes")
    path = made(toy, ".yml")
    path.write_text(path.read_text("utf-8") + "# 我的话\n", "utf-8")
    before = tree(toy)
    said = add("--undo")
    assert said.code == 2
    assert f"{SLUG}.yml 在加入之后又改过" in said.err
    assert tree(toy) == before


def git(root: Path, *arguments: str) -> None:
    name = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", str(root), *name, *arguments], check=True, capture_output=True)


def test_what_is_committed_is_not_taken_back(toy: Path, add: Add) -> None:
    git(toy, "init", "-q")
    git(toy, "add", "source")
    git(toy, "commit", "-qm", "one")
    add(PAGE, *PLACE, "--yes")
    git(toy, "add", "source")
    git(toy, "commit", "-qm", "two")
    before = tree(toy)
    said = add("--undo")
    assert said.code == 2
    assert "已经提交进版本库" in said.err
    assert tree(toy) == before


# Interrupted


def test_an_interrupted_writing_is_taken_back(
    toy: Path, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(toy)
    written: list[Path] = []

    def stop(path: Path, data: bytes) -> bool:
        if path.suffix == ".txt":
            raise KeyboardInterrupt
        written.append(path)
        return real(path, data)

    real = record.replace_file
    monkeypatch.setattr(record, "replace_file", stop)
    assert add(PAGE, *PLACE, "--yes").code == 2
    assert made(toy, ".yml") in written
    assert tree(toy) == before


@pytest.mark.parametrize("renaming", range(1, 7))
def test_a_killed_writing_is_taken_back_by_the_next_command(
    toy: Path, add: Add, renaming: int
) -> None:
    before = tree(toy)

    def added() -> None:
        sys.stdout = sys.stderr = io.StringIO()
        main(["add", "--root", str(toy), str(PAGE), *PLACE, "--yes"])

    assert renames(added, renaming, after=False) == (renaming <= 5)
    said = add("--undo") if renaming == 6 else add(PAGE, "--place", "x")
    assert tree(toy) == before
    assert ("已经收回" in said.err) == (1 < renaming < 6)
    assert not list((toy / "source").rglob(".*"))


def test_a_record_that_is_damaged(toy: Path, add: Add) -> None:
    add(PAGE, *PLACE, "--yes")
    (toy / ".cache/added.json").write_text("{}", "utf-8")
    assert "坏了" in add("--undo").err
    with pytest.raises(CannotRun):
        record.recover(toy)
