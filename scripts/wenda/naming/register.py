"""The register: which conferences were ever published, and how much each has promised.

A ledger cannot say that it is missing itself. This one file does: it only grows, so that a
conference that was deleted or renamed, or a ledger that was lost or cut, stops the build.
"""

from __future__ import annotations

from collections.abc import Mapping

from wenda.findings import Report

PATH = "source/transcripts/register.tsv"
_HEADER = "conference\taddresses"


def read(text: str, found: Report) -> dict[str, int]:
    """Slug to the number of addresses promised. L02: a line that is none of the register's."""
    promised: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        slug, _, count = line.partition("\t")
        if number == 1 and line == _HEADER:
            continue
        if number == 1 or not slug or not count.isdecimal() or slug in promised:
            hint = "总簿由程序写、只增不减；请从版本库恢复这个文件。"
            found.add("L02", number, f"不是总簿的一行：「{line}」。", hint)
            continue
        promised[slug] = int(count)
    return promised


def check(promised: Mapping[str, int], kept: Mapping[str, int], found: Report) -> None:
    """L04: promised addresses that nobody knows any more.

    `kept` has the number of rows in each ledger as it was found, before anything is added.
    """
    for slug, count in promised.items():
        if kept.get(slug, 0) < count:
            what = "的编号簿少了地址" if slug in kept else "不在了"
            message = f"{slug} {what}：已发布 {count} 个，现在只有 {kept.get(slug, 0)} 个。"
            hint = "请从版本库恢复它的 .txt、.yml 和 .tsv；已发布的一场不能删去或改名。"
            found.add("L04", 0, message, hint)


def write(promised: Mapping[str, int], rows: Mapping[str, int]) -> str:
    """The register brought up to date; `rows` has the number in each conference's ledger."""
    lines = [f"{slug}\t{count}" for slug, count in sorted({**promised, **rows}.items())]
    return "\n".join([_HEADER, *lines]) + "\n"
