"""The sidecar: what an editor knows about a conference and the transcript does not say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from wenda.findings import Finding
from wenda.records import Loc, Record, line_of
from wenda.vocabulary import Id, Text, Vocabulary

ExchangeId = Annotated[str, StringConstraints(pattern=r"^q\d{2,}$")]


class Publication(Record):
    """Who printed the words that we show: what a citation names."""

    name: Text
    date: date
    page: Text | None = None
    continued_from: Text | None = None  # the page that holds what comes before
    url: Text | None = None


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
    """A finding that a person has looked at and accepts, and why."""

    code: Text
    line: int
    reason: Text


class ExchangeNote(Record):
    """What an editor decided about one exchange."""

    heading: Text | None = None
    topics: tuple[Id, ...] | None = None  # in place of the automatic ones


class ConferenceRecord(Record):
    """`<slug>.yml`: facts about the conference, then decisions about its transcript."""

    title: Text
    subject: Text | None = None
    date: date
    place: Text
    speakers: Annotated[tuple[Id, ...], Field(min_length=1)]
    moderators: tuple[Text, ...] = ()  # labels as printed
    basis: Text  # where these facts come from: the transcript does not say them
    publication: Publication
    incomplete: Text | None = None  # what is missing, None for a complete transcript
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    dialect: Text | None = None  # None: recognised
    opening: bool = False  # the speaker opens with a statement before the first question
    joins: tuple[Join, ...] = ()
    errata: tuple[Erratum, ...] = ()
    acknowledged: tuple[Acknowledgement, ...] = ()
    exchanges: Mapping[ExchangeId, ExchangeNote] = Field(default_factory=dict)


def check(
    path: str, slug: str, record: ConferenceRecord, lines: dict[Loc, int], vocabulary: Vocabulary
) -> Iterator[Finding]:
    """What one file alone cannot tell: names that the vocabulary must know, dates that must agree.

    Y06: a speaker, topic or office that does not exist. Y07: slug and date disagree.
    """
    if not slug.startswith(f"{record.date.isoformat()}-"):
        message = f"文件名 {slug} 与日期 {record.date} 不符。"
        hint = "文件名由日期和发言人（或机构）的拉丁字母写法组成，如 2024-03-07-wang-yi。"
        yield Finding(path, line_of(lines, "date"), "Y07", message, hint)
    for index, name in enumerate(record.speakers):
        line = line_of(lines, "speakers", index)
        speaker = vocabulary.speaker.get(name)
        if speaker is None:
            message = f"「speakers.{index}」：没有 id 为 {name} 的发言人。"
            yield Finding(path, line, "Y06", message, "请先写入 source/vocabulary/speakers.yml。")
        elif speaker.office_on(record.date) is None:
            message = f"「speakers.{index}」：不知道 {speaker.name} 在 {record.date} 的职务。"
            yield Finding(path, line, "Y06", message, "请在 speakers.yml 的 offices 里补上。")
    for key, note in record.exchanges.items():
        for index, topic in enumerate(note.topics or ()):
            line = line_of(lines, "exchanges", key, "topics", index)
            known = vocabulary.topic.get(topic)
            if known is None or known.parent is None:
                what = "没有 id 为" if known is None else "只能用议题，不能用议题组"
                message = f"「exchanges.{key}.topics.{index}」：{what} {topic}。"
                yield Finding(path, line, "Y06", message, "议题见 source/vocabulary/topics.yml。")
