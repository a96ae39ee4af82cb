"""A transcript taken apart: text to turns, turns to parts."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Generic

from wenda.findings import Report
from wenda.model import Kind, Part, Remarks
from wenda.reading.cast import Cast
from wenda.reading.detect import Detection
from wenda.reading.doubts import doubt
from wenda.reading.grouping import (
    J,
    group,
    join,
    set_apart_closing,
    set_apart_follow_ups,
    set_apart_furniture,
)
from wenda.reading.lines import check_characters, lines_of
from wenda.reading.turns import headed, turns_of


@dataclass(frozen=True, slots=True)
class Parsed(Generic[J]):
    """A transcript taken apart: every character but white space is in one piece of one part."""

    parts: list[Part]
    unused_joins: list[J]  # they fit nowhere
    missing_opening: bool  # it was announced and is not there


def parse(
    text: str,
    detection: Detection,
    cast: Cast,
    found: Report,
    joins: Sequence[J] = (),
    opening: bool = False,
    titles: Set[str] = frozenset(),
) -> Parsed[J]:
    """Take a transcript apart. `joins` and `opening` are what the sidecar says."""
    check_characters(text, found)
    turns = turns_of(text, detection, cast, found, titles)
    turns, unused = join(turns, joins, found)
    turns = set_apart_follow_ups(set_apart_furniture(turns), found)
    parts = group(set_apart_closing(turns), opening, found, headed(turns, titles))
    doubt(parts, lines_of(text), detection, cast, found)
    opened = any(isinstance(part, Remarks) and part.kind is Kind.OPENING for part in parts)
    return Parsed(parts, unused, opening and not opened)
