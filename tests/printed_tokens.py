"""What is said, token by token: an oracle for search that does not share its folding.

A token is a letter or an ideograph, or a number with its signs and unit, by a regular expression of
its own; what joins two numbers is one too. Punctuation and spaces are none. Width and case are
folded by unicodedata, Traditional characters by OpenCC, one by one, so that every token keeps its
place. Words are printed in a text where their tokens are a run of the text's.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from opencc import OpenCC

_NUMBER = re.compile(
    r"""(?P<before> [$¥€£] | [≤≥<>±] \s* | [-+−] )?
        (?P<digits> \.?\d+ (?: (?:,\d{3})+ (?![\d,]) )? (?: [.:/·×]\d+ )* [²³]? )
        (?P<unit> (?: \s*[%‰°] | [$¥€£+](?!\d) )* )""",
    re.VERBOSE | re.ASCII,
)
_ALONE = "%‰$¥€£"  # kept also where no number is
_SUPERSCRIPTS = str.maketrans("²³", "23")
_DASHES = "-−–—~～"


@dataclass(frozen=True, slots=True)
class Token:
    """A token, and where it was printed."""

    text: str
    start: int
    end: int
    is_number: bool = False


def tokens(text: str) -> list[Token]:
    """The tokens of a text in order."""
    usual = "".join(map(_usual, text))
    found: list[Token] = []
    at = 0
    while at < len(usual):
        match = _number_at(usual, at)
        if match:
            start, end = match.span()
            if found and found[-1].is_number and found[-1].end <= start:
                joint = _joint(usual[found[-1].end : start])
                found.append(Token(joint, start, start))
            found.append(Token(_number(match), start, end, is_number=True))
            at = end
            continue
        char = usual[at].translate(_SUPERSCRIPTS)
        if char.isalpha() or char.isdigit() or char in _ALONE:
            found.append(Token(char, at, at + 1, is_number=char.isdigit()))
        at += 1
    return found


def words(text: str) -> tuple[str, ...]:
    """The tokens of a text, without their places."""
    return tuple(token.text for token in tokens(text))


def of_paragraphs(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The tokens of paragraphs, put together; two numbers that meet are kept apart."""
    joined: list[str] = []
    last: Token | None = None
    for text in texts:
        mine = tokens(text)
        if mine and last and last.is_number and mine[0].is_number:
            joined.append(" ")
        joined.extend(token.text for token in mine)
        last = mine[-1] if mine else last
    return tuple(joined)


def places(text: tuple[str, ...], query: tuple[str, ...]) -> int:
    """How often a query's tokens are a run of a text's."""
    length = len(query)
    return sum(text[at : at + length] == query for at in range(len(text) - length + 1))


def _number_at(usual: str, at: int) -> re.Match[str] | None:
    match = _NUMBER.match(usual, at)
    sign = match["before"] if match else None
    if match and sign and sign in "-+−" and re.search(r"[\d²³%‰°]$", usual[:at]):
        return None  # it joins two numbers
    if match and match["digits"].startswith(".") and usual[:at].endswith("…"):
        return None  # the point of an ellipsis
    return match


def _number(match: re.Match[str]) -> str:
    before, digits, unit = (re.sub(r"\s", "", match[name] or "") for name in match.re.groupindex)
    digits = re.sub(r"(?<=\d),(?=\d{3})", "", digits)
    digits = re.sub(r"([²³])$", lambda power: "^" + power[1].translate(_SUPERSCRIPTS), digits)
    return before.replace("−", "-") + digits + unit


def _joint(gap: str) -> str:
    signs = gap.strip()
    if signs and set(signs) <= set(_DASHES):
        return "~"
    if signs in (",", "、"):
        return "、"
    return " " if gap else ""


@cache
def _usual(char: str) -> str:
    """A character in its usual width, in lower case and Simplified; as long as it was."""
    if char in "½²³…":
        return char
    if char == "，":
        return "、"  # no comma of thousands
    usual = unicodedata.normalize("NFKC", char).lower()
    return _simplified(usual) if len(usual) == 1 else char


@cache
def _simplified(char: str) -> str:
    simple = str(_t2s().convert(char)) if "\u3400" <= char <= "\u9fff" else char
    return simple if len(simple) == 1 else char


@cache
def _t2s() -> OpenCC:
    return OpenCC("t2s")
