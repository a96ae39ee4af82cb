"""The text of a sidecar: written new, or with what a new transcript changes and nothing else."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import yaml

from wenda.editors.sidecar import Original, Sidecar
from wenda.findings import one_line

OPEN = "（待填）"
"""What stands for a required value that nobody has given yet, while the stages are tried."""

_WIDTH = 48  # characters of a comment, most of them two columns wide


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a conference; empty where a person still has to say it."""

    day: date
    title: str
    speakers: tuple[str, ...]
    basis: str
    place: str = ""
    publication: str = ""
    kind: str = ""
    published: date | None = None
    page: str = ""
    url: str = ""
    dialect: str = ""

    @property
    def open(self) -> tuple[str, ...]:
        """The required keys that are still open."""
        known = {
            "title": self.title,
            "place": self.place,
            "speakers": self.speakers,
            "publication": self.publication,
        }
        return tuple(key for key, value in known.items() if not value)


def write(
    facts: Facts,
    sha256: str,
    original: Original | None,
    left_out: Sequence[str] = (),
    remarks: Sequence[str] = (),
    proposals: Sequence[str] = (),
) -> str:
    """A new sidecar. What a person still has to fill in stands there as a comment with its key."""
    lines = ["# 编者所知。由 wenda add 写成，请对照来源核对各项；各个键见 README。"]
    lines += [f"# 请看：{one_line(remark)}。" for remark in remarks]
    lines += [
        _key("title", facts.title, "这场记者会的名称"),
        f"date: {facts.day}",
        _key("place", facts.place, "城市和地点，如 北京梅地亚中心"),
        f"speakers: [{', '.join(facts.speakers)}]"
        if facts.speakers
        else "# speakers: []   # 待填：发言人的 id，见 source/vocabulary/speakers.yml",
        f"basis: {scalar(facts.basis)}   # 以上各项的依据，会显示在页面上",
        *_publication(facts),
        "# incomplete:   # 文字稿不全的，写明缺什么",
        f"sha256: {sha256}",
    ]
    if facts.dialect:
        lines.append(f"dialect: {scalar(facts.dialect)}")
    if original:
        lines += block(original, left_out)
    lines += ["", *proposals] if proposals else []
    return "\n".join(lines) + "\n"


def _key(key: str, value: str, what: str) -> str:
    return f"{key}: {scalar(value)}" if value else f"# {key}:   # 待填：{what}"


def _publication(facts: Facts) -> Iterator[str]:
    """Who printed the words; a comment where the name is not known."""
    off = "" if facts.publication else "# "
    hint = "" if facts.publication else "   # 待填：刊发文字稿的报纸或网站"
    yield f"{off}publication:{hint}"
    yield f"{off}  name: {scalar(facts.publication)}" if facts.publication else f"{off}  name:"
    if facts.kind == "网站":
        yield f"{off}  kind: 网站"
    told = "" if facts.published else "   # 刊发的日期没有说明，写的是当天，请核对"
    yield f"{off}  date: {facts.published or facts.day}{told}"
    if facts.page:
        yield f"{off}  page: {scalar(facts.page)}"
    if facts.url:
        yield f"{off}  url: {scalar(facts.url)}"


def block(original: Original, left_out: Sequence[str]) -> list[str]:
    """The key of the given file; what was left out of it stands there as comments, indented."""
    lines = [
        "original:   # 来稿，原样放在文字稿旁边，不可改动",
        f"  file: {scalar(original.file)}",
        f"  sha256: {original.sha256}",
        f"  conversion: {scalar(original.conversion)}",
    ]
    if left_out:
        lines.append(f"  # 来稿里没有收进文字稿的，共 {len(left_out)} 行：")
        listed = "｜".join(map(one_line, left_out))
        lines += [f"  # {line}" for line in _wrapped(listed)]
    return lines


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, drop_whitespace=False, replace_whitespace=False)


def scalar(text: str) -> str:
    """A text as one YAML scalar, in quotes where YAML would read it as something else."""
    if text.isprintable() and _is_plain(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(
        char if char.isprintable() or ord(char) > 0xFFFF else f"\\u{ord(char):04x}"
        for char in quoted
    )


def _is_plain(text: str) -> bool:
    """Whether YAML reads it as this text without quotes, in a block and in a list in brackets."""
    try:
        return bool(yaml.safe_load(f"- {text}\n- [{text}]") == [text, [text]])
    except (yaml.YAMLError, ValueError):
        return False


def replaced(
    text: str, sidecar: Sidecar, sha256: str, original: Original | None, left_out: Sequence[str]
) -> str:
    """A sidecar as it was, with the SHA-256 and the given file of a new transcript.

    No other line is touched. The lines of `original` are the program's: its key and what is
    indented below it.
    """
    lines = text.splitlines(keepends=True)
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    at = sidecar.line("sha256") - 1
    rest = "".join(lines[at:]).replace(sidecar.record.sha256, sha256, 1)
    lines = [*lines[:at], *rest.splitlines(keepends=True)]
    fresh = [line + end for line in block(original, left_out)] if original else []
    if sidecar.record.original is None:
        if fresh:
            lines[at] = lines[at].rstrip("\r\n") + end
        return "".join([*lines[: at + 1], *fresh, *lines[at + 1 :]])
    begin = sidecar.line("original") - 1
    until = begin + 1
    while until < len(lines) and lines[until].startswith((" ", "\t")):
        until += 1
    return "".join([*lines[:begin], *fresh, *lines[until:]])


def commented(lines: Iterable[str]) -> list[str]:
    return [f"# {line}" if line else "#" for line in lines]
