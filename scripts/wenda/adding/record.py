"""Writing what is added, all of it or nothing, and taking the last of it back.

What will be done is put on record first, with the bytes that were there before. An interrupted
writing is taken back by that record, at once or, where the process was killed, by the next command.
The record is kept until the next writing, so that a person can take back the last one.
"""

from __future__ import annotations

import json
import shutil
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from wenda import history
from wenda.build import GENERATED, SCRATCH
from wenda.findings import CannotRun, Report
from wenda.naming import register
from wenda.output import replace_file
from wenda.reading.decode import sha256
from wenda.source import TRANSCRIPTS

_NAMED = 3  # conferences in a sentence
_RECORD = f"{SCRATCH}/added.json"


@dataclass(frozen=True, slots=True)
class Record:
    """What a writing does. Bytes are in base64, files by their path from the project's folder."""

    slugs: list[str]
    before: dict[str, str | None]  # bytes of each file that is written or removed; None: not there
    after: dict[str, str | None]  # SHA-256 of each; None: removed
    ledgers: dict[str, str | None]  # of these conferences, which a build may change meanwhile
    promised: dict[str, int | None]  # their rows in the register
    committed: dict[str, str | None]  # what git's last commit had of each file
    done: bool = False


def write(root: Path, files: Mapping[str, bytes | None], slugs: Iterable[str]) -> None:
    """Write files, remove those that are None. The caller holds the lock of the build."""
    record = _record(root, files, list(slugs))
    _keep(root, record)
    try:
        for path, data in files.items():
            _put(root / path, data)
    except BaseException:
        _restore(root, record)
        raise
    _keep(root, Record(**{**asdict(record), "done": True}))


def recover(root: Path) -> str:
    """Take back what a killed process has left half done; says so, empty where there is nothing."""
    record = _read(root)
    if record is None or record.done:
        return ""
    _restore(root, record)
    return f"上一次加入在中途断了，已经收回：{_named(record)}。"


def undo(root: Path) -> str:
    """Take back the last writing. Raises CannotRun where that would take more than it."""
    record = _read(root)
    if record is None:
        raise CannotRun("没有可以撤回的：没有加入过，或最后一次已经撤回。")
    now = history.committed(root, TRANSCRIPTS)
    for path, blob in record.committed.items():
        if now.get(path) != blob:
            raise CannotRun(f"{path} 已经提交进版本库，不能在这里撤回；请用版本库恢复。")
    for path, after in record.after.items():
        data = _bytes(root / path)
        if _encoded(data) != record.before[path] and (data and sha256(data)) != after:
            raise CannotRun(
                f"{path} 在加入之后又改过，什么也没有撤回；请先留下所改的，再恢复原样。"
            )
    _restore(root, record)
    return f"已撤回：{_named(record)}。"


def _named(record: Record) -> str:
    first = "、".join(record.slugs[:_NAMED])
    return first if len(record.slugs) <= _NAMED else f"{first} 等 {len(record.slugs)} 场"


def _record(root: Path, files: Mapping[str, bytes | None], slugs: list[str]) -> Record:
    blobs = history.committed(root, TRANSCRIPTS)
    ledgers = [
        str(PurePosixPath(path).with_suffix(".tsv")) for path in files if path.endswith(".yml")
    ]
    rows = _rows(root)
    return Record(
        slugs,
        {path: _encoded(_bytes(root / path)) for path in files},
        {path: data and sha256(data) for path, data in files.items()},  # type: ignore[misc]
        {path: _encoded(_bytes(root / path)) for path in ledgers},
        {slug: rows.get(slug) for slug in slugs},
        {path: blobs.get(path) for path in (*files, *ledgers)},
    )


def _restore(root: Path, record: Record) -> None:
    """Everything as it was, in an order that can be interrupted and begun again."""
    for path, data in {**record.before, **record.ledgers}.items():
        _put(root / path, None if data is None else b64decode(data))
        (root / path).with_name(f".{Path(path).name}.new").unlink(missing_ok=True)  # half written
        folder = (root / path).parent
        if folder.name.isdecimal() and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    rows = _rows(root)
    kept = {slug: count for slug, count in rows.items() if slug not in record.promised}
    kept |= {slug: count for slug, count in record.promised.items() if count is not None}
    if kept != rows:
        replace_file(root / register.PATH, register.write(kept, {}).encode())
    for slug, count in record.promised.items():
        if count is None:  # it was never published: its pages would be said to be lost
            shutil.rmtree(root / GENERATED / slug, ignore_errors=True)
    (root / _RECORD).unlink(missing_ok=True)


def _put(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, data)


def _rows(root: Path) -> dict[str, int]:
    data = _bytes(root / register.PATH)
    return register.read(data.decode("utf-8-sig", "replace"), Report()) if data else {}


def _keep(root: Path, record: Record) -> None:
    path = root / _RECORD
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, json.dumps(asdict(record), ensure_ascii=False, indent=1).encode())


def _read(root: Path) -> Record | None:
    data = _bytes(root / _RECORD)
    if data is None:
        return None
    with suppress(ValueError, TypeError):
        return Record(**json.loads(data))
    raise CannotRun(f"{root / _RECORD} 坏了，不知道要撤回什么；请用版本库恢复，并删去这个文件。")


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _encoded(data: bytes | None) -> str | None:
    return None if data is None else b64encode(data).decode()
