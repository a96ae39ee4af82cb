"""A tombstone names the right heir, or none."""

from __future__ import annotations

import random

import pytest
from history import Document, fate, publish, states
from hypothesis import given, settings
from hypothesis import strategies as st

from wenda.naming.heirs import TOLD
from wenda.naming.ledger import Row
from wenda.naming.matching import match

Q = "中方如何看待当前同周边国家的关系，对下一步合作有何期待？"
Q2 = "请问今年两国建交周年之际，双方将举办哪些庆祝活动？"
A = "中国和周边国家是搬不走的邻居，亚洲是我们的共同家园，把这个家园建设好是共同心愿。"
A_ = A.replace("共同心愿", "共同愿望")
B = "今年是两国建交五十周年，双方将以此为契机，推动各领域交流合作取得更多成果。"
B_ = B.replace("五十", "五一")
N = "海上丝绸之路的港口昨天开始扩建，灯塔会照原样保留，渔船从五月起回港休息。"
TRADE = "双方将就经贸合作和人文交流深入交换意见，推动关系取得新的发展。"
PEACE = "双方将就地区热点和安全问题深入交换意见，推动关系取得新的发展。"
RATE = "去年的增长率达到{}，好于年初的预期。"
ENDS = "好于年初预期的是去年的增长率：5%"
TAIL = "携手应对全球性的挑战，为世界的和平稳定注入更多的确定性和正能量。"
HEAD = "世界百年变局加速演进，越是在这样的时候，各国越要坚持对话协商，"


def revise(*documents: Document) -> tuple[list[Row], dict[str, str]]:
    rows: list[Row] = []
    shown: dict[str, str] = {}
    for document in documents:
        shown, rows = publish(document, rows)
        assert publish(document, rows) == (shown, rows)  # building again says the same
    return rows, shown


CASES: list[tuple[str, list[Document], dict[str, tuple[str, list[str]]]]] = [
    ("corrected", [[[Q, A, B]], [[Q, A_, B]]], {"q01#p2": ("changed", [A_])}),
    (
        "corrected after an inserted paragraph",
        [[[Q, A, B]], [[Q, N, A_, B]]],
        {"q01#p2": ("changed", [A_])},
    ),
    (
        "corrected before an inserted paragraph",
        [[[Q, A, B]], [[Q, A_, N, B]]],
        {"q01#p2": ("changed", [A_])},
    ),
    (
        "corrected beside a split",
        [[[Q, A, HEAD + TAIL]], [[Q, A_, HEAD, TAIL]]],
        {"q01#p2": ("changed", [A_]), "q01#p3": ("split", [HEAD, TAIL])},
    ),
    (
        "corrected beside a deletion",
        [[[Q, A, B]], [[Q, B_]]],
        {"q01#p2": ("removed", []), "q01#p3": ("changed", [B_])},
    ),
    ("corrected and swapped", [[[Q, A, B]], [[Q, B, A_]]], {"q01#p2": ("changed", [A_])}),
    (
        "both corrected and swapped",
        [[[Q, A, B]], [[Q, B_, A_]]],
        {"q01#p2": ("changed", [A_]), "q01#p3": ("changed", [B_])},
    ),
    (
        "corrected and moved",
        [[[Q, A], [Q2, B]], [[Q], [Q2, B, A_]]],
        {"q01#p2": ("changed", [A_])},
    ),
    ("replaced by unrelated text", [[[Q, A, B]], [[Q, N, B]]], {"q01#p2": ("removed", [])}),
    ("deleted", [[[Q, A, B]], [[Q, B]]], {"q01#p2": ("removed", [])}),
    (
        "merged",
        [[[Q, A, B]], [[Q, A + B]]],
        {"q01#p2": ("inside", [A + B]), "q01#p3": ("inside", [A + B])},
    ),
    (
        "merged and corrected",
        [[[Q, A, B]], [[Q, A_ + B]]],
        {"q01#p2": ("changed", [A_ + B]), "q01#p3": ("inside", [A_ + B])},
    ),
    (
        "corrected and put into a much longer one",
        [[[Q, A], [Q2, B + N + HEAD]], [[Q], [Q2, B + N + A_ + HEAD + TAIL]]],
        {"q01#p2": ("changed", [B + N + A_ + HEAD + TAIL])},
    ),
    (
        "two that are alike, both corrected",
        [[[Q, TRADE, PEACE]], [[Q, TRADE.replace("深入", "充分"), PEACE.replace("深入", "充分")]]],
        {
            "q01#p2": ("changed", [TRADE.replace("深入", "充分")]),
            "q01#p3": ("changed", [PEACE.replace("深入", "充分")]),
        },
    ),
    (
        "split in two exchanges",
        [[[Q, HEAD + TAIL]], [[Q, HEAD], [Q2, TAIL, B]]],
        {"q01#p2": ("split", [HEAD, TAIL])},
    ),
    (
        "split around another",
        [[[Q, HEAD + TAIL]], [[Q, HEAD, N, TAIL]]],
        {"q01#p2": ("split", [HEAD, TAIL])},
    ),
    (
        "split and corrected",
        [[[Q, A + B]], [[Q, A_, B]]],
        {"q01#p2": ("changed", [A_, B])},
    ),
    (
        "first clauses to the paragraph before",
        [[[Q, A, HEAD + TAIL]], [[Q, A + HEAD, TAIL]]],
        {"q01#p2": ("inside", [A + HEAD]), "q01#p3": ("split", [A + HEAD, TAIL])},
    ),
    (
        "a duplicate that stays",
        [[[Q, A], [Q2, N]], [[Q, A], [Q2, N, A]], [[Q], [Q2, N, A]]],
        {"q01#p2": ("moved", [A])},
    ),
    (
        "the page before, put in front",
        [[[TAIL], [Q2, B]], [[Q, A], [N, HEAD + TAIL], [Q2, B]]],
        {"q01#p1": ("inside", [HEAD + TAIL])},
    ),
    (
        "the page before, in front of the tail within the exchange",
        [[[TAIL, B], [Q2, N]], [[Q, A, HEAD + TAIL, B], [Q2, N]]],
        {"q01#p1": ("inside", [HEAD + TAIL])},
    ),
    (
        "the reference to the page before left in the middle",
        [[[TAIL], [Q2, B]], [[Q, HEAD + "（上接第二版）" + TAIL], [Q2, B]]],
        {"q01#p1": ("inside", [HEAD + "（上接第二版）" + TAIL])},
    ),
    (
        "the page before, the tail a paragraph of its own",
        [[[TAIL], [Q2, B]], [[Q, A, TAIL], [Q2, B]]],
        {"q01#p1": ("live", [TAIL])},
    ),
    (
        "few words merged",
        [[[Q, A, "谢谢大家。"], [Q2, B]], [[Q, A + "谢谢大家。"], [Q2, B]]],
        {"q01#p3": ("inside", [A + "谢谢大家。"])},
    ),
    (
        "few words that another paragraph has by chance",
        [[[Q, A, "谢谢大家。"], [Q2, B + "谢谢大家。"]], [[Q, A], [Q2, B + "谢谢大家。"]]],
        {"q01#p3": ("removed", [])},
    ),
    (
        "words that stand within a paragraph that was there before",
        [[[Q, A], [Q2, A + B]], [[Q], [Q2, A + B]]],
        {"q01#p2": ("inside", [A + B])},
    ),
    (
        "a chain of corrections, then within another",
        [[[Q, A, B]], [[Q, A_, B]], [[Q, A_ + B]]],
        {"q01#p2": ("changed", [A_ + B])},
    ),
    (
        "moved, then corrected",
        [[[Q, A], [Q2, B]], [[Q], [Q2, B, A]], [[Q], [Q2, B, A_]]],
        {"q01#p2": ("changed", [A_])},
    ),
    (
        "split, then a piece corrected and moved",
        [[[Q, A + B], [Q2, N]], [[Q, A, B], [Q2, N]], [[Q, A_], [Q2, N, B]]],
        {"q01#p2": ("changed", [A_, B])},
    ),
    (
        "split, then a piece moved",
        [[[Q, A + B], [Q2, N]], [[Q, A, B], [Q2, N]], [[Q, A], [Q2, N, B]]],
        {"q01#p2": ("split", [A, B])},
    ),
    (
        "split into two of the same words, then one of them deleted",
        [[[Q, A + A]], [[Q, A, A]], [[Q, A]]],
        {"q01#p2": ("changed", [A])},
    ),
    (
        "split, then a piece deleted",
        [[[Q, A + B]], [[Q, A, B]], [[Q, A]]],
        {"q01#p2": ("changed", [A])},
    ),
    (
        "merged, then cut out: the rest is no heir",
        [[[Q, A, B]], [[Q, A + B + N]], [[Q, B + N]]],
        {"q01#p2": ("removed", []), "q01#p3": ("inside", [B + N])},
    ),
    (
        "merged with changes, then cut out",
        [[[Q, A, B]], [[Q, A_ + B + N]], [[Q, B + N]]],
        {"q01#p2": ("removed", [])},
    ),
    (
        "corrected, then put back",
        [[[Q, A, B]], [[Q, A_, B]], [[Q, A, B]]],
        {"q01#p2": ("live", [A]), "q01#p4": ("changed", [A])},
    ),
    (
        "deleted, then back within more",
        [[[Q, A, B]], [[Q, B]], [[Q, HEAD + A, B]]],
        {"q01#p2": ("inside", [HEAD + A])},
    ),
    (
        "an heir that goes and comes back",
        [[[Q, A, B]], [[Q, A_, B]], [[Q, B]], [[Q, A_, B]]],
        {"q01#p2": ("changed", [A_])},
    ),
    (
        "an heir that goes",
        [[[Q, A, B]], [[Q, A_, B]], [[Q, B]]],
        {"q01#p2": ("removed", []), "q01#p4": ("removed", [])},
    ),
    (
        "after a paragraph that ends in a quotation",
        [[[TAIL], [Q2, B]], [[Q, HEAD + "发挥“南方力量”。" + TAIL], [Q2, B]]],
        {"q01#p1": ("inside", [HEAD + "发挥“南方力量”。" + TAIL])},
    ),
    (
        "a quotation between two quotations",
        [
            [[Q, "“" + A + "”", B]],
            [[Q, HEAD + "“南方力量”。“" + A + "”“双赢”" + N, B]],
        ],
        {"q01#p2": ("inside", [HEAD + "“南方力量”。“" + A + "”“双赢”" + N])},
    ),
    (
        "a sign within longer words is another number",
        [[[Q, RATE.format("1.5%")]], [[Q, A + RATE.format("15%")]]],
        {"q01#p2": ("changed", [A + RATE.format("15%")])},
    ),
    (
        "a sign at the end of what is within longer words",
        [[[Q, ENDS, B]], [[Q, ENDS + B]]],
        {"q01#p2": ("inside", [ENDS + B])},
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("documents", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_became_of(
    documents: list[Document], expected: dict[str, tuple[str, list[str]]]
) -> None:
    rows, shown = revise(*documents)
    assert {address: fate(address, rows, shown) for address in expected} == expected


def test_of_equal_paragraphs_that_move_each_has_its_own_heir() -> None:
    stock = "我没有可以向各位补充提供的更多信息。"
    first = [[Q, stock], [Q2, stock], [N, B], [HEAD, A]]
    rows, _ = revise(first, [[Q], [Q2], [N, B, stock], [HEAD, A, stock]])
    assert {states(rows)[address] for address in ("q01#p2", "q02#p2")} == {
        ("moved", "q03#p3"),
        ("moved", "q04#p3"),
    }


def test_the_best_for_all_is_not_the_best_for_the_first() -> None:
    assert match({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8}) == {0: 1, 1: 0}
    assert match({(0, 0): 0.9, (1, 0): 0.5}) == {0: 0}
    assert match({}) == {}


def test_matching_is_as_good_as_trying_everything() -> None:
    chance = random.Random(1)

    def best(weights: dict[tuple[int, int], float], left: int, free: frozenset[int]) -> float:
        if left == 5:
            return 0.0
        alone = best(weights, left + 1, free)
        taken = (
            weights[left, right] + best(weights, left + 1, free - {right})
            for right in free
            if (left, right) in weights
        )
        return max(alone, *taken, 0.0)

    for _ in range(300):
        pairs = [(left, right) for left in range(5) for right in range(5)]
        weights = {pair: chance.random() for pair in chance.sample(pairs, chance.randint(0, 16))}
        found = match(weights)
        assert len(set(found.values())) == len(found)
        total = sum(weights[pair] for pair in found.items())
        assert total == pytest.approx(best(weights, 0, frozenset(range(5))))


CLAUSES = st.lists(st.sampled_from([Q, Q2, A, A_, B, B_, N, "谢谢大家。"]), min_size=1, max_size=3)
VERSIONS = st.lists(
    st.lists(st.lists(CLAUSES.map("".join), min_size=1, max_size=3), max_size=3),
    min_size=2,
    max_size=4,
)


def letters(words: str) -> str:
    return "".join(char for char in words if char.isalnum())


@settings(max_examples=200, deadline=None)
@given(VERSIONS)
def test_what_is_said_of_an_address_is_true(versions: list[Document]) -> None:
    """Over any history of clauses put together and taken apart, whatever is likely or not."""
    rows: list[Row] = []
    promised: dict[str, str] = {}
    for document in versions:
        shown, rows = publish(document, rows)
        promised = shown | promised
        whole = letters("".join(words for unit in document for words in unit))
        for address, words in promised.items():
            state, heirs = fate(address, rows, shown)
            spoken, together = letters(words), letters("".join(heirs))
            if state in ("live", "moved"):
                assert [letters(heir) for heir in heirs] == [spoken]
            elif state in ("inside", "split"):
                assert spoken in together
                assert (state == "inside") == (len(heirs) == 1)
            elif state == "changed":
                assert heirs
            else:
                assert heirs == []
            if len(spoken) >= TOLD and spoken in whole:
                assert state in ("live", "moved", "inside", "split")
        assert publish(document, rows) == (shown, rows)
