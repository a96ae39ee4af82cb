"""What a person has looked at and accepts, with a reason."""

from __future__ import annotations

from collections.abc import Iterable

from wenda.editors.sidecar import Sidecar
from wenda.findings import Finding


def acknowledge(sidecar: Sidecar, findings: Iterable[Finding], text: str) -> list[Finding]:
    """The findings that nobody has accepted; `text` is the transcript that they are about.

    A01: an acceptance that does not apply.
    """
    accepted = sidecar.record.acknowledged
    lines = text.split("\n")
    used: set[int] = set()
    left: list[Finding] = []
    for finding in findings:
        words = lines[finding.line - 1] if 0 < finding.line <= len(lines) else ""
        fitting = {
            index
            for index, item in enumerate(accepted)
            if item.code == finding.code and item.covers(finding.line, words)
        }
        if fitting and finding.can_be_acknowledged:
            used |= fitting
        else:
            left.append(finding)
    for index, item in enumerate(accepted):
        if index not in used:
            message = f"{item.where}的 {item.code} 已不适用。"
            hint = "那里现在没有这样的问题，或这种问题不能只作说明；请删去这一条。"
            sidecar.add("A01", message, hint, "acknowledged", index)
    return left
