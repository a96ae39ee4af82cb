"""One conference through all stages, from its bytes to what is published. Touches no disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from wenda import archive, dialects, ledger
from wenda.archive import Conference, PublishedExchange
from wenda.classify import Classifier
from wenda.decode import decode, sha256
from wenda.dialects import Detection, Dialect
from wenda.findings import Finding
from wenda.model import Kind, Part
from wenda.parse import Parsed, RoleOf, parse
from wenda.proof import Proof, prove
from wenda.sidecar import Acknowledgement, ConferenceRecord, Sidecar
from wenda.vocabulary import Vocabulary

# A reason can excuse what a transcript looks like and what is only a note (T…, N…); not these:
# the page could not show the words, or the dialect is not known.
_INEXCUSABLE = frozenset({"T10", "T15", "T16"})
# What can be said of a transcript whose sidecar is missing or unusable.
_WITHOUT_SIDECAR = frozenset({"S01", "S02", "T04", "T07", "T10", "T11", "T12", "T15", "T16"})


def assemble(
    name: str,
    data: bytes,
    sidecar: Sidecar,
    rows: Sequence[ledger.Row],
    vocabulary: Vocabulary,
    classify: Classifier,
) -> tuple[Conference | None, list[Finding]]:
    """One conference through all stages: read, group, name, classify.

    `name` is the path of the transcript for messages, `data` its bytes, `rows` its ledger so
    far. None where a stage could not be passed; the findings say why.
    """
    record = sidecar.record
    text, findings = decode(name, data)
    if text is None:
        return None, findings
    if record.sha256 != sha256(data):
        findings.append(_other_bytes(sidecar, sha256(data)))
    detection, found = _detect(name, text, record.dialect)
    findings += found
    if detection is None:
        return None, findings

    role_of = roles(record, vocabulary, detection.dialect)
    parsed = parse(name, text, detection.dialect, role_of, record.joins, record.opening)
    findings += parsed.findings
    findings += _contradictions(sidecar, parsed)
    findings += _outlets(name, parsed.parts, vocabulary)
    proof = prove(data, text, parsed.parts, detection.dialect.marks)
    findings += _lost_characters(name, proof)
    marks, found = archive.place_errata(sidecar, parsed.parts)
    findings += found

    named, new_rows = ledger.align(rows, [_unit(part) for part in parsed.parts])
    listed = [vocabulary.speaker[speaker] for speaker in record.speakers]
    speakers = tuple((who, who.office_on(record.date) or "") for who in listed)
    people = archive.People(speakers, record.labels, vocabulary)
    parts = tuple(archive.publish(parsed.parts, named, marks, people))
    exchanges = tuple(archive.exchanges(parts, record, vocabulary, classify))
    findings += _unknown_exchanges(sidecar, [part.unit for part in parts], new_rows)
    findings += _notes(name, exchanges)
    conference = Conference(
        slug=PurePosixPath(name).stem,
        record=record,
        source=name,
        speakers=speakers,
        parts=parts,
        exchanges=exchanges,
        rows=tuple(new_rows),
        detection=detection,
        proof=proof,
    )
    return conference, _acknowledge(sidecar, findings, record.acknowledged)


def survey(name: str, data: bytes, vocabulary: Vocabulary) -> Iterator[Finding]:
    """What can be said of a transcript without its sidecar, so that one run says everything."""
    text, found = decode(name, data)
    if text is not None:
        detection, more = _detect(name, text, None)
        found += more
        if detection:
            dialect = detection.dialect

            def role_of(label: str) -> Kind | None:
                return Kind.QUESTION if _asks(label, vocabulary, dialect) else None

            parsed = parse(name, text, dialect, role_of)
            found += parsed.findings
            found += _outlets(name, parsed.parts, vocabulary)
    yield from (f for f in found if f.code in _WITHOUT_SIDECAR or f.code == "T08")


def roles(record: ConferenceRecord, vocabulary: Vocabulary, dialect: Dialect) -> RoleOf:
    """Who asks, who answers, who moderates: by the sidecar, then the vocabulary, then the label."""
    speakers = {vocabulary.speaker[speaker].name for speaker in record.speakers}

    def role_of(label: str) -> Kind | None:
        if label in speakers or label in record.labels:
            return Kind.ANSWER
        if label in record.moderators:
            return Kind.MODERATOR
        return Kind.QUESTION if _asks(label, vocabulary, dialect) else None

    return role_of


def _asks(label: str, vocabulary: Vocabulary, dialect: Dialect) -> bool:
    patterns = (dialect.reporter, dialect.follow_up)
    return bool(vocabulary.outlet_of(label)) or any(p.fullmatch(label) for p in patterns)


def _detect(name: str, text: str, named: str | None) -> tuple[Detection | None, list[Finding]]:
    """T15 a dialect that nobody knows, T16 a file without words or without line ends."""
    if not text.strip():
        return None, [Finding(name, 0, "T16", "文件里没有文字。", "请放入文字稿，或删去这个文件。")]
    if "\r" in text.replace("\r\n", ""):
        message = "换行是单独的回车（CR），不是 LF 或 CRLF。"
        hint = f"请转换后再放入：tr '\\r' '\\n' < 原文件 > {PurePosixPath(name).name}"
        return None, [Finding(name, 0, "T16", message, hint)]
    known = {dialect.name: dialect for dialect in dialects.DIALECTS}
    if named is not None:
        return Detection(known[named], "编者指明"), []
    detection = dialects.detect(text)
    if detection:
        return detection, []
    message = "看不出文字稿怎样标出发言人。"
    hint = "现在认得的体例：" + "；".join(f"{d.name}（{d.example}）" for d in known.values())
    return None, [Finding(name, 0, "T15", message, hint + "。")]


def _other_bytes(sidecar: Sidecar, actual: str) -> Finding:
    message = f"文字稿的字节与记录的 sha256 不同，现在是 {actual}。"
    hint = "若是有意修订，请把 sha256 改成这个值；否则请从版本库恢复文字稿。"
    return sidecar.finding("S05", message, hint, "sha256")


def _contradictions(sidecar: Sidecar, parsed: Parsed) -> Iterator[Finding]:
    """Y09: the sidecar says of the transcript what is not so."""
    for join in parsed.unused_joins:
        message = f"「{join.before}」与「{join.after}」之间没有断开的段落。"
        hint = "before 应是前一段的结尾，after 应是紧接的后一段的开头，照原文抄写。"
        yield sidecar.finding("Y09", message, hint, "joins", sidecar.record.joins.index(join))
    if parsed.missing_opening:
        message = "opening: true，但第一个提问之前没有发言人的讲话。"
        yield sidecar.finding("Y09", message, "请对照原文，或去掉 opening。", "opening")


def _outlets(name: str, parts: Sequence[Part], vocabulary: Vocabulary) -> Iterator[Finding]:
    """T08: a reporter whose outlet the vocabulary does not know."""
    for part in parts:
        label = archive.asked_by(part)
        if label and not vocabulary.outlet_of(label):
            message = f"媒体表里没有「{label}」。"
            hint = "请写入 source/vocabulary/outlets.yml，或作为别名加到已有的一家。"
            line = next(turn.line for turn in part.turns if turn.role is Kind.QUESTION)
            yield Finding(name, line, "T08", message, hint)


def _lost_characters(name: str, proof: Proof) -> Iterator[Finding]:
    """P01: the parts do not hold the whole transcript, which the parser promises."""
    if not proof.holds:
        for problem in proof.problems or ("重建的文字稿与原文不同",):
            hint = "这是程序的错误，请报告；在改正之前不要发布。"
            yield Finding(name, 0, "P01", f"有字符没有着落：{problem}。", hint)


def _unit(part: Part) -> ledger.Unit:
    marks = tuple(ledger.mark_of(p.text) for p in archive.addressed(part))
    return ledger.Unit(marks, archive.unit_name(part))


def _unknown_exchanges(
    sidecar: Sidecar, units: Sequence[str], rows: Sequence[ledger.Row]
) -> Iterator[Finding]:
    """Y08: an editor's decision on an exchange that is not there, or is no more."""
    for unit in sidecar.record.exchanges:
        if unit in units:
            continue
        fates = {
            ledger.resolve(row, rows).address for row in rows if row.unit == unit and row.target
        }
        if fates:
            message = (
                f"编号为 {unit} 的问答已不在文字稿中，它的文字现在在 {'、'.join(sorted(fates))}。"
            )
            hint = "请把标题和议题移到那里，再删去这一条。"
        elif any(row.unit == unit for row in rows):
            message = f"编号为 {unit} 的问答已不在文字稿中。"
            hint = "请删去这一条；若问答还在，请对照编号簿（同名的 .tsv）看它现在的编号。"
        else:
            message = f"本场没有编号为 {unit} 的问答。"
            hint = "编号见编号簿（同名的 .tsv）或页面地址。"
        yield sidecar.finding("Y08", message, hint, "exchanges", unit)


def _notes(name: str, exchanges: Sequence[PublishedExchange]) -> Iterator[Finding]:
    """N01 an exchange without a topic, N02 one without an editor's heading."""
    for exchange in exchanges:
        line = exchange.part.first_line
        if not exchange.topics:
            message = f"{exchange.id} 未归类：没有词条够得上的议题。"
            hint = f"可在 YAML 里写 exchanges.{exchange.id}.topics，或补充议题的词条。"
            yield Finding(name, line, "N01", message, hint)
        if not exchange.heading_by_editor:
            message = f"{exchange.id} 没有编者的标题，暂用「{exchange.heading}」。"
            yield Finding(name, line, "N02", message, f"可写 exchanges.{exchange.id}.heading。")


def _acknowledge(
    sidecar: Sidecar, findings: Sequence[Finding], accepted: Sequence[Acknowledgement]
) -> list[Finding]:
    """Drop what a person has accepted. A01: an acceptance that no longer applies."""
    used: set[int] = set()
    left: list[Finding] = []
    for finding in findings:
        fitting = {
            index
            for index, item in enumerate(accepted)
            if (item.code, item.line) == (finding.code, finding.line)
        }
        if fitting and finding.code[0] in "TN" and finding.code not in _INEXCUSABLE:
            used |= fitting
        else:
            left.append(finding)
    for index, item in enumerate(accepted):
        if index not in used:
            message = f"第 {item.line} 行的 {item.code} 已不适用。"
            hint = "那一行现在没有这样的问题，或这种问题不能只作说明；请删去这一条。"
            left.append(sidecar.finding("A01", message, hint, "acknowledged", index))
    return left
