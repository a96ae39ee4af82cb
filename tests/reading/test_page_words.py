"""What the proof reads on a page: every visible word of a unit, each once, and no other."""

from __future__ import annotations

import pytest

from wenda.reading.proof import OUTSIDE, Run, difference, read_page


def words(html: str) -> list[tuple[str, str, str, str]]:
    return [(run.unit, run.kind, run.id, run.text) for run in read_page(html).runs]


def in_unit(html: str) -> list[tuple[str, str, str, str]]:
    return words(f'<article data-unit="q01">{html}</article>')


@pytest.mark.parametrize(
    ("html", "runs"),
    [
        ('<p id="p1" data-kind="answer">甲乙</p>', [("answer", "p1", "甲乙")]),
        ('<p data-kind="label">甲：</p>', [("label", "", "甲：")]),
        (
            '<p data-kind="answer">甲<a href="#e1">乙<i>丙</i></a>丁</p>',
            [("answer", "", "甲乙丙丁")],
        ),
        ('<p data-kind="answer">甲<br>乙<img alt="丙">丁</p>', [("answer", "", "甲乙丁")]),
        ('<p data-kind="answer">&#60;甲&amp;&#32;</p>', [("answer", "", "<甲& ")]),
        ('<p data-kind="answer">甲</b>乙</p>', [("answer", "", "甲乙")]),
        # An end tag ends what stands open inside.
        ('<p data-kind="answer"><b>甲</p>乙', [("answer", "", "甲"), (OUTSIDE, "", "乙")]),
        (
            '<section data-kind="answer">甲<b></section>\n<p data-kind="label">乙</p>',
            [("answer", "", "甲"), ("label", "", "乙")],
        ),
        ("<h2> 甲 </h2>\n ", [(OUTSIDE, "", "甲")]),
        ('<p id="p1" data-kind="answer"></p>', [("answer", "p1", "")]),
    ],
)
def test_words_of_a_unit(html: str, runs: list[tuple[str, str, str]]) -> None:
    assert in_unit(html) == [("q01", *run) for run in runs]


@pytest.mark.parametrize(
    "html",
    [
        "甲<span hidden>藏</span>乙",
        '甲<span hidden="">藏</span>乙',
        '甲<span hidden="until-found">藏<b>藏</b>藏</span>乙',
        "甲<i><span hidden>藏</span></i>乙",
        "甲<br hidden>乙",  # opens nothing, so hides nothing after it
        '甲<span hidden data-kind="answer">藏</span>乙',
        '甲<span hidden data-unit="q02">藏</span>乙',
    ],
)
def test_hidden_words_are_not_on_the_page(html: str) -> None:
    expected = [("q01", "answer", "p1", "甲乙")]
    assert in_unit(f'<p id="p1" data-kind="answer">{html}</p>') == expected


def test_a_hidden_paragraph_or_unit_has_no_words() -> None:
    assert in_unit('<p id="p1" data-kind="answer" hidden>藏</p><p hidden>藏</p>') == []
    assert words('<article data-unit="q01" hidden><p data-kind="answer">藏</p></article>') == []
    assert in_unit('<div hidden>藏</div><p data-kind="answer">甲</p>') == [
        ("q01", "answer", "", "甲"),
    ]


def test_only_words_inside_a_unit_count() -> None:
    html = (
        '<nav data-kind="answer">外</nav><div data-unit="q01"><p data-kind="answer">甲</p></div>外'
        '<p data-kind="answer">外</p><div data-unit="q02">乙</div>'
    )
    assert words(html) == [("q01", "answer", "", "甲"), ("q02", OUTSIDE, "", "乙")]


def test_every_anchor_of_a_page_is_known() -> None:
    page = read_page('<h1 id="a">外</h1><p id="b" hidden></p><br id="c"><p id="" title="d">甲</p>')
    assert page.ids == {"a", "b", "c"}


def test_what_is_cut_off_is_read_to_its_end() -> None:
    html = '<article data-unit="q01"><p data-kind="answer">甲 &am'
    assert words(html) == [("q01", "answer", "", "甲 &am")]


def run(text: str, id: str = "p1", kind: str = "answer", unit: str = "q01") -> Run:
    return Run(unit, kind, id, text)


LONG = "一二三四五六七八九十甲乙丙丁戊己庚辛"


@pytest.mark.parametrize(
    ("expected", "found", "sentence"),
    [
        ([run("甲"), run("乙", "p2")], [run("甲"), run("乙", "p2")], None),
        ([], [], None),
        (
            [run("甲"), run("甲乙丙")],
            [run("甲"), run("甲丁丙")],
            "第 2 段第 2 字起不同：应为 q01 p1 answer「乙丙」，网页是 q01 p1 answer「丁丙」",
        ),
        (
            [run("甲乙")],
            [run("甲乙丙")],
            "第 1 段第 3 字起不同：应为 q01 p1 answer「」，网页是 q01 p1 answer「丙」",
        ),
        (
            [run("甲乙")],
            [run("甲")],
            "第 1 段第 2 字起不同：应为 q01 p1 answer「乙」，网页是 q01 p1 answer「」",
        ),
        (
            [run("甲", "", "label", "opening")],
            [run("甲", "p9")],
            "第 1 段第 2 字起不同：应为 opening - label「」，网页是 q01 p9 answer「」",
        ),
        (
            [run(LONG)],
            [run("某")],
            f"第 1 段第 1 字起不同：应为 q01 p1 answer「{LONG[:16]}…」，网页是 q01 p1 answer「某」",
        ),
        (
            [run("甲某")],
            [run("甲" + LONG)],
            f"第 1 段第 2 字起不同：应为 q01 p1 answer「某」，网页是 q01 p1 answer「{LONG[:16]}…」",
        ),
        (
            [run("甲"), run("乙", "p2"), run("丙", "p3")],
            [run("甲")],
            "缺少 2 段，第一段是 q01 p2 answer「乙」",
        ),
        (
            [run("甲")],
            [run("甲"), run(LONG, "")],
            f"多出 1 段，第一段是 q01 - answer「{LONG[:16]}…」",
        ),
    ],
)
def test_the_first_difference_is_named(
    expected: list[Run], found: list[Run], sentence: str | None
) -> None:
    assert difference(expected, found) == sentence
