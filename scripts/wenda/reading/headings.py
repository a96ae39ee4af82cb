"""A heading made without an editor: what was asked, in the question's own words, short and neutral.

The rule, in order: the sentence that asks is found; where it only points (中方对此有何评论), what
it points to is the statement before it. From that the wrapping is taken (请问, 昨天); a claim keeps
who claims it, and what was reported (据报道，…) is said to be: 关于……的报道, the only words that
are added. What is too long is cut where a clause ends, never inside one that can be shown whole.
"""

from __future__ import annotations

import re

LONGEST = 44
"""Characters of a heading that has clauses to choose from: two lines of a phone."""

FURTHEST = 68
"""Characters of one that has none: rather long than cut in the midst of a clause."""

_SHORTEST = 10
"""What was asked says too little in fewer characters where a statement stands before it."""

_ALSO = re.compile(r"[（(][^（）()]{1,40}(?:亦问及|也问及|亦问|同问|也提问)[^（）()]{0,10}[）)]")
_SENTENCE = re.compile(r"[^。！？；]+[。！？；]?[”’」』）)]*")

# Wrapping at the beginning of a sentence, taken off as long as there is any.
_BEFORE = re.compile(
    r"""(?: (?P<report>据[^，。：]{0,24}?(?:报道|了解|悉)[，,]
            |(?:另?有|多家)[^，。]{0,8}(?:报道|消息)(?:称|说)?[，,]?)
          | 我们?(?:也|还)?(?:注意到|看到|关注到|了解到|想问|想请问|的问题是)[，,：]?
          | (?:第[一二三四]个问题|一个[^，。]{0,8}问题|另外|还有|此外|同时|那么|其次|首先|最后|
             然而|不过|但是|而且|对此|就此|在此背景下|与此同时)[，,：]
          | (?:关于|有关)[^，。]{1,20}的?问题[，,](?=.{6})
          | (?:北京时间|当地时间)?(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日
            (?:[上下晚中]午?|凌晨)?[，,]?(?!是)
          | (?:\d{4}年)?\d{1,2}月(?:初|底|中旬|上旬|下旬)[，,]?
          | (?:根据(?![^，。]*(?:报告|调查|统计|数据|记录|研究|民调|消息))|针对|鉴于|随着|由于|继)
            (?![^，。]*(?:是否|会否|如何|怎))[^，。]{2,40}[，,]
          | (?:发言人|中方|外交部|您|你)?(?:能否|可否)(?:澄清|说明|证实|介绍|告知)(?:一下)?[，,]
          | (?:关于|有关)(?=[^，。]{4})
          | (?:凌晨|清晨|早些时候|夜间|[上下]午|晚间)[，,]?
          | (?:当地时间)[^，。]{0,12}[，,]
          | (?:今天|今早|昨天|昨日|昨晚|前天|明天|今日|近日|日前|近期|最近|近来|
             [本上]?周[一二三四五六日末]|(?:本|上)?月[初底]|[本上][周月]|[上下]午|刚刚|刚才|当前|目前|此前|早些时候|一段时间以来|近年来|近来)[，,]?(?!是)
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
    r"(?:有何|作何|持何|是何|有什么)(?:评论|回应|看法|评价|反应|消息|立场|态度)|是否属实|证实|后续|借此|进一步(?:介绍|说明|澄清)|其(?![他中余实])|(?<!其)他|她|它|双方|两国|当前形势|更多信息|具体安排|更多情况|告知原因|详细信息|"
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
    """A heading of at most FURTHEST characters; an ellipsis stands where it was cut."""
    text = _ALSO.sub("", " ".join(question.split("\n"))).strip()
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(text) if sentence.strip()]
    if not sentences:
        return _cut(text)
    asking = next(
        (i for i, each in enumerate(sentences) if each.rstrip("”’）)").endswith("？")), None
    )
    if asking is None:
        return _told(sentences[0])
    named = _NAMES.search(sentences[asking]) and not asking
    if _points(sentences[asking]) and not named:
        about = _subject_before(sentences[:asking], sentences[asking])
        if about:
            return _told(about)
    asked = _asked(sentences[asking])
    if asking and len(asked) < _SHORTEST:  # 当前同4国关系: with whom, says the statement before
        about = _subject_before(sentences[:asking], sentences[asking])
        return _told(about) if about else _cut(asked)
    return _cut(asked)


def _told(statement: str) -> str:
    """A statement as a heading; one that was reported is no fact, and is said to be a report."""
    words = _unwrapped(statement)
    heading = _cut(words)
    if any(_CLAIMED.search(clause) for clause in _clauses(words)[:2]):
        return heading  # 日本防卫大臣称，…: it says itself whose words these are
    if report := _report_of(statement):
        return f"关于{heading.rstrip('…')}的{report}"
    return f"关于{heading.rstrip('…')}的提问" if _JUDGES.search(heading) else heading


def _report_of(sentence: str) -> str:
    """What a statement is known from, by its wrapping: 报道, 消息; empty where it does not say."""
    rest = sentence
    while (match := _BEFORE.match(rest)) and match.end() and len(rest) - match.end() >= 5:
        if match["report"]:
            return "报道" if "报道" in match["report"] else "消息"
        rest = rest[match.end() :].lstrip("，,： ")
    return ""


_CLAIMED = re.compile("(?:称(?![为号呼赞谢])|表示|认为|指出|警告|声称|关注到)")
# Verdicts of who asks, which a heading must not state as facts.
_JUDGES = re.compile(
    "违反|违背|破坏|侵犯|侵略|非法|粗暴|霸凌|胁迫|挑衅|肆意|企图|试图|妄图|抹黑|不公"
)


def _points(asking: str) -> bool:
    """Whether a question says by itself what it is about; its own first clauses may."""
    last = _clauses(asking)[-1]
    return bool(_POINTS.search(last))


def _subject_before(statements: list[str], asking: str) -> str:
    """What a question points to: the first statement, else the clauses before it."""
    clauses = _clauses(asking)
    dated = [each for each in statements if _DAY_OF.match(each)]  # 今天是世界环境日 says little
    rest = [each for each in statements if each not in dated]
    for sentence in (*rest, "，".join(clauses[:-1]), *dated):
        if len(_unwrapped(sentence)) >= 5:
            return sentence
    return ""


_DAY_OF = re.compile("今[天日年]是")


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
    """At the end of a clause that says something; the marks of quotations stay in pairs."""
    words = words.strip().rstrip("。；，：、 ")
    if len(words) <= LONGEST:
        return words
    words = re.sub(rf"于?{_TIME.pattern}", "", words) or words  # the day is what may go first
    words = _GROUNDS.sub("…", words)
    if len(words) > FURTHEST:
        words = _LEAD.sub("", words)
    if len(words) <= LONGEST + _MARGIN:
        return words
    marks = (match.start() for match in re.finditer(_CUTS, words[:FURTHEST]))  # of a whole book too
    ends = [end for end in marks if _may_end(words[:end])]
    near = [end for end in ends if LONGEST // 4 < end < LONGEST]
    far = [end for end in ends if LONGEST <= end < FURTHEST]
    if near or far:
        return words[: near[-1] if near else far[0]] + "…"
    if len(words) <= FURTHEST:
        return words
    within = words[: FURTHEST - 1]  # one clause without an end: after what cannot be inside a name
    cuts = [match.end() for match in re.finditer("[的 ]|(?<=[”’」』）)])", within)]
    closed = [end for end in cuts if end > LONGEST // 4 and _is_closed(within[:end])]
    return within[: closed[-1] if closed else len(within)].rstrip(_ENDS) + "…"


_MARGIN = 6
"""Characters more are shown rather than a last clause cut off."""

_GROUNDS = re.compile("以[^，]{4,40}为由，")
_LEAD = re.compile("^(?:因|由于|为了?|在)[^，]*，")
# Clauses that only lead to the next: 在15个关键工业领域中, 会谈后
_LEADS = re.compile(
    "^根据[^，]*$|(?:为由|之际|以来|期间|同时|情况下|背景下|领域中|过程中|问题上|时|之?后|之?前|环境下|压力下)$"
)


def _may_end(words: str) -> bool:
    return _is_closed(words) and not _CLAIMS.search(words) and not _LEADS.search(words)


def _is_closed(words: str) -> bool:
    """Whether no quotation is open at the end of these words."""
    return all(words.count(a) == words.count(b) for a, b in ("“”", "《》", "（）", "‘’", "「」"))
