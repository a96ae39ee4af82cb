"""One conference through all stages, from its bytes to what is published. Touches no disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from wenda.archive import Collation, Conference, PublishedExchange, PublishedPart
from wenda.collation.witness import Copies, collations, told
from wenda.editors.acknowledge import acknowledge
from wenda.editors.sidecar import ConferenceRecord, Join, Sidecar
from wenda.editors.vocabulary import Vocabulary
from wenda.findings import OURS, Report
from wenda.model import Kind, Part, asked_by
from wenda.naming import ledger
from wenda.naming.align import Named, align
from wenda.naming.newtext import Unit
from wenda.publish import exchanges, is_furniture, place_errata, publish, unit_name
from wenda.reading.cast import Cast, names_nobody
from wenda.reading.decode import decode, sha256
from wenda.reading.detect import Detection, detect, portrait
from wenda.reading.dialects import BY_NAME, DIALECTS, Dialect
from wenda.reading.parse import Parsed, parse
from wenda.reading.proof import Proof, prove
from wenda.topics.classifier import Classifier
from wenda.voices import People, said, voices

# What can be said of a transcript whose sidecar is missing or unusable.
_WITHOUT_SIDECAR = frozenset({"S01", "S02", "T04", "T07", "T08", "T10", "T11", "T12", "T15", "T16"})


def assemble(
    name: str,
    data: bytes,
    sidecar: Sidecar,
    rows: Sequence[ledger.Row],
    vocabulary: Vocabulary,
    classify: Classifier,
    found: Report,
    copies: Copies | None = None,
) -> Conference | None:
    """One conference through all stages: read, group, name, classify.

    `name` is the path of the transcript for messages, `data` its bytes, `rows` its ledger so
    far. None where a stage could not be passed; the findings say why.
    """
    here = Report(name)  # of its own, since a person may have accepted some of it
    text = decode(data, here)
    if text is None:
        found += here
        return None
    conference = _assemble(name, data, text, sidecar, rows, vocabulary, classify, here)
    if conference and copies:
        cast = cast_of(sidecar.record, vocabulary)
        collated = collations(copies, sidecar, conference.parts, cast, found)
        _collated(collated, found.file(name))
        conference = replace(conference, collations=collated)
    found += acknowledge(sidecar, here, text) if conference else here
    return conference


def _assemble(
    name: str,
    data: bytes,
    text: str,
    sidecar: Sidecar,
    rows: Sequence[ledger.Row],
    vocabulary: Vocabulary,
    classify: Classifier,
    found: Report,
) -> Conference | None:
    record = sidecar.record
    if record.sha256 != sha256(data):
        _other_bytes(sidecar, sha256(data))
    cast = cast_of(record, vocabulary)
    detection = _detect(text, cast, found, sidecar)
    if detection is None:
        return None

    titles = frozenset(filter(None, (record.title, record.subject)))
    parsed = parse(text, detection, cast, found, record.joins, record.opening, titles)
    _contradictions(sidecar, parsed, found)
    _outlets(parsed.parts, vocabulary, found)
    proof = prove(data, text, parsed.parts, detection.marks)
    _lost_characters(proof, found)
    errata = place_errata(sidecar, parsed.parts)

    spoken = [part for part in parsed.parts if not is_furniture(part)]
    listed = [vocabulary.speaker[speaker] for speaker in record.speakers]
    speakers = tuple((who, who.office_on(record.date) or "") for who in listed)
    people = People(speakers, cast, vocabulary)
    units = [Unit(tuple(said(part, people)), unit_name(part)) for part in spoken]
    named, new_rows = align(rows, units)
    parts = tuple(publish(parsed.parts, named, errata, people))
    published = tuple(exchanges(parts, record, people, classify))
    _unknown_exchanges(sidecar, [part.unit for part in parts], new_rows)
    _notes(published, found)
    _attributions(parts, found)
    _printed_twice(named, parts, found)
    return Conference(
        slug=PurePosixPath(name).stem,
        record=record,
        source=name,
        speakers=speakers,
        parts=parts,
        exchanges=published,
        rows=tuple(new_rows),
        voices=voices(new_rows, people),
        detection=detection,
        proof=proof,
    )


def _collated(collated: Sequence[Collation], found: Report) -> None:
    """N11: what a second copy says otherwise."""
    for each in collated:
        found.add("N11", 0, f"他本 {each.witness.file}：{told(each)}。", "逐条见场次页的「校勘」。")


def survey(name: str, data: bytes, vocabulary: Vocabulary, found: Report) -> None:
    """What can be said of a transcript without its sidecar, so that one run says everything."""
    here = Report(name)
    text = decode(data, here)
    cast = Cast({}, frozenset(), lambda label: bool(vocabulary.outlets_of(label)))
    detection = None if text is None else _detect(text, cast, here)
    if text is not None and detection:
        parsed: Parsed[Join] = parse(text, detection, cast, here)
        _outlets(parsed.parts, vocabulary, here)
    found += (finding for finding in here if finding.code in _WITHOUT_SIDECAR)


def cast_of(record: ConferenceRecord, vocabulary: Vocabulary) -> Cast:
    """Who is known at a conference: by the sidecar, then the vocabulary."""
    speakers: dict[str, str] = {}
    for id in record.speakers:
        who = vocabulary.speaker[id]
        speakers |= {who.name: id, who.english: id}
    return Cast(
        {**speakers, **record.labels},
        frozenset(record.moderators),
        lambda label: bool(vocabulary.outlets_of(label)),
    )


def _detect(
    text: str, cast: Cast, found: Report, sidecar: Sidecar | None = None
) -> Detection | None:
    """T15 a dialect that nobody knows, T16 a file without words or without line ends."""
    if not text.strip():
        found.add("T16", 0, "文件里没有文字。", "请放入文字稿，或删去这个文件。")
        return None
    if "\r" in text.replace("\r\n", ""):
        message = "换行是单独的回车（CR），不是 LF 或 CRLF。"
        hint = f"请转换后再放入：tr '\\r' '\\n' < 原文件 > {PurePosixPath(found.path).name}"
        found.add("T16", 0, message, hint)
        return None
    named = sidecar.record.dialect if sidecar else None
    detection = Detection(BY_NAME[named], "编者指明") if named else detect(text, cast)
    if detection is None:
        message = f"看不出文字稿怎样标出发言人。{portrait(text)}。"
        known = "；".join(f"{d.name}（{d.example}）" for d in DIALECTS)
        hint = f"现在认得的体例：{known}。标签里的人也要认得：发言人写入 speakers，媒体写入媒体表。"
        hint += "一时改不好、又从未发布过的，可在它的 YAML 里写 set_aside 和理由，其余的先发布。"
        found.add("T15", 0, message, hint)
        return None
    return replace(detection, changes=_changes(text, sidecar)) if sidecar else detection


def _changes(text: str, sidecar: Sidecar) -> tuple[tuple[int, Dialect], ...]:
    """Where another dialect takes over. Y09: a line that is not there exactly once."""
    changes: list[tuple[int, Dialect]] = []
    for index, change in enumerate(sidecar.record.dialects):
        lines = [
            number
            for number, line in enumerate(text.split("\n"), start=1)
            if change.start == number
            or (isinstance(change.start, str) and line.strip().startswith(change.start))
        ]
        if len(lines) == 1:
            changes.append((lines[0], BY_NAME[change.dialect]))
        else:
            message = f"「{change.start}」应是一行的行号或开头，现在有 {len(lines)} 行。"
            sidecar.add("Y09", message, "请照原文抄足以辨认的开头。", "dialects", index, "from")
    return tuple(sorted(changes, key=lambda change: change[0]))


def _other_bytes(sidecar: Sidecar, actual: str) -> None:
    message = f"文字稿的字节与记录的 sha256 不同，现在是 {actual}。"
    hint = "若是有意修订，请把 sha256 改成这个值；否则请从版本库恢复文字稿。"
    sidecar.add("S05", message, hint, "sha256")


def _contradictions(sidecar: Sidecar, parsed: Parsed[Join], found: Report) -> None:
    """Y09: the sidecar says of the transcript what is not so. Y10: perhaps no longer so."""
    for join in parsed.unused_joins:
        message = f"「{join.before}」与「{join.after}」之间没有断开的段落。"
        hint = "before 应是前一段的结尾，after 应是紧接的后一段的开头，照原文抄写。"
        sidecar.add("Y09", message, hint, "joins", sidecar.record.joins.index(join))
    continued, first = sidecar.record.publication.continued_from, parsed.parts[:1]
    if continued and first and asked_by(first[0].turns):
        message = f"continued_from 说上接{continued}，文字稿却从提问开始。"
        hint = (
            "若上一版的部分已经补入，请删去 continued_from，并看 incomplete 是否还对；"
            "若分版恰在两则之间，请写入 acknowledged。"
        )
        found.add("Y10", first[0].turns[0].line, message, hint)
    if parsed.missing_opening:
        message = "opening: true，但第一个提问之前没有发言人的讲话。"
        sidecar.add("Y09", message, "请对照原文，或去掉 opening。", "opening")


def _outlets(parts: Sequence[Part], vocabulary: Vocabulary, found: Report) -> None:
    """T08: a reporter whose outlet the vocabulary does not know."""
    for part in parts:
        label = asked_by(part.turns)
        if label and not names_nobody(label) and not vocabulary.outlets_of(label):
            unknown = vocabulary.unknown_in(label) or (label,)
            whole = "" if unknown == (label,) else f"（标签是「{label}」）"
            message = f"媒体表里没有{'、'.join(f'「{name}」' for name in unknown)}{whole}。"
            lines = "；".join(_outlet_line(name) for name in unknown)
            hint = f"请补全后写入 source/vocabulary/outlets.yml：{lines}；"
            hint += "已有的一家，请把它作为别名加上。"
            line = next(turn.line for turn in part.turns if turn.role is Kind.QUESTION)
            found.add("T08", line, message, hint)


_KINDS_BY_ENDING = {
    "社": "通讯社",
    "台": "广播电视",
    "视": "广播电视",
    "网": "网络媒体",
    "刊": "期刊",
}


def _outlet_line(name: str) -> str:
    """An entry of the table of outlets, as far as a label tells."""
    plain = name.strip("《》 ")
    kind = _KINDS_BY_ENDING.get(plain[-1:], "报纸")
    return f"- {{id: …, name: {name}, english: …, kind: {kind}, place: …}}"


def _lost_characters(proof: Proof, found: Report) -> None:
    """P01: the parts do not hold the whole transcript, which the parser promises."""
    if not proof.holds:
        for problem in proof.problems or ("重建的文字稿与原文不同",):
            found.add("P01", 0, f"有字符没有着落：{problem}。", OURS)


def _unknown_exchanges(sidecar: Sidecar, units: Sequence[str], rows: Sequence[ledger.Row]) -> None:
    """Y08: an editor's decision on an exchange that is not there, or is no more."""
    for unit in sidecar.record.exchanges:
        if unit in units:
            continue
        fates = {
            heir.address for row in rows if row.unit == unit for heir in ledger.resolve(row, rows)
        }
        if fates:
            message = (
                f"编号为 {unit} 的问答已不单独存在，它的段落去向：{'、'.join(sorted(fates))}。"
            )
            hint = "请把标题和议题移到那里，再删去这一条。"
        elif any(row.unit == unit for row in rows):
            message = f"编号为 {unit} 的问答已不在文字稿中。"
            hint = "请删去这一条；若问答还在，请对照编号簿（同名的 .tsv）看它现在的编号。"
        else:
            message = f"本场没有编号为 {unit} 的问答。"
            hint = "编号见编号簿（同名的 .tsv）或页面地址。"
        sidecar.add("Y08", message, hint, "exchanges", unit)


def _notes(published: Sequence[PublishedExchange], found: Report) -> None:
    """N01 an exchange without a topic, N02 one without an editor's heading."""
    for exchange in published:
        line = exchange.part.first_line
        if not exchange.topics:
            message = f"{exchange.id} 未归类：没有词条够得上的议题。"
            hint = f"可在 YAML 里写 exchanges.{exchange.id}.topics，或补充议题的词条。"
            found.add("N01", line, message, hint)
        if not exchange.heading_by_editor:
            message = f"{exchange.id} 没有编者的标题，暂用「{exchange.heading}」。"
            found.add("N02", line, message, f"可写 exchanges.{exchange.id}.heading。")


def _printed_twice(named: Sequence[Named], parts: Sequence[PublishedPart], found: Report) -> None:
    """N04: an exchange whose paragraphs are those of one before."""
    seen: dict[tuple[object, ...], str] = {}
    spoken = (part for part in parts if not part.is_furniture)  # the others have no rows
    for names, part in zip(named, spoken, strict=True):
        words = tuple((row.voice and row.voice.role, row.fingerprint) for row in names.rows)
        if part.is_exchange and words in seen:
            message = f"{part.unit} 与 {seen[words]} 逐段相同（不计标点和空白）。"
            hint = "请对照原文，看是否重复放入；原文如此的，请写入 acknowledged。"
            found.add("N04", part.first_line, message, hint)
        seen.setdefault(words, part.unit)


def _attributions(parts: Sequence[PublishedPart], found: Report) -> None:
    """N03: a paragraph that was somebody else's, or had another role, in earlier versions."""
    for part in parts:
        for turn in part.turns:
            ids: dict[str, list[str]] = {}
            for paragraph in turn.paragraphs:
                if paragraph.attribution:
                    ids.setdefault(paragraph.attribution, []).append(paragraph.id)
            for sentence, each in ids.items():
                message = f"{part.unit} 的 {'、'.join(each)}：{sentence}"
                hint = "请对照原文；页面上会这样说明。确实如此的，请写入 acknowledged。"
                found.add("N03", turn.line, message, hint)
