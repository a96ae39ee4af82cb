"""A conference as Akoma Ntoso 3.0 (OASIS LegalDocML): a debate whose sections are the exchanges.

A turn is a question, an answer or a speech, its label `from`, a paragraph a `p` whose eId is the
paragraph's address. Text of `p` is the words as printed and nothing else. IRIs follow the naming
convention: /akn/cn/debate/<body>/<date>/<name>, with the language after @.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from wenda.addresses import text_anchor_of
from wenda.archive import SITE_NAME, Conference, PublishedExchange, PublishedPart, PublishedTurn
from wenda.data.xmltree import add, start, write
from wenda.editors.vocabulary import Outlet
from wenda.model import Kind

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

_SPEECHES = {Kind.QUESTION: "question", Kind.ANSWER: "answer"}
_UNKNOWN = "unknown"  # the schema wants a speaker of every turn


def akoma_ntoso(conference: Conference, address: str = "") -> bytes:
    """The document of one conference; `address` is where the site is published, if known."""
    root = start(AKN, "akomaNtoso")
    debate = add(root, "debate", name="pressConference")
    meta = add(debate, "meta")
    _identification(meta, conference, address)
    _classification(meta, conference)
    _references(meta, conference)
    _notes(meta, conference)
    body = add(debate, "debateBody")
    for part, exchange in conference.entries():
        _part(body, part, exchange)
    return write(root)


def _identification(meta: ET.Element, conference: Conference, address: str) -> None:
    held, printed = conference.date.isoformat(), conference.record.publication
    name = conference.slug.removeprefix(f"{held}-")
    work = f"/akn/cn/debate/{name}/{held}"
    expression = f"{work}/zho@{printed.date.isoformat()}"
    identification = add(meta, "identification", source="#wenda")
    for level, iri, day, dated in (
        ("FRBRWork", work, held, "event"),
        ("FRBRExpression", expression, printed.date.isoformat(), "publication"),
        ("FRBRManifestation", f"{expression}.xml", printed.date.isoformat(), "publication"),
    ):
        element = add(identification, level)
        add(element, "FRBRthis", value=f"{iri}/!main" if level != "FRBRManifestation" else iri)
        add(element, "FRBRuri", value=iri)
        if address:
            add(element, "FRBRalias", value=address + conference.path, name="page")
        add(element, "FRBRdate", date=day, name=dated)
        for who, _ in conference.speakers:
            add(element, "FRBRauthor", href=f"#speaker-{who.id}", as_="#speaker")
        if level == "FRBRWork":
            add(element, "FRBRcountry", value="cn")
            add(element, "FRBRname", value=conference.record.title)
        elif level == "FRBRExpression":
            add(element, "FRBRlanguage", language="zho")
        else:
            add(element, "FRBRformat", value="application/akn+xml")


def _classification(meta: ET.Element, conference: Conference) -> None:
    tagged = [(exchange, tag.topic) for exchange in conference.exchanges for tag in exchange.topics]
    if tagged:
        classification = add(meta, "classification", source="#wenda")
        for exchange, topic in tagged:
            keyword = add(classification, "keyword", value=topic.id, showAs=topic.name)
            keyword.set("dictionary", "#topics")
            keyword.set("href", f"#{exchange.id}")


def _references(meta: ET.Element, conference: Conference) -> None:
    references = add(meta, "references", source="#wenda")

    def thing(kind: str, id: str, name: str) -> None:
        add(references, kind, eId=id, href=f"/akn/ontology/{kind[3:].lower()}/{id}", showAs=name)

    thing("TLCOrganization", "wenda", SITE_NAME)
    for outlet in conference.outlets:
        thing("TLCOrganization", f"outlet-{outlet.id}", outlet.name)
    turns = (turn for part in conference.parts for turn in part.turns)
    together = {turn.outlets for turn in turns if len(turn.outlets) > 1}
    for outlets in sorted(together, key=_asking):
        thing("TLCOrganization", _asking(outlets), "、".join(outlet.name for outlet in outlets))
    for who, _ in conference.speakers:
        thing("TLCPerson", f"speaker-{who.id}", who.name)
    thing("TLCPerson", _UNKNOWN, "不详")
    for who, office in conference.speakers:
        thing("TLCRole", f"office-{who.id}", office)
    thing("TLCRole", "speaker", "发言人")
    thing("TLCConcept", "topics", "议题")


def _asking(outlets: Sequence[Outlet]) -> str:
    """Who asks, as one id: a speech has one agent, also where several ask together."""
    ids = "-".join(outlet.id for outlet in outlets)
    return f"outlet-{ids}" if len(outlets) == 1 else f"outlets-{ids}"


def _notes(meta: ET.Element, conference: Conference) -> None:
    """What the transcript lacks, and its doubtful readings; the words stay as printed."""
    record, printed = conference.record, conference.record.publication
    where = f"依据{printed.title}{printed.date.isoformat()}{printed.page or ''}刊发的文字稿"
    lacks = f"；不完整：{record.incomplete}" if record.incomplete else "。"
    notes = add(meta, "notes", source="#wenda")
    add(add(notes, "note", eId="source"), "p", where + lacks)
    for part in conference.parts:
        for paragraph in part.paragraphs:
            for placed in paragraph.errata:
                note = add(notes, "note", eId=f"e{placed.number}")
                anchor = text_anchor_of(part.unit, paragraph.id)
                add(note, "p", f"{anchor}：{placed.text}")


def _part(body: ET.Element, part: PublishedPart, exchange: PublishedExchange | None) -> None:
    section = add(body, "debateSection", name=part.unit if exchange is None else "exchange")
    section.set("eId", part.unit)
    if exchange:
        add(section, "heading", exchange.heading, status="editorial")
    for turn in part.turns:
        _turn(section, part.unit, turn)


def _turn(section: ET.Element, unit: str, turn: PublishedTurn) -> None:
    said = [paragraph for paragraph in turn.paragraphs if paragraph.id]
    first = turn.paragraphs.index(said[0]) if said else len(turn.paragraphs)
    for paragraph in turn.paragraphs[:first]:
        add(section, "scene", paragraph.text)
    if not said:  # a speech has words; a label without any is kept all the same
        if turn.printed_label:
            add(section, "scene", turn.printed_label)
        return
    speech = add(section, _SPEECHES.get(turn.role, "speech"))
    if turn.speaker:
        speech.set("by", f"#speaker-{turn.speaker[0].id}")
        speech.set("as", f"#office-{turn.speaker[0].id}")
    elif turn.outlets:
        speech.set("by", f"#{_asking(turn.outlets)}")
    else:
        speech.set("by", f"#{_UNKNOWN}")
    if turn.printed_label:
        add(speech, "from", turn.printed_label)
    for paragraph in turn.paragraphs[first:]:
        if not paragraph.id:  # what a page prints in the midst of a turn
            add(speech, "p", paragraph.text, class_="furniture")
            continue
        element = add(speech, "p", paragraph.text, eId=text_anchor_of(unit, paragraph.id))
        element.set("class", paragraph.kind.value)
