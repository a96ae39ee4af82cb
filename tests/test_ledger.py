"""Addresses: given once, kept, and honest about what has become of their words."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from wenda.ledger import Row, State, Unit, align, fingerprint, read, resolve, write

Document = Sequence[Sequence[str]]


def publish(document: Document, rows: Sequence[Row] = ()) -> tuple[dict[str, str], list[Row]]:
    """What each address shows once the document is published, and the new ledger."""
    units = [Unit(tuple(fingerprint(words) for words in unit)) for unit in document]
    named, fresh = align(rows, units)
    shown = {
        f"{ids.unit}#{paragraph}": words
        for ids, unit in zip(named, document, strict=True)
        for paragraph, words in zip(ids.paragraphs, unit, strict=True)
    }
    return shown, fresh


def states(rows: Sequence[Row]) -> dict[str, tuple[str, str]]:
    return {row.address: (row.state.value, row.target) for row in rows}


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
    _, rows = publish([["问", "一稿"]])
    _, rows = publish([["问", "二稿"]], rows)
    _, rows = publish([["问", "三稿"]], rows)
    first = next(row for row in rows if row.address == "q01#p2")
    assert resolve(first, rows).address == "q01#p4"


def test_two_paragraphs_of_the_same_words_keep_apart() -> None:
    _, rows = publish([["问", "谢谢", "谢谢"], ["问二", "谢谢"]])
    after, _ = publish([["问", "谢谢", "谢谢"], ["问二", "谢谢"]], rows)
    assert len(after) == 5


def test_the_file_reads_back() -> None:
    _, rows = publish(FIRST)
    _, rows = publish([FIRST[1]], rows)
    assert read("t.tsv", write(rows)) == (rows, [])


def test_a_damaged_file_is_refused() -> None:
    text = write(publish(FIRST)[1]) + "q01\tp1\t1:aa\tlive\t\nnonsense\n"
    found = read("t.tsv", text)[1]
    assert [(finding.line, finding.code) for finding in found] == [(9, "L01"), (10, "L01")]


WORDS = st.sampled_from([f"段{n}" for n in range(12)])
DOCUMENTS = st.lists(st.lists(WORDS, min_size=1, max_size=4), max_size=6)


@settings(max_examples=300)
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
                assert shown[row.target] == words
        promised = shown | promised
        assert publish(document, rows)[1] == rows
