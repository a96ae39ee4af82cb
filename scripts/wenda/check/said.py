"""Who is plainly said to have said a quotation, on which day, and on what occasion.

The twin of docs/assets/wenda/check/said.mjs; tests/cases/quotations.json runs in both. Read is the
sentence that leads to a quotation: the clause of its verb, or the one before where that has only a
verb. A day and an occasion count where they stand beside the speaker, or in a clause that says
nothing else: 就3月1日的事，王毅3月7日表示 says the 7th. What is less plain is not read, since a
false alarm costs an editor more than a miss. Both scripts are in the patterns, since a record's
table of characters has only those that the record needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wenda.naming.script import Script

LEAD = 200
"""Characters before a quotation in which it is said who speaks."""

_ASKED = "[问問]道|提[问問]|[问問]"
VERB = (
    "表示|指出|[强強][调調]|[认認][为為]|重申|[谈談]到|提到|介[绍紹]|坦言|回[应應]|回答|答道|[说說]道"
    f"|提出|透露|警告|呼[吁籲]|宣[布佈]|{_ASKED}|[说說]|[称稱]|[写寫]道"
)
_BEFORE = re.compile(rf"(?:{VERB})道?[，,：:\s]*$")
_AFTER = re.compile(rf"^[，,]?\s*([^，。！？；：“”「」『』\n]{{1,32}}?)(?:{VERB})")
_ASKS = re.compile(rf"(?:{_ASKED})[，,：:\s]*$")  # 路透社记者问, not 回答路透社记者提问
_ANSWERS = re.compile("[答复復]|回[应應]|就|[对對]")
_SENTENCE = re.compile(r"[。！？；\n”」』]")
_CLAUSE = re.compile(r"[，,：:\s]+")
# 并再次强调 has no subject of its own; 日本外相称 has one that nobody knows.
_GOES_ON = re.compile(
    "(?:[并並][还還]?|[还還]|也|又|再次|再|[则則]|同[时時]|[随隨][后後]|接着|[进進]一步|明[确確]|[严嚴]正"
    f"|[郑鄭]重|着重|特[别別]|重[点點]|坦率|[对對就为為]此|地|他|她|{VERB})*道?"
)
# 会见王毅时, 就王毅访问: not the subject. 对此王毅 and 同王毅 are not among them.
_OBJECT = re.compile(
    "(?:[谈談][到及]|提[到及]|[会會][见見晤])[^后後时時]{0,6}$"
    "|(?:[针針][对對]|[关關][于於]|有[关關]|[回][应應]|批[评評]|[评評][价價]|就|[对對]|向|致)$"
)
_TOPIC = re.compile(
    "就|[针針]?[对對][于於]?|[关關][于於]|在?[谈談][到及]|在?回[应應答]|在?答[复復]|被[问問][到及]"
)
_OFFICE = "外[长長]|部[长長]|主任|[发發]言人|局[长長]|司[长長]|委[员員]|先生|女士|同志"
# 外交部发言人, 他; of 日本外长 and 美国国防部发言人 the record knows nothing.
_SOMEBODY = re.compile(
    "(?:中[国國]|我[国國]?)?(?:外交部|[国國]防部|商[务務]部|[国國][台臺新][办辦])?(?:新[闻聞]司?)?"
    f"(?:{_OFFICE}|他|她)"
)
_OWN_OFFICE = re.compile(f"(?:{_OFFICE}|[记記]者)?")
_OTHER_MATTER = re.compile("[后後时時的称稱说說就对對]")  # 3月5日日本试射导弹后毛宁表示
_YEAR, _MONTH, _DAY = "([0-9]{4})年", "([0-9]{1,2})月份?", "([0-9]{1,2})[日号號]"
_DATE = re.compile(  # not 3月7日起, 7日至8日, 2023年度
    f"(?<![0-9至到—～~-])(?:{_YEAR}(?:{_MONTH}(?:{_DAY})?)?|{_MONTH}(?:{_DAY})?|{_DAY})"
    "(?![0-9内內间間以之至到起前后後度、和与與—～~-])"
)
_FILLER = (
    "[当當]地[时時][间間]|北京[时時][间間]|[今昨前][天日晚]|[当當][天日晚]|星期[一二三四五六日天]"
    "|[周週][一二三四五六日]|[上下中]午|[晚早][上间間晨]|日前|近日|此前|[随隨][后後]|今年|去年|（[^（）]*）"
)
_TIME = re.compile(f"(?:(?:{_DATE.pattern})|{_FILLER})*")
_OF_DAY = re.compile(f"^(?:{_FILLER}|[举舉]行的|召[开開]的|的)+")
_HEAD = (
    "[记記]者(?:招待)?[会會]|[发發][布佈][会會]|吹[风風][会會]|[见見]面[会會]|[会會][议議]|大[会會]"
    "|年[会會]|峰[会會]|[论論][坛壇]|[对對][话話][会會]|研[讨討][会會]|座[谈談][会會]|[开開闭閉]幕式"
    "|招待[会會]|晚宴|午宴|[两兩][会會]"
)
_ELSE = "[谈談提][到及]|回[应應答]|有[关關]|[关關][于於]|[针針][对對]|[在于於就]"
_PHRASE = f"((?:(?!{_ELSE}).)*?(?:{_HEAD}))"
_EVENT = re.compile(
    f"(?:[在于於]{_PHRASE}[上中]|(?:主持|出席){_PHRASE}(?:[上中时時并並]|$))(?!的|所)"
)
_HELD = re.compile(f"(.{{0,16}})(?:[举舉]行|召[开開]){_PHRASE}$")
_FULL_WIDTH = {0xFF10 + digit: str(digit) for digit in range(10)}


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have said it, when, and where; empty where nothing is said plainly.

    Of several names in one clause (王毅、毛宁表示) nobody plainly knows which: one of them. Of a
    day its year or its month may be all that is said. The event is as written: 例行记者会.
    """

    who: tuple[str, ...] = ()
    year: str = ""
    month: str = ""
    day: str = ""
    event: str = ""

    @property
    def date(self) -> str:
        """As much of it as is said: 2024年3月7日, or 7日."""
        parts = ((self.year, "年"), (self.month, "月"), (self.day, "日"))
        return "".join(f"{part}{unit}" for part, unit in parts if part)


@dataclass(frozen=True, slots=True)
class Names:
    """Who can be said to have spoken, as the record names them, and their characters' script."""

    speakers: Sequence[str]
    outlets: Sequence[str] = ()
    script: Script | None = None

    def simplified(self, text: str) -> str:
        return text.translate(self.script) if self.script else text

    def in_clause(self, clause: str, names: Sequence[str]) -> list[tuple[str, int]]:
        """Those that a clause has for its subject, and where each ends; 李强国 is not 李强."""
        known = {self.simplified(name).strip("《》"): name for name in names}
        by_length = sorted(known, key=lambda name: (-len(name), name))
        plain = self.simplified(clause)
        found = re.finditer("|".join(map(re.escape, by_length)), plain) if known else ()
        return [
            (known[match[0]], match.end())
            for match in found
            if not _OBJECT.search(clause[: match.start()])
        ]


def said_of(before: str, after: str, names: Names) -> Attribution:
    """What is said of a quotation by the text before it and the text after it."""
    lead = _lead(before)
    asks = bool(_ASKS.search(lead)) and not _ANSWERS.search(lead)
    if not _BEFORE.search(lead):
        match = _AFTER.match(after)
        if match is None:
            return Attribution()
        lead, asks = match[1], False
    known = [*names.speakers, *(names.outlets if asks else ())]
    clauses = [clause.translate(_FULL_WIDTH) for clause in _CLAUSE.split(lead) if clause]
    at = len(clauses) - 1
    found = names.in_clause(clauses[at], known)
    if not found and at and _GOES_ON.fullmatch(clauses[at]):
        at = next((i for i in range(at - 1, 0, -1) if not _only_circumstances(clauses[i])), 0)
        found = names.in_clause(clauses[at], known)
    who = tuple(dict.fromkeys(name for name, _ in found))
    date, event = ("", "", ""), ""
    for text in _circumstances(clauses, at, found[0][1] if found else None):
        date = date if any(date) else _date(text)
        event = event or _event(text)
    return Attribution(who, *date, event)


def _lead(before: str) -> str:
    """The sentence that leads to a quotation; where it is longer, its whole clauses."""
    *ended, lead = _SENTENCE.split(before.rstrip())
    return lead if ended or len(before) < LEAD else "".join(_CLAUSE.split(lead, maxsplit=1)[1:])


def _circumstances(clauses: Sequence[str], at: int, subject_ends: int | None) -> Iterator[str]:
    """The texts that say when and where somebody spoke, the nearest to the speaker first."""
    clause = clauses[at]
    start = _beginning(clause)
    somebody = _SOMEBODY.match(clause, len(start))
    end = subject_ends or (somebody.end() if somebody else 0)
    if end:
        yield _beginning(clause[_end(_OWN_OFFICE, clause, end) :])
    if _OTHER_MATTER.search(clause[len(start) : end]) if end else not _goes_on(clause, start):
        return
    yield start
    for before in reversed(clauses[:at]):
        if _only_circumstances(before):
            yield before
        elif not _TOPIC.match(before):
            return


def _goes_on(clause: str, start: str) -> bool:
    """Whether nobody of whom the record knows nothing is named in what follows."""
    return bool(_GOES_ON.fullmatch(clause, len(start)))


def _beginning(text: str) -> str:
    """As much of a text as says when and on what occasion."""
    time = _end(_TIME, text, 0)
    event = _EVENT.match(text, time)
    if not event and not time and text[:1] in ("在", "于", "於"):
        dated = _end(_TIME, text, 1)
        time = dated if dated > 1 else 0
    return text[: event.end() if event else time]


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    """Where the longest match from [start) on ends; a pattern that matches nothing, too."""
    match = pattern.match(text, start)
    return match.end() if match else start


def _only_circumstances(clause: str) -> bool:
    return _beginning(clause) == clause or bool(_HELD.fullmatch(clause))


def _date(text: str) -> tuple[str, str, str]:
    """The last year, month and day of a text, as far as it has them."""
    for found in reversed(list(_DATE.finditer(text))):
        year, *months = found.groups(default="")
        return year, months[0] or months[2], months[1] or months[3] or months[4]
    return "", "", ""


def _event(text: str) -> str:
    held = _HELD.fullmatch(text)
    if held:
        return f"{_without_time(held[1])}{_without_time(held[2])}"
    found = _EVENT.search(text)
    return _without_time(found[1] or found[2]) if found else ""


def _without_time(phrase: str) -> str:
    """在3月7日举行的例行记者会上 names the 例行记者会."""
    return _OF_DAY.sub("", _DATE.sub("", phrase))
