"""Folding as a whole: its layers, its versions, and the way back."""

from __future__ import annotations

import pytest

from wenda.naming.fold import FOLD_VERSION, FOLDINGS, fold, folded_text
from wenda.naming.script import closed, script_for, simplified

SCRIPT = {ord("紅"): ord("红")}


def test_a_stretch_leads_to_where_it_was_printed() -> None:
    folded = fold("甲，e\u0301；乙")
    assert folded.text == "甲é乙"
    assert folded.span(0, 3) == (0, 6)
    assert folded.span(1, 2) == (2, 4)
    assert folded.span(1, 3) == (2, 6)
    assert folded.span(1, 1) == folded.span(0, 0) == folded.span(2, 1) == (0, 0)


@pytest.mark.parametrize(
    ("text", "version", "folded"),
    [
        ("增1.5％", 1, "增15"),
        ("增1.5％", 2, "增1.5%"),
        ("紅，e\u0301", 1, "红é"),
        ("紅，e\u0301", 2, "红é"),
        ("紅5％", 2, "红5%"),
        ("紅5％", 1, "红5"),
        ("紅e\u03015％", 1, "红é5"),
        ("紅e\u03015％", 2, "红é5%"),
    ],
)
def test_versions_and_scripts(text: str, version: int, folded: str) -> None:
    assert fold(text, SCRIPT, version).text == folded
    assert folded_text(text, SCRIPT, version) == folded


def test_a_version_that_nobody_knows() -> None:
    assert max(FOLDINGS) == FOLD_VERSION == 2
    assert fold("5%").text == folded_text("5%") == "5%"  # the newest, where nothing is said
    for folding in (fold, folded_text):
        with pytest.raises(KeyError):
            folding("甲", version=max(FOLDINGS) + 1)


def test_the_script_is_known_from_end_to_end() -> None:
    """Its first and last sources, and those that a standard or a region treats otherwise."""
    table = simplified()
    pairs = {"紅": "红", "著": "着", "衞": "卫", "裏": "里", "薴": "苎", "㑯": "㑔", "鿓": "鿒"}
    assert {source: chr(table[ord(source)]) for source in pairs} == pairs
    assert all(ord(char) not in table for char in "么红中后干里㑮")  # Simplified ones stay


def test_a_table_is_closed_over_chains_and_rings() -> None:
    assert closed({1: 2, 2: 3, 3: 4}) == {1: 4, 2: 4, 3: 4}
    assert closed({1: 2, 2: 1, 5: 6}) == {5: 6}
    assert closed({1: 2, 2: 3, 3: 2}) == {}
    assert closed({}) == {}


def test_pairs_whose_target_is_there() -> None:
    table = {1: ord("甲"), 2: ord("乙"), 3: ord("丙")}
    assert script_for(table, ["甲甲", "丙"]) == {1: ord("甲"), 3: ord("丙")}
    assert script_for(table, []) == {}
