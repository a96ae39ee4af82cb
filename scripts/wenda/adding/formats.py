"""Bytes in any usual encoding and format → the text of a transcript, and what was left out."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from wenda.adding.given import KNOWN, PAGE, WORD, Given
from wenda.adding.page import Extract, read_html
from wenda.adding.word import read_docx
from wenda.findings import Report
from wenda.reading.decode import decode, recognise

_DECLARED = re.compile(
    rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*(?P<name>[\w.:-]+)", re.IGNORECASE
)
_AS_BROWSERS = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
_HTML = re.compile(r"\s*(?>(?><!--.*?-->)\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OTHERS = {
    ".pdf": "请从来源取网页或 Word 文档；PDF 里的字可以复制出来另存为纯文本，存后请与原件核对。",
    ".doc": "请用 Word 或 LibreOffice 打开，另存为 .docx。",
    ".wps": "请用 WPS 打开，另存为 .docx。",
    ".rtf": "请用 Word 或 LibreOffice 打开，另存为 .docx。",
    ".odt": "请用 LibreOffice 打开，另存为 .docx。",
    ".mht": "请在浏览器里打开，另存为网页（.html）。",
    ".mhtml": "请在浏览器里打开，另存为网页（.html）。",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What was made of a given file."""

    text: bytes  # of the transcript
    original: str  # the ending under which the file is kept beside it; empty: it is the text
    conversion: tuple[str, ...]  # what was done, as sentences without a full stop
    extract: Extract  # lines, what was left out, and what the page says of itself

    @property
    def must_be_checked(self) -> tuple[str, ...]:
        return self.extract.remarks


def take(given: Given, found: Report) -> Taken | None:
    """The text of a file; None where there is none to be had.

    S02: bad bytes, or an encoding that nobody knows. S13: a format that cannot be read.
    """
    if given.ending in WORD:
        extract = read_docx(given.data, found)
        return _converted(given, extract, ("文字由 Word 文档取出",)) if extract else None
    if given.ending not in KNOWN:
        hint = _OTHERS.get(given.ending, f"认得的有 {'、'.join(KNOWN)}。")
        found.add("S13", 0, f"不认得的格式「{given.ending or '没有后缀'}」。", hint)
        return None
    read = text_of(given.data, found)
    if read is None:
        return None
    text, done = read
    if given.ending in PAGE or is_page(text):
        return _converted(given, read_html(text), (*done, "文字由网页取出"))
    return _plain(given, text, done)


def _plain(given: Given, text: str, done: tuple[str, ...]) -> Taken:
    """Plain text stays the very bytes where the build can read them."""
    if "\r" in text.replace("\r\n", ""):
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        done = (*done, "单独的回车换成了换行")
    lines = tuple(text.splitlines())
    if not done:
        return Taken(given.data, "", (), Extract(lines, ()))
    return Taken(text.encode(), given.ending[1:], done, Extract(lines, ()))


def _converted(given: Given, extract: Extract, done: tuple[str, ...]) -> Taken:
    text = "\n\n".join(extract.lines) + "\n"
    return Taken(text.encode(), given.ending[1:], done, extract)


def is_page(text: str) -> bool:
    """Whether a text begins as a page of HTML does, whatever the ending of its file."""
    return bool(_HTML.match(text))


def text_of(data: bytes, found: Report) -> tuple[str, tuple[str, ...]] | None:
    """The text of a file and, where it was not UTF-8, what was done about that.

    S02: bad bytes, or an encoding that nobody knows; then None.
    """
    declared = "utf-16" if data.startswith(_UTF_16) else _declared(data)
    if declared not in ("", "utf-8") and (text := _decoded(data, declared)) is not None:
        return text, (f"由文件写明的 {declared.upper()} 转成 UTF-8",)
    if (text := _decoded(data, "utf-8-sig")) is not None:
        return text, ()
    encoding = recognise(data)
    text = _decoded(data, encoding) if encoding else None
    if encoding is None:
        decode(data, found)  # which says what is wrong
        return None
    if text is None:
        hint = "文件可能不完整；请从来源重新保存。"
        found.add("S02", 0, f"文件像是 {encoding}，却有解不开的字节。", hint)
        return None
    return text, (f"没有可信的编码说明，按常用字猜是 {encoding}，由它转成 UTF-8",)


def _declared(data: bytes) -> str:
    """The encoding that a page says it has, by Python's name; empty where none is known."""
    if data.startswith(codecs.BOM_UTF8):
        return ""
    match = _DECLARED.search(data, 0, 4096)
    name = match["name"].decode().casefold() if match else ""
    name = _AS_BROWSERS.get(name, name)
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        return ""


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None
