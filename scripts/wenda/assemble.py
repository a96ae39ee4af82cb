"""One conference through all stages, from its bytes to what is published. Touches no disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import PurePosixPath

from wenda import archive, dialects, ledger
from wenda.archive import Conference, Entry
from wenda.classify import Classifier
from wenda.decode import decode, sha256
from wenda.dialects import Detection, Dialect
from wenda.findings import Finding
from wenda.model import Kind, Part
from wenda.parse import RoleOf, parse
from wenda.proof import Proof, prove
from wenda.sidecar import Acknowledgement, ConferenceRecord
from wenda.vocabulary import Vocabulary

# A reason can excuse what a transcript looks like and what is only a note (T…, N…); not these:
# the page could not show the words, or the sidecar contradicts the transcript.
_INEXCUSABLE = frozenset({"T10", "T13", "T14", "T15"})


def assemble(
    name: str,
    data: bytes,
    record: ConferenceRecord,
    rows: Sequence[ledger.Row],
    vocabulary: Vocabulary,
    classify: Classifier,
) -> tuple[Conference | None, list[Finding]]:
    """One conference through all stages: read, group, name, classify.

    `name` is the path of the transcript for messages, `data` its bytes, `rows` its ledger so
    far. None where a stage could not be passed; the findings say why.
    """
    slug, sidecar = PurePosixPath(name).stem, str(PurePosixPath(name).with_suffix(".yml"))
    text, findings = decode(name, data)
    if text is None:
        return None, findings
    if record.sha256 != sha256(data):
        findings.append(_other_bytes(sidecar, sha256(data)))
    detection = _detect(record.dialect, text)
    if detection is None:
        return None, [*findings, _no_dialect(name)]

    role_of = roles(record, vocabulary, detection.dialect)
    parts, found = parse(name, text, detection.dialect, role_of, record.joins, record.opening)
    findings += found
    findings += _outlets(name, parts, vocabulary)
    proof = prove(data, text, parts)
    findings += _lost_characters(name, proof)
    marks, found = archive.place_errata(sidecar, parts, record.errata)
    findings += found

    named, new_rows = ledger.align(rows, [_unit(part) for part in parts])
    sections = tuple(archive.sections(parts, named, marks))
    entries = tuple(archive.entries(sections, record, vocabulary, classify))
    findings += _unknown_exchanges(sidecar, record, {row.unit for row in new_rows})
    findings += _notes(name, entries)
    speakers = tuple(vocabulary.speaker[speaker] for speaker in record.speakers)
    conference = Conference(
        slug=slug,
        record=record,
        source=name,
        speakers=tuple((who, who.office_on(record.date) or "") for who in speakers),
        sections=sections,
        entries=entries,
        rows=tuple(new_rows),
        detection=detection,
        proof=proof,
    )
    return conference, _acknowledge(sidecar, findings, record.acknowledged)


def _detect(named: str | None, text: str) -> Detection | None:
    if named is None:
        return dialects.detect(text)
    by_name = {dialect.name: dialect for dialect in dialects.DIALECTS}
    return Detection(by_name[named], "编者指明") if named in by_name else None


def _no_dialect(name: str) -> Finding:
    known = "、".join(dialect.name for dialect in dialects.DIALECTS)
    message = f"看不出文字稿的体例；现有：{known}。"
    hint = "请看 scripts/wenda/dialects.py，或在本场的 YAML 里用 dialect 指明。"
    return Finding(name, 0, "T15", message, hint)


def _lost_characters(name: str, proof: Proof) -> Iterator[Finding]:
    """P01: the parts do not hold the whole transcript, which the parser promises."""
    if not proof.holds:
        for problem in proof.problems or ("重建的文字稿与原文不同",):
            hint = "这是程序的错误，请报告；在改正之前不要发布。"
            yield Finding(name, 0, "P01", f"有字符没有着落：{problem}。", hint)


def roles(record: ConferenceRecord, vocabulary: Vocabulary, dialect: Dialect) -> RoleOf:
    """Who asks, who answers, who moderates: by the sidecar, then the vocabulary, then the label."""
    speakers = {vocabulary.speaker[speaker].name for speaker in record.speakers}

    def role_of(label: str) -> Kind | None:
        if label in speakers:
            return Kind.ANSWER
        if label in record.moderators:
            return Kind.MODERATOR
        asks = vocabulary.outlet_of(label) or any(
            pattern.fullmatch(label) for pattern in (dialect.reporter, dialect.follow_up)
        )
        return Kind.QUESTION if asks else None

    return role_of


def _outlets(name: str, parts: Sequence[Part], vocabulary: Vocabulary) -> Iterator[Finding]:
    """T08: a reporter whose outlet the vocabulary does not know."""
    for part in parts:
        label = archive.asked_by(part)
        if label and not vocabulary.outlet_of(label):
            message = f"媒体表里没有「{label}」。"
            hint = "请写入 source/vocabulary/outlets.yml，或作为别名加到已有的一家。"
            line = next(turn.line for turn in part.turns if turn.role is Kind.QUESTION)
            yield Finding(name, line, "T08", message, hint)


def _unit(part: Part) -> ledger.Unit:
    marks = tuple(ledger.fingerprint(p.text) for p in archive.addressed(part))
    return ledger.Unit(marks, archive.unit_name(part))


def _other_bytes(name: str, actual: str) -> Finding:
    message = f"文字稿的字节与记录的 sha256 不同，现在是 {actual}。"
    hint = "若是有意修订，请把 sha256 改成这个值；否则请从版本库恢复文字稿。"
    return Finding(name, 0, "S05", message, hint)


def _unknown_exchanges(name: str, record: ConferenceRecord, units: Set[str]) -> Iterator[Finding]:
    """Y08: the sidecar speaks of an exchange that was never published."""
    for unit in record.exchanges:
        if unit not in units:
            message = f"「exchanges.{unit}」：本场没有编号为 {unit} 的问答。"
            yield Finding(name, 0, "Y08", message, "编号见编号簿（同名的 .tsv）或页面地址。")


def _notes(name: str, entries: Iterable[Entry]) -> Iterator[Finding]:
    """N01 an exchange without a topic, N02 one without an editor's heading."""
    for entry in entries:
        line = entry.section.first_line
        if not entry.topics:
            message = f"{entry.id} 未归类：没有词条够得上的议题。"
            hint = f"可在 YAML 里写 exchanges.{entry.id}.topics，或补充议题的词条。"
            yield Finding(name, line, "N01", message, hint)
        if not entry.heading_by_editor:
            message = f"{entry.id} 没有编者的标题，暂用「{entry.heading}」。"
            yield Finding(name, line, "N02", message, f"可写 exchanges.{entry.id}.heading。")


def _acknowledge(
    name: str, findings: Sequence[Finding], accepted: Sequence[Acknowledgement]
) -> list[Finding]:
    """Drop what a person has accepted. A01: an acceptance that no longer applies."""
    unused = list(accepted)
    left: list[Finding] = []
    for finding in findings:
        fitting = [a for a in accepted if (a.code, a.line) == (finding.code, finding.line)]
        if fitting and finding.code[0] in "TN" and finding.code not in _INEXCUSABLE:
            unused = [a for a in unused if a not in fitting]
        else:
            left.append(finding)
    for item in unused:
        message = f"acknowledged 里第 {item.line} 行的 {item.code} 已不适用。"
        hint = "那一行现在没有这样的问题，或这种问题不能只作说明；请删去这一条。"
        left.append(Finding(name, 0, "A01", message, hint))
    return left
