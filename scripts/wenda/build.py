"""The build: from `source/` to `docs/qa/`. Read `build` first; it is the picture in the README."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wenda.archive import Archive, Conference
from wenda.assemble import assemble, survey
from wenda.data.files import data_files
from wenda.findings import Finding, Report, to_resolve
from wenda.naming import ledger, register
from wenda.naming.ledger import Row
from wenda.naming.revision import Revision, revision
from wenda.output import Changes, replace_file, replace_files
from wenda.search.corpus import corpus_of
from wenda.search.files import search_files
from wenda.site import promises
from wenda.site.pages import data_page, pages
from wenda.source import (
    Source,
    check_files,
    ledger_of,
    promises_of,
    scan,
    sidecar_of,
    vocabulary_of,
)
from wenda.topics.classifier import Classifier
from wenda.topics.segmenter import Segmenter, words_of

GENERATED = "docs/qa"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build found and did. Where something must be resolved, nothing was written."""

    findings: tuple[Finding, ...]
    archive: Archive | None = None  # None where something must be resolved
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
    promised: Mapping[str, int]  # the register as it was found
    before: Mapping[str, Sequence[Row]]  # each ledger as it was found


def build(root: Path, check: bool = False, address: str = "") -> Outcome:
    """Build the pages of the project in `root`; with `check`, only look.

    `address` is where the site will be published; without it, pages name no address of their own.
    """
    found = Report()
    source = scan(root)
    assembled = assemble_all(source, address, found)
    if assembled is None:
        return Outcome(tuple(found))
    revised = tuple(revisions(assembled))
    if found.must_stop:
        return Outcome(tuple(found), revised=revised)
    if check:
        return Outcome(tuple(found), assembled.archive, revised=revised)
    files = render(assembled)
    promises.check(assembled.archive.conferences, files, found)
    if found.must_stop:
        return Outcome(tuple(found))
    changes = write(root, assembled, files)
    return Outcome(tuple(found), assembled.archive, changes, revised)


def assemble_all(source: Source, address: str, found: Report) -> Assembled | None:
    """Every conference through all stages, newest first; None without a vocabulary."""
    vocabulary = vocabulary_of(source, found)
    if vocabulary is None:
        return None
    segmenter = Segmenter(words_of(vocabulary))
    classify = Classifier(vocabulary.topics, segmenter)
    conferences: list[Conference] = []
    before: dict[str, Sequence[Row]] = {}
    for transcript in source.transcripts:
        sidecar = sidecar_of(transcript, vocabulary, found)
        rows = ledger_of(transcript, found)
        before[transcript.slug] = rows or ()
        if sidecar is None or rows is None:
            survey(transcript.path, transcript.data, vocabulary, found)
            continue
        conference = assemble(
            transcript.path, transcript.data, sidecar, rows, vocabulary, classify, found
        )
        if conference:
            conferences.append(conference)
    check_files(source, found)
    promised = promises_of(source, found)
    kept = {slug: len(rows) for slug, rows in before.items()}
    register.check(promised, kept, found.file(register.PATH))
    newest_first = sorted(conferences, key=lambda c: (c.date, c.slug), reverse=True)
    address = address and address.rstrip("/") + "/"
    archive = Archive(tuple(newest_first), vocabulary, address)
    return Assembled(archive, segmenter, promised, before)


def revisions(assembled: Assembled) -> Iterator[tuple[Conference, Revision]]:
    """What the build does to published addresses, of each conference in which it does anything."""
    for conference in assembled.archive.conferences:
        what = revision(assembled.before[conference.slug], conference.rows)
        if what:
            yield conference, what


def render(assembled: Assembled) -> dict[str, bytes]:
    """Every file of docs/qa/ by its path there."""
    archive = assembled.archive
    files = {path: text.encode() for path, text in pages(archive)}
    exports = dict(data_files(archive))
    index = search_files(corpus_of(archive), assembled.segmenter.words)
    return {
        **files,
        **exports,
        "data.inc": data_page(archive, exports).encode(),
        **{f"search/{path}": data for path, data in index.items()},
    }


def write(root: Path, assembled: Assembled, files: Mapping[str, bytes]) -> Changes:
    """What is promised goes on record before it is published."""
    conferences = assembled.archive.conferences
    for conference in conferences:
        data = ledger.write(conference.rows).encode()
        replace_file((root / conference.source).with_suffix(".tsv"), data)
    rows = {conference.slug: len(conference.rows) for conference in conferences}
    replace_file(root / register.PATH, register.write(assembled.promised, rows).encode())
    return replace_files(root / GENERATED, files, root / ".cache")
