"""Whether an occasion that somebody names is plainly another one than a conference.

The twin of docs/assets/wenda/check/occasion.mjs; tests/cases/occasions.json runs in both. A title
and the name that a draft gives an event are seldom the same words. So the two are other events
only where both name something of one sort, and not the same: 例行 and 两会, 外交部 and 国防部,
十四届 and 十三届; or where the draft names a meeting of which the title of a press conference has
no word. 外长记者会, 昨天的记者会 and 北京举行的记者会 contradict no title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_PLAIN = str.maketrans(
    "記會發佈屆兩議論壇辦國務聯開舉對話風見陸關協衛臺黨財計總",
    "记会发布届两议论坛办国务联开举对话风见陆关协卫台党财计总",
)  # what stands in these patterns, whatever script the record knows

_ASSEMBLIES = {
    "人大": re.compile("人大|人代会|人民代表大会|两会"),
    "政协": re.compile("政协|政治协商会议|两会"),
}
_KINDS = {
    "例行": re.compile("例行"),
    "会议": re.compile(
        "人大|人代会|人民代表大会|政协|政治协商会议|两会|[次届].{0,4}会议|全会|党代会"
    ),
    "联合": re.compile("(?:联合|共同)(?:记者会|会见)|共见记者"),
    "吹风": re.compile("吹风会"),
}
_BODIES = {
    "国台办": re.compile("国台办|国务院台办|国务院台湾事务办公室"),
    "国新办": re.compile("国新办|国务院新闻办"),
    "发展改革委": re.compile("发改委|发展改革委|发展和改革委"),
    "卫生健康委": re.compile("卫健委|卫生健康委"),
    "人民银行": re.compile("人民银行|央行"),
}
_MINISTRIES = "外交部 国防部 商务部 公安部 财政部 教育部 科技部 统计局 海关总署 白宫 五角大楼"
_BODIES |= {name: re.compile(name) for name in _MINISTRIES.split()}
_SORTS: tuple[Mapping[str, re.Pattern[str]], ...] = (_KINDS, _ASSEMBLIES, _BODIES)
_COUNTED = (
    re.compile("([0-9]+|[一二三四五六七八九十]+)届"),
    re.compile("([0-9]+|[一二三四五六七八九十]+)次(?:全体)?会议"),
)
_PRESS = re.compile("记者会|记者招待会|发布会|吹风会|见面会|记者问|答问")
_MEETING = re.compile(
    "(?:会议|大会|年会|峰会|论坛|对话会|研讨会|座谈会|开幕式|闭幕式|招待会|晚宴|午宴)$"
)
_ANY_MEETING = re.compile("上述|此次|本次|这次|该|有关|相关|当日|举行|召开|的|一个|[场个次届]")
_LEAST = 3  # characters that tell a meeting from others: 慕尼黑安全会议


def other_occasion(event: str, title: str) -> bool:
    """Whether an event as a draft names it is plainly another one than a title's."""
    mine, theirs = event.translate(_PLAIN), title.translate(_PLAIN)
    if not mine or not theirs:
        return False
    for patterns in _SORTS:
        ours, named = (set(_named(patterns, text)) for text in (mine, theirs))
        if ours and named and not ours & named:
            return True
    for counted in _COUNTED:
        which, known = (
            {_number(each) for each in counted.findall(text)} for text in (mine, theirs)
        )
        if which and known and not which & known:
            return True
    return _other_meeting(mine, theirs)


def _named(patterns: Mapping[str, re.Pattern[str]], text: str) -> Iterator[str]:
    return (name for name, pattern in patterns.items() if pattern.search(text))


def _other_meeting(event: str, title: str) -> bool:
    """博鳌亚洲论坛年会 is no 例行记者会; a meeting whose words the title has may have had one."""
    if _PRESS.search(event) or not _PRESS.search(title) or not _MEETING.search(event):
        return False
    own = _ANY_MEETING.sub("", _MEETING.sub("", event))
    return len(own) >= _LEAST and not any(own[at : at + 2] in title for at in range(len(own) - 1))


def _number(printed: str) -> int:
    """十四 and 14 are one number."""
    if printed.isascii():
        return int(printed)
    tens, ten, ones = printed.rpartition("十")
    digits = "零一二三四五六七八九"
    return 10 * (digits.find(tens) or 1) * len(ten) + digits.find(ones)
