"""Reading what editors write: YAML into frozen records, every problem with its line and key.

PyYAML gives the places, pydantic the checks; this module joins the two and says it in Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from wenda.findings import Report


class Record(BaseModel):
    """The base of every record that an editor writes: frozen, and no key that we do not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=False)


R = TypeVar("R", bound=Record)
Loc = tuple[str | int, ...]

# pydantic's error types, as an editor would say them. What is not here is shown in its own words.
_SENTENCES = {
    "missing": "缺少必填的键「{key}」。",
    "extra_forbidden": "不认识的键「{key}」。",
    "string_type": "「{key}」应是文字，现在是 {input!r}。",
    "int_type": "「{key}」应是整数，现在是 {input!r}。",
    "int_parsing": "「{key}」应是整数，现在是 {input!r}。",
    "int_from_float": "「{key}」应是整数，现在是 {input!r}。",
    "float_type": "「{key}」应是数，现在是 {input!r}。",
    "float_parsing": "「{key}」应是数，现在是 {input!r}。",
    "bool_type": "「{key}」应是 true 或 false，现在是 {input!r}。",
    "bool_parsing": "「{key}」应是 true 或 false，现在是 {input!r}。",
    "date_type": "「{key}」应是日期，如 2024-03-07，现在是 {input!r}。",
    "date_from_datetime_parsing": "「{key}」应是日期，如 2024-03-07，现在是 {input!r}。",
    "date_from_datetime_inexact": "「{key}」应只是日期，不带时刻，现在是 {input!r}。",
    "tuple_type": "「{key}」应是列表，现在是 {input!r}。",
    "list_type": "「{key}」应是列表，现在是 {input!r}。",
    "dict_type": "「{key}」应是键与值的对照，现在是 {input!r}。",
    "model_type": "「{key}」应是键与值的对照，现在是 {input!r}。",
    "model_attributes_type": "「{key}」应是键与值的对照，现在是 {input!r}。",
    "literal_error": "「{key}」只能是 {expected}，现在是 {input!r}。",
    "enum": "「{key}」只能是 {expected}，现在是 {input!r}。",
    "string_pattern_mismatch": "「{key}」的写法不对：{input!r} 不符合 {pattern}。",
    "string_too_short": "「{key}」不能为空。",
    "too_short": "「{key}」不能为空。",
    "greater_than": "「{key}」应大于 {gt}，现在是 {input!r}。",
    "value_error": "「{key}」：{error}",
}
_CODES = {"missing": "Y04", "extra_forbidden": "Y03"}
_HINTS = {
    "Y03": "检查拼写；可用的键见 README 和 scripts/wenda/editors/ 里的说明。",
    "Y04": "请补上；写法见 README 的「加一场记者会」和已有的文件。",
    "Y05": "请照已有的文件改正；像数、日期或 NO、true 的文字要加引号。",
}
_CONFLICT = re.compile(r"^(<<<<<<<|=======|>>>>>>>)", re.MULTILINE)
_DEEPEST = 20  # levels of nesting; our deepest file has five


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
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
        data: Any = None if root is None else loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        hint = "检查缩进、冒号后的空格和引号；含冒号或以引号开头的文字要整个加引号。"
        line = mark.line + 1 if mark else 1
        found.add("Y01", line, f"不是合法的 YAML（{error.problem}）。", hint)
        return None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        message = f"有 YAML 不许可的字符 U+{ord(text[error.position]):04X}。"
        found.add("Y01", line, message, "请去掉这个字符。")
        return None
    lines: dict[Loc, int] = {(): 1}
    repeated = list(_walk(root, (), lines))
    for key, line in repeated:
        found.add("Y02", line, f"键「{key}」重复出现。", "同一层里一个键只写一次，请合并。")
    try:
        value = record.model_validate({} if data is None else data)
    except ValidationError as error:
        for details in error.errors():
            _add(lines, details, found)
        return None
    return None if repeated else Loaded(value, lines, found)


class _Loader(yaml.SafeLoader):
    """Refuses what nobody needs here and what could hang: aliases and deep nesting."""

    _depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        problem = "不能用 *别名" if self.check_event(yaml.AliasEvent) else None
        if self._depth > _DEEPEST:
            problem = "嵌套太深"
        if problem:
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=mark)
        self._depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self._depth -= 1

    def construct_yaml_timestamp(self, node: yaml.ScalarNode) -> Any:
        """A day that does not exist (2024-02-30) stays text, so that its key can be named."""
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            return str(node.value)


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_yaml_timestamp)


def line_of(lines: Mapping[Loc, int], *loc: str | int) -> int:
    """The line of a key or item, or of the nearest enclosing one that has a line."""
    while loc not in lines and loc:
        loc = loc[:-1]
    return lines.get(loc, 1)


def _walk(node: yaml.Node | None, loc: Loc, lines: dict[Loc, int]) -> Iterator[tuple[str, int]]:
    """Note the line of each key and item; yield keys that occur twice, with their line."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name, line = str(key.value), key.start_mark.line + 1
            if name in seen:
                yield name, line
            seen.add(name)
            lines[(*loc, name)] = line
            yield from _walk(value, (*loc, name), lines)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            lines[(*loc, index)] = item.start_mark.line + 1
            yield from _walk(item, (*loc, index), lines)


def _add(lines: Mapping[Loc, int], details: ErrorDetails, found: Report) -> None:
    loc, context = details["loc"], details.get("ctx", {})
    key = ".".join(str(part) for part in loc if part != "[key]") or "文件"
    template = _SENTENCES.get(details["type"])
    message = (
        template.format(key=key, input=details["input"], **context)
        if template
        else f"「{key}」：{details['msg']}。"
    )
    code = _CODES.get(details["type"], "Y05")
    found.add(code, line_of(lines, *loc), message, _HINTS[code])
