"""Quotations of which it is known where they stand and what has to be said of them.

Nothing here asks the code under test: a quotation is made of a sentence as printed, and what is
right follows from how it was made. Texts are compared by `printed_tokens`, which has its own rules.
"""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from archives import Archive, Exchange, fold
from opencc import OpenCC

from wenda.search.documents import Corpus, Document, Name, Passage

_SENTENCE = re.compile(r"[^。！？\s]+[。！？]")
_CLAUSE = re.compile(r"[^，。！？；：、\s]{5,}")
_SAFE = "山水风云花鸟鱼虫木石琴棋书画茶酒"
_NAMES = "美国 日本 印度 伊朗 古巴 越南 巴西 埃及 加拿大 俄罗斯 乌克兰 菲律宾 巴基斯坦"
_STATES = _NAMES.split()
_CHANGED = ("Q07", "Q08")


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence as printed, and in which exchange."""

    owner: int
    text: str


@dataclass(frozen=True, slots=True)
class Made:
    """A quotation, the sentences it was made of, the right codes, and what must be flagged."""

    text: str
    sources: tuple[Source, ...]
    right: tuple[str, ...]
    flag: str = ""


How = Callable[[str, random.Random], tuple[str, tuple[str, ...], str]]
"""A sentence to a quotation (empty: it cannot be made so), the right codes, the flag."""


def corpus_of(archive: Archive) -> Corpus:
    """An archive as the record takes it."""

    def passages(exchange: Exchange) -> Iterator[Passage]:
        said = [*(("question", text) for text in exchange.question)]
        said += [("answer", text) for text in exchange.answer]
        for number, (role, text) in enumerate(said, 1):
            yield Passage(f"p{number}", role, text)

    names = [(each.outlet, each.speaker) for each in archive]
    outlets, speakers = (sorted(set(column)) for column in zip(*names, strict=True))
    return Corpus(
        tuple(
            Document(
                each.key, "", each.date, (each.outlet,), (each.speaker,), (), tuple(passages(each))
            )
            for each in archive
        ),
        outlets=tuple(Name(name, name) for name in outlets),
        speakers=tuple(Name(name, name) for name in speakers),
    )


def sources(archive: Archive, owners: Iterable[int]) -> list[Source]:
    """Sentences of 14 to 60 characters."""
    return [
        Source(owner, sentence)
        for owner in owners
        for unit in archive[owner].units
        for paragraph in unit
        for sentence in _SENTENCE.findall(paragraph)
        if 14 <= len(fold(sentence)) <= 60 and re.match(r"[\u4e00-\u9fff]", sentence)
    ]


def made(how: How, taken: Iterable[Source], chance: random.Random) -> list[Made]:
    """What can be made so of the sentences. A quotation that is still printed is identical."""
    out = []
    for source in taken:
        text, right, flag = how(source.text, chance)
        if text and fold(text) in fold(source.text) and "Q01" not in right and right == _CHANGED:
            right, flag = ("Q01", "Q02"), ""
        if text:
            out.append(Made(text, (source,), right, flag))
    return out


def joined(taken: list[Source], known: list[Source], chance: random.Random) -> list[Made]:
    """Two sentences of different exchanges."""
    pairs = ((one, chance.choice(known)) for one in taken)
    return [Made(f"{a.text}{b.text}", (a, b), ("Q06",)) for a, b in pairs if a.owner != b.owner]


def _share(rate: float, how: str) -> How:
    def damage(text: str, chance: random.Random) -> tuple[str, tuple[str, ...], str]:
        chars = list(text)
        letters = [at for at, char in enumerate(chars) if char.isalnum()]
        for at in chance.sample(letters, max(1, round(rate * len(letters)))):
            other = chance.choice(_SAFE)
            chars[at] = {"changed": other, "dropped": "", "added": chars[at] + other}[how]
        return "".join(chars), _CHANGED, ""

    return damage


def _dressed(text: str, _: random.Random) -> tuple[str, tuple[str, ...], str]:
    inside = text[:-1].replace("，", "、，").replace("；", "，") + text[-1]
    return inside, ("Q01",) if inside == text else ("Q02",), ""


@functools.cache
def _traditional() -> OpenCC:
    return OpenCC("s2t")


def _in_traditional(text: str, _: random.Random) -> tuple[str, tuple[str, ...], str]:
    other = str(_traditional().convert(text))
    return other, ("Q01",) if other == text else ("Q03",), ""


def _shortened(mark: str) -> How:
    """A clause between two others left out."""

    def shorten(text: str, chance: random.Random) -> tuple[str, tuple[str, ...], str]:
        clauses = [each for each in _CLAUSE.finditer(text) if text[each.end() :][:1] in "，；"]
        clauses = clauses[1:]
        if not clauses:
            return "", (), ""
        left = chance.choice(clauses)
        return text[: left.start()] + mark + text[left.end() + 1 :], ("Q05",), ""

    return shorten


def _reordered(text: str, chance: random.Random) -> tuple[str, tuple[str, ...], str]:
    """Two neighbouring clauses change places."""
    parts = re.findall(r"[^，；]+[，；。！？]?", text)
    if len(parts) < 3:
        return "", (), ""
    at = chance.randrange(len(parts) - 2)
    parts[at], parts[at + 1] = parts[at + 1], parts[at]
    return "".join(parts), ("Q06", "Q07", "Q08"), ""


def _negated(text: str, chance: random.Random) -> tuple[str, tuple[str, ...], str]:
    places = [match.start() for match in re.finditer("[会能是愿要可]", text)]
    if not places:
        return "", (), ""
    at = chance.choice(places)
    return f"{text[:at]}不{text[at:]}", ("Q08",), "否定"


def _affirmed(text: str, chance: random.Random) -> tuple[str, tuple[str, ...], str]:
    places = [match.start() for match in re.finditer("不(?=[会能是愿要可应得存承接])", text)]
    if not places:
        return "", (), ""
    at = chance.choice(places)
    return text[:at] + text[at + 1 :], ("Q08",), "否定"


def _renumbered(text: str, _: random.Random) -> tuple[str, tuple[str, ...], str]:
    found = re.search(r"\d+", text)
    if not found:
        return "", (), ""
    new = f"{text[: found.start()]}{int(found[0]) + 1}{text[found.end() :]}"
    return new, ("Q08",), "数字日期"


def _unnumbered(text: str, _: random.Random) -> tuple[str, tuple[str, ...], str]:
    found = re.search(r"(?<=.)\d+", text)
    if not found:
        return "", (), ""
    return text[: found.start()] + text[found.end() :], ("Q08",), "数字日期"


def _elsewhere(text: str, chance: random.Random) -> tuple[str, tuple[str, ...], str]:
    found = re.search("|".join(_STATES), text)
    if not found:
        return "", (), ""
    other = chance.choice([state for state in _STATES if state != found[0]])
    return f"{text[: found.start()]}{other}{text[found.end() :]}", ("Q08",), "名称职务"


def _other_side(text: str, _: random.Random) -> tuple[str, tuple[str, ...], str]:
    return (
        (text.replace("中方", "美方", 1), ("Q08",), "名称职务") if "中方" in text else ("", (), "")
    )


KINDS: dict[str, How] = {
    "exact": lambda text, _: (text, ("Q01",), ""),
    "punctuation": _dressed,
    "Traditional": _in_traditional,
    "clause left out, marked": _shortened("……"),
    "clause left out, unmarked": _shortened(""),
    "clauses reordered": _reordered,
    "negation added": _negated,
    "negation dropped": _affirmed,
    "number changed": _renumbered,
    "number dropped": _unnumbered,
    "place changed": _elsewhere,
    "中方 to 美方": _other_side,
    **{
        f"{rate} % {how}": _share(rate / 100, how)
        for rate in (5, 10, 15, 25)
        for how in ("changed", "dropped", "added")
    },
}
