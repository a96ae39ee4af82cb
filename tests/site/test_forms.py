"""What the forms of transcripts bring to the pages: the page's own words, and a second language."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import data_files, site
from wenda.archive import Archive
from wenda.data.akoma_ntoso import akoma_ntoso
from wenda.data.tei import tei
from wenda.reading.headings import FURTHEST, heading_of
from wenda.search.corpus import corpus_of
from wenda.verify import verdict_of

SLUG = "2024-03-07-wang-yi"
PAGE = f"qa/{SLUG}/"

PRINTED = """2024年3月7日外交部发言人王毅主持例行记者会

各位早上好。

新华社记者：第一问？

王毅：第一答。（完）

图为会场。新华社记者 张三摄

第一答的末段。[10:32]

********************

明天休会。

责任编辑：张三
中国政府网
大海管理局
"""

TWINS = """2024年3月7日外交部长王毅记者会
新华社记者：大海如何？
Xinhua: How is the ocean?
王毅：大海很好。
Wang Yi: The ocean is fine.
明天也好。
Tomorrow too.
So it will be.
"""


@pytest.fixture(scope="module")
def printed() -> tuple[Archive, dict[str, str]]:
    return site(PRINTED)


@pytest.fixture(scope="module")
def twins() -> tuple[Archive, dict[str, str]]:
    return site(TWINS)


def holds(built: tuple[Archive, dict[str, str]], **damage: str) -> bool:
    verdict = verdict_of(built[0].conferences[0], {**built[1], **damage}.__getitem__)
    return verdict.holds


def test_what_the_page_prints_is_proved_and_listed(printed: tuple[Archive, dict[str, str]]) -> None:
    (conference,) = printed[0].conferences
    assert holds(printed)
    units = [part.unit for part in conference.parts]
    assert units == ["furniture", "opening", "q01", "furniture-2", "closing", "furniture-3"]
    assert [paragraph.text for part in conference.furniture for paragraph in part.paragraphs] == [
        "2024年3月7日外交部发言人王毅主持例行记者会",
        "[10:32]",
        "********************",
        "责任编辑：张三",
        "中国政府网",
        "大海管理局",
    ]
    within = [paragraph.text for paragraph in conference.printed_within()]
    assert within == ["（完）", "图为会场。新华社记者 张三摄"]
    page = printed[1][PAGE]
    assert "<details" in page[page.index("版面文字") :]
    assert "大海管理局" in page[page.index("<details") :]
    assert "第 9 行" in page


@pytest.mark.parametrize("page", [PAGE, f"{PAGE}text/"])
def test_a_lost_line_of_it_fails(printed: tuple[Archive, dict[str, str]], page: str) -> None:
    damaged = printed[1][page].replace("大海管理局", "")
    assert damaged != printed[1][page]
    assert not holds(printed, **{page: damaged})


def test_it_has_no_address_and_suggests_no_topic(printed: tuple[Archive, dict[str, str]]) -> None:
    archive = printed[0]
    (conference,) = archive.conferences
    assert {row.unit for row in conference.rows} == {"opening", "q01", "closing"}
    assert conference.exchanges[0].topics == ()  # 大海 stands in the footer
    said = [p.text for document in corpus_of(archive).documents for p in document.passages]
    assert not any("大海" in text or "张三" in text for text in said)
    exported = dict(data_files(archive))["data/exchanges.jsonl"].decode()
    assert "大海" not in exported
    assert "张三" not in exported


def test_words_without_a_label_are_under_nobodys_name(
    printed: tuple[Archive, dict[str, str]],
) -> None:
    (conference,) = printed[0].conferences
    remarks = [turn for part in conference.parts if part.is_remarks for turn in part.turns]
    assert [turn.speaker for turn in remarks] == [None, None]


def test_a_twin_has_the_id_of_its_paragraph(twins: tuple[Archive, dict[str, str]]) -> None:
    assert holds(twins)
    (conference,) = twins[0].conferences
    part = conference.exchanges[0].part
    assert [(p.id, str(p.kind)) for p in part.paragraphs] == [
        ("p1", "question"),
        ("p1-en", "translation"),
        ("p2", "answer"),
        ("p2-en", "translation"),
        ("p3", "answer"),
        ("p3-en", "translation"),
        ("p3-en2", "translation"),
    ]
    assert [row.paragraph for row in conference.rows] == ["p1", "p2", "p3"]
    page = twins[1][f"{PAGE}q01/"]
    assert '<p id="p2-en" data-kind="translation" lang="en">Wang Yi' in page


def test_a_twin_is_found_but_is_not_the_record(twins: tuple[Archive, dict[str, str]]) -> None:
    (conference,) = twins[0].conferences
    (exchange,) = conference.exchanges
    assert exchange.answer == "大海很好。\n明天也好。"
    (document,) = corpus_of(twins[0]).documents
    assert [passage.id for passage in document.passages] == [
        *("p1", "p2", "p3", "p1-en", "p2-en", "p3-en", "p3-en2")
    ]
    assert "The ocean is fine." in dict(data_files(twins[0]))["data/exchanges.jsonl"].decode()


@pytest.mark.parametrize("text", [PRINTED, TWINS], ids=["printed", "twins"])
def test_the_exports_can_hold_it(text: str) -> None:
    archive, _ = site(text)
    for document in (tei(archive.conferences[0]), akoma_ntoso(archive.conferences[0])):
        assert document.startswith(b"<?xml")


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        # What was asked, where it says so itself.
        ("中方如何评价上合组织发展成就？中方作出哪些贡献？", "上合组织发展成就"),
        ("港口明年扩建吗？灯塔还在吗？", "港口明年扩建吗？"),
        # What a question points to is the statement before it, without what wraps it.
        ("9日，甲国召开大会，通过了草案。中方对此有何评论？", "甲国召开大会，通过了草案"),
        ("甲乙签署备忘录并将和谈。中方会否在后续和谈中斡旋？", "甲乙签署备忘录并将和谈"),
        ("4名议员被禁止入境，外交部能否告知原因？", "4名议员被禁止入境"),
        ("今天是世界灯塔日。码头举办了主题活动。可否介绍相关情况？", "码头举办了主题活动"),
        (
            "甲国地震后，两国表示关切。中方是否已同其他国家协调救援？",
            "中方是否已同其他国家协调救援？",
        ),
        # What was reported is no fact, and what who asks holds of somebody is none either.
        ("据报道，甲国拘留了两名员工。中方对此有何评论？", "关于甲国拘留了两名员工的报道"),
        ("有报道称，甲国已撤出浮标。能否证实？", "关于甲国已撤出浮标的报道"),
        ("据悉，灯塔论坛将在码头举行。能否介绍情况？", "关于灯塔论坛将在码头举行的消息"),
        ("据报道，甲国防长称，乙国是威胁。有何评论？", "甲国防长称，乙国是威胁"),
        ("海湾报报道称，甲国已恢复出口。能否介绍详细信息？", "海湾报报道称，甲国已恢复出口"),
        ("甲国的封锁违反了停火协议。中方对此持何立场？", "关于甲国的封锁违反了停火协议的提问"),
        ("根据商会的报告，八成企业愿意留下。有何评论？", "根据商会的报告，八成企业愿意留下"),
        ("中方发布了甲国总统将访华的消息，能否介绍此访安排？", "甲国总统将访华"),
        ("我们注意到，甲国总理将于今天结束访华。能否介绍情况？", "甲国总理将于今天结束访华"),
        ("关于甲国总统访华，中方能否提供更多信息？", "甲国总统访华"),
        # A claim stays with who makes it.
        ("甲国防长昨天称，乙国是威胁。请问中方有何评论？", "甲国防长称，乙国是威胁"),
        # A reporter's loaded word is not made a heading where a statement stands before it.
        ("甲国称协议达成了。请问中方对乙国破坏协议的企图有何评论？", "甲国称协议达成了"),
        # Also asked by others; no question mark; nothing at all.
        ("港口何时扩建？（某社记者亦问及）", "港口何时扩建？"),
        ("台风已经过去了。", "台风已经过去了"),
        ("", ""),
    ],
)
def test_a_heading_without_an_editor_says_what_was_asked(question: str, heading: str) -> None:
    assert heading_of(question) == heading


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        (
            "甲国外交大臣在首都会见乙国大使时说，两国关系很好，合作很多，前景广阔，"
            "港口和铁路都要建，学生的往来也要多起来。你怎么看？",
            "甲国外交大臣在首都会见乙国大使时说，两国关系很好，合作很多，前景广阔，港口和铁路都要建…",
        ),
        (
            "甲国议会以压倒性多数通过了题为“关于加强港口建设与管理的若干规定”的决议。有何评论？",
            "甲国议会以压倒性多数通过了题为“关于加强港口建设与管理的若干规定”的决议",
        ),
        (
            "甲国外交与安全政策代表称，甲国将以“油轮危险”和“限制能力”为由，"
            "允许军舰在海上检查并扣押油轮。有何评论？",
            "甲国外交与安全政策代表称，甲国将…允许军舰在海上检查并扣押油轮",
        ),
        (
            "甲国团体印发报告称，在灯塔、渔网、木船等许多要紧的手艺领域中，"
            "某些国家的企业市场份额的增长可以归因于补贴和优惠，应当尽快改正。有何评论？",
            "甲国团体印发报告称，在灯塔、渔网、木船等许多要紧的手艺领域中，"
            "某些国家的企业市场份额的增长可以归因于补贴和优惠…",
        ),
        ("甲国" + "很大的港口" * 20 + "。", "甲国" + "很大的港口" * 12 + "很大的…"),
    ],
    ids=["at a clause", "never in a quotation", "grounds", "after what leads to it", "one clause"],
)
def test_a_long_heading_is_cut_where_it_can_be(question: str, heading: str) -> None:
    assert heading_of(question) == heading
    assert len(heading) <= FURTHEST


_PIECES = [
    *("据报道，", "甲国称，", "“港口”", "昨天", "扩建", "的", "，", "。", "？", "\n"),
    *("中方对此有何评论", "以乙为由，", "违反", "今天是"),
]


@given(st.lists(st.sampled_from(_PIECES), max_size=30))
def test_a_heading_has_no_word_that_the_question_has_not(pieces: list[str]) -> None:
    question = "".join(pieces)
    heading = heading_of(question)
    framed = re.fullmatch("关于(.*)的(报道|消息|提问)", heading)
    assert len(heading) <= FURTHEST + 5
    waiting = iter(question.replace("\n", " "))
    kept = (framed[1] if framed else heading).replace("…", "")
    assert all(char in waiting for char in kept)  # in the order of the question
