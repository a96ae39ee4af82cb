"""The ledger: every address that was ever promised, and what has become of it.

One file per conference, tab-separated, in the order of the transcript; rows are added and change
their state, none is ever removed. It holds marks, not words (see `marks`), and who said them. The
first line names the format, the second the columns:

    unit paragraph      the address: q07 p3
    fingerprint sketch  of the words, under the folding whose version goes in front
    state target        what stands there today, and where else to look: q07#p5,q07#p6
    role who            who said it: answer speaker:wang-yi, question outlet:xinhua, or label:…
    formerly            who said it in earlier versions of the transcript, the oldest first

How a revised transcript is brought together with it: `align`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, unquote

from wenda.addresses import PARAGRAPH, PROMISED, UNIT, promised
from wenda.findings import Report
from wenda.model import Kind
from wenda.naming.marks import Mark, knows, read_mark

FORMAT = ("wenda-ledger", "2")
HEADER = (
    *("unit", "paragraph", "fingerprint", "sketch", "state", "target"),
    *("role", "who", "formerly"),
)
_HEADER_1 = HEADER[:6]
_RESTORE = "编号簿由程序写、只增不减；请从版本库恢复这个文件。"


class State(StrEnum):
    """What stands at an address today."""

    LIVE = "live"
    """The words that were promised."""
    MOVED = "moved"
    """Nothing; the same words are the paragraph at the target."""
    INSIDE = "inside"
    """Nothing; the same words stand within a longer paragraph, the target."""
    SPLIT = "split"
    """Nothing; the same words are spread over several paragraphs, the targets in order."""
    CHANGED = "changed"
    """Nothing; the targets have what became of the words."""
    REMOVED = "removed"
    """Nothing; no paragraph has the words or is like them."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who said a paragraph, and in which role."""

    role: Kind
    who: str = ""
    """speaker:wang-yi, outlet:xinhua, outlet:reuters,afp, label:某社记者; or empty."""

    def __str__(self) -> str:
        return f"{self.role}/{_escaped(self.who)}"


@dataclass(frozen=True, slots=True)
class Row:
    """One promised address. `unit` is an exchange (q07), or opening or closing."""

    unit: str
    paragraph: str
    mark: Mark
    state: State = State.LIVE
    targets: tuple[str, ...] = ()  # unit#paragraph
    voice: Voice | None = None  # None where a ledger of format 1 does not say
    formerly: tuple[Voice, ...] = ()

    @property
    def fingerprint(self) -> str:
        return self.mark.fingerprint

    @property
    def address(self) -> str:
        return promised(self.unit, self.paragraph)

    @property
    def lives(self) -> bool:
        return self.state is State.LIVE

    @property
    def other_voices(self) -> tuple[Voice, ...]:
        """Who said it in earlier versions, where that is not who says it today."""
        return tuple(voice for voice in self.formerly if voice != self.voice)


def resolve(row: Row, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The live rows where the targets of a row end today, in order; none where all are gone."""
    by_address = {other.address: other for other in rows}
    return tuple(by_address[address] for address in ends(row, by_address.__getitem__))


def ends(row: Row, row_at: Callable[[str], Row]) -> list[str]:
    """The live addresses where the targets of a row end, each once."""
    found: dict[str, None] = {}
    seen: set[str] = set()
    waiting = [row]
    while waiting:
        row = waiting.pop()
        if row.address in seen:
            continue
        seen.add(row.address)
        if row.lives:
            found[row.address] = None
        waiting += [row_at(target) for target in reversed(row.targets)]
    return list(found)


def read(text: str, found: Report) -> list[Row] | None:
    """The rows of a ledger, of this format or the first; None where they cannot be used.

    L01: a line that is no row of a ledger, an address that occurs twice or nowhere. L05: a format,
    or a version of the folding, that this program does not know.
    """
    before = len(found)
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    of_format = _format(lines, found)
    if of_format is None:
        return None
    read_row, begin = of_format
    rows: list[Row] = []
    seen: set[str] = set()
    for number, line in enumerate(lines[begin:], start=begin + 1):
        row = read_row(line)
        if row is None:
            found.add("L01", number, f"不是编号簿的一行：「{line}」。", _RESTORE)
        elif row.address in seen:
            found.add("L01", number, f"地址 {row.address} 重复。", _RESTORE)
        else:
            seen.add(row.address)
            rows.append(row)
            if not knows(row.mark.version):
                message = f"{row.address} 的文字指纹用了第 {row.mark.version} 版折叠规则，"
                _unknown(number, message + "这个程序不认得。", found)
    for row in rows:
        for target in row.targets:
            if target not in seen:
                message = f"{row.address} 指向的 {target} 不在编号簿里。"
                found.add("L01", 0, message, _RESTORE)
    return rows if len(found) == before else None


RowReader = Callable[[str], Row | None]


def _format(lines: Sequence[str], found: Report) -> tuple[RowReader, int] | None:
    """How to read a row, and how many lines stand before the rows."""
    first, second = (tuple(line.split("\t")) for line in [*lines, ""][:2])
    if first == _HEADER_1:
        return _row_1, 1
    if first == FORMAT and second == HEADER:
        return _row, 2
    if first[0] == FORMAT[0] and first != FORMAT:
        _unknown(1, f"编号簿的格式是「{' '.join(first[1:])}」，这个程序不认得。", found)
    elif first != FORMAT:
        found.add("L01", 1, f"编号簿的第一行不对：「{lines[0]}」。", _RESTORE)
    else:
        found.add("L01", 2, "编号簿第二行的栏目名称不对。", _RESTORE)
    return None


def _unknown(line: int, message: str, found: Report) -> None:
    hint = "写它的程序大概较新：请用那个版本构建；若是文件坏了，请从版本库恢复。"
    found.add("L05", line, message, hint)


def _row(line: str) -> Row | None:
    """A row of the file; None where the line is none."""
    try:
        unit, paragraph, fingerprint, sketch, state, target, role, who, formerly = line.split("\t")
        mark = read_mark(fingerprint, sketch)
        row = Row(
            unit,
            paragraph,
            mark,
            State(state),
            tuple(target.split(",")) if target else (),
            _voice(f"{role}/{who}") if role or who else None,
            tuple(map(_voice, formerly.split(";"))) if formerly else (),
        )
    except ValueError:
        return None
    return row if _is_sound(row) else None


def _row_1(line: str) -> Row | None:
    """A row of the first format: its sketch was of another kind and is let go."""
    try:
        unit, paragraph, fingerprint, sketch, state, target = line.split("\t")
        int(sketch, 16)
        targets = (target,) if target else ()
        row = Row(unit, paragraph, Mark(fingerprint), State(state), targets)
    except ValueError:
        return None
    return row if _is_sound(row) else None


def _is_sound(row: Row) -> bool:
    short = max(len(row.unit), len(row.paragraph)) < _LONGEST
    names = short and UNIT.fullmatch(row.unit) and PARAGRAPH.fullmatch(row.paragraph)
    targets = all(PROMISED.fullmatch(target) for target in row.targets)
    return bool(names) and targets and bool(_FINGERPRINT.fullmatch(row.fingerprint))


_LONGEST = 12  # characters of a name; Python reads no number of thousands of digits
_FINGERPRINT = re.compile(r"[1-9]\d{0,5}:[0-9a-f]+(?:-[0-9a-f]+)?", re.ASCII)


def _voice(text: str) -> Voice:
    """Raises ValueError where it is none."""
    role, slash, who = text.partition("/")
    voice = Voice(Kind(role), unquote(who, errors="strict"))
    if not slash or _escaped(voice.who) != who:
        raise ValueError(text)
    return voice


def _escaped(who: str) -> str:
    """A label may hold anything but a line end; the file's own marks are written as %XX."""
    return re.sub(r"[%;/\s\x00-\x1f\x7f-\x9f]", lambda match: quote(match[0], safe=""), who)


def write(rows: Iterable[Row]) -> str:
    """The ledger as the text of its file."""
    return "".join("\t".join(line) + "\n" for line in (FORMAT, HEADER, *map(_cells, rows)))


def _cells(row: Row) -> Iterator[str]:
    yield from (row.unit, row.paragraph, row.fingerprint, row.mark.sketch, row.state)
    yield ",".join(row.targets)
    yield from str(row.voice).split("/") if row.voice else ("", "")
    yield ";".join(map(str, row.formerly))
