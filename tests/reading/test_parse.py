"""Transcripts to exchanges: one behaviour, one file in cases/transcripts/."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import cases, small_vocabulary
from wenda.assemble import cast_of
from wenda.editors.sidecar import ConferenceRecord, Join
from wenda.findings import Finding, Report
from wenda.model import Exchange, Kind, Part, Remarks, Turn
from wenda.reading.detect import Detection, detect
from wenda.reading.dialects import BOLD_LABEL, BY_NAME
from wenda.reading.parse import Parsed, parse
from wenda.reading.proof import prove

MARKS = {
    Kind.QUESTION: "问",
    Kind.ANSWER: "答",
    Kind.OPENING: "开",
    Kind.CLOSING: "结",
    Kind.MODERATOR: "主持",
    Kind.ASIDE: "旁",
    Kind.FURNITURE: "版",
    Kind.TRANSLATION: "译",
}


def record(sidecar: dict[str, Any] | None = None) -> ConferenceRecord:
    return ConferenceRecord.model_validate(
        {
            "title": "记者会",
            "date": "2024-03-07",
            "place": "北京",
            "speakers": ["wang-yi", "li-si"],
            "basis": "编者",
            "publication": {"name": "某报", "date": "2024-03-08"},
            "sha256": "0" * 64,
            **(sidecar or {}),
        }
    )


def read(
    text: str,
    sidecar: dict[str, Any] | None = None,
    found: Report | None = None,
    dialect: str = "bold-label",
) -> Parsed[Join]:
    facts = record(sidecar)
    cast = cast_of(facts, small_vocabulary())
    found = Report("t.txt") if found is None else found
    detection = Detection(BY_NAME[dialect], "")
    return parse(text, detection, cast, found, facts.joins, facts.opening, {facts.title})


def lines(turn: Turn) -> list[str]:
    words = [f"{MARKS[paragraph.kind]} {paragraph.text}" for paragraph in turn.paragraphs]
    if not turn.label:
        return words
    # A label stands before the first words of its line.
    same_line = turn.paragraphs and turn.paragraphs[0].line == turn.line
    if same_line:
        return [f"{turn.printed_label}| {words[0]}", *words[1:]]
    return [f"{turn.printed_label}|", *words]


def summary(part: Part) -> dict[str, list[str]]:
    name = "exchange" if isinstance(part, Exchange) else part.kind.value
    return {name: [line for turn in part.turns for line in lines(turn)]}


def sentence(finding: Finding) -> str:
    return f"{finding.line}: {finding.code} {finding.message} Hint: {finding.hint}"


@pytest.mark.parametrize("case", cases("transcripts"))
def test_transcripts(case: Any) -> None:
    text, found = case["transcript"], Report("t.txt")
    dialect = case.get("dialect", "bold-label")
    parsed = read(text, case.get("sidecar"), found, dialect)
    assert [summary(part) for part in parsed.parts] == case["parts"]
    assert [sentence(finding) for finding in sorted(found)] == case["findings"]
    contradicted = case.get("contradicted", False)
    assert bool(parsed.unused_joins or parsed.missing_opening) == contradicted
    assert prove(text.encode(), text, parsed.parts, BY_NAME[dialect].marks).holds


def test_every_finding_has_a_sentence_and_a_way_out() -> None:
    for parameter in cases("transcripts"):
        case = parameter.values[0]
        found = Report()
        read(case["transcript"], case.get("sidecar"), found, case.get("dialect", "bold-label"))
        for finding in found:
            assert finding.message.endswith("。")
            assert finding.hint


LINES = st.sampled_from(
    [
        "**新华社记者：**第一问？",
        "**路透社记者：**",
        "**王毅：**答。",
        "**王毅：**  第一答",
        "**李四：**答。",
        "**谁：**话。",
        "**追问：**再问？",
        "　　段落。",
        "  没有句末标点",
        "（上接第二版）接着说。",
        "（笑）",
        "记者会历时1小时。",
        "*****",
        "路透社记者：没有加粗",
        "2024年3月7日外交部长王毅记者会",
        "谢谢你的提问。[10:32]",
        "[10:32] 【王毅】答。",
        "【路透社记者】问？",
        "[王毅] 答。",
        "王毅",
        "<strong>王毅：</strong>答。",
        "**主持人：**请提问。",
        "责任编辑：张三",
        "（上接第三版）接着说。",
        "（下转第四版）",
        "中方对此有何评论？",
        "中国政府网",
        "Wang Yi: The answer.",
        "The harbour is fine.",
        "",
        "\t",
        "**",
        "＊＊",
    ]
)


@settings(deadline=None)
@given(
    st.lists(st.one_of(LINES, st.text(max_size=8)), max_size=14),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(sorted(BY_NAME)),
)
def test_no_character_is_lost_or_invented(raw: list[str], newline: str, dialect: str) -> None:
    text = newline.join(raw)
    data = text.encode("utf-8", "surrogatepass")
    parts = read(text, dialect=dialect).parts
    names = [part.kind for part in parts if isinstance(part, Remarks)]
    assert names.count(Kind.OPENING) <= 1
    assert names.count(Kind.CLOSING) <= 1
    proof = prove(data, text, parts, BY_NAME[dialect].marks)
    assert proof.problems == ()
    assert proof.unaccounted == 0
    assert proof.source == proof.rebuilt


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    assert prove(data, text, read(text).parts, BOLD_LABEL.marks).unaccounted == 0


def test_detection_says_why() -> None:
    detection = detect("**新华社记者：**问？\n**王毅：**答。\n")
    assert detection is not None
    assert (detection.dialect, detection.reason) == (BOLD_LABEL, "2 行以此种方式标出发言人")
    assert detect("一是和平。\n王毅来了。\n") is None


@pytest.mark.parametrize(
    "line",
    [
        *(
            "部长" * 20 + "：",
            "*" * 60 + "王毅：",
            "（" * 2000,
            "中方" * 4000 + "？",
            "记者" * 2000,
        ),
        *(
            "王毅" + " " * 8000 + "话。",
            "说回答说" * 9 + "：",
            "【打印】 " * 800 + "x",
            "a " * 4000,
        ),
        *("图为" + "摄" * 5000, "会后有记者" * 800 + "问：", "<b>" * 2000, "[10:32]" * 1000),
    ],
    ids=lambda line: line[:8],
)
def test_no_line_takes_long(line: str) -> None:
    """A pattern that tries every way to take a line apart would take minutes, not seconds."""
    begun = time.process_time()
    read(f"**新华社记者：**问？\n**王毅：**答。\n{line}\n**王毅：**{line}\n")
    assert time.process_time() - begun < 5
