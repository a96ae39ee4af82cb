"""What the reader took, and still doubts: another's words or the page's in the midst of a turn.

The proof counts characters; these rules look at the structure. They move nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from statistics import median

from wenda.findings import Report
from wenda.model import Exchange, Kind, Paragraph, Part, Turn, clip, paragraphs
from wenda.reading.cast import Cast
from wenda.reading.detect import Detection, labels_in
from wenda.reading.furniture import kind_of
from wenda.reading.lines import Line

# How those who ask end: 中方对此有何评论？  发言人能否进一步介绍？  您怎么看？
_ASKS = re.compile(
    r"""(?:中方|中国外交部|中国政府|外交部|发言人|外长|部长|主任|贵国)[^。！？]{0,40}
        (?:有何|何评论|如何评论|如何评价|如何看待|如何回应|怎么看|怎样看待|怎么评价|
           能否|可否|是否|会不会|有没有|有什么)
        [^。！？]{0,60}？[”’」]?$
      | (?:您|你)[^。！？]{0,12}(?:对[^。！？]{1,40})?
        (?:有何评论|有何看法|有何回应|如何评价|如何看待|怎么看|怎样看)
        [^。！？]{0,60}？[”’」]?$
      | (?:请问|想请问|我想问|想问一下|我的问题是|能否请|可否请)[^。！？]{0,80}？[”’」]?$
    """,
    re.VERBOSE,
)
# What only those say who ask or who lead: 我是新华社记者。  谢谢主持人。  下一个问题。
_OTHERS = re.compile(
    r"我是[^，。！？；]{1,38}(?:记者|記者)"
    r"|^(?:谢谢|感谢|多谢)(?:主持人|发言人|部长|外长|王外长)"
    r"|(?:请|有请)[^，。！？；]{0,30}(?:记者|的朋友|那位|这位)[^，。！？；]{0,10}提问"
    r"|^(?:下一个|下一位|最后一个)(?:问题|提问)?(?:[。！]?$|[，,]?(?:请|有请))"
    r"|(?:感谢|谢谢)[^，。！？；]{0,12}(?:给我|提问的?机会)|我(?:有|的)(?:一个|两个|三个|第[一二三]个)问题"
)
# How an answer begins; in the midst of one it begins another's.
_ANSWERS = re.compile(
    r"(?:谢谢|感谢|多谢)(?:你|您|这位)[^，。！？；]{0,10}(?:提问|问题)|我?(?:来|先)?回答(?:你|您)的(?:提问|问题)"
)
_LONG = 4  # times the median of the others


def asks(words: str) -> bool:
    """Whether a paragraph ends as those end who ask."""
    return bool(_ASKS.search(words))


def doubt(
    parts: Sequence[Part],
    lines: Iterable[Line],
    detection: Detection,
    cast: Cast,
    found: Report,
) -> None:
    """T18 another speaker's formulas in a turn. N06 the page's words in the midst of one. N08 a
    second form of labels."""
    exchanges = [part for part in parts if isinstance(part, Exchange)]
    answers = [turn for part in parts for turn in part.turns if turn.role is Kind.ANSWER]
    usual = median([_length(turn) for turn in answers] or [0])
    for turn in answers:
        _strange(turn, usual, found)
    for turn in (turn for part in exchanges for turn in part.turns):
        if turn.role is Kind.QUESTION:
            _strange_in_question(turn, found)
    for part in parts:
        _furniture_within(part, found)
    page = {p.line for part in parts for p in paragraphs(part.turns) if p.kind is Kind.FURNITURE}
    _other_forms([line for line in lines if line.number not in page], detection, cast, found)


def _strange(turn: Turn, usual: float, found: Report) -> None:
    """Formulas of one who asks; in a long answer, also those with which another answer begins."""
    long = _length(turn) > _LONG * usual
    said = [paragraph for paragraph in turn.paragraphs if paragraph.kind is Kind.ANSWER]
    for index, paragraph in enumerate(said):
        match = _OTHERS.search(paragraph.text)
        if not match and index:
            match = _ANSWERS.match(paragraph.text)
        if not match and (long or index):
            match = _ASKS.search(paragraph.text)
        if match:
            _another(turn, paragraph, match[0], found)


def _strange_in_question(turn: Turn, found: Report) -> None:
    """In a question's later paragraphs, how an answer begins, or how another one who asks does."""
    for paragraph in turn.paragraphs[1:]:
        match = _ANSWERS.match(paragraph.text) or _OTHERS.search(paragraph.text)
        if paragraph.kind is Kind.QUESTION and match:
            _another(turn, paragraph, match[0], found)


def _another(turn: Turn, paragraph: Paragraph, formula: str, found: Report) -> None:
    who = f"「{turn.name}」" if turn.name else "发言人"
    message = f"{who}的话里有像是别人说的「{clip(formula)}」：「{clip(paragraph.text)}」。"
    hint = "请对照原文，看是否漏录了一个标签；若确是此人的话，请写入 acknowledged。"
    found.add("T18", paragraph.line, message, hint)


def _furniture_within(part: Part, found: Report) -> None:
    for number, turn in enumerate(part.turns):
        if turn.role is Kind.FURNITURE:
            continue
        opens = number == 0 and not turn.label  # （上接第二版） where a text begins
        for paragraph in turn.paragraphs[opens:]:
            if paragraph.kind is Kind.FURNITURE and kind_of(paragraph.text) != "时刻":
                message = f"夹在发言中间，当作版面文字：「{clip(paragraph.text)}」。"
                hint = "它不署任何人的名，列在场次页的「版面文字」里；若是发言，请报告这一行。"
                found.add("N06", paragraph.line, message, hint)


def _other_forms(lines: list[Line], detection: Detection, cast: Cast, found: Report) -> None:
    for name, labels in labels_in(lines, cast).items():
        others = [line for line in labels if detection.at(line.number).name != name]
        if others:
            where = "、".join(str(line.number) for line in others[:6])
            more = "等" if len(others) > 6 else ""
            message = f"另有 {len(others)} 行像「{name}」的体例：第 {where} 行{more}。"
            change = f"dialects: [{{from: {others[0].number}, dialect: {name}}}]"
            hint = f"若从某行起换了写法，请在 YAML 里写 {change}。"
            found.add("N08", others[0].number, message, hint)


def _length(turn: Turn) -> int:
    return sum(len(paragraph.text) for paragraph in turn.paragraphs)
