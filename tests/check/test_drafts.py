"""What of a draft is checked, in which encoding and from whichever program, by the command."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from wenda.check.command import DIFFERENCES, IDENTICAL
from wenda.cli import main

ROOT = Path(__file__).parents[2]
WORDS = "经济外交也是对外工作的重要内容"
TRADITIONAL = "經濟外交也是對外工作的重要內容"
CORNERS = (
    "标题里的话 正文里的话 列表里的话 表格里的话 表中之表的话 没有合上的话 插入的话 移来的话"
    " 脚注里的话 尾注里的话"
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def quoted_in(path: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[int, str, str]]:
    """Line, code and words of each quotation that the command takes from a draft."""
    main(["check", str(path), "--root", str(ROOT), "--format", "json"])
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["quotations"]
    return [(each["line"], each["code"], each["quotation"]) for each in found]


@pytest.mark.parametrize("name", ["draft.txt", "draft.md", "draft.html"])
@pytest.mark.parametrize(
    ("encoding", "words", "exit_code"),
    [
        ("big5", TRADITIONAL, DIFFERENCES),
        ("big5hkscs", TRADITIONAL, DIFFERENCES),
        ("gb18030", WORDS, IDENTICAL),
        ("gb2312", WORDS, IDENTICAL),
        ("utf-16", WORDS, IDENTICAL),
        ("utf-8-sig", WORDS, IDENTICAL),
        ("utf-8", TRADITIONAL, DIFFERENCES),
    ],
)
def test_encodings(
    tmp_path: Path,
    name: str,
    encoding: str,
    words: str,
    exit_code: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    is_big5 = encoding.startswith("big5")
    plain = "發言人在記者會上說，" if is_big5 else "这是一篇稿子，里面的话是这样说的，"
    text = f"{plain}「{words}」。\n" if is_big5 else f"{plain}“{words}”。\n"
    text = text * 12
    if name.endswith("html"):
        text = f"<html><body>\n<p>{text}</p></body></html>"
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    assert main(["check", str(path), "--root", str(ROOT)]) == exit_code
    out = capsys.readouterr().out
    assert out.count(f"“{words}”") == 12
    assert ("12 条逐字一致" in out) is (exit_code == IDENTICAL)
    assert main(["check", str(path), "--root", str(ROOT), "--allow", "Q03"]) == IDENTICAL


def test_an_encoding_that_a_page_names(tmp_path: Path) -> None:
    path = tmp_path / "draft.htm"
    page = f'<html><head><meta charset="big5"></head><body><p>「{TRADITIONAL}」</p></body></html>'
    path.write_bytes(page.encode("big5"))
    assert main(["check", str(path), "--root", str(ROOT), "--allow", "Q03"]) == IDENTICAL


def word_document(path: Path) -> None:
    """A document with words in each of its corners, each with the name of the corner."""
    document = Document()
    document.add_heading("“标题里的话也是要核对的”")
    paragraph = document.add_paragraph("王毅表示，“正文里的话也是要核对的”。")
    document.add_comment(paragraph.runs, "“批注里的话是不核对的”", "某人", "某")
    document.add_paragraph("“列表里的话也是要核对的”", style="List Bullet")
    cell = document.add_table(1, 2).rows[0].cells[1]
    cell.text = "“表格里的话也是要核对的”"
    cell.add_table(1, 1).rows[0].cells[0].text = "“表中之表的话也是要核对的”"
    section = document.sections[0]
    section.header.paragraphs[0].text = "“页眉里的话是不核对的”"
    section.footer.paragraphs[0].text = "“页脚里的话是不核对的”"
    document.add_paragraph("“没有合上的话")
    document.save(str(path))
    with zipfile.ZipFile(path) as file:
        parts = {
            name: file.read(name).decode("utf-8", "surrogateescape") for name in file.namelist()
        }
    add_notes(parts)
    who = 'w:id="9" w:author="a" w:date="2024-01-01T00:00:00Z"'
    more = (
        f"<w:p><w:ins {who}><w:r><w:t>“插入的话也是要核对的”</w:t></w:r></w:ins>"
        f"<w:del {who}><w:r><w:delText>“删去的话是不核对的”</w:delText></w:r></w:del></w:p>"
        f"<w:p><w:moveTo {who}><w:r><w:t>“移来的话也是要核对的”</w:t></w:r></w:moveTo>"
        f"<w:moveFrom {who}><w:r><w:t>“移走的话是不核对的”</w:t></w:r></w:moveFrom></w:p>"
        '<w:p><w:r><w:t>见注</w:t><w:footnoteReference w:id="2"/>'
        '<w:endnoteReference w:id="2"/></w:r></w:p>'
    )
    document_xml = parts["word/document.xml"]
    at = document_xml.rindex("<w:sectPr")
    parts["word/document.xml"] = document_xml[:at] + more + document_xml[at:]
    with zipfile.ZipFile(path, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data.encode("utf-8", "surrogateescape"))


def add_notes(parts: dict[str, str]) -> None:
    """A footnote and an endnote: python-docx makes none."""
    types, relations = [], []
    for kind, words in (("footnote", "脚注里的话"), ("endnote", "尾注里的话")):
        note = (
            f'<w:{kind} w:id="2"><w:p><w:r><w:t>“{words}也是要核对的”</w:t></w:r></w:p></w:{kind}>'
        )
        parts[f"word/{kind}s.xml"] = f"<w:{kind}s {_W}>{note}</w:{kind}s>"
        types.append(
            f'<Override PartName="/word/{kind}s.xml" ContentType="{_TYPES}.{kind}s+xml"/></Types>'
        )
        relations.append(
            f'<Relationship Id="r{kind}" Type="{_RELATION}/{kind}s" Target="{kind}s.xml"/>'
            "</Relationships>"
        )
    for name, ends, added in (
        ("[Content_Types].xml", "</Types>", types),
        ("word/_rels/document.xml.rels", "</Relationships>", relations),
    ):
        for each in added:
            parts[name] = parts[name].replace(ends, each)


def test_what_of_a_word_document_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "draft.docx"
    word_document(path)
    words = [quoted for _, _, quoted in quoted_in(path, capsys)]
    places = [each.removesuffix("也是要核对的") for each in words]
    assert sorted(places) == sorted(CORNERS.split())


WORD_PAGE = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312">
<title>“题名”</title>
<!--[if gte mso 9]><xml><o:Properties><o:Author>“作者”</o:Author></o:Properties></xml><![endif]-->
<style><!-- p.MsoNormal {{mso-style-name:"正文"; margin:0cm;}} --></style>
</head>
<body lang=ZH-CN><div class=WordSection1>
<p class=MsoNormal><b><span lang=EN-US style='font-family:"Times New Roman"'>2024</span></b>年<span
lang=EN-US>3</span>月<span lang=EN-US>7</span>日，王毅<span
lang=EN-US style='mso-hansi-font-family:宋体'><o:p></o:p></span>表
示，“{WORDS[:6]}
{WORDS[6:10]}<span lang=EN-US>
</span>{WORDS[10:]}”。<ins cite="mailto:a" datetime="2024-03-08">“插入的话也是要核对的”</ins><del
cite="mailto:a">“删去的话是不核对的”</del></p>
<p class=MsoNormal><![if !supportLists]><span>l</span><![endif]>王毅3月8日表
示，“{WORDS}”。<a
style='mso-footnote-id:ftn1' href="#_ftn1"><span class=MsoFootnoteReference>[1]</span></a></p>
<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText>“脚注里的话也是要核对的”</p></div></div>
<div style='mso-element:comment-list'><div style='mso-element:comment'><div id="_com_1">
<p class=MsoCommentText>“批注里的话是不核对的”</p></div></div></div>
<p>“最后的话也是要核对的”</p>
</div></body></html>"""


def test_a_page_that_word_saved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "draft.htm"
    path.write_bytes(WORD_PAGE.encode("gb2312"))
    lines = WORD_PAGE.split("\n")
    line = 1 + lines.index(f"示，“{WORDS[:6]}")
    found = quoted_in(path, capsys)
    assert found[0] == (line, "Q01", WORDS)  # the lines of the source are none of the text
    assert [each for _, _, each in found[1:]] == [
        "插入的话也是要核对的",
        WORDS,
        "脚注里的话也是要核对的",
        "最后的话也是要核对的",
    ]
    assert found[2][1] == "Q09"
    assert found[-1][0] == next(at for at, each in enumerate(lines, 1) if "最后" in each)


def test_lines_of_a_page_between_other_letters_part_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "draft.html"
    path.write_text("<p>“the first\nsecond line of\n\t it, 一\nword 二”</p>", "utf-8")
    assert [each for _, _, each in quoted_in(path, capsys)] == [
        "the first second line of it, 一 word 二"
    ]


def test_standard_input_and_several_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = tmp_path / "one.md", tmp_path / "two.txt"
    one.write_text(f"\n“{WORDS}”\n", "utf-8")
    two.write_text("“经济外交不是对外工作的重要内容”\n", "utf-8")

    class Standard:
        buffer = io.BytesIO(one.read_bytes())

    monkeypatch.setattr("sys.stdin", Standard)
    assert main(["check", "-", str(one), str(two), "--root", str(ROOT)]) == DIFFERENCES
    out = capsys.readouterr().out.splitlines()
    assert [line.split(" ")[:2] for line in out[:3]] == [
        ["-:2:", "Q01"],
        [f"{one}:2:", "Q01"],
        [f"{two}:1:", "Q08"],
    ]
    assert out[3] == "3 条引语：2 条逐字一致，1 条有改动，意思可能变了。"
    assert out[4].startswith("核对范围：1 场记者会")
