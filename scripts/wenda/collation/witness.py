"""A further copy of an event, from its bytes to what is said of it beside the base text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wenda.archive import Collation, PublishedPart
from wenda.collation.collate import Pair, Sort, base_of, collate, printed, witness_of
from wenda.collation.passages import Passage, passages
from wenda.editors.sidecar import Sidecar, Witness
from wenda.findings import OURS, Report
from wenda.model import Kind
from wenda.naming.script import Script
from wenda.reading.cast import Cast
from wenda.reading.decode import decode, sha256
from wenda.reading.detect import Detection, detect, portrait
from wenda.reading.dialects import BY_NAME
from wenda.reading.parse import parse
from wenda.reading.proof import prove

_LIKE = 0.3
"""Of the words spoken in a witness, the share that the base must have to be of the same event."""


@dataclass(frozen=True, slots=True)
class Copies:
    """The witnesses of a conference as they lie in its folder, and what they are read with."""

    files: Mapping[str, bytes]  # by the name of the file
    folder: str
    script: Script | None = None


def collations(
    copies: Copies, sidecar: Sidecar, parts: Sequence[PublishedPart], cast: Cast, found: Report
) -> tuple[Collation, ...]:
    """Each witness that the sidecar names, held against the parts of the base text.

    S15: a witness that is not there, has other bytes than on record, or that nobody named. T21:
    one of another event. T22: one that cannot be read.
    """
    base = [each for part in parts for each in passages(part.turns, part.unit)]
    made = []
    for index, witness in enumerate(sidecar.record.witnesses):
        data = copies.files.get(witness.file)
        if data is None:
            message = f"没有 {witness.file}。"
            sidecar.add("S15", message, "请放在文字稿旁边，或删去这一条。", "witnesses", index)
            continue
        if witness.sha256 != sha256(data):
            message = f"他本的字节与记录的不同，现在是 {sha256(data)}。"
            hint = "若是有意更换，请把 sha256 改成这个值；否则请从版本库恢复。"
            sidecar.add("S15", message, hint, "witnesses", index, "sha256")
        theirs = _read(witness, data, cast, found.file(f"{copies.folder}/{witness.file}"))
        if theirs is None:
            continue
        pairs = collate(base, theirs, copies.script)
        if _share(pairs) < _LIKE:
            message = "他本与文字稿不像同一场：大半的话底本里没有。"
            hint = "请核对 file；若确是同一场，请看两份是否各缺一半。"
            sidecar.add("T21", message, hint, "witnesses", index, "file")
            continue
        _prove(pairs, base, theirs, found.file(f"{copies.folder}/{witness.file}"))
        made.append(Collation(witness, pairs, index + 1))
    named = {witness.file for witness in sidecar.record.witnesses}
    for name in copies.files.keys() - named:
        message = "本场的 YAML 没有写明这份他本。"
        hint = f"请在 witnesses 里写 {{file: {name}, publication: …, sha256: …}}。"
        found.file(f"{copies.folder}/{name}").add("S15", 0, message, hint)
    return tuple(made)


def _read(witness: Witness, data: bytes, cast: Cast, here: Report) -> list[Passage] | None:
    """The passages of a witness; what is doubtful in its form changes nothing in the record."""
    text = decode(data, here)
    if text is None:
        return None
    named = witness.dialect
    detection = Detection(BY_NAME[named], "编者指明") if named else detect(text, cast)
    if detection is None:
        message = f"看不出他本怎样标出发言人。{portrait(text)}。"
        here.add("T22", 0, message, "请在 witnesses 里写 dialect，或把这份文件移走。")
        return None
    parts = parse(text, detection, cast, Report()).parts
    if not prove(data, text, parts, detection.marks).holds:
        here.add("P01", 0, "他本有字符没有着落。", OURS)
        return None
    return [passage for part in parts for passage in passages(part.turns)]


def _share(pairs: Sequence[Pair]) -> float:
    """Of the characters spoken in the witness, those in paragraphs that the base has too."""
    spoken = [(pair, each) for pair in pairs for each in pair.witness if each.kind in _SPOKEN]
    shared = sum(len(each.text) for pair, each in spoken if pair.base)
    return shared / max(1, sum(len(each.text) for _, each in spoken))


_SPOKEN = frozenset({Kind.QUESTION, Kind.ANSWER, Kind.OPENING, Kind.CLOSING, Kind.MODERATOR})


def _prove(
    pairs: Sequence[Pair], base: Sequence[Passage], theirs: Sequence[Passage], here: Report
) -> None:
    """P01: one copy cannot be made of the other and the differences, as `collate` promises."""
    rebuilt = witness_of(pairs)
    ours = [text for text, pair in zip(base_of(pairs, rebuilt), pairs, strict=True) if pair.base]
    said = [text for text, pair in zip(rebuilt, pairs, strict=True) if pair.witness]
    if "\n".join(said) != printed(theirs) or "\n".join(ours) != printed(base):
        here.add("P01", 0, "校勘没有写全两本的异同。", OURS)


def told(collation: Collation) -> str:
    """What a collation found, as a sentence."""
    words, labels = collation.count(Sort.WORDS), collation.count(Sort.LABEL)
    return (
        f"与底本文字不同的 {words} 处，标签不同的 {labels} 处，只有标点、字形、分段不同的 "
        f"{collation.count(Sort.MARKS)} 处；只见于底本的 {len(collation.only_base)} 段，"
        f"只见于他本的 {len(collation.only_witness)} 段"
    )
