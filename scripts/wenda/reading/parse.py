"""A transcript taken apart: text to turns, turns to parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

from wenda.findings import Report
from wenda.model import Kind, Part, Remarks
from wenda.reading.dialects import Dialect
from wenda.reading.grouping import J, group, join, set_apart_closing
from wenda.reading.turns import RoleOf, check_characters, turns_of


@dataclass(frozen=True, slots=True)
class Parsed(Generic[J]):
    """A transcript taken apart: every character but white space is in one piece of one part."""

    parts: list[Part]
    unused_joins: list[J]  # they fit nowhere
    missing_opening: bool  # it was announced and is not there


def parse(
    text: str,
    dialect: Dialect,
    role_of: RoleOf,
    found: Report,
    joins: Sequence[J] = (),
    opening: bool = False,
) -> Parsed[J]:
    """Take a transcript apart. `joins` and `opening` are what the sidecar says."""
    check_characters(text, found)
    turns = turns_of(text, dialect, role_of, found)
    turns, unused = join(turns, joins, found)
    turns = set_apart_closing(turns, dialect)
    parts = group(turns, dialect, opening, found)
    opened = any(isinstance(part, Remarks) and part.kind is Kind.OPENING for part in parts)
    return Parsed(parts, unused, opening and not opened)
