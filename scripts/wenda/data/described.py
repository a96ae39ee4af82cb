"""What the page 数据 says of the files that are there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from wenda.data.feeds import NEWEST

_OF_A_YEAR = re.compile(r"data/exchanges-(\d{4})\.(jsonl|csv)(?:\.gz)?")
_SUFFIXES = ("jsonl", "csv")
_FORMATS = {"jsonl": "JSON Lines，UTF-8", "csv": "CSV，UTF-8 带 BOM"}
_WORDS = {"jsonl": "一行一则问答，字段见下", "csv": "一行一则问答，可用表格软件打开"}


def described(paths: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """The files of all the archive: path below docs/qa/, format, and what is in it."""
    there = set(paths)
    for suffix in _SUFFIXES:
        yield from _of_words(suffix, there)
        if suffix == "jsonl":
            schema = "data/exchanges.schema.json"
            yield schema, "JSON Schema 2020-12", "一行的结构，可用来校验"
    conferences = "data/conferences.csv"
    yield conferences, _FORMATS["csv"], "一行一场记者会"
    if f"{conferences}.gz" in there:
        yield f"{conferences}.gz", "gzip", "同上，压缩"
    yield "feed.xml", "Atom", f"最新的 {NEWEST} 则，可用阅读器订阅"


def years_in(paths: Iterable[str]) -> list[tuple[str, list[list[str]]]]:
    """The years that have files of their own, the newest first: JSON lines, then CSV.

    The compressed one comes second; a form that needs no files of years has none.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted(paths):
        if match := _OF_A_YEAR.fullmatch(path):
            found.setdefault(match[1], {}).setdefault(match[2], []).append(path)
    return [
        (year, [found[year].get(suffix, []) for suffix in _SUFFIXES])
        for year in sorted(found, reverse=True)
    ]


def _of_words(suffix: str, there: Collection[str]) -> Iterator[tuple[str, str, str]]:
    path, format = f"data/exchanges.{suffix}", _FORMATS[suffix]
    if any(each.endswith(suffix) for each in there if _OF_A_YEAR.fullmatch(each)):
        yield f"{path}.gz", f"{format}，gzip", _WORDS[suffix]
        yield path, format, "各年的文件名和则数：全部的文字太大，不再合为不压缩的一个"
        return
    yield path, format, _WORDS[suffix]
    if f"{path}.gz" in there:
        yield f"{path}.gz", "gzip", "同上，压缩"
