"""Findings: every code is in the table, has a case, and stands in the README."""

from __future__ import annotations

import re

import pytest

from support import CASES, ROOT
from wenda.findings import CODES, Finding, Report

README = ROOT / "README.md"
TABLE = re.compile(r"(\| Code \| .*\n\|---.*\n)((?:\| [A-Z]\d\d .*\n)+)")


def rows() -> str:
    return "".join(
        f"| {number} | {code.sentence} | {'可以' if code.acknowledged else ''} | {code.since} |\n"
        for number, code in CODES.items()
        if not code.retired
    )


def test_the_readme_has_the_table(request: pytest.FixtureRequest) -> None:
    """Refresh with pytest --refresh-golden."""
    text = README.read_text("utf-8")
    if request.config.getoption("refresh_golden"):
        text = TABLE.sub(lambda match: match[1] + rows(), text)
        README.write_text(text, "utf-8")
    shown = TABLE.search(text)
    assert shown
    assert shown[2] == rows()


@pytest.mark.parametrize("code", [n for n, code in CODES.items() if not code.retired])
def test_every_code_has_a_case(code: str) -> None:
    tests = [p for p in (ROOT / "tests").rglob("test_*.py") if p.name != "test_findings.py"]
    cases = [*CASES.rglob("*.yml"), *tests]
    assert any(re.search(rf"\b{code}\b", path.read_text("utf-8")) for path in cases)


def test_a_code_that_is_not_in_the_table_cannot_be_used() -> None:
    for code in ("T99", "T13"):
        with pytest.raises(KeyError):
            Report("t.txt").add(code, 1, "……。")


def test_a_report_on_another_file_ends_in_the_same_list() -> None:
    found = Report("a.txt")
    found.file("b.yml").add("Y01", 2, "乙。")
    found.add("T01", 1, "甲。")
    assert list(found) == [Finding("b.yml", 2, "Y01", "乙。"), Finding("a.txt", 1, "T01", "甲。")]
    assert found.must_stop


def test_notes_do_not_stop_a_build() -> None:
    found = Report("a.txt")
    found.add("N01", 1, "甲。")
    assert not found.must_stop


def test_a_finding_is_one_line_whatever_it_quotes() -> None:
    quoted = "\x1b[31m\n\u2028\u202e"
    shown = str(Finding("a.txt", 1, "T07", f"「{quoted}」。", "乙。"))
    assert shown == "a.txt:1: T07 「\\u001b[31m\\u000a\\u2028\\u202e」。 Hint: 乙。"
