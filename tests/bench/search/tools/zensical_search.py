"""Zensical's search: the index of its own build over one page per exchange, its own worker."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from archives import Archive, Exchange

from tools import HERE

COMMAND = HERE.parent / ".venv" / "bin" / "zensical"
_CONFIG = '[project]\nsite_name = "bench"\n[project.theme]\nlanguage = "zh"\n'


_BATCH = 500


def build(archive: Archive, folder: Path) -> dict[str, object]:
    """In batches of pages: each of its pages names all others, which at 10,000 takes it many
    minutes and gigabytes. The batches' indexes make up the index of the whole."""
    items: list[object] = []
    index: dict[str, Any] = {}
    for start in range(0, len(archive), _BATCH):
        project = folder.parent / "zensical-project"
        numbers = range(start, min(start + _BATCH, len(archive)))
        index = _build({number: archive[number] for number in numbers}, project)
        items += index["items"]
        scripts = project / "site" / "assets" / "javascripts" / "workers"
        worker = next(scripts.glob("search.*.js"))
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(worker, folder / worker.name)
        shutil.rmtree(project)
    content = json.dumps({**index, "items": items}, ensure_ascii=False, separators=(",", ":"))
    (folder / "search.json").write_text(content, "utf-8")
    version = subprocess.run([COMMAND, "--version"], check=True, capture_output=True, text=True)
    return {"worker": worker.name, "version": version.stdout.strip()}


def _build(pages: Mapping[int, Exchange], project: Path) -> dict[str, Any]:
    for number, each in pages.items():
        page = project / "docs" / f"{number}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        paragraphs = (f"# {each.heading}", *each.question, *each.answer)
        page.write_text("\n\n".join(paragraphs) + "\n", "utf-8")
    (project / "zensical.toml").write_text(_CONFIG, "utf-8")
    subprocess.run([COMMAND, "build"], cwd=project, check=True, capture_output=True)
    index: dict[str, Any] = json.loads((project / "site" / "search.json").read_text("utf-8"))
    return index
