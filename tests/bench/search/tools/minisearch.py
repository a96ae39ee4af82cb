"""MiniSearch on character bigrams: the whole index in the page."""

from __future__ import annotations

import shutil
from pathlib import Path

from archives import Archive

from tools import HERE, NODE_MODULES
from tools.in_page import build_in_node, version


def build(archive: Archive, folder: Path) -> dict[str, object]:
    build_in_node("minisearch", archive, folder)
    for name in ("index.js", "index.js.map"):
        shutil.copy(NODE_MODULES / "minisearch" / "dist" / "es" / name, folder / name)
    shutil.copy(HERE / "bigrams.mjs", folder / "bigrams.mjs")
    return {"version": version("minisearch")}
