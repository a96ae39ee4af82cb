"""Exchanges that are alike: each keeps its name, and a thousand of them take no thousand times."""

from __future__ import annotations

import pytest
from history import publish

from support import calls_of

THANKS = ["请问中方对此有何评论？", "我们已经多次阐明立场。"]
OTHERS = [["第一问，关于合作。", "第一答，关于合作。"], ["又一问，关于安全。", "又一答。"]]


def test_exchanges_that_are_alike_keep_their_names_in_order() -> None:
    before, rows = publish([THANKS, OTHERS[0], THANKS, THANKS])
    assert publish([THANKS, OTHERS[0], THANKS, THANKS], rows) == (before, rows)
    after, _ = publish([OTHERS[1], THANKS, OTHERS[0], THANKS, THANKS, THANKS], rows)
    assert {address: after[address] for address in before} == before
    assert [after[f"q05#p{number}"] for number in (1, 2)] == OTHERS[1]
    assert [after[f"q06#p{number}"] for number in (1, 2)] == THANKS


def test_the_first_of_them_is_kept_where_others_go() -> None:
    _, rows = publish([THANKS, THANKS, OTHERS[0]])
    after, _ = publish([THANKS, OTHERS[0]], rows)
    assert sorted({address.partition("#")[0] for address in after}) == ["q01", "q03"]


def test_one_that_is_unchanged_comes_before_one_that_is_reworded() -> None:
    reworded = ["请问中方对此有什么评论？", "我们已经多次阐明立场。"]
    _, rows = publish([THANKS, reworded])
    after, _ = publish([reworded, THANKS], rows)
    assert [after["q01#p1"], after["q02#p1"]] == [THANKS[0], reworded[0]]


@pytest.mark.parametrize("before", [[], OTHERS])
def test_twice_as_many_take_twice_the_work(before: list[list[str]]) -> None:
    def work(count: int) -> int:
        _, rows = publish([THANKS] * count)
        return calls_of(lambda: publish([*before, *[THANKS] * count], rows))

    assert work(200) < 2.5 * work(100)
