"""Numbers, their units and signs are words: what folding keeps beside letters and digits.

THE RULE (docs/assets/wenda/numbers.mjs is its twin, tests/cases/fold.json holds both). Between two
letters or digits stands a gap of punctuation, symbols and white space. Of it is kept:

=====================  ==============================  =============================================
what                   where                           kept as
=====================  ==============================  =============================================
$ ¥ € … % ‰            anywhere                        itself: $100亿, ￥100亿 and 100亿; 5 % is 5%
° ′ ″                  after a digit                   itself
+                      beside a digit                  itself: 10+ and 10
superscript digit      after a digit                   ^ and the digit: 10² and 102
- ± < > ≤ ≥ ≠ = ≈ ~    right before a digit            itself; − is -, ~ is ≈; ≥ 5 is ≥5
.                      right before a digit            itself: .5% and 5%
, between thousands    2,000 and 12,345,678            nothing: 2,000 is 2000
. : / · × ^            alone between digits            itself: 1.5 and 15, ½ is 1/2, 5*3 is 5×3
, 、                   alone between digits            、: 第3、4条 and 第34条
- – — ~ ～             alone between digits            ~: 5—10 is 5～10 and not 510
anything else          between digits, also blanks     one blank: 3 000 and 3000
=====================  ==============================  =============================================

All else is folded away. Digits that one character spells out (½, ①) are parted from digits beside
it. What nobody sees (zero-width characters) is never there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from wenda.naming.characters import (
    clusters,
    compatible,
    foldable,
    is_dropped,
    is_foldable,
    is_unseen,
)

_DIGITS = frozenset("0123456789")
_CURRENCY = frozenset("$¢£¤¥") | frozenset(map(chr, range(0x20A0, 0x20D0)))
_ANYWHERE = _CURRENCY | frozenset("%‰‱")
_AFTER = _ANYWHERE | frozenset("°′″+")
_BEFORE = {**{sign: sign for sign in "+-±∓<>≤≥≠=≈."}, "−": "-", "~": "≈"}
_MAY_STAND_APART = _CURRENCY | frozenset("<>≤≥≠=≈")
_BETWEEN = {
    **{sign: sign for sign in ".:/·×^+±∓<>≤≥≠=≈"},
    **{"⁄": "/", "∕": "/", "・": "·", "‧": "·", "•": "·", "*": "×", "∶": ":"},
    **{",": "、", "、": "、"},
    **dict.fromkeys("-−–—‐‑‒―~∼〜", "~"),
}
_BLANK = ("Zs", "Zl", "Zp", "Cc")
_UNHEARD = ("Cf", "Mn", "Me")  # categories of what is not there
_SUPERSCRIPTS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_THOUSANDS = re.compile(r"(?<![0,.])0{1,3}(?:,000)+(?!0|,0)")
_NUMBER = re.compile(  # or a run of signs without one, so that none is looked at twice
    r"[$¢£¤¥\u20a0-\u20cf+\-±∓<>≤≥≠=≈]*(\.?\d+(?:[.:/·×^]\d+)*[%‰‱°′″+$¢£¤¥\u20a0-\u20cf]*)"
    r"|[$¢£¤¥\u20a0-\u20cf+\-±∓<>≤≥≠=≈]+",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Char:
    """A folded character, and where it was printed."""

    text: str
    start: int
    end: int
    raw: str  # the printed character that spells it

    @property
    def is_digit(self) -> bool:
        return self.text in _DIGITS

    @property
    def is_word(self) -> bool:
        """A letter or digit, no part of a gap."""
        return _is_word(self.text)

    @property
    def is_blank(self) -> bool:
        return unicodedata.category(self.text) in _BLANK

    @property
    def is_spelled_out(self) -> bool:
        """A digit of ½ or ①: one character that stands for more than this digit."""
        return unicodedata.category(self.raw) != "Nd"


def may_hold_numbers(text: str) -> bool:
    """Whether the rule can keep more of a text than letters and digits; quick."""
    return _signs().search(text) is not None


def numbers_in(folded: str) -> Iterator[tuple[int, int]]:
    """Where the numbers of a folded text stand, with their signs: each is one word."""
    return (match.span() for match in _NUMBER.finditer(folded) if match[1])


def is_of_number(char: str) -> bool:
    """Whether a character of a folded text is a digit or a sign of a number."""
    return char in _DIGITS or not _is_word(char)


def fold_numbers(text: str) -> Iterator[Char]:
    """A text folded by the rule: each character that is kept, with its place."""
    chars = _chars(text)
    thousands = _thousands(chars)
    left: Char | None = None
    gap: list[Char] = []
    for at, char in enumerate(chars):
        if char.is_word:
            if at - 1 not in thousands:
                yield from _of_gap(left, gap, char)
            yield char
            left, gap = char, []
        else:
            gap.append(char)
    yield from _of_gap(left, gap, None)


def _chars(text: str) -> list[Char]:
    """The characters of a text in their usual width, what nobody sees left out."""
    return [
        Char(char, start, end, text[start])
        for start, end in clusters(text)
        for char in _spelled(text[start:end])
    ]


@cache
def _spelled(cluster: str) -> tuple[str, ...]:
    """What one character with its marks stands for."""
    raw = cluster[0]
    if is_unseen(raw):
        return ()
    if is_dropped(raw):
        return ("_",)  # a picture: something stands here
    if not is_foldable(raw):
        return (raw,)
    return tuple(c for c in compatible(cluster) if unicodedata.category(c) not in _UNHEARD)


@cache
def _is_word(char: str) -> bool:
    return char.isalnum() or not is_foldable(char)


def _thousands(chars: Sequence[Char]) -> frozenset[int]:
    """Which commas part thousands; a full-width one may only after a full-width digit."""

    def form(at: int, char: Char) -> str:
        if char.is_digit:
            return "x" if char.is_spelled_out else "0"
        wide = char.raw == "，" and at > 0 and chars[at - 1].raw in "０１２３４５６７８９"
        if char.raw == "," or wide:
            return ","
        return "." if char.text == "." and char.raw != "…" else "x"

    forms = "".join(form(at, char) for at, char in enumerate(chars))
    found = (match.span() for match in _THOUSANDS.finditer(forms))
    return frozenset(at for span in found for at in range(*span) if forms[at] == ",")


def _of_gap(left: Char | None, gap: Sequence[Char], right: Char | None) -> list[Char]:
    """What is kept of a gap between two letters or digits."""
    digit_before = left if left is not None and left.is_digit else None
    digit_after = right if right is not None and right.is_digit else None
    if not gap:
        return _parted(digit_before, digit_after)
    signs = [char for char in gap if not char.is_blank]
    units = _units(gap, digit_after is not None) if digit_before else []
    rest = signs[len(units) :]
    own = _own(gap, len(rest)) if digit_after else []
    if not (digit_before and digit_after):
        return [*units, *_anywhere(rest[: len(rest) - len(own)]), *map(_usual, own)]
    # A + joins them already: 5+-3.
    unbroken = len(own) == len(rest) and not any(char.is_blank for char in gap)
    plus = unbroken and bool(units) and units[-1].text == "+"
    joins = own and len(own) == len(rest) and _follows(gap, own[0]) and not plus
    if joins or (own and own[0].text == "~"):  # 5-10; after a number a ~ is never 约
        own = own[1:]
    rest = rest[: len(rest) - len(own)]
    joint = _joint(rest, gap)
    middle = [joint] if joint else _anywhere(rest)
    taken = own and not (joint or plus)  # else its sign would be read as one between the two
    parted = taken or not (units or middle or own)
    ends = (own[0].start, own[0].end) if own else (gap[0].start, gap[-1].end)
    blank = [Char(" ", *ends, " ")] if parted else []
    return [*units, *middle, *blank, *map(_usual, own)]


def _parted(left: Char | None, right: Char | None) -> list[Char]:
    """Between two digits with nothing between: 10², 5½, ①②."""
    if left is None or right is None or left.start == right.start:
        return []
    if right.raw in _SUPERSCRIPTS:
        raised = left.raw in _SUPERSCRIPTS
        return [] if raised else [Char("^", right.start, right.end, right.raw)]
    if left.is_spelled_out or right.is_spelled_out:
        return [Char(" ", right.start, right.end, " ")]
    return []


def _units(gap: Sequence[Char], before_digit: bool) -> list[Char]:
    """The signs of the number before a gap: its first ones.

    A + only where it touches; currency before another number likewise: 5 $10.
    """
    must_touch = _CURRENCY | {"+"} if before_digit else {"+"}
    units: list[Char] = []
    touching = True
    for char in gap:
        if char.is_blank:
            touching = False
        elif char.text in _AFTER and (touching or char.text not in must_touch):
            units.append(char)
        else:
            break
    return units


def _own(gap: Sequence[Char], most: int) -> list[Char]:
    """The signs of the number that follows a gap: at most so many of its last ones."""
    own: list[Char] = []  # from the last on
    apart = False
    for at in range(len(gap) - 1, -1, -1):
        char = gap[at]
        if char.is_blank:
            apart = True
            continue
        may = char.text in _MAY_STAND_APART or (not apart and char.text in _BEFORE)
        if char.text == ".":  # a point right before the first digit, and no ellipsis
            before = gap[at - 1].text if at else ""
            may = not apart and not own and before != "." and char.raw != "…"
        if not may or len(own) == most:
            break
        own.append(char)
    return own[::-1]


def _usual(sign: Char) -> Char:
    return replace(sign, text=_BEFORE.get(sign.text, sign.text))


def _follows(gap: Sequence[Char], sign: Char) -> bool:
    """Whether a sign joins two numbers, 5-10 and 5 - 10, and is not the second's: 5 -10."""
    if sign.text == ".":
        return len(gap) == 1
    at = gap.index(sign)
    before = at > 0 and gap[at - 1].is_blank
    after = at + 1 < len(gap) and gap[at + 1].is_blank
    return sign.text in _BETWEEN and (after or not before)


def _joint(signs: Sequence[Char], gap: Sequence[Char]) -> Char | None:
    """The one sign that joins two numbers, or a run of dashes; None where there is none."""
    texts = {_BETWEEN.get(sign.text) for sign in signs}
    if len(texts) != 1 or (len(signs) > 1 and texts != {"~"}):
        return None
    (text,) = texts
    if text is None or (text == "." and len(gap) > 1):  # 5. 3 is no 5.3
        return None
    return Char(text, signs[0].start, signs[-1].end, text)


def _anywhere(signs: Iterable[Char]) -> list[Char]:
    return [sign for sign in signs if sign.text in _ANYWHERE]


@cache
def _signs() -> re.Pattern[str]:
    """Digits in any form, and what is kept anywhere."""
    wanted = _DIGITS | _ANYWHERE
    found = [char for char in foldable() if wanted & set(compatible(char))]
    return re.compile(f"[{re.escape(''.join(found))}]")
