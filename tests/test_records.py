"""What editors write: every mistake with its line and key. Cases in cases/records/."""

from __future__ import annotations

from typing import Any

import pytest

from support import cases, small_vocabulary
from wenda.findings import Finding
from wenda.records import load
from wenda.sidecar import ConferenceRecord, Sidecar, check
from wenda.vocabulary import alias_key, read_vocabulary

EMPTY = {
    "outlets": "places: {}\noutlets: []\n",
    "topics": "topics: []\n",
    "speakers": "speakers: []\n",
}


def findings(file: str, text: str) -> list[Finding]:
    if file == "sidecar":
        record, lines, found = load("t.yml", text, ConferenceRecord)
        if record:
            loaded = Sidecar("t.yml", record, lines)
            found += check(loaded, "2024-03-07-wang-yi", small_vocabulary())
        return found
    files = EMPTY | {file: text}
    return read_vocabulary("v", lambda path: files[path.removeprefix("v/").removesuffix(".yml")])[1]


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
