"""A Word document: its lines, and what Word shows or keeps that is none of them.

mammoth reads it, since it takes what was inserted under tracked changes, text boxes and tables,
which python-docx leaves out in silence. What mammoth leaves out itself (headers, footers, notes,
comments, what was deleted) is found by reading every text in the file without it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser

from wenda.adding.page import Extract, read_html
from wenda.findings import Report

_WORDS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS = 'a[href^="#footnote-"], a[href^="#endnote-"]'
_NOTES = 'li[id^="footnote-"], li[id^="endnote-"]'
_QUOTES = "\n".join(
    f"p[style-name='{name}'] => blockquote > p:fresh" for name in ("Quote", "Intense Quote")
)
_SPACES = re.compile(r"\s+")


def read_docx(data: bytes, found: Report) -> Extract | None:
    """The lines of a document. S13: it is none, or what reads it is not installed."""
    try:
        html = html_of(data)
        printed = list(_printed(data))
    except ImportError:
        hint = "请装上（pip install mammoth），或在 Word 里另存为网页（.html）或纯文本。"
        found.add("S13", 0, "读 .docx 要用软件包 mammoth，这里没有装。", hint)
        return None
    except Exception as error:  # whatever is wrong with a file that somebody sent
        hint = "请用 Word 打开看看，另存为 .docx、网页或纯文本；加了密码的先去掉密码。"
        found.add("S13", 0, f"不是读得了的 .docx（{type(error).__name__}）。", hint)
        return None
    extract = read_html(html, whole=True)
    taken = {_squeezed(line.replace("**", "")) for line in extract.lines}
    left = tuple(text for text in printed if _squeezed(text.replace("**", "")) not in taken)
    return replace(extract, left_out=left)


def html_of(data: bytes, notes: bool = False) -> str:
    """A document as HTML, with or without its notes. Raises ImportError, and whatever of what is
    none."""
    import mammoth

    html = mammoth.convert_to_html(BytesIO(data), style_map=_QUOTES).value
    return _without(html, _MARKS if notes else f"{_MARKS}, {_NOTES}")


def _without(html: str, unwanted: str) -> str:
    """What mammoth adds of its own, [1] and ↑, would stand among the words."""
    tree = LexborHTMLParser(html)
    for node in tree.css(unwanted):
        node.decompose()
    return tree.body.inner_html or "" if tree.body else ""


def _printed(data: bytes) -> Iterator[str]:
    """Every line of text in the file, in whichever part, also what was deleted."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        for name in sorted(file.namelist(), key=lambda name: (name != "word/document.xml", name)):
            if _WORDS.fullmatch(name):
                yield from _lines(ElementTree.fromstring(file.read(name)))


def _lines(root: ElementTree.Element) -> Iterator[str]:
    for paragraph in root.iter(f"{_W}p"):
        for deleted in (False, True):
            for line in "".join(_own(paragraph, deleted)).split("\n"):
                if line.strip():
                    yield line.strip()


def _own(element: ElementTree.Element, deleted: bool) -> Iterator[str]:
    """The text of a paragraph, not that of a text box in it, which has paragraphs of its own."""
    for child in element:
        if child.tag == f"{_W}p":
            continue
        if child.tag == (f"{_W}delText" if deleted else f"{_W}t"):
            yield child.text or ""
        elif child.tag in (f"{_W}br", f"{_W}cr") and not deleted:
            yield "\n"
        elif child.tag == f"{_W}noBreakHyphen" and not deleted:
            yield "\u2011"
        else:
            yield from _own(child, deleted)


def _squeezed(text: str) -> str:
    return _SPACES.sub("", text)
