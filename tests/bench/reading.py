"""How well a folder of briefings is read, held against what was asked and answered.

    python tests/bench/reading.py FOLDER

FOLDER has YYYY-MM-DD.txt as a person would paste them, and gold.json: date → list of {questioner,
speaker, question, answer} in order. Texts are compared without white space. Sidecars are made here,
with date, title and speaker; nothing is acknowledged. Speakers whom the vocabulary does not know
are added to it for the run.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from wenda.archive import Conference
from wenda.assemble import assemble
from wenda.editors.sidecar import ConferenceRecord
from wenda.editors.vocabulary import Office, Speaker, Vocabulary
from wenda.editors.yaml import Loaded
from wenda.findings import Finding, Report, to_resolve
from wenda.model import Kind
from wenda.reading.decode import sha256
from wenda.source import scan, vocabulary_of
from wenda.topics.classifier import Classifier
from wenda.topics.segmenter import Segmenter, words_of

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class Read:
    """A briefing as it was read."""

    day: str
    conference: Conference | None
    findings: tuple[Finding, ...]
    gold: Sequence[Mapping[str, str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_FORMAT)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--findings", action="store_true", help="print every finding")
    options = parser.parse_args()
    read = list(briefings(options.folder))
    print(table(read))
    for finding in (f for each in read for f in each.findings):
        if options.findings or (finding.must_resolve):
            print(finding)


_FORMAT = argparse.RawDescriptionHelpFormatter


def briefings(folder: Path) -> Iterator[Read]:
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    known = vocabulary_of(scan(ROOT), Report())
    assert known
    known = with_speakers(known, {each["speaker"] for day in gold.values() for each in day})
    classify = Classifier(known.topics, Segmenter(words_of(known)))
    for day in sorted(gold):
        data, found = (folder / f"{day}.txt").read_bytes(), Report()
        record = sidecar(day, data, [each["speaker"] for each in gold[day]], known)
        name = f"{day}-briefing.txt"
        loaded = Loaded(record, {}, found.file(f"{day}.yml"))
        conference = assemble(name, data, loaded, [], known, classify, found)
        yield Read(day, conference, tuple(found), gold[day])


def with_speakers(known: Vocabulary, names: set[str]) -> Vocabulary:
    """The vocabulary with everybody who answers, in office for ever."""
    here = {speaker.name for speaker in known.speakers}
    office = Office.model_validate({"title": "外交部发言人", "from": date(1990, 1, 1)})
    more = [
        Speaker(id=f"speaker-{number}", name=name, english=f"Speaker {number}", offices=(office,))
        for number, name in enumerate(sorted(names - here))
    ]
    return replace(known, speakers=(*known.speakers, *more))


def sidecar(day: str, data: bytes, names: Sequence[str], known: Vocabulary) -> ConferenceRecord:
    """What is known without reading: date, title, who answers."""
    ids = {speaker.name: speaker.id for speaker in known.speakers}
    title = next((line.strip() for line in data.decode().split("\n") if line.strip()), "")
    return ConferenceRecord.model_validate(
        {
            "title": title,
            "date": day,
            "place": "北京",
            "speakers": list(dict.fromkeys(ids[name] for name in names)),
            "basis": "试读",
            "publication": {"name": "外交部网站", "kind": "网站", "date": day},
            "sha256": sha256(data),
        }
    )


def said(conference: Conference) -> list[dict[str, str]]:
    """The exchanges in the form of the gold."""
    return [
        {
            "questioner": exchange.label,
            "speaker": next((t.name for t in exchange.part.turns if t.role is Kind.ANSWER), ""),
            "question": exchange.question,
            "answer": exchange.answer,
        }
        for exchange in conference.exchanges
    ]


def table(read: Sequence[Read]) -> str:
    """Right questions, labels and answers; what became of the page; findings by their code."""
    right: Counter[str] = Counter()
    total = exchanges = pages = 0
    codes: Counter[str] = Counter()
    wrong: list[str] = []
    for each in read:
        total += len(each.gold)
        codes.update(finding.code for finding in each.findings)
        if each.conference is None:
            wrong.append(f"{each.day}: 没有读出来")
            continue
        have = said(each.conference)
        exchanges += len(have)
        pages += sum(_of_the_page(each.conference, each.gold))
        for number, gold in enumerate(each.gold):
            mine: Mapping[str, Any] = have[number] if number < len(have) else {}
            for key, text in gold.items():
                same = _squeezed(str(mine.get(key, ""))) == _squeezed(text)
                right[key] += same
                if not same:
                    wrong.append(f"{each.day} {number + 1} {key}: {_short(mine.get(key, ''))}")
    stopping = sum(bool(to_resolve(each.findings)) for each in read)
    return "\n".join(
        [
            f"{len(read)} briefings, {exchanges} exchanges read of {total}; stopped: {stopping}",
            *(f"  {key:<12}{right[key]:>6} of {total}" for key in ("questioner", "speaker")),
            *(f"  {key:<12}{right[key]:>6} of {total}" for key in ("question", "answer")),
            f"  furniture   {pages:>6} lines",
            "  findings    "
            + ", ".join(f"{code} {times}" for code, times in sorted(codes.items())),
            *wrong,
        ]
    )


def _of_the_page(conference: Conference, gold: Sequence[Mapping[str, str]]) -> Iterator[int]:
    for part in conference.furniture:
        yield sum(1 for _ in part.paragraphs)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _short(text: str) -> str:
    return text if len(text) < 60 else f"{text[:30]} … {text[-30:]}"


if __name__ == "__main__":
    main()
