"""The words of an exchange as one plain text."""

from __future__ import annotations

from wenda.archive import PublishedExchange


def spoken(exchange: PublishedExchange) -> str:
    """The words with their labels, a paragraph a line."""
    lines: list[str] = []
    for turn in exchange.part.turns:
        label = turn.printed_label
        words = [p.text for p in turn.paragraphs if p.has_address]
        lines += [label + words[0], *words[1:]] if words else [label]
    return "\n".join(lines)
