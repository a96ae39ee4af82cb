"""From parts to what is published: headings made from words, and who is said to have spoken."""

from __future__ import annotations

import pytest

from support import VOCABULARY
from wenda.archive import Speaking
from wenda.model import Kind, Paragraph, Piece, Turn
from wenda.reading.cast import Cast
from wenda.reading.headings import FURTHEST, heading_of
from wenda.voices import People


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("短的提问？", "短的提问？"),
        ("短的提问。", "短的提问"),
        ("字" * 68, "字" * 68),  # as long as a heading may be: whole
        ("字" * 67 + "。", "字" * 67),
        ("", ""),
    ],
)
def test_a_short_question_is_its_own_heading(question: str, heading: str) -> None:
    assert heading_of(question) == heading


@pytest.mark.parametrize("length", [69, 70, 120, 500])
def test_a_heading_is_never_longer_and_says_that_it_was_cut(length: int) -> None:
    heading = heading_of("字" * length)
    assert len(heading) == FURTHEST
    assert heading == "字" * 67 + "…"


WANG, LI = ((speaker, "外交部长") for speaker in VOCABULARY.speakers)
LABELS = {"王毅": "wang-yi", "李四": "li-si", "王怡": "wang-yi", "部长": "li-si"}


def turn(role: Kind, label: str = "") -> Turn:
    pieces = (Piece(Kind.LABEL, 0, label),) if label else ()
    return Turn(role, pieces, (Paragraph((Piece(role, 0, "话。"),), 1, 1),), 1)


@pytest.mark.parametrize(
    ("speakers", "spoken", "who"),
    [
        ([WANG], turn(Kind.ANSWER, "王毅："), WANG),
        ([WANG, LI], turn(Kind.ANSWER, "李四："), LI),
        ([WANG, LI], turn(Kind.ANSWER, "王怡："), WANG),
        ([WANG, LI], turn(Kind.ANSWER, "部长："), LI),
        ([WANG], turn(Kind.OPENING, "王毅："), WANG),
        # An answer without a label can only be the one speaker's; of two it may be either's.
        ([WANG], turn(Kind.ANSWER), WANG),
        ([WANG, LI], turn(Kind.ANSWER), None),
        ([WANG, LI], turn(Kind.ANSWER, "某人："), None),
        # The transcript's own words, the moderator's and a reporter's are no speaker's.
        ([WANG], turn(Kind.OPENING), None),
        ([WANG], turn(Kind.CLOSING), None),
        ([WANG], turn(Kind.MODERATOR, "主持人："), None),
        ([WANG], turn(Kind.QUESTION, "新华社记者："), None),
        ([WANG], turn(Kind.QUESTION), None),
        ([WANG], turn(Kind.ASIDE), None),
        ([], turn(Kind.ANSWER), None),
    ],
)
def test_who_spoke(speakers: list[Speaking], spoken: Turn, who: Speaking | None) -> None:
    assert People(tuple(speakers), Cast(LABELS), VOCABULARY).speaker_of(spoken) == who


def test_who_asked() -> None:
    people = People((WANG,), {}, VOCABULARY)
    xinhua, afp = VOCABULARY.outlets[:1], VOCABULARY.outlets[2:3]
    assert people.outlets_of(turn(Kind.QUESTION, "新华社记者："), afp) == xinhua
    assert people.outlets_of(turn(Kind.QUESTION, "新华社记者追问："), afp) == xinhua
    assert people.outlets_of(turn(Kind.QUESTION, "追问："), afp) == afp
    assert people.outlets_of(turn(Kind.QUESTION, "某某记者："), afp) == ()
