"""Single characters: where folding begins and ends, and what is dropped whole."""

from __future__ import annotations

import json
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

from wenda.naming.characters import (
    LETTERS,
    clusters,
    compatible,
    foldable,
    has_marks,
    is_dropped,
    is_foldable,
    is_unseen,
    letters_of,
)
from wenda.naming.fold import fold, folded_text

CASES = Path(__file__).parents[1] / "cases"
KNOWN = json.loads((CASES / "characters.json").read_text("utf-8"))


def characters(name: str) -> list[str]:
    return [chr(int(code, 16)) for code in KNOWN[name]]


@pytest.mark.parametrize("version", [1, 2])
def test_what_is_dropped_is_no_part_of_a_word(version: int) -> None:
    for char in characters("dropped"):
        assert is_dropped(char), hex(ord(char))
        assert letters_of(char) == letters_of(char.upper()) == letters_of(char.lower()) == ""
        assert fold(f"中{char}国", version=version).text == "中国"
        assert folded_text(f"中{char}国", version=version) == "中国"


def test_what_is_dropped_is_seen_or_not() -> None:
    unseen = characters("unseen")
    assert all(map(is_unseen, unseen))
    assert all(map(is_dropped, unseen))
    seen = set(characters("dropped")) - set(unseen)
    assert not any(map(is_unseen, seen))
    assert not any(map(is_unseen, ("\ufdff", "\ufe10", "\ufefe", "\uff00", "\U000e1000", "A")))


@pytest.mark.parametrize("version", [1, 2])
def test_what_passes_unchanged(version: int) -> None:
    for char in characters("unchanged"):
        assert not is_dropped(char), hex(ord(char))
        assert not is_foldable(char), hex(ord(char))
        assert letters_of(char) == char
        assert fold(char, version=version).text == char


def test_what_is_folded() -> None:
    for code, folded in KNOWN["folded"]:
        char = chr(int(code, 16))
        assert is_foldable(char), code
        assert letters_of(char) == folded, code


def test_each_character_is_dropped_or_folded_or_neither() -> None:
    every = set(foldable())
    assert len(every) == sum(1 for _ in foldable())
    edges = {ord(char) for char in every}
    assert all(is_foldable(char) for char in every)
    starts = [0, *(b for a, b in pairwise(sorted(edges)) if b != a + 1)]
    ends = [a for a, b in pairwise(sorted(edges)) if b != a + 1]
    assert [hex(code) for code in starts] == [
        *("0x0", "0x1e00", "0x2e00", "0x4dc0", "0xf900", "0xfe10", "0xff00", "0x2f800"),
    ]
    assert [hex(code) for code in [*ends, max(edges)]] == [
        *("0x52f", "0x2bff", "0x33ff", "0x4dff", "0xfb06", "0xfe6f", "0xffef", "0x2fa1f"),
    ]


def test_two_cases_and_two_widths_are_one() -> None:
    for code in range(0x21, 0x7F):
        char, wide = chr(code), chr(code + 0xFEE0)
        assert compatible(wide) == compatible(char) == char.lower()
        assert letters_of(wide) == letters_of(char) == (char.lower() if char.isalnum() else "")
    assert LETTERS[ord("Ａ")] == LETTERS[ord("Ａ")] == "a"


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", []),
        ("甲乙", ["甲", "乙"]),
        ("e\u0301", ["e\u0301"]),
        ("甲e\u0301\u0302乙", ["甲", "e\u0301\u0302", "乙"]),
        ("か\u3099き\u309aｶﾞﾊﾟ", ["か\u3099", "き\u309a", "ｶﾞ", "ﾊﾟ"]),
        ("\u0300甲", ["\u0300", "甲"]),  # a mark on nothing
        ("甲\u036f\u0370", ["甲\u036f", "\u0370"]),
        ("甲\u02ff\u0300", ["甲", "\u02ff\u0300"]),
        ("a\u0301b\u0301c", ["a\u0301", "b\u0301", "c"]),
    ],
)
def test_characters_with_their_marks(text: str, spans: list[str]) -> None:
    assert [text[start:end] for start, end in clusters(text)] == spans
    assert has_marks(text) == any(len(span) > 1 for span in spans)


def test_marks_that_compose_stay_and_others_go() -> None:
    assert letters_of("e\u0301") == "é"
    assert letters_of("中\u0301") == "中"
    assert letters_of("カ\u3099") == letters_of("ｶﾞ") == "ガ"
    assert letters_of("😀\u0301") == ""
    assert letters_of("Ա\u0301") == "Ա"  # of what is not folded the marks go too


def test_beside_numbers_other_scripts_and_pictures_are_what_they_are() -> None:
    for text, folded in (("5กิ甲", "5กิ甲"), ("5😀\u0301国", "5国"), ("5Ա\u0301", "5Ա")):
        assert fold(text, version=2).text == folded


def test_letters_compose() -> None:
    assert unicodedata.normalize("NFC", letters_of("A\u030a")) == letters_of("Å")
