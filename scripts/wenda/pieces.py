"""What `docs/qa/` consists of: a piece for each conference, and those of the whole archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wenda.archive import Archive, Conference
from wenda.conferences import Assembled, Conferences
from wenda.data.files import Chunks, archive_files, conference_files
from wenda.data.records import shortest
from wenda.data.whole import compressed
from wenda.findings import Finding, Report
from wenda.kept import flat, key_of, program
from wenda.output import Folder, Piece
from wenda.search.corpus import names_of_archive
from wenda.search.files import search_files
from wenda.search.names import pinyin_syllables
from wenda.site import promises
from wenda.site.included import data_page
from wenda.site.pages import archive_pages, conference_pages
from wenda.workers import each

_WHOLE = ("lists", "data", "search")  # no name of a conference: these begin with a date
_SIZES = "sizes"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Makes the pieces that are not there yet."""

    archive: Archive
    conferences: Conferences
    folder: Folder

    def pieces(self, assembled: Sequence[Assembled], found: Report) -> list[Piece]:
        """All pieces. L03, see `promises`, for pages that were made now."""
        published = {each.slug: each for each in assembled if each.event}
        made = self._of_conferences(published.values(), found)
        in_order = [published[event.slug] for event in self.archive.conferences]
        made += self._of_archive(in_order)
        return [*made, self._data_page(in_order[:1], made)]

    def _of_conferences(self, published: Iterable[Assembled], found: Report) -> list[Piece]:
        now = {a.slug: self.folder.current(a.slug, self._key(a)) for a in published}
        missing = [a for a in published if now[a.slug] is None]
        for piece, findings in each(self._conference, missing, "写网页"):
            now[piece.name] = piece
            found += findings
        return [piece for piece in now.values() if piece]

    def _key(self, assembled: Assembled) -> str:
        return key_of(assembled.words, self.archive.address)

    def _conference(self, assembled: Assembled) -> tuple[Piece, tuple[Finding, ...]]:
        conference = self.conferences.whole(assembled)
        files = dict(self._files(conference))
        found = Report()
        promises.check([conference], files, found)
        piece = self.folder.stage(assembled.slug, self._key(assembled), files.items())
        return piece, tuple(found)

    def _files(self, conference: Conference) -> Iterator[tuple[str, bytes]]:
        for path, text in conference_pages(self.archive, conference):
            yield path, text.encode()
        yield from conference_files(conference, self.archive.address)

    def _of_archive(self, published: Sequence[Assembled]) -> list[Piece]:
        """`published` is in the order of the archive."""
        words = {a.slug: a.words for a in published}
        key = key_of(self.conferences.vocabulary_key, self.archive.address, *flat(words))
        now = {name: self.folder.current(name, key) for name in _WHOLE}
        missing = [name for name in _WHOLE if now[name] is None]

        def stage(name: str) -> Piece:
            uses: set[str] = set()
            return self.folder.stage(name, key, self._whole(name, published, uses), uses)

        if "search" in missing:
            pinyin_syllables(
                "问答"
            )  # its tables are read once, before there are copies of this process
        for piece in each(stage, missing, "写清单和索引", few=2):
            now[piece.name] = piece
        made = [piece for piece in now.values() if piece]
        self.conferences.used.update(key for piece in made for key in piece.uses)
        return made

    def _whole(
        self, name: str, published: Sequence[Assembled], uses: set[str]
    ) -> Iterator[tuple[str, bytes]]:
        of = {a.slug: a for a in published}
        match name:
            case "lists":
                for path, text in archive_pages(self.archive):
                    yield path, text.encode()
            case "data":
                chunks = Chunks(
                    lines=lambda event: self.conferences.lines(of[event.slug]),
                    rows=lambda event: self.conferences.rows(of[event.slug]),
                    entries=lambda event: self.conferences.entries(of[event.slug]),
                    compress=lambda data: self._compressed(data, uses),
                )
                yield from archive_files(self.archive, chunks)
            case "search":
                prepared = map(self.conferences.prepared, reversed(published))
                for path, data in search_files(prepared, names_of_archive(self.archive)):
                    yield f"search/{path}", data

    def _compressed(self, data: bytes, uses: set[str]) -> bytes:
        """What a year that has not changed was compressed to before."""
        key = key_of(program(), data)
        uses.add(key)
        name = f"{key}.gz"
        known = self.conferences.kept.get(name)
        if known is None:
            known = compressed(data)
            self.conferences.kept.put(name, known)
        return known

    def _data_page(self, newest: Sequence[Assembled], made: Iterable[Piece]) -> Piece:
        sizes = {path: file.size for piece in made for path, file in piece.files.items()}
        example = shortest(b"".join(map(self.conferences.lines, newest)))
        page = data_page(self.archive, sizes, example)
        return self.folder.stage(_SIZES, "", [("data.inc", page.encode())])
