"""Addresses: given once, kept, and honest about what has become of their words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from history import publish, states
from hypothesis import given
from hypothesis import strategies as st

from mutations import examples
from wenda.findings import Report
from wenda.model import Kind
from wenda.naming.align import heard
from wenda.naming.ledger import Row, State, Voice, read, resolve, write
from wenda.naming.newtext import Said

FIRST = [["第一问", "第一答"], ["第二问", "第二答甲", "第二答乙"], ["第三问", "第三答"]]


def test_first_publication_numbers_in_order() -> None:
    shown, rows = publish(FIRST)
    assert list(shown) == ["q01#p1", "q01#p2", "q02#p1", "q02#p2", "q02#p3", "q03#p1", "q03#p2"]
    assert all(row.state is State.LIVE for row in rows)


def test_publishing_again_changes_nothing() -> None:
    _, rows = publish(FIRST)
    assert publish(FIRST, rows)[1] == rows


def test_an_exchange_inserted_at_the_top_gets_the_next_free_number() -> None:
    before, rows = publish(FIRST)
    after, rows = publish([["新问", "新答"], *FIRST], rows)
    assert after["q04#p1"] == "新问"
    assert {address: after[address] for address in before} == before
    assert [row.unit for row in rows][:2] == ["q04", "q04"]  # the ledger is in document order


def test_a_deleted_exchange_leaves_its_number_and_is_never_replaced() -> None:
    _, rows = publish(FIRST)
    after, rows = publish([FIRST[0], FIRST[2]], rows)
    assert not any(address.startswith("q02") for address in after)
    assert states(rows)["q02#p1"] == ("removed", "")
    again, _ = publish([FIRST[0], FIRST[2], ["新问", "新答"]], rows)
    assert again["q04#p1"] == "新问"


def test_a_changed_word_gets_a_new_address_and_the_old_one_says_where() -> None:
    before, rows = publish(FIRST)
    after, rows = publish([FIRST[0], ["第二问", "第二答改", "第二答乙"], FIRST[2]], rows)
    assert after["q02#p4"] == "第二答改"
    assert states(rows)["q02#p2"] == ("changed", "q02#p4")
    for address, words in before.items():
        assert address == "q02#p2" or after[address] == words


def test_corrected_punctuation_keeps_the_address() -> None:
    _, rows = publish([["问：一、二？", "答。"]])
    after, _ = publish([["问：一，二？", "答 。"]], rows)
    assert after == {"q01#p1": "问：一，二？", "q01#p2": "答 。"}


def test_the_signs_of_numbers_are_words() -> None:
    """Folding drops them; an address that came to say 15% for 1.5% would hold other words."""
    before, rows = publish([["问？", "去年增长1.5%，好于预期。", "在2024年，一切顺利。"]])
    after, rows = publish([["问？", "去年增长15%，好于预期。", "在2024年一切顺利。"]], rows)
    assert states(rows)["q01#p2"] == ("changed", "q01#p4")
    assert after["q01#p4"] == "去年增长15%，好于预期。"
    assert after["q01#p3"] == "在2024年一切顺利。"
    assert "q01#p2" in before


def test_of_a_split_exchange_the_larger_part_keeps_the_id() -> None:
    _, rows = publish(FIRST)
    after, rows = publish([FIRST[0], ["第二问", "第二答甲"], ["第二答乙"], FIRST[2]], rows)
    assert after["q02#p2"] == "第二答甲"
    assert after["q04#p1"] == "第二答乙"
    assert states(rows)["q02#p3"] == ("moved", "q04#p1")


def test_words_that_come_back_get_their_address_back() -> None:
    before, rows = publish(FIRST)
    _, rows = publish([FIRST[0], FIRST[2]], rows)
    after, rows = publish(FIRST, rows)
    assert after == before
    assert all(row.state is State.LIVE for row in rows)


def test_a_chain_of_changes_ends_at_what_stands_there_now() -> None:
    _, rows = publish([["问", "这是答复的第一稿"]])
    _, rows = publish([["问", "这是答复的第二稿"]], rows)
    _, rows = publish([["问", "这是答复的第三稿"]], rows)
    first = next(row for row in rows if row.address == "q01#p2")
    assert [row.address for row in resolve(first, rows)] == ["q01#p4"]


def test_two_paragraphs_of_the_same_words_keep_apart() -> None:
    _, rows = publish([["问", "谢谢", "谢谢"], ["问二", "谢谢"]])
    after, _ = publish([["问", "谢谢", "谢谢"], ["问二", "谢谢"]], rows)
    assert len(after) == 5


def test_the_file_reads_back() -> None:
    _, rows = publish(FIRST)
    _, rows = publish([FIRST[1]], rows)
    found = Report("t.tsv")
    assert read(write(rows), found) == rows
    assert list(found) == []


def test_a_damaged_file_is_refused() -> None:
    text = write(publish(FIRST)[1])
    first = text.split("\n")[2]
    for damage in (
        first,
        "nonsense",
        first.replace("p1", "px"),
        first.replace("live", "alive"),
        first.replace("live", "live\tand more"),
        first.replace("q01\tp1", "q01\tp9").replace("live\t", "live\tp2"),
        first.replace("q01\tp1", "q01\tp9").replace("2:", ":"),
        first.replace("q01\tp1", "q01\tp9").replace("\t3:", "\t3:!"),
        first.replace("q01\tp1", "q01\tp9")[:-2] + "answer\t",
        first.replace("q01\tp1", "q01\tp9")[:-2] + "king\t\t",
        "<<<<<<< HEAD",
    ):
        found = Report("t.tsv")
        assert read(text + damage + "\n", found) is None
        assert [(finding.line, finding.code) for finding in found] == [(10, "L01")], damage
    found = Report("t.tsv")
    assert (
        read(
            text + first.replace("q01\tp1", "q01\tp9").replace("live\t", "changed\tq07#p1") + "\n",
            found,
        )
        is None
    )
    assert [(f.code, f.message) for f in found] == [("L01", "q01#p9 指向的 q07#p1 不在编号簿里。")]


def test_a_stock_answer_alone_claims_no_exchange() -> None:
    stock = "我没有可以补充的。"
    first = [["甲问的事怎样了？", stock], ["乙问的是别的事。", "乙答。"], ["丙问另一件事？", stock]]
    _, rows = publish(first)
    _, rows = publish(first[:2], rows)
    after, rows = publish([*first[:2], ["丁问第四件，谁也没问过？", stock]], rows)
    assert after["q04#p1"] == "丁问第四件，谁也没问过？"
    after, rows = publish([["戊问完全不同的第五件事？", stock], first[1]], rows)
    assert after["q05#p1"] == "戊问完全不同的第五件事？"


def test_a_reworded_exchange_of_one_paragraph_keeps_its_id() -> None:
    words = "今年是中美建交45周年。我们始终愿意与美方加强对话沟通，推进各界人士友好往来。"
    _, rows = publish([[words], *FIRST])
    after, rows = publish([[words.replace("45", "46")], *FIRST], rows)
    assert after["q01#p2"] == words.replace("45", "46")
    assert states(rows)["q01#p1"] == ("changed", "q01#p2")


def test_words_that_stand_elsewhere_too_are_never_said_to_be_gone() -> None:
    first = [["问一是什么？", "答一。", "谢谢大家。"], ["问二是什么？", "答二。", "谢谢大家。"]]
    _, rows = publish(first)
    _, rows = publish([first[0][:2], first[1]], rows)
    assert states(rows)["q01#p3"] == ("moved", "q02#p3")
    _, rows = publish([first[0][:2], first[1][:2]], rows)
    assert states(rows)["q01#p3"] == ("removed", "q02#p3")
    assert states(rows)["q02#p3"] == ("removed", "")


def test_moved_and_then_changed_leads_to_what_stands_there() -> None:
    moving = "这一段话先搬到另一则里去，后来又改了几个字，地址仍要说明去向。"
    _, rows = publish([["问一是什么？", "答一。", moving], ["问二又是什么？", "答二。"]])
    _, rows = publish([["问一是什么？", "答一。"], ["问二又是什么？", "答二。", moving]], rows)
    assert states(rows)["q01#p3"] == ("moved", "q02#p3")
    changed = moving.replace("几个", "两个")
    _, rows = publish([["问一是什么？", "答一。"], ["问二又是什么？", "答二。", changed]], rows)
    assert states(rows)["q01#p3"] == ("changed", "q02#p3")
    first = next(row for row in rows if row.address == "q01#p3")
    assert [row.address for row in resolve(first, rows)] == ["q02#p4"]


WORDS = st.sampled_from([f"段{n}" for n in range(12)])
DOCUMENTS = st.lists(st.lists(WORDS, min_size=1, max_size=4), max_size=6)


@examples(300, 3_000)
@given(st.lists(DOCUMENTS, min_size=1, max_size=5))
def test_an_address_never_comes_to_hold_other_words(versions: list[list[list[str]]]) -> None:
    """Over any history: live means the words of the first day, and no address is forgotten."""
    promised: dict[str, str] = {}
    rows: list[Row] = []
    for document in versions:
        shown, rows = publish(document, rows)
        assert len(shown) == sum(map(len, document))  # every paragraph has its own address
        by_address = {row.address: row for row in rows}
        assert promised.keys() | shown.keys() == by_address.keys()
        for address, words in promised.items():
            row = by_address[address]
            assert (row.state is State.LIVE) == (address in shown)
            if row.state is State.LIVE:
                assert shown[address] == words
            elif row.state is State.MOVED:
                assert [shown[target] for target in row.targets] == [words]
            if words in shown.values():
                assert row.state in (State.LIVE, State.MOVED)
        promised = shown | promised
        assert publish(document, rows)[1] == rows


FORMAT_1 = """\
unit\tparagraph\tfingerprint\tsketch\tstate\ttarget
q01\tp1\t1:beb850188a72\t0a6b4bad11d19d1b\tlive\t
q01\tp4\t1:db06ec89a351\t08208030510a0240\tchanged\tq01#p6
q01\tp6\t1:3480868ff801\t58234040411b074f\tlive\t
q02\tp1\t1:f7df56ab9464-0a1b2c\t2181cc6306530028\tremoved\t
"""


def test_a_ledger_of_the_first_format_is_read_and_written_in_the_second() -> None:
    found = Report("t.tsv")
    rows = read(FORMAT_1, found)
    assert rows
    assert states(rows) == {
        "q01#p1": ("live", ""),
        "q01#p4": ("changed", "q01#p6"),
        "q01#p6": ("live", ""),
        "q02#p1": ("removed", ""),
    }
    text = write(rows)
    assert text.startswith("wenda-ledger\t2\nunit\tparagraph\t")
    assert read(text, found) == rows
    assert list(found) == []
    assert read(FORMAT_1 + "q03\tp1\t1:beb850188a72\tnone\tlive\t\n", found) is None
    assert [(f.line, f.code) for f in found] == [(6, "L01")]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("", 1, "L01"),
        ("wenda-ledger\t3\n", 1, "L05"),
        ("wenda-ledger\n", 1, "L05"),
        ("ledger\t2\n", 1, "L01"),
        ("wenda-ledger\t2\n", 2, "L01"),
        ("wenda-ledger\t2\nunit\tparagraph\n", 2, "L01"),
        (FORMAT_1.replace("1:db06", "7:db06"), 3, "L05"),
        (FORMAT_1.replace("1:db06ec89a351", "7:db06ec89a351db06ec89a351"), 3, "L05"),
        (FORMAT_1.replace("1:db06", "0:db06"), 3, "L01"),
    ],
)
def test_what_this_program_does_not_know_is_refused(text: str, line: int, code: str) -> None:
    found = Report("t.tsv")
    assert read(text, found) is None
    assert [(f.line, f.code) for f in found] == [(line, code)]


RESTORE = "编号簿由程序写、只增不减；请从版本库恢复这个文件。"
NEWER = "写它的程序大概较新：请用那个版本构建；若是文件坏了，请从版本库恢复。"


@pytest.mark.parametrize(
    ("text", "sentence", "hint"),
    [
        ("ledger\t2\n", "编号簿的第一行不对：「ledger\t2」。", RESTORE),
        ("wenda-ledger\t2\nunit\n", "编号簿第二行的栏目名称不对。", RESTORE),
        ("wenda-ledger\t3\tb\n", "编号簿的格式是「3 b」，这个程序不认得。", NEWER),
        (FORMAT_1 + "q03\tp1\n", "不是编号簿的一行：「q03\tp1」。", RESTORE),
        (
            FORMAT_1.replace("0a6b4bad11d19d1b", "0a6b4bad11d19d1g"),
            "不是编号簿的一行：「q01\tp1\t1:beb850188a72\t0a6b4bad11d19d1g\tlive\t」。",
            RESTORE,
        ),
        (FORMAT_1 + FORMAT_1.splitlines()[1], "地址 q01#p1 重复。", RESTORE),
        (FORMAT_1.replace("q01#p6", "q01#p7"), "q01#p4 指向的 q01#p7 不在编号簿里。", RESTORE),
        (
            FORMAT_1.replace("1:db06", "7:db06"),
            "q01#p4 的文字指纹用了第 7 版折叠规则，这个程序不认得。",
            NEWER,
        ),
    ],
)
def test_what_is_said_of_a_ledger_and_the_way_out(text: str, sentence: str, hint: str) -> None:
    found = Report("t.tsv")
    assert read(text, found) is None
    said = [(finding.message, finding.hint) for finding in found]
    assert (sentence, hint) in said


def test_a_label_with_a_stroke_and_bytes_that_are_no_text() -> None:
    """`a/b` is read whole; %FF is refused, as what nobody can have written."""
    _, rows = publish([["第一段"]])
    (row,) = [Row(row.unit, row.paragraph, row.mark, voice=None) for row in rows]
    voice = Voice(Kind.ANSWER, "label:甲/乙")
    text = write([Row(row.unit, row.paragraph, row.mark, voice=voice)])
    (again,) = read(text, Report()) or [row]
    assert again.voice == voice
    assert read(text.replace("%2F", "/"), Report()) is None
    assert read(text.replace("%2F", "%FF"), Report()) is None


LABELS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VOICES = st.builds(
    Voice, st.sampled_from(Kind), LABELS.map(lambda label: f"label:{label}") | st.just("")
)


@given(st.lists(st.tuples(VOICES, st.lists(VOICES, max_size=3)), min_size=1, max_size=4))
def test_whatever_a_label_holds_the_file_reads_back(
    voices: list[tuple[Voice, list[Voice]]],
) -> None:
    _, rows = publish([[f"第{n}段" for n in range(len(voices))]])
    rows = [
        Row(row.unit, row.paragraph, row.mark, voice=voice, formerly=tuple(formerly))
        for row, (voice, formerly) in zip(rows, voices, strict=True)
    ]
    found = Report("t.tsv")
    assert read(write(rows), found) == rows
    assert list(found) == []


PAPER, PRINTED = Voice(Kind.QUESTION, "outlet:a"), Voice(Kind.QUESTION, "label:甲社记者")
OTHER, ANSWER = Voice(Kind.QUESTION, "outlet:b"), Voice(Kind.ANSWER, "outlet:a")
SAID = Said("第一段", PAPER, "甲社记者")


@pytest.mark.parametrize(
    ("before", "formerly", "now", "voice", "then"),
    [
        (None, (), PAPER, PAPER, ()),
        (PAPER, (OTHER,), None, PAPER, (OTHER,)),
        (PAPER, (OTHER,), PAPER, PAPER, (OTHER,)),
        (OTHER, (), PAPER, PAPER, (OTHER,)),
        (OTHER, (ANSWER,), PAPER, PAPER, (ANSWER, OTHER)),
        (OTHER, (OTHER, ANSWER), PAPER, PAPER, (OTHER, ANSWER)),
        (PRINTED, (OTHER,), PAPER, PAPER, (OTHER,)),  # the label is now known as an outlet's
        (PRINTED, (), ANSWER, ANSWER, (PRINTED,)),  # but not in another role
        (Voice(Kind.QUESTION, "label:乙社记者"), (), PAPER, PAPER, None),
        (Voice(Kind.QUESTION, ""), (), PAPER, PAPER, None),
    ],
)
def test_who_said_it_before_is_kept(
    before: Voice | None,
    formerly: tuple[Voice, ...],
    now: Voice | None,
    voice: Voice,
    then: tuple[Voice, ...] | None,
) -> None:
    _, (row,) = publish([["第一段"]])
    row = replace(row, voice=before, formerly=formerly)
    after = heard(row, replace(SAID, voice=now))
    expected = (before,) if then is None else then
    assert after == replace(row, voice=voice, formerly=expected)


def test_of_two_that_are_gone_one_comes_back_where_the_words_come_back_once() -> None:
    _, rows = publish([["一问", "同一句话", "中间", "同一句话"]])
    _, rows = publish([["一问", "中间"]], rows)
    shown, rows = publish([["一问", "中间", "同一句话"]], rows)
    assert shown == {"q01#p1": "一问", "q01#p3": "中间", "q01#p2": "同一句话"}
    assert {row.address for row in rows if row.lives} == {*shown}


def test_hundreds_of_paragraphs_that_are_alike_keep_their_places() -> None:
    """What comes often is no less a paragraph: the first is gone, and no other."""
    document = [["（掌声）", "（笑声）"] * 150]
    before, rows = publish(document)
    after, rows = publish([document[0][1:]], rows)
    assert after == {address: words for address, words in before.items() if address != "q01#p1"}


def test_what_is_gone_stays_in_the_ledger_where_it_stood() -> None:
    _, rows = publish([["一问", "一答"], ["二问", "二答"], ["三问", "三答甲", "三答乙"]])
    _, rows = publish([["一问", "一答"], ["三问", "三答乙"]], rows)
    assert [row.address for row in rows] == [
        *("q01#p1", "q01#p2", "q02#p1", "q02#p2", "q03#p1", "q03#p2", "q03#p3"),
    ]
