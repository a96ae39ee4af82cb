"""Material's search: the index that its plugin writes (jieba), its worker as it is shipped.

The plugin is asked directly: ten thousand pages through all of MkDocs would say nothing more of
the search. What the page's own bundle costs is left out.
"""

from __future__ import annotations

import shutil
from html import escape
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from archives import Archive
from mkdocs.config import load_config

_CONFIG = """
site_name: bench
docs_dir: {docs}
site_dir: {site}
theme: {{name: material, language: zh}}
plugins: [search: {{lang: zh}}]
"""


def build(archive: Archive, folder: Path) -> dict[str, object]:
    folder.mkdir(parents=True)
    docs = folder.parent / "material-docs"
    docs.mkdir(exist_ok=True)
    settings = docs.parent / "material.yml"
    settings.write_text(_CONFIG.format(docs=docs, site=folder), "utf-8")
    config: Any = load_config(str(settings))
    plugin = next(iter(config.plugins.values()))
    plugin.on_startup(command="build", dirty=False)
    plugin.on_config(config)
    for number, each in enumerate(archive):
        paragraphs = "".join(f"<p>{escape(text)}</p>" for text in (*each.question, *each.answer))
        content = f'<h1 id="h">{escape(each.heading)}</h1>{paragraphs}'
        page = SimpleNamespace(
            content=content, meta={}, toc=[], url=f"{number}/", title=each.heading
        )
        plugin.search_index.add_entry_from_context(page)
    plugin.on_post_build(config=config)
    scripts = next(Path(each) / "assets" / "javascripts" for each in config.theme.dirs)
    shutil.copytree(scripts, folder / "assets", ignore=shutil.ignore_patterns("*.map", "bundle*"))
    worker = next((folder / "assets" / "workers").glob("search.*.js")).name
    return {"worker": worker, "version": version("mkdocs-material")}
