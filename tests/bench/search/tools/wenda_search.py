"""Our search: the index by scripts/wenda/search_index.py, the site's own modules as they stand."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

import jieba
from archives import ROOT, SCRIPT, Archive, Exchange

from wenda import search_index as index

_SENTENCE = re.compile(r"[^。！？]*[。！？]*")


def build(archive: Archive, folder: Path) -> dict[str, object]:
    started = time.perf_counter()
    jieba.setLogLevel(60)
    jieba.initialize()
    known: dict[str, list[str]] = {}
    for each in archive:
        for text in (each.heading, *each.question, *each.answer):
            for sentence in _SENTENCE.findall(text):
                if sentence not in known:
                    known[sentence] = jieba.lcut(sentence)
    segmented = time.perf_counter()

    def words(text: str) -> Sequence[str]:
        return [word for sentence in _SENTENCE.findall(text) for word in known[sentence]]

    def names(values: set[str]) -> tuple[index.Name, ...]:
        return tuple(index.Name(value, value) for value in sorted(values))

    files = index.index_files(
        index.Archive(
            tuple(map(_entry, archive)),
            outlets=names({each.outlet for each in archive}),
            speakers=names({each.speaker for each in archive}),
        ),
        words,
        SCRIPT,
        index.pinyin_syllables,
    )
    for name, content in files.items():
        path = folder / "qa" / "search" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    code = ROOT / "docs" / "assets" / "wenda"
    shutil.copytree(code, folder / "assets" / "wenda", ignore=shutil.ignore_patterns("*.css"))
    return {
        "keys": {each.key: number for number, each in enumerate(archive)},
        "segmentation": segmented - started,
        "version": f"format {index.FORMAT_VERSION}",
    }


def _entry(exchange: Exchange) -> index.Entry:
    paragraphs = [
        *(("question", text) for text in exchange.question),
        *(("answer", text) for text in exchange.answer),
    ]
    return index.Entry(
        key=exchange.key,
        heading=exchange.heading,
        date=exchange.date,
        outlet=exchange.outlet,
        speakers=(exchange.speaker,),
        topics=(),
        paragraphs=tuple(
            index.Paragraph(f"p{number}", role, text)
            for number, (role, text) in enumerate(paragraphs, start=1)
        ),
    )
