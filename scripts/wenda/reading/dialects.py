"""How transcripts set off who speaks: one description per way of printing, and how to tell them.

To add a dialect, describe it here and put a transcript of it into tests/cases/transcripts/.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """One way of printing a transcript. Each pattern is matched against one line, stripped."""

    name: str
    example: str  # for the editor whose transcript no dialect fits
    marks: frozenset[str]  # what sets a label off: markup, no words
    label: re.Pattern[str]  # groups: open, label, close, words
    plain_label: re.Pattern[str]  # group label: a label whose marks were lost or mangled
    stray: re.Pattern[str]  # a line that is no plain paragraph of this dialect either
    reporter: re.Pattern[str]  # a label, without its colon, of someone who asks
    follow_up: re.Pattern[str]  # a label of someone who asks again under the same question
    continued: re.Pattern[str]  # opens a text whose beginning is printed elsewhere
    closing: re.Pattern[str]  # a remark on the event after the last answer
    aside: re.Pattern[str]  # a paragraph of the transcript's writer


# People's Daily as published on the web and saved as Markdown, March 2024:
#   **埃及尼罗河电视台记者：**国际社会如何…
BOLD_LABEL = Dialect(
    name="bold-label",
    example="**新华社记者：**国际上……",
    marks=frozenset({"**"}),
    label=re.compile(
        r"""(?P<open>\*\*)
            (?P<label>[^*：:]{1,40}[：:])  # 新华社记者：  《环球时报》记者：  王毅：
            (?P<close>\*\*)
            (?P<words>.*)""",
        re.VERBOSE,
    ),
    # 新华社记者：…  王毅:…  *王毅：*…: who it names decides whether it is one
    plain_label=re.compile(r"[*_\s]*(?P<label>[^，。！？；：:“”我你您们*_]{1,20}?)[*_\s]*[：:]"),
    stray=re.compile(
        r""".*\*\*                         # bold that is no label, or a label in mid-line
          | \#{1,6}\s                      # a heading
          | [\W_]+$                        # a rule, a row of stars
          | 【[^】]{1,12}】$                # page furniture: 【打印】
        """,
        re.VERBOSE,
    ),
    reporter=re.compile(r".*记者\s*"),
    follow_up=re.compile(r".*追问"),
    continued=re.compile(r"（上接第?[^（）]{1,8}版）"),  # （上接第二版）
    closing=re.compile(r"(?:整场|本场|本次)?记者会(?:历时|持续|进行了|到此|至此)[^。]{0,30}。"),
    aside=re.compile(r"[（(〔][^（）()〔〕]*[）)〕]"),
)

DIALECTS: tuple[Dialect, ...] = (BOLD_LABEL,)


@dataclass(frozen=True, slots=True)
class Detection:
    """A dialect and why it was chosen, as a sentence for the page."""

    dialect: Dialect
    reason: str


def detect(text: str, dialects: Sequence[Dialect] = DIALECTS) -> Detection | None:
    """The dialect with the most labels in the text, None where no line is a label of any."""
    lines = [line.strip() for line in text.split("\n")]
    counts = [sum(bool(dialect.label.fullmatch(line)) for line in lines) for dialect in dialects]
    most = max(counts, default=0)
    if most == 0:
        return None
    dialect = dialects[counts.index(most)]
    return Detection(dialect, f"{most} 行以此种方式标出发言人")
