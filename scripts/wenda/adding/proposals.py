"""Ready lines for what only a person can decide: outlets, aliases, speakers, acknowledgements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher

from pypinyin import lazy_pinyin

from wenda.adding.head import Person
from wenda.adding.sidecar_text import scalar
from wenda.editors.vocabulary import Office, Outlet, Speaker, Vocabulary
from wenda.findings import Finding
from wenda.naming.fold import folded_text
from wenda.reading.cast import REPORTER, bare

_FAMILIES = ("欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒")
_ALIKE = 0.6  # of two names of outlets, from which one may be the other
_KINDS = {
    "通讯社": r".*(?:社|通讯|新闻社)",
    "广播电视": r".*(?:电视|卫视|广播|电台|台|频道|央视|CGTN|TV|中心)",
    "网络媒体": r".*(?:网|网站|在线|客户端)",
    "期刊": r".*(?:周刊|杂志|月刊|画报)",
    "报纸": r".*报",
}
_HALF = 8  # characters of a paragraph's end or beginning
_QUOTED = 24  # characters of a line that an acknowledgement quotes at most


def latin(text: str) -> str:
    """A name as part of an id: 海洋部 is haiyangbu, Le Monde is le-monde."""
    spelled = "".join(lazy_pinyin(text, errors=lambda other: f" {other} "))
    return "-".join(re.findall(r"[a-z0-9]+", spelled.lower()))[:60].strip("-")


def speaker_of(person: Person, day: date) -> Speaker:
    """What the vocabulary could say of somebody who is new in it: Chinese names by their sounds."""
    name = person.name
    length = 2 if name.startswith(_FAMILIES) else 1
    parts = re.split("[·•]", name) if re.search("[·•]", name) else [name[:length], name[length:]]
    spelled = ["".join(lazy_pinyin(part)) for part in parts if part]
    office = Office.model_validate({"title": person.office or "（待填）", "from": day})
    return Speaker(
        id="-".join(latin(part) for part in parts if part),
        name=name,
        english=" ".join(word.capitalize() for word in spelled),
        offices=(office,),
    )


def speaker_lines(speaker: Speaker) -> list[str]:
    """For speakers.yml."""
    office = speaker.offices[0]
    return [
        f"  - id: {speaker.id}",
        f"    name: {scalar(speaker.name)}",
        f"    english: {scalar(speaker.english)}   # 请核对拼写",
        "    offices:   # from 写的是这一场的日期，请改成任职之日",
        f"      - {{title: {scalar(office.title)}, from: {office.start}}}",
    ]


def outlet_lines(label: str, vocabulary: Vocabulary) -> list[str]:
    """For outlets.yml: an alias of an outlet that has a like name, else a new one."""
    name = outlet_name(label)
    like = list(_like(name, vocabulary))
    lines = [f"  # {one.id}（{one.name}）的别名？aliases: [{scalar(name)}]" for one in like[:2]]
    kind = next(
        (kind for kind, form in _KINDS.items() if re.fullmatch(form, folded_text(name), re.I)), ""
    )
    rest = f"kind: {kind or '（待填）'}, place: （待填）"
    id = latin(name) or "outlet"
    return [*lines, f"  - {{id: {id}, name: {scalar(name)}, english: （待填）, {rest}}}"]


def outlet_name(label: str) -> str:
    """The outlet that a label names, without 记者 and whoever asks for it."""
    match = REPORTER.fullmatch(bare(label))
    return (match["outlet"] if match else "") or bare(label)


def _like(name: str, vocabulary: Vocabulary) -> Iterator[Outlet]:
    key = folded_text(name)
    scored = [
        (max(_alike(key, folded_text(alias)) for alias in (outlet.name, *outlet.aliases)), outlet)
        for outlet in vocabulary.outlets
    ]
    best = sorted(scored, key=lambda pair: -pair[0])
    return (outlet for score, outlet in best if score >= _ALIKE)


def _alike(one: str, other: str) -> float:
    within = min(len(one), len(other)) > 1 and (one in other or other in one)
    return max(0.9 if within else 0.0, SequenceMatcher(None, one, other).ratio())


def joins(findings: Iterable[Finding], text: str) -> list[str]:
    """For the sidecar: the paragraphs that a page break may have cut in two."""
    lines = [line.strip() for line in text.split("\n")]
    cut = sorted(finding.line for finding in findings if finding.code == "T05")
    halves = [(lines[line - 1], next(filter(None, lines[line:]), "")) for line in cut]
    if not any(after for _, after in halves):
        return []
    return [
        "以下各处若是分页断开的一段，去掉行首的 #：",
        "joins:",
        *(
            f"  - {{before: {scalar(before[-_HALF:])}, after: {scalar(after[:_HALF])}, "
            "reason: 分页}"
            for before, after in halves
            if after
        ),
    ]


def acknowledgements(findings: Iterable[Finding], text: str) -> list[str]:
    """For the sidecar: one line for each finding that can be accepted; the reason is a person's."""
    lines = text.split("\n")
    waiting = [f for f in findings if f.must_resolve and f.can_be_acknowledged and f.line > 0]
    if not waiting:
        return []
    found = [
        "以下各条请对照原文；原文确实如此的，去掉行首的 #，并写明理由：",
        "acknowledged:",
    ]
    for finding in sorted(waiting):
        found.append(f"  # {finding.code} {finding.message}")
        found.append(f"  - {{code: {finding.code}, {_where(finding.line, lines)}, reason: }}")
    return found


def _where(line: int, lines: Sequence[str]) -> str:
    """By the words of the line, which hold after a revision, where no other line has them."""
    words = lines[line - 1].strip() if line <= len(lines) else ""
    for length in (12, _QUOTED):
        quote = words[:length]
        if quote and sum(quote in other for other in lines) == 1:
            return f"quote: {scalar(quote)}"
    return f"line: {line}"


def ready_lines(
    people: Iterable[Speaker], labels: Mapping[str, int], vocabulary: Vocabulary
) -> Iterator[str]:
    """What could be written into the vocabularies, each under the name of its file."""
    speakers = {speaker.id: speaker for speaker in people}
    if speakers:
        yield "写入 source/vocabulary/speakers.yml："
        for id in sorted(speakers):
            yield from speaker_lines(speakers[id])
    names: dict[str, int] = {}
    for label, times in labels.items():
        names[outlet_name(label)] = names.get(outlet_name(label), 0) + times
    if names:
        yield "写入 source/vocabulary/outlets.yml："
        for name, times in sorted(names.items(), key=lambda item: (-item[1], item[0])):
            yield f"  # {name}：{times} 则"
            yield from outlet_lines(name, vocabulary)
