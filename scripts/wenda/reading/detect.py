"""Which dialect a transcript is in, line by line, and what else it looks like."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wenda.model import Kind, Piece, clip, without_colon
from wenda.reading.cast import REPORTER, Cast, bare
from wenda.reading.dialects import DIALECTS, Dialect
from wenda.reading.furniture import kind_of
from wenda.reading.lines import Line, lines_of

NOBODY = Cast({})


@dataclass(frozen=True, slots=True)
class Detection:
    """A dialect, where another takes over, and why, as a sentence for the page."""

    dialect: Dialect
    reason: str
    changes: tuple[tuple[int, Dialect], ...] = ()  # from a line on; in the order of the lines

    def at(self, line: int) -> Dialect:
        """The dialect of a line (1-based)."""
        held = [dialect for begin, dialect in self.changes if begin <= line]
        return held[-1] if held else self.dialect

    @property
    def marks(self) -> frozenset[str]:
        """Everything that is markup in this transcript."""
        return self.dialect.marks.union(*(dialect.marks for _, dialect in self.changes))

    @property
    def names(self) -> str:
        """The dialects, with the line from which each of the later ones holds."""
        later = (f"，第 {line} 行起 {dialect.name}" for line, dialect in self.changes)
        return self.dialect.name + "".join(later)


@dataclass(frozen=True, slots=True)
class Label:
    """Who speaks, as a line of a dialect says it."""

    role: Kind | None  # None: nobody knows who that is
    pieces: tuple[Piece, ...]
    words: Line  # the rest of the line, which may be empty

    @property
    def printed(self) -> str:
        return "".join(piece.text for piece in self.pieces if piece.kind is Kind.LABEL)


_KINDS = {"open": Kind.MARKUP, "label": Kind.LABEL, "close": Kind.MARKUP, "colon": Kind.LABEL}


def read_label(line: Line, dialect: Dialect, cast: Cast) -> Label | None:
    """The label of a line in a dialect; None where it has none.

    Where the marks do not make it one, it depends on who is known: 一是： and 附： name nobody.
    """
    match = dialect.label.fullmatch(line.text)
    if match is None:
        return None
    if kind_of(line.text[: match.end("close")]) if "close" in match.re.groupindex else False:
        return None  # [10:32] 王毅：…
    groups = {name: match[name] for name in _KINDS if name in match.re.groupindex and match[name]}
    name = without_colon(groups["label"])
    role = cast.role_of(name)
    if dialect.own_line and cast.is_outlet(name) and not REPORTER.fullmatch(bare(name)):
        return None  # 新华社 alone on a line may be an entry of any list
    marked = dialect.sure and (
        not dialect.needs_colon or name != groups["label"] + groups.get("colon", "")
    )
    if role is None and not marked:
        return None
    pieces = tuple(
        Piece(_KINDS[key], line.start + match.start(key), text) for key, text in groups.items()
    )
    has_words = "words" in match.re.groupindex
    return Label(role, pieces, line.cut(match.start("words") if has_words else len(line.text)))


def labels_in(lines: Iterable[Line], cast: Cast) -> Mapping[str, list[Line]]:
    """The lines that are a label in each dialect, by its name."""
    found: dict[str, list[Line]] = {dialect.name: [] for dialect in DIALECTS}
    for line in lines:
        if kind_of(line.text):
            continue
        for dialect in DIALECTS:
            label = read_label(line, dialect, cast)
            if label and (label.role or dialect.needs_colon):
                found[dialect.name].append(line)
    return found


def detect(
    text: str, cast: Cast = NOBODY, dialects: Sequence[Dialect] = DIALECTS
) -> Detection | None:
    """The dialect with the most labels in the text, None where no line is a label of any."""
    found = labels_in(lines_of(text), cast)
    most = max((len(found[dialect.name]) for dialect in dialects), default=0)
    if most == 0:
        return None
    dialect = next(each for each in dialects if len(found[each.name]) == most)
    return Detection(dialect, f"{most} 行以此种方式标出发言人")


# What a label may be set off by, for a transcript that no dialect fits: 「X：」 12 次
_SHAPES = {
    "【X】": re.compile(r"【(?P<label>[^【】]{1,40})】"),
    "[X]": re.compile(r"[\[［](?P<label>[^\[\]［］]{1,40})[\]］]"),
    "（X）": re.compile(r"[（(](?P<label>[^（）()]{1,40})[）)]"),
    "**X**": re.compile(r"\*\*(?P<label>[^*]{1,40})\*\*"),
    "<tag>X</tag>": re.compile(r"<\w+[^>]*>(?P<label>[^<>]{1,40})</"),
    "「X」": re.compile(r"[「『《〈](?P<label>[^「」『』《》〈〉]{1,40})[」』》〉]"),
    "X：": re.compile(r"(?P<label>[^，。！？；：:∶﹕︰“”]{1,40})[：:∶﹕︰]"),
    "X—": re.compile(r"(?P<label>[^\s，。！？；—–|｜>＞“”]{1,40})\s*[—–|｜>＞]"),
    "X（独占一行）": re.compile(r"(?P<label>[^，。！？；：“”…]{1,20})$"),
}


def portrait(text: str) -> str:
    """What a transcript looks like: each shape of label, how often, and the commonest in it."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, int] = {}
    for line in lines_of(text):
        for shape, pattern in _SHAPES.items():
            if match := pattern.match(line.text):
                seen[shape][match["label"].strip()] += 1
                first.setdefault(shape, line.number)
                break
    counted = sorted(seen.items(), key=lambda item: -item[1].total())
    told = [
        f"{shape} {labels.total()} 行，第一次在第 {first[shape]} 行，最多的是"
        + "、".join(f"「{clip(name, 12)}」{times} 次" for name, times in labels.most_common(3))
        for shape, labels in counted
    ]
    if not told:
        return "没有一行以冒号、括号或加粗的名称开头"
    return "行首像标签的：" + "；".join(told)
