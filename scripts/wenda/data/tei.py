"""A conference as TEI P5, in the manner of the ParlaMint corpora.

An utterance (`u`) is a turn and a `seg` a paragraph; the printed label is a
`note[@type="speaker"]` before its utterance. Text of `seg` is the words as printed, nothing else.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from wenda.addresses import text_anchor_of
from wenda.archive import SITE_NAME, Conference, PublishedExchange, PublishedPart
from wenda.data.xmltree import XML, add, start, write

TEI = "http://www.tei-c.org/ns/1.0"


def tei(conference: Conference, address: str = "") -> bytes:
    """The document of one conference; `address` is where the site is published, if known."""
    root = start(TEI, "TEI", xml_id=f"wenda-{conference.slug}", xml_lang="zh-CN")
    _header(root, conference, address)
    body = add(add(root, "text"), "body")
    for part, exchange in conference.entries():
        _part(body, part, exchange)
    return write(root)


def _header(root: ET.Element, conference: Conference, address: str) -> None:
    record, printed = conference.record, conference.record.publication
    header = add(root, "teiHeader")
    description = add(header, "fileDesc")
    add(add(description, "titleStmt"), "title", record.title)
    published = add(description, "publicationStmt")
    add(published, "publisher", SITE_NAME)
    if address:
        add(published, "idno", address + conference.path, type="URI")
    availability = add(published, "availability", status="restricted")
    add(availability, "p", "文字稿的权利属于刊发它的机构。")
    source = add(add(description, "sourceDesc"), "bibl")
    add(source, "title", printed.name)
    add(source, "date", printed.date.isoformat(), when=printed.date.isoformat())
    if printed.page:
        add(source, "biblScope", printed.page, unit="page")
    if printed.url:
        add(source, "ptr", target=printed.url)
    add(source, "idno", conference.proof.source, type="sha256")
    if record.incomplete:
        add(source, "note", record.incomplete, type="incomplete")
    _classes(header, conference)
    profile = add(header, "profileDesc")
    setting = add(add(profile, "settingDesc"), "setting")
    add(setting, "name", record.place, type="place")
    add(setting, "date", record.date.isoformat(), when=record.date.isoformat())
    _participants(add(profile, "particDesc"), conference)


def _classes(header: ET.Element, conference: Conference) -> None:
    """The topics that occur, for `ana` of the exchanges."""
    topics = {tag.topic.id: tag.topic for e in conference.exchanges for tag in e.topics}
    if topics:
        classes = add(add(header, "encodingDesc"), "classDecl")
        taxonomy = add(classes, "taxonomy", xml_id="topics")
        for topic in topics.values():
            category = add(taxonomy, "category", xml_id=f"topic-{topic.id}")
            add(category, "catDesc", f"{topic.name}：{topic.scope}")


def _participants(participants: ET.Element, conference: Conference) -> None:
    people = add(participants, "listPerson")
    for who, office in conference.speakers:
        person = add(people, "person", xml_id=f"speaker-{who.id}")
        add(person, "persName", who.name)
        add(person, "persName", who.english, xml_lang="en")
        add(person, "occupation", office)
    if outlets := conference.outlets:
        organisations = add(participants, "listOrg")
        for outlet in outlets:
            organisation = add(organisations, "org", xml_id=f"outlet-{outlet.id}")
            add(organisation, "orgName", outlet.name)
            add(organisation, "orgName", outlet.english, xml_lang="en")


def _part(body: ET.Element, part: PublishedPart, exchange: PublishedExchange | None) -> None:
    division = add(body, "div", type=part.unit if exchange is None else "exchange")
    if exchange:
        division.set(f"{{{XML}}}id", exchange.id)
        if exchange.topics:
            division.set("ana", " ".join(f"#topic-{tag.topic.id}" for tag in exchange.topics))
        add(division, "head", exchange.heading, type="supplied")
    for number, turn in enumerate(part.turns, start=1):
        if turn.printed_label:
            add(division, "note", turn.printed_label, type="speaker")
        said = [paragraph for paragraph in turn.paragraphs if paragraph.id]
        first = turn.paragraphs.index(said[0]) if said else len(turn.paragraphs)
        for paragraph in turn.paragraphs[:first]:
            add(division, "note", paragraph.text, type="furniture")
        if said:
            utterance = add(division, "u", xml_id=f"{part.unit}-u{number}")
            if turn.speaker:
                utterance.set("who", f"#speaker-{turn.speaker[0].id}")
            elif turn.outlets:
                utterance.set("who", " ".join(f"#outlet-{outlet.id}" for outlet in turn.outlets))
            for paragraph in turn.paragraphs[first:]:
                if not paragraph.id:  # what a page prints in the midst of a turn
                    add(utterance, "note", paragraph.text, type="furniture")
                    continue
                name = text_anchor_of(part.unit, paragraph.id)
                kind = paragraph.kind.value
                add(utterance, "seg", paragraph.text, xml_id=name, type=kind)
        for paragraph in said:
            for placed in paragraph.errata:
                note = add(division, "note", type="erratum", xml_id=f"e{placed.number}")
                note.set("target", f"#{text_anchor_of(part.unit, paragraph.id)}")
                add(note, "p", placed.text)
