"""What a person should look at: a place, a code, a sentence and a way out.

`CODES` is the one table of codes; `Report` is how every stage says what it found. README.md shows
the table (tests/test_findings.py holds the two together).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

OURS = "这是程序的错误，请报告；在改正之前不要发布。"
"""The way out where no editor has done anything wrong."""


@dataclass(frozen=True, slots=True)
class Code:
    """What a code means. A meaning never changes, and the number of a retired code stays free."""

    sentence: str
    acknowledged: bool = False  # whether an editor can accept it with a reason
    since: str = "0.1"
    retired: bool = False


CODES = {
    "S01": Code("文件的编码不是 UTF-8"),
    "S02": Code("文件不是认得的文字，或有坏字节"),
    "S03": Code("文字稿没有同名的 .yml"),
    "S04": Code("不属于任何文字稿的文件"),
    "S05": Code("文字稿的字节与记录的 SHA-256 不同"),
    "S06": Code("两份文字稿同名"),
    "S07": Code("两份文字稿的字节相同", since="0.2"),
    "S08": Code("文字稿不在它那一年的文件夹里", since="0.2"),
    "S09": Code("读不了的文件：断开的链接、占了文件位置的文件夹", since="0.2"),
    "S11": Code("来稿不在，或没有旁录说到它", since="0.2"),
    "S12": Code("来稿的字节与记录的 SHA-256 不同", since="0.2"),
    "S13": Code("读不出文字的来稿", since="0.2"),
    "S14": Code("搁置的一场有已发布的地址", since="0.2"),
    "S15": Code("他本不在、没有写明，或字节与记录的 SHA-256 不同", since="0.2"),
    "T01": Code("第一个标签之前有文字", acknowledged=True),
    "T02": Code("回答之前没有提问", acknowledged=True),
    "T03": Code("提问之后没有回答", acknowledged=True),
    "T04": Code("标签之后没有话", acknowledged=True),
    "T05": Code("段落结尾没有句末标点", acknowledged=True),
    "T06": Code("同一标签接连出现两次", acknowledged=True),
    "T07": Code("不合体例的行", acknowledged=True),
    "T08": Code("媒体表里没有的媒体", acknowledged=True),
    "T09": Code("不知道是谁的标签", acknowledged=True),
    "T10": Code("网页和 XML 不能原样显示的控制字符"),
    "T11": Code("替换字符 U+FFFD，转码时丢了字", acknowledged=True),
    "T12": Code("看不见或自造的字符", acknowledged=True),
    "T13": Code("从未使用", retired=True),
    "T14": Code("从未使用", retired=True),
    "T15": Code("看不出文字稿怎样标出发言人"),
    "T16": Code("文件里没有文字，或没有认得的换行"),
    "T17": Code("像标签而没有当作标签", acknowledged=True, since="0.2"),
    "T18": Code("一个人的话里有像是别人说的话", acknowledged=True, since="0.2"),
    "T19": Code("分隔线之后不知是谁的话", acknowledged=True, since="0.2"),
    "T20": Code("来稿里没有收进文字稿的话，像是发言", since="0.2"),
    "T21": Code("他本与文字稿不像同一场", since="0.2"),
    "T22": Code("看不出他本怎样标出发言人", since="0.2"),
    "Y01": Code("不是合法的 YAML"),
    "Y02": Code("一个键写了两次"),
    "Y03": Code("不认识的键"),
    "Y04": Code("缺少必填的键"),
    "Y05": Code("值的写法不对"),
    "Y06": Code("没有这样的发言人、职务、议题或体例"),
    "Y07": Code("文件名不合写法，或与日期不符"),
    "Y08": Code("编者所说的问答不在文字稿里"),
    "Y09": Code("旁录所说与文字稿不符"),
    "Y10": Code("说是上接别版，文字稿却不从回答的中间开始", acknowledged=True, since="0.2"),
    "V01": Code("一个 id 用了两次"),
    "V02": Code("一个名称属于两家媒体"),
    "V03": Code("地方、上级或日期不合"),
    "V04": Code("议题的上级绕成一圈"),
    "E01": Code("校记的引文或读法不是恰好出现一次"),
    "L01": Code("编号簿损坏"),
    "L02": Code("总簿损坏"),
    "L03": Code("已发布的地址没有页面可以回答"),
    "L04": Code("已发布的地址没有人知道了"),
    "L05": Code("编号簿用了这个程序不认得的版本", since="0.2"),
    "L06": Code("总簿里没有、却留有痕迹的一场", since="0.2"),
    "P01": Code("有字符没有着落"),
    "A01": Code("不再适用的说明"),
    "N01": Code("没有议题的问答", acknowledged=True),
    "N02": Code("没有编者标题的问答", acknowledged=True),
    "N03": Code("一段话早先归于别人，或是别的身份", acknowledged=True, since="0.2"),
    "N04": Code("同一则问答在一场里印了两次", acknowledged=True, since="0.2"),
    "N05": Code("没有提问或没有标签的话归入开场或结束", acknowledged=True, since="0.2"),
    "N06": Code("发言中间或文末当作版面文字的行", acknowledged=True, since="0.2"),
    "N07": Code("没有标签的追问", acknowledged=True, since="0.2"),
    "N08": Code("文字稿里的另一种体例", acknowledged=True, since="0.2"),
    "N09": Code("断在句中的行与上一段连成一段", acknowledged=True, since="0.2"),
    "N10": Code("搁置的一场，不在网站里", since="0.2"),
    "N11": Code("他本与底本的异同", since="0.2"),
}
"""Every code by its number. S is the source files, T the transcript, Y the sidecar and YAML at all,
V the vocabularies, E errata, L ledgers and addresses, P the proof, A acknowledgements. N informs;
each of the others stops the build until a person has decided."""


# Ends of lines, orders to a terminal, and marks that turn the direction of what follows.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """A text for the terminal: one line, whatever it quotes."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One finding."""

    path: str
    line: int  # 1-based; 0 where the whole file is meant
    code: str
    message: str
    hint: str = ""

    @property
    def must_resolve(self) -> bool:
        """Notes (N…) inform; every other finding stops the build until a person has decided."""
        return not self.code.startswith("N")

    @property
    def can_be_acknowledged(self) -> bool:
        return CODES[self.code].acknowledged

    def __str__(self) -> str:
        hint = f" Hint: {self.hint}" if self.hint else ""
        return one_line(f"{self.path}:{self.line}: {self.code} {self.message}{hint}")


class Report:
    """Where stages say what they found in a file. All reports of a run share one list."""

    def __init__(self, path: str = "", findings: list[Finding] | None = None) -> None:
        self.path = path
        self.findings = [] if findings is None else findings

    def file(self, path: str) -> Report:
        """The report on another file, into the same list."""
        return Report(path, self.findings)

    def add(self, code: str, line: int, message: str, hint: str = "") -> None:
        """Raises KeyError for a code that the table does not have."""
        if CODES[code].retired:
            raise KeyError(code)
        self.findings.append(Finding(self.path, line, code, message, hint))

    def __iadd__(self, findings: Iterable[Finding]) -> Report:
        self.findings.extend(findings)
        return self

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    @property
    def must_stop(self) -> bool:
        """Whether anything stops the build."""
        return bool(to_resolve(self.findings))


class CannotRun(Exception):
    """Raised where not even findings can be collected; the message is a sentence for the user."""


def to_resolve(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that stop a build."""
    return [finding for finding in findings if finding.must_resolve]


def relative(path: PurePath, root: PurePath) -> str:
    """A path as findings print it: from the project's folder, with forward slashes."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
