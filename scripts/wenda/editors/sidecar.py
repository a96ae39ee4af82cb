"""The sidecar: what an editor knows about a conference and the transcript does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from wenda.addresses import CONFERENCE, WITNESS
from wenda.editors.vocabulary import Id, Text, Vocabulary
from wenda.editors.yaml import Day, Loaded, Record, load
from wenda.findings import Report
from wenda.reading.dialects import BY_NAME

ExchangeId = Annotated[str, StringConstraints(pattern=r"^q\d{2,}$")]


class Publication(Record):
    """Who printed the words that we show: what a citation names."""

    name: Text
    english: Text | None = None  # for citations in English
    kind: Literal["报纸", "网站"] = "报纸"
    date: Day
    page: Text | None = None
    continued_from: Text | None = None  # the page that holds what comes before
    url: Text | None = None

    @property
    def title(self) -> str:
        """The name as running text has it: a newspaper's in 《》."""
        return self.name if self.kind == "网站" else f"《{self.name}》"


class Join(Record):
    """A paragraph that a page break cut in two: how its halves end and begin."""

    before: Text
    after: Text
    reason: Text


class Erratum(Record):
    """A reading that looks wrong (疑误). The text stays as printed; this note stands beside it.

    `quote` occurs once in the transcript and holds the doubtful `reading` once. `suggestion` is
    what `reading` should probably be; it is given only where that is evident.
    """

    quote: Text
    reading: Text
    suggestion: str | None = None
    note: Text


class Acknowledgement(Record):
    """A finding that a person has looked at and accepts, and why.

    It is meant where it stands (`line`, or `lines: 12-20`), or by what stands there: `quote` is
    part of the line, `pattern` a regular expression that is found in it. The latter two hold
    after a revision has shifted the lines.
    """

    code: Text
    line: int | None = None
    lines: int | Text | None = None
    quote: Text | None = None
    pattern: Text | None = None
    reason: Text

    @model_validator(mode="after")
    def _one_place(self) -> Acknowledgement:
        given = [self.line, self.lines, self.quote, self.pattern]
        if sum(each is not None for each in given) != 1:
            raise ValueError("line、lines、quote、pattern 里写一个，也只写一个")
        try:
            re.compile(self.pattern or "")
        except re.error as error:
            raise ValueError(f"pattern 不是正则表达式（{error}）") from error
        if self.lines is not None and not _RANGES.fullmatch(str(self.lines)):
            raise ValueError("lines 写作 12-20，或 12-20, 31")
        return self

    def covers(self, line: int, words: str) -> bool:
        """Whether a line of the transcript, by its number or its words, is meant."""
        if self.quote is not None:
            return self.quote in words
        if self.pattern is not None:
            return re.search(self.pattern, words) is not None
        return any(first <= line <= last for first, last in self._ranges())

    def _ranges(self) -> Iterator[tuple[int, int]]:
        for part in str(self.line if self.lines is None else self.lines).split(","):
            first, _, last = part.partition("-")
            yield int(first), int(last or first)

    @property
    def where(self) -> str:
        """The place as a phrase: 第 12-20 行, 含「…」的行."""
        if self.quote is not None:
            return f"含「{self.quote}」的行"
        if self.pattern is not None:
            return f"合于 {self.pattern} 的行"
        return f"第 {self.line if self.lines is None else self.lines} 行"


_RANGES = re.compile(r"\s*\d+(\s*-\s*\d+)?(\s*,\s*\d+(\s*-\s*\d+)?)*\s*")


class Change(Record):
    """From here on the transcript sets off who speaks in another way.

    `start` (`from` in the file) is a line's number, or the words with which it begins, which hold
    after a revision too.
    """

    start: int | Text = Field(alias="from")
    dialect: Text


Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Witness(Record):
    """Another copy of the event (他本), which is collated with the transcript (校勘).

    `file` lies beside the transcript and is named for it and for who printed it:
    `2024-03-07-wang-yi.witness-mfa.txt`. Its words stay apparatus; the transcript is the base text.
    """

    file: Annotated[str, StringConstraints(pattern=WITNESS.pattern)]
    publication: Publication
    sha256: Sha256
    dialect: Text | None = None  # None: recognised
    note: Text | None = None  # what a reader should know of it


class ExchangeNote(Record):
    """What an editor decided about one exchange."""

    heading: Text | None = None
    topics: tuple[Id, ...] | None = None  # in place of the automatic ones


class Original(Record):
    """The file that was given (来稿), kept byte for byte beside the transcript made of it.

    `file` has the transcript's name and .original before its ending; `conversion` says how the
    text was made. `wenda add` writes these; a transcript that is itself what was given has none.
    """

    file: Text
    sha256: Sha256
    conversion: Text


class ConferenceRecord(Record):
    """`<slug>.yml`: facts about the conference, then decisions about its transcript."""

    title: Text
    subject: Text | None = None
    date: Day
    place: Text
    speakers: Annotated[tuple[Id, ...], Field(min_length=1)]
    moderators: tuple[Text, ...] = ()  # labels as printed
    labels: Mapping[Text, Id] = Field(
        default_factory=dict
    )  # a speaker's other labels: 王怡: wang-yi
    basis: Text  # where these facts come from: the transcript does not say them
    publication: Publication
    incomplete: Text | None = None  # what is missing, None for a complete transcript
    sha256: Sha256
    original: Original | None = None
    set_aside: Text | None = None  # why the build leaves it out: only before it is published
    dialect: Text | None = None  # None: recognised
    dialects: tuple[Change, ...] = ()  # where another way of printing takes over
    opening: bool = False  # the speaker opens with a statement before the first question
    joins: tuple[Join, ...] = ()
    errata: tuple[Erratum, ...] = ()
    acknowledged: tuple[Acknowledgement, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    exchanges: Mapping[ExchangeId, ExchangeNote] = Field(default_factory=dict)


Sidecar = Loaded[ConferenceRecord]
"""A conference's record with the lines of its file."""


def read_sidecar(text: str, slug: str, vocabulary: Vocabulary, found: Report) -> Sidecar | None:
    """Read a conference's record; None where it cannot be used.

    Y06: a speaker, topic, office or dialect that does not exist. Y07: the name of the files is no
    slug, or does not agree with the date.
    """
    if not CONFERENCE.fullmatch(slug):
        message = f"文件名 {slug} 不合写法。"
        hint = "由日期和发言人（或机构）的拉丁字母小写组成，如 2024-03-07-wang-yi。"
        found.add("Y07", 0, message, hint)
    before = len(found)
    sidecar = load(text, ConferenceRecord, found)
    if sidecar:
        _check(sidecar, slug, vocabulary)
    return sidecar if len(found) == before else None


def _check(sidecar: Sidecar, slug: str, vocabulary: Vocabulary) -> None:
    """What the file alone cannot tell: names that the vocabulary must know, dates that agree."""
    record = sidecar.record
    if not slug.startswith(f"{record.date.isoformat()}-"):
        message = f"与文件名 {slug} 里的日期不符。"
        hint = "文件名由日期和发言人（或机构）的拉丁字母写法组成，如 2024-03-07-wang-yi。"
        sidecar.add("Y07", message, hint, "date")
    _check_dialects(sidecar)
    for index, name in enumerate(record.speakers):
        speaker = vocabulary.speaker.get(name)
        if speaker is None:
            message, hint = (
                f"没有 id 为 {name} 的发言人。",
                "请先写入 source/vocabulary/speakers.yml。",
            )
            sidecar.add("Y06", message, hint, "speakers", index)
        elif speaker.office_on(record.date) is None:
            message = f"不知道 {speaker.name} 在 {record.date} 的职务。"
            hint = "请在 source/vocabulary/speakers.yml 的 offices 里补上。"
            sidecar.add("Y06", message, hint, "speakers", index)
    for label, name in record.labels.items():
        if name not in record.speakers:
            message = f"{name} 不是本场 speakers 里的发言人。"
            sidecar.add("Y06", message, "请写发言人的 id。", "labels", label)
    for key, note in record.exchanges.items():
        _check_topics(sidecar, key, note.topics or (), vocabulary)


def _check_dialects(sidecar: Sidecar) -> None:
    named: list[tuple[str | None, tuple[str | int, ...]]] = [(sidecar.record.dialect, ("dialect",))]
    for index, change in enumerate(sidecar.record.dialects):
        named.append((change.dialect, ("dialects", index, "dialect")))
    for index, witness in enumerate(sidecar.record.witnesses):
        named.append((witness.dialect, ("witnesses", index, "dialect")))
    for name, at in named:
        if name is not None and name not in BY_NAME:
            message = f"没有叫做 {name} 的体例。"
            sidecar.add("Y06", message, f"现有：{'、'.join(BY_NAME)}；不写则自动辨认。", *at)


def _check_topics(
    sidecar: Sidecar, key: str, topics: Sequence[str], vocabulary: Vocabulary
) -> None:
    hint = "议题的 id 见 source/vocabulary/topics.yml。"
    for index, topic in enumerate(topics):
        known = vocabulary.topic.get(topic)
        problem = None
        if known is None:
            problem = f"没有 id 为 {topic} 的议题。"
        elif known.parent is None:
            problem = f"{topic} 是议题组，请写组里的议题。"
        elif topic in topics[:index]:
            problem = f"{topic} 写了两次。"
        if problem:
            sidecar.add("Y06", problem, hint, "exchanges", key, "topics", index)
