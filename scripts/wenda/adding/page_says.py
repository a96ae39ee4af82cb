"""What a saved page says of itself, and what it shows that plain lines cannot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from wenda.model import clip

_SPACE = re.compile("[ \t\r\n\f]+")


def title(tree: LexborHTMLParser) -> str:
    """The page's title without the site's name behind it."""
    node = tree.css_first("title")
    words = _SPACE.sub(" ", node.text()).strip() if node else ""
    return re.split(r"\s*(?:[_|｜]|\s[-–—]\s|--|——)", words)[0].strip()


_NAMES = {
    "site": ("sitename", "og:site_name", "application-name"),
    "url": ("og:url",),
    "published": ("pubdate", "publishdate", "article:published_time", "publication_date"),
}
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(?P<url>\S+?)\s*-->")


def meta(tree: LexborHTMLParser, html: str) -> Mapping[str, str]:
    given: dict[str, str] = {}
    for node in tree.css("meta"):
        name = (node.attributes.get("name") or node.attributes.get("property") or "").casefold()
        given.setdefault(name, (node.attributes.get("content") or "").strip())
    found = {
        key: next((given[name] for name in names if given.get(name)), "")
        for key, names in _NAMES.items()
    }
    link = tree.css_first("link[rel=canonical]")
    saved = _SAVED_FROM.search(html[:4096])
    found["url"] = found["url"] or (link and link.attributes.get("href")) or ""
    found["url"] = found["url"] or (saved["url"] if saved else "")
    if not re.match(r"https?://\S+$", found["url"]):
        del found["url"]
    return {key: value for key, value in found.items() if value}


def remarks(body: LexborNode, article: int) -> Iterator[str]:
    """What the page shows and plain lines cannot: raised and lowered signs, numbers of lists."""
    root = next((node for node in body.css("*") if node.mem_id == article), body)
    signs = [_SPACE.sub(" ", node.text()).strip() for node in root.css("sup, sub")]
    if signs:
        shown = "、".join(f"「{clip(sign, 10)}」" for sign in signs[:8])
        yield f"有 {len(signs)} 处上标或下标，文字稿里与正文平排，请对照来稿：{shown}"
    if lists := [node for node in root.css("ol") if node.text().strip()]:
        yield f"有 {len(lists)} 个自动编号的列表，编号不是文字，文字稿里没有"
    if struck := [node.text() for node in root.css("del, s, strike") if node.text().strip()]:
        yield f"有 {len(struck)} 处划去的字，文字稿里没有划线：「{clip(struck[0])}」"
