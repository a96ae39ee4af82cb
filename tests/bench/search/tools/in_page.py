"""What the libraries that hold the index in the page share: the text of each exchange in a file
of its own, for showing, and an index that Node builds from all."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from archives import Archive, fold

from tools import HERE, NODE_MODULES


def build_in_node(library: str, archive: Archive, folder: Path) -> None:
    """Write the texts, and the index with the library's builder."""
    texts = folder / "texts"
    texts.mkdir(parents=True)
    documents = []
    for number, each in enumerate(archive):
        paragraphs = [each.heading, *each.question, *each.answer]
        (texts / f"{number}.txt").write_text("\n".join(paragraphs), "utf-8")
        units = [fold(each.heading), *("".join(map(fold, unit)) for unit in each.units)]
        documents.append(units)
    source = folder.parent / f"{library}-documents.json"
    source.write_text(json.dumps(documents, ensure_ascii=False), "utf-8")
    subprocess.run(
        ["node", "--max-old-space-size=6000", HERE / "build_in_page.mjs", library, source, folder],
        check=True,
    )
    source.unlink()


def version(package: str) -> str:
    """The installed version of an npm package."""
    content = (NODE_MODULES / package / "package.json").read_text("utf-8")
    return str(json.loads(content)["version"])
