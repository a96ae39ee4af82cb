"""Drafts: plain text, Markdown, HTML and Word files, as text that knows its lines."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import IO

from wenda.adding.formats import is_page, text_of
from wenda.adding.given import PAGE, WORD
from wenda.adding.word import html_of
from wenda.findings import CannotRun, Report

_BLOCKS = "p div br li tr td th h1 h2 h3 h4 h5 h6 blockquote section article"
_BREAKS = frozenset(_BLOCKS.split())
_ENDS = re.compile("</(?:p|h[1-6]|li|tr)>")
_SILENT = frozenset(("script", "style", "head", "template", "del"))
_LINE_END = re.compile(r"\s*\n\s*")
_WIDE = re.compile(
    "[\u2014\u2018-\u201d\u2026\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A text to check; `lines` has the line of the file, from 1, from a character of it on."""

    path: str
    text: str
    lines: tuple[tuple[int, int], ...] = ()  # rising; of a page
    blocks: tuple[tuple[int, int], ...] = ()

    def line_of(self, at: int) -> int:
        if self.lines:
            return self.lines[bisect_right(self.lines, (at, 1 << 60)) - 1][1]
        return bisect_left(_line_ends(self.text), at) + 1


@lru_cache(maxsize=1)
def _line_ends(text: str) -> Sequence[int]:
    return [at for at, char in enumerate(text) if char == "\n"]


def read_draft(path: str, stdin: IO[bytes]) -> Draft:
    """A draft by its path, - for standard input, in any usual encoding.

    Raises CannotRun where it cannot be read.
    """
    ending = "" if path == "-" else Path(path).suffix.lower()
    try:
        data = stdin.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise CannotRun(f"{path}：读不了，{error}。") from error
    if ending in WORD:
        return _from_word(path, data)
    found = Report(path)
    read = text_of(data, found)
    if read is None or "\0" in read[0]:
        why = "；".join(finding.message.rstrip("。") for finding in found) or "里面有空字符"
        raise CannotRun(f"{path}：不是认得的文字，{why}。请给文字、网页或 .docx。")
    text = read[0].replace("\r\n", "\n").replace("\r", "\n")
    if ending in PAGE or is_page(text):
        return _from_html(path, text)
    return Draft(path, text)


def _from_html(path: str, source: str) -> Draft:
    reader = _Reader()
    reader.feed(source)
    reader.close()
    text = "".join(reader.out)
    return Draft(path, text, tuple(reader.lines), tuple(reader.blocks))


class _Reader(HTMLParser):
    """The text of a page, a line for each block.

    Where a line of the source ends inside a block there is a blank, and none between two Chinese
    characters: Word breaks its lines anywhere. Comments and deleted words are no text.
    """

    def __init__(self) -> None:
        super().__init__()
        self.out: list[str] = []
        self.lines = [(0, 1)]
        self.blocks: list[tuple[int, int]] = []
        self._length = 0
        self._broken = False  # a line of the source has ended, and nothing come since
        self._open: list[int] = []
        self._silent = 0
        self._comment = 0  # how deep in a list of Word's comments

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "div" and (
            self._comment or "mso-element:comment" in (dict(attrs).get("style") or "")
        ):
            self._comment += 1
        self._silent += tag in _SILENT
        if tag in _BREAKS:
            self._break()
        if tag in ("blockquote", "q"):
            self._open.append(self._length)

    def handle_endtag(self, tag: str) -> None:
        self._comment = max(0, self._comment - (tag == "div"))
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in ("blockquote", "q") and self._open:
            start = self._open.pop()
            if not self._open and start < self._length:
                self.blocks.append((start, self._length))
        if tag in _BREAKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if self._silent or self._comment:
            return
        line, at = self.getpos()[0], 0
        for end in [*_LINE_END.finditer(data), None]:
            piece = data[at : end.start() if end else len(data)]
            if piece:
                if self._broken and not self._between_wide(piece):
                    self._add(" ")
                self._broken = False
                self.lines.append((self._length, line))
                self._add(piece)
            if end:
                self._broken = True
                line, at = line + end[0].count("\n"), end.end()

    def _between_wide(self, piece: str) -> bool:
        last = self.out[-1][-1] if self.out else "\n"
        return last == "\n" or bool(_WIDE.match(last) and _WIDE.match(piece))

    def _break(self) -> None:
        if not self._silent:
            self._broken = False
            self._add("\n")
            self.lines.append((self._length, self.getpos()[0]))

    def _add(self, text: str) -> None:
        self.out.append(text)
        self._length += len(text)


def _from_word(path: str, data: bytes) -> Draft:
    try:
        html = html_of(data, notes=True)
    except ImportError as error:
        raise CannotRun(
            f"{path}：读 .docx 要先装可选的依赖：pip install 'wenda[docx]'。"
        ) from error
    except Exception as error:  # whatever is wrong with a file that somebody sent
        raise CannotRun(f"{path}：不是能读的 .docx，{error}。") from error
    return _from_html(path, _ENDS.sub(r"\g<0>\n", html))  # a paragraph a line
