"""Bytes: UTF-8 in its forms is read, anything else is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenda.findings import Report
from wenda.reading.decode import decode, encode

SIMPLIFIED = "**记者：**中方对此有何评论？\n**王毅：**我们的立场在这个问题上没有变化。\n" * 5
TRADITIONAL = "**記者：**對此有何評論？\n**王毅：**我們的立場在這個問題上沒有變化。\n" * 5


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "with a byte order mark"])
def test_utf8_is_read_and_written_back(mark: str, newline: str) -> None:
    data = (mark + SIMPLIFIED.replace("\n", newline)).encode()
    found = Report()
    text = decode(data, found)
    assert not len(found)
    assert text == SIMPLIFIED.replace("\n", newline)
    assert encode(text, like=data) == data


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (SIMPLIFIED, "gb18030", "GB18030"),
        (SIMPLIFIED, "gbk", "GB18030"),
        (TRADITIONAL, "big5", "BIG5"),
        (SIMPLIFIED, "utf-16", "UTF-16"),
        (SIMPLIFIED, "utf-16-le", "UTF-16LE"),
        (SIMPLIFIED, "utf-16-be", "UTF-16BE"),
    ],
)
def test_another_encoding_is_named_with_the_command(text: str, encoding: str, named: str) -> None:
    found = Report("a/t.txt")
    assert decode(text.encode(encoding), found) is None
    (finding,) = found
    assert finding.code == "S01"
    assert named in finding.message
    assert finding.hint == f"请转换后再放入：iconv -f {named} -t UTF-8 原文件 > t.txt"


def test_what_is_no_text_is_said_to_be_none() -> None:
    found = Report()
    assert decode(bytes(range(128, 256)) * 4, found) is None
    assert [finding.code for finding in found] == ["S02"]


@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    read = decode(data, Report())
    assert read is not None
    assert encode(read, like=data) == data
