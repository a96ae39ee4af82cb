"""The figures as Markdown tables: ratios first, since seconds do not travel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Figures = Mapping[int, Mapping[str, Any]]
_DONE = (
    "pages",
    "all",
    "nothing changed",
    "a conference added",
    "a conference edited",
    "a template edited",
    "verify",
    "verify --all",
    "serve, after an edit",
)


def printed(figures: Figures) -> str:
    """Every table, each with a column a size."""
    sizes = list(figures)
    tools = list(dict.fromkeys(tool for each in figures.values() for tool in each))
    return "\n".join(
        [
            *_table("Ratios, wall / CPU", sizes, _ratios(figures, tools)),
            *_table("Seconds of wall / CPU, peak memory", sizes, _costs(figures, tools)),
            *_table("Sites", sizes, _sites(figures, tools)),
            *_table("Search in Chromium", sizes, _searches(figures, tools)),
        ]
    )


Rows = dict[str, Callable[[int], str]]


def _table(title: str, sizes: list[int], rows: Rows) -> list[str]:
    head = [f"\n{title}\n", "| | " + " | ".join(f"{size:,}" for size in sizes) + " |"]
    lines = [head[0], head[1], "|---|" + "--:|" * len(sizes)]
    for name, cell in rows.items():
        lines.append(f"| {name} | " + " | ".join(_or_dash(cell, size) for size in sizes) + " |")
    return lines


def _or_dash(cell: Callable[[int], str], size: int) -> str:
    try:
        return cell(size)
    except (KeyError, ZeroDivisionError):
        return "–"


def _ratios(figures: Figures, tools: list[str]) -> Rows:
    """To the peers, and to our own full build: of wall seconds, and of CPU seconds behind them."""

    def ratio(size: int, one: tuple[str, str], other: tuple[str, str]) -> str:
        costs = [figures[size][tool][what] for tool, what in (one, other)]
        return " / ".join(f"{costs[0][name] / costs[1][name]:.2f}" for name in ("wall", "cpu"))

    rows: Rows = {}
    for tool in tools:
        if tool != "wenda":
            rows[f"all of ours : all of {tool}"] = lambda size, tool=tool: ratio(
                size, ("wenda", "all"), (tool, "all")
            )
    for what in _DONE[2:]:
        rows[f"{what} : all"] = lambda size, what=what: ratio(
            size, ("wenda", what), ("wenda", "all")
        )
    first = next(iter(figures))

    def of_an_exchange(size: int) -> str:
        costs = [(figures[each]["wenda"]["all"], each) for each in (size, first)]
        each = [[cost[name] / count for cost, count in costs] for name in ("wall", "cpu")]
        return " / ".join(f"{here / there:.2f}" for here, there in each)

    return {**rows, f"all, an exchange; {first:,} = 1": of_an_exchange}


def _costs(figures: Figures, tools: list[str]) -> Rows:
    def cell(size: int, tool: str, what: str) -> str:
        cost = figures[size][tool][what]
        memory = f", {cost['peak']:,.0f} MB" if cost["peak"] else ""
        return f"{cost['wall']:.1f} / {cost['cpu']:.1f}{memory}"

    rows: Rows = {
        f"{tool}: {what}": lambda size, tool=tool, what=what: cell(size, tool, what)
        for tool in tools
        for what in _DONE
        if any(what in figures[size][tool] for size in figures)
    }

    def pages_a_second(size: int) -> str:
        ours = figures[size]["wenda"]
        return f"{ours['site']['html pages'] / ours['all']['wall']:.0f}"

    def upload(size: int) -> str:
        sent = figures[size]["wenda"]["upload"]
        return f"{sent['files']:,} / {sent['bytes'] / 1e6:.1f}"

    return {
        **rows,
        "wenda: HTML pages a second of all": pages_a_second,
        "wenda: to upload after a conference added, files / MB": upload,
    }


def _sites(figures: Figures, tools: list[str]) -> Rows:
    def of(size: int, tool: str, what: str) -> Any:
        return figures[size][tool]["site"][what]

    def spread(found: Mapping[str, int]) -> str:
        return " / ".join(f"{found[key] / 1000:.0f}" for key in ("min", "median", "max"))

    rows: Rows = {}
    for tool in tools:
        named: dict[str, Callable[[int, str], str]] = {
            "MB": lambda size, tool: f"{of(size, tool, 'bytes') / 1e6:,.0f}",
            "files": lambda size, tool: f"{of(size, tool, 'files'):,}",
            "HTML pages": lambda size, tool: f"{of(size, tool, 'html pages'):,}",
            "KB of an exchange's page": lambda size, tool: spread(of(size, tool, "exchange pages")),
            "KB of a list page": lambda size, tool: spread(of(size, tool, "list pages")),
            "list pages": lambda size, tool: f"{of(size, tool, 'list pages')['count']:,}",
            "MB of search data": lambda size, tool: f"{of(size, tool, 'search bytes') / 1e6:.1f}",
            "files of search data": lambda size, tool: f"{of(size, tool, 'search files'):,}",
        }
        for name, cell in named.items():
            rows[f"{tool}: {name}"] = lambda size, cell=cell, tool=tool: cell(size, tool)
    return rows


def _searches(figures: Figures, tools: list[str]) -> Rows:
    cells: dict[str, Callable[[Mapping[str, float]], str]] = {
        "found, of": lambda s: f"{s['found']} of {s['asked']}",
        "cold, s": lambda s: f"{s['cold']:.2f}",
        "cold at 150 ms and 1.6 Mbit/s, s": lambda s: f"{s['slow']:.2f}",
        "warm, s": lambda s: f"{s['warm']:.2f}",
        "KB, mean (most)": lambda s: f"{s['kb']:.0f} ({s['worst']:.0f})",
        "KB of them of the index": lambda s: f"{s['data']:.0f}",
        "requests": lambda s: f"{s['requests']:.0f}",
    }
    return {
        f"{tool}: {name}": lambda size, tool=tool, cell=cell: cell(figures[size][tool]["search"])
        for tool in tools
        if any("search" in figures[size][tool] for size in figures)
        for name, cell in cells.items()
    }
