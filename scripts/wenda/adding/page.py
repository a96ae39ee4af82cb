"""A saved web page: the lines of its article, and every other line that a reader could see.

selectolax gives the tree that a browser would make of it. The words of a line are then those that
a browser shows: white space of the source collapses, every other character stays. Which lines are
the article is a rule that can be read, see `_article`; what is not is listed, so that nothing is
lost unseen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from wenda.adding import page_says
from wenda.model import COLONS
from wenda.reading.cast import REPORTER
from wenda.reading.furniture import TITLE

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body button caption center dd details dialog dir div
        dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr
        html legend li main menu nav ol optgroup option p pre search section select summary table
        tbody td textarea tfoot th thead tr ul""",
    )
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_UNSEEN = frozenset({"script", "style", "template", "head", "title"})  # words for machines
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SPACE = re.compile("[ \t\r\n\f]+")
_SENTENCE = re.compile(r"[。！？!?…][”’」』）)\s\u3000]*$")
_LABEL = re.compile(rf"\s*(?P<label>[^{COLONS}，。！？；]{{1,40}})[{COLONS}]")
_ASKED = re.compile("问|问及|答|主持人|发言人")
_MOST = 0.9  # of the page's sentences, that the article must hold
_LONG = 60  # characters of a line that is a sentence though it has no full stop
_WHOLE_LABEL = re.compile(rf"[^*{COLONS}]{{1,40}}[{COLONS}]?")

Blocks = dict[int, int]
"""Every block of a page, by its id in the tree, with the one that it stands in; from the top."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a line that look alike."""

    text: str
    bold: bool
    link: bool


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page as a reader sees it."""

    runs: tuple[Run, ...]
    block: int  # the innermost that it stands in
    seen: bool  # False where the page hides it
    heading: bool

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def marked(self) -> str:
        """The line with a bold label at its beginning set off: **新华社记者：**国际上……"""
        bold = ""
        for run in self.runs:
            if not run.bold and (bold.strip() or run.text.strip()):
                break
            bold += run.text
        label = bold.strip()
        indent = bold[: len(bold) - len(bold.lstrip())]
        rest = self.text[len(bold.rstrip()) :]
        colon = label[-1:] in COLONS or rest.lstrip()[:1] in COLONS
        if not label or not rest.strip() or not colon or not _WHOLE_LABEL.fullmatch(label):
            return self.text
        return f"{indent}**{label}**{rest}"

    @property
    def prose(self) -> int:
        """How many characters of sentences it has; those of a link are a teaser."""
        words = "".join(run.text for run in self.runs if not run.link).strip()
        return len(words) if _SENTENCE.search(words) or len(words) >= _LONG else 0

    @property
    def speaks(self) -> bool:
        """Whether somebody is said to speak: a reporter, 答, or a label in bold."""
        match = _LABEL.match(self.text)
        if not match or all(run.link for run in self.runs):
            return False
        name = match["label"].strip()
        return bool(self.marked != self.text or REPORTER.fullmatch(name) or _ASKED.fullmatch(name))


@dataclass(frozen=True, slots=True)
class Extract:
    """What was taken from a page, and what was not."""

    lines: tuple[str, ...]
    left_out: tuple[str, ...]  # in the order of the page
    title: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)  # site, url, published: those it names
    remarks: tuple[str, ...] = ()  # what the lines cannot show, as sentences


def read_html(html: str, whole: bool = False) -> Extract:
    """The article of a page; with `whole`, all that it shows is the article."""
    tree = LexborHTMLParser(html)
    body = tree.body
    if body is None:
        return Extract((), ())
    blocks: Blocks = {}
    lines = list(_lines(body, blocks))
    seen = [line for line in lines if line.seen]
    article = body.mem_id if whole else _article(seen, blocks, body.mem_id)
    within = _within(article, blocks)
    inside = [line for line in seen if line.block in within]
    title = None if whole else _title(seen, inside)
    taken = [line for line in seen if line is title or line.block in within]
    kept = {id(line) for line in taken}
    left = [line.text.strip() for line in lines if id(line) not in kept]
    heading = title or next((line for line in taken if line.heading), None)
    return Extract(
        tuple(line.marked for line in taken),
        tuple(left),
        heading.text.strip() if heading else page_says.title(tree),
        page_says.meta(tree, html),
        tuple(page_says.remarks(body, article)),
    )


def _lines(body: LexborNode, blocks: Blocks) -> Iterator[PageLine]:
    """Every line of text below a node, in order. No recursion: pages nest without limit.

    Each block is put into `blocks`.
    """
    runs: list[Run] = []
    at = _Place(0, False, False, True, False, False)
    stack: list[tuple[LexborNode | None, _Place]] = [(body, at)]
    while stack:
        node, place = stack.pop()
        if node is None:  # a block ends
            yield from _line(runs, place)
            runs = []
            continue
        if node.is_text_node:
            text = node.text_content or ""
            pieces = text.split("\n") if place.pre else [text]
            for number, piece in enumerate(pieces):
                if number:
                    yield from _line(runs, place)
                    runs = []
                runs.append(Run(piece, place.bold, place.link))
            continue
        tag = node.tag
        if not node.is_element_node or tag in _UNSEEN:
            continue
        if tag in _BLOCKS or tag == "br":
            yield from _line(runs, place)
            runs = []
        inner = place.within(node)
        if tag in _BLOCKS:
            blocks[inner.block] = place.block
            stack.append((None, inner))
        stack += [(child, inner) for child in reversed(list(node.iter(include_text=True)))]
    yield from _line(runs, at)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk is."""

    block: int
    bold: bool
    link: bool
    seen: bool
    heading: bool
    pre: bool

    def within(self, node: LexborNode) -> _Place:
        tag, given = node.tag or "", node.attributes
        style = given.get("style") or ""
        hidden = "hidden" in given or tag == "noscript" or _HIDDEN.search(style)
        bold = self.bold or tag in ("b", "strong") or bool(_BOLD.search(style))
        return _Place(
            node.mem_id if tag in _BLOCKS else self.block,
            bold and tag not in _HEADINGS,
            self.link or tag in ("a", "button", "option"),
            self.seen and not hidden,
            self.heading or tag in ("h1", "h2"),
            self.pre or tag in ("pre", "textarea"),
        )


def _line(runs: Sequence[Run], place: _Place) -> Iterator[PageLine]:
    """The line that runs make, white space as a browser shows it; none where they have no words."""
    shown: list[Run] = []
    ends = " "  # with what the line ends so far
    for run in runs:
        text = _SPACE.sub(" ", run.text)
        if ends.endswith(" "):
            text = text.lstrip(" ")
        if text:
            shown.append(Run(text, run.bold, run.link))
            ends = text
    if shown:
        last = shown[-1]
        shown[-1] = Run(last.text.rstrip(" "), last.bold, last.link)
    line = PageLine(tuple(shown), place.block, place.seen, place.heading)
    if line.text.strip():
        yield line


def _article(lines: Sequence[PageLine], blocks: Blocks, body: int) -> int:
    """The element that is the article: the innermost that holds nearly all sentences of the page
    and every line in which somebody is said to speak. In doubt it is a larger one."""
    prose: Counter[int] = Counter()
    voices: Counter[int] = Counter()
    for line in lines:
        prose[line.block] += line.prose
        voices[line.block] += line.speaks
    for block, outer in reversed(blocks.items()):
        prose[outer] += prose[block]
        voices[outer] += voices[block]
    most = _MOST * prose[body]
    holding = [
        block for block in blocks if most and prose[block] >= most and voices[block] == voices[body]
    ]
    return holding[-1] if holding else body  # they lie in each other, the outermost first


def _within(article: int, blocks: Blocks) -> set[int]:
    """A block and all that stand in it."""
    found = {article}
    for block, outer in blocks.items():
        if outer in found:
            found.add(block)
    return found


def _title(lines: Sequence[PageLine], inside: Sequence[PageLine]) -> PageLine | None:
    """The line before the article that names the event."""
    if not inside:
        return None
    before = lines[: next(i for i, line in enumerate(lines) if line is inside[0])]
    named = [line for line in before if line.heading or TITLE.fullmatch(line.text.strip())]
    named = [line for line in named if not all(run.link for run in line.runs)]
    headings = [line for line in named if line.heading and TITLE.fullmatch(line.text.strip())]
    return next(reversed(headings or named), None)
