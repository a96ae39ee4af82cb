"""The policy of a page: what it lets run, and what it does not."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from lxml import etree

from wenda.site.csp import inline_scripts, with_policy

PAGE = (
    "<!doctype html>\n<html>\n  <head lang='zh'>\n<meta charset=utf-8></head><body>字</body></html>"
)


def policy(html: str) -> dict[str, list[str]]:
    """The directives of the first policy in a page, by their name."""
    page = etree.HTML(html)
    (content, *_) = page.xpath("//head/*[1]/@content")
    assert page.xpath("//head/*[1]/@http-equiv") == ["Content-Security-Policy"]
    directives = [directive.split() for directive in str(content).split(";")]
    return {name: sources for name, *sources in directives}


def allowed_hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def test_it_stands_first_in_the_head_and_changes_nothing_else() -> None:
    html = with_policy(PAGE, ["a()"])
    assert re.sub(r"<meta http-equiv[^>]*>", "", html) == PAGE
    assert policy(html)["script-src"] == ["'self'", allowed_hash("a()")]


def test_only_what_is_named_may_run_inline() -> None:
    """A page full of scripts has the same policy as one without."""
    full = PAGE.replace("字", "<script>alert(1)</script>")
    assert policy(with_policy(full, ["a()"])) == policy(with_policy(PAGE, ["a()"]))


def test_no_way_round_it() -> None:
    directives = policy(with_policy(PAGE, []))
    sources = [source for each in directives.values() for source in each]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "https:"} & {*sources}
    assert directives["default-src"] == directives["script-src"] == ["'self'"]
    assert directives["object-src"] == directives["base-uri"] == ["'none'"]
    assert directives["form-action"] == ["'self'"]
    assert "style-src" not in directives


def test_the_same_script_twice_is_named_once() -> None:
    assert with_policy(PAGE, ["a()", "b()", "a()"]) == with_policy(PAGE, ["a()", "b()"])


def test_a_page_without_a_head_is_said() -> None:
    with pytest.raises(ValueError, match="head"):
        with_policy("<header>字</header>", [])


def test_the_hash_is_of_the_words_as_they_are() -> None:
    """As `printf '字&amp;<b>' | openssl dgst -sha256 -binary | base64` gives it."""
    text = "var a = '字&amp;<b>';\n"
    assert inline_scripts(f"<script>{text}</script>") == [text]
    known = "'sha256-nSj8yF3KfgdmnQmu6o74qMUlYVxnk1xIO0vAvx7R0d4='"
    assert known in with_policy(PAGE, ["字&amp;<b>"])


@pytest.mark.parametrize(
    ("html", "scripts"),
    [
        ("<script>a</script><p>b</p><script>c</script>", ["a", "c"]),
        ("<SCRIPT type=module>a</SCRIPT>", ["a"]),
        ('<script type="importmap">{}</script>', ["{}"]),
        ("<script></script>", [""]),
        ("<script src=a.js></script>", []),
        ('<script type="application/ld+json">{}</script>', []),
        ('<script id="__config" type="application/json">{}</script>', []),
        ("<script>a<b></script>", ["a<b>"]),
        ("<p>&lt;script&gt;a&lt;/script&gt;</p>", []),
        ("<!-- <script>a</script> -->", []),
    ],
)
def test_scripts_are_read_as_a_browser_reads_them(html: str, scripts: list[str]) -> None:
    assert inline_scripts(html) == scripts
