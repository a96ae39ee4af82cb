"""The table of docs/scale.md from figures of run.py: `python slopes.py FIGURES.json [--write]`.

Each row is a straight line (least squares) through what was measured, from 1,000 exchanges on where
two such sizes are there; what was measured stands as measured, all else is marked as carried on.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generate import ROOT

PAGE = ROOT / "docs/scale.md"
_TABLE = re.compile(r"(<!-- slopes -->\n\n).*?(\n\n<!-- /slopes -->)", re.DOTALL)
_SIZES = (35_000, 100_000, 1_000_000)

Value = Callable[[dict[str, Any]], float]
_UPLOAD_ROW = "加一场之后要上传，文件"
_PAGE_ROW, _SEARCH_ROW = "读者打开一则，KB", "读者第一次搜索，KB，程序在内"
_ROWS: tuple[tuple[str, Value, str], ...] = (
    ("全部构建，处理器分钟", lambda f: f["all"]["cpu"] / 60, "{:,.1f}"),
    ("全部构建，内存 MB", lambda f: f["all"]["peak"], "{:,.0f}"),
    ("加一场之后，处理器秒", lambda f: f["a conference added"]["cpu"], "{:,.0f}"),
    (_UPLOAD_ROW, lambda f: f["upload"]["files"], "{:,.0f}"),
    ("加一场之后要上传，MB", lambda f: f["upload"]["bytes"] / 1e6, "{:,.1f}"),
    ("网站，MB", lambda f: f["site"]["bytes"] / 1e6, "{:,.0f}"),
    ("网站，文件", lambda f: f["site"]["files"], "{:,.0f}"),
    ("其中搜索数据，MB", lambda f: f["site"]["search bytes"] / 1e6, "{:,.1f}"),
    (_PAGE_ROW, lambda f: f["site"]["exchange page, gzip"] / 1000, "{:,.1f}"),
    (_SEARCH_ROW, lambda f: f["search"]["kb"], "{:,.0f}"),
)
# A line says nothing of what hardly grows, nor of what falls once closed years stand by themselves.
_NOT_CARRIED_ON = (_PAGE_ROW, _SEARCH_ROW, _UPLOAD_ROW)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("figures", type=Path)
    parser.add_argument("--write", action="store_true", help="into docs/scale.md")
    options = parser.parse_args()
    figures = {int(size): each for size, each in json.loads(options.figures.read_text()).items()}
    made = table({size: each["wenda"] for size, each in sorted(figures.items())})
    if options.write:
        text = PAGE.read_text("utf-8")
        PAGE.write_text(_TABLE.sub(lambda marks: marks[1] + made + marks[2], text), "utf-8")
    print(made)


def table(figures: dict[int, dict[str, Any]]) -> str:
    """Rows of what was measured and, in other columns, of what the line says."""
    further = [size for size in _SIZES if size not in figures]
    heads = [f"{size:,} 则" for size in figures] + [f"{size:,} 则（推算）" for size in further]
    lines = [f"| 项目 | {' | '.join(heads)} |", "|---|" + "--:|" * len(heads)]
    for name, value, form in _ROWS:
        measured = {size: value(each) for size, each in figures.items() if _has(value, each)}
        cells = [form.format(measured[size]) if size in measured else "–" for size in figures]
        line = None if name in _NOT_CARRIED_ON else _line(measured)
        cells += [form.format(line(size)) if line else "–" for size in further]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _has(value: Value, figures: dict[str, Any]) -> bool:
    try:
        return value(figures) == value(figures)  # no nan
    except KeyError:
        return False


def _line(measured: dict[int, float]) -> Callable[[int], float] | None:
    """The straight line through what was measured, never below the largest measured value."""
    large = {size: value for size, value in measured.items() if size >= 1000}
    points = list((large if len(large) > 1 else measured).items())
    if len(points) < 2:
        return None
    middle = sum(size for size, _ in points) / len(points)
    mean = sum(value for _, value in points) / len(points)
    slope = sum((size - middle) * (value - mean) for size, value in points)
    slope /= sum((size - middle) ** 2 for size, _ in points)
    return lambda size: max(mean + slope * (size - middle), max(measured.values()))


if __name__ == "__main__":
    main()
