"""Each conference by itself: from its files to what it gives to the whole, and to its own files.

Both steps are functions of one conference, so that they run on all cores and are kept by content:
what has not changed since an earlier build is not made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from wenda import addresses
from wenda.archive import Archive, Conference, Event, WholeArchive
from wenda.assemble import assemble, survey
from wenda.collation.witness import Copies
from wenda.data.feeds import Entry, conference_entries
from wenda.data.records import conference_lines
from wenda.data.tables import conference_rows
from wenda.editors.sidecar import Sidecar
from wenda.editors.vocabulary import Vocabulary
from wenda.findings import Finding, Report
from wenda.kept import Kept, Pickles, flat, key_of, program
from wenda.naming import ledger
from wenda.naming.ledger import Row
from wenda.naming.revision import Revision, lines, revision
from wenda.naming.script import simplified
from wenda.search.corpus import documents_of, terms_of
from wenda.search.prepare import Prepared, prepare
from wenda.source import Transcript, check_original, ledger_of, sidecar_of
from wenda.topics.classifier import Classifier
from wenda.topics.segmenter import Segmenter, words_of
from wenda.workers import each


@dataclass(frozen=True, slots=True)
class Assembled:
    """What a conference gives to the whole archive. Its words stay behind, see `Conferences`."""

    slug: str
    findings: tuple[Finding, ...]
    promised: int | None  # rows of its ledger as it was found; None: damaged
    event: Event | None = None  # None: it could not be read, or is set aside
    is_set_aside: bool = False
    ledger: bytes = b""  # as the build will write it; empty where nothing is published
    addresses: int = 0  # rows of that
    effects: tuple[str, ...] = ()  # what the build does to published addresses, as lines
    words: str = ""  # the key of what is kept of it: the conference itself and its shares

    @property
    def is_unread(self) -> bool:
        return self.event is None and not self.is_set_aside


_WHOLE = "conference"
_SHARES = (_WHOLE, "search", "lines", "rows", "entries")


def vocabulary_key(texts: Mapping[str, bytes]) -> str:
    """The digest of the files of the vocabulary, and of the program that reads them."""
    return key_of(program(), *flat(texts))


class Conferences:
    """The conferences of an archive, one at a time, and what earlier builds kept of them."""

    def __init__(self, vocabulary: Vocabulary, texts: Mapping[str, bytes], kept: Kept) -> None:
        """`texts` are the files of the vocabulary."""
        self.vocabulary = vocabulary
        self.kept = kept
        self._pickles = Pickles(vocabulary)
        self.vocabulary_key = vocabulary_key(texts)
        self.used = {self.vocabulary_key}  # keys of values that this build needs

    def assembled(self, transcripts: Sequence[Transcript]) -> list[Assembled]:
        """All of them, in their order; only those whose files have changed are read anew."""
        self._transcripts = {transcript.slug: transcript for transcript in transcripts}
        keys = [self._key(transcript) for transcript in transcripts]
        found = [self._known(key) for key in keys]
        missing = [at for at, known in enumerate(found) if known is None]
        if missing:
            self.make_ready()  # before there are copies of this process
            work = each(self._assembled, [transcripts[at] for at in missing], "读文字稿")
            for at, new in zip(missing, work, strict=True):
                found[at] = new
        made = [known for known in found if known is not None]
        for transcript, key, known in zip(transcripts, keys, made, strict=True):
            self.used |= {key, known.words}
            if known.words and known.ledger != transcript.ledger:
                settled = self._key(replace(transcript, ledger=known.ledger))
                self.used.add(settled)
        return made

    def make_ready(self) -> None:
        """Read what new texts will need; it takes a second, and stays for later builds."""
        _ = self._classify, simplified()

    def whole(self, assembled: Assembled) -> Conference:
        """The conference with its words."""
        loaded: Conference = self._share(assembled, _WHOLE)
        return loaded

    def lines(self, assembled: Assembled) -> bytes:
        """What it gives to the JSON lines."""
        return bytes(self._share(assembled, "lines"))

    def rows(self, assembled: Assembled) -> bytes:
        """What it gives to the table of all exchanges."""
        return bytes(self._share(assembled, "rows"))

    def entries(self, assembled: Assembled) -> Mapping[str, Entry]:
        """What it may give to feeds."""
        entries: Mapping[str, Entry] = self._share(assembled, "entries")
        return entries

    def prepared(self, assembled: Assembled) -> Prepared:
        """What it gives to the search index."""
        prepared: Prepared = self._share(assembled, "search")
        return prepared

    def archive(self, archive: Archive, assembled: Iterable[Assembled]) -> WholeArchive:
        """The archive with all words, in memory."""
        whole = {each.slug: self.whole(each) for each in assembled if each.event}
        conferences = tuple(whole[event.slug] for event in archive.conferences)
        return WholeArchive(conferences, archive.vocabulary, archive.address)

    def forget_others(self) -> None:
        """Let go of what earlier builds kept and this one did not need."""
        self.kept.keep_only(self.used)

    def _known(self, key: str) -> Assembled | None:
        data = self.kept.get(f"{key}.assembled")
        if data is None:
            return None
        known: Assembled = self._pickles.loads(data)
        shares = (f"{known.words}.{kind}" for kind in _SHARES)
        return known if not known.words or all(map(self.kept.has, shares)) else None

    def _share(self, assembled: Assembled, kind: str) -> Any:
        data = self.kept.get(f"{assembled.words}.{kind}")
        if data is None:  # somebody deleted or damaged it since
            again = self._assembled(self._transcripts[assembled.slug])
            data = self.kept.get(f"{again.words}.{kind}")
        if data is None:
            raise RuntimeError(f"{assembled.slug} cannot be kept")
        return self._pickles.loads(data)

    def _assembled(self, transcript: Transcript) -> Assembled:
        made, conference = assembled(transcript, self.vocabulary, self._classify)
        if conference:
            data = self._pickles.dumps(conference)
            made = replace(made, words=key_of(self.vocabulary_key, data))
            self.kept.put(f"{made.words}.{_WHOLE}", data)
            for kind, share in self._shares(conference):
                self.kept.put(f"{made.words}.{kind}", self._pickles.dumps(share))
            # With the ledger that this build writes it is the same conference.
            after = replace(made, promised=made.addresses, effects=())
            settled = self._key(replace(transcript, ledger=made.ledger))
            self.kept.put(f"{settled}.assembled", self._pickles.dumps(after))
        self.kept.put(f"{self._key(transcript)}.assembled", self._pickles.dumps(made))
        return made

    def _shares(self, conference: Conference) -> Iterator[tuple[str, object]]:
        """What a conference gives to the files of the whole archive, so that these need no words.

        Made here, where the words have just been cut for the topics.
        """
        documents, words = documents_of(conference), self._segmenter.words
        yield "search", prepare(documents, words, simplified(), terms_of(self.vocabulary))
        yield "lines", conference_lines(conference)
        yield "rows", conference_rows(conference)
        yield "entries", conference_entries(conference)

    def _key(self, transcript: Transcript) -> str:
        return key_of(
            self.vocabulary_key,
            transcript.path,
            transcript.data,
            transcript.sidecar,
            transcript.ledger,
            str(transcript.is_readable),
            *flat(transcript.witnesses),
            *flat(transcript.originals),
        )

    @cached_property
    def _segmenter(self) -> Segmenter:
        return Segmenter(words_of(self.vocabulary))

    @cached_property
    def _classify(self) -> Classifier:
        return Classifier(self.vocabulary.topics, self._segmenter)


def assembled(
    transcript: Transcript, vocabulary: Vocabulary, classify: Classifier
) -> tuple[Assembled, Conference | None]:
    """One conference through all stages, and what it gives to the whole."""
    found = Report()
    sidecar = sidecar_of(transcript, vocabulary, found)
    rows = ledger_of(transcript, found)
    promised = None if rows is None else len(rows)
    conference: Conference | None = None
    aside = False
    if sidecar is None or rows is None:
        survey(transcript.path, transcript.data, vocabulary, found)
    elif sidecar.record.set_aside:
        aside = True
        _set_aside(sidecar, sidecar.record.set_aside, rows)
    else:
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
        check_original(transcript, sidecar, found)
    made = Assembled(transcript.slug, tuple(found), promised, is_set_aside=aside)
    if conference is None or rows is None:
        return made, None
    what = revision(rows, conference.rows)
    return replace(
        made,
        event=conference.event(),
        ledger=ledger.write(conference.rows).encode(),
        addresses=len(conference.rows),
        effects=tuple(effects(conference, what)) if what else (),
    ), conference


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


def effects(conference: Conference, what: Revision) -> Iterator[str]:
    """What a revision does to the addresses of a conference, as lines for the terminal."""
    words = {
        addresses.promised(part.unit, paragraph.id): paragraph.text
        for part in conference.parts
        for paragraph in part.paragraphs
    }
    yield from lines(what, words, conference.voices)
    if what.completed and conference.record.incomplete:
        yield f"旁录的 incomplete 或已过时：「{conference.record.incomplete}」"
