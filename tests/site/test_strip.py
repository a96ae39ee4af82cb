"""The conference as a line, and the words that the front page offers to search for."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from support import archive_of
from wenda.archive import WholeArchive
from wenda.naming.fold import folded_text
from wenda.site.examples import COUNT, examples, quoted
from wenda.site.strip import WIDTHS, strip


def answered(answers: list[str]) -> WholeArchive:
    turns = (
        f"**新华社记者：**第{number}问？\n**王毅：**{answer}\n"
        for number, answer in enumerate(answers)
    )
    return archive_of("".join(turns))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 3000), min_size=1, max_size=60))
def test_the_line_has_a_segment_for_each_as_long_as_its_answer(lengths: list[int]) -> None:
    archive = answered(["答" * length + "。" for length in lengths])
    segments = strip(archive.conferences[0], archive.vocabulary)
    assert [each.exchange.number for each in segments] == list(range(1, len(lengths) + 1))
    by_length = sorted(zip(lengths, (each.width for each in segments), strict=True))
    widths = [width for _, width in by_length]
    assert widths == sorted(widths)
    assert widths[0] >= 1
    assert widths[-1] == WIDTHS
    longest = max(lengths)
    assert all(abs(width - WIDTHS * length / longest) <= 2 for length, width in by_length)


def test_a_segment_is_named_for_its_group_or_for_none() -> None:
    archive = answered(["大海大海大海。", "别的。"])
    ways = [each.way for each in strip(archive.conferences[0], archive.vocabulary)]
    assert ways == ['href="../q01/" title="1　地区"', 'href="../q02/" title="2　未归类"']


def test_examples_are_phrases_that_answers_set_apart() -> None:
    archive = answered(
        [
            "“小院高墙”，“脱钩断链”，“断”，“一、二、三、四”。",
            "“脱钩断链”“ABCD”“求同存异”“求同存异”“求同存异”“另外四字”。",
        ]
    )
    assert examples(map(quoted, archive.conferences)) == ["求同存异", "脱钩断链", "小院高墙"]


@settings(deadline=None)
@given(st.text("“”断链求同，。甲乙丙丁", max_size=60))
def test_every_example_is_printed(text: str) -> None:
    archive = answered([f"{text}完。"])
    answer = archive.conferences[0].exchanges[0].answer
    found = examples(map(quoted, archive.conferences))
    assert len(found) <= COUNT
    assert all(folded_text(phrase) in folded_text(answer) and phrase in answer for phrase in found)
