"""The closed vocabularies: who asks (outlets), about what (topics), who answers (speakers)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from wenda.editors.yaml import Day, Loaded, R, Record, load
from wenda.findings import Report
from wenda.reading.cast import REPORTER, bare

FOLDER = "source/vocabulary/"
FILES = {name: f"{FOLDER}{name}.yml" for name in ("outlets", "topics", "speakers")}

# Ids are names of files: 255 bytes is all that most systems take.
Id = Annotated[str, StringConstraints(max_length=100, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1)]
Weight = Annotated[float, Field(gt=0, allow_inf_nan=False)]

OutletKind = Literal["通讯社", "报纸", "广播电视", "网络媒体", "期刊"]


class Outlet(Record):
    """Who asks. `aliases` are the names as labels print them, without 记者 and the colon."""

    id: Id
    name: Text
    english: Text
    kind: OutletKind
    place: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]  # ISO 3166-1 alpha-2
    aliases: tuple[Text, ...] = ()


class Topic(Record):
    """A subject. One without a parent is a group: it gathers topics and has no terms itself."""

    id: Id
    name: Text
    scope: Text
    parent: Id | None = None
    terms: Mapping[Text, Weight] = Field(default_factory=dict)  # what suggests it, how strongly


class Office(Record):
    """An office and the days, both included, on which it was held."""

    title: Text
    start: Day = Field(alias="from")
    end: Day | None = Field(default=None, alias="until")


class Speaker(Record):
    """Who answers.

    `family` is the family name within `english` where that is not its first word, as it is in
    Chinese names: Blinken in Antony Blinken.
    """

    id: Id
    name: Text
    english: Text
    family: Text | None = None
    offices: Annotated[tuple[Office, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _family_in_english(self) -> Speaker:
        if self.family is not None and self.family not in self.english:
            raise ValueError(f"family「{self.family}」不在 english「{self.english}」里")
        return self

    def office_on(self, day: date) -> str | None:
        """The office held on a day, None where the vocabulary knows of none."""
        for office in self.offices:
            if office.start <= day and (office.end is None or day <= office.end):
                return office.title
        return None


class OutletsFile(Record):
    """`outlets.yml`: the places (ISO 3166-1 code to Chinese name), then the outlets."""

    places: dict[str, Text]
    outlets: tuple[Outlet, ...]


class TopicsFile(Record):
    """`topics.yml`: groups and topics in the order in which the site lists them."""

    topics: tuple[Topic, ...]


class SpeakersFile(Record):
    """`speakers.yml`."""

    speakers: tuple[Speaker, ...]


def alias_key(label: str) -> str:
    """The part of a label that names an outlet; width, spaces, 《》, case, 记者, 追问 do not count.

    《环球时报》 记者, 环球时报记者 and 环球时报记者追问 are the same outlet; 追问 alone names none.
    """
    name = unicodedata.normalize("NFKC", label).casefold()
    name = "".join(char for char in name if unicodedata.category(char)[0] in "LN")
    return re.sub("(记者)?(追问)?$", "", name)


@dataclass(frozen=True)
class Vocabulary:
    """The three vocabularies, checked against each other."""

    places: Mapping[str, str]
    outlets: tuple[Outlet, ...]
    topics: tuple[Topic, ...]
    speakers: tuple[Speaker, ...]

    @cached_property
    def outlet_by_alias(self) -> Mapping[str, Outlet]:
        return {
            alias_key(alias): outlet
            for outlet in self.outlets
            for alias in (outlet.name, *outlet.aliases)
        }

    @cached_property
    def topic(self) -> Mapping[str, Topic]:
        return {topic.id: topic for topic in self.topics}

    @cached_property
    def speaker(self) -> Mapping[str, Speaker]:
        return {speaker.id: speaker for speaker in self.speakers}

    @property
    def groups(self) -> tuple[Topic, ...]:
        return tuple(topic for topic in self.topics if topic.parent is None)

    def topics_in(self, group: Topic) -> tuple[Topic, ...]:
        return tuple(topic for topic in self.topics if topic.parent == group.id)

    def outlets_of(self, label: str) -> tuple[Outlet, ...]:
        """The outlets that a label as printed names, each once; none where one is not known.

        新华社记者, also with a name or a remark: 新华社记者张三, 新华社记者（英文）. Several ask
        together: 路透社、法新社记者, 新华社和中新社记者.
        """
        named = [self._outlet(part) for part in self.parts_of(label)]
        known = [outlet for outlet in named if outlet]
        return tuple(dict.fromkeys(known)) if len(known) == len(named) else ()

    def parts_of(self, label: str) -> tuple[str, ...]:
        """What a label names, part by part; all of it where no part is known by itself.

        A name may hold 和 or a comma of its own, so the parts are those of which most are known.
        """
        if self._outlet(label):
            return (label,)
        splits = [tuple(parts) for parts in _splits(label)]
        known = [sum(self._outlet(part) is not None for part in parts) for parts in splits]
        most = max(known, default=0)
        if most == 0:
            return (label,)
        best = (parts for parts, count in zip(splits, known, strict=True) if count == most)
        return min(best, key=len)

    def unknown_in(self, label: str) -> tuple[str, ...]:
        """The names in a label that no outlet has: 鲸鱼报 of 新华社、鲸鱼报记者."""
        unknown = [part for part in self.parts_of(label) if self._outlet(part) is None]
        named = [
            reporter["outlet"] if (reporter := REPORTER.fullmatch(bare(part))) else part
            for part in unknown
        ]
        return tuple(name for part in named for name in part.split("、") if name) or tuple(unknown)

    def _outlet(self, label: str) -> Outlet | None:
        found = self.outlet_by_alias.get(alias_key(label))
        if found is None and (reporter := REPORTER.fullmatch(bare(label))):
            alone = not _TOGETHER.search(reporter["name"]) or "记者" not in reporter["name"]
            found = self.outlet_by_alias.get(alias_key(reporter["outlet"])) if alone else None
        return found


_TOGETHER = re.compile("[、，,/／;；&＆和与與及暨]|以及")
_MOST_PARTS = 6  # that a label may have; each further one doubles what is tried


def _splits(label: str) -> Iterator[list[str]]:
    """A label whole, and at every choice of the signs that may part two names."""
    places = list(_TOGETHER.finditer(label))[: _MOST_PARTS - 1]
    for chosen in range(1 << len(places)):
        parts, start = [], 0
        for number, place in enumerate(places):
            if chosen >> number & 1:
                parts.append(label[start : place.start()])
                start = place.end()
        parts.append(label[start:])
        if all(alias_key(part) for part in parts):
            yield parts


def read_vocabulary(texts: Mapping[str, str | None], found: Report) -> Vocabulary | None:
    """Read and check the three files; `texts` by their path, None for what is no text.

    Beside the Y codes of a single file: V01 an id twice, V02 an alias of two outlets, V03 a
    place, parent or date that does not fit, V04 a cycle of topics.
    """
    before = len(found)

    def load_file(name: str, record: type[R]) -> Loaded[R] | None:
        path = FILES[name]
        text = texts[path]
        return None if text is None else load(text, record, found.file(path))

    if outlets := load_file("outlets", OutletsFile):
        _check_ids(outlets, "outlets", outlets.record.outlets)
        _check_outlets(outlets)
    if topics := load_file("topics", TopicsFile):
        _check_ids(topics, "topics", topics.record.topics)
        _check_topics(topics)
    if speakers := load_file("speakers", SpeakersFile):
        _check_ids(speakers, "speakers", speakers.record.speakers)
        _check_offices(speakers)
    if len(found) > before or not (outlets and topics and speakers):
        return None
    return Vocabulary(
        outlets.record.places,
        outlets.record.outlets,
        topics.record.topics,
        speakers.record.speakers,
    )


def _check_ids(file: Loaded[R], key: str, records: Iterable[Outlet | Topic | Speaker]) -> None:
    first: dict[str, int] = {}
    for index, record in enumerate(records):
        line = file.line(key, index, "id")
        if record.id in first:
            message = f"「{key}.{index}.id」与第 {first[record.id]} 行重复：{record.id}。"
            file.found.add("V01", line, message, "每个 id 只能用一次，请改名或删去一条。")
        first.setdefault(record.id, line)


def _check_outlets(file: Loaded[OutletsFile]) -> None:
    owner: dict[str, Outlet] = {}
    for index, outlet in enumerate(file.record.outlets):
        if outlet.place not in file.record.places:
            message = f"{outlet.place} 不在 places 里。"
            file.add("V03", message, "在 places 里添上代码与中文名。", "outlets", index, "place")
        for alias in (outlet.name, *outlet.aliases):
            other = owner.setdefault(alias_key(alias), outlet)
            if other is not outlet:
                message = f"「{alias}」同时是 {other.id} 与 {outlet.id} 的名称。"
                line = file.line("outlets", index)
                file.found.add("V02", line, message, "一个名称只能属于一家媒体。")


def _check_topics(file: Loaded[TopicsFile]) -> None:
    topics = file.record.topics
    parents = {topic.id: topic.parent for topic in topics}
    for index, topic in enumerate(topics):
        at = ("topics", index, "parent")
        if topic.parent is None:
            if topic.terms:
                message = f"{topic.id} 是议题组，词条要写在下属议题里。"
                file.add("V03", message, "请移到下属议题里。", "topics", index, "terms")
        elif topic.parent not in parents:
            message = f"没有 id 为 {topic.parent} 的议题组。"
            file.add("V03", message, "请先在本文件里写下这个议题组。", *at)
        elif _in_cycle(topic.id, parents):
            message = f"{topic.id} 绕了一圈又回到自己。"
            file.add("V04", message, "议题组没有 parent，议题的 parent 是议题组。", *at)
        elif parents[topic.parent] is not None:
            message = f"{topic.parent} 自己也有上级，议题只分两层。"
            file.add("V03", message, "请把 parent 改成一个议题组。", *at)


def _in_cycle(start: str, parents: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    here: str | None = start
    while here is not None and here not in seen:
        seen.add(here)
        here = parents.get(here)
    return here == start


def _check_offices(file: Loaded[SpeakersFile]) -> None:
    for index, speaker in enumerate(file.record.speakers):
        for number, office in enumerate(speaker.offices):
            if office.end is not None and office.end < office.start:
                at = ("speakers", index, "offices", number)
                file.add("V03", "until 早于 from。", "请对照任职的起讫。", *at)
