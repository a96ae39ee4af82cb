"""An invented archive of three conferences, and what tests do with it."""

from __future__ import annotations

import shutil
from pathlib import Path

from wenda.build import Outcome, build
from wenda.decode import sha256

TOY = Path(__file__).parent / "toy"


def copy_toy(folder: Path) -> Path:
    """A copy of the toy project to build in."""
    shutil.copytree(TOY / "source", folder / "source")
    return folder


def generated(root: Path) -> dict[str, bytes]:
    """The generated pages by their path under docs/qa/."""
    pages = root / "docs" / "qa"
    return {
        path.relative_to(pages).as_posix(): path.read_bytes()
        for path in sorted(pages.rglob("*"))
        if path.is_file()
    }


def revise(root: Path, slug: str, old: str, new: str) -> Outcome:
    """Change a transcript as an editor does, on purpose and with its new SHA-256, and build."""
    path = next((root / "source").rglob(f"{slug}.txt"))
    before = path.read_bytes()
    path.write_bytes(before.replace(old.encode(), new.encode()))
    sidecar = path.with_suffix(".yml")
    text = sidecar.read_text("utf-8")
    sidecar.write_text(text.replace(sha256(before), sha256(path.read_bytes())), "utf-8")
    return build(root)
