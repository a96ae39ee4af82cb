"""A finding that a person accepts: where it stands, or by what stands there."""

from __future__ import annotations

from typing import Any

import pytest

from wenda.editors.acknowledge import acknowledge
from wenda.editors.sidecar import ConferenceRecord
from wenda.editors.yaml import Loaded
from wenda.findings import Finding, Report

TEXT = "甲。\n附：名单\n乙\n丙\n丁。\n附：名单\n"


def left(text: str, findings: list[tuple[int, str]], *accepted: dict[str, Any]) -> list[str]:
    """What is left of the findings, and what the acceptances themselves give."""
    record = ConferenceRecord.model_validate(
        {
            "title": "记者会",
            "date": "2024-03-07",
            "place": "北京",
            "speakers": ["wang-yi"],
            "basis": "编者",
            "publication": {"name": "某报", "date": "2024-03-08"},
            "sha256": "0" * 64,
            "acknowledged": [{"reason": "原文如此。", **each} for each in accepted],
        }
    )
    found = Report("t.yml")
    given = [Finding("t.txt", line, code, "……。") for line, code in findings]
    kept = acknowledge(Loaded(record, {}, found), given, text)
    return [f"{f.line} {f.code}" for f in kept] + [f.message for f in found]


@pytest.mark.parametrize(
    "accepted",
    [
        {"code": "T05", "lines": "2-4"},
        {"code": "T05", "lines": "2, 3-4"},
        {"code": "T05", "pattern": "^(附：.*|[乙丙])$"},
    ],
    ids=["a range", "several", "a pattern"],
)
def test_one_acceptance_holds_for_several_lines(accepted: dict[str, Any]) -> None:
    assert left(TEXT, [(2, "T05"), (3, "T05"), (4, "T05")], accepted) == []


def test_another_code_and_another_line_are_left() -> None:
    findings = [(2, "T05"), (2, "T07"), (5, "T05")]
    assert left(TEXT, findings, {"code": "T05", "lines": "2-4"}) == ["2 T07", "5 T05"]


@pytest.mark.parametrize("by", [{"quote": "附：名单"}, {"pattern": "^附："}], ids=str)
def test_by_its_words_it_survives_a_revision_that_shifts_lines(by: dict[str, str]) -> None:
    assert left(TEXT, [(2, "T05")], {"code": "T05", **by}) == []
    assert left("新的一行。\n\n" + TEXT, [(4, "T05")], {"code": "T05", **by}) == []


def test_by_its_number_it_still_works_and_does_not_survive() -> None:
    assert left(TEXT, [(2, "T05")], {"code": "T05", "line": 2}) == []
    shifted = left("新的一行。\n" + TEXT, [(3, "T05")], {"code": "T05", "line": 2})
    assert shifted == ["3 T05", "「acknowledged.0」：第 2 行的 T05 已不适用。"]


@pytest.mark.parametrize(
    ("by", "where"),
    [
        ({"lines": "7-9"}, "第 7-9 行"),
        ({"quote": "没有这句"}, "含「没有这句」的行"),
        ({"pattern": "没有"}, "合于 没有 的行"),
    ],
    ids=str,
)
def test_what_does_not_apply_is_said_by_its_place(by: dict[str, str], where: str) -> None:
    assert left(TEXT, [], {"code": "T05", **by}) == [
        f"「acknowledged.0」：{where}的 T05 已不适用。"
    ]


def test_what_cannot_be_accepted_is_not() -> None:
    assert left(TEXT, [(2, "T10")], {"code": "T10", "pattern": "."}) == [
        "2 T10",
        "「acknowledged.0」：合于 . 的行的 T10 已不适用。",
    ]
