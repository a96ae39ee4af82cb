"""Drafts: plain text, Markdown, HTML and Word files, as text that knows its lines."""

from __future__ import annotations

import re
from bisect import bisect_left
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
_SILENT = frozenset(("script", "style", "head", "template"))


@dataclass(frozen=True, slots=True)
class Draft:
    """A text to check; `lines` says where each of its lines stands in the file, from 1."""

    path: str
    text: str
    lines: tuple[int, ...] = ()
    blocks: tuple[tuple[int, int], ...] = ()

    def line_of(self, at: int) -> int:
        number = bisect_left(_line_ends(self.text), at)
        return self.lines[number] if self.lines else number + 1


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
    """The text of a page, a line of it for each line of the source and each block."""

    def __init__(self) -> None:
        super().__init__()
        self.out: list[str] = []
        self.lines = [1]
        self.blocks: list[tuple[int, int]] = []
        self._length = 0
        self._open: list[int] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._silent += tag in _SILENT
        if tag in _BREAKS:
            self._break()
        if tag in ("blockquote", "q"):
            self._open.append(self._length)

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in ("blockquote", "q") and self._open:
            start = self._open.pop()
            if not self._open and start < self._length:
                self.blocks.append((start, self._length))
        if tag in _BREAKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        line = self.getpos()[0]
        self.lines[-1] = line if not data.startswith("\n") else self.lines[-1]
        self._add(data)
        self.lines.extend(line + more for more in range(1, data.count("\n") + 1))

    def _break(self) -> None:
        if not self._silent:
            self._add("\n")
            self.lines.append(self.getpos()[0])

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
