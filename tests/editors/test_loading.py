"""One YAML file, one record: every way to be wrong, with its line, its key and a way out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import Field, StringConstraints, field_validator

from wenda.editors.yaml import Loaded, Record, line_of, load
from wenda.findings import Finding, Report


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Item(Record):
    name: str
    weight: float = 1.0


class Sheet(Record):
    """A record with a key of every kind that our files have."""

    title: str = "题"
    count: int = 0
    share: float = 1.0
    open: bool = False
    day: date = date(2024, 3, 7)
    items: tuple[Item, ...] = ()
    names: list[str] = Field(default_factory=list)
    terms: Mapping[str, float] = Field(default_factory=dict)
    item: Item | None = None
    kind: Literal["甲", "乙"] = "甲"
    colour: Colour = Colour.RED
    id: Annotated[str, StringConstraints(pattern=r"^[a-z]+$")] = "a"
    short: Annotated[str, StringConstraints(min_length=1)] = "x"
    some: Annotated[tuple[str, ...], Field(min_length=1)] = ("x",)
    above: Annotated[float, Field(gt=0)] = 1.0
    own: str = ""
    size: Annotated[int, Field(le=9)] = 1

    @field_validator("own")
    @classmethod
    def _no_dots(cls, value: str) -> str:
        if "." in value:
            raise ValueError("不能有点")
        return value


def read(text: str) -> tuple[Loaded[Sheet] | None, list[Finding]]:
    found = Report("t.yml")
    loaded = load(text, Sheet, found)
    return loaded, list(found)


def sentences(text: str) -> list[str]:
    loaded, findings = read(text)
    assert loaded is None
    return [f"{f.line}: {f.code} {f.message}" for f in findings]


@pytest.mark.parametrize("text", ["", "# nothing\n", "{}\n"])
def test_an_empty_file_is_a_record_of_defaults(text: str) -> None:
    loaded, findings = read(text)
    assert findings == []
    assert loaded is not None
    assert loaded.record == Sheet()


def test_values_arrive_as_they_are() -> None:
    loaded, findings = read(
        "title: ' 甲 '\ncount: 3\nday: 2024-02-29\n"
        "items:\n- name: 乙\n  weight: 2\nterms: {丙: 1.5}\n"
    )
    assert findings == []
    assert loaded is not None
    record = loaded.record
    assert (record.title, record.count, record.day) == (" 甲 ", 3, date(2024, 2, 29))
    assert record.items == (Item(name="乙", weight=2.0),)
    assert record.terms == {"丙": 1.5}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("title: 3", "Y05 「title」应是文字，现在是 3。"),
        ("title: [x]", "Y05 「title」应是文字，现在是 ['x']。"),
        ("count: [1]", "Y05 「count」应是整数，现在是 [1]。"),
        ("count: 一", "Y05 「count」应是整数，现在是 '一'。"),
        ("count: 1.5", "Y05 「count」应是整数，现在是 1.5。"),
        ("share: [1]", "Y05 「share」应是数，现在是 [1]。"),
        ("share: 半", "Y05 「share」应是数，现在是 '半'。"),
        ("open: [1]", "Y05 「open」应是 true 或 false，现在是 [1]。"),
        ("open: 也许", "Y05 「open」应是 true 或 false，现在是 '也许'。"),
        ("day: [1]", "Y05 「day」应是日期，如 2024-03-07，现在是 [1]。"),
        ("day: 昨天", "Y05 「day」应是日期，如 2024-03-07，现在是 '昨天'。"),
        ("day: 2023-02-29", "Y05 「day」应是日期，如 2024-03-07，现在是 '2023-02-29'。"),
        (
            "day: 2024-03-07 10:30:00",
            "Y05 「day」应只是日期，不带时刻，现在是 2024-03-07 10:30:00。",
        ),
        ("items: 甲", "Y05 「items」应是列表，现在是 '甲'。"),
        ("names: 甲", "Y05 「names」应是列表，现在是 '甲'。"),
        ("terms: [甲]", "Y05 「terms」应是键与值的对照，现在是 ['甲']。"),
        ("item: 甲", "Y05 「item」应是键与值的对照，现在是 '甲'。"),
        ("kind: 丙", "Y05 「kind」只能是 '甲' or '乙'，现在是 '丙'。"),
        ("colour: green", "Y05 「colour」只能是 'red' or 'blue'，现在是 'green'。"),
        ("id: A1", "Y05 「id」的写法不对：'A1' 不符合 ^[a-z]+$。"),
        ("short: ''", "Y05 「short」不能为空。"),
        ("some: []", "Y05 「some」不能为空。"),
        ("above: 0", "Y05 「above」应大于 0.0，现在是 0。"),
        ("item: {}", "Y04 缺少必填的键「item.name」。"),
        ("items: [{name: 甲}, {}]", "Y04 缺少必填的键「items.1.name」。"),
        ("heading: 甲", "Y03 不认识的键「heading」。"),
        ("item: {name: 甲, nmae: 乙}", "Y03 不认识的键「item.nmae」。"),
        ("terms: {甲: 重}", "Y05 「terms.甲」应是数，现在是 '重'。"),
    ],
)
def test_a_wrong_value_is_named_with_its_line(line: str, sentence: str) -> None:
    assert sentences(f"# a line before\n{line}\n") == [f"2: {sentence}"]


def test_what_has_no_sentence_of_ours_is_said_in_its_own_words() -> None:
    (sentence,) = sentences("size: 10\n")
    assert sentence == "1: Y05 「size」：Input should be less than or equal to 9。"


def test_a_check_of_our_own_speaks_for_itself() -> None:
    (sentence,) = sentences("own: a.b\n")
    assert sentence.removesuffix("。") == "1: Y05 「own」：不能有点"


@pytest.mark.parametrize("text", ["- 甲\n", "甲\n"])
def test_a_file_that_is_no_mapping(text: str) -> None:
    (sentence,) = sentences(text)
    assert sentence.startswith("1: Y05 「文件」应是键与值的对照，现在是 ")


def test_every_problem_of_a_file_at_once_each_at_its_line() -> None:
    text = "title: 3\ncount: 一\nitems:\n- name: 甲\n-\n  name: 4\n  size: 5\n\nwho: 乙\n"
    assert sorted(sentences(text)) == [
        "1: Y05 「title」应是文字，现在是 3。",
        "2: Y05 「count」应是整数，现在是 '一'。",
        "6: Y05 「items.1.name」应是文字，现在是 4。",
        "7: Y03 不认识的键「items.1.size」。",
        "9: Y03 不认识的键「who」。",
    ]


def test_keys_that_come_twice() -> None:
    text = "title: 甲\nterms:\n  乙: 1\n  乙: 2\ntitle: 丙\nitems:\n- {name: 丁, name: 戊}\n"
    assert sorted(sentences(text)) == [
        "4: Y02 键「乙」重复出现。",
        "5: Y02 键「title」重复出现。",
        "7: Y02 键「name」重复出现。",
    ]
    loaded, _ = read("items:\n- name: 甲\n- name: 乙\nterms: {name: 1}\n")  # in places of their own
    assert loaded is not None


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> other"])
@pytest.mark.parametrize("before", ["", "title: 甲\n", "\ntitle: 甲\n"])
def test_a_conflict_that_nobody_resolved(mark: str, before: str) -> None:
    line = before.count("\n") + 1
    text = f"{before}{mark}\ncount: x\n"
    assert sentences(text) == [f"{line}: Y01 有没有解决的合并冲突。"]
    assert "冲突" in read(text)[1][0].hint


def test_a_row_of_signs_inside_a_line_is_no_conflict() -> None:
    assert read("title: 甲 =======\n")[0] is not None


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("title: 甲\ncount: : 3\n", 2, "mapping values are not allowed here"),
        ("title: 甲\n- 乙\n", 2, "expected <block end>, but found '-'"),
        ("title: '甲\n", 2, "found unexpected end of stream"),
        ("title: 甲\nitems: [*a]\n", 2, "不能用 *别名"),
        ("title: &a 甲\nown: *a\n", 2, "不能用 *别名"),
        ("title: !!python/name:os.system ''\n", 1, "不能用 !标签"),
        ("title: 甲\n--- \ntitle: 乙\n", 2, "but found another document"),
    ],
)
def test_what_is_no_yaml(text: str, line: int, says: str) -> None:
    (sentence,) = sentences(text)
    assert sentence.startswith(f"{line}: Y01 不是合法的 YAML（")
    assert says in sentence


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("\x07", 1, "0007"),
        ("title: 甲\x00", 1, "0000"),
        ("title: 甲\ncount: 1\nown: \x1b\n", 3, "001B"),
        ("\n\ufffe\n", 2, "FFFE"),
    ],
)
def test_a_character_that_yaml_does_not_allow(text: str, line: int, code: str) -> None:
    assert sentences(text) == [f"{line}: Y01 有 YAML 不许可的字符 U+{code}。"]


def nested(levels: int) -> str:
    return "own: " + "[" * levels + "]" * levels + "\n"


def test_nesting_ends_somewhere() -> None:
    """Twenty levels below the document and its value are read (and are no text), more are not."""
    assert "应是文字" in sentences(nested(20))[0]
    assert sentences(nested(21)) == ["1: Y01 不是合法的 YAML（嵌套太深）。"]
    assert len(sentences(nested(5000))) == 1
    # Neighbours are not deep.
    assert read("names: [" + "x, " * 100 + "]\n")[0] is not None


@pytest.mark.parametrize(
    "text",
    [
        *("title: 3\n", "who: x\n", "item: {}\n", "<<<<<<<\n", "a: b: c\n", "\x07"),
        *("title: 甲\ntitle: 乙\n", "size: 10\n"),
    ],
)
def test_every_finding_has_a_sentence_and_a_way_out(text: str) -> None:
    for finding in read(text)[1]:
        assert finding.path == "t.yml"
        assert finding.message.endswith("。")
        assert finding.hint.endswith("。")


def test_the_line_of_a_key_or_of_what_holds_it() -> None:
    loaded, _ = read("\ntitle: 甲\nitems:\n- name: 乙\n- weight: 2\n  name: 丙\n")
    assert loaded is not None
    assert [
        loaded.line("title"),
        loaded.line("items"),
        loaded.line("items", 0),
        loaded.line("items", 1, "name"),
        loaded.line("items", 1, "weight"),
        loaded.line("items", 0, "weight"),  # not written: its item
        loaded.line("items", 7, "name"),
        loaded.line("count"),  # not written: the file
        loaded.line(),
    ] == [2, 3, 4, 6, 5, 4, 3, 1, 1]
    assert line_of({}, "a", 1) == 1


def test_what_is_found_later_has_the_line_of_its_key() -> None:
    found = Report("t.yml")
    loaded = load("title: 甲\nitems:\n- name: 乙\n", Sheet, found)
    assert loaded is not None
    loaded.add("Y06", "不在。", "请写。", "items", 0, "name")
    assert [str(f) for f in found] == ["t.yml:3: Y06 「items.0.name」：不在。 Hint: 请写。"]


def test_a_record_is_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Sheet().title = "乙"  # type: ignore[misc]
