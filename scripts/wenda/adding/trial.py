"""The stages of the build, run on a conference that is not written yet. Touches no disk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from wenda.adding.formats import Taken, take
from wenda.adding.given import Given
from wenda.archive import Conference
from wenda.assemble import assemble
from wenda.editors.sidecar import read_sidecar
from wenda.editors.vocabulary import Speaker, Vocabulary
from wenda.findings import CannotRun, Finding, Report
from wenda.naming.ledger import Row
from wenda.reading.decode import decode, sha256
from wenda.source import Source, vocabulary_of
from wenda.topics.classifier import Classifier
from wenda.topics.segmenter import Segmenter, words_of


@dataclass(frozen=True, slots=True)
class Archive:
    """What is there already, as far as a new file must be held against it."""

    source: Source
    vocabulary: Vocabulary
    classify: Classifier
    slugs: Mapping[str, str]  # to the path of the transcript
    bytes: Mapping[str, str]  # the SHA-256 of each transcript and given file, to its path


@dataclass(frozen=True, slots=True)
class Opened:
    """A given file with its text, or where the archive has the same bytes; neither: unreadable."""

    there: str = ""
    taken: Taken | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """What the build would make of a conference, and say of it."""

    conference: Conference | None
    findings: tuple[Finding, ...]

    @property
    def unknown(self) -> Counter[str]:
        """The labels of outlets that the vocabulary does not know, with their exchanges."""
        exchanges = self.conference.exchanges if self.conference else ()
        return Counter(each.label for each in exchanges if each.label and not each.outlets
                       and any(f.code == "T08" and each.label in f.message
                               for f in self.findings))  # fmt: skip


def archive_of(source: Source) -> Archive:
    """Raises CannotRun where the vocabularies cannot be read."""
    found = Report()
    vocabulary = vocabulary_of(source, found)
    if vocabulary is None:
        said = "\n".join(str(finding) for finding in sorted(found))
        raise CannotRun(f"词表有问题，先要解决：\n{said}")
    known = {sha256(transcript.data): transcript.path for transcript in source.transcripts}
    return Archive(
        source,
        vocabulary,
        Classifier(vocabulary.topics, Segmenter(words_of(vocabulary))),
        {transcript.slug: transcript.path for transcript in source.transcripts},
        {**{digest: path for path, digest in source.originals.items()}, **known},
    )


def opened(given: Given, archive: Archive, found: Report) -> Opened:
    """What a file holds, as far as the archive does not have it: S02 and S13 as `take` says."""
    if there := archive.bytes.get(sha256(given.data)):
        return Opened(there)
    taken = take(given, found)
    text = decode(taken.text, found) if taken else None
    if taken is None or text is None:
        return Opened()
    if there := archive.bytes.get(sha256(taken.text)):
        return Opened(there)
    return Opened("", taken, text)


def attempt(
    path: str,
    data: bytes,
    sidecar: str,
    rows: Sequence[Row],
    archive: Archive,
    people: Iterable[Speaker] = (),
) -> Trial:
    """Read, group, name and classify a transcript as the build would.

    `path` is where it would lie; `people` are speakers whom the vocabulary does not have yet.
    """
    found = Report()
    vocabulary = with_speakers(archive.vocabulary, people)
    slug = path.rpartition("/")[2].removesuffix(".txt")
    read = read_sidecar(sidecar, slug, vocabulary, found.file(path[:-4] + ".yml"))
    conference = None
    if read:
        conference = assemble(path, data, read, rows, vocabulary, archive.classify, found)
    return Trial(conference, tuple(found))


def with_speakers(vocabulary: Vocabulary, people: Iterable[Speaker]) -> Vocabulary:
    new = tuple(each for each in people if each.id not in vocabulary.speaker)
    return replace(vocabulary, speakers=(*vocabulary.speakers, *new)) if new else vocabulary
