"""Our search: the index by scripts/wenda/search, the modules linked as the pages have them."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import jieba
from archives import ROOT, SCRIPT, Archive, Exchange

from wenda.search.documents import Document, Name, Names, Passage
from wenda.search.files import search_files
from wenda.search.format import FORMAT_VERSION
from wenda.search.prepare import prepare
from wenda.site.scripts import linked

_SENTENCE = re.compile(r"[^。！？]*[。！？]*")


def build(archive: Archive, folder: Path) -> dict[str, object]:
    started = time.perf_counter()
    jieba.setLogLevel(60)
    jieba.initialize()
    cut: dict[str, list[str]] = {}
    for each in archive:
        for text in (each.heading, *each.question, *each.answer):
            for sentence in _SENTENCE.findall(text):
                if sentence not in cut:
                    cut[sentence] = jieba.lcut(sentence)
    segmented = time.perf_counter()

    def words(text: str) -> Sequence[str]:
        return [word for sentence in _SENTENCE.findall(text) for word in cut[sentence]]

    def names(values: set[str]) -> tuple[Name, ...]:
        return tuple(Name(value, value) for value in sorted(values))

    days = groupby(archive, key=lambda each: each.date)
    prepared = [prepare(map(_document, run), words, SCRIPT) for _, run in days]
    folded = time.perf_counter()
    known = Names(
        outlets=names({each.outlet for each in archive}),
        speakers=names({each.speaker for each in archive}),
    )
    for name, content in search_files(prepared, known, SCRIPT):
        path = folder / "qa" / "search" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    indexed = time.perf_counter()
    code = ROOT / "docs" / "assets" / "wenda"
    modules = {each.relative_to(code).as_posix(): each.read_text() for each in code.rglob("*.mjs")}
    for entry in ("engine/client.mjs", "site.mjs"):
        for name, text in linked(modules, entry).items():
            path = folder / "assets" / "wenda" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    return {
        "keys": {each.key: number for number, each in enumerate(archive)},
        "segmentation": segmented - started,
        "folding": folded - segmented,
        "index": indexed - folded,
        "version": f"format {FORMAT_VERSION}",
    }


def _document(exchange: Exchange) -> Document:
    paragraphs = [
        *(("question", text) for text in exchange.question),
        *(("answer", text) for text in exchange.answer),
    ]
    return Document(
        key=exchange.key,
        heading=exchange.heading,
        date=exchange.date,
        outlets=(exchange.outlet,),
        speakers=(exchange.speaker,),
        topics=(),
        passages=tuple(
            Passage(f"p{number}", role, text)
            for number, (role, text) in enumerate(paragraphs, start=1)
        ),
        who=(exchange.outlet, exchange.speaker),
    )
