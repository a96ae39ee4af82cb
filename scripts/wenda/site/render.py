"""Templates to text, and the one place where markup is made safe.

The words of a transcript stand in HTML blocks, so that no Markdown reads them, and whatever else
comes from people is written with `verbatim`; both mean the same to every Markdown renderer. What a
template prints is made verbatim unless it is `Markup` already, which only this module makes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import Any, cast

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from wenda import addresses
from wenda.archive import PublishedParagraph, chinese_date, names, with_offices
from wenda.model import KIND_NAMES
from wenda.naming.ledger import State
from wenda.reading.cast import names_nobody
from wenda.site.citations import Accessed, Address, Authors, Citation, Italic
from wenda.site.references import quoted_from

# ASCII punctuation is what Markdown, HTML and every templating language are made of; as a
# character reference it is text to all of them. Chinese prose has next to none of it. At U+2028 and
# U+2029 Python-Markdown ends a line, and with it a heading.
_SYNTAX = re.compile(r"[\x00-\x1f!-/:-@\[-`{-\x7f\u2028\u2029]|^ | $|(?<= ) ")


_REFERENCES = {chr(code): f"&#{code};" for code in (*range(128), 0x2028, 0x2029)}


def verbatim(text: str) -> Markup:
    """Text that arrives in the HTML as it is, whatever it holds."""
    return Markup(_SYNTAX.sub(lambda match: _REFERENCES[match[0]], text))


_PLAIN = re.compile(r"[A-Za-z0-9_./#-]+")
_PLAIN_CODE = re.compile(r"[A-Za-z0-9_./\[\]-]+")


def plain(name: str) -> Markup:
    """A name of ours, as it is. Raises ValueError for anything that may mean more."""
    if not _PLAIN.fullmatch(name):
        raise ValueError(f"not a plain name: {name!r}")
    return Markup(name)


def code(text: str) -> Markup:
    """A name of a file or field as code."""
    return Markup(f"<code>{text if _PLAIN_CODE.fullmatch(text) else verbatim(text)}</code>")


@pass_context
def link(context: Context, there: str) -> Markup:
    """The way from this page to a path of the site, both as Markdown: `../topics/sea.md`."""
    folder = posixpath.dirname(addresses.markdown_of(context["here"]))
    return plain(posixpath.relpath(addresses.markdown_of(there), folder or "."))


@pass_context
def url(context: Context, there: str) -> Markup:
    """The same where HTML stands, which no Markdown reads: `../q07/`."""
    return plain(addresses.between(context["here"], there))


def words(paragraph: PublishedParagraph) -> Markup:
    """The words of a paragraph as HTML, doubtful readings linked to their note."""
    text, parts, cursor = paragraph.text, [], 0
    for placed in paragraph.errata:
        parts.append(verbatim(text[cursor : placed.start]))
        inner = verbatim(text[placed.start : placed.end])
        note = '<a class="wd-erratum" id="r{0}" href="#e{0}">{1}</a>'
        parts.append(Markup(note.format(placed.number, inner)))
        cursor = placed.end
    parts.append(verbatim(text[cursor:]))
    return Markup("").join(parts)


def cited(citation: Citation, url: str) -> Markup:
    """A citation as HTML; what only the reader's browser knows is left for cite.mjs to fill in.

    Escaped for HTML only, since it stands in an HTML block, which no Markdown reads, and has no
    blank line, which would end one.
    """
    parts = []
    for span in citation.spans:
        match span:
            case Address():
                parts.append(f"<span data-url>{escape(url)}</span>")
            case Italic():
                parts.append(f"<i>{_text(span.text)}</i>")
            case Authors() if span.asked is not None:
                asked = escape(span.asked)
                parts.append(f'<span data-asked="{asked}">{_text(span.text)}</span>')
            case Authors():
                parts.append(_text(span.text))
            case Accessed():
                parts.append(f'<span data-accessed="{escape(span.pattern)}"></span>')
            case _:
                parts.append(_text(span))
    return Markup("".join(parts))


def _text(words: str) -> str:
    """Words outside of tags, where a quotation mark means nothing: CSL-JSON has sixty of them."""
    return str(escape(words)).replace("&#34;", '"')


def folder(path: str) -> str:
    """The folder of a file, ending in /."""
    return posixpath.dirname(path) + "/"


def _made_safe(value: Any) -> Markup:
    return value if isinstance(value, Markup) else verbatim(str(value))


_ENVIRONMENT = Environment(
    loader=PackageLoader("wenda.site"),
    autoescape=True,  # so that macros give Markup; `_made_safe` has escaped the rest before
    finalize=_made_safe,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_ENVIRONMENT.filters |= {"date": chinese_date, "words": words, "cited": cited}
_ENVIRONMENT.filters |= {"names": names, "with_offices": with_offices}
_ENVIRONMENT.filters |= {"plain": plain, "code": code, "folder": folder, "link": link, "url": url}
_ENVIRONMENT.globals |= {
    **{name: getattr(addresses, name) for name in addresses.FOR_TEMPLATES},
    "State": State,
    "kind_names": KIND_NAMES,
    "quoted_from": quoted_from,
    "names_nobody": names_nobody,
}


def render(template: str, here: str, **values: Any) -> str:
    """A page from its template; `here` is its path from where the site begins."""
    return _ENVIRONMENT.get_template(f"{template}.md").render(here=here, **values)


_FENCE = "---\n"


def front_matter(facts: Mapping[str, Any]) -> Markup:
    """Plain YAML, so that another generator can read it."""
    dumped = yaml.dump(
        facts, Dumper=_FrontMatter, allow_unicode=True, sort_keys=False, width=10_000
    )
    return Markup(f"{_FENCE}{dumped}---")


def parted(page: str) -> tuple[str, str]:
    """Front matter and body of a page. No line within it is a fence: `front_matter` indents."""
    if not page.startswith(_FENCE):
        return "", page
    front, _, body = page.removeprefix(_FENCE).partition(f"\n{_FENCE}")
    return front, body


def body_of(page: str) -> str:
    """A page without its front matter."""
    return parted(page)[1]


_BLOCK = re.compile(
    r"<!--|</?(?:article|aside|blockquote|details|div|dl|figure|footer|form|h[1-6]|header|hr|li|nav"
    r"|ol|p|pre|script|section|style|summary|table|ul)\b"
)


def leads_elsewhere(page: str) -> bool:
    """Whether a page says that another is the one to be found."""
    return "\ncanonical: " in f"\n{parted(page)[0]}"


def is_html(body: str) -> bool:
    """Whether no Markdown is in a body: every chunk between blank lines begins a block of HTML."""
    chunks = (chunk for chunk in body.split("\n\n") if chunk.strip())
    return 'markdown="1"' not in body and all(_BLOCK.match(chunk.lstrip()) for chunk in chunks)


class _FrontMatter(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes text of several lines as it stands; other ends of lines than LF are escaped.

    The C dumper, where PyYAML was built with it, writes the same ten times as fast.
    """


_OTHER_LINE_ENDS = re.compile("[\r\x85\u2028\u2029]")


def _write_text(dumper: Any, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    if _OTHER_LINE_ENDS.search(text):
        style = '"'
    return cast(yaml.ScalarNode, dumper.represent_scalar("tag:yaml.org,2002:str", text, style))


_FrontMatter.add_representer(str, _write_text)
