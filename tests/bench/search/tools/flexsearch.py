"""FlexSearch on character bigrams: the whole index in the page."""

from __future__ import annotations

import shutil
from pathlib import Path

from archives import Archive

from tools import HERE, NODE_MODULES
from tools.in_page import build_in_node, version


def build(archive: Archive, folder: Path) -> dict[str, object]:
    build_in_node("flexsearch", archive, folder)
    bundle = NODE_MODULES / "flexsearch" / "dist" / "flexsearch.bundle.module.min.mjs"
    shutil.copy(bundle, folder / "flexsearch.mjs")
    shutil.copy(HERE / "bigrams.mjs", folder / "bigrams.mjs")
    return {"version": version("flexsearch")}
