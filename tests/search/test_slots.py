"""Places and days of the index to the character and to the day, in both formats."""

from __future__ import annotations

import json
import subprocess
from base64 import b64encode
from typing import Any

import pytest

from support import ROOT
from wenda.naming.script import simplified
from wenda.search.documents import Corpus, Document, Passage
from wenda.search.files import index_files
from wenda.search.names import pinyin_syllables

FORMATS = {
    "small": {"small_bytes": 10**9},
    "large": {"small_bytes": 0},
    "parted": {"small_bytes": 0, "apart": 0},
}
FILLING = "".join(map(chr, range(0x5000, 0x5000 + 61)))  # 61 characters, each another


def document(key: str, heading: str, day: str = "2024-03-07", words: str = "无关的话") -> Document:
    return Document(key, heading, day, (), (), (), (Passage("p1", "answer", words),))


def found(
    form: str, documents: list[Document], queries: list[tuple[str, dict[str, Any]]]
) -> list[list[str]]:
    """The exchanges that have the words of each query, in order."""
    files = index_files(
        Corpus(tuple(documents)),
        list,
        simplified(),
        pinyin_syllables,
        **FORMATS[form],
    )
    request = {
        "files": {path: b64encode(data).decode() for path, data in files.items()},
        "queries": [list(query) for query in queries],
    }
    reply = subprocess.run(
        ["node", str(ROOT / "tests/js/reader.mjs")],
        input=json.dumps(request) + "\n",
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    answer = json.loads(reply.stdout)
    assert "error" not in answer, answer
    return [
        [] if result["status"] in ("near", "none") else [r["exchange"] for r in result["results"]]
        for result in answer["results"]
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_a_heading_is_found_by_its_first_63_characters(form: str) -> None:
    headings = [FILLING + "东西南北", "春夏秋冬" + FILLING, FILLING[::-1] + "赤橙黄绿", "青蓝紫"]
    documents = [document(f"c/q0{n}", heading) for n, heading in enumerate(headings, 1)]
    queries = {
        "东西": ["c/q01"],  # the 62nd and 63rd
        "西南": [],
        "东西南": [],
        "西春": [],  # the end of one heading and the beginning of the next
        "南春": [],
        "春夏": ["c/q02"],
        FILLING[57] + FILLING[58]: ["c/q01", "c/q02"],
        FILLING[58] + FILLING[59]: ["c/q01"],  # in the second the 63rd and 64th
        "赤橙": ["c/q03"],
        "橙黄": [],
        "青蓝紫": ["c/q04"],
    }
    answers = found(form, documents, [(query, {}) for query in queries])
    assert dict(zip(queries, map(sorted, answers), strict=True)) == queries


@pytest.mark.parametrize("form", FORMATS)
def test_days_of_one_year_are_told_apart(form: str) -> None:
    days = ["2024-03-08", "2024-03-07", "2024-11-30", "2024-03-06"]
    documents = [document(f"{day}-x/q01", "", day, "同样的话") for day in days]
    queries: dict[str, tuple[str, dict[str, Any]]] = {
        "06 07 08 30": ("同样的话", {"sort": "oldest"}),
        "30 08 07 06": ("同样的话", {"sort": "newest"}),
        "07 08 30": ("同样的话", {"sort": "oldest", "filters": {"from": "2024-03-07"}}),
        "06 07": ("同样的话", {"sort": "oldest", "filters": {"to": "2024-03-07"}}),
        "06 07 08": ("日期:2024-03 同样的话", {"sort": "oldest"}),
        "07": ("日期:2024-03-07 同样的话", {}),
        "08 30": ("日期:2024-03-08..2024-11 同样的话", {"sort": "oldest"}),
    }
    answers = found(form, documents, list(queries.values()))
    assert [" ".join(name[8:10] for name in answer) for answer in answers] == list(queries)
