"""What is kept from earlier builds changes nothing: the result is that of a clean build."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mutations import LONG
from support import copy_toy, generated
from wenda.build import Outcome, build
from wenda.reading.decode import sha256

Edit = Callable[[Path, int], None]


def replaced(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


class NothingLeft(Exception):
    """All conferences have been taken out."""


def one(root: Path, ending: str, number: int) -> Path:
    paths = sorted((root / "source/transcripts").rglob(f"*-*{ending}"))
    found = [path for path in paths if ".witness" not in path.name]
    if not found:
        raise NothingLeft
    return found[number % len(found)]


def reword(root: Path, number: int) -> None:
    """On purpose, with its SHA-256."""
    path = one(root, ".txt", number)
    data = path.read_bytes()
    chars = [at for at, char in enumerate(data.decode()) if char in "的了是大港"]
    if not chars:
        return
    at = chars[number % len(chars)]
    text = data.decode()
    new = (text[:at] + "新" + text[at + 1 :]).encode()
    path.write_bytes(new)
    replaced(path.with_suffix(".yml"), sha256(data), sha256(new))


def damage(root: Path, number: int) -> None:
    """Not on purpose: S05, and nothing is written until it is mended."""
    path = one(root, ".txt", number)
    path.write_bytes(path.read_bytes() + b"\n")


def mend(root: Path, _: int) -> None:
    for path in (root / "source/transcripts").rglob("*-*.txt"):
        if ".witness" not in path.name:
            text = path.with_suffix(".yml").read_text("utf-8")
            if (digest := sha256(path.read_bytes())) not in text:
                old = text.partition("sha256: ")[2][:64]
                path.with_suffix(".yml").write_text(text.replace(old, digest), "utf-8")


def retitle(root: Path, number: int) -> None:
    path = one(root, ".yml", number)
    replaced(path, "title: ", f"title: 第{number}次")


def rename_topic(root: Path, number: int) -> None:
    replaced(root / "source/vocabulary/topics.yml", "name: ", f"name: 新{number}")


def rename_outlet(root: Path, _: int) -> None:
    replaced(root / "source/vocabulary/outlets.yml", "english: ", "english: New ")


def remove_cache(root: Path, number: int) -> None:
    """All of it, or one file in three."""
    files = sorted(path for path in (root / ".cache").rglob("*") if path.is_file())
    if number % 2:
        shutil.rmtree(root / ".cache", ignore_errors=True)
    else:
        for path in files[number % 3 :: 3]:
            path.unlink()


def spoil_cache(root: Path, number: int) -> None:
    """Bytes that no build wrote: what is kept is not believed."""
    files = sorted(path for path in (root / ".cache/kept").glob("*") if path.is_file())
    for path in files[number % 3 :: 3]:
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(bytes(data))


def touch_pages(root: Path, number: int) -> None:
    """Somebody edits, empties and deletes pages, and leaves one of his own."""
    pages = sorted(path for path in (root / "docs/qa").rglob("*.md"))
    if not pages:
        return
    pages[number % len(pages)].write_text("我的", "utf-8")
    pages[(number + 7) % len(pages)].unlink(missing_ok=True)
    (root / "docs/qa/mine.md").write_text("我的", "utf-8")


def take_out(root: Path, number: int) -> None:
    """A conference that was never published goes; one that was is L04 until it is there again."""
    path = one(root, ".yml", number)
    aside = root / "aside"
    aside.mkdir(exist_ok=True)
    for each in list(path.parent.glob(f"{path.stem}.*")):
        each.rename(aside / f"{path.parent.name} {each.name}")


def bring_back(root: Path, _: int) -> None:
    for path in (root / "aside").glob("*"):
        year, _, name = path.name.partition(" ")
        path.rename(root / "source/transcripts" / year / name)


def another_address(root: Path, number: int) -> None:
    (root / "address").write_text(f"https://example.org/{number}/", "utf-8")


EDITS: list[Edit] = [
    *(reword, reword, damage, mend, retitle, rename_topic, rename_outlet),
    *(remove_cache, spoil_cache, touch_pages, take_out, bring_back, another_address),
]


def built(root: Path) -> Outcome:
    address = root / "address"
    return build(root, address=address.read_text("utf-8") if address.exists() else "")


def state(root: Path, outcome: Outcome) -> tuple[object, ...]:
    ledgers = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "source").rglob("*.tsv"))
    }
    said = sorted(map(str, outcome.findings))
    listed = [each.slug for each in outcome.read], outcome.unread
    return said, listed, [each.effects for each in outcome.revised], ledgers, generated(root)


@settings(
    max_examples=1_000 if LONG else 4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example([(take_out, 0), (take_out, 0), (take_out, 0), (reword, 0), (bring_back, 0)])
@given(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 99)), min_size=1, max_size=5))
def test_a_build_after_edits_is_a_clean_build(
    tmp_path_factory: object, edits: list[tuple[Edit, int]]
) -> None:
    root = copy_toy(tmp_path_factory.mktemp("kept"))  # type: ignore[attr-defined]
    built(root)
    for edit, number in edits:
        with suppress(NothingLeft):
            edit(root, number)
        clean = root.with_name(root.name + "-clean")
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(root, clean, ignore=shutil.ignore_patterns(".cache"))
        outcome = built(root)
        expected = built(clean)
        assert state(root, outcome) == state(clean, expected), edit.__name__
        assert outcome.clean == expected.clean
    shutil.rmtree(root)
    shutil.rmtree(clean)
