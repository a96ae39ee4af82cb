"""Folding: the cases, the properties, and that Python and JavaScript fold alike."""

from __future__ import annotations

import json
import random
import subprocess
import unicodedata
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutations import LONG
from wenda.naming.fold import fold, folded_text, signed_numbers
from wenda.naming.numbers import numbers_in
from wenda.naming.script import Script, closed, script_for, simplified

HERE = Path(__file__).parents[1]
CASES: list[dict[str, Any]] = json.loads((HERE / "cases/fold.json").read_text(encoding="utf-8"))
TABLE = simplified()
ANY = st.text(st.characters(exclude_categories=()), max_size=30)


@pytest.fixture
def script() -> Script:
    return TABLE


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any], script: Script) -> None:
    for version, expected in ((1, case["version_1"]), (2, case["fold"])):
        assert fold(case["text"], version=version).text == expected
        assert folded_text(case["text"], version=version) == expected
    if "numbers" in case:
        assert signed_numbers(case["text"]) == case["numbers"]
    if "simplified" in case:
        assert fold(case["text"], script).text == case["simplified"]


# One statement and another: no careful editor would call them the same.
APART = [
    ("1.5 %", "15"),
    ("1.5%", "15%"),
    ("第3、4条", "第34条"),
    ("10、20、30", "102030"),
    ("3 000", "3000"),
    ("$100亿", "￥100亿"),
    ("$100亿", "100亿"),
    ("≤2", "≥2"),
    ("<5", ">5"),
    ("±5", "5"),
    ("½", "12"),
    ("10²", "102"),
    ("5×3", "53"),
    (".5%", "5%"),
    ("-5%", "5%"),
    ("5-10", "510"),
    ("5-10", "5 -10"),
    ("5😀10", "510"),
    ("20:30", "2030"),
    ("9·11", "911"),
    ("10+", "10"),
    ("①②", "12"),
    ("2023。2024", "20232024"),
    ("3。5", "3.5"),
    ("5%", "5‰"),
    ("～5", "5"),
    ("第10条，5", "第105条"),
]
# One statement, printed one way and another.
TOGETHER = [
    ("50 %", "50%"),
    ("５０％", "50%"),
    ("2,000", "2000"),
    ("１２，３４５", "12345"),
    ("5—10", "5～10"),
    ("10、20", "10，20"),
    ("－3", "−3"),
    ("½", "1/2"),
    ("5*3", "5 × 3"),
    ("≥ 5", "≥5"),
    ("25℃", "25°C"),
    ("“所谓”", "所谓"),
    ("F-35，", "F-35"),
    ("1.台湾", "1、台湾"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_numbers_and_signs_are_words(one: str, other: str) -> None:
    assert fold(one, version=2).text != fold(other, version=2).text
    assert fold(f"为{one}。", version=2).text != fold(f"为{other}。", version=2).text


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_ways_of_printing_are_the_same(one: str, other: str) -> None:
    assert fold(one, version=2).text == fold(other, version=2).text


NUMERIC = st.text(
    st.sampled_from("0123456789，,、。.…:/⁄×*·-−—～＋+±<≥$￥%‰°²½①⒈ \u3000\n\u200b😀中aF“”２０㎡"),
    max_size=14,
)


@given(NUMERIC)
def test_numbers_fold_once_and_lead_back(text: str) -> None:
    folded = fold(text, version=2)
    assert folded_text(text, version=2) == folded.text
    assert fold(folded.text, version=2).text == folded.text
    assert all(a <= b for a, b in pairwise(folded.offsets))
    assert all(0 <= a < b <= len(text) for a, b in zip(folded.offsets, folded.ends, strict=True))


@given(NUMERIC)
def test_every_digit_is_in_one_number(text: str) -> None:
    folded = folded_text(text, version=2)
    inside = [at for start, end in numbers_in(folded) for at in range(start, end)]
    assert len(inside) == len(set(inside))
    assert {at for at, char in enumerate(folded) if char in "0123456789"} <= set(inside)


@given(ANY)
def test_folding_twice_changes_nothing(text: str) -> None:
    table = TABLE
    assert fold(fold(text).text).text == fold(text).text
    once = fold(text, table).text
    assert fold(once, table).text == once


@given(ANY)
def test_the_map_leads_back(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.ends) == len(folded.text)
    assert all(a <= b for a, b in pairwise(folded.offsets))
    assert all(0 <= a < b <= len(text) for a, b in zip(folded.offsets, folded.ends, strict=True))
    letters = fold(text, version=1)
    for start in range(len(letters.text)):
        a, b = letters.span(start, len(letters.text))
        assert fold(text[a:b], version=1).text.endswith(letters.text[start:])


def test_fold_and_folded_text_agree_on_every_character() -> None:
    """Of the million that mean nothing, private or not given out, on every hundredth."""
    for code in range(0x110000):
        char = chr(code)
        if LONG or code % 100 == 0 or unicodedata.category(char) not in ("Cn", "Co", "Cs"):
            assert fold(char).text == folded_text(char), hex(code)


def test_the_table_is_closed_and_stays_in_the_basic_plane(script: Script) -> None:
    assert not set(script) & set(script.values())
    assert max(script) < 0x10000
    assert max(script.values()) < 0x10000
    assert all(folded_text(chr(code)) == chr(code) for code in {*script, *script.values()})
    assert closed({1: 2, 2: 3}) == {1: 3, 2: 3}


def test_only_pairs_that_can_help_travel(script: Script) -> None:
    assert script_for(script, ["红灯"]).keys() == {ord("紅"), ord("燈")}


def random_texts(count: int, seed: int) -> list[str]:
    """Texts over the whole of Unicode, with more of what composes and of what we fold."""
    chance = random.Random(seed)
    marks = [*range(0x300, 0x370), 0x3099, 0x309A, 0xFF9E, 0xFF9F]
    ranges = [(0, 0x600), (0x1E00, 0x3400), (0x4E00, 0xA000), (0xF900, 0x10000), (0, 0x110000)]

    def char() -> str:
        if chance.random() < 0.25:
            return chr(chance.choice(marks))
        code = chance.randrange(*chance.choice(ranges))
        return chr(code) if not 0xD800 <= code < 0xE000 else "中"

    return ["".join(char() for _ in range(chance.randrange(12))) for _ in range(count)]


def utf16(offsets: tuple[int, ...], printed: str, folded: str) -> list[int]:
    """Offsets in characters as JavaScript counts them, once per UTF-16 unit of the folded text."""
    units = [0, *accumulate(1 + (char > "\uffff") for char in printed)]
    pairs = zip(offsets, folded, strict=True)
    return [units[at] for at, char in pairs for _ in range(1 + (char > "\uffff"))]


def random_numbers(count: int, seed: int) -> list[str]:
    """Texts full of digits, signs and what stands between them."""
    chance = random.Random(seed)
    chars = (
        "0123456789０２①½²⒈㎡%％‰$￥€°℃+＋-－−—–~～<≤≥=±×*.．,，、：:/·…。 \u3000\n\u200b😀中aF“（"
    )
    return ["".join(chance.choices(chars, k=chance.randrange(12))) for _ in range(count)]


@pytest.mark.parametrize("version", [1, 2])
def test_python_and_javascript_fold_alike(script: Script, version: int) -> None:
    few = 1 if LONG else 5
    texts = random_texts(70_000 // few, seed=20261123)
    texts += random_numbers(30_000 // few, seed=20261124)
    pairs = "".join(map(chr, script)) + "".join(map(chr, script.values()))
    reply = subprocess.run(
        ["node", str(HERE / "js/fold_lines.mjs")],
        input=json.dumps({"script": pairs, "texts": texts, "version": version}),
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    theirs: list[Any] = json.loads(reply.stdout)
    for text, (folded, starts, ends) in zip(texts, theirs, strict=True):
        mine = fold(text, script, version)
        assert mine.text == folded, text
        assert utf16(mine.offsets, text, mine.text) == starts, text
        assert utf16(mine.ends, text, mine.text) == ends, text
