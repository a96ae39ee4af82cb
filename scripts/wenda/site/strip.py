"""A conference as a line: a segment for each exchange, as long as its answer.

Pure numbers; the template draws them, the styles colour them by the group of topics.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wenda.archive import Conference, PublishedExchange
from wenda.editors.vocabulary import Topic, Vocabulary

WIDTH = 1000  # of the whole line, in units of the drawing
_GAP = 4
_LEAST = 12  # so that the shortest answer can be seen and pressed


@dataclass(frozen=True, slots=True)
class Segment:
    exchange: PublishedExchange
    x: int
    width: int
    group: int | str  # the place of its first topic's group among the groups; empty: none
    title: str


def strip(conference: Conference, vocabulary: Vocabulary) -> list[Segment]:
    """The segments of a conference from 0 to at most WIDTH; more where there are very many."""
    exchanges = conference.exchanges
    room = max(0, WIDTH - len(exchanges) * (_LEAST + _GAP))
    lengths = [len(exchange.answer) for exchange in exchanges]
    whole = sum(lengths) or 1
    groups = list(vocabulary.groups)
    segments, x = [], 0
    for exchange, length in zip(exchanges, lengths, strict=True):
        width = _LEAST + room * length // whole
        group = _group_of(exchange, vocabulary)
        place, name = ("", "未归类") if group is None else (groups.index(group), group.name)
        segments.append(Segment(exchange, x, width, place, f"{exchange.number}　{name}"))
        x += width + _GAP
    return segments


def end_of(segments: Sequence[Segment]) -> int:
    """Where the line ends."""
    return segments[-1].x + segments[-1].width if segments else 0


def _group_of(exchange: PublishedExchange, vocabulary: Vocabulary) -> Topic | None:
    for tag in exchange.topics:
        return vocabulary.topic[tag.topic.parent] if tag.topic.parent else tag.topic
    return None
