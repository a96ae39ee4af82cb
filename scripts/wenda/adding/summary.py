"""What is shown before anything is written: one file in full, many as a table. Lines for the
terminal, each of them one line whatever it quotes."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from wenda.adding.entry import Entry
from wenda.adding.formats import Taken
from wenda.adding.proposals import ready_lines
from wenda.adding.replace import Replacement
from wenda.adding.trial import Trial
from wenda.archive import Conference, with_offices
from wenda.editors.vocabulary import Speaker, Vocabulary
from wenda.findings import one_line
from wenda.model import clip

_LEFT_OUT = 12  # lines that are shown; the sidecar has all of them
_LISTED = 8  # outlets and topics in a line


def of_entry(entry: Entry) -> Iterator[str]:
    """A file that would be added."""
    if entry.there:
        yield f"{entry.given}：字节已在 {entry.there}，没有什么要加。"
        return
    yield f"{entry.given} → {entry.path or '（没有名称）'}"
    if entry.facts:
        yield f"  名称  {entry.facts.title or '（待填）'}"
        yield f"  地点  {entry.facts.place or '（待填）'}"
        yield f"  刊发  {entry.facts.publication or '（待填）'}"
    yield from _taken(entry.taken)
    yield from _trial(entry.trial)
    notes = len(entry.findings) - len(entry.to_resolve)
    yield f"  待解决 {len(entry.to_resolve)} 处，说明 {notes} 处"


def of_replacement(replacement: Replacement) -> Iterator[str]:
    """A conference that would be revised."""
    if replacement.there:
        yield f"{replacement.given}：字节已在 {replacement.there}，没有什么要改。"
        return
    if not replacement.slug:
        yield f"{replacement.given}：不知道是哪一场。"
        return
    share = replacement.likeness
    why = "" if share is None else f"（那一场的话有 {share:.0%} 在这份来稿里）"
    yield f"{replacement.given} → {replacement.slug}{why}"
    yield from _taken(replacement.taken)
    yield from _trial(replacement.trial)
    yield "  地址"
    yield from (f"    {one_line(line)}" for line in replacement.effects)


def _taken(taken: Taken | None) -> Iterator[str]:
    if taken is None:
        return
    if taken.conversion:
        yield f"  来稿  {'；'.join(taken.conversion)}；原样留在文字稿旁边"
    for remark in taken.extract.remarks:
        yield f"  请看  {one_line(remark)}"
    if left := taken.extract.left_out:
        yield f"  没有收进文字稿的 {len(left)} 行："
        yield from (f"    {one_line(clip(line, 60))}" for line in left[:_LEFT_OUT])
        if len(left) > _LEFT_OUT:
            yield f"    …… 其余 {len(left) - _LEFT_OUT} 行见 .yml 里的 original"


def _trial(trial: Trial | None) -> Iterator[str]:
    conference = trial and trial.conference
    if not trial or not conference:
        return
    yield f"  体例  {conference.detection.names}（{conference.detection.reason}）"
    answering = with_offices(conference.speakers)
    yield f"  问答  {len(conference.exchanges)} 则；发言人 {answering}"
    known = Counter(outlet.name for each in conference.exchanges for outlet in each.outlets)
    yield f"  媒体  认得 {len(known)} 家{_listed(known)}"
    if trial.unknown:
        yield f"        不认得 {len(trial.unknown)} 家{_listed(trial.unknown)}"
    topics = Counter(tag.topic.name for each in conference.exchanges for tag in each.topics)
    without = sum(not each.topics for each in conference.exchanges)
    yield f"  议题  {len(topics)} 个{_listed(topics)}" + (
        f"；未归类 {without} 则" if without else ""
    )


def _listed(counted: Counter[str]) -> str:
    if not counted:
        return ""
    shown = [one_line(name) for name, _ in counted.most_common(_LISTED)]
    return "：" + "、".join(shown) + ("等" if len(counted) > _LISTED else "")


def result(entry: Entry) -> str:
    """What became of a file, in a word."""
    if entry.there:
        return "已有"
    if not entry.files:
        return "不能加"
    return "待解决" if entry.to_resolve else "可以"


def table(entries: Sequence[Entry]) -> Iterator[str]:
    """A line a file, and of those that cannot be added the reasons below it."""
    head = ("结果", "名称", "体例", "问答", "媒体", "待解决", "来稿")
    rows = [head, *map(_row, entries)]
    widths = [max(map(_width, column)) for column in zip_longest(*rows, fillvalue="")]
    for entry, row in zip([None, *entries], rows, strict=True):
        cells = [
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ]
        yield "  ".join(cells).rstrip()
        if entry and not entry.files and not entry.there:
            yield from (f"    {f.code} {one_line(f.message)}" for f in entry.to_resolve)
    yield from _open(entries)
    counted = Counter(map(result, entries))
    yield (
        "共 "
        + str(len(entries))
        + " 个："
        + "，".join(
            f"{what} {counted[what]}"
            for what in ("可以", "待解决", "已有", "不能加")
            if counted[what]
        )
    )


def _open(entries: Iterable[Entry]) -> Iterator[str]:
    """What is not known of several conferences, once for all of them."""
    counted = Counter(key for each in entries if each.facts for key in each.facts.open)
    for key, times in counted.items():
        how = (
            f"可用 --{key} 一次写明" if key in ("place", "publication") else "请在各自的 .yml 里写"
        )
        yield f"{times} 场没有 {key}：{how}。"


def _row(entry: Entry) -> tuple[str, ...]:
    conference: Conference | None = entry.trial.conference if entry.trial else None
    cells = (entry.slug or "-", "-", "-", "-", "-")
    if conference and entry.trial:
        known = {outlet.id for each in conference.exchanges for outlet in each.outlets}
        unknown = f"+{len(entry.trial.unknown)}?" if entry.trial.unknown else ""
        cells = (
            entry.slug,
            conference.detection.dialect.name,
            str(len(conference.exchanges)),
            f"{len(known)}{unknown}",
            str(len(entry.to_resolve)),
        )
    return (result(entry), *cells, one_line(entry.given))


def _width(text: str) -> int:
    """In columns of a terminal: a Chinese character has two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def ready(entries: Iterable[Entry], vocabulary: Vocabulary) -> Iterator[str]:
    """What could be written into the vocabularies for all these files, each once."""
    people: dict[str, Speaker] = {}
    labels: Counter[str] = Counter()
    for entry in entries:
        people |= {person.id: person for person in entry.people if person.id not in people}
        labels += entry.trial.unknown if entry.trial else Counter()
    yield from ready_lines(people.values(), labels, vocabulary)


def passed_over(paths: Mapping[str, int]) -> str:
    """What in a folder was not read: 1 个 .json、3 个 .png"""
    return "没有读的：" + "、".join(
        f"{n} 个 {ending or '没有后缀的'}" for ending, n in paths.items()
    )
