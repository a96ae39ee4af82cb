"""Disks, other processes, lost files: each ends in a sentence, and the next build is whole."""

from __future__ import annotations

import errno
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mutations import LONG
from support import copy_toy, generated, renames
from wenda import output, trouble
from wenda.build import build
from wenda.cli import main
from wenda.findings import CannotRun, Finding

SLUG = "2019-12-30-li-si"
COMMAND = [sys.executable, "-c", "import sys; from wenda.cli import main; sys.exit(main())"]


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    return copy_toy(tmp_path)


def found(root: Path) -> list[Finding]:
    return [finding for finding in build(root, check=True).findings if finding.must_resolve]


def codes(root: Path) -> list[str]:
    return sorted(finding.code for finding in found(root))


def transcripts(root: Path) -> Path:
    return root / "source/transcripts"


def rename_heading(root: Path, old: str, new: str) -> None:
    path = transcripts(root) / f"2019/{SLUG}.yml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


# Two builds at once


def test_a_build_waits_for_another_and_then_says_so(
    toy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(output, "_PATIENCE", 0.1)
    with output.one_at_a_time(toy / ".cache"):
        assert main(["build", "--root", str(toy)]) == 2
        assert capsys.readouterr().err.startswith("另一次构建正在进行")
        assert not (toy / "docs").exists()
        assert main(["build", "--root", str(toy), "--check"]) == 0
    assert main(["build", "--root", str(toy)]) == 0


def test_looking_takes_no_lock_and_leaves_no_trace(toy: Path) -> None:
    build(toy, check=True)
    assert not (toy / ".cache").exists()


def test_a_killed_build_leaves_no_lock(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    holds = (
        "import sys, time; from pathlib import Path; from wenda.output import one_at_a_time\n"
        f"with one_at_a_time(Path({str(toy / '.cache')!r})):\n"
        "    print('held', flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", holds], stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"held\n"
        monkeypatch.setattr(output, "_PATIENCE", 0.0)
        with pytest.raises(CannotRun):
            build(toy)
        process.kill()
    assert build(toy).clean


def test_many_builds_at_once(toy: Path) -> None:
    count = 16 if LONG else 4
    command = [*COMMAND, "build", "--root", str(toy)]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(count)
    ]
    for process in running:
        said, errors = process.communicate()
        assert process.returncode == 0 or errors.startswith("另一次构建正在进行"), errors
        assert "Errno" not in said + errors
    assert not build(toy).changes


# Killed


def whole(root: Path, *states: dict[str, bytes]) -> None:
    for name, data in generated(root).items():
        assert data in [state.get(name) for state in states], name


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_killed_at_a_renaming_of_the_first_build(
    toy: Path, tmp_path_factory: pytest.TempPathFactory, after: bool
) -> None:
    """No half page, and the next build finds nothing lost and makes all of it."""
    build(toy)
    expected, promises = generated(toy), sorted(transcripts(toy).rglob("*.tsv"))
    kept = {path.relative_to(toy): path.read_bytes() for path in promises}
    for kill_at in range(1, 60) if LONG else (1, 2, 3, 5, 6):
        root = copy_toy(tmp_path_factory.mktemp("killed"))
        assert renames(lambda root=root: build(root), kill_at, after)  # type: ignore[misc]
        whole(root, expected)
        assert build(root).clean
        assert generated(root) == expected
        assert {path: (root / path).read_bytes() for path in kept} == kept
        assert not list((root / ".cache").glob("new*"))


def test_killed_at_a_renaming_of_a_later_build(toy: Path) -> None:
    headings = ["休渔期的开始", "休渔期"]
    states: list[dict[str, bytes]] = []
    for old, new in (headings, headings[::-1]):
        rename_heading(toy, old, new)
        build(toy)
        states.append(generated(toy))
    killed = 0
    for number in range(90 if LONG else 6):
        rename_heading(toy, *(headings if number % 2 == 0 else headings[::-1]))
        killed += renames(lambda: build(toy), 1 + number // 2 % 7, after=number % 4 > 1)
        whole(toy, *states)
        assert build(toy).clean
        assert generated(toy) == states[number % 2]
    assert killed > number // 2


# What the system refuses


def sentence(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert main(["build", "--root", str(root)]) == 2
    said = capsys.readouterr().err
    assert "Errno" not in said
    assert re.search("[一-龥].*。\n$", said)
    return said


def test_a_folder_in_the_place_of_a_page(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = toy / "docs/qa/topics/waters.md"
    (page / "mine").mkdir(parents=True)
    (page / "mine/notes").write_text("x", "utf-8")
    assert sentence(toy, capsys).startswith(f"{page}：这里要放文件")


def test_a_file_in_the_place_of_a_folder(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (toy / "docs").write_text("x", "utf-8")
    assert "docs" in sentence(toy, capsys)
    (toy / "docs").unlink()
    shutil.rmtree(toy / ".cache")
    (toy / ".cache").write_text("x", "utf-8")
    assert "：这里要放文件夹，却有一个同名的文件" in sentence(toy, capsys)


def test_a_full_disk_when_the_ledger_is_written(
    toy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    (transcripts(toy) / f"2019/.{SLUG}.tsv.new").symlink_to("/dev/full")
    said = sentence(toy, capsys)
    assert said.startswith(f"{transcripts(toy)}/2019/{SLUG}.tsv：磁盘已满")
    assert not (transcripts(toy) / f"2019/{SLUG}.tsv").exists()
    assert build(toy).clean


def test_a_file_too_large(toy: Path) -> None:
    limit = (8192, 8192)
    command = [*COMMAND, "build", "--root", str(toy)]
    result = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit),
    )
    assert result.returncode == 2
    assert "：文件超过了系统许可的大小" in result.stderr
    assert str(toy) in result.stderr
    assert build(toy).clean


@pytest.mark.parametrize("number", sorted(errno.errorcode), ids=errno.errorcode.get)
def test_every_number_of_the_system_is_a_sentence(number: int) -> None:
    said = trouble.sentence(OSError(number, os.strerror(number), "a", None, "b"), Path("c"))
    assert re.fullmatch("[ab]：.*。", said)
    assert trouble.sentence(OSError(number, os.strerror(number)), Path("c")).startswith("c：")


@pytest.mark.parametrize("call", ["write_bytes", "replace", "mkdir", "read_bytes", "unlink"])
def test_whatever_the_system_refuses(
    toy: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    call: str,
) -> None:
    build(toy)
    (toy / "docs/qa/stray.md").write_text("x", "utf-8")
    (toy / "docs/qa/years/index.md").unlink()
    before = generated(toy)

    def refuse(self: Path, *_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(self))

    monkeypatch.setattr(Path, call, refuse)
    assert str(toy) in sentence(toy, capsys)
    monkeypatch.undo()
    assert before.items() <= generated(toy).items()
    assert build(toy).clean


def test_a_source_that_vanishes_while_it_is_read(
    toy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read = Path.read_bytes

    def vanish(self: Path) -> bytes:
        if self.name == f"{SLUG}.txt":
            self.unlink()
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", vanish)
    assert f"{SLUG}.txt：不在了" in sentence(toy, capsys)


def test_a_folder_that_cannot_be_read_is_no_empty_one(toy: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    folder = transcripts(toy) / "2019"
    folder.chmod(0)
    try:
        with pytest.raises(CannotRun, match=r"2019：没有权限"):
            build(toy)
    finally:
        folder.chmod(0o700)


def test_what_cannot_be_read_in_source(toy: Path) -> None:
    """S09, and nothing untrue beside it: a sidecar that is a dangling link is there."""
    folder = transcripts(toy) / "2019"
    (folder / f"{SLUG}.yml").unlink()
    (folder / f"{SLUG}.yml").symlink_to("nowhere.yml")
    (folder / "2019-01-01-a.txt").symlink_to("nowhere.txt")
    (folder / "2019-01-01-a.yml").write_text("x", "utf-8")
    (folder / "2019-01-02-b.tsv").mkdir()
    (transcripts(toy) / "2018").symlink_to(folder)
    os.mkfifo(folder / "2019-01-03-c.txt")
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "x.txt").write_text("x", "utf-8")
    unread = [(Path(f.path).name, f.message[:6]) for f in found(toy)]
    assert sorted(unread) == [
        ("2018", "是指向文件夹"),
        ("2019-01-01-a.txt", "是断开的链接"),
        ("2019-01-02-b.tsv", "是文件夹，而"),
        ("2019-01-03-c.txt", "不是普通的文"),
        (f"{SLUG}.yml", "是断开的链接"),
    ]
    assert codes(toy) == ["S09"] * 5


@pytest.mark.parametrize("mask", [0o077, 0o000, 0o027], ids=oct)
def test_any_umask(toy: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        assert build(toy).clean
        assert not build(toy).changes
    finally:
        os.umask(before)
    page = toy / f"docs/qa/{SLUG}/q01.md"
    assert page.stat().st_mode & 0o777 == 0o666 & ~mask


@pytest.mark.parametrize("utf8", ["0", "1"])
def test_a_path_with_spaces_and_chinese_where_the_locale_knows_neither(
    tmp_path: Path, utf8: str
) -> None:
    root = tmp_path / "记者 会 ‘项目’"
    root.mkdir()
    copy_toy(root)
    (root / "source/transcripts/2019/多余.md").write_text("x", "utf-8")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": utf8, "PYTHONCOERCECLOCALE": "0"}
    command = [*COMMAND, "build", "--root", str(root)]

    def run() -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(command, capture_output=True, check=False, env=environment)

    result = run()
    assert result.returncode == 1
    assert b"S04" in result.stderr
    assert b"Traceback" not in result.stderr
    (root / "source/transcripts/2019/多余.md").unlink()
    assert run().returncode == 0
    assert (root / f"docs/qa/{SLUG}/q01.md").is_file()


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "--root", "/nowhere/at/all"],
        ["build", "--root", "{toy}/source/transcripts/2019/2019-12-30-li-si.txt"],
        ["verify", "--root", "{toy}"],
        ["verify", "--root", "/nowhere"],
        ["build", "--root", "{toy}\udcff"],
    ],
)
def test_nothing_that_a_user_can_type_ends_in_a_traceback(
    toy: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([argument.replace("{toy}", str(toy)) for argument in arguments]) == 2
    assert capsys.readouterr().err.endswith("。\n")


def test_nobody_listens(toy: Path) -> None:
    """wenda build | true"""
    read, write = os.pipe()
    os.close(read)
    command = [*COMMAND, "build", "--root", str(toy), "--check"]
    result = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    for unwelcome in (b"Traceback", b"Broken pipe", b"Exception ignored"):
        assert unwelcome not in result.stderr


# What was published before


@pytest.fixture
def published(toy: Path) -> Iterator[Path]:
    assert build(toy).clean
    yield toy
    assert "L06" not in codes(toy)  # each test ends with the way out


def lose(root: Path, *what: str) -> None:
    register = transcripts(root) / "register.tsv"
    for each in what:
        if each == "register":
            register.unlink()
        elif each == "row":
            lines = register.read_text("utf-8").splitlines(True)
            register.write_text("".join(line for line in lines if SLUG not in line), "utf-8")
        else:
            (transcripts(root) / f"2019/{SLUG}{each}").unlink()


def messages(root: Path) -> list[str]:
    assert not build(root).changes
    return [f.message for f in found(root) if f.code == "L06"]


def add_row(root: Path, count: int) -> None:
    register = transcripts(root) / "register.tsv"
    register.write_text(register.read_text("utf-8") + f"{SLUG}\t{count}\n", "utf-8")


def test_a_first_build_says_nothing(toy: Path) -> None:
    assert codes(toy) == []


def test_a_ledger_that_the_register_does_not_know(published: Path) -> None:
    """Also in a fresh clone, which has no pages."""
    lose(published, "row")
    shutil.rmtree(published / "docs")
    (message,) = messages(published)
    rows = len((transcripts(published) / f"2019/{SLUG}.tsv").read_text("utf-8").splitlines()) - 2
    assert message == f"总簿里没有 {SLUG}，而它的编号簿里有 {rows} 个地址。"
    add_row(published, rows)


def test_no_register(published: Path) -> None:
    register = transcripts(published) / "register.tsv"
    kept = register.read_bytes()
    lose(published, "register")
    assert len(messages(published)) == 3
    register.write_bytes(kept)


def test_ledger_and_register_deleted_together(published: Path) -> None:
    lose(published, "row", ".tsv")
    assert messages(published) == [f"总簿里没有 {SLUG}，而 docs/qa/{SLUG} 里有它先前的页面。"]
    (hint,) = [f.hint for f in found(published) if f.code == "L06"]
    assert f"请删去 docs/qa/{SLUG}。" in hint
    shutil.rmtree(published / f"docs/qa/{SLUG}")


def test_a_conference_deleted_with_everything(published: Path) -> None:
    lose(published, "row", ".tsv", ".yml", ".txt")
    assert messages(published) == [f"总簿里没有 {SLUG}，而 docs/qa/{SLUG} 里有它先前的页面。"]
    add_row(published, 0)  # it was never published, a person says


def git(root: Path, *arguments: str) -> None:
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    command = ["git", "-C", str(root), *who, *arguments]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **quiet})


@pytest.mark.parametrize("committed", [False, True], ids=["deleted", "deleted and committed"])
def test_git_remembers(published: Path, committed: bool) -> None:
    git(published, "init")
    git(published, "add", "source")
    git(published, "commit", "-m", "a")
    lose(published, "row", ".tsv")
    if committed:
        git(published, "commit", "-am", "b")
    shutil.rmtree(published / "docs")
    assert messages(published) == [f"总簿里没有 {SLUG}，而版本库里的总簿有过它。"]
    git(published, "checkout", "HEAD~1" if committed else "HEAD", "--", "source")


def test_a_register_row_of_nothing_lets_a_conference_begin_anew(published: Path) -> None:
    lose(published, "row", ".tsv")
    add_row(published, 0)
    assert build(published).clean
    assert f"{SLUG}\t0" not in (transcripts(published) / "register.tsv").read_text("utf-8")
