"""A corpus in, the files of its index out."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import Any

from wenda.naming.fold import FOLD_VERSION
from wenda.naming.script import Script, script_for, simplified
from wenda.search.documents import Corpus
from wenda.search.format import FORMAT_VERSION, SMALL_BYTES, compact_json, digest, json_bin
from wenda.search.large import large
from wenda.search.names import Pinyin, is_usual, pairs, pinyin_syllables, suggestions
from wenda.search.texts import may_be_small, packed
from wenda.search.units import Folder, Words


def search_files(corpus: Corpus, words: Words) -> dict[str, bytes]:
    """The files of the index by their path below docs/qa/search/."""
    return index_files(corpus, words, simplified(), pinyin_syllables)


def index_files(
    corpus: Corpus,
    words: Words,
    script: Script,
    pinyin: Pinyin,
    *,
    small_bytes: int = SMALL_BYTES,
) -> dict[str, bytes]:
    """The files of the index by path. Same corpus, same bytes.

    ``small_bytes=0`` asks for the large format whatever the size.
    """
    documents = sorted(corpus.documents, key=lambda document: document.date)
    folder = Folder(words, script)
    folded = [folder.document(document) for document in documents]
    said = tuple(term for term in corpus.terms if folder.met(term.name))
    corpus = replace(corpus, terms=said)  # what nobody said would be suggested in vain
    names = chain(corpus.outlets, corpus.speakers, corpus.topics, corpus.terms)
    texts = chain(
        (unit.text for each in folded for unit in (*each.units, *each.alternates, each.heading)),
        (folder.fold(form) for name in names for form in (name.name, *name.aliases)),
    )
    needed = script_for(script, texts)
    parts = {
        "suggest": json_bin(suggestions(corpus, pinyin)),
        "script": json_bin(pairs({a: b for a, b in needed.items() if not is_usual(a)})),
    }
    pointer: dict[str, Any] = {
        "version": FORMAT_VERSION,
        "fold": FOLD_VERSION,
        "n": len(documents),
        "pairs": pairs({a: b for a, b in needed.items() if is_usual(a)}),
    }
    pack = packed(corpus, documents, folded) if may_be_small(folded, small_bytes) else b""
    files: dict[str, bytes] = {}
    if pack and len(pack) <= small_bytes:
        parts["pack"] = pack
    else:
        files, large_parts, more = large(corpus, documents, folded)
        parts |= large_parts
        pointer |= more
    for kind, content in parts.items():
        pointer[kind] = f"{kind}-{digest([content])}.bin"
        files[pointer[kind]] = content
    files["current.json"] = compact_json(pointer).encode()
    return dict(sorted(files.items()))
