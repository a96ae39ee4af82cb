"""The register: which conferences were ever published, and how much each has promised.

A ledger cannot say that it is missing itself. This one file does: it only grows, so that a
conference that was deleted or renamed, or a ledger that was lost or cut, stops the build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from wenda.findings import Report

PATH = "source/transcripts/register.tsv"
_HEADER = "conference\taddresses"
_DIGITS = 9  # of a count; no conference has a thousand million paragraphs


@dataclass(frozen=True, slots=True)
class Trace:
    """What tells of a conference beside the register: its ledger, its pages, git."""

    slug: str
    where: str  # as the end of a sentence
    way_out: str  # where restoring the register is not the answer


def read(text: str, found: Report) -> dict[str, int]:
    """Slug to the number of addresses promised. L02: a line that is none of the register's."""
    promised: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        slug, _, count = line.partition("\t")
        if number == 1 and line == _HEADER:
            continue
        if number == 1 or not slug or not _is_count(count) or slug in promised:
            hint = "总簿由程序写、只增不减；请从版本库恢复这个文件。"
            found.add("L02", number, f"不是总簿的一行：「{line}」。", hint)
            continue
        promised[slug] = int(count)
    return promised


def check(promised: Mapping[str, int], kept: Mapping[str, int | None], found: Report) -> None:
    """L04: promised addresses that nobody knows any more.

    `kept` has the number of rows in each ledger as it was found, before anything is added; None
    for one that is damaged, of which L01 has told.
    """
    for slug, count in promised.items():
        rows = kept.get(slug, 0)
        if rows is not None and rows < count:
            what = "的编号簿少了地址" if slug in kept else "不在了"
            message = f"{slug} {what}：已发布 {count} 个，现在只有 {rows} 个。"
            hint = "请从版本库恢复它的 .txt、.yml 和 .tsv；已发布的一场不能删去或改名。"
            hint += "从未发布过的，请把总簿里这一行的数改成 0。"
            found.add("L04", 0, message, hint)


def ledgers(kept: Mapping[str, int | None]) -> Iterator[Trace]:
    """The conferences that have a ledger."""
    for slug, rows in kept.items():
        if rows:
            way_out = f"若总簿从来没有记过它，请在总簿里加一行：{slug}（制表符）{rows}。"
            yield Trace(slug, f"它的编号簿里有 {rows} 个地址", way_out)


def check_traces(promised: Mapping[str, int], traces: Iterable[Trace], found: Report) -> None:
    """L06: a conference of which something tells, and the register does not.

    A row with 0 says that nothing was promised, so that a conference can be withdrawn before it is
    published, by a person.
    """
    told: set[str] = set()
    for trace in traces:
        if trace.slug not in promised and trace.slug not in told:
            message = f"总簿里没有 {trace.slug}，而{trace.where}。"
            hint = f"请从版本库恢复总簿和它的 .txt、.yml、.tsv。{trace.way_out}"
            found.add("L06", 0, message, hint)
        told.add(trace.slug)


def announce(promised: Mapping[str, int], slugs: Iterable[str]) -> dict[str, int]:
    """The register before the ledgers of new conferences are written: they are known, with 0.

    A build that is killed between the two leaves no ledger that the register does not know.
    """
    return {**dict.fromkeys(slugs, 0), **promised}


def _is_count(text: str) -> bool:
    return text.isdecimal() and len(text) <= _DIGITS


def write(promised: Mapping[str, int], rows: Mapping[str, int]) -> str:
    """The register brought up to date; `rows` has the number in each conference's ledger."""
    lines = [f"{slug}\t{count}" for slug, count in sorted({**promised, **rows}.items())]
    return "\n".join([_HEADER, *lines]) + "\n"
