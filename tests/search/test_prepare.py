"""A conference prepared alone, and the shards that are made of many in arrays."""

from __future__ import annotations

import pickle
from dataclasses import replace
from itertools import groupby

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_index import NAMES, SCRIPT, entry, pairs_of_characters, real_archive

from mutations import examples
from wenda.search import shards
from wenda.search.documents import Document
from wenda.search.files import index_files, search_files
from wenda.search.names import pinyin_syllables
from wenda.search.prepare import Prepared, prepare

DOCUMENTS = (
    entry(
        "a/q01", ("question", "金砖合作"), ("answer", "台湾"), heading="谈金砖", date="2024-03-07"
    ),
    entry("a/closing", ("remarks", "今天到此"), date="2024-03-07"),
)


def one() -> Prepared:
    return prepare(DOCUMENTS, pairs_of_characters, SCRIPT, ["金砖", "台海"])


def test_what_is_prepared_is_small_and_can_be_pickled() -> None:
    data = pickle.dumps(one())
    assert pickle.loads(data) == one()
    words = sum(len(p.text) for each in DOCUMENTS for p in each.passages)
    assert len(data) < 1_500 + 8 * words


def test_texts_follow_each_other_with_an_empty_unit_after_each() -> None:
    text = one().codes.decode("utf-16-le")
    assert text == "谈金砖\0金砖合作\0台湾\0\0今天到此\0"
    assert one().size == len(text) == len(one().edges)
    edges = [at for at, edge in enumerate(one().edges) if edge]
    assert edges == [0, 3, 4, 6, 8, 9, 11, 12, 13, 15, 17]  # of a heading numbers alone are words
    assert (one().units, one().met) == ((3, 2), frozenset({"金砖"}))


def test_conferences_prepared_one_by_one_make_the_index_of_all() -> None:
    names = {each.id: each.name for each in (*NAMES.outlets, *NAMES.speakers)}

    def shown(each: Document) -> Document:
        outlets, speakers = (
            "、".join(map(names.__getitem__, ids)) for ids in (each.outlets, each.speakers)
        )
        return replace(each, who=(outlets, speakers))

    days = groupby(NAMES.documents, key=lambda each: each.date)
    prepared = [prepare(map(shown, run), pairs_of_characters, SCRIPT) for _, run in days]
    files = dict(search_files(prepared, NAMES.names, SCRIPT, pinyin_syllables, small_bytes=0))
    whole = index_files(NAMES, pairs_of_characters, SCRIPT, pinyin_syllables, small_bytes=0)
    assert files == whole


def test_parts_of_the_work_change_no_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one part or in many, with a sort that fits in 64 bits or one that does not."""
    corpus = real_archive()
    whole = index_files(corpus, pairs_of_characters, SCRIPT, pinyin_syllables, small_bytes=0)
    sort = shards._sorted
    monkeypatch.setattr(shards, "_sorted", lambda numbers, places, _: sort(numbers, places, 64))
    monkeypatch.setattr(shards, "THREADS", 1)
    assert whole == index_files(
        corpus, pairs_of_characters, SCRIPT, pinyin_syllables, small_bytes=0
    )


SYMBOLS = st.tuples(st.integers(0, 70), st.integers(0, 56), st.integers(0, 2**56 - 1))


@examples(200, 2_000)
@given(st.lists(st.lists(SYMBOLS, max_size=6), min_size=1, max_size=5))
def test_bit_streams(streams: list[list[tuple[int, int, int]]]) -> None:
    """Held against text: q zeros, a one, v in w bits, each stream filled up to whole bytes."""
    symbols = [symbol for stream in streams for symbol in stream]
    q, w, v = (np.array([each[at] for each in symbols], np.int64) for at in range(3))
    v &= (1 << w) - 1
    begin = np.cumsum([0, *(len(stream) for stream in streams)])[:-1]
    values = iter(v.tolist())
    expected = []
    for stream in streams:
        text = "".join(
            "0" * zeros + "1" + (f"{next(values):0{width}b}" if width else str(next(values))[:0])
            for zeros, width, _ in stream
        )
        text += "0" * (-len(text) % 8)
        expected.append(bytes(int(text[at : at + 8], 2) for at in range(0, len(text), 8)))
    assert list(shards._bit_streams(q, v, w, begin)) == expected


def test_an_archive_without_words_has_empty_shards() -> None:
    for said in ((), (entry("a/q01", ("answer", "，")),), (entry("a/q01", ("answer", "一")),)):
        files = index_files(
            type(NAMES)(said), pairs_of_characters, SCRIPT, pinyin_syllables, small_bytes=0
        )
        assert b'"version":2' in files["current.json"]
