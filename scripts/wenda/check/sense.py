"""Changes that turn the sense, by rule and not by guess.

The twin of docs/assets/wenda/check/sense.mjs. A stretch that differs is looked at on both
sides: are the words of each kind that it touches the same ones? Words that only look like such
(未来, 非洲, 一些) stand first in their pattern, outside its group, and count for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

NEGATION, NUMBER, NAME, MODAL, PERSON = "否定", "数字日期", "名称职务", "限定", "人称"
OPPOSITE, WORDS = "反义", "词句"

OTHER_WORDS = 2
"""So many characters in a row that only one side has are a word, and no slip."""

_SHOWN = 20  # characters of a word that a report shows

NEGATIONS = re.compile(
    "未来|非洲|非常|无论|无非|不仅|不但|不断|不过|[南北东西中]非|非盟|非方|否则"
    "|(没有|并非|决非|绝非|绝不|决不|从不|从未|尚未|并不|[不没未无非勿莫否])"
)
MODALS = re.compile(
    "将军|反应|对应|供应|效应|响应|适应|相应|应对|应用|应急|也门|首都|都市|成都|京都|归还|偿还|交还"
    "|人才|才能|才干|刚才|方才|更新|更换|更改|变更|更正|最近|最终|再见"
    "|(不仅|仅仅|仅|不只|只|应当|应该|应|必须|必定|必将|务必|可以|可能|能够|也许|或许|将要|将|已经|已|曾经|曾"
    "|也|都|还|仍然|仍|依然|又|再|才|更|最|均|皆|却)"
)
NUMBERS = re.compile(
    "一些|一样|一起|一定|一直|一切|一般|一旦|一致|一贯|万一|统一|唯一|进一步|百姓|千方百计|半岛"
    "|([一二三四五六七八九十百千万亿两零〇半倍]+|[$¢£¤¥\u20a0-\u20cf+\\-±∓<>≤≥≠=≈]*\\.?"
    "[0-9]+(?:[.:/·×^、~ ]*[0-9]+)*[%‰‱°′″+$¢£¤¥\u20a0-\u20cf]*|[%‰‱$¢£¤¥\u20a0-\u20cf])"
)
PERSONS = re.compile(
    "其他|其它|自我|忘我|排他|(我们|你们|您们|他们|她们|它们|咱们|[我你您他她它咱])"
)
_STATES = "[中美俄英法德日韩朝印巴以伊乌欧澳加越缅蒙菲台华非]"
_SHORT = (  # 中方, 双方, 俄乌, 对华
    f"(?:{_STATES}|[双各对我你他己敌三])方|中[美俄英法德日韩朝印巴欧澳加越缅蒙菲非]|[美俄日韩朝印欧]中"
    "|俄乌|俄美|美俄|美日|日美|美韩|韩美|美欧|欧美|美以|美伊|伊以|以伊|巴以|以巴|印巴|朝韩|韩朝|日韩"
    f"|[对访驻涉赴援反](?={_STATES})[^方]"
)
_PAIRS = (
    "增减 升降 涨跌 多少 大小 高低 强弱 快慢 好坏 早晚 先后 内外 前后 上下 进退 买卖 胜负 胜败"
    " 输赢 利弊 正负 正反 东西 南北 有无 深浅 长短 轻重 新旧 远近 左右 男女 老少 攻守 开关 松紧"
    " 冷热 始末 得失 真假"
)
OPPOSITES = tuple(_PAIRS.split())
_TITLES = (
    "总书记|书记|国家主席|主席|副总理|总理|总统|首相|国王|外长|部长|国务委员|委员长|秘书长|大使|总领事"
    "|发言人|主任|司长|议长|参谋长"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What of one kind a change touches: in the quotation, and in print."""

    kind: str
    quoted: str
    printed: str


def patterns(names: Iterable[str]) -> Mapping[str, re.Pattern[str]]:
    """What to look for, given the folded names of the vocabulary."""
    known = sorted({name for name in names if len(name) > 1}, key=lambda name: (-len(name), name))
    words = "|".join([*map(re.escape, known), _TITLES, _SHORT])
    return {
        NEGATION: NEGATIONS,
        NUMBER: NUMBERS,
        MODAL: MODALS,
        NAME: re.compile(f"({words})"),
        PERSON: PERSONS,
    }


def turns(
    kinds: Mapping[str, re.Pattern[str]],
    quotation: str,
    printed: str,
    change: tuple[int, int, int, int],
    gap: bool = False,
) -> Iterator[Turn]:
    """How a change of [from, to) in a quotation, [at, end) in print, may turn the sense.

    What a gap leaves out is no word that is missing.
    """
    start, to, at, end = change
    turned = False
    for kind, pattern in kinds.items():
        quoted = list(_touched(pattern, quotation, start, to))
        there = list(_touched(pattern, printed, at, end))
        if sorted(quoted) != sorted(there):
            turned = True
            yield Turn(kind, "、".join(quoted), "、".join(there))
    mine, theirs = quotation[start:to], printed[at:end]
    for pair in OPPOSITES:
        for one, other in ((pair[0], pair[1]), (pair[1], pair[0])):
            if one in mine and other not in mine and other in theirs and one not in theirs:
                turned = True
                yield Turn(OPPOSITE, one, other)
    if not turned and max(to - start, 0 if gap else end - at) >= OTHER_WORDS:
        yield Turn(WORDS, _cut(mine), _cut(theirs))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN // 2]}……{text[-_SHOWN // 2 :]}"


AROUND = 40
"""So far from a change its words are looked for; a text may be an hour long."""


def _touched(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[str]:
    base = max(0, start - AROUND)
    for match in pattern.finditer(text[base : end + AROUND]):
        first, last = match.start() + base, match.end() + base
        begins_before = first < end or (start == end and first < start)
        if match.group(1) and last > start and begins_before:
            yield match.group(1)


def cut_before(text: str, start: int) -> str:
    """The negation that a quotation leaves off where it begins at [start) of a printed text."""
    base = max(0, start - 2)
    for match in NEGATIONS.finditer(text[base : start + 1]):
        if match.group(1) and match.end() + base == start:
            return match.group(1)
    return ""
