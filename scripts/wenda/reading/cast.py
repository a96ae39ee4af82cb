"""Who a label names: by the sidecar, then the vocabulary, then the words of the label itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from wenda.model import Kind

# Offices as labels print them before or after a name: 王毅外长, 外交部发言人林剑.
OFFICE = (
    "部长|外长|发言人|发言人办公室|主任|主席|总理|总统|总书记|委员|委员长|国务委员|秘书长|大使|公使|参赞|"
    "司长|局长|处长|市长|省长|书记|议长|首相|大臣|外相|国务卿|代表|院长|校长|会长|行长|理事长|总干事|"
    "总裁|主编|社长|台长|教授|博士|先生|女士|同志|阁下|將軍|將军|将军|部長|外長|發言人|委員"
)
_OFFICES = re.compile(rf"(?:[\u3400-\u9fff、]{{0,40}}(?:{OFFICE})|副)?")

# Words of a label that name a part and nobody.
ASKS = re.compile(
    r"""第?[一二三四五六七八九十\d]{0,3}(?:问|問|提问|提問|追问|追問)\d*  # 问：  问1：  第一问：
      | (?:提问者|发问者|Q\d*|Question)
      | (?:记者会|会|招待会|发布会)?(?:后|上|前|期间)?[，,、]?\s*         # 会后有记者问及：
        (?:另?有|又有)?(?:一位|一名|多位|多名|另一位|现场|外国|中外)?
        (?:记者|記者)(?:就[^：:，。]{1,30})?\s*(?:们)?(?:问及|问道|询问|提问|追问|再问|又问|问|問)?[，,]?
    """,
    re.VERBOSE,
)
ANSWERS = re.compile(
    r"第?[一二三四五六七八九十\d]{0,3}(?:答|回答|答复|答覆|作答)\d*|答问人|A\d*|Answer"
    r"|(?:外交部)?(?:新闻)?(?:发言人|發言人)"
)
MODERATES = re.compile(r"(?:主持人|主持|司仪|主持者|会议主持人|Moderator)")

# A reporter with or without a name: 新华社记者, 《环球时报》 记者, 新华社记者张三, 路透社记者追问.
# What no name of an outlet holds is what people say: 我看到一位外国记者….
REPORTER = re.compile(
    r"""(?P<outlet>[^我你您他她它们这那答，。！？；“”"…：:]{0,40}?)
        (?:记者|記者)
        (?P<name>(?!会(?!问)|节|们|站|协会|表示|指出|认为|说|称|写|报道|的)[^我你您的是，。！？；“”…：:]{0,6})
    """,
    re.VERBOSE,
)
FOLLOWS_UP = re.compile(r"(?!.{0,5}会后)[^我你您他她，。！？；“”…]{0,40}(?:追问|追問|再问|又问)")
"""A label of someone who asks again under the same question."""

_SPACES = re.compile(r"[\s\u3000\u200b-\u200f\u2060\ufeff]+")
_QUOTES = re.compile('[“”"「」]')
_REMARK = re.compile(r"[（(〔\[][^（()）〔〕\[\]]{0,12}[）)〕\]]")


def squeezed(label: str) -> str:
    """A label without white space: 王 毅 is 王毅, 《印度教徒报 》 记者 is 《印度教徒报》记者."""
    return _SPACES.sub("", label)


def bare(label: str) -> str:
    """A label without spaces, quotation marks and remarks: 新华社记者（英文） is 新华社记者."""
    whole = _QUOTES.sub("", squeezed(label))
    return _REMARK.sub("", whole) or whole


def without_office(label: str, names: Set[str]) -> str | None:
    """The name in a label that else holds offices only: 王毅外长 and 外交部长王毅 are 王毅."""
    for name in sorted(names, key=len, reverse=True):
        before, found, after = label.partition(name)
        if found and _OFFICES.fullmatch(before) and _OFFICES.fullmatch(after):
            return name
    return None


@dataclass(frozen=True)
class Cast:
    """Who is known at one conference."""

    speakers: Mapping[str, str]  # names and further labels, to the speaker's id
    moderators: Set[str] = frozenset()
    is_outlet: Callable[[str], bool] = lambda label: False

    def role_of(self, label: str) -> Kind | None:
        """Whether a label, without its colon, asks, answers or moderates; None: unknown."""
        if self.speaker_of(label):
            return Kind.ANSWER
        name = bare(label)
        if {label, name} & self.moderators or MODERATES.fullmatch(name):
            return Kind.MODERATOR
        if ANSWERS.fullmatch(name):
            return Kind.ANSWER
        asks = ASKS.fullmatch(name) or FOLLOWS_UP.fullmatch(name) or REPORTER.fullmatch(name)
        return Kind.QUESTION if asks or self.is_outlet(label) or self.is_outlet(name) else None

    def speaker_of(self, label: str) -> str | None:
        """The id of the speaker whom a label names, alone or with an office; None: nobody."""
        for form in (squeezed(label), bare(label)):
            if form in self._names:
                return self._names[form]
        found = without_office(bare(label), self._names.keys())
        return self._names[found] if found else None

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {squeezed(name): id for name, id in self.speakers.items()}


def names_nobody(label: str) -> bool:
    """Whether a label says that somebody asks and not who: 问, 记者, 会后有记者问及, 追问."""
    name = bare(label)
    return bool(ASKS.fullmatch(name)) or name in ("追问", "追問", "再问", "又问", "")
