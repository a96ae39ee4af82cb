"""One adapter per tool: `build` writes what a static host would hold, and beside this module a
client of the same name (`.mjs`) asks it in the browser::

    export async function open(base) → {search(query, {limit, all, near}) →
        {exchanges: [numbers in order], count, places?, near?, shown: texts on screen}}

`limit` results are shown with their text; with `all` the list names every exchange (for the sets);
with `near` the tool's most forgiving mode is asked. A client reads /bench/keys.json, which no
tool pays for, to tell exchanges from the tool's own names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
NODE_MODULES = HERE.parent / "node_modules"


@dataclass(frozen=True, slots=True)
class Tool:
    """What the harness knows of a tool."""

    name: str
    module: str  # of this package, with `build(archive, folder, options)`
    options: Mapping[str, object]
    slow: bool = False  # at 10,000 exchanges asked fewer questions

    @property
    def build(self) -> Callable[..., dict[str, object]]:
        """(archive, folder, **options) → what the tool says of its names and its build."""
        built: Callable[..., dict[str, object]] = import_module(f"tools.{self.module}").build
        return built

    @property
    def client(self) -> Path:
        return HERE / f"{self.module}.mjs"


TOOLS = {
    tool.name: tool
    for tool in (
        Tool("wenda", "wenda_search", {}),
        Tool("material", "material_search", {}, slow=True),
        Tool("zensical", "zensical_search", {}),
        Tool("pagefind", "pagefind_search", {"spaced": False}, slow=True),
        Tool("pagefind-chars", "pagefind_search", {"spaced": True}, slow=True),
        Tool("minisearch", "minisearch", {}),
        Tool("flexsearch", "flexsearch", {}),
    )
}
