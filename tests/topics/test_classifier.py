"""Topics by rules: what the classifier does on a vocabulary of six topics, and on our own."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import ROOT
from wenda.editors.vocabulary import Outlet, Speaker, Topic, Vocabulary
from wenda.findings import Report
from wenda.source import scan, vocabulary_of
from wenda.topics.classifier import MOST, RELATIVE, THRESHOLD, Classifier, TopicMatch
from wenda.topics.segmenter import Segmenter, words_of


def topic(key: str, name: str, **terms: float) -> Topic:
    return Topic(id=key, name=name, scope="……", parent="all", terms=terms)


TOY = Vocabulary(
    places={"KR": "韩国"},
    outlets=(
        Outlet(
            id="kbs",
            name="韩国广播公司",
            english="KBS",
            kind="广播电视",
            place="KR",
            aliases=("KBS",),
        ),
        Outlet(id="nyt", name="《纽约时报》", english="NYT", kind="报纸", place="KR"),
    ),
    topics=(
        Topic(id="all", name="全部议题", scope="……"),
        topic("ai", "人工智能治理", 人工智能=3, 人工智能全球治理=3, 算法=1, 算力=1),
        topic("taiwan", "台湾问题", 台湾=3, 台湾地区选举=3, 过境=1),
        topic("politics", "外国政局", 选举=2, 祝贺=1),
        topic("korea", "韩国", 韩国=2, G20=2),
        topic("india", "中印关系", 中印=3, 印度=2),
        topic("europe", "中欧关系", 中欧=3, 英国=2, 法国=2),
    ),
    speakers=(
        Speaker.model_validate(
            {
                "id": "wang-yi",
                "name": "王毅",
                "english": "Wang Yi",
                "offices": [{"title": "外交部长", "from": "2013-03-16"}],
            }
        ),
    ),
)


@pytest.fixture(scope="module")
def classify() -> Classifier:
    return Classifier(TOY.topics, Segmenter(words_of(TOY)))


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter(words_of(TOY))


@pytest.fixture(scope="module")
def ours() -> Vocabulary:
    found = Report()
    vocabulary = vocabulary_of(scan(ROOT), found)
    assert vocabulary is not None, "\n".join(map(str, found))
    return vocabulary


@pytest.fixture(scope="module")
def classify_ours(ours: Vocabulary) -> Classifier:
    return Classifier(ours.topics, Segmenter(words_of(ours)))


def ids(matches: tuple[TopicMatch, ...]) -> list[str]:
    return [match.topic for match in matches]


# What the rules do


@pytest.mark.parametrize(
    ("question", "answer", "topics"),
    [
        pytest.param("如何看待人工智能？", "", ["ai"], id="一个决定性的词，只在问里"),
        pytest.param("对此有何评论？", "人工智能很重要。", ["ai"], id="一个决定性的词，只在答里"),
        pytest.param("", "人工智能很重要。", ["ai"], id="没有问的答（上接前页）"),
        pytest.param("如何看待印度？", "", ["india"], id="有力的词在问里"),
        pytest.param(
            "选举结果如何？台湾呢？", "", ["taiwan", "politics"], id="两个议题，分高的在前"
        ),
        pytest.param("G20 与 Ｇ20", "g20", ["korea"], id="全半角与大小写不论"),
        pytest.param("英国外交部称……", "", ["europe"], id="词典里的长词按其中的两个词算"),
    ],
)
def test_finds(classify: Classifier, question: str, answer: str, topics: list[str]) -> None:
    assert ids(classify(question, answer)) == topics


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        pytest.param("", "", id="空"),
        pytest.param("今天天气怎么样？", "很好。", id="没有词条"),
        pytest.param("请介绍情况。", "我们同印度保持沟通。", id="有力的词只在答里一次"),
        pytest.param("算法和算力呢？", "算法，算力，算法，算力。", id="只有旁证，再多也不算"),
        pytest.param("印度洋上的船只", "", id="长词里的单字尾：印度洋不是印度"),
        pytest.param("在国际法国内法方面", "", id="跨词的字：国际法国内法里没有法国"),
        pytest.param("据韩国广播公司报道", "", id="媒体名里的国名"),
        pytest.param("全部议题", "", id="议题组没有词条"),
    ],
)
def test_leaves_alone(classify: Classifier, question: str, answer: str) -> None:
    assert classify(question, answer) == ()


def test_the_longer_term_counts_and_the_shorter_one_inside_it_does_not(
    classify: Classifier,
) -> None:
    (match,) = classify("台湾地区选举之后", "人工智能")[:1]
    assert match.topic == "taiwan"
    assert match.terms == (("台湾地区选举", 1),)
    assert ids(classify("人工智能全球治理", "")) == ["ai"]
    assert classify("人工智能全球治理", "")[0].terms == (("人工智能全球治理", 1),)


def test_reasons_are_listed_by_what_they_bring(classify: Classifier) -> None:
    (match,) = classify("人工智能", "算法、算法、人工智能")
    assert match.terms == (("人工智能", 2), ("算法", 2))


def test_the_question_weighs_more_than_the_answer(classify: Classifier) -> None:
    (asked,), (answered,) = classify("中印", ""), classify("", "中印")
    assert asked.score == 2 * answered.score


def test_a_topic_only_listed_in_a_long_answer_is_not_guessed(classify: Classifier) -> None:
    answer = "中欧合作、中印合作都在发展。" + "人工智能造福人类。" * 50
    assert ids(classify("如何看待人工智能？", answer)) == ["ai"]


def test_a_word_said_often_counts_at_most_twice(classify: Classifier) -> None:
    once, often = (classify("", "中印，" * times)[0].score for times in (1, 500))
    assert once < often < 4 / 3 * once  # 3/(3+3) against 6/(6+3)


def test_ties_stay_in_the_order_of_the_vocabulary(classify: Classifier) -> None:
    assert ids(classify("印度、英国、韩国", "")) == ["korea", "india", "europe"]


def test_no_more_topics_than_an_editor_gives(classify: Classifier) -> None:
    assert len(classify("人工智能、台湾、中印、中欧、选举", "")) == MOST


def test_weights_of_the_vocabulary_prevail_over_the_name(classify: Classifier) -> None:
    assert classify("", "韩国") == ()  # named 韩国, but with weight 2
    assert ids(classify("", "中欧关系")) == ["europe"]  # the name alone, weight 3


# Segmentation


def test_words_of_the_vocabulary_are_each_one_word(segmenter: Segmenter) -> None:
    words = words_of(TOY)
    assert len(words) == len(set(words))
    assert {"人工智能全球治理", "韩国广播公司", "KBS", "纽约时报", "王毅"} <= set(words)
    assert "《纽约时报》" not in words
    assert [segmenter.words(word) for word in words] == [(word,) for word in words]


text = st.text(
    st.sampled_from("台湾地区选举人工智能全球治理中印度洋英国法，。、“”\n 《》Gg20２—·")
    | st.characters(),
    max_size=60,
)


@given(text)
def test_words_joined_are_the_text(segmenter: Segmenter, text: str) -> None:
    assert "".join(segmenter.words(text)) == text


@given(text, text)
def test_what_holds_of_every_result(classify: Classifier, question: str, answer: str) -> None:
    matches = classify(question, answer)
    scores = [match.score for match in matches]
    assert classify(question, answer) == matches
    assert len(matches) <= MOST
    assert scores == sorted(scores, reverse=True)
    assert all(score >= max(THRESHOLD, RELATIVE * scores[0]) for score in scores)
    assert all(match.terms and all(count > 0 for _, count in match.terms) for match in matches)
    assert all(TOY.topic[match.topic].parent for match in matches)


@given(st.integers(1, 500))
def test_the_length_of_an_answer_does_not_matter(classify: Classifier, times: int) -> None:
    assert classify("中印", "中欧\n" + "。。\n" * times) == classify("中印", "中欧\n")


def test_the_global_tokenizer_is_left_alone_and_nothing_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    import jieba

    with caplog.at_level(logging.DEBUG):
        Segmenter(words_of(TOY))
    assert not caplog.records
    assert "人工智能全球治理" not in jieba.dt.FREQ


# Our own vocabulary

# Said everywhere, so they point nowhere.
EVERYWHERE = (
    "记者",
    "中方",
    "中国",
    "外交部",
    "发言人",
    "合作",
    "关系",
    "问题",
    "发展",
    "国际社会",
)


def test_every_term_is_a_word_that_can_be_found(ours: Vocabulary) -> None:
    segmenter = Segmenter(words_of(ours))
    terms = [term for topic in ours.topics for term in topic.terms]
    assert [term for term in terms if segmenter.words(term) != (term,)] == []


def test_terms_are_weighed_one_to_three_and_say_something(ours: Vocabulary) -> None:
    for topic in ours.topics:
        assert set(topic.terms.values()) <= {1, 2, 3}, topic.id
        assert not set(topic.terms) & set(EVERYWHERE), topic.id
        assert topic.parent is None or 3 in topic.terms.values(), topic.id


# One plain question for each topic, so that an edit of the vocabulary loses none unnoticed.
TYPICAL = {
    "china-us": "美国国务卿下周访华，双方会谈哪些议题？中方对稳定两国关系有何期待？",
    "china-russia": "俄罗斯总统普京称两国务实合作达到历史新高，发言人对此有何评论？",
    "china-europe": "德国总理表示欧盟应重新审视对华政策，中方如何回应？",
    "neighbourhood-diplomacy": "中方如何评价今年周边外交的成果？如何落实亲诚惠容理念？",
    "china-japan": "日本政府决定启动第二轮核污染水排海，中方有何反应？",
    "history": "今天有多名内阁成员参拜靖国神社，外交部对此有何评论？",
    "korean-peninsula": "朝鲜今天上午试射弹道导弹，韩国军方称落入东部海域，中方有何评论？",
    "southeast-asia": "泰国和柬埔寨边境再次交火，中方是否会派员调停？",
    "south-china-sea": "菲方运补船在仁爱礁与海警船相撞，发言人能否证实？",
    "china-india": "印度外长称加勒万河谷局势已经缓和，边境脱离接触进展如何？",
    "south-asia": "塔利班宣布禁止女性上大学，中方持何立场？",
    "central-asia": "上海合作组织成员国元首理事会会议将讨论哪些问题？",
    "palestine-israel": "加沙医院遭到空袭，造成数百人死亡，中方有何评论？",
    "iran": "伊核协议谈判重启，中方对恢复履约有何期待？",
    "middle-east": "胡塞武装袭击红海商船，中方是否会参与护航？",
    "ukraine": "俄军宣布从赫尔松撤退，泽连斯基提出和平方案，中方有何评论？",
    "africa": "中方将如何落实中非合作论坛峰会成果？",
    "latin-america": "洪都拉斯总统宣布将同中国建交，发言人对此有何评论？",
    "canada": "加拿大以国家安全为由要求中国企业撤出锂矿投资，中方有何回应？",
    "oceania": "澳大利亚总理称希望同中国重启对话，中方如何看待两国关系？",
    "world-order": "有学者认为世界正走向多极化，中方如何看待国际秩序的演变？",
    "united-nations": "联合国大会一般性辩论今天开幕，中方对安理会改革持何立场？",
    "brics-global-south": "金砖国家领导人会晤即将举行，有多少国家申请加入？",
    "climate-environment": "气候变化大会今天闭幕，中方会否提高减排目标？",
    "ai-digital": "人工智能安全峰会发表宣言，中方为何签署？",
    "public-health": "世卫组织专家组将来华开展病毒溯源，能否介绍具体安排？",
    "human-rights": "美方发表国别人权报告指责中国，发言人有何评论？",
    "diplomatic-thought": "如何理解构建人类命运共同体的内涵？中国特色大国外交今年有哪些亮点？",
    "mediation": "中方近来参与多个热点问题的斡旋，成功之道是什么？",
    "belt-and-road": "有评论称“一带一路”制造债务陷阱，中方有何回应？",
    "chinese-economy": "国际机构上调中国经济增长预期，发言人有何评论？",
    "trade": "美方宣布对中国电动汽车加征关税，中方将采取什么反制措施？",
    "sanctions": "欧盟将多家中国企业列入新一轮对俄制裁名单，中方有何评论？",
    "free-trade": "中方申请加入CPTPP有何进展？世贸组织改革前景如何？",
    "supply-chains": "国际油价大幅上涨，中方是否会投放石油储备？",
    "development-aid": "中方在减贫和对外援助方面有何新举措？",
    "taiwan": "美国众议长计划访台，中方将如何应对？",
    "hong-kong-macao": "黎智英案今天宣判，英方表示关切，发言人有何评论？",
    "xinjiang-tibet": "达赖喇嘛将就转世问题发表声明，中方有何评论？",
    "territory": "日本右翼人士登上钓鱼岛，中国海警有何应对？",
    "arms-control": "中方是否会参加核裁军谈判？如何看待新削减战略武器条约到期？",
    "military": "北约峰会公报称中国构成系统性挑战，中方有何评论？",
    "terrorism-crime": "莫斯科音乐厅发生恐怖袭击，中方有何评论？",
    "new-frontiers": "美国司法部起诉多名中国黑客，称其参与网络攻击，中方有何回应？",
    "consular-protection": "有多少中国公民已从苏丹撤离？使馆发布了哪些安全提醒？",
    "visas": "中方宣布延长免签政策，适用于哪些国家？",
    "legal-cases": "一名外国公民因贩毒被判处死刑，能否介绍案情？",
    "disasters": "土耳其发生强烈地震，中方是否派出救援队？",
    "people-to-people": "旅美大熊猫即将回国，新一轮合作何时开始？",
    "media-stories": "外国记者协会发表报告称驻华记者采访受限，发言人有何评论？",
    "visits": "能否介绍法国总统此次国事访问的日程安排？",
    "foreign-politics": "巴西总统选举结果揭晓，中方是否祝贺？",
    "diplomatic-relations": "两国今天宣布断交，中方将何时关闭大使馆？",
}


@pytest.mark.parametrize(("key", "question"), TYPICAL.items(), ids=TYPICAL)
def test_finds_the_topic_of_a_typical_question(
    classify_ours: Classifier, key: str, question: str
) -> None:
    assert key in ids(classify_ours(question, ""))


def test_every_topic_has_a_typical_question(ours: Vocabulary) -> None:
    assert set(TYPICAL) == {topic.id for topic in ours.topics if topic.parent is not None}
