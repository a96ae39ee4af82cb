"""The proof over parts: what it counts, and how it says what is lost, doubled or not as printed."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from wenda.model import Exchange, Kind, Paragraph, Part, Piece, Turn
from wenda.reading.proof import Proof, digest, prove, read_page

TEXT = "**甲：**问\n\n  答一。\n答二。\n"
MARKS = {"**"}
OPEN, LABEL, CLOSE = (
    Piece(Kind.MARKUP, 0, "**"),
    Piece(Kind.LABEL, 2, "甲："),
    Piece(Kind.MARKUP, 4, "**"),
)
QUESTION = Piece(Kind.QUESTION, 6, "问")
FIRST, SECOND = Piece(Kind.ANSWER, 11, "答一。"), Piece(Kind.ANSWER, 15, "答二。")


def part(*words: Piece, label: tuple[Piece, ...] = (OPEN, LABEL, CLOSE)) -> Part:
    paragraphs = tuple(Paragraph((piece,), 1, 1) for piece in words)
    return Exchange((Turn(Kind.QUESTION, label, paragraphs, 1),))


def proof(*parts: Part, text: str = TEXT, data: bytes | None = None) -> Proof:
    return prove(text.encode() if data is None else data, text, parts, MARKS)


def test_each_character_is_counted_once() -> None:
    whole = proof(part(QUESTION, FIRST, SECOND))
    assert whole.holds
    assert whole.counts == {
        **dict.fromkeys(Kind, 0),
        Kind.MARKUP: 4,
        Kind.LABEL: 2,
        Kind.QUESTION: 1,
        Kind.ANSWER: 6,
        Kind.SPACE: 6,
    }
    assert (whole.total, sum(whole.counts.values())) == (len(TEXT), len(TEXT))
    assert whole.source == whole.rebuilt == hashlib.sha256(TEXT.encode()).hexdigest()
    assert whole.words == hashlib.sha256("甲：问答一。答二。".encode()).hexdigest()
    assert digest(["甲：", "问"]) == hashlib.sha256("甲：问".encode()).hexdigest()


@pytest.mark.parametrize(
    ("parts", "problems", "unaccounted"),
    [
        ([part(QUESTION, SECOND)], ["第 12 字起没有着落：「答一。」"], 3),
        ([part(QUESTION, FIRST)], ["第 16 字起没有着落：「答二。」"], 3),
        ([part(FIRST, SECOND, label=())], ["第 1 字起没有着落：「**甲：**问」"], 7),
        ([part(QUESTION)], ["第 12 字起没有着落：「答一。答二。」"], 6),
        ([part(QUESTION, FIRST, FIRST, SECOND)], ["第 12 字起重复或错位：「答一。」"], 3),
        (
            [part(QUESTION, SECOND, FIRST)],
            ["第 12 字起没有着落：「答一。」", "第 12 字起重复或错位：「答一。」"],
            6,
        ),
        # What comes after a doubled piece is still looked at.
        (
            [part(QUESTION, QUESTION, FIRST, replace(SECOND, text="答三。"))],
            ["第 7 字起重复或错位：「问」", "第 16 字起与原文不同：「答三。」"],
            4,
        ),
        (
            [part(QUESTION, replace(FIRST, text="答一！"), SECOND)],
            ["第 12 字起与原文不同：「答一！」"],
            3,
        ),
        (
            [part(QUESTION, replace(FIRST, kind=Kind.MARKUP), SECOND)],
            ["第 12 字起被当作标记：「答一。」"],
            3,
        ),
        ([], ["第 1 字起没有着落：「**甲：**问答一。答二。」"], 13),
    ],
)
def test_what_is_wrong_is_named_with_its_place(
    parts: list[Part], problems: list[str], unaccounted: int
) -> None:
    found = proof(*parts)
    assert list(found.problems) == problems
    assert found.unaccounted == unaccounted
    assert not found.holds


def test_of_much_the_beginning_is_shown() -> None:
    for length, shown in ((16, "字" * 16), (17, "字" * 16 + "…")):
        (problem,) = proof(text="字" * length).problems
        assert problem == f"第 1 字起没有着落：「{shown}」"


def test_lost_words_are_no_white_space() -> None:
    found = proof(part(QUESTION, SECOND))
    assert found.counts[Kind.SPACE] == 6
    assert sum(found.counts.values()) + found.unaccounted == len(TEXT)


def test_a_proof_holds_only_where_everything_agrees() -> None:
    whole = proof(part(QUESTION, FIRST, SECOND))
    assert not replace(whole, unaccounted=1).holds
    assert not replace(whole, problems=("甲",)).holds
    assert not replace(whole, rebuilt="0").holds
    assert not proof(part(QUESTION, FIRST, SECOND), data=TEXT.encode() + b"\n").holds


def test_a_byte_order_mark_and_its_line_ends_are_of_the_bytes() -> None:
    text = TEXT.replace("\n", "\r\n")
    first, second = replace(FIRST, start=13), replace(SECOND, start=18)
    assert proof(
        part(QUESTION, first, second), text=text, data=b"\xef\xbb\xbf" + text.encode()
    ).holds


@pytest.mark.parametrize(
    "element",
    [
        *("area", "base", "br", "col", "embed", "hr", "img"),
        *("input", "link", "meta", "wbr"),
    ],
)
def test_an_element_without_an_end_opens_nothing(element: str) -> None:
    """Hidden or of a kind, it has no words: what follows is not inside it."""
    html = (
        '<div data-unit="q01"><div data-kind="answer">甲'
        f"<{element} hidden>乙</div><{element} data-kind=answer>丙</div>"
    )
    runs = [(run.kind, run.text) for run in read_page(html).runs]
    assert runs[0] == ("answer", "甲乙")
    assert ("outside", "丙") in runs
