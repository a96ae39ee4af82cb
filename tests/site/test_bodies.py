"""The body of a page means the same to every renderer: it is HTML, which none of them reads.

Compared are Python-Markdown as MkDocs runs it, a parser of CommonMark, and the text as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from mutations import examples
from support import ROOT, TOY, archive_of, pages, renderer
from wenda.build import read
from wenda.site.render import body_of

COMMONMARK = MarkdownIt("commonmark")
MARKDOWN = renderer()
BLOCK = re.compile(
    "</?(article|blockquote|details|div|h[1-6]|li|nav|p|script|section|table|ul)[ >]"
)
OF_A_CONFERENCE = re.compile(r"\d{4}-\d\d-\d\d-.*\.md$")
ODD = st.text(
    st.sampled_from("甲 　\t#*_`<>&[]{}|~=+-1.:!\\\"'/\n\r\u2028\u0085"), min_size=1, max_size=12
)


def bodies(all_pages: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The bodies of the pages of conferences."""
    return (body_of(text) for path, text in all_pages if OF_A_CONFERENCE.match(path))


def lines(html: str) -> list[str]:
    """White space between blocks says nothing."""
    return [line for line in html.split("\n") if line]


def check(body: str) -> None:
    for chunk in re.split(r"\n{2,}", body.strip("\n")):
        assert BLOCK.match(chunk), chunk[:80]
    assert "markdown=" not in body
    assert lines(MARKDOWN.reset().convert(body)) == lines(body)
    assert lines(COMMONMARK.render(body)) == lines(body)


def test_every_page_of_the_toy_archive() -> None:
    golden = TOY / "golden"
    files = [(path.relative_to(golden).as_posix(), path) for path in golden.rglob("*.md")]
    found = list(bodies((name, path.read_text("utf-8")) for name, path in files))
    for what in ("这个地址曾经属于", ">校勘</h2>", ">旧地址</h2>", ">全文：", "版面文字"):
        assert any(what in body for body in found), what
    for body in found:
        check(body)


def test_every_page_of_ours() -> None:
    archive = read(ROOT)
    for body in bodies(pages(archive)):
        check(body)


@examples(100, 2_000)
@given(ODD, ODD)
def test_whatever_people_write(printed: str, edited: str) -> None:
    words = f"甲{' '.join(printed.split())}"
    archive = archive_of(
        f"**新华社记者：**{words}\n**王毅：**{words}\n",
        title=edited,
        place=edited,
        subject=edited,
        incomplete=edited,
        basis=edited,
        exchanges={"q01": {"heading": edited}},
    )
    for body in bodies(pages(archive)):
        check(body)
