"""`wenda export opensearch FOLDER`: the archive for an engine that an institution runs."""

from __future__ import annotations

import argparse
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wenda.archive import Conference
from wenda.build import ready
from wenda.export import acceptance, bulk
from wenda.export.documents import documents
from wenda.export.index import index
from wenda.findings import CannotRun
from wenda.naming.script import simplified


def register(commands: Any, anywhere: argparse.ArgumentParser) -> None:
    """The subcommand, with its options."""
    command = commands.add_parser("export", help="write the archive for another program")
    kinds = command.add_subparsers(required=True)
    command = kinds.add_parser(
        "opensearch",
        parents=[anywhere],
        help="index, bulk files and acceptance test for OpenSearch or Elasticsearch",
    )
    command.add_argument("folder", type=Path, help="the folder to make; it must not be there yet")
    command.add_argument(
        "--address",
        default=os.environ.get("SITE_URL", ""),
        help="where the site is published, for the addresses (SITE_URL)",
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the folder. Raises CannotRun."""
    if options.folder.exists():
        raise CannotRun(f"{options.folder} 已经在了：请另起一个名字，或先删去它。")
    address = options.address.rstrip("/") + "/" if options.address else ""
    conferences = _conferences(options.root)
    partial = options.folder.with_name(options.folder.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    files, count = write(partial, conferences, address)
    partial.rename(options.folder)
    print(f"{options.folder}：{count} 条，{files} 个文件；用法见其中的 README.md。")
    return 0


def write(folder: Path, conferences: Iterator[Conference], address: str) -> tuple[int, int]:
    """All files of an export; returns how many bulk files and documents."""
    script = simplified()
    (folder / "bulk").mkdir(parents=True)
    _json(folder / "index.json", index(script))
    each = (document for made in conferences for document in documents(made, address))
    files, count = bulk.write(folder / "bulk", each)
    asked = acceptance.quotations(lambda: bulk.read(folder / "bulk"), script)
    _json(folder / "acceptance.json", asked)
    for name in ("ask.py", "README.md"):
        shutil.copyfile(Path(__file__).with_name(name), folder / name)
    return files, count


def _conferences(root: Path) -> Iterator[Conference]:
    """The conferences with their words, oldest first."""
    archive, assembled, conferences = ready(root)
    by_slug = {each.slug: each for each in assembled}
    for event in reversed(archive.conferences):
        yield conferences.whole(by_slug[event.slug])


def _json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")
