"""The conservation proof: each character of a transcript is accounted for exactly once, in order.

Twice: over the parsed parts, against the transcript's bytes; and over the finished HTML, against
the parts so proved. Nothing here calls the parser.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from wenda.model import Kind, Part, clip, pieces
from wenda.reading.decode import encode, sha256


@dataclass(frozen=True, slots=True)
class Proof:
    """What the parts of a transcript account for, in characters."""

    counts: Mapping[Kind, int]
    total: int  # characters of the transcript
    unaccounted: int  # characters that are lost, doubled, out of place or not as printed
    problems: tuple[str, ...]  # a sentence for each place
    source: str  # SHA-256 of the transcript's bytes
    rebuilt: str  # SHA-256 of the bytes rebuilt from the parts
    words: str  # SHA-256 of the source without markup and the white space between paragraphs

    @property
    def holds(self) -> bool:
        return not self.problems and not self.unaccounted and self.source == self.rebuilt


def prove(data: bytes, text: str, parts: Sequence[Part], marks: Set[str]) -> Proof:
    """Account for each character of `text`, the decoded `data`, by the pieces of the parts.

    Between pieces there may be white space only; markup may be one of `marks` only.
    """
    counts: Counter[Kind] = Counter()
    problems: list[str] = []
    rebuilt: list[str] = []
    words: list[str] = []
    cursor = wrong = 0

    def fault(what: str, start: int, characters: str) -> None:
        nonlocal wrong
        wrong += len(characters)
        problems.append(f"第 {start + 1} 字起{what}：「{clip(characters, 16)}」")

    def between(end: int) -> None:
        gap = text[cursor:end]
        if lost := "".join(gap.split()):
            fault("没有着落", cursor + gap.index(lost[0]), lost)
        counts[Kind.SPACE] += len(gap) - len(lost)
        rebuilt.append(gap)

    for piece in (piece for part in parts for piece in pieces(part.turns)):
        if piece.start < cursor:
            fault("重复或错位", piece.start, piece.text)
            rebuilt.append(piece.text)
            continue
        between(piece.start)
        cursor = piece.start + len(piece.text)
        printed = text[piece.start : cursor]
        if printed != piece.text:
            fault("与原文不同", piece.start, piece.text)
        elif piece.kind is Kind.MARKUP and piece.text not in marks:
            fault("被当作标记", piece.start, piece.text)
        else:
            counts[piece.kind] += len(piece.text)
        if piece.kind is not Kind.MARKUP:
            words.append(printed)
        rebuilt.append(piece.text)
    between(len(text))
    return Proof(
        counts={kind: counts[kind] for kind in Kind},
        total=len(text),
        unaccounted=wrong,
        problems=tuple(problems),
        source=sha256(data),
        rebuilt=sha256(encode("".join(rebuilt), like=data)),
        words=digest(words),
    )


def digest(words: Iterable[str]) -> str:
    """SHA-256 of words, put together as one string in UTF-8."""
    return hashlib.sha256("".join(words).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words on a page, or that should be on it."""

    unit: str  # q07, opening, …
    kind: str  # of the words (see Kind), or OUTSIDE
    id: str  # of the paragraph's element, empty for labels and page furniture
    text: str


OUTSIDE = "outside"
"""The kind of words within a unit that are in no paragraph and no label. There must be none."""


@dataclass(slots=True)
class PageWords:
    """The words of a page in their order, and the ids of all its elements."""

    runs: list[Run] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)


def read_page(html: str) -> PageWords:
    """A page as a browser reads it.

    `data-unit` stands on the element of an exchange or remark, `data-kind` on each paragraph and
    label within it. All visible text inside a unit counts, whatever it stands in.
    """
    page = PageWords()
    tree = LexborHTMLParser(html)
    page.ids = {id for node in tree.css("[id]") if (id := node.attributes["id"])}
    for node in tree.css("[data-unit]:not([data-unit] [data-unit]):not([hidden] [data-unit])"):
        if "hidden" not in node.attributes:
            _read(node, node.attributes["data-unit"] or "", False, page.runs)
    return page


def _read(node: LexborNode, unit: str, inside: bool, runs: list[Run]) -> None:
    """What an element of a unit holds; `inside` a paragraph or label, or outside of any."""
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            text = child.text_content or ""
            if inside:
                last = runs[-1]
                runs[-1] = Run(last.unit, last.kind, last.id, last.text + text)
            elif text.strip():
                runs.append(Run(unit, OUTSIDE, "", text.strip()))
            continue
        attributes = child.attributes
        if "hidden" in attributes:
            continue
        within, kind = inside, attributes.get("data-kind")
        here = attributes.get("data-unit") or unit
        if kind:
            within = True
            runs.append(Run(here, kind, attributes.get("id") or "", ""))
        _read(child, here, within, runs)


def difference(expected: Sequence[Run], found: Sequence[Run]) -> str | None:
    """Where two runs of words first differ, as a sentence; None where they are the same."""
    for index, (want, have) in enumerate(zip(expected, found, strict=False)):
        if want != have:
            at = next(
                (i for i, (a, b) in enumerate(zip(want.text, have.text, strict=False)) if a != b),
                min(len(want.text), len(have.text)),
            )
            return (
                f"第 {index + 1} 段第 {at + 1} 字起不同："
                f"应为 {_name(want)}「{clip(want.text[at:], 16)}」，"
                f"网页是 {_name(have)}「{clip(have.text[at:], 16)}」"
            )
    if len(expected) != len(found):
        what, more = ("缺少", expected) if len(expected) > len(found) else ("多出", found)
        first = more[min(len(expected), len(found))]
        many = abs(len(expected) - len(found))
        return f"{what} {many} 段，第一段是 {_name(first)}「{clip(first.text, 16)}」"
    return None


def _name(run: Run) -> str:
    return f"{run.unit} {run.id or '-'} {run.kind}"
