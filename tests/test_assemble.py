"""What the stages together notice: lost characters, exchanges that want an editor."""

from __future__ import annotations

from typing import Any

import pytest

from support import CLASSIFY, VOCABULARY
from wenda import assemble as stage
from wenda.editors.sidecar import ConferenceRecord
from wenda.editors.yaml import Loaded
from wenda.findings import Finding, Report
from wenda.reading import parse as parsing
from wenda.reading.decode import sha256

TEXT = "**新华社记者：**问？\n**王毅：**第一答。\n第二答。\n"


def findings(text: str, **sidecar: Any) -> list[Finding]:
    record = ConferenceRecord.model_validate(
        {
            "title": "记者会",
            "date": "2024-03-07",
            "place": "北京",
            "speakers": ["wang-yi"],
            "basis": "编者",
            "publication": {"name": "某报", "date": "2024-03-08"},
            "sha256": sha256(text.encode()),
            **sidecar,
        }
    )
    found = Report()
    loaded = Loaded(record, {}, found.file("t.yml"))
    stage.assemble("t.txt", text.encode(), loaded, [], VOCABULARY, CLASSIFY, found)
    return sorted(found)


def test_what_an_editor_has_not_decided_is_said() -> None:
    assert [str(f) for f in findings(TEXT)] == [
        "t.txt:1: N01 q01 未归类：没有词条够得上的议题。"
        " Hint: 可在 YAML 里写 exchanges.q01.topics，或补充议题的词条。",
        "t.txt:1: N02 q01 没有编者的标题，暂用「问？」。 Hint: 可写 exchanges.q01.heading。",
    ]
    decided = {"q01": {"heading": "甲", "topics": ["sea"]}}
    assert findings(TEXT, exchanges=decided) == []


def test_a_parser_that_loses_a_paragraph_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    parse = parsing.parse

    def careless(text: str, *arguments: Any, **more: Any) -> Any:
        return parse(text.replace("第二答。\n", ""), *arguments, **more)

    monkeypatch.setattr(stage, "parse", careless)
    codes = [f.code for f in findings(TEXT)]
    assert "P01" in codes


SECOND_HALF = "**新华社记者：**一？\n**王毅：**一答。\n路透社记者：二？\n王毅：二答。\n"
DECIDED = {f"q0{n}": {"heading": "甲", "topics": ["sea"]} for n in (1, 2)}


@pytest.mark.parametrize("begin", [3, "路透社记者："], ids=["by its number", "by its words"])
def test_the_form_may_change_where_the_sidecar_says_so(begin: int | str) -> None:
    silent = findings(SECOND_HALF, exchanges={"q01": DECIDED["q01"]})
    assert [(f.line, f.code) for f in silent] == [(3, "N08"), (3, "T07"), (4, "T07")]
    change = [{"from": begin, "dialect": "plain-label"}]
    assert findings(SECOND_HALF, dialects=change, exchanges=DECIDED) == []


def test_a_change_of_form_that_is_not_there_is_said() -> None:
    change = [{"from": "法新社记者：", "dialect": "plain-label"}]
    found = findings(SECOND_HALF, dialects=change, exchanges={"q01": DECIDED["q01"]})
    assert [f.message for f in found if f.code == "Y09"] == [
        "「dialects.0.from」：「法新社记者：」应是一行的行号或开头，现在有 0 行。"
    ]


def test_a_reporter_with_a_name_is_of_the_outlet_and_who_is_not_named_is_of_none() -> None:
    text = "新华社记者张三：一？\n王毅：一答。\n记者：二？\n王毅外长：二答。\n"
    assert findings(text, exchanges=DECIDED) == []


def test_the_unknown_one_of_two_who_ask_together_is_named_with_a_line_to_fill_in() -> None:
    text = "新华社、鲸鱼社记者：一？\n王毅：一答。\n路透社、法新社记者：二？\n王毅：二答。\n"
    (finding,) = findings(text, exchanges=DECIDED)
    assert (finding.line, finding.code) == (1, "T08")
    assert finding.message == "媒体表里没有「鲸鱼社」（标签是「新华社、鲸鱼社记者」）。"
    assert "- {id: …, name: 鲸鱼社, english: …, kind: 通讯社, place: …}" in finding.hint
