"""Whatever encoding, line ends and format a file has, its words are the transcript's."""

from __future__ import annotations

import sys
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from wenda.adding.formats import Taken, take
from wenda.adding.given import Given, find
from wenda.findings import CannotRun, Report

WORDS = "**新华社记者：**今天的天气是在这里的？\n\n**王毅：**是的，这是我们国家的天气。\n"
OLD = WORDS.replace("气", "氣").replace("们", "們").replace("国", "國").replace("毅", "某")
OLD = OLD.replace("新华社", "中央社").replace("记", "記").replace("这", "這").replace("里", "裡")


def taken(data: bytes, name: str = "稿.txt") -> Taken:
    found = Report(name)
    result = take(Given(name, data), found)
    assert result, list(found)
    return result


def refused(data: bytes, name: str) -> str:
    found = Report(name)
    assert take(Given(name, data), found) is None
    (finding,) = found
    return str(finding)


@pytest.mark.parametrize("ending", [".txt", ".md"])
@pytest.mark.parametrize(
    "data",
    [WORDS.encode(), WORDS.encode("utf-8-sig"), WORDS.replace("\n", "\r\n").encode()],
    ids=["LF", "BOM", "CRLF"],
)
def test_what_the_build_can_read_stays_as_it_is(data: bytes, ending: str) -> None:
    result = taken(data, f"稿{ending}")
    assert (result.text, result.original, result.conversion) == (data, "", ())


@pytest.mark.parametrize(
    ("encoding", "words", "said"),
    [
        ("gb18030", WORDS, "猜是 GB18030"),
        ("gb2312", WORDS, "猜是 GB18030"),
        ("big5", OLD, "猜是 BIG5"),
        ("utf-16", WORDS, "由文件写明的 UTF-16"),
        ("utf-16-le", WORDS, "猜是 UTF-16LE"),
        ("utf-16-be", WORDS, "猜是 UTF-16BE"),
    ],
)
def test_other_encodings_are_converted_with_a_word(encoding: str, words: str, said: str) -> None:
    result = taken(words.encode(encoding))
    assert result.text.decode() == words
    assert result.original == "txt"
    assert said in "".join(result.conversion)


def test_lone_carriage_returns_are_line_ends() -> None:
    result = taken(WORDS.replace("\n", "\r").encode())
    assert result.text.decode() == WORDS
    assert result.conversion == ("单独的回车换成了换行",)


@pytest.mark.parametrize(
    ("declared", "encoding", "said"),
    [
        ("gb2312", "gb18030", "由文件写明的 GB18030"),
        ("big5", "big5", "由文件写明的 BIG5HKSCS"),
        ("utf-8", "gb18030", "猜是 GB18030"),  # what it says is not so
        ("utf-8", "utf-8", "文字由网页取出"),
        ("no-such", "utf-8", "文字由网页取出"),
    ],
)
def test_a_page_says_its_encoding(declared: str, encoding: str, said: str) -> None:
    words = OLD if encoding == "big5" else WORDS
    html = f'<html><meta charset="{declared}"><body><p>{words.replace("*", "")}</p></body>'
    result = taken(html.encode(encoding), "页.html")
    assert "".join(result.text.decode().split()) == "".join(words.replace("*", "").split())
    assert said in result.conversion[0]
    assert result.original == "html"


def test_a_page_that_is_named_as_text() -> None:
    result = taken(b"<!DOCTYPE html>\n<p>a</p>", "页.txt")
    assert result.text == b"a\n"
    assert result.original == "txt"


@pytest.mark.parametrize(
    ("name", "data", "code", "way_out"),
    [
        ("稿.pdf", b"%PDF", "S13", "取网页或 Word"),
        ("稿.doc", b"\xd0\xcf\x11\xe0", "S13", "另存为 .docx"),
        ("稿", b"x", "S13", "认得的有 .txt"),
        ("稿.docx", b"PK", "S13", "用 Word 打开看看"),
        ("稿.txt", WORDS.encode() * 9 + b"\xff", "S02", "坏字节 0xFF"),
        ("稿.txt", b"\xff\xfe\x00", "S02", "重新保存"),
        ("稿.html", bytes(range(128, 256)) * 9, "S02", "请从来源重新保存"),
    ],
    ids=["pdf", "doc", "no ending", "no zip", "one bad byte", "half a character", "noise"],
)
def test_what_cannot_be_read(name: str, data: bytes, code: str, way_out: str) -> None:
    said = refused(data, name)
    assert f": {code} " in said
    assert way_out in said


def test_docx_without_what_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mammoth", None)
    said = refused(b"", "稿.docx")
    assert "S13" in said
    assert "pip install mammoth" in said


INSERTED = (
    '<w:ins xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:id="1">'
    "<w:r><w:t>添上的字。</w:t></w:r></w:ins>"
)
DELETED = (
    '<w:del xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:id="2">'
    "<w:r><w:delText>删去的字</w:delText></w:r></w:del>"
)


def test_a_word_document() -> None:
    document = docx.Document()
    document.add_paragraph("港务局记者会")
    question = document.add_paragraph()
    question.add_run("企鹅社").bold = True
    question.add_run("记者：").bold = True
    question.add_run("问？")
    answer = document.add_paragraph()
    answer.add_run("王五：").bold = True
    answer.add_run("答。")
    answer.add_run().add_break()
    answer.add_run("又一行。")
    answer._p.append(parse_xml(INSERTED))
    answer._p.append(parse_xml(DELETED))
    document.add_table(1, 2).cell(0, 1).text = "格子"
    document.sections[0].header.paragraphs[0].text = "页眉里的字"
    file = BytesIO()
    document.save(file)
    result = taken(file.getvalue(), "稿.docx")
    assert result.text.decode().split() == [
        "港务局记者会",
        "**企鹅社记者：**问？",
        "**王五：**答。",
        "又一行。添上的字。",
        "格子",
    ]
    assert result.extract.left_out == ("删去的字", "页眉里的字")
    assert result.original == "docx"


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NOTED = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" '
    f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="b" Type="{RELATIONS}/footnotes" Target="footnotes.xml"/></Relationships>',
    "word/document.xml": f"<w:document {W}><w:body><w:p><w:r><w:t>王五：答</w:t></w:r>"
    '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>完了。</w:t></w:r></w:p>'
    "</w:body></w:document>",
    "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r>'
    "<w:t>脚注的话。</w:t></w:r></w:p></w:footnote></w:footnotes>",
}


def test_a_note_s_number_does_not_come_among_the_words() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, text in NOTED.items():
            package.writestr(name, text)
    result = taken(file.getvalue(), "稿.docx")
    assert result.text.decode() == "王五：答完了。\n"
    assert result.extract.left_out == ("脚注的话。",)


def test_a_text_with_a_thousand_comments_is_read_at_once() -> None:
    assert taken(b"<!-- a -->\n" * 1000 + b"x").original == ""


def test_a_folder_s_files(tmp_path: Path) -> None:

    root = tmp_path
    for name in ("b.txt", "a.html", "a_files/x.html", "深/c.docx", "d.json", ".e.txt", "~$c.docx"):
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    found = find([root, root / "b.txt"])
    assert [path.name for path in found.paths] == ["a.html", "b.txt", "c.docx"]
    assert [path.name for path in found.passed_over] == ["d.json"]
    with pytest.raises(CannotRun, match="没有"):
        find([root / "no"])
