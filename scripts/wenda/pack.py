"""The site on a memory stick: from `site/` to a folder that opens without a server, and its ZIP."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from wenda.findings import CannotRun
from wenda.output import contents_of, replace_file, replace_files
from wenda.site.packed import SCRIPT, packed

SITE = "site"
MODULES = "docs/assets/wenda"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # a ZIP wants a time; the same input, the same bytes


@dataclass(frozen=True, slots=True)
class Packed:
    folder: Path
    archive: Path
    files: int


def pack(root: Path, folder: Path) -> Packed:
    """Make `folder` and the ZIP beside it hold the site of the project in `root`.

    Raises CannotRun where there is no site, or where the folder holds anything else.
    """
    site = root / SITE
    if not (site / "index.html").is_file():
        raise CannotRun(f"没有 {site}：请先运行 mkdocs build --strict。")
    if folder.exists() and not _is_ours(folder):
        raise CannotRun(f"{folder} 里有别的东西，没有动它；请另给一个还没有的文件夹。")
    modules = root / MODULES
    sources = {
        path.relative_to(modules).as_posix(): path.read_text("utf-8")
        for path in sorted(modules.rglob("*.mjs"))
    }
    files = dict(packed(contents_of(site), sources))
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = folder.with_name(f".{folder.name}.new")
    replace_files(folder, files, scratch)
    shutil.rmtree(scratch, ignore_errors=True)
    archive = folder.with_name(f"{folder.name}.zip")
    replace_file(archive, _zipped(files, folder.name))
    return Packed(folder, archive, len(files))


def _is_ours(folder: Path) -> bool:
    """Empty, or made by an earlier run."""
    return folder.is_dir() and ((folder / SCRIPT).is_file() or not any(folder.iterdir()))


def _zipped(files: Mapping[str, bytes], name: str) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(f"{name}/{path}", _EPOCH), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()
