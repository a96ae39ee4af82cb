"""Folding: the cases, the properties, and that Python and JavaScript fold alike."""

from __future__ import annotations

import json
import random
import subprocess
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenda.naming.fold import fold, folded_text, signed_numbers
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
    assert fold(case["text"]).text == case["fold"]
    assert folded_text(case["text"]) == case["fold"]
    if "numbers" in case:
        assert signed_numbers(case["text"]) == case["numbers"]
    if "simplified" in case:
        assert fold(case["text"], script).text == case["simplified"]


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
    for start in range(len(folded.text)):
        a, b = folded.span(start, len(folded.text))
        assert fold(text[a:b]).text.endswith(folded.text[start:])


def test_fold_and_folded_text_agree_on_every_character() -> None:
    assert all(fold(chr(code)).text == folded_text(chr(code)) for code in range(0x110000))


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


def test_python_and_javascript_fold_alike(script: Script) -> None:
    texts = random_texts(100_000, seed=20261123)
    pairs = "".join(map(chr, script)) + "".join(map(chr, script.values()))
    reply = subprocess.run(
        ["node", str(HERE / "js/fold_lines.mjs")],
        input=json.dumps({"script": pairs, "texts": texts}),
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    theirs: list[Any] = json.loads(reply.stdout)
    for text, (folded, starts, ends) in zip(texts, theirs, strict=True):
        mine = fold(text, script)
        assert mine.text == folded, text
        assert utf16(mine.offsets, text, mine.text) == starts, text
        assert utf16(mine.ends, text, mine.text) == ends, text
