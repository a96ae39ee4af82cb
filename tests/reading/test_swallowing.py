"""No other person's words, and nothing of the page, pass in silence for a speaker's.

The second half of a transcript is rewritten into each other form, and hostile lines are put into it
at many places: each is read as a turn, or as the page's, or there is a finding on its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from support import ROOT, TOY
from wenda.assemble import cast_of
from wenda.editors.sidecar import ConferenceRecord
from wenda.findings import Report
from wenda.model import Kind, Part, paragraphs
from wenda.reading.cast import Cast
from wenda.reading.detect import Detection, detect
from wenda.reading.dialects import BOLD_LABEL, PLAIN_LABEL
from wenda.reading.parse import Parsed, parse
from wenda.reading.proof import prove
from wenda.source import scan, vocabulary_of

LABEL = re.compile(r"\*\*([^*：]+)：\*\*(.*)")
PLACES = 20


@dataclass(frozen=True)
class Given:
    """A transcript with what is known of it."""

    lines: tuple[str, ...]
    record: ConferenceRecord
    cast: Cast
    speaker: str

    @property
    def labels(self) -> list[int]:
        return [index for index, line in enumerate(self.lines) if LABEL.fullmatch(line)]


@cache
def given(root: Path, slug: str) -> Given:
    vocabulary = vocabulary_of(scan(root), Report())
    assert vocabulary
    path = next((root / "source").rglob(f"{slug}.txt"))
    record = ConferenceRecord.model_validate(
        yaml.safe_load(path.with_suffix(".yml").read_text("utf-8"))
    )
    speaker = vocabulary.speaker[record.speakers[0]].name
    lines = tuple(path.read_text("utf-8").split("\n"))
    return Given(lines, record, cast_of(record, vocabulary), speaker)


REAL = (ROOT, "2024-03-07-wang-yi")
INVENTED = (TOY, "2019-12-30-li-si")
BOTH = pytest.mark.parametrize("which", [REAL, INVENTED], ids=["real", "toy"])


def read(text: str, it: Given, detection: Detection) -> tuple[Parsed[Any], Report]:
    found = Report()
    joins, opening = it.record.joins, it.record.opening
    parsed = parse(text, detection, it.cast, found, joins, opening, {it.record.title})
    assert prove(text.encode(), text, parsed.parts, detection.marks).holds
    return parsed, found


def labels_and_furniture(parts: list[Part]) -> set[int]:
    """The lines that were read as the beginning of a turn, or as the page's."""
    turns = {turn.line for part in parts for turn in part.turns if turn.label}
    page = {
        paragraph.line
        for part in parts
        for paragraph in paragraphs(part.turns)
        if paragraph.kind is Kind.FURNITURE
    }
    return turns | page


def silent(text: str, lines: set[int], it: Given, detection: Detection) -> list[int]:
    """The lines of these that were neither read as a turn or furniture nor are in a finding."""
    parsed, found = read(text, it, detection)
    heard = labels_and_furniture(parsed.parts) | {
        finding.line for finding in found if finding.code != "T05"
    }
    return sorted(lines - heard)


Form = Callable[[str, str, str], str]  # label, words, who answers

FORMS: dict[str, Form] = {
    "问：": lambda label, words, who: ("答：" if label == who else "问：") + words,
    "【X】": lambda label, words, who: f"【{label}】{words}",
    "【X】：": lambda label, words, who: f"【{label}】：{words}",
    "[X]": lambda label, words, who: f"[{label}] {words}",
    "［X］": lambda label, words, who: f"［{label}］{words}",
    "（X）": lambda label, words, who: f"（{label}）{words}",
    "X外长：": lambda label, words, who: (
        f"{label}外长：{words}" if label == who else f"{label}：{words}"
    ),
    "X问：": lambda label, words, who: (
        f"{label.removesuffix('问')}{'答' if label == who else '问'}：{words}"
    ),
    "X∶": lambda label, words, who: f"{label}∶{words}",
    "X﹕": lambda label, words, who: f"{label}﹕{words}",
    "X︰": lambda label, words, who: f"{label}︰{words}",
    "X:": lambda label, words, who: f"{label}: {words}",
    "X：": lambda label, words, who: f"{label}：{words}",
    "Q: A:": lambda label, words, who: f"{'A' if label == who else 'Q'}: {words}",
    "English": lambda label, words, who: f"{'Minister' if label == who else 'Reporter'}: {words}",
    "**X**：": lambda label, words, who: f"**{label}**：{words}",
    "**X** ": lambda label, words, who: f"**{label}** {words}",
    "*X：*": lambda label, words, who: f"*{label}：*{words}",
    "__X：__": lambda label, words, who: f"__{label}：__{words}",
    "<strong>": lambda label, words, who: f"<strong>{label}：</strong>{words}",
    "<p><b>": lambda label, words, who: f"<p><b>{label}：</b>{words}</p>",
    "### X": lambda label, words, who: f"### {label}\n{words}",
    "X alone": lambda label, words, who: f"{label}\n{words}",
    "X： alone": lambda label, words, who: f"{label}：\n{words}",
    "X——": lambda label, words, who: f"{label}——{words}",
    "X　": lambda label, words, who: f"{label}　{words}",
    "10:32 X：": lambda label, words, who: f"10:32 {label}：{words}",
    "1. X：": lambda label, words, who: f"1. {label}：{words}",
}


def half_rewritten(it: Given, form: Form) -> tuple[str, set[int]]:
    """The transcript with the second half of its labels in another form; where these stand."""
    second = set(it.labels[len(it.labels) // 2 :])
    lines: list[str] = []
    changed: set[int] = set()
    for index, line in enumerate(it.lines):
        match = LABEL.fullmatch(line)
        if match and index in second:
            changed.add(len(lines) + 1)
            lines += form(match[1], match[2], it.speaker).split("\n")
        else:
            lines.append(line)
    return "\n".join(lines), changed


@BOTH
@pytest.mark.parametrize("form", FORMS)
def test_a_second_form_does_not_pass_in_silence(which: tuple[Path, str], form: str) -> None:
    it = given(*which)
    text, changed = half_rewritten(it, FORMS[form])
    assert silent(text, changed, it, Detection(BOLD_LABEL, "")) == []


@BOTH
@pytest.mark.parametrize("form", FORMS)
def test_nor_where_the_form_is_recognised(which: tuple[Path, str], form: str) -> None:
    it = given(*which)
    text, changed = half_rewritten(it, FORMS[form])
    detection = detect(text, it.cast)
    assert detection
    every = {n for n, line in enumerate(text.split("\n"), start=1) if LABEL.fullmatch(line)}
    assert silent(text, changed | every, it, detection) == []


HOSTILE = """
主持人：请下一位。
问：港口呢？
答：港口很好。
记者问：港口呢？
记者：港口呢？
提问：港口呢？
追问：港口呢？
会后有记者问及：港口呢？
会后，有记者问及：港口呢？
有记者追问：港口呢？
一位外国记者：港口呢？
{who}说：港口很好。
{who}答：港口很好。
{who}回答说：港口很好。
{who}表示：港口很好。
{who}（笑）：港口很好。
{spaced}：港口很好。
{who}外长：港口很好。
外交部长{who}：港口很好。
外交部发言人{who}：港口很好。
中共中央政治局委员、外交部长{who}：港口很好。
{who}部长：港口很好。
{who}∶港口很好。
{who}﹕港口很好。
{who}︰港口很好。
{who}:港口很好。
{who} ：港口很好。
【{who}】港口很好。
[{who}]港口很好。
（{who}）港口很好。
〔{who}〕港口很好。
*{who}：*港口很好。
<strong>{who}：</strong>港口很好。
<b>{who}</b>：港口很好。
{who}——港口很好。
{who}　港口很好。
> {who}：港口很好。
• {who}：港口很好。
10:05 {who}：港口很好。
# {who}
{who}
路透社记者
路透社记者：港口呢？
路透社：港口呢？
路透社问：港口呢？
路透社记者张三：港口呢？
路透社记者 张三：港口呢？
路透社记者（英文）：港口呢？
路透社记者追问：港口呢？
“路透社”记者：港口呢？
白俄罗斯国家广播电视公司驻北京分社首席特派记者安娜：港口呢？
半岛电视台：港口呢？
某某电视台 张三：港口呢？
Reuters: And the harbour?
Reuters：And the harbour?
Q: And the harbour?
A: The harbour is fine.
Q1：港口呢？
第一问：港口呢？
Spokesperson: The harbour is fine.
Wang Wu (through interpreter): The harbour is fine.
张三：港口很好。
欧阳修文：港口很好。
布林肯：港口很好。
拉夫罗夫：港口很好。
安东尼·布林肯：港口很好。
外交部长：港口很好。
联合国秘书长：港口很好。
发言人：港口很好。
翻译：港口很好。
女士：港口很好。
司仪：请下一位。
**张三：**港口很好。
**{who}**港口很好。
讲完了。{who}：港口很好。
讲完了。路透社记者：港口呢？
讲完了。【{who}】港口很好。
责任编辑：张三
（责任编辑：张三）
编辑：李四 校对：王二
图为{who}在港口。
图为记者会现场。新华社记者 张三摄
（新华社记者 张三摄）
新华社记者 张三 摄
摄影：张三
来源：某报
本报北京3月7日电（记者张三）港口很好。
新华社北京3月7日电
本报讯 港口很好。
【关闭】 【打印】
【关闭窗口】
[返回顶部]
（上接第三版）港口很好。
（上接第三版）
（下转第四版）
（完）
2024-03-07 10:32:15
[10:32]
* * * * *
——————————
— 3 —
第3页 共12页
《海港报》记者会问：港口呢？
""".strip().split("\n")


def hostile_lines(who: str) -> list[str]:
    spaced = f"{who[0]}　{who[1:]}"
    return [line.format(who=who, spaced=spaced) for line in HOSTILE]


def places(it: Given) -> list[int]:
    """Where a line is put: after lines with words, spread over the transcript."""
    said = [i for i, line in enumerate(it.lines) if line.strip() and i > it.labels[0]]
    step = max(1, len(said) // PLACES)
    return said[::step][:PLACES]


def thirds(where: list[int]) -> list[list[int]]:
    """Not after every paragraph at once, which would be a second language."""
    return [where[n::3] for n in range(3)]


def with_line(lines: tuple[str, ...], line: str, after: list[int]) -> tuple[str, set[int]]:
    """The text with a line after each of these, set off by blank lines; and where it stands."""
    made: list[str] = []
    here: set[int] = set()
    for index, old in enumerate(lines):
        made.append(old)
        if index in after:
            made += ["", line]
            here.add(len(made))
    return "\n".join(made), here


@BOTH
@pytest.mark.parametrize("number", range(len(HOSTILE)), ids=HOSTILE)
def test_a_hostile_line_does_not_pass_in_silence(which: tuple[Path, str], number: int) -> None:
    it = given(*which)
    line = hostile_lines(it.speaker)[number]
    for where in thirds(places(it)):
        text, here = with_line(it.lines, line, where)
        assert silent(text, here, it, Detection(BOLD_LABEL, "")) == []


def answers(it: Given) -> list[int]:
    return [i for i in it.labels if it.lines[i].startswith(f"**{it.speaker}：")]


FORMULAS = """
我是路透社记者，想问港口的事。
谢谢主持人。港口呢？
下一个问题，请路透社记者提问。
请问外长先生，中方对此有何评论？
我的问题是，港口怎么样？
中方对此有何评论？
您怎么看待港口的前景？
谢谢您的提问。港口很好。
感谢你给我提问的机会。
""".strip().split("\n")


@BOTH
@pytest.mark.parametrize("line", FORMULAS)
def test_formulas_of_others_in_an_answer_are_said(which: tuple[Path, str], line: str) -> None:
    it = given(*which)
    text, here = with_line(it.lines, line, answers(it))
    assert silent(text, here, it, Detection(BOLD_LABEL, "")) == []


def plain(it: Given) -> tuple[str, ...]:
    return tuple(LABEL.sub(r"\1：\2", line) for line in it.lines)


@BOTH
@pytest.mark.parametrize("number", range(len(HOSTILE)), ids=HOSTILE)
def test_nor_among_plain_labels(which: tuple[Path, str], number: int) -> None:
    it = given(*which)
    line = hostile_lines(it.speaker)[number]
    for where in thirds(places(it)):
        text, here = with_line(plain(it), line, where)
        assert silent(text, here, it, Detection(PLAIN_LABEL, "")) == []


HARMLESS = """
一是：港口。
附：名单见后。
注：数字是去年的。
原则是：合作。
总的原则是：合作。
他说：“港口很好。”
第一，关于港口：要扩建。
总书记指出：港口很重要。
习近平主席强调：港口很重要。
俗话说：港口是门。
我想强调：港口是门。
比如：灯塔。
主要有三点：港口、灯塔、码头。
有人问：港口呢？
我的回答是：港口很好。
我看到一位外国记者表示：港口很好。
记者会的主题是：港口。
王毅外长指出，港口很重要。
《环球时报》的报道说，港口很好。
新华社的报道很详细。
今年要办好三件事：扩建、维修、清淤。
正如我昨天回答法新社记者的问题时所说，港口很好。
“港口”两个字写在门上。
（港口的事另说）港口是门。
10时30分，港口开门。
3月7日，港口开门。
这部纪录片由新华社记者拍摄。
感谢记者朋友们的关注。
""".strip().split("\n")


@BOTH
@pytest.mark.parametrize("line", HARMLESS)
def test_what_is_no_label_is_left_alone(which: tuple[Path, str], line: str) -> None:
    it = given(*which)
    text, here = with_line(it.lines, line, answers(it))
    assert silent(text, here, it, Detection(BOLD_LABEL, "")) == sorted(here)


def test_the_places_are_twenty() -> None:
    assert len(places(given(*REAL))) == PLACES


def test_our_transcript_has_no_finding() -> None:
    it = given(*REAL)
    detection = detect("\n".join(it.lines), it.cast)
    assert detection
    parsed, found = read("\n".join(it.lines), it, detection)
    assert list(found) == []
    assert len(parsed.parts) == 19
