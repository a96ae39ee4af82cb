"""Reports of a check: lines for a terminal, JSON, Markdown, SARIF 2.1.0."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from wenda.check.checker import Checked
from wenda.check.places import Place
from wenda.check.verdict import CODES
from wenda.findings import one_line
from wenda.model import clip

Links = Callable[[Place], str]
"""A place in the record to its address."""


def as_text(checked: Sequence[Checked], links: Links, coverage: str) -> str:
    """A finding a line: path:line: CODE sentence, with the first place."""
    lines = [one_line(_line(each, links)) for each in checked]
    return "\n".join([*lines, summary(checked), coverage])


def as_json(checked: Sequence[Checked], links: Links, coverage: str) -> str:
    """Everything that is known, as one object."""
    found = [_object(each, links) for each in checked]
    return json.dumps({"coverage": coverage, "quotations": found}, ensure_ascii=False, indent=1)


def as_markdown(checked: Sequence[Checked], links: Links, coverage: str) -> str:
    """A report to send to a colleague."""
    parts = ["# 核对引语", f"{summary(checked)}{coverage}"]
    for each in checked:
        quoted = "\n> ".join(map(_plain, each.quotation.text.strip().split("\n")))
        places = "\n".join(
            f"- [{_plain(_who(place))}](<{links(place)}>)：{_plain(place.printed)}"
            for place in each.verdict.places[:9]
        )
        head = f"## {each.path}:{each.line} {each.code} {_plain(each.sentence)}"
        parts.append("\n\n".join(filter(None, [head, f"> {quoted}", places])))
    return "\n\n".join(parts) + "\n"


def as_sarif(checked: Sequence[Checked], links: Links, coverage: str) -> str:
    """For code hosts and editors. Identical quotations are results of kind pass."""
    rules = [
        {"id": code, "shortDescription": {"text": sentence}} for code, sentence in CODES.items()
    ]
    results = [_result(each, links) for each in checked]
    driver = {"name": "wenda check", "rules": rules, "fullName": f"wenda check. {coverage}"}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=1)


FORMATS: Mapping[str, Callable[[Sequence[Checked], Links, str], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
    "sarif": as_sarif,
}


def summary(checked: Sequence[Checked]) -> str:
    """12 条引语：9 条逐字一致，3 条有改动。"""
    counts = Counter(each.code for each in checked)
    found = "，".join(f"{counts[code]} 条{CODES[code]}" for code in CODES if counts[code])
    return f"{len(checked)} 条引语：{found}。" if checked else "没有引语。"


def _line(each: Checked, links: Links) -> str:
    quoted = clip(each.quotation.text.strip())
    where = "".join(f" {_who(place)} {links(place)}" for place in each.verdict.places[:1])
    return f"{each.path}:{each.line}: {each.code} “{quoted}”：{each.sentence}。{where}"


def _who(place: Place) -> str:
    """When, and who is heard."""
    entry = place.unit.entry
    asks = place.unit.role == "question"
    return f"{entry.date} {entry.outlet if asks else '、'.join(entry.speakers)}".strip()


def _object(each: Checked, links: Links) -> dict[str, Any]:
    verdict, said = each.verdict, each.quotation.said
    return {
        "path": each.path,
        "line": each.line,
        "quotation": each.quotation.text,
        "code": each.code,
        "words": verdict.code,
        "sentence": each.sentence,
        "attributed_to": list(said.who),
        "attributed_date": said.date or None,
        "attributed_event": said.event or None,
        "against": each.against or None,
        "likeness": verdict.likeness,
        "places": [
            {
                "link": links(place),
                "date": place.unit.entry.date,
                "speakers": list(place.unit.entry.speakers),
                "role": place.unit.role,
                "printed": place.printed,
            }
            for place in verdict.places
        ],
        "differences": [list(step) for step in verdict.steps],
        "turns": [
            {"kind": turn.kind, "quoted": turn.quoted, "printed": turn.printed}
            for turn in verdict.turns
        ],
    }


_LEVELS = {"Q01": "none", "Q02": "note", "Q03": "note", "Q04": "note", "Q11": "note"}


def _result(each: Checked, links: Links) -> dict[str, Any]:
    where = " ".join(links(place) for place in each.verdict.places[:3])
    identical = each.code == "Q01"
    return {
        "ruleId": each.code,
        "kind": "pass" if identical else "fail",
        "level": _LEVELS.get(each.code, "error" if each.code in ("Q08", "Q09") else "warning"),
        "message": {"text": f"“{clip(each.quotation.text)}”：{each.sentence}。{where}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(each.path)},
                    "region": {"startLine": each.line},
                }
            }
        ],
    }


def _uri(path: str) -> str:
    """A path as SARIF wants it: relative to where the command ran, or an address of its own."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())


def _plain(text: str) -> str:
    return "".join(
        f"\\{char}" if char in "\\`*_[]<>#|" else char for char in text.replace("\n", " ")
    )
