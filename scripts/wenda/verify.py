"""`wenda verify`: the conservation proof from the transcripts, and again from the finished HTML."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from wenda.addresses import anchor_of, text_anchor_of
from wenda.archive import Conference, PublishedPart
from wenda.conferences import Assembled, Conferences
from wenda.model import Kind
from wenda.output import holds, read_record
from wenda.reading.proof import PageWords, Proof, Run, difference, digest, read_page

ReadPage = Callable[[str], str]
"""The HTML of a page by its path in the site (qa/2024-03-07-wang-yi/q07/); raises OSError."""


def pages_in(site: Path) -> ReadPage:
    """The pages of a built site."""
    return lambda path: (site / path / "index.html").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the pages of one conference hold, compared with its transcript."""

    slug: str
    source: str  # path of the transcript
    proof: Proof  # what its parts account for
    counts: Mapping[str, int]  # characters on the full-text page, by kind
    words: str  # SHA-256 of the words of the full-text page
    problems: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return self.proof.holds and not self.problems and self.words == self.proof.words


def verdict_of(conference: Conference, read: ReadPage) -> Verdict:
    """Compare a conference's pages with its transcript.

    The full-text page must hold the whole transcript in order; the page of each exchange, and
    for opening, closing and what the page prints around them the conference's page, must hold the
    words of its part, each paragraph under its promised id, and no other words.
    """
    parts = conference.parts
    problems: list[str] = []

    def page(address: str, expected: list[Run]) -> PageWords:
        try:
            found = read_page(read(address))
        except (OSError, ValueError, KeyError) as error:
            problems.append(f"{address}：读不到网页（{error}）")
            return PageWords()
        if problem := difference(expected, found.runs):
            problems.append(f"{address}：{problem}")
        return found

    whole = page(
        conference.text_path, [run for part in parts for run in expected_runs(part, text_anchor_of)]
    )
    on_its_page = [*(part for part in parts if part.is_remarks), *conference.furniture]
    page(conference.path, [run for part in on_its_page for run in expected_runs(part, anchor_of)])
    for part in parts:
        if part.is_exchange:
            page(conference.page_of(part.unit), expected_runs(part, anchor_of))
    counts = dict.fromkeys(map(str, Kind), 0)
    for run in whole.runs:
        counts[run.kind] = counts.get(run.kind, 0) + len(run.text)
    words = digest(run.text for run in whole.runs)
    return Verdict(
        conference.slug, conference.source, conference.proof, counts, words, tuple(problems)
    )


def verdicts(
    conferences: Conferences, assembled: Iterable[Assembled], site: Path, record: Path, every: bool
) -> Iterator[Verdict]:
    """What the pages of each conference in a built site hold.

    Pages that were proved when they were made, and hold the same bytes still, are not read word by
    word again, unless `every` is asked for. `record` tells what the build put there.
    """
    pieces = {} if every else read_record(record)
    for each in assembled:
        if each.event is None:
            continue
        piece = pieces.get(each.slug)
        kept = piece and conferences.kept.get(f"{piece.key}.verdict")
        if piece and kept and holds(site, piece):
            verdict: Verdict = pickle.loads(kept)
            if verdict.proof == each.event.proof:
                yield verdict
                continue
        yield verdict_of(conferences.whole(each), pages_in(site))


def expected_runs(part: PublishedPart, anchor: Callable[[str, str], str]) -> list[Run]:
    """What a page should show of a part: labels and paragraphs in order, markup left out.

    `anchor` gives the id of a paragraph on that page, from the names of its unit and its own.
    """
    runs: list[Run] = []
    for turn in part.turns:
        if turn.label:
            runs.append(Run(part.unit, Kind.LABEL, "", turn.printed_label))
        for paragraph in turn.paragraphs:
            id = anchor(part.unit, paragraph.id) if paragraph.id else ""
            runs.append(Run(part.unit, paragraph.kind, id, paragraph.text))
    return runs


def report(verdict: Verdict) -> Iterator[str]:
    """The table of one conference, as lines for the terminal."""
    proof = verdict.proof
    yield f"{verdict.slug}  {verdict.source}"
    yield f"  {'kind':<12}{'source':>10}{'site':>10}"
    for kind in Kind:
        if proof.counts[kind] or verdict.counts[kind]:
            site = "-" if kind in (Kind.MARKUP, Kind.SPACE) else str(verdict.counts[kind])
            yield f"  {kind:<12}{proof.counts[kind]:>10}{site:>10}"
    yield f"  {'total':<12}{proof.total:>10}"
    yield f"  {'unaccounted':<12}{proof.unaccounted:>10}"
    yield f"  SHA-256 of the transcript   {proof.source}"
    yield f"  SHA-256 rebuilt from turns  {proof.rebuilt}"
    yield f"  SHA-256 of its words        {proof.words}"
    yield f"  SHA-256 of the site's words {verdict.words}"
    for problem in (*proof.problems, *verdict.problems):
        yield f"  {problem}"
    yield "  every character is accounted for" if verdict.holds else "  FAILED"
