"""Writing: whoever reads meanwhile, and whatever fails, a file is the old or the new one, whole."""

from __future__ import annotations

import errno
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from wenda.findings import CannotRun
from wenda.output import Changes, Folder, Same, replace_file, replace_files

OLD, NEW = b"old words\n", b"new words, and more of them than before\n"
LONG = b"x" * 100_000


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """A disk on which no file can grow beyond so many bytes: a write fails halfway."""
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.md"
    path.write_bytes(OLD)
    return path


def test_who_reads_a_file_goes_on_with_the_old_one(page: Path) -> None:
    with page.open("rb") as reading:
        start = reading.read(3)
        assert replace_file(page, NEW)
        assert start + reading.read() == OLD
    assert everything(page.parent) == {"page.md": NEW}


def test_a_file_that_cannot_be_written_stays_as_it_was(page: Path) -> None:
    with files_of_at_most(50_000), pytest.raises((OSError, CannotRun)):
        replace_file(page, LONG)
    assert page.read_bytes() == OLD
    assert replace_file(page, LONG)  # what was left behind is in nobody's way
    assert everything(page.parent) == {"page.md": LONG}


def test_a_file_that_is_right_is_not_touched(page: Path) -> None:
    before = page.stat()
    assert not replace_file(page, OLD)
    assert page.stat() == before


def test_a_file_that_is_not_there_is_made(tmp_path: Path) -> None:
    assert replace_file(tmp_path / "new.tsv", b"")
    assert everything(tmp_path) == {"new.tsv": b""}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "one.md").write_bytes(OLD)
    (folder / "a" / "two.md").write_bytes(OLD)
    return folder


def test_who_reads_a_page_goes_on_with_the_old_one(folder: Path, tmp_path: Path) -> None:
    with (folder / "a/one.md").open("rb") as reading:
        replace_files(folder, {"a/one.md": NEW, "a/two.md": OLD}, tmp_path / "scratch")
        assert reading.read() == OLD
    assert everything(folder) == {"a/one.md": NEW, "a/two.md": OLD}


def test_where_one_page_cannot_be_written_none_is(folder: Path, tmp_path: Path) -> None:
    before, scratch = everything(folder), tmp_path / "scratch"
    with files_of_at_most(50_000), pytest.raises((OSError, CannotRun)):
        replace_files(folder, {"a/one.md": NEW, "b/three.md": NEW, "z.md": LONG}, scratch)
    assert everything(folder) == before
    assert everything(scratch) == {}


def test_a_folder_comes_to_hold_exactly_the_files(folder: Path, tmp_path: Path) -> None:
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "x").write_bytes(OLD)
    (folder / "a" / ".y").write_bytes(OLD)  # below a folder of ours it is no dotfile of another's
    files = {"a/two.md": OLD, "c/d/new.md": NEW, "b.md": NEW}
    expected = Changes(("b.md", "c/d/new.md"), ("a/.y", "a/one.md"))
    assert replace_files(folder, files, tmp_path / "deep" / "scratch") == expected
    assert everything(folder) == {**files, ".hidden/x": OLD}
    assert not replace_files(folder, files, tmp_path / "never")
    assert not (tmp_path / "never").exists()
    assert everything(tmp_path / "deep") == {}


def test_folders_that_hold_nothing_go_and_others_stay(folder: Path, tmp_path: Path) -> None:
    (folder / "e" / "f").mkdir(parents=True)
    (folder / "e" / "f" / "gone.md").write_bytes(OLD)
    replace_files(folder, {"a/one.md": OLD}, tmp_path / "scratch")
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*")) == [
        *("a", "a/one.md"),
    ]


@pytest.mark.parametrize(
    ("changes", "some"),
    [(((), ()), False), ((("a",), ()), True), (((), ("a",)), True), ((("a",), ("b",)), True)],
)
def test_whether_anything_changes(changes: tuple[tuple[str, ...], ...], some: bool) -> None:
    write, remove = changes
    assert bool(Changes(write, remove)) is some


def test_a_new_folder_is_made(tmp_path: Path) -> None:
    (tmp_path / "fresh").mkdir()
    replace_files(tmp_path / "fresh" / "qa", {"x/y.md": NEW}, tmp_path)
    assert everything(tmp_path) == {"fresh/qa/x/y.md": NEW}


def test_what_a_killed_build_left_behind_is_in_nobodys_way(folder: Path, tmp_path: Path) -> None:
    """Whatever stands where the new pages are put together, a folder in the place of one too."""
    left = tmp_path / "scratch" / "new" / "a" / "one.md"
    left.mkdir(parents=True)
    (left / "half.md").write_bytes(LONG)
    replace_files(folder, {"a/one.md": NEW}, tmp_path / "scratch")
    assert everything(folder) == {"a/one.md": NEW}
    assert everything(tmp_path / "scratch") == {}


def test_a_folder_in_the_way_of_one_file_is_said(tmp_path: Path) -> None:
    """The first trouble, not the one of clearing up after it."""
    (tmp_path / ".one.tsv.new").mkdir()
    with pytest.raises((OSError, CannotRun), match=r"one\.tsv"):
        replace_file(tmp_path / "one.tsv", NEW)


@pytest.fixture
def published(folder: Path, tmp_path: Path) -> Callable[[], Changes]:
    """Publishes the files of `folder` as they are."""

    def publish() -> Changes:
        generated = Folder(folder, tmp_path / "scratch", tmp_path / "generated")
        piece = generated.stage("all", "", [("a/one.md", OLD), ("a/two.md", OLD)])
        generated.put([piece])
        site = Folder(tmp_path / "site", tmp_path / "aside", tmp_path / "published")
        files = [(path, Same(folder / path, file)) for path, file in piece.files.items()]
        return site.put([site.stage("all", "", files)])

    return publish


def test_what_another_folder_holds_is_the_same_file(
    folder: Path, tmp_path: Path, published: Callable[[], Changes]
) -> None:
    assert published() == Changes(("a/one.md", "a/two.md"), ())
    assert (folder / "a/one.md").samefile(tmp_path / "site/a/one.md")
    assert not published()
    replace_files(folder, {"a/one.md": NEW, "a/two.md": OLD}, tmp_path / "scratch")
    assert (tmp_path / "site/a/one.md").read_bytes() == OLD  # as it was published


@pytest.mark.parametrize("place", ["pages", "site"])
def test_where_somebody_writes_into_such_a_file_both_are_made_again(
    place: str, tmp_path: Path, published: Callable[[], Changes]
) -> None:
    published()
    (tmp_path / place / "a/one.md").write_bytes(NEW)
    published()
    for each in ("pages", "site"):
        assert everything(tmp_path / each) == {"a/one.md": OLD, "a/two.md": OLD}


def test_where_there_are_no_such_files_they_are_copied(
    folder: Path, tmp_path: Path, published: Callable[[], Changes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    published()
    assert everything(tmp_path / "site") == {"a/one.md": OLD, "a/two.md": OLD}
    assert not (folder / "a/one.md").samefile(tmp_path / "site/a/one.md")


def test_a_published_file_that_is_right_but_of_no_record_stays(
    tmp_path: Path, published: Callable[[], Changes]
) -> None:
    published()
    (tmp_path / "published").unlink()
    assert not published()
