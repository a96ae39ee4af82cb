"""What was published before, by what it left behind: the pages of earlier builds, and git.

Ledgers and the register cannot say that they were all deleted together. These can, as long as they
are there: a fresh clone has no pages, an export has no git, and then nothing is known.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from wenda.addresses import CONFERENCE
from wenda.naming import register
from wenda.naming.register import Trace

_SECONDS = 10  # that git may take; it takes some hundredths


def traces(root: Path, generated: str) -> Iterator[Trace]:
    """Every conference that earlier builds or git know; `generated` is the folder of the pages."""
    for slug in _with_pages(root / generated):
        folder = f"{generated}/{slug}"
        way_out = f"从未发布过的，或者只是换了分支，请删去 {folder}。"
        yield Trace(slug, f" {folder} 里有它先前的页面", way_out)
    for slug in _committed(root):
        way_out = f"从未发布过的，请在总簿里加一行：{slug}（制表符）0。"
        yield Trace(slug, "版本库里的总簿有过它", way_out)


def committed(root: Path, folder: str) -> dict[str, str]:
    """The files of a folder as the last commit has them, by path; empty where git cannot say."""
    said = _git(root, "ls-tree", "-r", "-z", "HEAD", "--", folder)
    rows = (row.partition("\t") for row in said.split("\0") if row)
    return {path: about.split()[-1] for about, _, path in rows}


def _with_pages(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    named = (path for path in folder.iterdir() if CONFERENCE.fullmatch(path.name))
    return sorted(path.name for path in named if any(path.glob("*.md")))


def _committed(root: Path) -> list[str]:
    """The conferences of every register that this branch ever had; none where git cannot say."""
    said = _git(root, "log", "--patch", "--format=", "--no-color", "--no-ext-diff",
                "--no-show-signature", "--no-textconv", "--", register.PATH)  # fmt: skip
    added = (line[1:] for line in said.split("\n") if line[:1] == "+")
    rows = (line.split("\t") for line in added)
    return sorted({row[0] for row in rows if len(row) == 2 and _is_promise(*row)})


def _git(root: Path, *arguments: str) -> str:
    """What git says; nothing without git, without a repository, or in somebody else's."""
    try:
        said = subprocess.run(
            ["git", "-C", str(root), *arguments],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=True,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
    return said.decode("utf-8", "replace")


def _is_promise(slug: str, count: str) -> bool:
    return bool(CONFERENCE.fullmatch(slug)) and count.strip().isdecimal() and bool(count.strip("0"))
