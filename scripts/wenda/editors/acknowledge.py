"""What a person has looked at and accepts, with a reason."""

from __future__ import annotations

from collections.abc import Iterable

from wenda.editors.sidecar import Sidecar
from wenda.findings import Finding


def acknowledge(sidecar: Sidecar, findings: Iterable[Finding]) -> list[Finding]:
    """The findings that nobody has accepted. A01: an acceptance that does not apply."""
    accepted = sidecar.record.acknowledged
    used: set[int] = set()
    left: list[Finding] = []
    for finding in findings:
        fitting = {
            index
            for index, item in enumerate(accepted)
            if (item.code, item.line) == (finding.code, finding.line)
        }
        if fitting and finding.can_be_acknowledged:
            used |= fitting
        else:
            left.append(finding)
    for index, item in enumerate(accepted):
        if index not in used:
            message = f"第 {item.line} 行的 {item.code} 已不适用。"
            hint = "那一行现在没有这样的问题，或这种问题不能只作说明；请删去这一条。"
            sidecar.add("A01", message, hint, "acknowledged", index)
    return left
