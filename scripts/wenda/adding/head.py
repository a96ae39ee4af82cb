"""Date, title and speakers of a conference, where the head of its text says them.

Nothing is guessed that is not printed: what is not there is left open, and what had to be taken
from elsewhere (the file's name, the day of publication) is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from wenda.editors.vocabulary import Vocabulary
from wenda.model import without_colon
from wenda.reading.cast import OFFICE, Cast, bare
from wenda.reading.dialects import DIALECTS
from wenda.reading.furniture import HEADING_CREDIT, TITLE
from wenda.reading.lines import Line, lines_of

_HEAD = 12  # lines before the first label in which these may stand
_DAY = re.compile(
    r"(?<!\d)(?P<y>\d{4})\s*[-年/.]\s*(?P<m>\d{1,2})\s*[-月/.]\s*(?P<d>\d{1,2})(?!\d)"
)
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE_DAY = re.compile(
    r"(?P<y>[〇○零一二三四五六七八九]{4})年(?P<m>[一二三四五六七八九十]{1,2})月"
    r"(?P<d>[一二三四五六七八九十]{1,3})日"
)
_IN_NAME = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-_.年]?(?P<m>\d\d?)[-_.月]?(?P<d>\d\d?)(?!\d)")
_PLACE = re.compile(r"(?:会议)?地\s*点\s*[：:]\s*(?P<place>\S.{0,40})")
_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}·[\u3400-\u9fff·]{1,12}")
_BEFORE = re.compile(rf"(?P<office>[\u3400-\u9fff]{{0,24}}?(?:{OFFICE}))$")
_AFTER = re.compile(rf"(?P<office>{OFFICE})")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who answers and whom the vocabulary does not know."""

    name: str
    office: str  # as the head prints it before or after the name; empty where it does not


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a text says; empty where it does not."""

    day: date | None
    title: str
    place: str
    speakers: tuple[str, ...]  # ids of those whom the vocabulary knows
    unknown: tuple[Person, ...]
    remarks: tuple[str, ...]  # whence a fact was taken, where that may be wrong


def read_head(
    text: str, name: str, vocabulary: Vocabulary, title: str = "", published: str = ""
) -> Head:
    """The head of a text. `name` is that of its file; `title` and `published` are its page's."""
    lines = list(lines_of(text))
    counted = labels(lines)
    head = list(_head(lines))
    printed = _title(head) or _clean(title)
    remarks: list[str] = []
    day = _day(printed, head, name, published, remarks)
    known, unknown = _speakers(" ".join([printed, *head]), counted, vocabulary)
    place = next((match["place"] for line in head if (match := _PLACE.fullmatch(line))), "")
    return Head(day, printed, place, known, unknown, tuple(remarks))


def labels(lines: Sequence[Line]) -> Counter[str]:
    """Who stands before a colon, in brackets or in bold, and how often; the first comes first."""
    names = (label_of(line) for line in lines)
    return Counter(bare(name) for name in names if name)


def label_of(line: Line) -> str:
    """What stands before a line's colon, in brackets or in bold; empty where it is no label."""
    for dialect in DIALECTS:
        match = None if dialect.own_line else dialect.label.fullmatch(line.text)
        if match:
            groups = match.groupdict("")
            printed = groups["label"] + groups.get("colon", "")
            name = without_colon(groups["label"])
            if not dialect.needs_colon or name != printed:
                return name
    return ""


def everybody(vocabulary: Vocabulary) -> Cast:
    """All speakers whom the vocabulary knows, since nobody has said yet who is there."""
    names = {name: who.id for who in vocabulary.speakers for name in (who.name, who.english)}
    return Cast(names, frozenset(), lambda label: bool(vocabulary.outlets_of(label)))


def _head(lines: Sequence[Line]) -> Iterator[str]:
    """The lines before anybody speaks."""
    for line in lines[:_HEAD]:
        if label_of(line) and not HEADING_CREDIT.fullmatch(line.text):
            return
        yield line.text


def _title(head: Sequence[str]) -> str:
    return next((clean for line in head if TITLE.fullmatch(clean := _clean(line))), "")


def _clean(line: str) -> str:
    return re.sub(r"\s+", " ", line.strip().lstrip("#").strip("* \u3000"))


def _day(
    title: str, head: Sequence[str], name: str, published: str, remarks: list[str]
) -> date | None:
    """The title knows best, then the head, then the file's name, then the day of publication."""
    of_name = _first(_IN_NAME, PurePath(name).stem) or _first(_DAY, PurePath(name).stem)
    printed = _printed_day(title) or next(filter(None, map(_printed_day, _of_the_day(head))), None)
    if printed and of_name and printed != of_name:
        remarks.append(f"文字里的日期是 {printed}，文件名里的是 {of_name}，取前者")
    if printed:
        return printed
    if of_name:
        remarks.append(f"日期 {of_name} 取自文件名")
        return of_name
    found = next(filter(None, map(_printed_day, [*head, published])), None)
    if found:
        remarks.append(f"日期 {found} 是刊发的日期，未必是当天的")
    return found


def _of_the_day(head: Sequence[str]) -> Iterator[str]:
    """The lines of a head that may give the day of the event, not that of publication."""
    return (line for line in head if not re.search("发布|更新|来源|编辑|刊发|[电讯]", line))


def _printed_day(text: str) -> date | None:
    return _first(_DAY, text) or _first(_CHINESE_DAY, text)


def _first(pattern: re.Pattern[str], text: str) -> date | None:
    for match in pattern.finditer(text):
        try:
            return date(*(_number(match[key]) for key in "ymd"))
        except ValueError:
            continue
    return None


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return int(text.translate(_DIGITS))
    return int(tens.translate(_DIGITS) or 1) * 10 + int(ones.translate(_DIGITS) or 0)


def _speakers(
    head: str, counted: Counter[str], vocabulary: Vocabulary
) -> tuple[tuple[str, ...], tuple[Person, ...]]:
    """Who answers: the known whom a label or the head names, and unknown names that both have."""
    cast = everybody(vocabulary)
    answering = [id for label in counted if (id := cast.speaker_of(label))]
    named = [who.id for who in vocabulary.speakers if who.name in head]
    unknown = [
        Person(label, _office(label, head))
        for label in counted
        if _NAME.fullmatch(label) and label in head and cast.role_of(label) is None
    ]
    # A name in the head alone may be whom the event was about.
    known = answering if answering or unknown else named
    return tuple(dict.fromkeys(known)), tuple(unknown)


def _office(name: str, head: str) -> str:
    before, _, after = head.partition(name)
    if match := _BEFORE.search(re.sub(rf"{_DAY.pattern}日?", " ", before)):
        return match["office"]
    match = _AFTER.match(after)
    return match["office"] if match else ""
