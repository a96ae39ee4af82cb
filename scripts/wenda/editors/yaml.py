"""Reading what editors write: YAML into frozen records, every problem with its line and key.

PyYAML gives the places, pydantic the checks; this module joins the two and says it in Chinese. Of
YAML we take what these files need and nothing that could hang or surprise: text, numbers, days,
lists and mappings whose keys are text; no tags, aliases or merged keys.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Generic, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from wenda.findings import Report
from wenda.model import clip


class Record(BaseModel):
    """The base of every record that an editor writes: frozen, and no key that we do not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=False)


R = TypeVar("R", bound=Record)
Loc = tuple[str | int, ...]

# pydantic's error types, as an editor would say them. What is not here is shown in its own words.
_SENTENCES = {
    "missing": "缺少必填的键「{key}」。",
    "extra_forbidden": "不认识的键「{key}」。",
    "string_type": "「{key}」应是文字，现在是 {input}。",
    "int_type": "「{key}」应是整数，现在是 {input}。",
    "int_parsing": "「{key}」应是整数，现在是 {input}。",
    "int_from_float": "「{key}」应是整数，现在是 {input}。",
    "float_type": "「{key}」应是数，现在是 {input}。",
    "float_parsing": "「{key}」应是数，现在是 {input}。",
    "bool_type": "「{key}」应是 true 或 false，现在是 {input}。",
    "bool_parsing": "「{key}」应是 true 或 false，现在是 {input}。",
    "date_type": "「{key}」应是日期，如 2024-03-07，现在是 {input}。",
    "date_from_datetime_parsing": "「{key}」应是日期，如 2024-03-07，现在是 {input}。",
    "date_from_datetime_inexact": "「{key}」应只是日期，不带时刻，现在是 {input}。",
    "date_parsing": "「{key}」应是日期，如 2024-03-07，现在是 {input}。",
    "tuple_type": "「{key}」应是列表，现在是 {input}。",
    "list_type": "「{key}」应是列表，现在是 {input}。",
    "mapping_type": "「{key}」应是键与值的对照，现在是 {input}。",
    "dict_type": "「{key}」应是键与值的对照，现在是 {input}。",
    "model_type": "「{key}」应是键与值的对照，现在是 {input}。",
    "model_attributes_type": "「{key}」应是键与值的对照，现在是 {input}。",
    "literal_error": "「{key}」只能是 {expected}，现在是 {input}。",
    "enum": "「{key}」只能是 {expected}，现在是 {input}。",
    "string_pattern_mismatch": "「{key}」的写法不对：{input} 不符合 {pattern}。",
    "string_unicode": "「{key}」里有不成对的代用字符。",
    "string_too_long": "「{key}」太长：最多 {max_length} 个字符。",
    "string_too_short": "「{key}」不能为空。",
    "too_short": "「{key}」不能为空。",
    "greater_than": "「{key}」应大于 {gt}，现在是 {input}。",
    "finite_number": "「{key}」应是有限的数，现在是 {input}。",
    "int_parsing_size": "「{key}」是太大的数：{input}。",
    "value_error": "「{key}」：{error}。",
}
_CODES = {"missing": "Y04", "extra_forbidden": "Y03"}
_HINTS = {
    "Y03": "检查拼写；可用的键见 README 和 scripts/wenda/editors/ 里的说明。",
    "Y04": "请补上；写法见 README 的「加一场记者会」和已有的文件。",
    "Y05": "请照已有的文件改正；像数、日期或 NO、true 的文字要加引号。",
}
_CONFLICT = re.compile(r"^(<<<<<<<|=======|>>>>>>>)", re.MULTILINE)
_DEEPEST = 20  # levels of nesting; our deepest file has five
_LONGEST = 18  # digits of a whole number; a longer one is none that these files could mean
_SHOWN = 60  # characters of a key or value in a sentence
# What no page and no XML can hold, by YAML's escapes: "\0", "\x9f", "\ud800".
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile(r"\r\n?|\n")  # YAML 1.1 also ends lines at U+0085 and U+2028, editors do not


def _day(value: Any) -> Any:
    """pydantic would take 20240307, or text of digits, as seconds since 1970."""
    if isinstance(value, date) or re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):
        return value
    raise PydanticCustomError("date_type", "not a day")


Day = Annotated[date, BeforeValidator(_day)]
"""A day as editors write it: 2024-03-07."""


@dataclass(frozen=True, slots=True)
class Loaded(Generic[R]):
    """A record with the file that it was read from, so that what is found has a line."""

    record: R
    lines: Mapping[Loc, int]  # of every key and item, by its path in the document, 1-based
    found: Report

    def line(self, *loc: str | int) -> int:
        return line_of(self.lines, *loc)

    def add(self, code: str, message: str, hint: str, *loc: str | int) -> None:
        """A finding about a key or item, at its line."""
        key = ".".join(map(str, loc))
        self.found.add(code, self.line(*loc), f"「{key}」：{message}", hint)


def load(text: str, record: type[R], found: Report) -> Loaded[R] | None:
    """Read one YAML file; None where it cannot be used.

    Y01 no YAML, Y02 a key twice, Y03 an unknown key, Y04 a missing key, Y05 a wrong value.
    """
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        hint = "请先在版本库里解决冲突，去掉 <<<<<<<、=======、>>>>>>> 各行。"
        found.add("Y01", line, "有没有解决的合并冲突。", hint)
        return None
    line_at = _lines_of(text)
    root = _root(text, line_at, found)
    if root is None:
        return None
    nodes = _Nodes(line_at, found)
    nodes.walk(root, ())
    try:
        value = record.model_validate(_value(root))
    except ValidationError as error:
        for details in error.errors():
            _add(nodes.lines, details, found)
        return None
    return None if nodes.faulty else Loaded(value, nodes.lines, found)


def _lines_of(text: str) -> Callable[[int], int]:
    """The line, 1-based, of a position in the text. PyYAML's own count has U+2028 in it."""
    ends = [match.end() for match in _LINE_END.finditer(text)]
    return lambda position: bisect_right(ends, position) + 1


def _root(text: str, line_at: Callable[[int], int], found: Report) -> yaml.Node | None:
    """The nodes of a file, an empty mapping where it is empty; Y01 and None where it is no YAML."""
    loader = None
    try:
        loader = _Loader(text)
        return loader.get_single_node() or yaml.MappingNode("tag:yaml.org,2002:map", [])
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, problem = line_at(mark.index) if mark else 1, f"不是合法的 YAML（{error.problem}）。"
        hint = "检查缩进、冒号后的空格和引号；含冒号或以引号开头的文字要整个加引号。"
    except yaml.reader.ReaderError as error:
        line, hint = line_at(error.position), "请去掉这个字符。"
        problem = f"有 YAML 不许可的字符 U+{ord(text[error.position]):04X}。"
    except (ValueError, OverflowError):  # PyYAML checks neither \U00110000 nor %YAML 1.999…
        line = line_at(loader.index) if loader else 1
        problem = "不是合法的 YAML（没有这样的字符或版本）。"
        hint = "检查 \\ 开头的写法；不用 \\ 的文字可以改用单引号。"
    found.add("Y01", line, problem, hint)
    return None


class _Loader(yaml.SafeLoader):
    """Composes nodes; refuses what nobody needs here and what could hang."""

    _depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        problem = None
        if isinstance(event, yaml.AliasEvent):
            problem = "不能用 *别名"
        elif getattr(event, "tag", None) is not None:
            problem = f"不能用 !标签：{clip(event.tag, _SHOWN)}"
        elif self._depth > _DEEPEST:
            problem = "嵌套太深"
        if problem:
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
        self._depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self._depth -= 1


def _value(node: yaml.Node) -> Any:
    """What a node means. Keys are text as they are written: NO is Norway, not false.

    A day that does not exist (2024-02-30) and a number that is none (0x_) or has thousands of
    digits stay text, so that their key can be named.
    """
    if isinstance(node, yaml.MappingNode):
        return {_name(key): _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    kind = node.tag.rpartition(":")[2]
    if kind not in _MEANINGS or (kind == "int" and len(node.value) > _LONGEST):
        return str(node.value)
    try:
        return _MEANINGS[kind](node)
    except ValueError:
        return str(node.value)


_SCALARS = yaml.SafeLoader("")
_MEANINGS: Mapping[str, Callable[[Any], Any]] = {
    "null": _SCALARS.construct_yaml_null,
    "bool": _SCALARS.construct_yaml_bool,
    "int": _SCALARS.construct_yaml_int,
    "float": _SCALARS.construct_yaml_float,
    "timestamp": _SCALARS.construct_yaml_timestamp,
}
"""What plain scalars can mean beside text, by YAML 1.1's names."""


def _name(key: yaml.Node) -> str:
    return str(key.value) if isinstance(key, yaml.ScalarNode) else ""


class _Nodes:
    """A walk over the nodes of a file: where each key and item stands, and what is wrong there."""

    def __init__(self, line_at: Callable[[int], int], found: Report) -> None:
        self.lines: dict[Loc, int] = {(): 1}
        self.faulty = False
        self._line_at = line_at
        self._found = found

    def walk(self, node: yaml.Node | None, loc: Loc) -> None:
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                name = _name(key)
                self.lines[(*loc, name)] = self._line(key)
                self._key(key, name, name in seen)
                self._text(key, (*loc, name))
                seen.add(name)
                self.walk(value, (*loc, name))
        elif isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                self.lines[(*loc, index)] = self._line(item)
                self.walk(item, (*loc, index))
        elif node is not None:
            self._text(node, loc)

    def _key(self, key: yaml.Node, name: str, repeated: bool) -> None:
        if not isinstance(key, yaml.ScalarNode):
            self._add("Y01", key, "键应是文字，不能是列表或对照。", "请写成 键: 值。")
        elif key.tag.endswith(":merge"):
            self._add("Y01", key, "不能用 << 合并键。", "请把各个键写全。")
        elif repeated:
            message = f"键「{clip(name, _SHOWN)}」重复出现。"
            self._add("Y02", key, message, "同一层里一个键只写一次，请合并。")

    def _text(self, node: yaml.Node, loc: Loc) -> None:
        if isinstance(node, yaml.ScalarNode) and (bad := _CONTROL.search(node.value)):
            message = f"「{_shown_key(loc)}」里有网页装不下的字符 U+{ord(bad[0]):04X}。"
            self._add("Y05", node, message, "请去掉这个字符。")

    def _add(self, code: str, node: yaml.Node, message: str, hint: str) -> None:
        self.faulty = True
        self._found.add(code, self._line(node), message, hint)

    def _line(self, node: yaml.Node) -> int:
        return self._line_at(node.start_mark.index)


def line_of(lines: Mapping[Loc, int], *loc: str | int) -> int:
    """The line of a key or item, or of the nearest enclosing one that has a line."""
    while loc not in lines and loc:
        loc = loc[:-1]
    return lines.get(loc, 1)


def _add(lines: Mapping[Loc, int], details: ErrorDetails, found: Report) -> None:
    loc, context = details["loc"], details.get("ctx", {})
    key = _shown_key(tuple(part for part in loc if part != "[key]"))
    template = _SENTENCES.get(details["type"])
    message = (
        template.format(key=key, input=_shown(details["input"]), **context)
        if template
        else f"「{key}」：{details['msg']}。"
    )
    code = _CODES.get(details["type"], "Y05")
    found.add(code, line_of(lines, *loc), message, _HINTS[code])


def _shown_key(loc: Loc) -> str:
    return clip(".".join(map(str, loc)), _SHOWN) if loc else "文件"


def _shown(value: Any) -> str:
    return clip(str(value) if isinstance(value, date) else repr(value), _SHOWN)
