"""What the page 数据 says of the files that are there."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from wenda.data.feeds import NEWEST

_OF_A_YEAR = re.compile(r"data/exchanges-(\d{4})\.(jsonl|csv)(?:\.gz)?")
_SUFFIXES = ("jsonl", "csv")
_FORMATS = {"jsonl": "JSON Lines，UTF-8", "csv": "CSV，UTF-8 带 BOM"}
_WORDS = {"jsonl": "一行一则问答，字段见下", "csv": "一行一则问答，可用表格软件打开"}


def described(paths: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """The files of all the archive: path below docs/qa/, format, and what is in it."""
    there = set(paths)
    by_year = {suffix for _, kinds in years_in(there) for suffix, files in kinds.items() if files}
    for suffix in _SUFFIXES:
        path, format, words = f"data/exchanges.{suffix}", _FORMATS[suffix], _WORDS[suffix]
        if suffix in by_year:
            yield f"{path}.gz", f"{format}，gzip", words
            yield path, format, "各年的文件名和则数：全部的文字太大，不再合为不压缩的一个"
        else:
            yield from _with_copy(path, format, words, there)
    schema = ("data/exchanges.schema.json", "JSON Schema 2020-12", "一行的结构，可用来校验")
    yield from _with_copy(*schema, there)
    yield from _with_copy("data/conferences.csv", _FORMATS["csv"], "一行一场记者会", there)
    yield from _with_copy("feed.xml", "Atom", f"最新的 {NEWEST} 则，可用阅读器订阅", there)


def _with_copy(
    path: str, format: str, content: str, there: Container[str]
) -> Iterator[tuple[str, str, str]]:
    yield path, format, content
    if f"{path}.gz" in there:
        yield f"{path}.gz", "gzip", "同上，压缩"


def years_in(paths: Iterable[str]) -> list[tuple[str, dict[str, list[str]]]]:
    """The years that have files of their own, the newest first, with these by their form.

    The compressed one comes second; a form that needs no files of years has none.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted(paths):
        if match := _OF_A_YEAR.fullmatch(path):
            forms = found.setdefault(match[1], {suffix: [] for suffix in _SUFFIXES})
            forms[match[2]].append(path)
    return sorted(found.items(), reverse=True)
