"""What a template prints is text to Markdown and to HTML: each character of syntax, one by one."""

from __future__ import annotations

import string

import pytest

from support import site
from wenda.site.render import code, plain, verbatim

CONTROLS = "".join(map(chr, (*range(0x20), 0x7F)))


@pytest.mark.parametrize("char", string.punctuation + CONTROLS)
def test_each_character_of_syntax_is_a_reference(char: str) -> None:
    assert verbatim(f"甲{char}乙") == f"甲&#{ord(char)};乙"


def test_everything_else_stays() -> None:
    plain_words = "甲，。“乙”—…·《丙》、Aa09 z 　\u00a0\u200b𠮷é"
    assert verbatim(plain_words) == plain_words


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (" 甲", "&#32;甲"),
        ("甲 ", "甲&#32;"),
        ("甲 乙", "甲 乙"),
        ("甲  乙", "甲 &#32;乙"),
        ("甲   乙", "甲 &#32;&#32;乙"),
        (" ", "&#32;"),
    ],
)
def test_blanks_that_markdown_would_eat(text: str, written: str) -> None:
    assert verbatim(text) == written


def test_names_of_files_and_fields() -> None:
    assert code("topics/sea[0].csv") == "<code>topics/sea[0].csv</code>"
    assert code("a`b") == "<code>a&#96;b</code>"
    assert plain("../topics/sea.md#p1") == "../topics/sea.md#p1"
    for name in ("a b", "a`b", "a(b)", "", "a\n"):
        with pytest.raises(ValueError, match="not a plain name"):
            plain(name)


@pytest.mark.parametrize("mark", ["`", "``", "*", "_", "~~", "=="])
def test_marks_in_what_editors_write_are_marks(mark: str) -> None:
    """In a title, a place and a heading, which stand where Markdown is read."""
    odd = f"{mark}甲乙{mark}"
    archive, html = site(
        "**新华社记者：**问？\n**王毅：**答。\n",
        title=odd,
        place=odd,
        exchanges={"q01": {"heading": odd}},
    )
    (conference,) = archive.conferences
    for page in ("q01/", ""):
        body = html[f"qa/{conference.slug}/{page}"]
        for element in ("code", "em", "del", "mark"):
            assert f"<{element}>甲乙" not in body
        assert f"{mark}甲乙{mark}" in body
