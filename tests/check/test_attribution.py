"""Right words, wrong speaker, day or event: drafts against two conferences, by both programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from check.test_large import in_the_browser
from wenda.check.checker import Checked, Checker
from wenda.check.drafts import Draft
from wenda.check.record import Record
from wenda.naming.script import simplified
from wenda.search.documents import Corpus, Document, Name, Passage

BOTH = "中方一贯主张对话协商解决争端"
FIRST = "今年的访问取得了重要成果"
SECOND = "有关报道完全不符合事实"
ASKED = "您怎么看待明年的经济形势"
OPEN = "会谈的大门始终敞开着"
TOLD = "两国应当重启对话机制"
SESSION, ROUTINE = "十四届全国人大二次会议记者会", "2024年4月1日外交部例行记者会"
CORPUS = Corpus(
    (
        Document(
            "2024-03-07-a/q01", "", "2024-03-07", ("reuters",), ("wang",), (),
            (
                Passage("p1", "question", f"{ASKED}？"),
                Passage("p2", "moderator", "请下一位记者继续提出问题。"),
                Passage("p3", "answer", f"{FIRST}。{BOTH}。"),
                Passage("p4", "answer", f"我王毅说过，{OPEN}。"),
            ),
            event=SESSION,
        ),
        Document(
            "2024-04-01-b/q02", "", "2024-04-01", (), ("mao", "lin"), (),
            (
                Passage("p1", "answer", f"{SECOND}。{BOTH}。"),
                Passage("p2", "answer", f"王毅外长在会谈时指出，{TOLD}。"),
            ),
            event=ROUTINE,
        ),
    ),
    outlets=(Name("reuters", "路透社"),),
    speakers=(Name("wang", "王毅"), Name("mao", "毛宁"), Name("lin", "林剑")),
)  # fmt: skip

CASES = [
    (f"王毅表示，“{FIRST}”。", "Q01", ""),
    (f"毛宁表示，“{FIRST}”。", "Q09", "说话的是王毅，不是毛宁"),
    (f"毛寧強調：「{FIRST}」", "Q09", "说话的是王毅，不是毛宁"),
    (f"林剑说“{SECOND}”", "Q01", ""),
    (f"王毅说“{SECOND}”", "Q09", "说话的是毛宁、林剑，不是王毅"),
    (f"王毅说“{BOTH}”", "Q01", ""),  # two places: one bears it out
    (f"毛宁说“{BOTH}”", "Q01", ""),
    (f"4月2日，毛宁说“{BOTH}”", "Q09", "这场记者会在"),
    (f"4月1日，毛宁说“{BOTH}”", "Q01", ""),
    (f"2023年3月7日，王毅说“{FIRST}”", "Q09", "这场记者会在2024年3月7日"),
    (f"他3月8日说：“{FIRST}”", "Q09", "这场记者会在2024年3月7日"),
    (f"王毅说：“{ASKED}？”", "Q09", "这是路透社的提问，不是王毅的话"),
    (f"路透社记者问：“{ASKED}？”", "Q01", ""),
    ("王毅说：“请下一位记者继续提出问题。”", "Q09", "这是主持的话，不是王毅的话"),
    (f"毛宁谈到王毅时说，“{FIRST}”", "Q09", "说话的是王毅，不是毛宁"),
    (f"王毅、毛宁说，“{FIRST}”", "Q01", ""),  # nobody plainly knows which of them
    (f"王毅说，“{FIRST}。{SECOND}。”", "Q09", "说话的是毛宁、林剑，不是王毅"),  # joined: each must
    (f"特朗普说，“{FIRST}”", "Q01", ""),  # no name of the record
    (f"王毅7日说，“{FIRST}”", "Q01", ""),
    (f"王毅8日说，“{FIRST}”", "Q09", "这场记者会在2024年3月7日"),
    (f"2023年，王毅说，“{FIRST}”", "Q09", "这场记者会在2024年3月7日"),
    (f"在今年4月的记者会上，王毅说，“{FIRST}”", "Q09", "这场记者会在2024年3月7日"),
    (f"就3月8日的报道，王毅说，“{FIRST}”", "Q01", ""),
    (f"王毅在{SESSION}上说，“{FIRST}”", "Q01", ""),
    (f"王毅在外长记者会上说，“{FIRST}”", "Q01", ""),
    (f"王毅在例行记者会上说，“{FIRST}”", "Q09", f"这是{SESSION}，不是例行记者会"),
    (f"王毅3月7日在例行记者会上说，“{FIRST}”", "Q09", f"这是{SESSION}，不是例行记者会"),
    (f"“{FIRST}”，王毅在慕尼黑安全会议上说", "Q09", f"这是{SESSION}，不是慕尼黑安全会议"),
    (f"毛宁在两会记者会上说，“{SECOND}”", "Q09", f"这是{ROUTINE}，不是两会记者会"),
    (f"毛宁在例行记者会上说“{BOTH}”", "Q01", ""),  # one of two places bears it out
    (f"日本外相在例行记者会上称威胁，王毅说“{FIRST}”", "Q01", ""),
    (f"3月5日，王毅在会谈时指出，“{TOLD}”", "Q01", ""),  # the record itself says that it is told
    (f"林剑说，“{TOLD}”", "Q01", ""),
    (f"王毅3月8日说，“{OPEN}”", "Q09", "这场记者会在2024年3月7日"),  # his own words are no report
    (f"王毅表示，“{SECOND}”", "Q09", "说话的是毛宁、林剑，不是王毅"),
]


@pytest.mark.parametrize(("text", "code", "against"), CASES)
def test_case(text: str, code: str, against: str) -> None:
    (checked,) = Checker(Record(CORPUS, simplified())).check(Draft("d", text))
    assert (checked.code, against in checked.sentence) == (code, True), checked.sentence
    assert bool(checked.against) == bool(against)


@pytest.mark.parametrize("small_bytes", [0, 10**9])
def test_the_browser_says_the_same(tmp_path: Path, small_bytes: int) -> None:
    texts = [text for text, _, _ in CASES]
    reports = in_the_browser(tmp_path, small_bytes, CORPUS, texts)
    checker = Checker(Record(CORPUS, simplified()))
    for text, report in zip(texts, reports, strict=True):
        assert [_told(each) for each in checker.check(Draft("d", text))] == [
            (each["code"], each["words"], each["sentence"]) for each in report["checked"]
        ], text


def _told(each: Checked) -> tuple[str, str, str]:
    return each.code, each.verdict.code, each.sentence
