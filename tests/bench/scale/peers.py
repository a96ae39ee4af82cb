"""The same exchanges as plain pages for the peers: Material as it comes, and Zensical.

One page an exchange (heading, date, tags for outlet and topic, question and answer) and one a
conference, as somebody would write them by hand who has no Wenda: less on each page than ours,
which also have citations, full texts, lists, feeds and data files. Their lists are the navigation
and tags of the theme, their search the theme's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from archive import Conference, Exchange

_CONFIG = """site_name: 同样的页面
theme: {name: material, language: zh, font: false}
plugins:
  - search: {lang: zh}
  - tags
"""
_PRUNED = _CONFIG.replace("font: false", "font: false, features: [navigation.prune]")
CONFIGS = {"material": _CONFIG, "material-pruned": _PRUNED, "zensical": _CONFIG}
"""Each peer's mkdocs.yml. Pruned: what Material advises for a large site; no default."""


def write(folder: Path, conferences: Iterable[Conference], peer: str) -> None:
    """A project for a peer."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIGS[peer], "utf-8")
    (docs / "index.md").write_text("# 首页\n\n问答。\n", "utf-8")
    (docs / "tags.md").write_text("# 标签\n\n<!-- material/tags -->\n", "utf-8")
    for made in conferences:
        add(folder, made)


def add(folder: Path, made: Conference) -> None:
    """The pages of one conference."""
    home = folder / "docs" / str(made.day.year) / made.name
    home.mkdir(parents=True, exist_ok=True)
    links = []
    for number, exchange in enumerate(made.exchanges, start=1):
        links.append(f"- [{exchange.heading}](q{number:02}.md)")
        (home / f"q{number:02}.md").write_text(_page(made, exchange), "utf-8")
    (home / "index.md").write_text("\n".join([f"# {made.title}", "", *links, ""]), "utf-8")


def _page(made: Conference, exchange: Exchange) -> str:
    said = []
    for label, (first, *others) in exchange.turns:
        said += [f"**{label}：**{first}", *others]
    tags = [f"  - {each}" for each in (exchange.outlet, exchange.topic) if each]
    head = ["---", f"title: '{exchange.heading}'", "tags:", *tags, "---", ""]
    return "\n".join(head) + f"\n# {exchange.heading}\n\n{made.day}\n\n" + "\n\n".join(said) + "\n"
