"""The build: from `source/` to `docs/qa/`. Read `build` first; it is the picture in the README."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from wenda import history
from wenda.archive import Archive, Conference, Event, WholeArchive
from wenda.conferences import Assembled, Conferences, assembled, vocabulary_key
from wenda.editors.vocabulary import Vocabulary
from wenda.findings import CannotRun, Finding, Report, to_resolve
from wenda.kept import Kept, key_of
from wenda.naming import register
from wenda.naming.register import Trace
from wenda.output import Changes, Folder, Piece, one_at_a_time, replace_file
from wenda.pieces import Publisher
from wenda.source import Source, check_files, promises_of, require, scan, vocabulary_of
from wenda.topics.classifier import Classifier
from wenda.topics.segmenter import Segmenter, words_of
from wenda.trouble import told

GENERATED = "docs/qa"
SCRATCH = ".cache"
KEPT = f"{SCRATCH}/kept"
PAGES = f"{SCRATCH}/pages"  # what docs/qa/ consists of


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build found and did. Where something must be resolved, nothing was written."""

    findings: tuple[Finding, ...]
    archive: Archive | None = None  # None where something must be resolved
    assembled: tuple[Assembled, ...] = ()  # each conference, also where something is open
    changes: Changes = field(default_factory=lambda: Changes((), ()))
    pieces: tuple[Piece, ...] = ()  # what docs/qa/ consists of

    @property
    def clean(self) -> bool:
        return not to_resolve(self.findings)

    @property
    def read(self) -> tuple[Event, ...]:
        """All that could be read, newest first."""
        return tuple(newest_first(self.assembled))

    @property
    def unread(self) -> tuple[str, ...]:
        """Slugs of those that could not."""
        return tuple(each.slug for each in self.assembled if each.is_unread)

    @property
    def revised(self) -> tuple[Assembled, ...]:
        """Those whose published addresses the build does anything to."""
        return tuple(each for each in self.assembled if each.effects)


def build(root: Path, check: bool = False, address: str = "") -> Outcome:
    """Build the pages of the project in `root`; with `check`, only look.

    `address` is where the site will be published; without it, pages name no address of their own.
    Raises CannotRun where there is no project, where another build runs, or where the system
    refuses to read or write.
    """
    with told():
        require(root)
        if check:
            return _assemble(root, scan(root), address, writes=False)[0]
        return _build(root, address)[0]


def built(root: Path, address: str = "") -> tuple[Outcome, Conferences | None]:
    """As `build`, and the conferences with their words; None without a vocabulary."""
    with told():
        require(root)
        return _build(root, address)


def look(root: Path) -> tuple[Outcome, Conferences | None]:
    """As `built`, but only to look, for who reads the pages that are there."""
    with told():
        require(root)
        return _assemble(root, scan(root), "", writes=True)


def ready(root: Path) -> tuple[Archive, Sequence[Assembled], Conferences]:
    """As `look`, for who needs the archive. Raises CannotRun where something is to be resolved."""
    outcome, conferences = look(root)
    if outcome.archive is None or conferences is None:
        raise CannotRun("文字稿还有待解决的问题，没有可用的档案：请先运行 wenda build。")
    return outcome.archive, outcome.assembled, conferences


def _build(root: Path, address: str) -> tuple[Outcome, Conferences | None]:
    # One at a time from the first reading: what was read before another build wrote would undo it.
    with one_at_a_time(root / SCRATCH):
        source = scan(root)
        outcome, conferences = _assemble(root, source, address, writes=True)
        if conferences and outcome.archive:
            outcome = _write(root, source, outcome, conferences)
        return outcome, conferences


def _write(root: Path, source: Source, outcome: Outcome, conferences: Conferences) -> Outcome:
    assert outcome.archive
    found = Report(findings=list(outcome.findings))
    folder = Folder(root / GENERATED, root / SCRATCH, root / PAGES)
    try:
        publisher = Publisher(outcome.archive, conferences, folder)
        pieces = tuple(publisher.pieces(outcome.assembled, found))
        if found.must_stop:
            return Outcome(tuple(found), None, outcome.assembled)
        _promise(root, source, outcome.assembled)
        changes = folder.put(pieces)
    finally:
        folder.drop()
    return replace(outcome, findings=tuple(found), changes=changes, pieces=pieces)


def _assemble(
    root: Path, source: Source, address: str, writes: bool
) -> tuple[Outcome, Conferences | None]:
    """Everything that is found before there are pages."""
    found = Report()
    kept = Kept(root / KEPT, writes)
    vocabulary = _vocabulary(source, kept, found)
    if vocabulary is None:
        return Outcome(tuple(found)), None
    conferences = Conferences(vocabulary, source.vocabulary, kept)
    assembled = tuple(conferences.assembled(source.transcripts))
    for each in assembled:
        found += each.findings
    check_files(source, found)
    _check_promises(source, assembled, history.traces(root, GENERATED), found)
    archive = None
    if not found.must_stop:
        address = address and address.rstrip("/") + "/"
        archive = Archive(tuple(newest_first(assembled)), vocabulary, address)
    return Outcome(tuple(found), archive, assembled), conferences


def _vocabulary(source: Source, kept: Kept, found: Report) -> Vocabulary | None:
    """The vocabulary, as an earlier build read it where nothing was to be said of these files."""
    name = f"{vocabulary_key(source.vocabulary)}.vocabulary"
    if known := kept.get(name):
        vocabulary: Vocabulary = pickle.loads(known)
        return vocabulary
    before = len(found)
    read = vocabulary_of(source, found)
    if read and len(found) == before:
        kept.put(name, pickle.dumps(read))
    return read


def site_record(root: Path, site: Path) -> Path:
    """Where it is written down what the build put into a site."""
    return root / SCRATCH / f"site-{key_of(str(site.resolve()))[:8]}"


def newest_first(assembled: Iterable[Assembled]) -> list[Event]:
    events = (each.event for each in assembled if each.event)
    return sorted(events, key=lambda event: (event.date, event.slug), reverse=True)


def read(root: Path) -> WholeArchive:
    """The archive of a project with all words, in memory and without a trace on the disk.

    For small archives. Raises CannotRun where anything must be resolved.
    """
    found = Report()
    source = scan(root)
    vocabulary = vocabulary_of(source, found)
    conferences: list[Conference] = []
    if vocabulary:
        classify = Classifier(vocabulary.topics, Segmenter(words_of(vocabulary)))
        for transcript in source.transcripts:
            made, conference = assembled(transcript, vocabulary, classify)
            found += made.findings
            conferences += [conference] if conference else []
    if found.must_stop or vocabulary is None:
        raise CannotRun("\n".join(map(str, sorted(to_resolve(found)))))
    conferences.sort(key=lambda each: (each.date, each.slug), reverse=True)
    return WholeArchive(tuple(conferences), vocabulary)


def _check_promises(
    source: Source, assembled: Iterable[Assembled], traces: Iterable[Trace], found: Report
) -> None:
    """The register, held against the ledgers and against whatever else tells of a conference."""
    before = len(found)
    known = promises_of(source, found)
    if len(found) == before:  # of a damaged one nothing can be said
        here = found.file(register.PATH)
        kept = {each.slug: each.promised for each in assembled}
        register.check(known, kept, here)
        register.check_traces(known, [*register.ledgers(kept), *traces], here)


def _promise(root: Path, source: Source, assembled: Iterable[Assembled]) -> None:
    """What is promised goes on record before it is published."""
    made = [each for each in assembled if each.event]
    promised = promises_of(source, Report())
    known = register.announce(promised, (each.slug for each in made))
    replace_file(root / register.PATH, register.write(known, {}).encode())
    transcripts = {transcript.slug: transcript for transcript in source.transcripts}
    for each in made:
        transcript = transcripts[each.slug]
        if each.ledger != transcript.ledger:
            replace_file(root / transcript.beside(".tsv"), each.ledger)
    rows = {each.slug: each.addresses for each in made}
    replace_file(root / register.PATH, register.write(promised, rows).encode())
