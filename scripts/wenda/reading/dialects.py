"""How transcripts set off who speaks: one description per way of printing, a few lines of data.

To add a dialect, describe it here and put a transcript of it into tests/cases/transcripts/. What is
the same in all of them stands elsewhere: who a label names in `cast`, what belongs to the page in
`furniture`, what looks like a label in `labels`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wenda.model import COLONS


@dataclass(frozen=True, slots=True)
class Dialect:
    """One way of printing a transcript. The pattern is matched against one line, stripped."""

    name: str
    example: str  # for the editor whose transcript no dialect fits
    label: re.Pattern[str]  # groups: open, label, close, colon, words; those that it has
    marks: frozenset[str] = frozenset()  # what sets a label off: markup, no words
    sure: bool = False  # its marks make it a label, whomever it names
    needs_colon: bool = False  # but only with a colon: bold alone is emphasis too
    own_line: bool = False  # the label is all of its line
    stray: re.Pattern[str] | None = None  # a line that is no plain paragraph of it either


_MARKS = r"(?![…—。！？]+$)[\W_]+$"  # ※※※, but …… is a silence of who speaks
# 会后有记者问及，… with a comma for its colon
_AFTERWARDS = (
    r"(?:记者)?会后[，,]?有[^，。：:]{0,6}记者[^，。：:就]{0,4}(?:问及|提问|追问|询问|问)[，,]"
)
_HEADING = r"\#{1,6}\s"  # ### 小标题

# People's Daily as published on the web and saved as Markdown, March 2024:
#   **埃及尼罗河电视台记者：**国际社会如何…     also **埃及尼罗河电视台记者**：国际社会如何…
BOLD_LABEL = Dialect(
    name="bold-label",
    example="**新华社记者：**国际上……",
    marks=frozenset({"**"}),
    sure=True,
    needs_colon=True,
    label=re.compile(
        rf"""(?P<open>\*\*)
            (?P<label>[^*{COLONS}]{{1,40}}[{COLONS}]?)  # 新华社记者：  《环球时报》记者：  王毅：
            (?P<close>\*\*)
            (?P<colon>[{COLONS}]?)
            (?P<words>.*)""",
        re.VERBOSE,
    ),
    stray=re.compile(rf".*\*\*|{_HEADING}|{_MARKS}"),  # bold that is no label, or in mid-line
)

# A page saved with its tags: <strong>新华社记者：</strong>国际上……
STRONG_LABEL = Dialect(
    name="strong-label",
    example="<strong>新华社记者：</strong>国际上……",
    marks=frozenset({"<strong>", "</strong>", "<b>", "</b>"}),
    sure=True,
    needs_colon=True,
    label=re.compile(
        rf"""(?P<open><strong>|<b>)
            (?P<label>[^<>{COLONS}]{{1,40}}[{COLONS}]?)
            (?P<close></strong>|</b>)
            (?P<colon>[{COLONS}]?)
            (?P<words>.*)""",
        re.VERBOSE,
    ),
    stray=re.compile(rf".*</?(?:strong|b)>|{_HEADING}|{_MARKS}"),
)

# The briefings of a ministry, pasted from its page: 媒体记者：…？  发言人：…  also 问：…  答：…
PLAIN_LABEL = Dialect(
    name="plain-label",
    example="新华社记者：国际上……",
    label=re.compile(
        rf"(?P<label>{_AFTERWARDS}|[^{COLONS}<>*【】\[\]]{{1,42}}[{COLONS}])(?P<words>.*)"
    ),
    stray=re.compile(rf".*\*\*|{_HEADING}|{_MARKS}"),
)

# The live record of a briefing on a government's site: 【新华社记者】国际上……
LENTICULAR_LABEL = Dialect(
    name="lenticular-label",
    example="【新华社记者】国际上……",
    marks=frozenset("【】"),
    sure=True,
    label=re.compile(
        rf"(?P<open>【)(?P<label>[^【】]{{1,40}})(?P<close>】)(?P<colon>[{COLONS}]?)(?P<words>.*)"
    ),
    stray=re.compile(rf".*[【】]|.*\*\*|{_HEADING}|{_MARKS}"),
)

# The same with square brackets: [人民日报记者]国际上……
SQUARE_LABEL = Dialect(
    name="square-label",
    example="[新华社记者] 国际上……",
    marks=frozenset("[]［］"),
    sure=True,
    label=re.compile(
        rf"(?P<open>[\[［])(?P<label>[^\[\]［］]{{1,40}})(?P<close>[\]］])"
        rf"(?P<colon>[{COLONS}]?)(?P<words>.*)"
    ),
    stray=re.compile(rf".*\*\*|{_HEADING}|{_MARKS}"),
)

# Who speaks stands alone on a line, without a colon; what is said follows.
LINE_LABEL = Dialect(
    name="line-label",
    example="新华社记者（独占一行）",
    own_line=True,
    label=re.compile(rf"(?P<label>[^{COLONS}<>*【】\[\]，。！？；…]{{1,40}})"),
    stray=re.compile(rf".*\*\*|{_HEADING}|{_MARKS}"),
)

DIALECTS: tuple[Dialect, ...] = (
    BOLD_LABEL,
    STRONG_LABEL,
    PLAIN_LABEL,
    LENTICULAR_LABEL,
    SQUARE_LABEL,
    LINE_LABEL,
)
BY_NAME = {dialect.name: dialect for dialect in DIALECTS}
