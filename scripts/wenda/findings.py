"""What a person should look at: a place, a code, a sentence and a way out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One finding. Codes never change their meaning; a retired one is never used again."""

    path: str
    line: int  # 1-based; 0 where the whole file is meant
    code: str
    message: str
    hint: str = ""

    @property
    def must_resolve(self) -> bool:
        """Notes (N…) inform; every other finding stops the build until a person has decided."""
        return not self.code.startswith("N")

    def __str__(self) -> str:
        hint = f" Hint: {self.hint}" if self.hint else ""
        return f"{self.path}:{self.line}: {self.code} {self.message}{hint}"


class CannotRun(Exception):
    """Raised where not even findings can be collected; the message is a sentence for the user."""


def to_resolve(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that stop a build."""
    return [finding for finding in findings if finding.must_resolve]


def relative(path: PurePath, root: PurePath) -> str:
    """A path as findings print it: from the project's folder, with forward slashes."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
