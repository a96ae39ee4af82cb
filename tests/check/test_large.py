"""The check in the browser's engine, as published, over both formats of the index."""

from __future__ import annotations

import json
import subprocess
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from check.test_twins import CASES, CORPUS, RECORD, damaged
from support import ROOT, modules_in
from wenda.check.checker import Checked, Checker
from wenda.check.quotations import Attribution, Quotation
from wenda.search.documents import Corpus
from wenda.search.files import index_files
from wenda.site.scripts import linked

# What has marks inside is taken for a text with a quotation.
QUOTED = [case[0] for case in CASES["cases"] if "“" not in case[0]] + [
    each for each in damaged(60) if "“" not in each
]
NOTHING_SAID = Quotation("", 0, 0, Attribution())


def in_the_browser(
    folder: Path, small_bytes: int, corpus: Corpus = CORPUS, texts: Sequence[str] = QUOTED
) -> list[Any]:
    """What the engine as published reports of texts, against an index of a corpus."""
    for path, text in linked(modules_in(ROOT / "docs/assets/wenda"), "engine/worker.mjs").items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    files = index_files(corpus, list, RECORD.script, lambda _: [], small_bytes=small_bytes)
    request = {
        "files": {path: b64encode(data).decode() for path, data in files.items()},
        "check": list(texts),
    }
    run = subprocess.run(
        ["node", "tests/js/reader.mjs", str(folder)],
        cwd=ROOT, input=json.dumps(request) + "\n", capture_output=True, text=True, check=True,
    )  # fmt: skip
    reply = json.loads(run.stdout)
    assert "error" not in reply, reply
    results: list[Any] = reply["results"]
    return results


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    folder = tmp_path_factory.mktemp("linked")
    return {"small": in_the_browser(folder, 10**9), "large": in_the_browser(folder, 0)}


def test_a_large_archive_says_the_same(reports: dict[str, list[Any]]) -> None:
    for quotation, small, large in zip(QUOTED, reports["small"], reports["large"], strict=True):
        assert small == large, quotation


@pytest.mark.parametrize("form", ["small", "large"])
def test_as_the_command_says(reports: dict[str, list[Any]], form: str) -> None:
    checker = Checker(RECORD)
    for quotation, report in zip(QUOTED, reports[form], strict=True):
        if not quotation.strip():
            assert report["checked"] == []
            continue
        (checked,) = report["checked"]
        verdict = checker.verdict(quotation)
        assert (checked["words"], checked["likeness"]) == (verdict.code, verdict.likeness)
        assert [tuple(step) for step in checked["steps"]] == list(verdict.steps)
        assert Checked("", 1, NOTHING_SAID, verdict).sentence == checked["sentence"]
