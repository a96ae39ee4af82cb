"""Quotations of 500 to 3,000 characters, changed late in them: what both programs say."""

from __future__ import annotations

import functools
import random
from pathlib import Path

import pytest

from check.test_large import in_the_browser
from wenda.check.checker import Checker
from wenda.check.record import Record
from wenda.check.verdict import Verdict
from wenda.naming.script import simplified
from wenda.search.documents import Corpus, Document, Passage

_WORDS = """
渔民 港口 商船 灯塔 学校 工厂 农场 医院 图书馆 气象站 码头 车队 船长 邮局 剧院 博物馆 渡轮 水库
修好了 运来了 记下了 讨论过 看见了 送走了 检查过 保存着 整理好 打开了 收到了 交换过
旧地图 新帆布 航海日志 红色浮标 三号仓库 信件 粮食 种子 木箱 铁锚 望远镜 海图 账本 乐谱
春天 清晨 涨潮时 雨季里 十年前 停航期间 节日前夜 黄昏 深秋 大雾天
"""
WHO, DOES, WHAT, WHEN = (line.split() for line in _WORDS.strip().splitlines())


def answer(chance: random.Random, length: int) -> str:
    """Sentences of invented things, so alike that no few characters tell where one stands."""
    out = ""
    while len(out) < length:
        clauses = [
            "".join(map(chance.choice, (WHEN, WHO, DOES, WHAT)))
            for _ in range(chance.randint(2, 4))
        ]
        out += f"{'，'.join(clauses)}，共有{chance.randint(2, 9999)}件。"
    return out


CHANCE = random.Random(29)
ANSWERS = [answer(CHANCE, 3_600) for _ in range(20)]
CORPUS = Corpus(
    tuple(
        Document(
            f"2024-03-{number + 1:02}-a/q01", "", f"2024-03-{number + 1:02}", (), (), (),
            (Passage("p1", "question", f"第{number + 1}问？"), Passage("p2", "answer", text)),
        )
        for number, text in enumerate(ANSWERS)
    )
)  # fmt: skip
RECORD = Record(CORPUS, simplified())


@functools.cache
def verdict_on(text: str) -> Verdict:
    return Checker(RECORD).verdict(text)


def quoted(number: int, length: int) -> str:
    """Whole sentences from the beginning of an answer."""
    return ANSWERS[number][: ANSWERS[number].index("。", length) + 1]


def late(text: str, how: str) -> str:
    """The same, with a change in its last tenth."""
    at = text.index("，", len(text) * 9 // 10)
    end = text.index("，", at + 1)
    if how == "negated":
        return f"{text[:at]}，没有{text[at + 1 :]}"
    if how == "renumbered":
        return text.replace(last := text[text.rindex("有") + 1 : -2], str(int(last) + 1))
    if how == "left out":
        return text[:at] + text[end:]
    return f"{text[:at]}，天上忽然落下许多羽毛{text[end:]}" if how == "another clause" else text


HOWS = {
    "exact": "Q01",
    "negated": "Q08",
    "renumbered": "Q08",
    "left out": "Q05",
    "another clause": "Q08",
}
MADE = [
    (how, number, late(quoted(number, length), how))
    for number, length in enumerate((500, 1_500, 3_000))
    for how in HOWS
]


@pytest.mark.parametrize(("how", "number", "text"), MADE, ids=lambda each: str(each)[:9])
def test_what_is_said_of_it(how: str, number: int, text: str) -> None:
    verdict = verdict_on(text)
    assert verdict.code == HOWS[how]
    assert verdict.places[0].key == f"2024-03-{number + 1:02}-a/q01"
    if how in ("negated", "renumbered"):
        assert [turn.kind for turn in verdict.turns] == [{"negated": "否定"}.get(how, "数字日期")]


@pytest.mark.parametrize("small_bytes", [0, 10**9])
def test_the_browser_says_the_same(tmp_path: Path, small_bytes: int) -> None:
    texts = [text for _, _, text in MADE]
    reports = in_the_browser(tmp_path, small_bytes, CORPUS, [f"“{text}”" for text in texts])
    for (how, _, text), report in zip(MADE, reports, strict=True):
        (checked,) = report["checked"]
        assert told(verdict_on(text)) == (
            checked["words"], checked["likeness"], [tuple(step) for step in checked["steps"]],
            [each["key"] for each in checked["shown"]],
        ), (how, len(text))  # fmt: skip


def told(verdict: Verdict) -> tuple[str, float, list[tuple[str, str, str]], list[str]]:
    places = [place.key for place in verdict.places[:20]]  # so many are shown
    return verdict.code, verdict.likeness, list(verdict.steps), places


def test_each_piece_has_a_vote(tmp_path: Path) -> None:
    """Where the first 400 characters are nobody's, and no sentence ends."""
    strange = "，".join("羽毛落在无人的山谷里面" for _ in range(40))
    text = f"{strange}，{quoted(7, 3_000).replace('。', '，')}"
    assert len(strange) > 400
    verdict = verdict_on(text)
    assert (verdict.code, verdict.places[0].key) == ("Q08", "2024-03-08-a/q01")
    for small_bytes in (0, 10**9):
        folder = tmp_path / str(small_bytes)
        (report,) = in_the_browser(folder, small_bytes, CORPUS, [text])
        (checked,) = report["checked"]
        assert (checked["words"], checked["likeness"]) == (verdict.code, verdict.likeness)
        assert [tuple(step) for step in checked["steps"]] == list(verdict.steps)
