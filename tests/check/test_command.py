"""`wenda check` end to end, on the transcript of this checkout."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from docx import Document

from wenda.check.command import DIFFERENCES, IDENTICAL
from wenda.check.drafts import read_draft
from wenda.cli import CANNOT_RUN, main

ROOT = Path(__file__).parents[2]
WORDS = "经济外交也是对外工作的重要内容"


def check(tmp_path: Path, text: str, *options: str, name: str = "draft.md") -> int:
    draft = tmp_path / name
    draft.write_text(text, "utf-8")
    return main(["check", str(draft), "--root", str(ROOT), *options])


def test_identical_is_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tmp_path, f"王毅表示，“{WORDS}”。\n") == IDENTICAL
    assert "draft.md:1: Q01" in capsys.readouterr().out


def test_a_negation_is_a_difference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tmp_path, "\n\n“经济外交不是对外工作的重要内容”\n") == DIFFERENCES
    assert "draft.md:3: Q08" in capsys.readouterr().out


def test_the_wrong_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = f"2024年3月8日，王毅表示：“{WORDS}。”"
    assert check(tmp_path, text) == DIFFERENCES
    assert "Q09" in capsys.readouterr().out
    assert check(tmp_path, text, "--allow", "Q09") == IDENTICAL


def test_html_knows_its_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "<html><head><style>“x”</style></head>\n<body>\n"
    text += f"<p>他说</p>\n<blockquote><p>{WORDS}</p></blockquote>"
    assert check(tmp_path, text, name="draft.html") == IDENTICAL
    assert "draft.html:4: Q01" in capsys.readouterr().out


def test_sarif_and_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = f"“{WORDS}”和“今天天气很好我们去公园”"
    assert check(tmp_path, text, "--format", "sarif") == DIFFERENCES
    log = json.loads(capsys.readouterr().out)
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert [result["ruleId"] for result in run["results"]] == ["Q01", "Q10"]
    assert {result["ruleId"] for result in run["results"]} <= rules
    check(tmp_path, text, "--format", "json")
    assert len(json.loads(capsys.readouterr().out)["quotations"]) == 2


def test_cannot_run(tmp_path: Path) -> None:
    assert check(tmp_path, "“一二三四”", "--allow", "Q77") == CANNOT_RUN
    assert check(tmp_path, "“一二三四”", "--data", str(tmp_path / "none")) == CANNOT_RUN
    assert main(["check", str(tmp_path / "none.md"), "--root", str(ROOT)]) == CANNOT_RUN


def test_standard_input() -> None:
    assert read_draft("-", io.BytesIO("﻿一\r\n二".encode())).text == "一\n二"


def test_a_term_in_its_marks_fails_no_draft(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(tmp_path, "反对“台独”") == IDENTICAL
    assert "Q11" in capsys.readouterr().out
    assert check(tmp_path, "反对“台独”", "--strict") == DIFFERENCES


def test_a_word_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = Document()
    document.add_heading("标题")
    document.add_paragraph(f"他说“{WORDS}”，又说“经济外交不是对外工作的重要内容”。")
    document.add_paragraph(WORDS, style="Quote")
    cell = document.add_table(1, 1).rows[0].cells[0]
    cell.text = f"“{WORDS}”"
    path = tmp_path / "draft.docx"
    document.save(str(path))
    assert main(["check", str(path), "--root", str(ROOT)]) == DIFFERENCES
    out = capsys.readouterr().out
    assert f"{path}:2: Q01" in out
    assert f"{path}:2: Q08" in out
    assert f"{path}:3: Q01" in out
    assert f"{path}:4: Q01" in out


def test_no_word_document(tmp_path: Path) -> None:
    assert check(tmp_path, "x", name="draft.docx") == CANNOT_RUN
