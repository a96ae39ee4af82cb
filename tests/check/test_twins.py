"""The check: its cases, and the same verdicts in Python and JavaScript on random damage."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path
from typing import Any

import pytest

from wenda.check.occasion import other_occasion
from wenda.check.quotations import Quotation, quotations
from wenda.check.record import Record
from wenda.check.said import Names
from wenda.check.verdict import Judge, Verdict
from wenda.naming.script import simplified
from wenda.search.documents import Corpus, Document, Name, Passage, Reading
from wenda.search.names import pairs

ROOT = Path(__file__).parents[2]
CASES = json.loads((ROOT / "tests/cases/check.json").read_text("utf-8"))
OCCASIONS = json.loads((ROOT / "tests/cases/occasions.json").read_text("utf-8"))
QUOTED = json.loads((ROOT / "tests/cases/quotations.json").read_text("utf-8"))
_ROLES = {"q": "question", "a": "answer"}


def corpus() -> Corpus:
    passages = tuple(
        Passage(f"p{number}", _ROLES[role], text)
        for number, (role, text) in enumerate(CASES["paragraphs"], 1)
    )
    at, start, end, reading = CASES["erratum"]
    readings = (Reading(f"p{at + 1}", start, end, reading),)
    document = Document("2024-03-07-a/q01", "", "2024-03-07", (), (), (), passages, readings)
    names = tuple(Name(name, name) for name in CASES["names"])
    return Corpus((document,), speakers=names)


CORPUS = corpus()
RECORD = Record(CORPUS, simplified())
JUDGE = Judge(RECORD.names, RECORD.script)
NAMES = Names(QUOTED["speakers"], QUOTED["outlets"], RECORD.script)


@pytest.mark.parametrize(("quotation", "code", "kinds"), CASES["cases"])
def test_case(quotation: str, code: str, kinds: list[str] | None) -> None:
    verdict = JUDGE.judge(quotation, RECORD.units)
    assert verdict.code == code, verdict
    if kinds is not None:
        assert sorted({turn.kind for turn in verdict.turns}) == sorted(kinds)


def test_the_same_in_javascript() -> None:
    quoted = [case[0] for case in CASES["cases"]] + list(damaged(400))
    texts = [f"王毅表示，“{each}”。\n\n> {each}\n" for each in quoted[:60]]
    texts += [text for text, _ in QUOTED["cases"]]
    at, start, end, reading = CASES["erratum"]
    entry = {
        "key": "2024-03-07-a/q01",
        "heading": "",
        "paragraphs": [
            {"id": f"p{number}", "role": _ROLES[role], "text": text}
            for number, (role, text) in enumerate(CASES["paragraphs"], 1)
        ],
        "errata": [{"paragraph": at, "start": start, "end": end, "reading": reading}],
    }
    request = {
        "entries": [entry],
        "names": CASES["names"],
        "pairs": pairs(RECORD.script),
        "quotations": quoted,
        "texts": texts,
        "speakers": QUOTED["speakers"],
        "outlets": QUOTED["outlets"],
        "occasions": [pair for pairs in OCCASIONS.values() for pair in pairs],
    }
    run = subprocess.run(
        ["node", "tests/js/check_lines.mjs"],
        cwd=ROOT, input=json.dumps(request) + "\n", capture_output=True, text=True, check=True,
    )  # fmt: skip
    reply = json.loads(run.stdout)
    for quotation, theirs in zip(quoted, reply["verdicts"], strict=True):
        assert told(JUDGE.judge(quotation, RECORD.units)) == theirs, quotation
    for text, found in zip(texts, reply["found"], strict=True):
        assert [_as_javascript(each) for each in quotations(text, NAMES)] == found, text
    for pair, is_other in zip(request["occasions"], reply["occasions"], strict=True):
        assert other_occasion(*pair) == is_other, pair


def _as_javascript(found: Quotation) -> dict[str, Any]:
    said = found.said
    date = {"year": said.year, "month": said.month, "day": said.day, "event": said.event}
    place = {"text": found.text, "start": found.start, "end": found.end}
    return {**place, "said": {"who": list(said.who), **date}}


@pytest.mark.parametrize(("text", "wanted"), QUOTED["cases"])
def test_who_is_said_to_have_said_it(text: str, wanted: list[Any]) -> None:
    found = [
        [each.text, list(said.who), _day(said.year, said.month, said.day)]
        + ([said.event] if said.event else [])
        for each in quotations(text, NAMES)
        for said in [each.said]
    ]
    assert found == wanted


def _day(year: str, month: str, day: str) -> str:
    return f"{year}-{month}-{day}" if year or month or day else ""


@pytest.mark.parametrize(
    ("is_other", "pair"),
    [(kind == "other", pair) for kind in OCCASIONS for pair in OCCASIONS[kind]],
)
def test_what_is_plainly_another_occasion(is_other: bool, pair: list[str]) -> None:
    assert other_occasion(*pair) == is_other


def told(verdict: Verdict) -> dict[str, Any]:
    return {
        "code": verdict.code,
        "likeness": verdict.likeness,
        "steps": [list(step) for step in verdict.steps],
        "turns": [
            {"kind": turn.kind, "quoted": turn.quoted, "printed": turn.printed}
            for turn in verdict.turns
        ],
        "notes": list(verdict.notes),
        "joined": verdict.joined,
        "places": [
            [place.key, place.unit.role, place.start, place.end] for place in verdict.places
        ],
    }


def damaged(count: int) -> list[str]:
    """Stretches of the words with characters changed, dropped, added and clauses left out."""
    chance = random.Random(13)
    words = "".join(text for _, text in CASES["paragraphs"])
    out = []
    for _ in range(count):
        start = chance.randrange(len(words) - 12)
        chars = list(words[start : start + chance.randint(4, 70)])
        for _ in range(chance.randint(0, 8)):
            at = chance.randrange(len(chars)) if chars else 0
            what = chance.choice(["change", "drop", "add", "gap", "not"])
            other = chance.choice(words + "不没未5.%一两应必须")
            if what == "change" and chars:
                chars[at] = other
            elif what == "drop":
                del chars[at : at + 1]
            elif what == "gap":
                chars[at : at + chance.randint(0, 20)] = chance.choice(["……", "", "（略）"])
            else:
                chars.insert(at, "不" if what == "not" else other)
        out.append("".join(chars))
    return out
