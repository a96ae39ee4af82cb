"""The build: from `source/` to `docs/qa/`. Read `build` first; it is the picture in the README."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from wenda import history
from wenda.addresses import promised
from wenda.archive import Archive, Conference
from wenda.assemble import assemble, survey
from wenda.collation.witness import Copies
from wenda.data.files import data_files
from wenda.editors.sidecar import Sidecar
from wenda.findings import Finding, Report, to_resolve
from wenda.naming import ledger, register
from wenda.naming.ledger import Row
from wenda.naming.register import Trace
from wenda.naming.revision import Revision, lines, revision
from wenda.naming.script import simplified
from wenda.output import Changes, one_at_a_time, replace_file, replace_files
from wenda.search.corpus import documents_of, names_of_archive, terms_of
from wenda.search.files import search_files
from wenda.search.prepare import prepare
from wenda.site import promises
from wenda.site.pages import data_page, pages
from wenda.source import (
    Source,
    Transcript,
    check_files,
    check_originals,
    ledger_of,
    promises_of,
    require,
    scan,
    sidecar_of,
    vocabulary_of,
)
from wenda.topics.classifier import Classifier
from wenda.topics.segmenter import Segmenter, words_of
from wenda.trouble import told

GENERATED = "docs/qa"
SCRATCH = ".cache"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build found and did. Where something must be resolved, nothing was written."""

    findings: tuple[Finding, ...]
    archive: Archive | None = None  # None where something must be resolved
    read: tuple[Conference, ...] = ()  # all that could be read, also where something is open
    unread: tuple[str, ...] = ()  # slugs of the others
    changes: Changes = field(default_factory=lambda: Changes((), ()))
    revised: tuple[tuple[Conference, Revision], ...] = ()  # what it does to published addresses

    @property
    def clean(self) -> bool:
        return not to_resolve(self.findings)


@dataclass(frozen=True, slots=True)
class Assembled:
    """An archive, and what the stages after it need besides."""

    archive: Archive
    segmenter: Segmenter
    unread: tuple[str, ...]  # slugs of those that could not be read
    promised: Mapping[str, int]  # the register as it was found
    before: Mapping[str, Sequence[Row]]  # each ledger as it was found


def build(root: Path, check: bool = False, address: str = "") -> Outcome:
    """Build the pages of the project in `root`; with `check`, only look.

    `address` is where the site will be published; without it, pages name no address of their own.
    Raises CannotRun where there is no project, where another build runs, or where the system
    refuses to read or write.
    """
    with told():
        require(root)
        # From the first reading: what was read before another build wrote would undo it.
        with nullcontext() if check else one_at_a_time(root / SCRATCH):
            return _build(root, check, address)


def _build(root: Path, check: bool, address: str) -> Outcome:
    found = Report()
    source = scan(root)
    assembled = assemble_all(source, history.traces(root, GENERATED), address, found)
    if assembled is None:
        return Outcome(tuple(found))
    archive, unread = assembled.archive, assembled.unread
    revised = tuple(revisions(assembled))
    if found.must_stop:
        return Outcome(tuple(found), None, archive.conferences, unread, revised=revised)
    if check:
        return Outcome(tuple(found), archive, archive.conferences, unread, revised=revised)
    files = render(assembled)
    promises.check(archive.conferences, files, found)
    if found.must_stop:
        return Outcome(tuple(found), None, archive.conferences, unread)
    changes = write(root, assembled, files)
    return Outcome(tuple(found), archive, archive.conferences, unread, changes, revised)


def assemble_all(
    source: Source, traces: Iterable[Trace], address: str, found: Report
) -> Assembled | None:
    """Every conference through all stages, newest first; None without a vocabulary."""
    vocabulary = vocabulary_of(source, found)
    if vocabulary is None:
        return None
    segmenter = Segmenter(words_of(vocabulary))
    classify = Classifier(vocabulary.topics, segmenter)
    conferences: list[Conference] = []
    unread: list[str] = []
    before: dict[str, Sequence[Row]] = {}
    sidecars: dict[str, Sidecar] = {}
    kept: dict[str, int | None] = {}  # rows in each ledger as it was found, None: damaged
    for transcript in source.transcripts:
        sidecar = sidecar_of(source, transcript, vocabulary, found)
        rows = ledger_of(transcript, found)
        before[transcript.slug] = rows or ()
        kept[transcript.slug] = None if rows is None else len(rows)
        if sidecar is None or rows is None:
            survey(transcript.path, transcript.data, vocabulary, found)
            unread.append(transcript.slug)
            continue
        if sidecar.record.set_aside:
            _set_aside(sidecar, sidecar.record.set_aside, rows)
            continue
        sidecars[transcript.path] = sidecar
        conference = assemble(
            transcript.path,
            transcript.data,
            sidecar,
            rows,
            vocabulary,
            classify,
            found,
            copies_of(transcript),
        )
        if conference:
            conferences.append(conference)
        else:
            unread.append(transcript.slug)
    check_files(source, found)
    check_originals(source, sidecars, found)
    known = _promised(source, kept, traces, found)
    newest_first = sorted(conferences, key=lambda c: (c.date, c.slug), reverse=True)
    address = address and address.rstrip("/") + "/"
    archive = Archive(tuple(newest_first), vocabulary, address)
    return Assembled(archive, segmenter, tuple(unread), known, before)


def copies_of(transcript: Transcript) -> Copies:
    """The other copies of a conference; with their script only where there are any."""
    folder = str(PurePosixPath(transcript.path).parent)
    if not transcript.witnesses:
        return Copies({}, folder)
    return Copies(transcript.witnesses, folder, simplified())


def _set_aside(sidecar: Sidecar, reason: str, rows: Sequence[Row]) -> None:
    """Left out until somebody mends it. S14: it has promised addresses, and cannot vanish."""
    if rows:
        message = f"这一场的编号簿里有 {len(rows)} 个地址，不能搁置。"
        hint = "请改好文字稿，或从版本库恢复已发布的那一份，再去掉 set_aside。"
        sidecar.add("S14", message, hint, "set_aside")
    else:
        message = f"这一场搁置，不在网站里：{reason}"
        sidecar.add("N10", message, "改好之后请去掉 set_aside。", "set_aside")


def revisions(assembled: Assembled) -> Iterator[tuple[Conference, Revision]]:
    """What the build does to published addresses, of each conference in which it does anything."""
    for conference in assembled.archive.conferences:
        what = revision(assembled.before[conference.slug], conference.rows)
        if what:
            yield conference, what


def effects(conference: Conference, what: Revision) -> Iterator[str]:
    """What a revision does to the addresses of a conference, as lines for the terminal."""
    words = {
        promised(part.unit, paragraph.id): paragraph.text
        for part in conference.parts
        for paragraph in part.paragraphs
    }
    yield from lines(what, words, conference.voices)
    if what.completed and conference.record.incomplete:
        yield f"旁录的 incomplete 或已过时：「{conference.record.incomplete}」"


def _promised(
    source: Source, kept: Mapping[str, int | None], traces: Iterable[Trace], found: Report
) -> Mapping[str, int]:
    """The register, held against the ledgers and against whatever else tells of a conference."""
    before = len(found)
    known = promises_of(source, found)
    if len(found) == before:  # of a damaged one nothing can be said
        here = found.file(register.PATH)
        register.check(known, kept, here)
        register.check_traces(known, [*register.ledgers(kept), *traces], here)
    return known


def render(assembled: Assembled) -> dict[str, bytes]:
    """Every file of docs/qa/ by its path there."""
    archive = assembled.archive
    files = {path: text.encode() for path, text in pages(archive)}
    exports = dict(data_files(archive))
    script, terms = simplified(), terms_of(archive.vocabulary)
    prepared = (
        prepare(documents_of(conference), assembled.segmenter.words, script, terms)
        for conference in reversed(archive.conferences)
    )
    index = dict(search_files(prepared, names_of_archive(archive), script))
    return {
        **files,
        **exports,
        "data.inc": data_page(archive, exports).encode(),
        **{f"search/{path}": data for path, data in index.items()},
    }


def write(root: Path, assembled: Assembled, files: Mapping[str, bytes]) -> Changes:
    """What is promised goes on record before it is published."""
    conferences = assembled.archive.conferences
    known = register.announce(assembled.promised, (each.slug for each in conferences))
    replace_file(root / register.PATH, register.write(known, {}).encode())
    for conference in conferences:
        data = ledger.write(conference.rows).encode()
        replace_file((root / conference.source).with_suffix(".tsv"), data)
    rows = {conference.slug: len(conference.rows) for conference in conferences}
    replace_file(root / register.PATH, register.write(assembled.promised, rows).encode())
    return replace_files(root / GENERATED, files, root / SCRATCH)
