"""Lines that look like a label, whatever their form: what a reader of the page would take for one.

A dialect says how *its* transcripts set off who speaks; this module knows every way that was ever
met, so that a line in another way is seen. It decides nothing: what it finds becomes a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wenda.model import COLONS
from wenda.reading.cast import ANSWERS, ASKS, MODERATES, OFFICE, REPORTER, Cast, bare, squeezed

_LONGEST = 40  # characters of a label; the longest real one with office and name has 34


@dataclass(frozen=True, slots=True)
class Look:
    """A label that a line seems to have."""

    label: str
    sure: bool  # it names somebody who is known, a reporter, or a part (问, 主持人)


# What may stand before a label: marks, bullets, numbers, tags, a time.
_BEFORE = re.compile(
    r"""(?: [\s\u3000\u200b-\u200f\u2060\ufeff#*＊_~`>+|•·●○◆◇■□▲△►▶→※☆★@＠—–\-]+
          | <[^<>]{1,60}>
          | [\[（(]?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?[\]）)]?\s+
          | [（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*(?=\S)
        )*""",
    re.VERBOSE,
)
_AFTER = re.compile(r"(?:[\s*＊_~`]|</?[^<>]{1,20}>)+$")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_COLON = re.compile(rf"[{COLONS}]")
_BRACKETED = re.compile(
    r"[【\[［〔〖（({｛](?P<label>[^【】\[\]［］〔〕〖〗（）(){}｛｝]{1,40})[】\]］〕〗）)}｝]"
)
_QUOTED = re.compile(
    r"[「『《〈<＜“\"](?P<label>[^「」『』《》〈〉<>＜＞“”\"]{1,40})[」』》〉>＞”\"]"
)
_BOLD = re.compile(
    r"(?:\*\*|＊＊|__|<(?:strong|b|h\d|em|u)\b[^>]*>)\s*(?P<label>[^*＊_<>]{1,40}?)\s*(?:\*\*|＊＊|__|</)"
)
_DASH = re.compile(
    r"(?P<label>[^\s\u3000，。！？；：:—–|>＞-]{1,30})(?:[\s\u3000]+|[—–|｜>＞-]+)(?=\S)"
)
_SENTENCE_END = re.compile(
    rf"[。！？!?…；][”’」』）)]*\s*(?=[^。！？{COLONS}]{{1,{_LONGEST}}}[{COLONS}])"
)
_BRACKET_INSIDE = re.compile(r"(?<=.)[【\[［](?P<label>[^【】\[\]［］]{1,40})[】\]］]")

_PUNCTUATION = re.compile(r"[，。！？；,!?;“”\"…]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z.,'’&()\- \d]{0,48}")
_URL = re.compile(r"https?|www|e-?mail|tel|fax|isbn|issn|doi", re.IGNORECASE)
# What ends a sentence that introduces something, and no name: 原则是：  总书记指出：  如下：
_INTRODUCES = re.compile(
    r".*(?:说|說|道|讲|講|问|問|称|稱|表示|指出|强调|強調|认为|認為|写道|写|提出|宣布|重申|告诉|回答|是|为|即|有|如下|以下|"
    r"包括|例如|比如|譬如|诸如|就是|点|條|条|句|句话|个字|方面|问题|原则|方针|意思|结论|目标|关键|核心|主张|建议|"
    r"倡议|共识|立场|态度|工作|任务|措施|内容|特点|特征|理由|原因|事实|数据|例子|故事|道理|意义|主题|口号|标准|底线|"
    r"红线|步骤|阶段|机遇|挑战|成果|亮点|附|附件|附注|注|注释|备注|说明|又及|提示|通知|声明|公告|消息|第[一二三四五六七八九十]+)"
)
# A name has none of these.
_FUNCTION = re.compile(
    r"[的了在我你您他她它们这那哪什么怎就也都还又不没很更最要会能可应将把被让对向从到给跟与及或但而且若如果因所以于之其此每各几多少着过吗呢吧啊已曾]"
)
_OUTLET = re.compile(
    r"[^据按]*(?:社|报|報|日报|台|臺|卫视|电视|电台|网|网站|广播|广播公司|周刊|杂志|通讯|通讯社|新闻|时报|晚报|传媒|电讯)"
)
_TITLED = re.compile(rf".*(?:{OFFICE})")
_OUTLET_AND_NAME = re.compile(rf"(?:{_OUTLET.pattern})[\u3400-\u9fff·]{{2,6}}")  # 央视 张三：
# The commonest family names, and the characters by which foreign names are written.
_CHINESE = re.compile(
    r"(?:欧阳|司马|上官|诸葛|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏"
    r"魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤耿华])"
    r"[\u3400-\u9fff]{1,2}"
)
_SOUNDS = (
    "阿埃艾爱安昂奥巴贝本比宾波伯勃布查茨达戴丹道德登邓迪蒂丁杜敦多厄恩尔法范菲费芬丰佛弗福富盖戈格根古哈海汉赫亨胡霍基吉季"
    "加贾杰金卡凯坎康考科克肯寇库奎拉莱兰朗劳勒雷黎里利丽莉林琳隆卢鲁伦罗洛马玛迈麦曼梅门蒙孟米密明莫姆穆娜纳南内尼妮宁纽诺"
    "努欧帕潘庞佩彭皮珀普齐奇契乔切丘热日荣茹瑞若萨塞森桑莎沙莎山舍申施什史舒斯思松苏索塔泰坦汤唐特提廷图托瓦旺威韦维温文翁"
    "夫连京默朔司逊蓬拜博鲁凡茜姬赛沃乌吾西希锡夏香肖谢辛休许雅亚延扬耶叶伊因英尤于约泽扎詹珍治朱卓兹佐"
)
_FOREIGN = re.compile(
    rf"[\u3400-\u9fff]{{1,10}}[·•・][\u3400-\u9fff·•・]{{1,14}}|[{_SOUNDS}]{{3,8}}"
)
_WORDS = frozenset(
    [
        "高度",
        "高兴",
        "方向",
        "方案",
        "方法",
        "方式",
        "周边",
        "马上",
        "许多",
        "何谓",
        "何为",
        "何时",
        "任何",
        "任务",
        "余下",
        "项目",
        "安全",
        "安排",
        "江山",
        "成果",
        "石油",
        "程序",
        "路径",
        "路线",
        "严峻",
        "金融",
        "金砖",
        "华侨",
        "白皮书",
        "莫过于",
        "向前看",
        "田野",
        "程度",
        "严格",
        "严肃",
        "汤加",
        "林业",
        "高质量",
        "高水平",
        "方针",
        "任期",
        "万一",
        "韩国",
        "苏丹",
        "罗马",
        "雷达",
        "黄金",
        "石头",
        "马来",
        "曾经",
        "史实",
        "武器",
        "段落",
    ]
)
_PART = re.compile(
    r"司仪|翻译|口译|译员|现场翻译|英文翻译|中文翻译|同传|众|众人|全场|全体|旁白|画外音|观众|听众|学生|嘉宾|网友|群众|村民|"
    r"(?:男|女)?(?:声|士|生|孩)|女士|先生|代表|委员|专家|学者|主播|特派员|评论员|通讯员|同事|工作人员|双方|回答者|提问|插话"
)
_MODERATOR = re.compile(rf"{MODERATES.pattern}(?:问|说|提问|宣布)?")
_SPOKEN = re.compile(
    r"(?:说|说道|说到|答|答道|回答|回答说|表示|指出|强调|笑|笑着说|插话|补充|补充说|接着说|继续|又说|问|反问|答问|认为|称|讲)*"
)


def look(words: str, cast: Cast) -> Look | None:
    """The label that a line seems to begin with, None where it is none."""
    rest = words[_BEFORE.match(words).end() :]  # type: ignore[union-attr]  # matches nothing too
    for candidate, by_marks in _candidates(words, rest):
        sure = _is_known(candidate, cast) and (by_marks or _is_person(candidate, cast))
        if sure or (by_marks and _may_be(candidate, cast)):
            return Look(candidate.strip(), sure)
    return None


def look_inside(words: str, cast: Cast) -> Look | None:
    """A label in mid-line: ……。王毅：第一答。 Only what is known, since people quote."""
    for match in _SENTENCE_END.finditer(words):
        label = _COLON.split(words[match.end() :], maxsplit=1)[0]
        label = label[_BEFORE.match(label).end() :]  # type: ignore[union-attr]
        if _is_known(_AFTER.sub("", label), cast):
            return Look(label, True)
    for match in (*_BRACKET_INSIDE.finditer(words), *_BOLD.finditer(words, 1)):
        if _is_known(match["label"].rstrip(COLONS), cast):
            return Look(match["label"], True)
    return None


def _candidates(words: str, rest: str) -> Iterator[tuple[str, bool]]:
    """What may be the label of a line, and whether its marks alone make it worth a look."""
    for pattern, marks in ((_BOLD, True), (_BRACKETED, True), (_QUOTED, False)):
        for text in (words.lstrip(), rest):
            if match := pattern.match(text):
                label = match["label"].rstrip(COLONS + " ")
                if pattern is not _QUOTED or not _goes_on(text, match.end(), label):
                    yield label, marks
    colon = _COLON.search(rest, 0, _LONGEST + 12)
    if colon:
        yield _AFTER.sub("", rest[: colon.start()]), True
    if len(rest) <= _LONGEST:
        yield _AFTER.sub("", rest), False
    if dash := _DASH.match(rest):
        yield dash["label"], False


def _goes_on(text: str, end: int, label: str) -> bool:
    """“记者培训”不是……: a quotation that begins a sentence. 「新华社记者」请问…… may be a label."""
    reporter = REPORTER.fullmatch(bare(label))
    return bool(reporter and reporter["name"] and _IDEOGRAPH.match(text, end))


def _is_known(label: str, cast: Cast) -> bool:
    name = bare(label)
    if ASKS.fullmatch(name):
        return True
    if not name or len(name) > _LONGEST or _PUNCTUATION.search(name):
        return False
    if cast.is_outlet(re.sub("(?:提|追|发)?问$", "", name)):  # 路透社问：
        return True
    if cast.role_of(label) or _MODERATOR.fullmatch(name) or REPORTER.fullmatch(name):
        return True
    return any(_is_of(name, speaker) for speaker in cast.speakers)


def _is_person(label: str, cast: Cast) -> bool:
    """Not an outlet alone, which any sentence or list may begin with: 新华社  《环球时报》"""
    return bool(REPORTER.fullmatch(bare(label))) or not cast.is_outlet(label)


def _is_of(name: str, speaker: str) -> bool:
    """A speaker's name with something before it, or with an office or a word for speaking after."""
    before, found, after = name.partition(bare(speaker))
    if not found or re.search("[我你您他她]|感谢|谢谢|据|关于|根据|正如|按照", before):
        return False
    after = re.sub(rf"^(?:{OFFICE})+", "", after)
    return bool(_SPOKEN.fullmatch(after))


def _may_be(label: str, cast: Cast) -> bool:
    """A label of somebody unknown: an office, an outlet, a name, or words in Latin letters."""
    name = bare(label)
    if _LATIN.fullmatch(label.strip()):
        return len(label.split()) <= 7 and not _URL.match(label.strip())
    if not name or len(name) > _LONGEST or _PUNCTUATION.search(name) or name.isdigit():
        return False
    if _PART.fullmatch(name) or ASKS.fullmatch(name) or ANSWERS.fullmatch(name):
        return True
    asking = re.sub("(?:提|追|发)?问$", "", name)
    if asking != name and len(asking) > 2 and _OUTLET.fullmatch(asking):
        return True
    if _INTRODUCES.fullmatch(name) or _FUNCTION.search(name):
        return False
    if _TITLED.fullmatch(name) or (len(name) > 2 and _OUTLET.fullmatch(name)):
        return True
    if _OUTLET_AND_NAME.fullmatch(squeezed(label)) and re.search(r"[\s\u3000]", label.strip()):
        return True
    return bool(_FOREIGN.fullmatch(name) or _CHINESE.fullmatch(name)) and name not in _WORDS
