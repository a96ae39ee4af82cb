"""Whatever a transcript holds arrives in the HTML as it is."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from mutations import examples
from support import pages, site
from wenda.addresses import anchor_of
from wenda.model import Kind
from wenda.reading.proof import Run, read_page
from wenda.site.render import verbatim
from wenda.verify import expected_runs, verdict_of

NASTY = [
    "*重点* **粗** _斜_ __粗__ ~~删~~ ==亮== ^上^",
    "# 标题",
    "1. 第一",
    "- 一",
    "<script>alert('x')</script>",
    "<!-- 注 --> &amp; &lt; &#60; & < >",
    "`code` ```fence```",
    "[x](y) ![x](y) [x][y] [^1] [x]: y",
    "{{ page.title }} {% raw %} {: .class } {#id}",
    "    缩进四格",
    "::: note",
    "!!! note",
    "--8<-- 'qa/home.inc'",
    "https://example.org/a_b_c?d=e&f=g",
    "| a | b |",
    "两个  空格，　全角空格，\u00a0不断空格\u200b零宽",
    "$x$ \\(y\\) \\[z\\] \\*",
    "=== '标签'",
    "wzxhzdk:0 klzzwxh:0001",
    "Ünïcödé 𠮷野家 👍🏽 한국어 العربية",
    "</p></section></article>",
    "*[HTML]: x",
    "---",
]


def check(text: str, **sidecar: Any) -> None:
    archive, html = site(text, **sidecar)
    for conference in archive.conferences:
        verdict = verdict_of(conference, html.__getitem__)
        assert verdict.problems == ()
        assert verdict.holds


@pytest.mark.parametrize("words", NASTY)
def test_syntax_is_text(words: str) -> None:
    check(f"**新华社记者：**{words}\n**王毅：**{words}\n甲{words}\n{words}乙\n")


LINE = st.text(
    st.one_of(
        st.sampled_from(list("*_#`<>&[](){}|~^=+-!$\\/:;'\"%@.,0123456789 \t　甲乙，。“”")),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    max_size=30,
)


@examples(150, 2_000)
@given(st.lists(LINE, min_size=1, max_size=5))
@example(["<div markdown='1'>", "*x*", "</div>"])
def test_any_words_arrive_verbatim(lines: list[str]) -> None:
    check("**新华社记者：**问\n**王毅：**答\n" + "\n".join(lines) + "\n")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_verbatim_leaves_no_syntax(text: str) -> None:
    written = str(verbatim(text))
    outside = "".join(part.partition(";")[2] for part in ("x;" + written).split("&"))
    assert not set(outside) & set("<>\"'`*_[]{}()|\\~^=!-")


def test_headings_and_facts_are_text_too() -> None:
    odd = "<b>*粗*</b> {{ x }} [y](z)"
    _, html = site(
        "**新华社记者：**问？\n**王毅：**答。\n",
        title=odd,
        place=odd,
        exchanges={"q01": {"heading": odd}},
    )
    for page in html.values():
        assert "<b>" not in page
        assert "<em>" not in page
        assert 'href="z"' not in page


def test_a_joined_paragraph_is_whole_and_says_so() -> None:
    _, html = site(
        "**新华社记者：**问？\n**王毅：**全面\n伙伴关系。\n",
        joins=[{"before": "全面", "after": "伙伴", "reason": "分页"}],
    )
    page = html["qa/2024-03-07-wang-yi/q01/"]
    assert '<p id="p2" data-kind="answer">全面伙伴关系。</p>' in page
    assert "第 2 至 3 行在原文中于“全面”之后断开（分页）" in page


def test_an_erratum_marks_the_words_and_leaves_them() -> None:
    errata = [{"quote": "是正否变得", "reading": "正否", "suggestion": "否", "note": "疑衍。"}]
    text = "**新华社记者：**前景是正否变得黯淡？\n**王毅：**答。\n"
    check(text, errata=errata)
    _, html = site(text, errata=errata)
    page = html["qa/2024-03-07-wang-yi/q01/"]
    assert '<a class="wd-erratum" id="r1" href="#e1">正否</a>' in page
    assert '<li id="e1">' in page


def test_the_tail_of_an_answer_says_that_it_has_no_question() -> None:
    _, html = site("（上接第二版）前答。\n**新华社记者：**问？\n**王毅：**答。\n")
    assert "这一则没有提问" in html["qa/2024-03-07-wang-yi/q01/"]
    assert "这一则没有提问" not in html["qa/2024-03-07-wang-yi/q02/"]


def test_generated_front_matter_is_plain_yaml(tmp_path: Path) -> None:
    archive, _ = site("**新华社记者：**问：“大海”？\n**王毅：**答。\n")
    page = dict(pages(archive))["2024-03-07-wang-yi/q01.md"]
    front = yaml.safe_load(page.split("---\n")[1])
    assert front["exchange"] == "2024-03-07-wang-yi/q01"
    assert front["outlets"] == [{"id": "xinhua", "name": "新华社"}]
    assert front["label"] == "新华社记者"
    assert front["topics"] == [{"id": "sea", "name": "海洋", "reason": "大海"}]
    assert [p["id"] for p in front["paragraphs"]] == ["p1", "p2"]
    assert front["source"]["lines"] == "1-2"


def test_the_expected_words_are_those_of_the_transcript() -> None:
    archive, _ = site("**新华社记者：**问？\n**王毅：**答。\n")
    assert expected_runs(archive.conferences[0].parts[0], anchor_of) == [
        Run("q01", Kind.LABEL, "", "新华社记者："),
        Run("q01", Kind.QUESTION, "p1", "问？"),
        Run("q01", Kind.LABEL, "", "王毅："),
        Run("q01", Kind.ANSWER, "p2", "答。"),
    ]
    assert read_page("<p data-kind='answer'>theme</p>").runs == []


def test_a_website_has_no_title_marks() -> None:
    text = "**新华社记者：**问？\n**王毅：**答。\n"
    _, html = site(text, publication={"name": "外交部网站", "date": "2024-03-08", "kind": "网站"})
    assert "<strong>刊发</strong>　外交部网站2024年3月8日" in html["qa/2024-03-07-wang-yi/q01/"]
    _, html = site(text)
    assert "<strong>刊发</strong>　《某报》2024年3月8日" in html["qa/2024-03-07-wang-yi/q01/"]


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\n"], ids=["U+2028", "U+2029", "LF"])
def test_a_line_end_in_a_heading_leaves_it_a_heading(end: str) -> None:
    heading = f"前半{end}后半"
    text = "**新华社记者：**问？\n**王毅：**答。\n"
    archive, html = site(text, exchanges={"q01": {"heading": heading}})
    page = html[f"qa/{archive.conferences[0].slug}/q01/"]
    (found,) = re.findall("<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert unescape(found) == heading
    text = dict(pages(archive))[f"{archive.conferences[0].slug}/q01.md"]
    assert yaml.safe_load(text.split("\n---\n")[0])["title"] == heading
    assert "\u2028" not in text
    assert "\u2029" not in text
