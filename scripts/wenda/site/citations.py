"""Citations: the publication that printed the words, then our address, where they can be checked.

Sources of the styles: GB/T 7714—2025 (§8.5 parts of serials, §7.2.1 titles of one's own, appendix
B.4) and GB/T 7714—2015 (the same in half-width punctuation, with the day of access); APA, seventh
edition; Chicago, seventeenth edition, bibliography. A heading is the editor's and not the paper's:
all of them put a title that was supplied in square brackets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from wenda.editors.vocabulary import Speaker
from wenda.site.references import Reference

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where the address goes: the one that the build knows, until the browser knows better."""


@dataclass(frozen=True, slots=True)
class Accessed:
    """What says the day of access, which only the reader's browser knows; left out until then.

    In `pattern` stand {Y} {M} {D}, {MM} and {DD} with two digits, and {Month} in English.
    """

    pattern: str


@dataclass(frozen=True, slots=True)
class Italic:
    text: str


@dataclass(frozen=True, slots=True)
class Authors:
    """Who is credited: those who answered; for words of the question, who asked."""

    text: str
    asked: str | None  # None where nobody asked, or nobody can tell who


Span = str | Italic | Address | Accessed | Authors

_URL = Address()
_DAY = Accessed("[{Y}-{MM}-{DD}]")


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference in one style."""

    style: str
    name: str
    spans: tuple[Span, ...]
    suffix: str = ""  # of a file, for the formats that programs read

    def text(self, url: str, day: date | None = None) -> str:
        """The plain text for an address and a day of access; without a day, without its phrase."""
        return "".join(_text(span, url, day) for span in self.spans)


def _text(span: Span, url: str, day: date | None) -> str:
    match span:
        case Address():
            return url
        case Italic() | Authors():
            return span.text
        case Accessed():
            return _dated(span.pattern, day) if day else ""
    return span


def _dated(pattern: str, day: date) -> str:
    values = {
        **{"Y": str(day.year), "M": str(day.month), "D": str(day.day)},
        **{"MM": f"{day.month:02}", "DD": f"{day.day:02}", "Month": _MONTHS[day.month - 1]},
    }
    return re.sub(r"\{(Y|MM?|DD?|Month)\}", lambda match: values[match[1]], pattern)


def citations(reference: Reference) -> tuple[Citation, ...]:
    """A reference in all styles, the default first."""
    return (*on_page(reference), *in_files(reference))


def on_page(reference: Reference) -> tuple[Citation, ...]:
    """Those that stand in a page. Of the last, formats.mjs makes those that stand in files."""
    return (
        Citation("gbt-2025", "GB/T 7714—2025", _gbt_2025(reference)),
        Citation("gbt-2015", "GB/T 7714—2015", _gbt_2015(reference)),
        Citation("apa", "APA", _apa(reference)),
        Citation("chicago", "Chicago", _chicago(reference)),
        Citation("csl", "CSL-JSON", _csl(reference), ".json"),
    )


def in_files(reference: Reference) -> tuple[Citation, ...]:
    """Those for reference managers, which a conference has in a file for all of its exchanges."""
    return (
        Citation("bibtex", "BibTeX", _bibtex(reference), ".bib"),
        Citation("ris", "RIS", _ris(reference), ".ris"),
    )


def _gbt_2025(ref: Reference) -> tuple[Span, ...]:
    """责任者. [题名][N/OL]. 报纸名，日期（版次）. 地址. No day of access for newspapers."""
    authors = _authors(ref, partial(_first_three, comma="，"))
    start = f". {ref.bracketed('：', ref.source)}"
    if ref.online:
        return (authors, f"{start}[EB/OL]. （{ref.printed.isoformat()}）", _DAY, ". ", _URL, ".")
    page = f"（{ref.page}）" if ref.page else ""
    return (
        authors,
        f"{start}[N/OL]. {ref.publication}，{ref.printed.isoformat()}{page}. ",
        _URL,
        ".",
    )


def _gbt_2015(ref: Reference) -> tuple[Span, ...]:
    """责任者. [题名][N/OL]. 报纸名, 日期(版次)[引用日期]. 地址."""
    authors = _authors(ref, partial(_first_three, comma=", "))
    start = f". {ref.bracketed(': ', ref.source)}"
    if ref.online:
        return (authors, f"{start}[EB/OL]. ({ref.printed.isoformat()})", _DAY, ". ", _URL, ".")
    page = f"({ref.page})" if ref.page else ""
    where = f"{ref.publication}, {ref.printed.isoformat()}{page}"
    return (authors, f"{start}[N/OL]. {where}", _DAY, ". ", _URL, ".")


def _authors(ref: Reference, written: Callable[[Sequence[Speaker]], str]) -> Authors:
    return Authors(written(ref.authors), written([ref.asker]) if ref.asker else None)


def _first_three(authors: Sequence[Speaker], comma: str) -> str:
    names = [who.name for who in authors]
    return comma.join(names[:3] + (["等"] if len(names) > 3 else []))


def _apa(ref: Reference) -> tuple[Span, ...]:
    title = f"[{ref.heading}] [Answer at {_event(ref)}]" if ref.heading else f"[{_event(ref)}]"
    day = f"{ref.printed.year}, {_MONTHS[ref.printed.month - 1]} {ref.printed.day}"
    page = f", {ref.page}" if ref.page else ""
    start = f" ({day}). {title}. "
    return (
        _authors(ref, _apa_authors),
        start,
        _container(ref),
        f"{_translated(ref)}{page}. ",
        _URL,
    )


def _apa_authors(authors: Sequence[Speaker]) -> str:
    names = _joined([_inverted(who, initials=True) for who in authors], ", & ")
    return names if names.endswith(".") else f"{names}."


def _chicago_authors(authors: Sequence[Speaker]) -> str:
    names = [f"{who.english} {who.name}" for who in authors]
    if authors[0].family:  # the first name is inverted, but for names in Chinese order
        names[0] = f"{_inverted(authors[0], initials=False)} {authors[0].name}"
    return _joined(names, ", and ", two=" and ")


def _chicago(ref: Reference) -> tuple[Span, ...]:
    title = f"[{ref.heading}]. Answer at {_event(ref)}" if ref.heading else f"[{_event(ref)}]"
    numbered = "p. " if re.match("[A-Z]?[0-9]", ref.page) else ""
    page = f", {numbered}{ref.page}" if ref.page else ""
    return (
        _authors(ref, _chicago_authors),
        f". {title}. ",
        _container(ref),
        f"{_translated(ref)}, {_american(ref.printed)}{page}. ",
        Accessed("Accessed {Month} {D}, {Y}. "),
        _URL,
        ".",
    )


def _bibtex_names(authors: Sequence[Speaker]) -> str:
    return " and ".join(f"{{{_tex(who.name)}}}" for who in authors)


def _bibtex(ref: Reference) -> tuple[Span, ...]:
    def field(name: str, value: str) -> str:
        return f"  {name:<12} = {{{value}}},\n"

    return (
        f"@{'online' if ref.online else 'article'}{{{ref.key},\n",
        _authors(ref, lambda authors: field("author", _bibtex_names(authors))),
        field("title", f"{{{_tex(ref.title)}}}"),
        field("organization" if ref.online else "journal", _tex(ref.publication)),
        field("date", ref.printed.isoformat()),
        field("year", str(ref.printed.year)),
        f"  month        = {_MONTHS[ref.printed.month - 1][:3].lower()},\n",
        field("pages", _tex(ref.page)) if ref.page else "",
        "  url          = {",
        _URL,
        "},\n",
        Accessed("  urldate      = {{Y}-{MM}-{DD}},\n"),
        field("note", _tex(ref.note)),
        "" if ref.online else field("entrysubtype", "newspaper"),
        field("langid", "chinese"),
        "}",
    )


def _ris(ref: Reference) -> tuple[Span, ...]:
    def tag(name: str, value: str) -> str:
        return f"{name}  - {value}\n" if value else ""

    return (
        tag("TY", "ELEC" if ref.online else "NEWS"),
        _authors(ref, lambda authors: "".join(tag("AU", who.name) for who in authors)),
        tag("TI", ref.title),
        tag("T2", ref.publication),
        tag("PY", str(ref.printed.year)),
        tag("DA", ref.printed.strftime("%Y/%m/%d/")),
        tag("SP", ref.page),
        tag("LA", "zh-CN"),
        tag("N1", ref.note),
        "UR  - ",
        _URL,
        "\n",
        Accessed("Y2  - {Y}/{MM}/{DD}/\n"),
        "ER  - ",
    )


def _csl(ref: Reference) -> tuple[Span, ...]:
    def lines(item: Mapping[str, Any]) -> str:
        written = (f"    {json.dumps(k)}: {_json(value)},\n" for k, value in item.items())
        return "".join(written)

    before = {
        "id": ref.key,
        "type": "webpage" if ref.online else "article-newspaper",
        "language": "zh-CN",
    }
    after = {
        "title": ref.title,
        "container-title": ref.publication,
        "issued": {"date-parts": [[ref.printed.year, ref.printed.month, ref.printed.day]]},
        **({"page": ref.page} if ref.page else {}),
        "note": ref.note,
    }
    return (
        "[\n  {\n" + lines(before) + '    "author": ',
        _authors(ref, lambda authors: _json([{"literal": who.name} for who in authors])),
        ",\n" + lines(after) + '    "URL": "',
        _URL,
        '"',
        Accessed(',\n    "accessed": {"date-parts": [[{Y}, {M}, {D}]]}'),
        "\n  }\n]",
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _tex(text: str) -> str:
    special = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return re.sub(r"[\\~^{}$&#%_]", lambda m: special.get(m[0], f"\\{m[0]}"), text)


def _inverted(who: Speaker, *, initials: bool) -> str:
    """Wang, Y. and Blinken, A. or Blinken, Antony; a name of one word stays."""
    family = who.family or who.english.split()[0]
    given = who.english.replace(family, "", 1).split()
    if initials:
        given = ["-".join(f"{part[0]}." for part in name.split("-") if part) for name in given]
    return f"{family}, {' '.join(given)}" if given else family


def _joined(names: Sequence[str], last: str, two: str | None = None) -> str:
    if len(names) < 3:
        return (two or last).join(names)
    return f"{', '.join(names[:-1])}{last}{names[-1]}"


def _american(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def _event(ref: Reference) -> str:
    """The event with its day and the reservations."""
    remarks = [_american(ref.held), *(each.english for each in ref.reservations)]
    return f"{ref.event}, {'; '.join(remarks)}"


def _container(ref: Reference) -> Span:
    """The publication: a newspaper is in italics, a website is not."""
    return ref.publication if ref.online else Italic(ref.publication)


def _translated(ref: Reference) -> str:
    return f" [{ref.english}]" if ref.english else ""
