"""The record as the check sees it: who said what when, folded, with the way back to print."""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from wenda.archive import WholeArchive
from wenda.check.spellings import one_spelling
from wenda.findings import CannotRun
from wenda.naming.fold import fold, folded_text
from wenda.naming.script import Script, simplified
from wenda.search.corpus import corpus_of
from wenda.search.documents import Corpus, Document, Name, Passage, Reading
from wenda.search.units import must_part, with_readings

_CANDIDATES = 10  # units that an alignment looks at, of each piece of a quotation
_LONGEST = 400  # characters of a piece


@dataclass(frozen=True, slots=True)
class Entry:
    """An exchange or remarks, with the names of who is heard in it."""

    key: str
    date: str
    speakers: tuple[str, ...]
    outlet: str  # those who asked together, with 、 between
    passages: tuple[Passage, ...]
    event: str = ""  # the title of its conference


@dataclass(frozen=True, slots=True)
class Unit:
    """A run of passages of one role, folded; character i was printed at passage[i][start:end]."""

    entry: Entry
    role: str
    text: str
    passage: tuple[int, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    readings: tuple[Reading, ...] = ()  # of a unit that reads as errata suggest

    def printed(self, start: int, end: int, tail: bool = False) -> str:
        """What is printed for the characters [start, end), to the next character with a tail."""
        out, at = [], start
        while at < end:
            passage, first = self.passage[at], at
            while at < end and self.passage[at] == passage:
                at += 1
            on = tail and at < len(self.text) and self.passage[at] == passage
            last = max(self.end[at - 1], self.start[at]) if on else self.end[at - 1]
            out.append(self.entry.passages[passage].text[self.start[first] : last])
        return "\n".join(out)

    def begins_clause(self, at: int) -> bool:
        """Whether punctuation or a paragraph's end is printed before a character."""
        if at in (0, len(self.text)):
            return True
        apart = self.passage[at] != self.passage[at - 1]
        return apart or self.start[at] > self.end[at - 1]


class Record:
    """All units, the oldest first, and which of them a quotation may come from."""

    def __init__(self, corpus: Corpus, script: Script) -> None:
        self.script = script
        self.conferences = len({document.key.split("/")[0] for document in corpus.documents})
        self.speakers = tuple(who.name for who in (*corpus.speakers, *corpus.others))
        self.outlets = tuple(outlet.name for outlet in corpus.outlets)
        outlets = {outlet.id: outlet.name for outlet in corpus.outlets}
        people = {speaker.id: speaker.name for speaker in corpus.speakers}
        kinds = (corpus.outlets, corpus.speakers, corpus.topics, corpus.others)
        known = [name for kind in kinds for name in kind]
        printed = [text for name in known for text in (name.name, *name.aliases)]
        self.names = tuple(folded_text(text, script) for text in printed)
        self.units: list[Unit] = []
        for document in corpus.documents:
            entry = Entry(
                document.key,
                document.date,
                tuple(people.get(who, who) for who in document.speakers),
                "、".join(outlets.get(each, each) for each in document.outlets),
                document.passages,
                document.event,
            )
            self.units.extend(_units(document, entry, script))
        self._having: dict[str, set[int]] = defaultdict(set)
        for at, unit in enumerate(self.units):
            for bigram in {unit.text[i : i + 2] for i in range(len(unit.text) - 1)}:
                self._having[bigram].add(at)

    def candidates(self, quotation: str) -> list[int]:
        """Which units have all of a folded quotation; else those with its weightiest bigrams.

        Of a long one each piece has a vote, as in the browser: else where it begins would decide.
        """
        having = self._units_having(quotation)
        if having and (all_of_it := set.intersection(*having)):
            exact = [at for at in all_of_it if quotation in self.units[at].text]
            if exact:
                return exact
        likely: set[int] = set()
        for start in range(0, len(quotation), _LONGEST):
            likely.update(self._likeliest(quotation[start : start + _LONGEST]))
        return sorted(likely)

    def _likeliest(self, piece: str) -> list[int]:
        votes: Counter[int] = Counter()
        for units in self._units_having(piece):
            weight = round(1000 * math.log2(1 + len(self.units) / (1 + len(units))))
            for at in units:
                votes[at] += weight
        return sorted(votes, key=lambda at: (-votes[at], at))[:_CANDIDATES]

    def _units_having(self, text: str) -> list[set[int]]:
        """The units that have each bigram of a text."""
        bigrams = {text[at : at + 2] for at in range(len(text) - 1)}
        return [self._having.get(bigram, set()) for bigram in bigrams]


def of_archive(archive: WholeArchive) -> Record:
    """The record of a local archive."""
    return Record(corpus_of(archive), simplified())


def of_data(paths: Iterable[Path]) -> Record:
    """The record of a published archive by its JSON lines, some files or folders of them.

    An exchange that several files have is taken once. Raises CannotRun where a file is none.
    """
    rows: dict[str, Row] = {}
    for path in (each for given in paths for each in _files(given)):
        try:
            data = path.read_bytes()
            text = (gzip.decompress(data) if data.startswith(_GZIP) else data).decode("utf-8-sig")
            found = [json.loads(line) for line in text.split("\n") if line.strip()]
            rows |= {row["exchange"]: row for row in found}
            _corpus(found)
        except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise CannotRun(f"{path} 不是能读的 exchanges.jsonl：{error!r}") from error
    oldest_first = sorted(rows.values(), key=lambda row: (row["date"], row["exchange"]))
    return Record(_corpus(oldest_first), simplified())


Row = dict[str, Any]
_GZIP = b"\x1f\x8b"


def _files(given: Path) -> list[Path]:
    if not given.is_dir():
        return [given]
    if found := sorted(given.glob("exchanges*.jsonl*")):
        return found
    raise CannotRun(f"{given} 里没有 exchanges*.jsonl。")


def _corpus(rows: Iterable[Row]) -> Corpus:
    documents: list[Document] = []
    named: dict[str, dict[str, Name]] = {"outlet": {}, "speaker": {}, "topic": {}}

    def know(kind: str, one: Any) -> str | None:
        if one and one.get("id") and one.get("name"):
            named[kind][one["id"]] = Name(one["id"], one["name"])
            return str(one["id"])
        return None

    for row in rows:
        paragraphs = sorted(row["paragraphs"], key=lambda each: each["kind"] == "translation")
        documents.append(
            Document(
                key=row["exchange"],
                heading=row["title"],
                date=row["date"],
                outlets=tuple(filter(None, (know("outlet", each) for each in row["outlets"]))),
                speakers=tuple(filter(None, (know("speaker", who) for who in row["speakers"]))),
                topics=tuple(filter(None, (know("topic", topic) for topic in row["topics"]))),
                passages=tuple(Passage(p["id"], p["kind"], p["text"]) for p in paragraphs),
                readings=tuple(
                    Reading(p["id"], each["start"], each["end"], each["suggestion"])
                    for p in paragraphs
                    for each in p["errata"]
                    if each["suggestion"] is not None
                ),
                event=row.get("conference_title", ""),  # not in data of before it was
            )
        )
    kinds = {kind: tuple(names.values()) for kind, names in named.items()}
    return Corpus(tuple(documents), kinds["outlet"], kinds["speaker"], kinds["topic"])


def _units(document: Document, entry: Entry, script: Script) -> Iterator[Unit]:
    """The units of a document, each followed by what it reads as with its errata."""
    numbered = list(enumerate(document.passages))
    for role, run in groupby(numbered, key=lambda each: each[1].role):
        passages = list(run)
        unit = _unit(entry, role, passages, [], script)
        yield unit
        ids = {passage.id for _, passage in passages}
        mine = [reading for reading in document.readings if reading.passage in ids]
        for chosen in [*([reading] for reading in mine), *([mine] if len(mine) > 1 else [])]:
            other = _unit(entry, role, passages, chosen, script)
            if other.text != unit.text:
                yield other


def _unit(
    entry: Entry,
    role: str,
    passages: Iterable[tuple[int, Passage]],
    readings: list[Reading],
    script: Script,
) -> Unit:
    text = ""
    places: list[tuple[int, int, int]] = []
    for number, passage in passages:
        mine = [reading for reading in readings if reading.passage == passage.id]
        other, spans = with_readings(passage.text, mine)
        folded = fold(other, script)
        if must_part(text, folded.text):
            text += " "
            places.append((places[-1][0], places[-1][2], places[-1][2]))
        text += folded.text
        back = _way_back(passage.text, mine, [(start, end) for start, end, _ in spans])
        places.extend(
            (number, back[start][0], back[end - 1][1])
            for start, end in zip(folded.offsets, folded.ends, strict=True)
        )
    columns = zip(*places, strict=True) if places else ((), (), ())
    passage_of, start_of, end_of = (tuple(column) for column in columns)
    return Unit(entry, role, one_spelling(text), passage_of, start_of, end_of, tuple(readings))


def _way_back(
    printed: str, readings: list[Reading], spans: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Where each character of a passage was printed; a reading's, where all of that was."""
    back = [(at, at + 1) for at in range(len(printed))]
    ordered = sorted(readings, key=lambda reading: reading.start)
    for reading, (start, end) in reversed(list(zip(ordered, spans, strict=True))):
        back[reading.start : reading.end] = [(reading.start, reading.end)] * (end - start)
    return back
