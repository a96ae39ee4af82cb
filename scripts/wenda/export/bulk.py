"""Documents → files for `_bulk`, each of a size that a request takes, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

LARGEST = 8_000_000
"""Bytes of a file, unless one document alone is larger: engines advise 5 to 15 MB a request, and
take 100 MB at most as they come."""


def write(folder: Path, documents: Iterable[dict[str, Any]]) -> tuple[int, int]:
    """Write `00001.ndjson` and so on; returns how many files and documents."""
    count = number = size = 0
    file = None
    try:
        for count, document in enumerate(documents, start=1):  # noqa: B007
            lines = _lines(document)
            if file is None or size + len(lines) > LARGEST:
                if file:
                    file.close()
                number, size = number + 1, 0
                file = (folder / f"{number:05d}.ndjson").open("wb")
            file.write(lines)
            size += len(lines)
    finally:
        if file:
            file.close()
    return number, count


def read(folder: Path) -> Iterator[dict[str, Any]]:
    """The documents of the files, one at a time."""
    for path in sorted(folder.glob("*.ndjson")):
        with path.open(encoding="utf-8", newline="\n") as lines:
            for _action, document in zip(lines, lines, strict=True):
                yield json.loads(document)


def _lines(document: dict[str, Any]) -> bytes:
    """What to do, and with what. No index is named: the request names it."""
    action = {"index": {"_id": document["entry"]}}
    return "".join(f"{_json(each)}\n" for each in (action, document)).encode()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
