"""Saved web pages: the article, and everything else listed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import CASES
from wenda.adding.page import Extract, read_html

MINISTRY = (CASES / "adding/ministry.html").read_text("utf-8")
NEWSPAPER = (CASES / "adding/newspaper.html").read_text("gb18030")


def squeezed(lines: tuple[str, ...] | list[str]) -> list[str]:
    return [re.sub(r"\s", "", line) for line in lines]


def test_the_article_of_a_ministry_s_page() -> None:
    assert read_html(MINISTRY).lines == (
        "2020年3月2日港务局发言人王五主持例行记者会",
        "\u2002\u2002**企鹅社记者：**据了解，第三届灯塔大会将于下周在海岛举行。"
        "发言人能否介绍大会的有关情况？",
        "　　**王五：**第三届灯塔大会将于3月9日至11日举行，来自36个沿海国家的代表将与会。",
        "　　大会的主题是“灯光相连”。我们期待各方借此机会加强合作， 让渔民的归途更加明亮。",
        "　　**潮汐电视台记者：**有报道称，5\xa0<\xa07海里的区域将禁止捕捞。港务局对此有何评论？",
        "　　**王五**：有关规定已于去年公布，面积是12万km2。",
        "　　渔船应当遵守。",
        "　　**鲸鱼社记者：**能否确认代表团的名单？",
        "　　**王五：**我没有可以提供的信息。",
    )


def test_what_is_left_out_of_it_is_listed() -> None:
    extract = read_html(MINISTRY)
    assert extract.left_out == (
        "无障碍 | 关怀版 | English",
        *("首页", "部长", "发言人表态"),
        "当前位置：首页 > 发言人办公室 > 例行记者会",
        "2020-03-02 18:40",
        "【中大 中 小】",
        *("分享", "打印"),
        "【打印】 【关闭】",
        "分享到：微信微博",
        "相关新闻",
        "港务局发言人就灯塔年检答记者问（2020-02-28）",
        "部长会见远方来客，就渔业合作交换了意见。",
        "版权所有：港务局　联系我们　地址：海岛路1号",
        "京ICP备00000000号",
    )
    assert extract.title == "2020年3月2日港务局发言人王五主持例行记者会"
    assert extract.meta == {
        "site": "港务局网站",
        "url": "https://www.example.gov.cn/fyrbt/lxjzh/t20200302_1234.html",
        "published": "2020-03-02 18:40",
    }
    (remark,) = extract.remarks
    assert "1 处上标或下标" in remark


def test_a_newspaper_s_page_in_tables() -> None:
    extract = read_html(NEWSPAPER)
    assert squeezed(extract.lines) == [
        "港务局发言人王五答记者问",
        "本报三号码头2月3日电（记者张三）港务局2月3日举行记者会。",
        "**问：**新码头什么时候开放？",
        "**答：**新码头将于四月开放，泊位从12个增加到20个。",
        "**问：**渔民怎么办？",
        "**答：**渔民的泊位不变，请大家放心。",
    ]
    assert "看不见的一段话，没有人会读到它。" in extract.left_out
    assert "请打开脚本。" in extract.left_out
    assert not any("广告" in line for line in (*extract.lines, *extract.left_out))


def lines(body: str) -> list[str]:
    return list(read_html(f"<body>{body}</body>", whole=True).lines)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p><b>新华社</b><b>记者：</b>问。</p>", ["**新华社记者：**问。"]),
        ("<p> <strong> 王毅 </strong>：答。</p>", ["**王毅** ：答。"]),
        ("<p><b>新华社记者：这一段都是粗体吗？</b></p>", ["新华社记者：这一段都是粗体吗？"]),
        ("<p><b>强调</b>不是标签。</p>", ["强调不是标签。"]),
        ("<p>话里有<b>附：</b>一段。</p>", ["话里有附：一段。"]),
        ("<p><b>小标题：</b></p><p>话。</p>", ["小标题：", "话。"]),
        ("<h2>王毅：答。</h2>", ["王毅：答。"]),
        ("一<br>二<div>三</div>四", ["一", "二", "三", "四"]),
        ("<pre>一\n  二</pre>", ["一", "二"]),
        ("<p>5&nbsp;%　</p>", ["5\xa0%　"]),
        ("<p>a<!-- b -->c<script>d</script></p>", ["ac"]),
        ("<p>&amp;lt; &#12354; **</p>", ["&lt; あ **"]),
    ],
)
def test_lines_as_a_browser_shows_them(html: str, expected: list[str]) -> None:
    assert lines(html) == expected


def test_a_second_part_of_the_article_is_not_left_out() -> None:
    """What speaks stays, however small its share of the page."""
    long = "<p>新华社记者：问？</p><p>王毅：" + "很长的一段回答。" * 400 + "</p>"
    page = f"<body><div><div>{long}</div><div><p>路透社记者：后一问？</p></div></div><a>页脚</a>"
    extract = read_html(page)
    assert extract.lines[-1] == "路透社记者：后一问？"
    assert extract.left_out == ("页脚",)


def test_a_page_without_sentences_is_taken_whole() -> None:
    assert read_html("<body><p>甲</p><p>乙</p></body>").lines == ("甲", "乙")
    assert read_html("") == Extract((), ())


def test_a_page_nested_without_end() -> None:
    assert read_html("<div>" * 20_000 + "话。").lines == ("话。",)


BLOCK = st.sampled_from(["p", "div", "td", "li", "h1", "section", "pre", "nav", "blockquote"])
INLINE = st.sampled_from(["b", "strong", "a", "span", "em", "sup", "font"])


@st.composite
def trees(draw: st.DrawFn, depth: int = 4) -> str:
    """HTML with words that are numbered where they are put in, see `words`."""
    if depth == 0 or draw(st.booleans()):
        return draw(st.sampled_from(["@", "@。", "@记者：@？", "王毅：@", " ", "<br>", "&nbsp;"]))
    tag = draw(st.one_of(BLOCK, INLINE))
    hidden = draw(st.sampled_from(["", "", "", " hidden", ' style="display: none"']))
    inner = "".join(draw(st.lists(trees(depth=depth - 1), max_size=4)))
    return f"<{tag}{hidden}>{inner}</{tag}>"


@given(st.lists(trees(), max_size=8))
def test_no_word_of_a_page_is_lost(parts: list[str]) -> None:
    """Every word that a page shows is in the text or in what was left out, and once."""
    pieces = "<script>脚本</script>".join(parts).split("@")
    planted = [f"词{number:04}" for number in range(len(pieces) - 1)]
    html = "".join(a + b for a, b in zip(pieces, [*planted, ""], strict=True))
    extract = read_html(f"<html><head><title>t</title></head><body>{html}</body></html>")
    found = re.findall(r"词\d{4}", "\n".join([*extract.lines, *extract.left_out]))
    assert sorted(found) == planted
    assert "脚本" not in "".join([*extract.lines, *extract.left_out])
