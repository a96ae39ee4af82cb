"""A conference as a line: a segment for each exchange, as long as its answer.

Names of classes; the styles give them their widths, and the colour of the group of topics.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from wenda.archive import Conference, PublishedExchange
from wenda.editors.vocabulary import Topic, Vocabulary

WIDTHS = 40  # of the longest answer; docs/overrides/assets/wenda.css has a rule for each


@dataclass(frozen=True, slots=True)
class Segment:
    exchange: PublishedExchange
    width: int  # 1 to WIDTHS
    look: Markup  # its classes: those of the group of its first topic, if any, and of its width
    way: Markup  # its link from the page of any exchange of the conference, and its title


def strip(conference: Conference, vocabulary: Vocabulary) -> list[Segment]:
    """The segments of a conference, in the order of its exchanges."""
    lengths = [len(exchange.answer) for exchange in conference.exchanges]
    longest = max(lengths, default=0) or 1
    return [
        _segment(conference, exchange, 1 + (WIDTHS - 1) * length // longest, vocabulary)
        for exchange, length in zip(conference.exchanges, lengths, strict=True)
    ]


def _segment(
    conference: Conference, exchange: PublishedExchange, width: int, vocabulary: Vocabulary
) -> Segment:
    group, groups = _group_of(exchange, vocabulary), list(vocabulary.groups)
    place, name = (f"wd-g{groups.index(group)} ", group.name) if group else ("", "未归类")
    page = conference.page_of(exchange.id).removeprefix(conference.path)
    way = f'href="../{page}" title="{exchange.number}　{escape(name)}"'
    return Segment(exchange, width, Markup(f"{place}wd-w{width}"), Markup(way))


def _group_of(exchange: PublishedExchange, vocabulary: Vocabulary) -> Topic | None:
    for tag in exchange.topics:
        return vocabulary.topic[tag.topic.parent] if tag.topic.parent else tag.topic
    return None
