"""What `docs/qa/` consists of: a piece for each conference, and those of the whole archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wenda.archive import Archive, Conference
from wenda.conferences import Assembled, Conferences
from wenda.data.files import conference_files, data_files
from wenda.findings import Finding, Report
from wenda.kept import flat, key_of
from wenda.output import Folder, Piece
from wenda.search.corpus import corpus_of
from wenda.search.files import search_files
from wenda.site import promises
from wenda.site.pages import conference_pages, data_page, list_pages
from wenda.topics.segmenter import Segmenter, words_of
from wenda.workers import each


@dataclass(frozen=True, slots=True)
class Publisher:
    """Makes the pieces that are not there yet."""

    archive: Archive
    conferences: Conferences
    folder: Folder

    def pieces(self, assembled: Sequence[Assembled], found: Report) -> Iterator[Piece]:
        """All pieces. L03, see `promises`, for pages that were made now."""
        published = [each for each in assembled if each.event]
        now = {each.slug: self.folder.current(each.slug, self._key(each)) for each in published}
        missing = [each for each in published if now[each.slug] is None]
        for piece, findings in each(self._conference, missing, "写网页"):
            now[piece.name] = piece
            found += findings
        yield from (piece for piece in now.values() if piece)
        yield self._whole(published)

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

    def _whole(self, published: Sequence[Assembled]) -> Piece:
        name = "archive"
        words = {each.slug: each.words for each in published}
        key = key_of(self.conferences.vocabulary_key, self.archive.address, *flat(words))
        if piece := self.folder.current(name, key):
            return piece
        archive = self.conferences.archive(self.archive, published)
        return self.folder.stage(name, key, _files_of_all(archive))


def _files_of_all(archive: Archive) -> Iterator[tuple[str, bytes]]:
    for path, text in list_pages(archive):
        yield path, text.encode()
    exports = dict(data_files(archive))
    yield from exports.items()
    yield "data.inc", data_page(archive, exports).encode()
    words = Segmenter(words_of(archive.vocabulary)).words
    for path, data in search_files(corpus_of(archive), words).items():
        yield f"search/{path}", data
