"""One given file → what would be added: its text, its sidecar, the file itself; or why not."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from wenda.adding.facts import Options, facts_of, filled
from wenda.adding.formats import Taken
from wenda.adding.given import Given
from wenda.adding.head import Head, everybody, label_of, read_head
from wenda.adding.proposals import acknowledgements, joins, speaker_of
from wenda.adding.sidecar_text import Facts, commented, write
from wenda.adding.trial import Archive, Trial, attempt, opened
from wenda.addresses import CONFERENCE
from wenda.editors.sidecar import Original, read_sidecar
from wenda.editors.vocabulary import Speaker
from wenda.findings import Finding, Report, to_resolve
from wenda.model import clip
from wenda.reading.decode import sha256
from wenda.reading.detect import portrait
from wenda.reading.lines import Line
from wenda.source import TRANSCRIPTS, original_beside


@dataclass(frozen=True, slots=True)
class Entry:
    """What would become of a given file."""

    given: str
    findings: tuple[Finding, ...] = ()
    there: str = ""  # where the same bytes are already
    path: str = ""  # of the transcript; empty where it has no name
    files: Mapping[str, bytes] = field(default_factory=dict)  # to write, by path
    facts: Facts | None = None
    taken: Taken | None = None
    trial: Trial | None = None
    people: tuple[Speaker, ...] = ()  # whom the vocabulary does not know yet
    missing: tuple[str, ...] = ()  # options without which it has no name

    @property
    def slug(self) -> str:
        return PurePath(self.path).stem

    @property
    def to_resolve(self) -> list[Finding]:
        return to_resolve(self.findings)


def entry(given: Given, options: Options, archive: Archive) -> Entry:
    """Everything that can be said of a file before anything is written."""
    found = Report(given.name)
    read = opened(given, archive, found)
    taken, text = read.taken, read.text
    if taken is None or text is None:
        return Entry(given.name, tuple(found), there=read.there)
    meta = taken.extract.meta
    head = read_head(
        text, given.name, archive.vocabulary, taken.extract.title, meta.get("published", "")
    )
    day = options.date or head.day
    people, speakers = _speakers(head, options, archive, day, found)
    missing: list[str] = []
    if day is None:
        missing.append("date")
        found.add("Y04", 0, "文字的开头和文件名里都没有日期。", "请写 --date 2026-06-03。")
    if not speakers and not options.name:
        missing.append("speakers")
        hint = "请写 --speaker，后面是发言人的 id 或姓名。"
        message = f"文字的开头和标签里没有认得的发言人。{portrait(text)}。"
        found.add("Y04", 0, message, hint)
    if day is None or missing:
        return Entry(given.name, tuple(found), taken=taken, missing=tuple(missing))
    path = _path(day, speakers, options, archive, found)
    if path is None:
        return Entry(given.name, tuple(found), taken=taken)
    facts = facts_of(day, speakers, head, options, taken, given)
    return _tried(given, path, text, facts, head, taken, people, archive, found)


def _tried(
    given: Given,
    path: str,
    text: str,
    facts: Facts,
    head: Head,
    taken: Taken,
    people: tuple[Speaker, ...],
    archive: Archive,
    found: Report,
) -> Entry:
    digest = sha256(taken.text)
    original = original_of(given, path, taken)
    left = taken.extract.left_out
    remarks = (*(() if facts.day != head.day else head.remarks), *taken.must_be_checked)
    tried = filled(facts)
    trial = attempt(path, taken.text, write(tried, digest, original, left, remarks), (), archive,
                    people)  # fmt: skip
    said = list(_left_out_speech(left, archive, found.file(given.name)))
    proposals = commented([*joins(trial.findings, text), *acknowledgements(trial.findings, text)])
    sidecar = write(facts, digest, original, left, (*remarks, *said), proposals)
    read_sidecar(sidecar, PurePath(path).stem, archive.vocabulary, found.file(path[:-4] + ".yml"))
    found += (finding for finding in trial.findings if finding.path == path)
    files = {}
    if trial.conference:
        files = {path[:-4] + ".yml": sidecar.encode(), path: taken.text}
        if original:
            files = {original_beside(path, taken.original): given.data, **files}
    elif not to_resolve(found):
        found += (finding for finding in trial.findings)
    return Entry(
        given.name,
        tuple(dict.fromkeys(found)),
        path=path,
        files=files,
        facts=facts,
        taken=taken,
        trial=trial,
        people=people,
    )


def original_of(given: Given, path: str, taken: Taken) -> Original | None:
    """The record of the given file; None where the transcript is that file."""
    if not taken.original:
        return None
    name = PurePath(original_beside(path, taken.original)).name
    done = "；".join(taken.conversion) + "。"
    return Original(file=name, sha256=sha256(given.data), conversion=done)


def _speakers(
    head: Head, options: Options, archive: Archive, day: datetime.date | None, found: Report
) -> tuple[tuple[Speaker, ...], tuple[str, ...]]:
    """Who is new, and the ids of all. Y06: one of the command line whom nobody knows."""
    vocabulary = archive.vocabulary
    new = tuple(speaker_of(person, day or datetime.date.min) for person in head.unknown)
    if not options.speakers:
        return new, (*head.speakers, *(who.id for who in new))
    by_name = {who.name: who.id for who in (*vocabulary.speakers, *new)}
    known = {*vocabulary.speaker, *(who.id for who in new)}
    ids = [by_name.get(each, each) for each in options.speakers]
    for id in ids:
        if id not in known:
            hint = "请先写入 source/vocabulary/speakers.yml。"
            found.add("Y06", 0, f"没有叫做 {id} 的发言人。", hint)
    return tuple(who for who in new if who.id in ids), tuple(id for id in ids if id in known)


def _path(
    day: datetime.date, speakers: Sequence[str], options: Options, archive: Archive, found: Report
) -> str | None:
    """Where the transcript would lie. S06: there is one of this name. Y07: it is no name."""
    slug = f"{day}-{options.name or speakers[0]}"
    if options.name.startswith(f"{day}-"):
        slug = options.name
    if not CONFERENCE.fullmatch(slug):
        hint = "--name 是拉丁字母小写和数字，以 - 相连，如 haiyang。"
        found.add("Y07", 0, f"{slug} 不合文件名的写法。", hint)
        return None
    if slug in archive.slugs:
        hint = (
            "若是它的修订，请用 wenda add --replace；若是同一天的另一场，"
            f"请用 --name 另取一个名，如 --name {options.name or speakers[0]}-2。"
        )
        found.add("S06", 0, f"已有 {archive.slugs[slug]}，字节不同。", hint)
        return None
    return f"{TRANSCRIPTS}/{day.year:04}/{slug}.txt"


def _left_out_speech(left: Sequence[str], archive: Archive, found: Report) -> Iterator[str]:
    """T20: a line that was left out and in which somebody who is known speaks."""
    cast = everybody(archive.vocabulary)
    for line in left:
        label = label_of(Line(0, 0, line))
        if label and len(line) - len(label) > _SPEECH and cast.role_of(label):
            message = f"没有收进文字稿：「{clip(line, 40)}」。"
            hint = "请对照来稿；若是发言，请从来稿复制全文，另存为纯文本再加入。"
            found.add("T20", 0, message, hint)
            yield f"没有收进文字稿的话像是发言「{clip(line, 40)}」"


_SPEECH = 10  # characters after a label; 记者：张三 is none
