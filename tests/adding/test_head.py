"""Date, title and speakers: what the head of a text says, and what it does not."""

from __future__ import annotations

from datetime import date

import pytest

from support import VOCABULARY
from wenda.adding.head import Head, Person, read_head
from wenda.adding.proposals import latin, outlet_lines, speaker_of

SAID = "新华社记者：问？\n\n王毅：答。\n"


def head(text: str, name: str = "稿.txt", title: str = "", published: str = "") -> Head:
    return read_head(text, name, VOCABULARY, title, published)


def test_the_head_of_a_briefing() -> None:
    text = "2026年6月3日外交部发言人毛宁主持例行记者会\n\n新华社记者：问？\n\n毛宁：答。\n"
    assert head(text, "2026-06-03.txt") == Head(
        date(2026, 6, 3),
        "2026年6月3日外交部发言人毛宁主持例行记者会",
        "",
        (),
        (Person("毛宁", "外交部发言人"),),
        (),
    )


@pytest.mark.parametrize(
    ("text", "name", "day", "remark"),
    [
        ("2026年6月3日记者会\n" + SAID, "x.txt", date(2026, 6, 3), ""),
        ("# 记者会（2026 年 6 月 3 日）\n" + SAID, "x.md", date(2026, 6, 3), ""),
        ("记者会\n二〇二六年六月十三日\n" + SAID, "x.txt", date(2026, 6, 13), ""),
        ("记者会\n时间：2026-6-3\n" + SAID, "x.txt", date(2026, 6, 3), ""),
        ("记者会\n" + SAID, "20260603 记者会.txt", date(2026, 6, 3), "取自文件名"),
        ("记者会\n" + SAID, "发言_2026.6.3.txt", date(2026, 6, 3), "取自文件名"),
        ("记者会\n发布时间：2026-06-04 10:00\n" + SAID, "x.txt", date(2026, 6, 4), "刊发的日期"),
        ("2026年6月3日记者会\n" + SAID, "2026-06-04.txt", date(2026, 6, 3), "取前者"),
        ("记者会\n" + SAID, "t20260631_11.txt", None, ""),  # there is no such day
        ("记者会\n" + SAID, "x.txt", None, ""),
        (SAID + "2026年6月3日记者会\n", "x.txt", None, ""),  # that is said, and no head
    ],
)
def test_the_day(text: str, name: str, day: date | None, remark: str) -> None:
    found = head(text, name)
    assert found.day == day
    assert remark in "".join(found.remarks)
    assert bool(found.remarks) == bool(remark)


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("**外长答记者问**\n" + SAID, "", "外长答记者问"),
        ("# 外长答记者问\n" + SAID, "", "外长答记者问"),
        (SAID, "网页的  题名", "网页的 题名"),
        ("今天天气很好。\n" + SAID, "", ""),
        ("他在记者会上说：\n" + SAID, "", ""),
    ],
)
def test_the_title(text: str, title: str, expected: str) -> None:
    assert head(text, title=title).title == expected


def test_the_place() -> None:
    text = "记者会\n时间：2026年6月3日\n地点：国务院新闻办新闻发布厅\n" + SAID
    assert head(text).place == "国务院新闻办新闻发布厅"
    assert head("记者会\n" + SAID + "地点：那里。\n").place == ""


@pytest.mark.parametrize(
    ("text", "known", "unknown"),
    [
        (SAID, ("wang-yi",), ()),
        ("外交部长王毅答记者问\n问：一？\n答：二。\n", ("wang-yi",), ()),
        # The event is about him, and another answers.
        ("外交部发言人李四就王毅访美答记者问\n新华社记者：问？\n李四：答。\n", ("li-si",), ()),
        ("赵六局长记者会\n新华社记者：问？\n赵六：答。\n", (), (Person("赵六", "局长"),)),
        ("记者会\n新华社记者：问？\n赵六：答。\n", (), ()),  # who that is, the head does not say
        ("新华社记者会\n新华社：问？\n问：问？\n", (), ()),
    ],
)
def test_the_speakers(text: str, known: tuple[str, ...], unknown: tuple[Person, ...]) -> None:
    found = head(text)
    assert (found.speakers, found.unknown) == (known, unknown)


@pytest.mark.parametrize(
    ("name", "id", "english"),
    [
        ("林剑", "lin-jian", "Lin Jian"),
        ("郭嘉昆", "guo-jiakun", "Guo Jiakun"),
        ("欧阳娜", "ouyang-na", "Ouyang Na"),
    ],
)
def test_a_new_speaker_is_spelled_by_sound(name: str, id: str, english: str) -> None:
    speaker = speaker_of(Person(name, "发言人"), date(2026, 6, 3))
    assert (speaker.id, speaker.english) == (id, english)
    assert speaker.office_on(date(2026, 6, 3)) == "发言人"


def test_a_new_outlet_may_be_another_name_of_one() -> None:
    assert outlet_lines("环球时报英文版记者", VOCABULARY)[0].startswith("  # global-times（")
    assert outlet_lines("新華社記者", VOCABULARY)[0].startswith("  # xinhua（新华社）的别名？")
    (new,) = outlet_lines("灯塔电视台记者", VOCABULARY)
    assert new == (
        "  - {id: dengtadianshitai, name: 灯塔电视台, english: （待填）, kind: 广播电视, "
        "place: （待填）}"
    )
    assert latin("法国24 Le Monde") == "faguo-24-le-monde"
