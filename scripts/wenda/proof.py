"""The conservation proof: each character of a transcript is accounted for exactly once, in order.

Two proofs that share nothing with the parser: one over the parsed parts, one over the words of
the finished HTML. Both compare with the bytes of the transcript.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from wenda.decode import encode, sha256
from wenda.model import Kind, Part, pieces

Words = tuple[Kind, str]
"""A run of words on a page: what they are, and the words."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What the parts of a transcript account for, in characters."""

    counts: Mapping[Kind, int]
    total: int  # characters of the transcript
    problems: tuple[str, ...]  # empty where every character is accounted for
    source: str  # SHA-256 of the transcript's bytes
    rebuilt: str  # SHA-256 of the bytes rebuilt from the parts
    words: str  # SHA-256 of the source without markup and the white space between paragraphs

    @property
    def unaccounted(self) -> int:
        return abs(self.total - sum(self.counts.values())) + len(self.problems)

    @property
    def holds(self) -> bool:
        return not self.unaccounted and self.source == self.rebuilt


def prove(data: bytes, text: str, parts: Sequence[Part]) -> Proof:
    """Account for each character of `text`, the decoded `data`, by the pieces of the parts."""
    counts: Counter[Kind] = Counter()
    problems: list[str] = []
    rebuilt: list[str] = []
    cursor = 0
    for piece in (piece for part in parts for piece in pieces(part)):
        if piece.start < cursor:
            problems.append(f"第 {piece.start + 1} 字起重复或错位：「{_clip(piece.text)}」")
            continue
        between, cursor = text[cursor : piece.start], piece.start + len(piece.text)
        problems += _not_space(between, piece.start - len(between))
        if text[piece.start : cursor] != piece.text:
            problems.append(f"第 {piece.start + 1} 字起与原文不同：「{_clip(piece.text)}」")
        counts[piece.kind] += len(piece.text)
        counts[Kind.SPACE] += len(between)
        rebuilt += (between, piece.text)
    problems += _not_space(text[cursor:], cursor)
    counts[Kind.SPACE] += len(text) - cursor
    rebuilt.append(text[cursor:])
    return Proof(
        counts={kind: counts[kind] for kind in Kind},
        total=len(text),
        problems=tuple(problems),
        source=sha256(data),
        rebuilt=sha256(encode("".join(rebuilt), like=data)),
        words=words_digest([(Kind.ANSWER, words_of_source(text, parts))]),
    )


def shown(parts: Iterable[Part]) -> list[Words]:
    """What a reader should see of the parts, in order: every piece but markup.

    The pieces of a joined paragraph are one run, as on the page.
    """
    runs: list[Words] = []
    for part in parts:
        for turn in part.turns:
            runs += [(p.kind, p.text) for p in turn.label if p.kind is not Kind.MARKUP]
            runs += [(paragraph.kind, paragraph.text) for paragraph in turn.paragraphs]
    return runs


def words_digest(words: Iterable[Words]) -> str:
    """SHA-256 of the words as one string in UTF-8."""
    return hashlib.sha256("".join(text for _, text in words).encode()).hexdigest()


def words_of_source(text: str, parts: Sequence[Part]) -> str:
    """The transcript's own characters without markup and the white space between paragraphs.

    Taken from `text` itself; the parts only tell where the markup stands and where paragraphs
    begin and end.
    """
    keep: list[str] = []
    for piece in (piece for part in parts for piece in pieces(part)):
        if piece.kind is not Kind.MARKUP:
            keep.append(text[piece.start : piece.start + len(piece.text)])
    return "".join(keep)


class PageWords(HTMLParser):
    """The words of a page: the text of every element that has `data-kind`, by `data-unit`.

    `data-unit` stands on the section of an exchange or remark, `data-kind` on each paragraph and
    label within it. Elements inside a paragraph (marks of errata) add nothing of their own.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.units: dict[str, list[Words]] = {}
        self.ids: set[str] = set()
        self._unit: list[Words] = []  # the runs of the unit that is being read
        self._tag, self._depth = "", 0  # of the element whose text is being read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if anchor := attributes.get("id"):
            self.ids.add(anchor)
        if self._depth:
            self._depth += tag == self._tag
            return
        if unit := attributes.get("data-unit"):
            self._unit = self.units.setdefault(unit, [])
        if kind := attributes.get("data-kind"):
            self._tag, self._depth = tag, 1
            self._unit.append((Kind(kind), ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == self._tag and self._depth:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._depth:
            kind, text = self._unit[-1]
            self._unit[-1] = (kind, text + data)


def read_page(html: str) -> PageWords:
    page = PageWords()
    page.feed(html)
    page.close()
    return page


def difference(expected: Sequence[Words], found: Sequence[Words]) -> str | None:
    """Where two runs of words first differ, as a sentence; None where they are the same."""
    for index, (want, have) in enumerate(zip(expected, found, strict=False)):
        if want != have:
            at = next(
                (i for i, (a, b) in enumerate(zip(want[1], have[1], strict=False)) if a != b),
                min(len(want[1]), len(have[1])),
            )
            return (
                f"第 {index + 1} 段第 {at + 1} 字起不同："
                f"应为{want[0]}「{_clip(want[1][at:])}」，网页是{have[0]}「{_clip(have[1][at:])}」"
            )
    if len(expected) > len(found):
        kind, text = expected[len(found)]
        return f"缺少 {len(expected) - len(found)} 段，第一段是{kind}「{_clip(text)}」"
    if len(expected) < len(found):
        kind, text = found[len(expected)]
        return f"多出 {len(found) - len(expected)} 段，第一段是{kind}「{_clip(text)}」"
    return None


def _not_space(between: str, start: int) -> list[str]:
    lost = between.strip()
    if not lost:
        return []
    return [f"第 {start + between.index(lost) + 1} 字起没有着落：「{_clip(lost)}」"]


def _clip(text: str, length: int = 16) -> str:
    return text if len(text) <= length else text[:length] + "…"
