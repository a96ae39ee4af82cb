"""What belongs to the printed page and not to the event, as data: one line a form.

To add a form, write its pattern with the line that made it necessary, and put a transcript that
has it into tests/cases/transcripts/, with words beside it that it must leave alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from wenda.reading.lines import Line

_DAY = r"\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}\s*日?"
_CLOCK = r"(?:[上下]午|[AaPp][Mm])?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\s*(?:[AaPp][Mm])?"
_STAMP = rf"(?:{_DAY}[\sT]*)?{_CLOCK}"
_NAME = r"[\u3400-\u9fffA-Za-z·][\u3400-\u9fffA-Za-z·、/／ \u3000]{0,24}"
_SHOT = r"(?:(?<!拍)[摄攝](?!影)|(?<!拍)[摄攝]影(?=[）)]))"
_CREDIT = (
    "责任编辑|責任編輯|责编|编辑|編輯|网络编辑|值班编辑|值班主任|审核|审校|初审|复审|终审|一审|二审|三审|校对|作者|"
    "来源|來源|稿源|信息来源|文章来源|图片来源|摄影|攝影|摄像|供图|制图|监制|统筹|策划|撰文|撰稿|录入|排版|美编|主编|"
    "编审|原标题|阅读原文|分享到|编者按|特别声明|免责声明|版权声明"
)
_HEADING_CREDIT = (
    "发布时间|发布日期|更新时间|日期|时间|地点|字号|字体|浏览次数|阅读次数|点击数|关键词|标签|主题"
)
_BUTTON = (
    "关闭窗口|关闭本页|关闭|关 闭|打印本页|打印页面|打印|打 印|返回顶部|返回首页|返回|回到顶部|"
    "收藏|我要纠错|纠错|分享|转发|"
    "网站地图|手机版|扫一扫|上一篇|下一篇|上一页|下一页|我要评论|评论|点赞|推荐|推荐给朋友|复制链接|朗读|听新闻|放大|缩小|默认|"
    "英文版|中文版|繁体|繁體|简体|微信|微博|TOP|Top|(?:字体|字号)?[:：\\s]*大\\s*中\\s*小"
)
_CREDITS = rf"(?:{_CREDIT})\s*[：:∶]\s*[^。！？；]{{0,60}}"

# A whole line that is none of anybody's words.
LINES: dict[str, str] = {
    # ***********   ——————
    "分隔线": r"[*＊\-—–_=＝~～•○●◇◆☆★※#＃]{3,}|(?:[*＊☆★※]\s*){3,}",
    # 【关闭】 【打印】   [关闭窗口]   关闭窗口
    "网页按钮": rf"(?:[【\[［]\s*(?:{_BUTTON})(?:\s+(?:{_BUTTON}))*\s*[】\]］][\s|｜]*)+"
    r"|(?:[（(]?(?:关闭窗口|打印本页|返回顶部)[）)]?[\s|｜]*)+",
    # 责任编辑：张三   （责编：张三、李四）
    "编辑、来源": rf"{_CREDITS}|[（(【\[]\s*{_CREDITS}[】\]）)]",
    # 图为王毅外长答记者问。新华社记者 张三摄   （资料图片）
    "图片说明": rf"(?:[▲▼↑↓△▽]\s*)?[（(]?(?:图为|上图|下图|左图|右图|图[①②③④⑤\d]|图[一二三四][：:])"
    r"[^？]{2,160}"
    rf"|[^？]{{0,160}}(?:记者|記者|通讯员|本报|新华社)\s*[\u3400-\u9fff·、]{{0,12}}\s*{_SHOT}[）)]?。?"
    rf"|[^？]{{0,160}}[。！）)]\s*[（(]?[\u3400-\u9fff·]{{2,4}}\s*{_SHOT}[）)]?。?"
    rf"|[（(]?{_NAME}{_SHOT}[）)]?。?|[（(]?{_NAME}供图[）)]?"
    r"|[（(]?(?:新华社|中新社|法新社|路透社|美联社)[/／、\s]*(?:发|供图|照片)[）)]?|[（(]?资料图片?[）)]?",
    # 本报北京3月7日电（记者张三）…   新华社北京3月7日电   本报讯 …
    "电头": r"[（(【]?(?:本报|本刊|新华社|中新社|新华网|人民网|中新网|央视网|"
    r"中国网|环球网|[\u3400-\u9fff]{1,8}[社报网])"
    r"[\u3400-\u9fff]{0,10}(?:\d{1,4}年)?\d{1,2}月\d{1,2}日[电讯電訊](?:[（(【】）)\s\u3000].*)?"
    r"|[（(【]?(?:本报|本刊|本网|新华社|人民网|中新网)[\u3400-\u9fff]{0,6}[讯電电](?:[（(【】）)\s\u3000].*)?",
    # （上接第二版）   （下转第四版）
    "转接": r"[（(【〔](?:上接|下转|下轉|紧接|转)[^（）()【】]{0,12}[版页面]"
    r"[^（）()【】]{0,8}[）)】〕]",
    # 10:32   [2024-03-07 10:32:15]   （2024年3月7日）
    "时刻": rf"[\[［【（(〔]?\s*(?:{_STAMP}|{_DAY}(?:\s*星期[一二三四五六日天])?)\s*[\]］】）)〕]?",
    # — 3 —   第3页   第3页共12页
    "页码": r"[-—–·]\s*\d{1,4}\s*[-—–·]|第\s*\d{1,3}\s*页\s*(?:[,，/]?\s*共\s*\d{1,3}\s*页)?",
    # （完）
    "完": r"[（(【\[]\s*(?:完|全文完|实录完|文字实录完|续完)\s*[）)】\]]",
}
LINE = {name: re.compile(pattern) for name, pattern in LINES.items()}
SEPARATOR = "分隔线"

# At the head of a line whose rest is somebody's words: （上接第二版）今年是…
HEAD = re.compile(LINES["转接"])
# A time before a label: 10:32 王毅：…   [10:32:15] 【王毅】…
STAMP_BEFORE = re.compile(
    rf"(?:[\[［【（(〔]\s*{_STAMP}\s*[\]］】）)〕]\s*|{_STAMP}[\s\u3000]+)(?=\S)"
)
# At the end of a line of words, after the end of their sentence.
TAIL = re.compile(
    r"(?<=[。！？…”’」』）)!?])\s*(?:"
    rf"[\[［【（(〔]\s*{_STAMP}\s*[\]］】）)〕]|{_STAMP}"  # ……。[10:32]
    rf"|[（(【\[]\s*{_CREDITS}[）)】\]]"  # ……。（责任编辑：张三）
    rf"|{LINES['转接']}|{LINES['完']}|(?:[【\[［]\s*(?:{_BUTTON})\s*[】\]］][\s|｜]*)+"
    ")$"
)

# What stands before the first label and names the event or its day.
TITLE = re.compile(
    r"(?!.*[。！？?!；]$).{0,60}(?:记者会|發布会|发布会|吹风会|招待会|见面会|答.{0,6}记者问|答問|答问|实录|全文|記者會|媒体吹风)"
    r".{0,30}(?<![。！？?!；：:，])"
)

# 时间：2024年3月7日   字号：大 中 小
HEADING_CREDIT = re.compile(rf"(?:{_HEADING_CREDIT}|{_CREDIT})\s*[：:∶].{{0,60}}")

# Lines that open what follows the transcript on a web page: all to the end is the page's.
FOOTER_OPENS = re.compile(
    r"中国政府网|(?:相关|热点|推荐|最新|更多)(?:新闻|链接|报道|文章|阅读|内容|专题|稿件|附件)[:：]?|延伸阅读[:：]?|"
    r"推荐给朋友[:：]?|友情链接[:：]?|网站地图.{0,40}|版权所有.{0,60}|主办单位[:：].{0,40}|主管单位[:：].{0,40}|"
    r"Copyright.{0,80}|©.{0,80}|附件[:：]?|分享到[:：]?.{0,30}|扫一扫.{0,30}|您即将离开.{0,40}|"
    r"(?:上|下)一[篇条][:：].{0,60}|.{0,20}ICP备.{0,60}|联系我们(?:[\s|｜].{0,40})?"
)
# A line that a page prints and nobody says: short, and no sentence.
_DIALOGUE = re.compile(r"您?即将离开.{0,40}|是否继续.{0,10}")
_ENDS = "。！？；…”』）!?"
LONGEST = 44
_LEAST_LINES = 8  # of a footer that nothing opens: an answer may well end in a list of five names


def kind_of(words: str) -> str | None:
    """Which furniture a whole line is; None where it may be words."""
    return next((name for name, form in LINE.items() if form.fullmatch(words)), None)


def footer(lines: Sequence[Line], is_label: Callable[[Line], bool]) -> int:
    """The index of the line from which to the end all is the page's; the number of lines if none.

    It begins after the last label, at a line that opens such lists or, where a list runs to the
    end without any sentence, with the list: the briefings of a ministry end in some 150 links.
    """
    last = max((i for i, line in enumerate(lines) if is_label(line)), default=-1)
    for index in range(last + 1, len(lines)):
        if FOOTER_OPENS.fullmatch(lines[index].text):
            return index
    begin = len(lines)
    while begin - 1 > last and _is_of_a_page(lines[begin - 1].text):
        begin -= 1
    return begin if len(lines) - begin >= _LEAST_LINES else len(lines)


def _is_of_a_page(words: str) -> bool:
    sentence = len(words) > LONGEST or words[-1] in _ENDS
    return not sentence or bool(_DIALOGUE.fullmatch(words)) or kind_of(words) is not None
