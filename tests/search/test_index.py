"""The index and its reader against a brute-force oracle, in the small and in the large format."""

from __future__ import annotations

import json
import random
import subprocess
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutations import LONG, examples
from printed_tokens import of_paragraphs, places, tokens
from printed_tokens import words as printed_words
from support import modules_in
from wenda.naming.fold import Folded, folded_text
from wenda.naming.fold import fold as folding
from wenda.naming.numbers import numbers_in
from wenda.naming.script import simplified
from wenda.search.documents import Corpus, Document, Name, Passage, Reading
from wenda.search.files import index_files
from wenda.search.names import pinyin_syllables
from wenda.site.scripts import linked

HERE = Path(__file__).parents[1]
MODULES = HERE.parent / "docs/assets/wenda"
TRANSCRIPT = HERE.parent / "source/transcripts/2024/2024-03-07-wang-yi.txt"
SCRIPT = simplified()
FORMATS = {
    "small": {"small_bytes": 10**9},
    "large": {"small_bytes": 0},
    "parted": {"small_bytes": 0, "apart": 0},  # the closed years apart from the newest
}


class Reader:
    """The JavaScript reader in a process of its own, with the engine as it is published: linked."""

    def __init__(self, folder: Path) -> None:
        for path, text in linked(modules_in(MODULES), "engine/worker.mjs").items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8")
        self._process = subprocess.Popen(
            ["node", str(HERE / "js/reader.mjs"), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def ask(self, files: dict[str, bytes] | None = None, **request: Any) -> dict[str, Any]:
        if files is not None:
            request["files"] = {path: b64encode(b).decode() for path, b in files.items()}
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        reply: dict[str, Any] = json.loads(self._process.stdout.readline())
        return reply

    def search(self, query: str, **options: Any) -> dict[str, Any]:
        reply = self.ask(queries=[[query, options]])
        assert "error" not in reply, reply
        result: dict[str, Any] = reply["results"][0]
        return result

    def close(self) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    reader = Reader(tmp_path_factory.mktemp("linked"))
    yield reader
    reader.close()


def pairs_of_characters(text: str) -> list[str]:
    """A stand-in for a segmenter."""
    return [text[i : i + 2] for i in range(0, len(text), 2)]


def files_of(corpus: Corpus, form: str) -> dict[str, bytes]:
    return index_files(corpus, pairs_of_characters, SCRIPT, pinyin_syllables, **FORMATS[form])


def fold(text: str) -> str:
    return folded_text(text, SCRIPT)


def entry(
    key: str, *paragraphs: tuple[str, str], date: str = "2024-03-07", heading: str = "", **more: Any
) -> Document:
    return Document(
        key,
        heading,
        date,
        more.pop("outlets", ()),
        more.pop("speakers", ()),
        more.pop("topics", ()),
        tuple(Passage(f"p{i}", role, text) for i, (role, text) in enumerate(paragraphs, 1)),
        **more,
    )


def overlapping(text: str, term: str) -> list[int]:
    return [i for i in range(len(text)) if text.startswith(term, i)]


def whole(text: str, term: str) -> list[int]:
    """Where a folded term stands without cutting a number."""
    inside = {at for start, end in numbers_in(text) for at in range(start + 1, end)}
    return [at for at in overlapping(text, term) if not inside & {at, at + len(term)}]


@dataclass
class Expected:
    """Who has a folded term: printed, and how often; in readings only; in headings only."""

    printed: dict[str, int] = field(default_factory=dict)
    readings: set[str] = field(default_factory=set)
    headings: set[str] = field(default_factory=set)


def expected(corpus: Corpus, term: str) -> Expected:
    found = Expected()
    for each in corpus.documents:
        printed = readings = 0
        for _, run in groupby(each.passages, key=lambda paragraph: paragraph.role):
            paragraphs = list(run)
            text = fold("\n".join(paragraph.text for paragraph in paragraphs))
            printed += len(whole(text, term))
            readings += sum(map(len, alternate_places(each, paragraphs, text, term)))
        if printed:
            found.printed[each.key] = printed
        elif readings:
            found.readings.add(each.key)
        elif whole(heading_of(each), term):
            found.headings.add(each.key)
    return found


def heading_of(each: Document) -> str:
    heading = fold(each.heading)
    return heading[: next((a for a, b in numbers_in(heading) if a < 63 < b), 63)]


def alternate_places(
    each: Document, paragraphs: list[Passage], printed: str, term: str
) -> Iterator[list[int]]:
    """Places in the alternate readings of a unit that touch what the readings change."""
    ids = [paragraph.id for paragraph in paragraphs]
    mine = [erratum for erratum in each.readings if erratum.passage in ids]
    for chosen in [*([one] for one in mine), *([mine] if len(mine) > 1 else [])]:
        text = ""
        spans: list[tuple[int, int, str]] = []
        for paragraph in paragraphs:
            at = 0
            for one in sorted(chosen, key=lambda one: one.start):
                if one.passage != paragraph.id:
                    continue
                text += paragraph.text[at : one.start]
                old = fold(paragraph.text[one.start : one.end])
                spans.append((len(text), len(text) + len(one.text), old))
                text += one.text
                at = one.end
            text += paragraph.text[at:] + "\n"
        folded = folding(text, SCRIPT)
        changed = [changed_in(folded, *span) for span in spans]
        if folded.text != printed:
            yield [
                start
                for start in whole(folded.text, term)
                if any(
                    start < to and start + len(term) > begin
                    if begin < to
                    else start < begin < start + len(term)
                    for begin, to in changed
                )
            ]


def changed_in(folded: Folded, start: int, end: int, old: str) -> tuple[int, int]:
    """What a reading that was printed at [start, end) says that the old words do not."""
    first = sum(at < start for at in folded.offsets)
    new = folded.text[first : sum(at < end for at in folded.offsets)]
    same = tail = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    while tail < min(len(old), len(new)) - same and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return first + same, first + len(new) - tail


FOUND = ("exact", "reading", "heading")


def check(reader: Reader, corpus: Corpus, terms: Sequence[str]) -> None:
    for form in FORMATS:
        queries = [[f'"{term}"', {"limit": 1000}] for term in terms]
        reply = reader.ask(files_of(corpus, form), queries=queries)
        assert "error" not in reply, reply
        for term, result in zip(terms, reply["results"], strict=True):
            found = expected(corpus, term)
            if result["status"] in FOUND:
                by = {match: matched(result, match) for match in FOUND}
                assert by["exact"] == found.printed, (form, term)
                assert by["reading"].keys() == found.readings, (form, term)
                assert by["heading"].keys() == found.headings, (form, term)
                assert result["exchanges"] + result["remarks"] == len(found.printed)
                assert result["places"] == sum(found.printed.values())
                assert result["readings"] == len(found.readings)
                assert result["headings"] == len(found.headings)
                order = [FOUND.index(each["match"]) for each in result["results"]]
                assert order == sorted(order)
            else:
                assert found == Expected(), (form, term, result["status"])


def matched(result: dict[str, Any], match: str) -> dict[str, int]:
    """The places of the results that rest on one thing, by exchange."""
    return {r["exchange"]: r["places"] for r in result["results"] if r["match"] == match}


LETTERS = st.text("中国会议，。 ab1.乾𠮷", max_size=14)


@st.composite
def archives(draw: st.DrawFn) -> Corpus:
    entries = []
    for number in range(draw(st.integers(1, 5))):
        roles = draw(st.lists(st.sampled_from(["question", "answer", "aside"]), max_size=5))
        paragraphs = [(role, draw(LETTERS)) for role in roles]
        errata = []
        for index, (_, text) in enumerate(paragraphs, 1):
            if draw(st.integers(0, 3)) == 0:
                start = draw(st.integers(0, len(text)))
                end = draw(st.integers(start, len(text)))
                errata.append(Reading(f"p{index}", start, end, draw(LETTERS)))
        date = draw(st.sampled_from(["2023-12-31", "2024-01-01", "2024-01-02"]))
        entries.append(
            entry(
                f"c/q{number}",
                *paragraphs,
                date=date,
                heading=draw(LETTERS),
                readings=tuple(errata),
            )
        )
    return Corpus(tuple(entries))


@examples(150, 1_500)
@given(archives(), st.data())
def test_exact_sets_and_counts_are_those_of_the_oracle(
    reader: Reader, corpus: Corpus, data: st.DataObject
) -> None:
    texts = [fold("".join(p.text for p in each.passages)) for each in corpus.documents]
    pool = "".join(texts) or "中"
    terms = {"中国", "国会", "ab", "1a"}
    for _ in range(6):
        start = data.draw(st.integers(0, len(pool) - 1))
        terms.add(fold(pool[start : start + data.draw(st.integers(2, 22))]))
    check(reader, corpus, sorted(term for term in terms if len(term) > 1))


# The second oracle knows no folding: see printed_tokens.

IDEOGRAPHS = st.sampled_from("中国年有条")
NUMBERS = st.sampled_from(
    [
        *[
            "5",
            "15",
            "1500",
            "1,500",
            "45",
            "1.5",
            "1.5%",
            "5%",
            "5 %",
            "５％",
            ".5%",
            "3/4",
            "1:2",
        ],
        *["$100", "＄100", "¥100", "100", "≥2", "≥ 2", "2", "<5", "±5", "10²", "10", "102", "10+"],
        *["2×3", "-5", "2024"],
    ]
)
MARKS = st.sampled_from(["", *"，。、“”：…"])
PLAIN = st.sampled_from([*"、，； "])
JOINTS = PLAIN | st.sampled_from([*"-—"])  # not before signs: nobody can say what 3--<5 is
SEAMS = st.sampled_from(["", "。", "中15", "国2"])


@st.composite
def numbered_texts(draw: st.DrawFn) -> str:
    """Ideographs and numbers, no two of these side by side."""
    text, number = "", False
    for _ in range(draw(st.integers(0, 9))):
        if draw(st.booleans()):
            fresh = draw(NUMBERS)
            joints = PLAIN if text.endswith("+") or not fresh[0].isdigit() else JOINTS
            text += (draw(joints) if number else "") + fresh
            number = True
        else:
            text += draw(IDEOGRAPHS) + draw(MARKS)
            number = False
    return text + draw(IDEOGRAPHS) if number else text


@st.composite
def numbered_archives(draw: st.DrawFn) -> Corpus:
    entries = []
    for number in range(draw(st.integers(1, 4))):
        roles = draw(st.lists(st.sampled_from(["question", "answer"]), min_size=1, max_size=4))
        texts = [(role, draw(numbered_texts()) + draw(SEAMS)) for role in roles]
        entries.append(entry(f"c/q{number}", *texts))
    return Corpus(tuple(entries))


def unit_texts(each: Document) -> list[tuple[str, ...]]:
    runs = groupby(each.passages, key=lambda paragraph: paragraph.role)
    return [tuple(paragraph.text for paragraph in run) for _, run in runs]


def check_tokens(reader: Reader, corpus: Corpus, queries: Sequence[str]) -> None:
    """What the reader calls printed is a run of tokens, in exactly so many places."""
    truth = {
        each.key: [of_paragraphs(texts) for texts in unit_texts(each)] for each in corpus.documents
    }
    for form in FORMATS:
        asked = [[f'"{query}"', {"limit": 1000}] for query in queries]
        reply = reader.ask(files_of(corpus, form), queries=asked)
        assert "error" not in reply, reply
        for query, result in zip(queries, reply["results"], strict=True):
            wanted = printed_words(query)
            counts = {
                key: sum(places(unit, wanted) for unit in units) for key, units in truth.items()
            }
            right = {key: count for key, count in counts.items() if count}
            assert matched(result, "exact") == right, (form, query, wanted)
            assert (result["status"] == "exact") == bool(right), (form, query)
            if right:
                assert (result["exchanges"], result["places"]) == (len(right), sum(right.values()))


@examples(150, 5_000)
@given(numbered_archives(), st.data())
def test_printed_words_are_runs_of_tokens(
    reader: Reader, corpus: Corpus, data: st.DataObject
) -> None:
    """Queries cut anywhere, also inside numbers and over the ends of paragraphs."""
    texts = ["".join(texts) for each in corpus.documents for texts in unit_texts(each)]
    queries = {"15", "5%", "1.5%", "$100", "100年", "≥2", "34条", "3、4条", "102", "510"}
    for text in filter(None, (data.draw(st.sampled_from(texts)) for _ in range(8))):
        start = data.draw(st.integers(0, len(text) - 1))
        queries.add(text[start : start + data.draw(st.integers(1, 12))])
    check_tokens(reader, corpus, sorted(filter(can_be_asked, queries)))


def can_be_asked(query: str) -> bool:
    """A large archive has no single characters; a quotation mark would end the query's own."""
    return len("".join(printed_words(query))) > 1 and '"' not in query


def test_the_real_text_against_tokens(reader: Reader) -> None:
    """Cut at the edges of tokens, and by one character inside or outside."""
    corpus = real_archive()
    queries = set()
    for each in corpus.documents:
        for texts in unit_texts(each):
            for text in texts:
                numbers = [token for token in tokens(text) if token.is_number]
                for token in numbers:
                    for start in range(max(0, token.start - 2), token.start + 2):
                        for end in range(token.end - 1, min(len(text), token.end + 2) + 1):
                            queries.add(text[start:end])
    assert len(queries) > 300
    check_tokens(reader, corpus, sorted(filter(can_be_asked, queries)))


def real_archive() -> Corpus:
    """The committed transcript, cut into some twenty exchanges without care."""
    entries: list[Document] = []
    said: list[tuple[str, str]] = []
    lines = [line for line in TRANSCRIPT.read_text(encoding="utf-8-sig").splitlines() if line]
    for line in lines:
        if line.startswith("**") and not line.startswith("**王毅"):
            said = []
        said.append(("answer" if said else "question", line))
        if len(said) == 1:
            entries.append(entry(f"t/q{len(entries) + 1:02}"))
        entries[-1] = replace(
            entries[-1],
            passages=tuple(Passage(f"p{i}", r, t) for i, (r, t) in enumerate(said, 1)),
        )
    return Corpus(tuple(entries))


def test_the_real_text_from_2_to_60_characters(reader: Reader) -> None:
    corpus = real_archive()
    joined = [
        fold("".join(p.text for p in e.passages if p.role == "answer")) for e in corpus.documents
    ]
    texts = [text for text in joined if len(text) > 200]
    terms = [
        text[start : start + length]
        for length in (*range(2, 14), 20, 33, 60)
        for index, text in enumerate(texts)
        for start in ((index * 37 + length * 11) % (len(text) - length),)
    ]
    assert len(terms) > 150
    chance = Random(7)
    for _ in range(5_000 if LONG else 50):
        text, length = chance.choice(texts), chance.choice([*range(2, 9), 12, 20, 40])
        start = chance.randrange(len(text) - length)
        terms.append(text[start : start + length])
    check(reader, corpus, terms)


@pytest.mark.parametrize("form", FORMATS)
def test_marks_are_the_words_as_printed(reader: Reader, form: str) -> None:
    corpus = Corpus(
        (entry("c/q01", ("answer", "不是“下一个”"), ("answer", "中国，下一个中国，还是中国。")),)
    )
    reader.ask(files_of(corpus, form))
    result = reader.search("下一個中國")
    (only,) = result["results"]
    assert (result["status"], result["places"], only["places"]) == ("exact", 2, 2)
    assert only["url"] == "qa/c/q01/#p1"
    assert [
        [p["paragraph"], [p["text"][a:b] for a, b in p["marks"]]] for p in only["passages"]
    ] == [["p1", ["下一个"]], ["p2", ["中国", "下一个中国"]]]


@pytest.mark.parametrize("form", FORMATS)
def test_no_match_runs_from_a_question_into_an_answer(reader: Reader, form: str) -> None:
    corpus = Corpus((entry("c/q01", ("question", "中方有何"), ("answer", "评论如下")),))
    reader.ask(files_of(corpus, form))
    assert reader.search("何评")["status"] == "none"
    assert reader.search("评论")["status"] == "exact"


@pytest.mark.parametrize("form", FORMATS)
def test_order_whole_words_heading_question_newest(reader: Reader, form: str) -> None:
    corpus = Corpus(
        (
            entry("c/q01", ("answer", "在中国会晤"), date="2024-01-05"),  # 在中|国会|晤
            entry("c/q02", ("answer", "美国国会"), date="2024-01-01"),
            entry("c/q03", ("question", "美国国会"), date="2024-01-02"),
            entry("c/q04", ("answer", "国会"), date="2024-01-03", heading="国会"),
            entry("c/q05", ("answer", "一国会议"), date="2024-01-06"),  # 一国|会议
        )
    )
    reader.ask(files_of(corpus, form))

    def order(**options: Any) -> list[str]:
        return [each["exchange"][-1] for each in reader.search("国会", **options)["results"]]

    assert order() == ["4", "3", "1", "2", "5"]
    assert order(sort="newest") == ["5", "1", "4", "3", "2"]
    assert order(sort="oldest") == ["2", "3", "4", "1", "5"]
    assert order(offset=2, limit=2) == ["1", "2"]


NAMES = Corpus(
    (
        entry(
            "a/q01",
            ("question", "一带一路与金砖合作如何？"),
            ("answer", "金砖国家合作很好。共建一带一路成果丰硕。"),
            date="2023-05-01",
            outlets=("reuters",),
            speakers=("wang-yi",),
            topics=("bri", "brics"),
            heading="谈金砖",
        ),
        entry(
            "b/q01",
            ("question", "俄乌局势如何？"),
            ("answer", "一带一路，" + "和" * 300 + "。金砖。"),
            date="2024-03-07",
            outlets=("xinhua",),
            speakers=("mao-ning",),
            topics=("bri",),
        ),
        entry("b/q02", ("answer", "无人提问。一带一路金砖。"), date="2024-03-07"),
    ),
    outlets=(Name("reuters", "路透社", ("路透",)), Name("xinhua", "新华社", ())),
    speakers=(Name("wang-yi", "王毅", ()), Name("mao-ning", "毛宁", ())),
    topics=(
        Name("bri", "共建一带一路", ()),
        Name("brics", "金砖合作", ()),
        Name("taiwan", "台湾问题", ()),
    ),
    terms=(Name("没有人说过的词", "没有人说过的词", ()),),
)

QUERIES = [
    ("一带一路 金砖", "exact", ["b/q02", "a/q01", "b/q01"]),
    ("“一带一路 金砖”", "exact", ["b/q02"]),
    ('"一带一路 金砖"', "exact", ["b/q02"]),
    ("一带一路，金砖", "exact", ["b/q02"]),
    ("一带一路 -国家", "exact", ["b/q01", "b/q02"]),  # 。一|带一|路金: no edges in b/q02
    ("媒体:路透社 合作", "exact", ["a/q01"]),
    ("媒体：路透", "exact", ["a/q01"]),
    ("发言人：毛宁 金砖", "exact", ["b/q01"]),
    ("议题:一带一路", "exact", ["b/q01", "a/q01"]),
    ("年:2024 金砖", "exact", ["b/q01", "b/q02"]),
    ("日期:2023-01-01..2023-12 金砖", "exact", ["a/q01"]),
    ("日期:2024-03..  金砖", "exact", ["b/q01", "b/q02"]),
    ("范围:问 一带一路", "exact", ["a/q01"]),
    ("范围：答 如何", "none", []),
    ("金砖合作", "exact", ["a/q01"]),
    ("，。！", "empty", []),
    ("", "empty", []),
    ("媒体:不存在社", "none", []),
    ("完全没有说过的话", "none", []),
]


@pytest.mark.parametrize("form", FORMATS)
def test_queries(reader: Reader, form: str) -> None:
    reader.ask(files_of(NAMES, form))
    for query, status, exchanges in QUERIES:
        result = reader.search(query)
        got = [each["exchange"] for each in result["results"]]
        assert (result["status"], got) == (status, exchanges), query


@pytest.mark.parametrize("form", FORMATS)
def test_fields_of_the_page_and_facets(reader: Reader, form: str) -> None:
    reader.ask(files_of(NAMES, form))
    result = reader.search(
        "金砖", filters={"topic": ["bri"]}, facets=["outlet", "speaker", "topic", "year"]
    )
    assert [each["exchange"] for each in result["results"]] == ["a/q01", "b/q01"]
    assert result["facets"] == {
        "outlet": {"reuters": 1, "xinhua": 1},
        "speaker": {"wang-yi": 1, "mao-ning": 1},
        "topic": {"bri": 2, "brics": 1},
        "year": {"2023": 1, "2024": 1},
    }
    assert reader.search("金砖", facets=["year"])["facets"] == {"year": {"2023": 1, "2024": 2}}
    narrow = reader.search("金砖", filters={"from": "2024-01-01", "outlet": ["xinhua", "reuters"]})
    assert [each["exchange"] for each in narrow["results"]] == ["b/q01"]


def test_one_character(reader: Reader) -> None:
    reader.ask(files_of(NAMES, "small"))
    assert reader.search("俄")["exchanges"] == 1
    reader.ask(files_of(NAMES, "large"))
    assert reader.search("俄")["status"] == "too-short"
    assert reader.search("俄 金砖")["ignored"] == ["俄"]


@pytest.mark.parametrize("form", FORMATS)
def test_five_thousand_pasted_characters(reader: Reader, form: str) -> None:
    corpus = real_archive()
    long = max(("".join(p.text for p in e.passages[1:]) for e in corpus.documents), key=len)
    reader.ask(files_of(corpus, form))
    whole = reader.search(long)
    assert (whole["status"], whole["exchanges"]) == ("exact", 1)
    pasted = ("前言 " + long * 10)[:5000]
    near = reader.search(pasted)
    assert near["status"] == "near"
    assert near["results"][0]["exchange"] == whole["results"][0]["exchange"]


@pytest.mark.parametrize("form", FORMATS)
def test_nearest_says_what_differs(reader: Reader, form: str) -> None:
    reader.ask(files_of(real_archive(), form))
    result = reader.search("有的国家一定要在餐桌上，有的国家只能在菜单里")
    first = result["results"][0]
    assert result["status"] == "near"
    assert "有的国家必须在餐桌上" in first["passages"][0]["text"]
    assert first["score"] > 0.7
    assert {kind for kind, _, _ in first["diff"]} > {"same"}
    said = "".join(printed for _, _, printed in first["diff"])
    assert said == "有的国家必须在餐桌上、有的国家只能在菜单里"
    assert first["differences"] <= 5


@pytest.mark.parametrize("form", FORMATS)
def test_either_reading_of_an_erratum(reader: Reader, form: str) -> None:
    errata = (Reading("p1", 3, 4, "的增"),)
    corpus = Corpus((entry("c/q01", ("answer", "力量的曾强，是力量的。"), readings=errata),))
    reader.ask(files_of(corpus, form))
    for query, match, count in [
        ("力量的曾强", "exact", 1),
        ("力量的增强", "near", 0),
        ("的的增强", "reading", 0),
        ("力量", "exact", 2),
    ]:
        result = reader.search(query)
        assert result["status"] == match, query
        assert result["places"] == count or match == "near", query
        assert {each["match"] for each in result["results"]} == {match}
    (passage,) = reader.search("的的增强")["results"][0]["passages"]
    assert [passage["text"][a:b] for a, b in passage["marks"]] == ["的曾强"]


@pytest.mark.parametrize("form", FORMATS)
def test_the_text_comes_back_as_printed(reader: Reader, form: str) -> None:
    """GB18030 is used only where Python and every browser read it alike; the rest is escaped."""
    rows = [bytes([a, b]).decode("gb18030") for a in range(0xA1, 0xAA) for b in range(0xA1, 0xFF)]
    ideographs = "".join(map(chr, range(0x4E00, 0x9FFF, 7)))
    text = "金砖：" + "".join(rows) + ideographs + 'é𠮷😀\u20ac\ue5e5\ufffdḿ·—～“”\\"\t'
    corpus = Corpus((entry("c/q01", ("answer", text), heading="“标题”·é"),))
    reader.ask(files_of(corpus, form))
    (only,) = reader.search("金砖")["results"]
    assert only["passages"][0]["text"] == text
    assert only["heading"] == "“标题”·é"


def test_suggestions_by_characters_pinyin_and_initials(reader: Reader) -> None:
    reader.ask(files_of(NAMES, "small"))
    reply = reader.ask(
        suggest=["路", "lutou", "lts", "XH", "带一路", "臺灣", "twwt", "，", "没有人"]
    )
    assert [[each["name"] for each in names] for names in reply["results"]] == [
        ["路透社", "共建一带一路"],
        ["路透社"],
        ["路透社"],
        ["新华社"],
        ["共建一带一路"],
        ["台湾问题"],
        ["台湾问题"],
        [],
        [],
    ]


def test_same_archive_same_bytes() -> None:
    for form in FORMATS:
        assert files_of(NAMES, form) == files_of(NAMES, form)


def test_an_unknown_version_is_said(reader: Reader) -> None:
    files = files_of(NAMES, "small")
    files["current.json"] = files["current.json"].replace(b'"version":2', b'"version":99')
    assert "99" in reader.ask(files, queries=[["金砖", {}]])["error"]


@pytest.mark.parametrize("form", FORMATS)
def test_a_page_from_yesterday_finds_what_is_there_today(reader: Reader, form: str) -> None:
    reader.ask(files_of(NAMES, form))
    today = replace(NAMES, documents=(*NAMES.documents[1:], entry("z/q01", ("answer", "新的说法"))))
    reader.ask(files_of(today, form), keep=True)
    result = reader.search("新的说法")
    if form != "small":  # the small pack is in memory: it answers for yesterday, completely
        assert [each["exchange"] for each in result["results"]] == ["z/q01"]
    assert reader.search("金砖")["status"] == "exact"


@pytest.mark.parametrize("form", ["large", "parted"])
def test_requests_of_a_cold_query(reader: Reader, form: str) -> None:
    """At most four shards, no file twice, and of all that is there nothing but these and texts."""
    corpus = real_archive()
    half = [replace(each, date="2023-03-07") for each in corpus.documents[:9]]
    files = files_of(replace(corpus, documents=(*half, *corpus.documents[9:])), form)
    pointer = json.loads(files["current.json"])
    assert len(pointer["segments"]) == (1 if form == "large" else 2)
    shards = tuple(folder for each in pointer["segments"] for folder, _ in each["shards"])
    texts = tuple(
        folders[at : at + 12]
        for _, folders, sizes in pointer["volumes"]
        for at in range(0, 12 * len(sizes), 12)
    )
    said = max((p.text for each in corpus.documents for p in each.passages), key=len)
    for term in [fold(said)[10 : 10 + length] for length in (2, 3, 4, 6, 7, 8, 9, 11, 12, 20, 60)]:
        reader.ask(files)
        options = {"limit": 3, "facets": ["year"]}
        reply = reader.ask(files, queries=[[term, options]])
        assert reply["results"][0]["status"] == "exact", term
        fetched = [path for path in reply["fetched"] if path != "current.json"]
        assert len(set(fetched)) == len(fetched), term
        assert 1 <= len([path for path in fetched if path.startswith(shards)]) <= 4, term
        assert all(path.startswith((*shards, *texts)) for path in fetched), (term, fetched)


def test_requests_of_a_long_sentence_that_is_often_said(reader: Reader) -> None:
    """Texts, which are small, bear witness instead of each of its many runs."""
    said = max((p.text for each in real_archive().documents for p in each.passages), key=len)
    sentence = fold(said)[10:70]
    others = [sentence[:at] + "港" + sentence[at + 1 :] for at in (5, 22, 39, 56)]
    chance = random.Random(1)
    filling = ["".join(chr(chance.randrange(0x5000, 0x9000)) for _ in range(999)) for _ in "1" * 99]
    documents = [
        entry(f"a/q{number:03}", ("answer", f"第{number}次：{words}。"))
        for number, words in enumerate([sentence] * 10 + others + filling)
    ]
    files = files_of(Corpus(tuple(documents)), "large")
    (segment,) = json.loads(files["current.json"])["segments"]
    shards = tuple(folder for folder, _ in segment["shards"])
    reader.ask(files)
    reply = reader.ask(files, queries=[[sentence, {"limit": 100}]])
    found = [each["exchange"] for each in reply["results"][0]["results"]]
    assert sorted(found) == [f"a/q{number:03}" for number in range(10)]
    assert len([path for path in reply["fetched"] if path.startswith(shards)]) <= 4


def test_a_small_archive_is_asked_for_twice(reader: Reader) -> None:
    small = reader.ask(files_of(real_archive(), "small"), queries=[["台独", {}], ["多极化", {}]])
    assert len(small["fetched"]) == 2


def test_remarks_are_found_and_are_no_exchange(reader: Reader) -> None:
    corpus = Corpus(
        (
            entry("a/q01", ("question", "记者会多长？"), ("answer", "很长。"), heading="长短"),
            entry("a/closing", ("remarks", "记者会历时一小时。"), heading="结束"),
        )
    )
    for form in FORMATS:
        reader.ask(files_of(corpus, form))
        found = reader.search("记者会")
        assert (found["exchanges"], found["remarks"], found["places"]) == (1, 1, 2)
        assert {each["exchange"] for each in found["results"]} == {"a/q01", "a/closing"}
        assert reader.search("年:2024")["exchanges"] == 1
        assert reader.search("记者会 范围:问")["remarks"] == 0


def test_results_say_who(reader: Reader) -> None:
    for form in FORMATS:
        reader.ask(files_of(NAMES, form))
        (found,) = reader.search("俄乌局势")["results"]
        assert (found["outletName"], found["speakerNames"]) == ("新华社", "毛宁")


@pytest.mark.parametrize("form", FORMATS)
def test_no_number_is_cut_in_headings_readings_and_over_paragraphs(
    reader: Reader, form: str
) -> None:
    errata = (Reading("p1", 4, 5, "6"),)
    corpus = Corpus(
        (
            entry("c/q01", ("answer", "增长1.5%，投资"), ("answer", "约5"), ("answer", "10年来")),
            entry("c/q02", ("answer", "增长1.5%，投资"), readings=errata),
            entry("c/q03", ("answer", "别的话"), heading="标" * 60 + "谈123456年"),
            entry("c/q04", ("answer", "别的话"), heading="谈1500年，%号"),
        )
    )
    reader.ask(files_of(corpus, form))
    for query, match, found in [
        ("1.5%", "exact", {"c/q01", "c/q02"}),
        ("5%", "", set()),
        ("510年来", "", set()),
        ("约510", "", set()),
        ("10年来", "exact", {"c/q01"}),
        ("1.6%", "reading", {"c/q02"}),
        ("6%", "", set()),
        ("16%投资", "", set()),
        ("谈123", "", set()),
        ("标标谈", "heading", {"c/q03"}),
        ("谈1500", "heading", {"c/q04"}),
        ("谈150", "", set()),
        ("00年", "", set()),
        ("%号", "heading", {"c/q04"}),
    ]:
        result = reader.search(query)
        got = {r["exchange"] for r in result["results"] if r["match"] != "near"}
        assert got == found, (form, query)
        assert result["status"] in ([match] if match else ["near", "none"]), (form, query)


@pytest.mark.parametrize("form", FORMATS)
def test_pieces_of_what_is_not_there_whole(reader: Reader, form: str) -> None:
    reader.ask(files_of(NAMES, form))
    result = reader.search("从来没有人讲过这样的话，共建一带一路成果丰硕！")
    assert [(each["text"], each["places"]) for each in result["pieces"]] == [
        ("共建一带一路成果丰硕", 1)
    ]
