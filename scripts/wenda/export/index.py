"""The index: how its fields are read. It keeps to what OpenSearch and Elasticsearch have alike."""

from __future__ import annotations

from typing import Any

from wenda.export.analysis import ANALYZER, analysis
from wenda.naming.script import Script

_GAP = 100  # places between two runs of paragraphs: no quotation goes on from one into the next

_KEYWORD = {"type": "keyword"}
_QUOTED = {"type": "text", "analyzer": ANALYZER, "position_increment_gap": _GAP}

FIELDS: dict[str, Any] = {
    "entry": _KEYWORD,  # 2024-03-07-wang-yi/q07; also the document's _id
    "kind": _KEYWORD,  # exchange, opening, closing
    "conference": _KEYWORD,
    "title": _QUOTED,  # of the conference
    "date": {"type": "date", "format": "yyyy-MM-dd"},
    "year": {"type": "integer"},
    "address": {**_KEYWORD, "index": False, "doc_values": False},
    "heading": _QUOTED,
    "heading_by": _KEYWORD,  # editor, question
    "speakers": _KEYWORD,  # ids, and the names in the same order
    "speaker_names": _KEYWORD,
    "outlets": _KEYWORD,
    "outlet_names": _KEYWORD,
    "topics": _KEYWORD,
    "topic_names": _KEYWORD,
    # The words: paragraphs of one voice put together, so that a quotation may run across them.
    "words": _QUOTED,
    # The same as errata suggest: what is found here and not in `words` is printed otherwise.
    "suggested": _QUOTED,
    "paragraphs": {
        "type": "nested",
        "properties": {
            "id": _KEYWORD,
            "kind": _KEYWORD,  # question, answer, moderator, aside, translation, …
            "address": {**_KEYWORD, "index": False, "doc_values": False},
            "text": _QUOTED,
        },
    },
}


def index(script: Script) -> dict[str, Any]:
    """The body of `PUT /wenda`."""
    return {
        "settings": {"index": {"number_of_shards": 1}, "analysis": analysis(script)},
        "mappings": {"dynamic": "strict", "properties": FIELDS},
    }
