"""The register: what was ever published, so that a lost ledger is noticed."""

from __future__ import annotations

import pytest

from wenda.findings import Report
from wenda.naming import register


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 0),
        ("conference\taddresses\n", 0),
        ("conference\taddresses\na\t3\n", 0),
        ("nonsense\n", 1),
        ("conference\taddresses\na\tmany\n", 2),
        ("conference\taddresses\na\t3\na\t4\n", 3),
        ("conference\taddresses\n\t3\n", 2),
        ("conference\taddresses\na\t3\n<<<<<<< HEAD\n", 3),
    ],
)
def test_a_line_that_is_none_is_named(text: str, line: int) -> None:
    found = Report(register.PATH)
    register.read(text, found)
    assert [(f.code, f.line) for f in found] == ([("L02", line)] if line else [])


def test_what_was_promised_and_is_gone() -> None:
    found = Report(register.PATH)
    register.check({"a": 3, "b": 2, "c": 1}, {"a": 3, "b": 1}, found)
    assert [f.message for f in found] == [
        "b 的编号簿少了地址：已发布 2 个，现在只有 1 个。",
        "c 不在了：已发布 1 个，现在只有 0 个。",
    ]
    assert {f.code for f in found} == {"L04"}


def test_it_only_grows() -> None:
    text = register.write({"a": 3, "b": 2}, {"b": 4})
    assert register.read(text, Report()) == {"a": 3, "b": 4}
