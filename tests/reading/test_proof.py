"""The proof, proved: damage parts and pages in every way and see it fail."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from support import site
from wenda.archive import Archive
from wenda.model import Exchange, Kind, Paragraph, Part, Piece, Turn
from wenda.reading.dialects import BOLD_LABEL
from wenda.reading.proof import prove
from wenda.verify import verdict_of

TEXT = """（上接第二版）前答。

**新华社记者：**第一问？

**王毅：**第一答，有两个  空格。

第一答的第二段。

**路透社记者：**第二问？

**王毅：**第二答。

记者会历时1小时。
"""


@pytest.fixture(scope="module")
def built() -> tuple[Archive, dict[str, str]]:
    return site(TEXT)


def parts_of(archive: Archive) -> list[Part]:
    return [Exchange(part.turns) for part in archive.conferences[0].parts]


def problems(archive: Archive, html: dict[str, str]) -> list[str]:
    verdict = verdict_of(archive.conferences[0], html.__getitem__)
    return [] if verdict.holds else [*verdict.problems, "does not hold"]


def test_the_undamaged_site_holds(built: tuple[Archive, dict[str, str]]) -> None:
    archive, html = built
    assert problems(archive, html) == []
    verdict = verdict_of(archive.conferences[0], html.__getitem__)
    assert sum(verdict.counts.values()) == len("".join(TEXT.split("\n")).replace("*", ""))


SLUG = "2024-03-07-wang-yi"
DAMAGE: dict[str, Callable[[str], str]] = {
    "a character is missing": lambda html: html.replace("第一答，", "第一答"),
    "a character is doubled": lambda html: html.replace("第一问？", "第一问问？"),
    "a character is changed": lambda html: html.replace("第一问？", "第二问？"),
    "two characters are swapped": lambda html: html.replace("第一问", "第问一"),
    "a space is missing": lambda html: html.replace(" &#32;空", " 空"),
    "a space is doubled": lambda html: html.replace("的第二段", "的 第二段"),
    "a label is missing": lambda html: html.replace("新华社记者：", ""),
    "a mark is inside": lambda html: html.replace("第一问？", "第一问？¶"),
    "a paragraph is missing": lambda html: html.replace(
        '<p id="p3" data-kind="answer">第一答的第二段。</p>', ""
    ).replace('<p id="q02-p3" data-kind="answer">第一答的第二段。</p>', ""),
    "a question is said to be an answer": lambda html: html.replace(
        'data-kind="question"', 'data-kind="answer"'
    ),
    "the script ate a tag": lambda html: re.sub(
        r'(data-kind="label">[^<]*)</h[23]>', r"\1", html, count=1
    ),
    "an answer is doubled outside": lambda html: html.replace(
        "</section>", "<p>第一答的第二段。</p></section>", 1
    ),
    "words are invented": lambda html: html.replace("</article>", "又说了一句。</article>", 1),
    "an address is another": lambda html: html.replace('p3"', 'p9"'),
    "a paragraph is hidden": lambda html: re.sub(r'(<p id="(?:q02-)?p3")', r"\1 hidden", html),
    "a unit is another": lambda html: html.replace('data-unit="q02"', 'data-unit="q07"'),
    "a unit comes twice": lambda html: html.replace(
        "</article>",
        '</article><article data-unit="q03"><p data-kind="answer">第二答。</p></article>',
        1,
    ),
}


@pytest.mark.parametrize("page", ["q02/", "text/"])
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_page_fails(
    built: tuple[Archive, dict[str, str]], damage: str, page: str
) -> None:
    archive, html = built
    address = f"qa/{SLUG}/{page}"
    damaged = DAMAGE[damage](html[address])
    assert damaged != html[address]
    assert problems(archive, html | {address: damaged})


def test_swapped_pages_fail(built: tuple[Archive, dict[str, str]]) -> None:
    archive, html = built
    one, other = f"qa/{SLUG}/q02/", f"qa/{SLUG}/q03/"
    assert problems(archive, html | {one: html[other], other: html[one]})


def test_exchanges_in_another_order_fail(built: tuple[Archive, dict[str, str]]) -> None:
    archive, html = built
    text = html[f"qa/{SLUG}/text/"]
    articles = text.split("<article")
    articles[2], articles[3] = articles[3], articles[2]
    assert problems(archive, html | {f"qa/{SLUG}/text/": "<article".join(articles)})


def test_a_missing_page_fails(built: tuple[Archive, dict[str, str]]) -> None:
    archive, html = built

    def read(address: str) -> str:
        if address.endswith("q03/"):
            raise FileNotFoundError(address)
        return html[address]

    verdict = verdict_of(archive.conferences[0], read)
    assert not verdict.holds
    assert any("q03" in problem for problem in verdict.problems)


def test_a_lost_closing_remark_fails(built: tuple[Archive, dict[str, str]]) -> None:
    archive, html = built
    address = f"qa/{SLUG}/"
    assert problems(archive, html | {address: html[address].replace("历时1小时", "历时")})


def test_lost_doubled_moved_and_changed_parts_fail(built: tuple[Archive, dict[str, str]]) -> None:
    parts = parts_of(built[0])

    def holds(changed: list[Part]) -> bool:
        return prove(TEXT.encode(), TEXT, changed, BOLD_LABEL.marks).holds

    assert holds(parts)
    assert not holds(parts[1:])
    assert not holds([*parts, parts[-1]])
    assert not holds([parts[1], parts[0], *parts[2:]])
    first = parts[1]
    assert isinstance(first, Exchange)
    assert not holds([parts[0], Exchange(first.turns[1:]), *parts[2:]])
    turn = first.turns[0]
    paragraph = turn.paragraphs[0]
    piece: Piece = replace(paragraph.pieces[0], text="第一间？")
    changed: Turn = replace(turn, paragraphs=(replace(paragraph, pieces=(piece,)),))
    assert not holds([parts[0], Exchange((changed, *first.turns[1:])), *parts[2:]])


def test_other_bytes_fail(built: tuple[Archive, dict[str, str]]) -> None:
    parts = parts_of(built[0])
    other = TEXT.replace("第一问", "第一间").encode()
    assert not prove(other, TEXT, parts, BOLD_LABEL.marks).holds


def test_unaccounted_counts_characters(built: tuple[Archive, dict[str, str]]) -> None:
    parts = parts_of(built[0])
    lost = prove(TEXT.encode(), TEXT, parts[:-1], BOLD_LABEL.marks)
    assert lost.unaccounted == len("记者会历时1小时。")
    doubled = prove(TEXT.encode(), TEXT, [*parts, parts[-1]], BOLD_LABEL.marks)
    assert doubled.unaccounted == len("记者会历时1小时。")


def test_words_cannot_pass_for_markup(built: tuple[Archive, dict[str, str]]) -> None:
    everything = Piece(Kind.MARKUP, 0, TEXT)
    paragraph = Paragraph((everything,), 1, 1)
    part = Exchange((Turn(Kind.ANSWER, (), (paragraph,), 1),))
    assert not prove(TEXT.encode(), TEXT, [part], BOLD_LABEL.marks).holds
