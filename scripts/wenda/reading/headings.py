"""A heading made without an editor: what was asked, in the question's own words, short and neutral.

The rule, in order: the sentence that asks is found; where it only points (中方对此有何评论), what
it points to is the statement before it. From that the wrapping is taken (据报道，请问), a claim
keeps who claims it, and the rest is cut at a clause's end within the limit. No word is added.
"""

from __future__ import annotations

import re

LONGEST = 28
"""Characters; a list shows as many on one line of a phone."""

_SHORTEST = 10
"""What was asked says too little in fewer characters where a statement stands before it."""

_ALSO = re.compile(r"[（(][^（）()]{1,40}(?:亦问及|也问及|亦问|同问|也提问)[^（）()]{0,10}[）)]")
_SENTENCE = re.compile(r"[^。！？；]+[。！？；]?[”’」』）)]*")

# Wrapping at the beginning of a sentence, taken off as long as there is any.
_BEFORE = re.compile(
    r"""(?: 据[^，。：]{0,24}?(?:报道|消息|了解|悉|称|透露|披露)[，,]
          | (?:另?有|多家)[^，。]{0,8}(?:报道|消息)(?:称|说)?[，,]?
          | 我们?(?:也|还)?(?:注意到|看到|关注到|了解到|想问|想请问|的问题是)[，,：]?
          | (?:第[一二三四]个问题|一个[^，。]{0,8}问题|另外|还有|此外|同时|那么|其次|首先|最后|
             然而|不过|但是|而且|对此|就此|在此背景下|与此同时)[，,：]
          | (?:关于|有关)[^，。]{1,20}的?问题[，,](?=.{6})
          | (?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:[上下晚]午?|凌晨)?[，,]?(?!是)
          | (?:\d{4}年)?\d{1,2}月(?:初|底|中旬|上旬|下旬)[，,]?
          | (?:根据|针对|鉴于|随着|由于|继)[^，。]{2,40}[，,]
          | (?:关于|有关)(?=[^，。]{4})
          | (?:凌晨|清晨|早些时候|夜间|[上下]午|晚间)[，,]?
          | (?:当地时间)[^，。]{0,12}[，,]
          | (?:今天|今早|昨天|昨日|昨晚|前天|明天|今日|近日|日前|近期|最近|
             [本上]?周[一二三四五六日末]|[本上][周月]|月初|[上下]午|刚刚|刚才|当前|目前|此前|早些时候|一段时间以来|近年来|近来)[，,]?(?!是)
          | 请?问|想?请问|可否请?|能否请
          | (?:中方|外交部|中国外交部|中国政府|中央)?(?:刚刚|刚|昨天|今天|已|日前|上午|下午)*
            (?:发布|宣布|公布)(?:了|的)?(?=.{4,40}(?:消息|公告))
          | 谢谢[^，。]{0,10}[，。]
        )""",
    re.VERBOSE,
)
# What frames the thing asked about, and is not it: 中方如何评价…？  …有何评论？
_WHO = r"(?:中方|中国政府|中国外交部|外交部|中国|发言人|您|你|贵方)"
_FRAME_BEFORE = re.compile(
    rf"""(?:请问|想问|请)?(?:{_WHO})?(?:能否|可否|是否可以|能不能|可以)?(?:请)?(?:{_WHO})?(?:再|就|为我们|向我们|进一步|简要|具体|先)*
        (?:介绍|谈谈|评价|评论|分享|透露|提供|解释|说明|谈|看待|如何看待|如何评价|如何评论|怎么看待?|怎样看待|有何|对)(?:一下|下)?
        (?:关于|有关|更多|的)*""",
    re.VERBOSE,
)
_FRAME_AFTER = re.compile(
    r"""(?:的消息|的公告)?
        (?:有何|有什么|作何|持何|是何|有怎样的|有哪些)?(?:进一步)?(?:评论|回应|看法|评价|反应|期待|消息|信息|立场|考虑|态度|表态|补充|建议|计划|安排|措施|具体情况)?
        (?:的)?(?:有关|具体|相关|最新|更多)?(?:情况|内容|细节|安排|信息|背景|消息)?[？。！；]?$""",
    re.VERBOSE,
)
# A question that only points to what was said before it.
_POINTS = re.compile(
    r"对此|就此|此[次访事举行]|该[^，。？]{1,10}|上述|有关(?:情况|报道|表态|消息|问题|言论)|相关(?:情况|信息|报道|表态|消息|言论|活动|问题)|这[一是些次样个种]|这|"
    r"(?:有何|作何|持何|是何|有什么)(?:评论|回应|看法|评价|反应|消息|立场|态度)|是否属实|证实|其|他|她|它|双方|两国|当前形势|更多信息|具体安排|更多情况|"
    r"具体情况|(?:介绍|提供|分享)(?:一下)?(?:更多|具体|有关)?(?:情况|信息|安排|细节|消息)"
)
# … unless it names the thing: 外交部对伊朗和以色列互相发动袭击有何评论？
_NAMES = re.compile(r"(?:对|就)(?![此这该其上])[^，。？]{6,}(?:有何|作何|持何)")
_INTERROGATIVE = re.compile(r"如何|是否|能否|可否|会否|什么|哪|怎|何|吗|多少|几")
_CLAIMS = re.compile(r"(?:称|表示|说|认为|指出|声称|宣称|强调|透露|呼吁|警告|批评|指责|宣布)$")
_TIME = re.compile(
    r"(?:(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:至\d{1,2}日)?|今天|昨天|昨日|昨晚|近日|日前|近期|最近|刚刚|刚才|今日|上周[一二三四五六日]?|本周[一二三四五六日]?)"
)
_CUTS = "[，：；,]"
_ENDS = "。；，：、！,;: "


def heading_of(question: str) -> str:
    """A heading of at most LONGEST characters; an ellipsis stands where it was cut."""
    text = _ALSO.sub("", " ".join(question.split("\n"))).strip()
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(text) if sentence.strip()]
    if not sentences:
        return _cut(text)
    asking = next(
        (i for i, each in enumerate(sentences) if each.rstrip("”’）)").endswith("？")), None
    )
    if asking is None:
        return _cut(_unwrapped(sentences[0]))
    named = _NAMES.search(sentences[asking]) and not asking
    if _points(sentences[asking]) and not named:
        about = _subject_before(sentences[:asking], sentences[asking])
        if about:
            return _cut(about)
    asked = _asked(sentences[asking])
    if asking and len(asked) < _SHORTEST:  # 当前同4国关系: with whom, says the statement before
        asked = _subject_before(sentences[:asking], sentences[asking]) or asked
    return _cut(asked)


def _points(asking: str) -> bool:
    """Whether a question says by itself what it is about; its own first clauses may."""
    last = _clauses(asking)[-1]
    return bool(_POINTS.search(last))


def _subject_before(statements: list[str], asking: str) -> str:
    """What a question points to: the first statement, else the clauses before it."""
    clauses = _clauses(asking)
    for sentence in (*statements, "，".join(clauses[:-1])):
        words = _unwrapped(sentence)
        if len(words) >= 5:
            return words
    return ""


def _asked(sentence: str) -> str:
    """The thing asked about: 中方如何评价上合组织发展成就？ is 上合组织发展成就."""
    words = _unwrapped(sentence)
    if len(words) > LONGEST:
        asking = [clause for clause in _clauses(words) if _INTERROGATIVE.search(clause)]
        words = next((each for each in asking if len(each) >= 8), words)
    framed = _FRAME_BEFORE.match(words)
    if framed:
        inner = words[framed.end() :]
        inner = _FRAME_AFTER.sub("", inner)
        if len(inner) >= 4:
            return inner
    return words


def _unwrapped(sentence: str) -> str:
    """A statement without what wraps it: time, source, 请问."""
    words = sentence
    while (match := _BEFORE.match(words)) and match.end() and len(words) - match.end() >= 5:
        words = words[match.end() :].lstrip("，,： ")
    words = re.sub(r"的(?:消息|公告)(?=[，。？]?$|，)", "", words) if words != sentence else words
    first, comma, rest = words.partition("，")
    if comma and _CLAIMS.search(first):  # a claim stays with who makes it; the day may go
        words = f"{_TIME.sub('', first)}，{rest}"
    return words.rstrip("。；！")


def _clauses(sentence: str) -> list[str]:
    return [clause for clause in re.split("[，,：]", sentence) if clause] or [sentence]


def _cut(words: str) -> str:
    """At the last end of a clause within the limit; the marks of quotations stay in pairs."""
    words = words.strip().rstrip("。；，：、 ")
    if len(words) <= LONGEST:
        return words
    words = re.sub(rf"于?{_TIME.pattern}", "", words) or words  # the day is what may go first
    if len(words) <= LONGEST:
        return words
    within = words[: LONGEST - 1]
    ends = [match.start() for match in re.finditer(_CUTS, within)]
    whole = [
        end for end in ends
        if end > LONGEST // 3 and _is_closed(within[:end]) and not _CLAIMS.search(within[:end])
    ]  # fmt: skip
    if whole:
        return within[: whole[-1]] + "…"
    if not _is_closed(within):  # before the quotation that does not end
        opened = max(within.rfind(mark) for mark in "“《（‘「")
        claim = _CLAIMS.search(within[:opened].rstrip(_ENDS))
        within = within[:opened] if opened > LONGEST // 3 and not claim else within
    return within.rstrip(_ENDS) + "…"


def _is_closed(words: str) -> bool:
    """Whether no quotation is open at the end of these words."""
    return all(words.count(a) == words.count(b) for a, b in ("“”", "《》", "（）", "‘’", "「」"))
