"""Which known conference a file revises, and what that does to its addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath, PurePosixPath

from wenda.adding.entry import original_of
from wenda.adding.formats import Taken
from wenda.adding.given import Given
from wenda.adding.head import read_head
from wenda.adding.sidecar_text import replaced
from wenda.adding.trial import Archive, Trial, attempt, opened
from wenda.conferences import effects
from wenda.findings import CannotRun, Finding, Report, to_resolve
from wenda.naming.ledger import Row
from wenda.naming.likeness import Index
from wenda.naming.marks import Mark, mark_of
from wenda.naming.revision import revision
from wenda.reading.decode import decode, sha256
from wenda.reading.lines import lines_of
from wenda.source import Transcript, ledger_of, original_beside, sidecar_of

_SHORT = 12  # folded characters of a paragraph that may stand in any briefing
_LIKE = 0.3  # of a conference's words, that a revision of it has at least
_CLEARLY = 2  # times as many as any other conference's


@dataclass(frozen=True, slots=True)
class Replacement:
    """What would become of a conference."""

    given: str
    findings: tuple[Finding, ...] = ()
    there: str = ""  # where the same bytes are already
    slug: str = ""  # empty where it is not known which
    likeness: float | None = None  # the share of its words that are in the file; None: named
    files: Mapping[str, bytes | None] = field(default_factory=dict)
    effects: tuple[str, ...] = ()  # on its addresses
    taken: Taken | None = None
    trial: Trial | None = None

    @property
    def to_resolve(self) -> list[Finding]:
        return to_resolve(self.findings)


def replacement(given: Given, of: str, archive: Archive) -> Replacement:
    """Everything that can be said of a revision before anything is written.

    `of` names the conference; without it, it is known by its words. Raises CannotRun for a name
    that no conference has.
    """
    found = Report(given.name)
    if of and of not in archive.slugs:
        raise CannotRun(f"没有叫做 {of} 的一场。")
    read = opened(given, archive, found)
    taken, text = read.taken, read.text
    if taken is None or text is None:
        return Replacement(given.name, tuple(found), there=read.there)
    likeness = None
    if not of:
        of, likeness = _recognised(given, text, archive, found)
    transcript = next((t for t in archive.source.transcripts if t.slug == of), None)
    if transcript is None:
        return Replacement(given.name, tuple(found), taken=taken)
    return _replacement(given, taken, transcript, likeness, archive, found)


def _replacement(
    given: Given,
    taken: Taken,
    transcript: Transcript,
    likeness: float | None,
    archive: Archive,
    found: Report,
) -> Replacement:
    slug, path = transcript.slug, transcript.path
    sidecar = sidecar_of(transcript, archive.vocabulary, found)
    rows = ledger_of(transcript, found)
    before = decode(transcript.sidecar or b"", Report())
    if sidecar is None or rows is None or before is None:
        return Replacement(given.name, tuple(found), slug=slug, likeness=likeness, taken=taken)
    original = original_of(given, path, taken)
    written = replaced(before, sidecar, sha256(taken.text), original, taken.extract.left_out)
    trial = attempt(path, taken.text, written, rows, archive)
    found += trial.findings
    files: dict[str, bytes | None] = {}
    if trial.conference:
        if sidecar.record.original:
            files[str(PurePosixPath(path).with_name(sidecar.record.original.file))] = None
        if original:
            files[original_beside(path, taken.original)] = given.data
        files |= {transcript.beside(".yml"): written.encode(), path: taken.text}
    return Replacement(
        given.name,
        tuple(dict.fromkeys(found)),
        slug=slug,
        likeness=likeness,
        files=files,
        effects=tuple(_effects(rows, trial)),
        taken=taken,
        trial=trial,
    )


def _effects(rows: Sequence[Row], trial: Trial) -> Iterator[str]:
    if trial.conference is None:
        return
    what = revision(rows, trial.conference.rows)
    if not what:
        yield f"地址都不变（{what.stays} 段）。"
    yield from effects(trial.conference, what) if what else ()


def _recognised(
    given: Given, text: str, archive: Archive, found: Report
) -> tuple[str, float | None]:
    """The conference whose words are in a text. S06: none, or more than one.

    Of several that are alike it is the one of the day that the text names.
    """
    scored = likenesses(text, archive)
    day = read_head(text, given.name, archive.vocabulary).day
    of_the_day = [(share, slug) for share, slug in scored if slug.startswith(str(day))]
    for among in (scored, of_the_day):
        if among and among[0][0] >= _LIKE:
            best, slug = among[0]
            if len(among) == 1 or best >= _CLEARLY * among[1][0]:
                return slug, best
    near = "、".join(f"{slug}（{share:.0%}）" for share, slug in scored[:3])
    message = "认不出它是哪一场的修订。" + (f"最像的是 {near}。" if near else "")
    hint = "请用 --of 指明，如 --of 2024-03-07-wang-yi；若是新的一场，请不加 --replace。"
    found.add("S06", 0, message, hint)
    return "", None


def likenesses(text: str, archive: Archive) -> list[tuple[float, str]]:
    """Of each conference, the share of its words that stand in a text; the most first, no zeros."""
    words = [line.text for line in lines_of(text)]
    indexes: dict[int, Index] = {}
    scored: list[tuple[float, str]] = []
    for transcript in archive.source.transcripts:
        total = there = 0
        for mark in _marks(transcript):
            if mark.length >= _SHORT:
                index = indexes.setdefault(mark.version, Index(words, mark.version))
                total += mark.length
                there += mark.length * (next(index.standing(mark), None) is not None)
        if there:
            scored.append((there / total, transcript.slug))
    return sorted(scored, key=lambda pair: (-pair[0], pair[1]))


def _marks(transcript: Transcript) -> Iterator[Mark]:
    """Of what a conference promises, or of its lines where nothing is promised yet."""
    promised = [row.mark for row in ledger_of(transcript, Report()) or () if row.lives]
    if any(mark.length for mark in promised):
        yield from promised
        return
    text = decode(transcript.data, Report(PurePath(transcript.path).name)) or ""
    yield from (mark_of(line.text) for line in lines_of(text))
