"""A small engine that reads an export as OpenSearch does: an oracle that knows only the files.

It does what Lucene's parts do that index.json names: `mapping` takes the longest source,
`pattern_replace` replaces all, `ngram` makes pairs, `match_phrase` wants them side by side, and an
array's values are `position_increment_gap` apart. Anything else in the file is an error. The same
files are tried in Lucene itself in tests/bench/opensearch/.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

_RULE = re.compile(r"(.*)\s*=>\s*(.*)\s*$")  # as OpenSearch reads it
_ESCAPED = re.compile(r"\\u([0-9A-F]{4})")
_GROUP = re.compile(r"\$(\d)")
_OTHERS = re.compile(r"\[\^\\p\{L\}\\p\{N\}")
_TYPES = {"keyword": str, "text": str, "integer": int, "date": str}


class Engine:
    """One index."""

    def __init__(self, index: dict[str, Any]) -> None:
        analysis = index["settings"]["analysis"]
        assert set(analysis) == {"char_filter", "tokenizer", "analyzer"}
        self.properties = index["mappings"]["properties"]
        assert index["mappings"]["dynamic"] == "strict"
        words = self.properties["words"]
        analyzer = analysis["analyzer"][words["analyzer"]]
        assert set(analyzer) == {"type", "char_filter", "tokenizer"}
        assert analyzer["type"] == "custom"
        tokenizer = analysis["tokenizer"][analyzer["tokenizer"]]
        assert tokenizer == {"type": "ngram", "min_gram": 2, "max_gram": 2, "token_chars": []}
        self.gap = words["position_increment_gap"]
        self.filters = [_filter(analysis["char_filter"][name]) for name in analyzer["char_filter"]]
        self.documents: dict[str, dict[str, Any]] = {}
        self.placed: dict[str, dict[int, str]] = {}

    def filtered(self, text: str) -> str:
        """What the tokenizer gets."""
        for each in self.filters:
            text = each(text)
        return text

    def pairs(self, text: str) -> list[str]:
        filtered = self.filtered(text)
        return [filtered[at : at + 2] for at in range(len(filtered) - 1)]

    def put(self, id: str, document: dict[str, Any]) -> None:
        """Index a document. AssertionError for a field that the mapping does not have."""
        _check(document, self.properties)
        self.documents[id] = document
        places: dict[int, str] = {}
        at = 0
        for words in document["words"]:
            for pair in self.pairs(words):
                places[at] = pair
                at += 1
            at += self.gap
        self.placed[id] = places

    def phrase(self, words: str) -> list[str]:
        """The ids that `match_phrase` finds."""
        wanted = self.pairs(words)
        return sorted(
            id
            for id, places in self.placed.items()
            if wanted
            and any(
                pair == wanted[0]
                and all(places.get(at + i) == each for i, each in enumerate(wanted))
                for at, pair in places.items()
            )
        )


def load(folder: Path) -> Engine:
    """An engine with the files of an export."""
    engine = Engine(json.loads((folder / "index.json").read_text("utf-8")))
    for path in sorted((folder / "bulk").iterdir()):
        bulk(engine, path.read_text("utf-8"))
    return engine


def bulk(engine: Engine, body: str) -> list[dict[str, Any]]:
    """The items of the answer to `_bulk`."""
    assert body.endswith("\n")  # or the last document is lost
    lines = body.split("\n")[:-1]
    items = []
    for action, document in zip(lines[::2], lines[1::2], strict=True):
        id = json.loads(action)["index"]["_id"]
        engine.put(id, json.loads(document))
        items.append({"index": {"_id": id, "status": 201}})
    return items


def _filter(settings: dict[str, Any]) -> Any:
    if settings["type"] == "mapping":
        assert set(settings) == {"type", "mappings"}
        return _mapping(settings["mappings"])
    assert settings["type"] == "pattern_replace"
    assert set(settings) == {"type", "pattern", "replacement"}
    # The one thing that Java's expressions have and Python's do not: a letter or number.
    pattern = settings["pattern"]
    before, *others = _OTHERS.split(pattern)
    pattern = before + "".join(r"(?:_|[^\w" + other.replace("]", "])", 1) for other in others)
    compiled = re.compile(pattern)
    replacement = _GROUP.sub(r"\\g<\1>", settings["replacement"])
    return lambda text: compiled.sub(replacement, text)


def _mapping(rules: list[str]) -> Any:
    table: dict[str, str] = {}
    for rule in rules:
        parts = _RULE.fullmatch(rule)
        assert parts, rule
        source, target = (_unescaped(part.strip()) for part in parts.groups())
        assert source
        assert source not in table, rule  # Lucene refuses a source that is there twice
        table[source] = target
    longest = max(map(len, table))
    several = {source[0] for source in table if len(source) > 1}

    def mapped(text: str) -> str:
        out, at = [], 0
        while at < len(text):
            sizes = range(longest, 0, -1) if text[at] in several else (1,)
            size = next((size for size in sizes if text[at : at + size] in table), 0)
            out.append(table[text[at : at + size]] if size else text[at])
            at += size or 1
        return "".join(out)

    return mapped


def _unescaped(text: str) -> str:
    units = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _check(document: dict[str, Any], properties: dict[str, Any]) -> None:
    """That every field is in the mapping, with values of its type."""
    for name, value in document.items():
        field = properties[name]
        for each in value if isinstance(value, list) else [value]:
            if "properties" in field:
                _check(each, field["properties"])
            else:
                assert type(each) is _TYPES[field["type"]], (name, each)
