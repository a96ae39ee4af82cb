"""`wenda verify`: the conservation proof from the transcripts, and again from the finished HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wenda.archive import Archive, Conference, Section
from wenda.model import Kind
from wenda.proof import PageWords, Words, difference, read_page, shown, words_digest

ReadPage = Callable[[str], str]
"""The HTML of a page by its address below qa/ (2024-03-07-wang-yi/q07/); raises OSError."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the pages of one conference hold, compared with its transcript."""

    conference: Conference
    counts: dict[Kind, int]  # characters on the full-text page, by kind
    words: str  # SHA-256 of the words of the full-text page
    problems: tuple[str, ...]

    @property
    def holds(self) -> bool:
        proof = self.conference.proof
        return proof.holds and not self.problems and self.words == proof.words


def verify(archive: Archive, read: ReadPage) -> Iterator[Verdict]:
    """Compare each conference's pages with its transcript.

    The full-text page must hold the whole transcript in order; the page of each exchange, and
    for opening and closing the conference's page, must hold the same words as its part of it.
    """
    for conference in archive.conferences:
        yield _verify(conference, read)


def _verify(conference: Conference, read: ReadPage) -> Verdict:
    problems: list[str] = []

    def page(address: str) -> PageWords:
        try:
            return read_page(read(address))
        except (OSError, ValueError) as error:
            problems.append(f"{address}：读不到网页（{error}）")
            return PageWords()

    whole = page(f"{conference.slug}/text/")
    found = [run for unit in whole.units.values() for run in unit]
    expected = [run for section in conference.sections for run in shown([section.part])]
    if problem := difference(expected, found):
        problems.append(f"{conference.slug}/text/：{problem}")
    remarks = page(f"{conference.slug}/")
    for section in conference.sections:
        address, own = _own_page(conference, section, page, remarks)
        words = own.units.get(section.unit, [])
        if problem := difference(shown([section.part]), words):
            problems.append(f"{address}：{problem}")
    return Verdict(conference, _count(found), words_digest(found), tuple(problems))


def _own_page(
    conference: Conference,
    section: Section,
    page: Callable[[str], PageWords],
    remarks: PageWords,
) -> tuple[str, PageWords]:
    if not section.is_exchange:
        return f"{conference.slug}/", remarks
    address = f"{conference.slug}/{section.unit}/"
    return address, page(address)


def _count(runs: list[Words]) -> dict[Kind, int]:
    counts = dict.fromkeys(Kind, 0)
    for kind, text in runs:
        counts[kind] += len(text)
    return counts


def report(verdict: Verdict) -> Iterator[str]:
    """The table of one conference, as lines for the terminal."""
    conference, proof = verdict.conference, verdict.conference.proof
    yield f"{conference.slug}  {conference.source}"
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
