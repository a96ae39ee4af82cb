"""What editors write: every mistake with its line and key. Cases in cases/records/."""

from __future__ import annotations

from typing import Any

import pytest

from support import cases, small_vocabulary
from wenda.editors.sidecar import read_sidecar
from wenda.editors.vocabulary import FILES, alias_key, read_vocabulary
from wenda.findings import Finding, Report

EMPTY = {
    "outlets": "places: {}\noutlets: []\n",
    "topics": "topics: []\n",
    "speakers": "speakers: []\n",
}


def findings(file: str, text: str) -> list[Finding]:
    found = Report("t.yml")
    if file == "sidecar":
        read_sidecar(text, "2024-03-07-wang-yi", small_vocabulary(), found)
    else:
        texts = EMPTY | {file: text}
        read_vocabulary({FILES[name]: texts[name] for name in texts}, found)
    return list(found)


@pytest.mark.parametrize("case", cases("records"))
def test_records(case: Any) -> None:
    found = sorted(findings(case["file"], case["text"]))
    sentences = [f"{finding.line}: {finding.code} {finding.message}" for finding in found]
    assert sentences == case["findings"]


@pytest.mark.parametrize(
    ("label", "same"),
    [
        ("《环球时报》 记者", "环球时报"),
        ("总台ＣＧＴＮ记者", "总台CGTN"),
        ("《印度教徒报 》 记者", "印度教徒报"),
    ],
)
def test_labels_that_name_one_outlet(label: str, same: str) -> None:
    assert alias_key(label) == alias_key(same)


@pytest.mark.parametrize(("one", "other"), [("新华社", "中新社"), ("日本电视网", "日本电视台")])
def test_labels_that_name_two(one: str, other: str) -> None:
    assert alias_key(one) != alias_key(other)
