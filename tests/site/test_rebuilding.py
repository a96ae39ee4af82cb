"""The whole site after any change is that of a clean build, to the byte."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from mutations import LONG
from support import ROOT, TOY, revise
from wenda.cli import main

SLUG = "2019-12-30-li-si"


def checkout(folder: Path) -> Path:
    left_out = shutil.ignore_patterns("qa", "__pycache__", "node_modules")
    for name in ("docs", "scripts"):
        shutil.copytree(ROOT / name, folder / name, ignore=left_out)
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    shutil.copytree(TOY / "source", folder / "source")
    return folder


def site(root: Path) -> dict[str, bytes]:
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"],
        cwd=root,
        env={**os.environ, "SITE_URL": "https://wenda.example/a/"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return {
        path.relative_to(root / "site").as_posix(): path.read_bytes()
        for path in sorted((root / "site").rglob("*"))
        if path.is_file()
    }


def append(path: str, text: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        with (root / path).open("a", encoding="utf-8") as file:
            file.write(text)

    return edit


def replaced(path: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        text = (root / path).read_text("utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new), "utf-8")

    return edit


def reworded(root: Path) -> None:
    chance = next((root / "source").rglob(f"{SLUG}.txt")).stat().st_size
    assert revise(root, SLUG, "灯塔是", f"第{chance}座灯塔是").clean


def spoilt_site(root: Path) -> None:
    """Pages that somebody edited, emptied or deleted, and one that is nobody's."""
    pages = sorted((root / "site/qa").rglob("*.html"))
    pages[3].write_text("我的", "utf-8")
    pages[5].unlink()
    (root / "site/qa/data/exchanges.csv").write_text("我的", "utf-8")  # docs/qa/ has it too
    (root / "site/mine").mkdir()
    (root / "site/mine/index.html").write_text("我的", "utf-8")


def lost_cache(root: Path) -> None:
    shutil.rmtree(root / ".cache")


def lost_pages(root: Path) -> None:
    shutil.rmtree(root / "docs/qa")


EDITS: dict[str, Callable[[Path], None]] = {
    "transcript": reworded,
    "sidecar": append(f"source/transcripts/2019/{SLUG}.yml", "# 一行\n"),
    "vocabulary": append("source/vocabulary/topics.yml", "# 一行\n"),
    "hand-written page": append("docs/about.md", "\n又一段。\n"),
    "theme": replaced("docs/overrides/partials/footer.html", "<footer", '<footer data-new="1"'),
    "script": append("docs/assets/wenda/scheme.mjs", "\nexport const more = 1;\n"),
    "settings": replaced("mkdocs.yml", "程序以 MIT", "程序 以 MIT"),
    "site": spoilt_site,
    "cache": lost_cache,
    "pages": lost_pages,
}


def test_after_any_change_the_site_is_that_of_a_clean_build(tmp_path: Path) -> None:
    root = checkout(tmp_path / "kept")
    site(root)
    names = list(EDITS)
    if LONG:
        chance = random.Random(11)
        names += [chance.choice(("transcript", "sidecar", "site", "cache")) for _ in range(40)]
    for number, name in enumerate(names):
        EDITS[name](root)
        if (number + 1) % 5 and name != names[-1] and not LONG:
            continue  # several edits at once, to save time
        clean = tmp_path / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(root, clean)
        for made in (".cache", "site", "docs/qa"):
            shutil.rmtree(clean / made, ignore_errors=True)
        assert site(root) == site(clean), name


def test_what_was_proved_and_is_the_same_is_not_read_again(tmp_path: Path) -> None:
    """And what is not the same is: a word changed in the site, or in the transcript."""
    root = checkout(tmp_path)
    site(root)
    verify = ["verify", "--root", str(root)]
    assert main(verify) == 0
    assert main([*verify, "--all"]) == 0
    page = root / f"site/qa/{SLUG}/q01/index.html"
    proved = page.read_text("utf-8")
    assert "灯塔是大家的" in proved
    page.write_text(proved.replace("灯塔是大家的", "灯塔是国家的"), "utf-8")
    assert main(verify) == 1
    assert main([*verify, "--all"]) == 1
    page.write_text(proved, "utf-8")
    assert main(verify) == 0
    reworded(root)
    assert main(verify) == 1  # the site is that of the text before
