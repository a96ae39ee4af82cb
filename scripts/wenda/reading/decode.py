"""Bytes to text: UTF-8 and nothing else, but an error that names what it met instead."""

from __future__ import annotations

import codecs
import hashlib

from wenda.findings import Report

# Tried in this order where the bytes are not UTF-8. GB18030 accepts nearly any bytes, so what it
# yields must also look like Chinese prose, see _prose.
_OTHERS = ("GB18030", "BIG5", "UTF-16LE", "UTF-16BE")
# The commonest characters of modern prose in both scripts: every real page is full of them.
_COMMON = frozenset("的一是在不了有和人这這中大为為上个個国國我以要他时時来來，。、：")


def sha256(data: bytes) -> str:
    """The SHA-256 of bytes in hexadecimal, as records and pages name it."""
    return hashlib.sha256(data).hexdigest()


def decode(data: bytes, found: Report) -> str | None:
    """The text of a file, line ends as they are, without a byte order mark; None where it has none.

    S01: another encoding, named with the command that converts it. S02: not text that we know.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    bad = _lone_bad_byte(data)
    encoding = recognise(data)
    if bad is not None:
        message = f"第 {line} 行有一个坏字节 0x{bad:02X}，其余是 UTF-8。"
        found.add("S02", line, message, "请对照原文改正这一处。")
    elif encoding is None:
        message = "文件不是 UTF-8，也不像 GB18030、Big5 或 UTF-16。"
        hint = "请从来源重新保存为 UTF-8；若文件是 PDF 或 Word，先另存为纯文本。"
        found.add("S02", line, message, hint)
    else:
        message = f"文件的编码是 {encoding}，不是 UTF-8。"
        name = found.path.rsplit("/", 1)[-1]
        hint = f"请转换后再放入：iconv -f {encoding} -t UTF-8 原文件 > {name}"
        found.add("S01", line, message, hint)
    return None


def encode(text: str, like: bytes) -> bytes:
    """The text as bytes again, with a byte order mark where the file had one."""
    mark = codecs.BOM_UTF8 if like.startswith(codecs.BOM_UTF8) else b""
    return mark + text.encode("utf-8")


def recognise(data: bytes) -> str | None:
    """The encoding of bytes that are not UTF-8, by the commonest characters; None: not known."""
    if _lone_bad_byte(data) is not None:
        return None
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    scored = [(_prose(data, encoding), encoding) for encoding in _OTHERS]
    best, encoding = max(scored, key=lambda pair: pair[0])
    return encoding if best > 0.05 else None  # real prose has a fifth or more, noise almost none


def _prose(data: bytes, encoding: str) -> float:
    """The share of characters that are among the commonest, 0 where the bytes do not decode."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    beyond_ascii = [char for char in text if ord(char) > 127]
    return sum(char in _COMMON for char in beyond_ascii) / max(1, len(beyond_ascii))


def _lone_bad_byte(data: bytes) -> int | None:
    """The first byte that is not UTF-8 where nearly everything else is."""
    text = data.decode("utf-8", "surrogateescape")
    bad = [char for char in text if "\udc80" <= char <= "\udcff"]
    good = sum(ord(char) > 127 for char in text) - len(bad)
    return ord(bad[0]) - 0xDC00 if len(bad) * 20 <= good else None
