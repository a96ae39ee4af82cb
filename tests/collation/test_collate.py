"""Two copies side by side: each can be made of the other; differences are of the right sort."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenda.collation.collate import Pair, Sort, base_of, collate, printed, witness_of
from wenda.collation.passages import Passage
from wenda.model import Kind
from wenda.naming.fold import folded_text
from wenda.naming.script import simplified

SCRIPT = simplified()


def said(*texts: str) -> list[Passage]:
    """Passages; what stands before a colon in front is the label."""
    made = []
    for line, text in enumerate(texts, start=1):
        label, colon, words = text.partition("：")
        made.append(Passage(label + colon, words, Kind.ANSWER, line) if colon else
                    Passage("", text, Kind.ANSWER, line))  # fmt: skip
    return made


def sorts(base: str, other: str) -> list[tuple[str, str, str]]:
    (pair,) = collate(said(base), said(other), SCRIPT)
    return [(str(each.sort), each.base, each.reading) for each in pair.variants]


@pytest.mark.parametrize(
    ("base", "other", "found"),
    [
        ("灯塔是大家的。", "灯塔是国家的。", [("words", "大", "国")]),
        ("灯塔留着。", "燈塔留着", [("marks", "灯", "燈"), ("marks", "。", "")]),
        ("增加了1.5％多一些吧", "增加了1.5%多一些吧", [("marks", "1.5％", "1.5%")]),
        ("增加了1.5％多一些吧", "增加了15％多一些吧", [("words", "1.5％", "15％")]),
        ("增加了-5度多一些吧", "增加了5度多一些吧", [("words", "-5", "5")]),
        ("李四：灯塔留着。", "李四局长：灯塔留着。", [("label", "", "局长")]),
        ("李四：灯塔留着。", "李四:灯塔留着。", [("marks", "：", ":")]),
    ],
)  # fmt: skip
def test_what_a_difference_is_of(base: str, other: str, found: list[tuple[str, str, str]]) -> None:
    if other.startswith("李四:"):
        pairs = collate(said(base), [Passage("李四:", "灯塔留着。", Kind.ANSWER, 1)], SCRIPT)
        assert [(str(v.sort), v.base, v.reading) for v in pairs[0].variants] == found
    else:
        assert sorts(base, other) == found


def shapes(pairs: Sequence[Pair]) -> list[tuple[int, int]]:
    return [(len(pair.base), len(pair.witness)) for pair in pairs]


def test_a_paragraph_that_another_printer_broke_is_the_same() -> None:
    one = said("休渔期从五月开始，渔船都要回港。", "谢谢大家来到三号码头。")
    two = said("休渔期从五月开始，", "渔船都要回港。", "谢谢大家来到三号码头。")
    pairs = collate(one, two)
    assert shapes(pairs) == [(1, 2), (1, 1)]
    assert [(v.sort, v.reading) for v in pairs[0].variants] == [(Sort.MARKS, "\n")]
    assert shapes(collate(two, one)) == [(2, 1), (1, 1)]


def test_who_speaks_anew_is_no_broken_paragraph() -> None:
    one = said("休渔期从五月开始，渔船都要回港。")
    two = said("休渔期从五月开始，", "赵六：渔船都要回港。")
    assert (1, 2) not in shapes(collate(one, two))


def test_what_only_one_has_is_whole() -> None:
    one = said("先说港口平安的事。", "（笑）", "再说渔船回港的事。")
    two = said("先说港口平安的事。", "再说渔船回港的事。", "最后说说天气。")
    pairs = collate(one, two)
    assert shapes(pairs) == [(1, 1), (1, 0), (1, 1), (0, 1)]
    assert [printed(pair.base) for pair in pairs if pair.only_base] == ["（笑）"]
    assert [printed(pair.witness) for pair in pairs if pair.only_witness] == ["最后说说天气。"]


WORDS = st.text(alphabet="港口灯塔灯燈留着著渔船15.％%-，。：:（）Ａa ", min_size=1, max_size=16)
LABELS = st.sampled_from(["", "", "李四：", "某报记者："])
COPY = st.lists(
    st.builds(Passage, LABELS, WORDS, st.just(Kind.ANSWER), st.just(1)),
    max_size=8,
)


def agree(base: list[Passage], witness: list[Passage]) -> None:
    pairs = collate(base, witness)
    rebuilt = witness_of(pairs)
    theirs = [text for text, pair in zip(rebuilt, pairs, strict=True) if pair.witness]
    assert "\n".join(theirs) == printed(witness)
    ours = [t for t, pair in zip(base_of(pairs, rebuilt), pairs, strict=True) if pair.base]
    assert "\n".join(ours) == printed(base)
    assert [p for pair in pairs for p in pair.base] == base
    assert [p for pair in pairs for p in pair.witness] == witness
    for pair in pairs:
        if pair.base and pair.witness and all(v.sort is Sort.MARKS for v in pair.variants):
            assert folded_text(pair.base_text) == folded_text(printed(pair.witness))


@given(COPY, COPY)
def test_either_copy_is_made_of_the_other_and_the_differences(
    base: list[Passage], witness: list[Passage]
) -> None:
    agree(base, witness)


@given(COPY, st.lists(st.integers(0, 8), max_size=4), st.integers(0, 16))
def test_so_it_is_with_copies_that_are_nearly_the_same(
    base: list[Passage], dropped: list[int], cut: int
) -> None:
    witness = [each for at, each in enumerate(base) if at not in dropped]
    if witness and 0 < cut < len(witness[-1].text):
        last = witness.pop()
        witness += [Passage(last.label, last.text[:cut], last.kind, 1),
                    Passage("", last.text[cut:], last.kind, 2)]  # fmt: skip
    agree(base, witness)
