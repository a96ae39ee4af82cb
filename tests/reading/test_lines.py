"""Lines and their characters, before anybody speaks."""

from __future__ import annotations

import pytest

from wenda.findings import Report
from wenda.reading.lines import check_characters, lines_of


def test_lines_with_words_keep_their_number_and_place() -> None:
    text = "甲\n\n  乙 丙\t\r\n　　丁\n \t \n戊"
    lines = [(line.number, line.start, line.text) for line in lines_of(text)]
    assert lines == [(1, 0, "甲"), (3, 5, "乙 丙"), (4, 13, "丁"), (6, 19, "戊")]
    assert all(text[start:].startswith(words) for _, start, words in lines)
    assert list(lines_of("")) == list(lines_of(" \n\t\n")) == []


@pytest.mark.parametrize(
    ("char", "found"),
    [
        *((char, "T10") for char in "\x00\x07\x0b\x1b\x7f\x85\ufffe\uffff"),
        ("\ufffd", "T11"),
        *((char, "T12") for char in "\u200b\u202e\ufeff\u00ad\ue000\U000f0000"),
        *((char, "") for char in "\t　 \u00a0甲￼😀\u0301"),
    ],
)
def test_characters_that_cannot_be_shown_or_seen(char: str, found: str) -> None:
    report = Report("t.txt")
    check_characters(f"甲\n乙{char}丙{char}\n", report)
    findings = [(f.line, f.code) for f in report]
    assert findings == ([(2, found)] if found else [])  # once a line
    for finding in report:
        assert found == "T11" or f"U+{ord(char):04X}" in finding.message
        assert finding.message.endswith("。")
        assert finding.hint.endswith("。")


def test_a_carriage_return_at_a_lines_end_is_none() -> None:
    report = Report("t.txt")
    check_characters("甲\r\n乙\r丙\r\n", report)
    assert [(f.line, f.code) for f in report] == [(2, "T10")]


def test_every_character_of_a_line_is_looked_at() -> None:
    report = Report("t.txt")
    check_characters("\u200b甲\ufffd乙\x07", report)
    assert sorted(f.code for f in report) == ["T10", "T11", "T12"]
