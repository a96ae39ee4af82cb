"""The styles and the pages know the same classes; colours and distances have one home."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support import ROOT
from wenda.model import Kind
from wenda.site.strip import WIDTHS

STYLES = ROOT / "docs" / "overrides" / "styles"
TOKENS = STYLES / "tokens.css"
FILES = sorted(STYLES.glob("*.css"))

# What is named but not dressed, and why.
UNDRESSED = {
    "wd-answer": "a turn is named for its role; only the question looks different",
    "wd-opening": "the same; in a list it is the opening words, which are dressed",
    "wd-closing": "the same",
    "wd-moderator": "the same",
    "wd-aside": "the same",
    "wd-cite__plain": "cite.mjs takes it away",
    "wd-translation": "a turn's role, as every turn has one",
    "wd-page": "what the page printed around the event: a plain list",
    "wd-formerly": "the note on who was said to speak before: a plain list",
    "wd-fates": "mark.mjs tells there what became of an address",
    "wd-nothing": "browser tests look for it",
    "wd-dialog__close": "a part of the dialog by name",
    "wd-filter-box": "a part of the search page by name",
    "wd-select": "a part of the search page by name",
}

COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark)\("
    r"|(?<![\w-])(?:black|white|gr[ae]y|silver|red|maroon|green|blue|navy|yellow|orange|purple)(?![\w-])"
)
MEASURED = re.compile(
    r"^\s*(?:font-size|(?:margin|padding|scroll-margin)[\w-]*|(?:row-|column-)?gap|border-radius):(.*);",
    re.MULTILINE,
)


def rules(path: Path) -> str:
    """A stylesheet without comments and drawings."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"url\('.*?'\)", "url()", text)


def dressed() -> set[str]:
    return {name for path in FILES for name in re.findall(r"\.(wd-[\w-]+)", rules(path))}


def test_a_segment_of_a_line_has_a_rule_for_each_width() -> None:
    sheet = (STYLES.parent / "assets" / "wenda.css").read_text("utf-8")
    assert f"range(1, {WIDTHS + 1})" in sheet


def named() -> set[str]:
    """The classes that pages and scripts give to elements."""
    sources = [
        *(ROOT / "scripts" / "wenda").rglob("*.py"),
        *(ROOT / "scripts" / "wenda" / "site" / "templates").iterdir(),
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "docs" / "overrides").rglob("*.html"),
        *(ROOT / "docs" / "assets").rglob("*.mjs"),
    ]
    text = "\n".join(path.read_text("utf-8") for path in sources)
    given = re.findall(r"""class(?:Name)?\s*[=:]\s*(["'`])(.*?)\1""", text)
    given += re.findall(r"""classList\.\w+\(\s*(["'`])(.*?)\1""", text)
    names = {name for _, value in given for name in re.findall(r"wd-[\w-]*(?:\{\{)?", value)}
    if "wd-{{" in names:  # the role of a turn
        names = names - {"wd-{{"} | {f"wd-{role}" for role in roles()}
    if "wd-g{{" in names:  # a group of topics
        names = names - {"wd-g{{"} | {f"wd-g{place}" for place in range(10)}
    return names


def roles() -> set[Kind]:
    return set(Kind) - {Kind.LABEL, Kind.MARKUP, Kind.SPACE}


def test_no_class_is_dressed_that_nothing_has() -> None:
    assert dressed() - named() == set()


def test_no_class_goes_undressed_unknown() -> None:
    assert named() - dressed() == set(UNDRESSED) - dressed()
    assert set(UNDRESSED) <= named()


def test_the_reader_gets_every_file() -> None:
    template = (ROOT / "docs" / "overrides" / "assets" / "wenda.css").read_text("utf-8")
    (listed,) = re.findall(r"for part in \[(.*?)\]", template, re.DOTALL)
    parts = re.findall(r'"(\w+)"', listed)
    assert parts[0] == "tokens"
    assert sorted(parts) == [path.stem for path in FILES]


@pytest.mark.parametrize("path", [path for path in FILES if path != TOKENS], ids=lambda p: p.stem)
def test_colours_have_one_home(path: Path) -> None:
    assert COLOUR.findall(rules(path)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_sizes_and_distances_are_of_the_scale(path: Path) -> None:
    bare = [
        value for value in MEASURED.findall(rules(path)) if re.search(r"\d(?:em|rem|px)", value)
    ]
    assert bare == []


def test_every_property_is_defined_and_used() -> None:
    text = "\n".join(rules(path) for path in FILES)
    defined = set(re.findall(r"(--[\w-]+):", text))
    used = set(re.findall(r"var\((--[\w-]+)", text))
    assert {name for name in defined ^ used if not name.startswith("--md-")} == set()
