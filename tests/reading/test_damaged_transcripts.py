"""Real transcripts, damaged: whatever becomes of them, no character is lost, doubled or moved."""

from __future__ import annotations

from random import Random
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from mutations import examples, mutated
from support import ROOT, TOY
from wenda.assemble import cast_of
from wenda.editors.sidecar import ConferenceRecord
from wenda.editors.vocabulary import FILES, Vocabulary, read_vocabulary
from wenda.findings import Report
from wenda.model import pieces
from wenda.reading.decode import decode
from wenda.reading.detect import Detection
from wenda.reading.dialects import BOLD_LABEL
from wenda.reading.parse import parse
from wenda.reading.proof import prove


def vocabulary(root: Any) -> Vocabulary:
    known = read_vocabulary({p: (root / p).read_text("utf-8") for p in FILES.values()}, Report())
    assert known
    return known


REAL = [
    (
        path.with_suffix(".txt").read_text("utf-8"),
        ConferenceRecord.model_validate(yaml.safe_load(path.read_text("utf-8"))),
        known,
    )
    for root in (ROOT, TOY)
    for known in (vocabulary(root),)
    for path in sorted((root / "source/transcripts").rglob("*.yml"))
]


def check(text: str, record: ConferenceRecord, known: Vocabulary) -> None:
    data = text.encode("utf-8", "surrogatepass")
    found = Report("t.txt")
    decoded = decode(data, found)
    if decoded is None:
        assert len(found)
        return
    detection = Detection(BOLD_LABEL, "编者指明")
    cast = cast_of(record, known)
    parsed = parse(decoded, detection, cast, found, record.joins, record.opening)
    proof = prove(data, decoded, parsed.parts, detection.marks)
    assert proof.problems == ()
    assert proof.holds
    starts = [piece.start for part in parsed.parts for piece in pieces(part.turns)]
    assert starts == sorted(starts)
    for finding in found:
        assert 1 <= finding.line <= decoded.count("\n") + 1
        assert "\n" not in str(finding)


@examples(400, 25_000)
@given(st.integers(0, 2**32))
def test_damaged_transcripts(number: int) -> None:
    chance = Random(number)
    text, record, known = chance.choice(REAL)
    check(mutated(chance, text, "lines", "characters"), record, known)
