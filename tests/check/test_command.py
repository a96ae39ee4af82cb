"""`wenda check` end to end, on the transcript of this checkout."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from docx import Document
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from wenda.build import read
from wenda.check.command import DIFFERENCES, IDENTICAL
from wenda.check.drafts import read_draft
from wenda.cli import CANNOT_RUN, main
from wenda.data.records import conference_lines

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


def test_a_speaker_who_never_answered_here(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """毛宁 is in the vocabulary and in no conference of ours."""
    assert check(tmp_path, f"毛宁指出：“{WORDS}。”") == DIFFERENCES
    assert "Q09" in (out := capsys.readouterr().out)
    assert "说话的是王毅，不是毛宁" in out
    assert check(tmp_path, f"某人指出：“{WORDS}。”") == IDENTICAL


def test_html_knows_its_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "<html><head><style>“x”</style></head>\n<body>\n"
    text += f"<p>他说</p>\n<blockquote><p>{WORDS}</p></blockquote>"
    assert check(tmp_path, text, name="draft.html") == IDENTICAL
    assert "draft.html:4: Q01" in capsys.readouterr().out


def test_sarif_and_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = f"“{WORDS}”和“今天天气很好我们去公园”"
    assert check(tmp_path, text, "--format", "sarif") == DIFFERENCES
    log = json.loads(capsys.readouterr().out)
    Sarif.model_validate(log)  # made of the published schema
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert [result["ruleId"] for result in run["results"]] == ["Q01", "Q10"]
    assert {result["ruleId"] for result in run["results"]} <= rules
    check(tmp_path, text, "--format", "json")
    assert len(json.loads(capsys.readouterr().out)["quotations"]) == 2


def test_markdown_shows_a_draft_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A heading for each quotation, its words, the place as a link, no markup of a draft."""
    text = f"“{WORDS}”和“今天<b>天气</b>很好我们去|公园|玩耍[甲]”"
    assert check(tmp_path, text, "--format", "markdown", name="draft.txt") == DIFFERENCES
    tree = SyntaxTreeNode(MarkdownIt().parse(capsys.readouterr().out))

    def words(node: SyntaxTreeNode) -> str:
        return "".join(each.content for each in node.walk() if each.type == "text")

    heads = [words(node) for node in tree.children if node.type == "heading"]
    quoted = [words(node) for node in tree.children if node.type == "blockquote"]
    assert [head.split()[1] for head in heads[1:]] == ["Q01", "Q10"]
    assert quoted == [WORDS, "今天<b>天气</b>很好我们去|公园|玩耍[甲]"]
    links = [node.attrs["href"] for node in tree.walk() if node.type == "link"]
    assert len(links) == 1
    assert str(links[0]).startswith("qa/2024-03-07-wang-yi/q09/#")


def test_cannot_run(tmp_path: Path) -> None:
    assert check(tmp_path, "“一二三四”", "--allow", "Q77") == CANNOT_RUN
    assert check(tmp_path, "“一二三四”", "--data", str(tmp_path / "none")) == CANNOT_RUN
    assert main(["check", str(tmp_path / "none.md"), "--root", str(ROOT)]) == CANNOT_RUN


def test_standard_input() -> None:
    assert read_draft("-", io.BytesIO("﻿一\r\n二".encode())).text == "一\n二"
    page = "<html><body><p>一</p><blockquote>二</blockquote></body></html>"
    draft = read_draft("-", io.BytesIO(page.encode()))
    assert [draft.text[start:end].strip() for start, end in draft.blocks] == ["二"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_the_usual_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes((f"这是一篇稿子，里面的话是这样说的：“{WORDS}”。\n" * 9).encode(encoding))
    assert main(["check", str(path), "--root", str(ROOT)]) == IDENTICAL


def test_what_cannot_be_read_keeps_nobody_from_being_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture, empty = tmp_path / "a.png", tmp_path / "empty.md"
    picture.write_bytes(bytes(range(256)) * 9)
    empty.write_bytes(b"")
    assert main(["check", str(empty), "--root", str(ROOT)]) == IDENTICAL
    assert "没有引语" in capsys.readouterr().out
    draft = tmp_path / "draft.md"
    draft.write_text(f"“{WORDS}”", "utf-8")
    asked = ["check", str(picture), str(tmp_path), str(draft), "--root", str(ROOT)]
    assert main(asked) == CANNOT_RUN
    shown = capsys.readouterr()
    assert "Q01" in shown.out
    assert "a.png" in shown.err
    assert str(tmp_path) in shown.err


def data_of(tmp_path: Path) -> Path:
    path = tmp_path / "exchanges.jsonl"
    archive = read(ROOT)
    path.write_bytes(b"".join(map(conference_lines, archive.conferences)))
    return path


def test_a_published_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = data_of(tmp_path)
    elsewhere = ["--data", str(whole), "--root", str(tmp_path)]  # no source/ is there
    assert check(tmp_path, f"“{WORDS}”", *elsewhere) == IDENTICAL
    capsys.readouterr()
    assert check(tmp_path, f"“{WORDS}”", *elsewhere, "--format", "json") == IDENTICAL
    of_file = capsys.readouterr().out
    years = tmp_path / "years"
    years.mkdir()
    lines = whole.read_text("utf-8").splitlines(keepends=True)
    (years / "exchanges-2023.jsonl").write_text("".join(lines[:7]), "utf-8")
    (years / "exchanges-2024.jsonl.gz").write_bytes(gzip.compress("".join(lines[5:]).encode()))
    for data in (["--data", str(years)], [x for y in years.iterdir() for x in ("--data", str(y))]):
        assert check(tmp_path, f"“{WORDS}”", *data, "--format", "json") == IDENTICAL
        assert capsys.readouterr().out == of_file
    (years / "exchanges-2024.jsonl.gz").write_bytes(b"\x1f\x8b broken")
    assert check(tmp_path, f"“{WORDS}”", "--data", str(years)) == CANNOT_RUN
    assert "2024.jsonl.gz" in capsys.readouterr().err
    assert check(tmp_path, f"“{WORDS}”", "--data", str(tmp_path / "draft.md")) == CANNOT_RUN
    (tmp_path / "none").mkdir()
    assert check(tmp_path, f"“{WORDS}”", "--data", str(tmp_path / "none")) == CANNOT_RUN


def test_a_sarif_names_files_as_addresses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check(tmp_path, f"“{WORDS}”", "--format", "sarif", name="我的 稿子.md")
    log = json.loads(capsys.readouterr().out)
    (place,) = log["runs"][0]["results"][0]["locations"]
    uri = place["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == (tmp_path / "我的 稿子.md").as_uri()
    uri.encode("ascii")


def test_notes_of_a_word_document_are_checked_comments_are_not(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph(f"他说“{WORDS}”")
    document.add_comment(paragraph.runs, "“批注里的话是不核对的”", "某人", "某")
    path = tmp_path / "draft.docx"
    document.save(str(path))
    with_tracked_changes(path)
    text = read_draft(str(path), io.BytesIO()).text
    assert WORDS in text
    assert "批注" not in text
    assert "加进来的" in text
    assert "删去的" not in text


def with_tracked_changes(path: Path) -> None:
    """An insertion and a deletion at the end of the first paragraph."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    who = 'w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z"'
    changes = f"<w:ins {who}><w:r><w:t>加进来的</w:t></w:r></w:ins>"
    changes += f"<w:del {who}><w:r><w:delText>删去的</w:delText></w:r></w:del></w:p>"
    document = parts["word/document.xml"].decode()
    parts["word/document.xml"] = document.replace("</w:p>", changes, 1).encode()
    with zipfile.ZipFile(path, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)


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
