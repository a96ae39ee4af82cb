"""The rule of numbers, case by case, and where what it keeps was printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wenda.naming.fold import fold, folded_text, signed_numbers
from wenda.naming.numbers import is_of_number, may_hold_numbers, numbers_in

CASES = Path(__file__).parents[1] / "cases"
KEPT: list[list[str]] = json.loads((CASES / "numbers.json").read_text("utf-8"))


@pytest.mark.parametrize(("text", "folded"), KEPT, ids=lambda value: repr(value))
def test_what_is_kept(text: str, folded: str) -> None:
    assert fold(text, version=2).text == folded
    assert folded_text(text, version=2) == folded
    assert fold(folded, version=2).text == folded


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("5 - 3", [("5", 0, 1), ("~", 2, 3), ("3", 4, 5)]),
        ("5，。3", [("5", 0, 1), (" ", 1, 3), ("3", 3, 4)]),
        ("5 -3", [("5", 0, 1), (" ", 2, 3), ("-", 2, 3), ("3", 3, 4)]),
        ("5——3", [("5", 0, 1), ("~", 1, 3), ("3", 3, 4)]),
        ("2²", [("2", 0, 1), ("^", 1, 2), ("2", 1, 2)]),
        ("2½", [("2", 0, 1), (" ", 1, 2), ("1", 1, 2), ("/", 1, 2), ("2", 1, 2)]),
        ("1,000", [("1", 0, 1), ("0", 2, 3), ("0", 3, 4), ("0", 4, 5)]),
        ("甲，５％", [("甲", 0, 1), ("5", 2, 3), ("%", 3, 4)]),
    ],
)
def test_what_is_kept_says_where_it_was_printed(
    text: str, places: list[tuple[str, int, int]]
) -> None:
    folded = fold(text, version=2)
    assert list(zip(folded.text, folded.offsets, folded.ends, strict=True)) == places


@pytest.mark.parametrize(
    ("folded", "numbers"),
    [
        ("增1.5%至-3，$100亿、5~10与10^2", ["1.5%", "-3", "$100", "5", "10", "10^2"]),
        ("≥5°.5 1/2×3 4€ .. 7+", ["≥5°", ".5", "1/2×3", "4€", "7+"]),
        ("甲乙", []),
        ("٣", []),  # a digit of another script is a letter to the rule
    ],
)
def test_where_numbers_stand(folded: str, numbers: list[str]) -> None:
    assert [folded[start:end] for start, end in numbers_in(folded)] == numbers


RUN = 300_000  # so long that what takes its square would not end


def test_a_long_run_of_signs_is_read_once() -> None:
    """Signs without a number, which are kept; and the number at the end of them has them all."""
    assert not list(numbers_in("$" * RUN + "甲"))
    assert list(numbers_in("$" * RUN + "5甲$5")) == [(0, RUN + 1), (RUN + 2, RUN + 4)]
    assert list(numbers_in("5$$-3--.5")) == [(0, 3), (3, 5), (5, 9)]


@pytest.mark.parametrize("sign", ["$", "+", "-", "≥ ", "（", ",000", "1.", "½"])
def test_a_long_run_is_folded_once(sign: str) -> None:
    text = f"甲5{sign * (RUN // 10)}5乙"
    assert fold(fold(text).text).text == folded_text(text)


def test_what_is_of_a_number() -> None:
    assert all(map(is_of_number, "09 ~.:/·×^+±<>≤≥≠=≈、$€%‰°′″"))
    assert not any(map(is_of_number, "甲aé一"))


def test_texts_in_which_nothing_can_be_kept_are_told() -> None:
    assert all(map(may_hold_numbers, ["0", "甲9乙", "$", "¢", "€", "%", "‰", "‱", "５", "①", "½"]))
    assert not any(map(may_hold_numbers, ["", "甲，乙", "一二三", "abc +-", "～"]))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("－3与３", ["-3"]),
        ("−3、+3", ["−3", "+3"]),
        ("5", []),
        ("5％、5‰", ["5%", "5‰"]),
        ("1.5、1,5", ["1.5", "1,5"]),
        (
            "3：30、3/4、9·11、5—6、5–6、5~6、5-6",
            ["3:30", "3/4", "9·11", "5—6", "5–6", "5~6", "5-6"],
        ),
        ("第5。6条", []),
        ("+甲-乙", []),
        ("٣.٤", []),
    ],
)
def test_numbers_with_a_sign_in_version_1(text: str, numbers: list[str]) -> None:
    assert signed_numbers(text) == numbers
