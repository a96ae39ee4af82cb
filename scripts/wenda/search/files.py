"""Prepared conferences in, the files of their index out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, groupby
from typing import Any

import numpy as np

from wenda.naming.fold import FOLD_VERSION, folded_text
from wenda.naming.script import Script, script_for, simplified
from wenda.search.documents import Corpus, Document, Names
from wenda.search.format import FORMAT_VERSION, SMALL_BYTES, compact_json, digest, json_bin
from wenda.search.large import APART, common, segment, segments_of, volumes
from wenda.search.names import Pinyin, is_usual, names_of, pairs, pinyin_syllables, suggestions
from wenda.search.pack import may_be_small, packed
from wenda.search.prepare import Prepared, prepare
from wenda.search.units import Words


def search_files(
    prepared: Iterable[Prepared],
    names: Names,
    script: Script | None = None,
    pinyin: Pinyin = pinyin_syllables,
    *,
    small_bytes: int = SMALL_BYTES,
    apart: int = APART,
) -> Iterator[tuple[str, bytes]]:
    """The files of the index below docs/qa/search/, of conferences oldest first; the pointer last.

    Same input, same bytes. ``script`` is that of `simplified` where none is given.
    ``small_bytes=0`` asks for the large format whatever the size, ``apart=0`` for a segment of the
    closed years. Raises ValueError for more than the format can hold.
    """
    script = simplified() if script is None else script
    archive = [each for each in prepared if each.dates]
    met = frozenset[str]().union(*(each.met for each in archive))
    said = tuple(term for term in names.terms if term.name in met)
    names = replace(names, terms=said)  # what nobody said would be suggested in vain
    counts = _counts(archive)
    needed = script_for(script, chain(_characters(counts), _folded(names, script)))
    pointer: dict[str, Any] = {
        "version": FORMAT_VERSION,
        "fold": FOLD_VERSION,
        "n": sum(len(each.dates) for each in archive),
        "pairs": pairs({a: b for a, b in needed.items() if is_usual(a)}),
    }
    parts = {
        "suggest": json_bin(suggestions(names, pinyin)),
        "script": json_bin(pairs({a: b for a, b in needed.items() if not is_usual(a)})),
    }
    pack = packed(archive, names) if may_be_small(archive, small_bytes) else b""
    if pack and len(pack) <= small_bytes:
        parts["pack"] = pack
    else:
        parts["names"] = json_bin(names_of(names))
        yield from volumes(archive, pointer)
        pointer |= {"common": common(counts), "segments": []}
        for each in segments_of(archive, apart):
            pointer["segments"].append({})
            yield from segment(each, pointer["segments"][-1])
    for kind, content in parts.items():
        pointer[kind] = f"{kind}-{digest([content])}.bin"
        yield pointer[kind], content
    yield "current.json", compact_json(pointer).encode()


def index_files(
    corpus: Corpus, words: Words, script: Script, pinyin: Pinyin, **how: int
) -> dict[str, bytes]:
    """The files of a whole corpus at once, by path: `prepare` and `search_files` in one."""
    shown = {name.id: name.name for name in (*corpus.outlets, *corpus.speakers)}
    terms = [term.name for term in corpus.terms]
    documents = sorted(corpus.documents, key=lambda document: document.date)
    prepared = [
        prepare([_with_names(each, shown) for each in run], words, script, terms)
        for _, run in groupby(documents, key=lambda document: document.date)
    ]
    return dict(sorted(search_files(prepared, corpus.names, script, pinyin, **how)))


def _with_names(document: Document, shown: dict[str, str]) -> Document:
    if any(document.who):
        return document
    outlets, speakers = document.outlets, document.speakers
    who = ("、".join(shown[each] for each in outlets), "、".join(shown[each] for each in speakers))
    return replace(document, who=who)


def _counts(archive: Iterable[Prepared]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """How often each UTF-16 unit is there."""
    counts = np.zeros(1 << 16, np.int64)
    for each in archive:
        counts += np.bincount(np.frombuffer(each.codes, "<u2"), minlength=1 << 16)
    return counts


def _characters(counts: np.ndarray[Any, np.dtype[np.int64]]) -> Iterator[str]:
    return (chr(code) for code in np.flatnonzero(counts) if not 0xD800 <= code < 0xE000)


def _folded(names: Names, script: Script) -> Iterator[str]:
    for name in chain(names.outlets, names.speakers, names.topics, names.terms, names.others):
        for form in (name.name, *name.aliases):
            yield folded_text(form, script)
