"""`docs/qa/` to the site: each page in the theme's frame, all else as it is, and the proof.

What a page looks like in the end is somebody else's: `frame` turns a page of plain Markdown into
HTML. A piece of the site is made of a piece of `docs/qa/`, and proved when it is made.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from wenda import addresses
from wenda.conferences import Assembled, Conferences
from wenda.kept import flat, key_of
from wenda.output import Folder, Piece, Same
from wenda.verify import Verdict, verdict_of
from wenda.workers import each

PREFIX = addresses.GENERATED
Frame = Callable[[str, str], str]
"""The HTML of a page, by the path of its file below docs/ and its text."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Makes the pieces of a site that are not there yet."""

    generated: Path  # docs/qa/
    site: Folder
    frame: Frame
    frame_key: str  # the digest of all that a frame depends on
    conferences: Conferences

    def pieces(
        self, generated: Sequence[Piece], assembled: Mapping[str, Assembled], but: frozenset[str]
    ) -> Iterator[tuple[Piece, Verdict | None]]:
        """The pieces, each with its verdict where it is that of a conference.

        `but` are files below docs/qa/ that somebody else publishes.
        """
        now = {piece.name: self._current(piece) for piece in generated}
        missing = [piece for piece in generated if now[piece.name] is None]

        def made(piece: Piece) -> tuple[Piece, Verdict | None]:
            return self._made(piece, assembled.get(piece.name), but)

        for piece, verdict in each(made, missing, "排网页"):
            now[piece.name] = piece, verdict
        for known in now.values():
            if known:
                self.conferences.used.add(known[0].key)
                yield known

    def _key(self, piece: Piece) -> str:
        digests = {path: file.digest for path, file in piece.files.items()}
        return key_of(self.frame_key, *flat(digests))

    def _current(self, piece: Piece) -> tuple[Piece, Verdict | None] | None:
        key = self._key(piece)
        known = self.site.current(piece.name, key)
        if known is None:
            return None
        kept = self.conferences.kept.get(f"{key}.verdict")
        return None if kept is None else (known, pickle.loads(kept))

    def _made(
        self, piece: Piece, assembled: Assembled | None, but: frozenset[str]
    ) -> tuple[Piece, Verdict | None]:
        key = self._key(piece)
        pages = dict(self._pages(piece, but))
        verdict = None
        if assembled:
            conference = self.conferences.whole(assembled)
            verdict = verdict_of(conference, lambda path: pages[f"{path}index.html"].decode())
        files: Iterator[tuple[str, bytes | Same]] = chain(pages.items(), self._others(piece))
        staged = self.site.stage(piece.name, key, files)
        if verdict is None or verdict.holds:
            self.conferences.kept.put(f"{key}.verdict", pickle.dumps(verdict))
        return staged, verdict

    def _pages(self, piece: Piece, but: frozenset[str]) -> Iterator[tuple[str, bytes]]:
        for path in piece.files:
            if path.endswith(".md") and path not in but:
                there = PREFIX + path
                text = (self.generated / path).read_bytes().decode()
                yield page_of(there), self.frame(there, text).encode()

    def _others(self, piece: Piece) -> Iterator[tuple[str, Same]]:
        for path, file in piece.files.items():
            if not path.endswith((".md", ".inc")):
                yield PREFIX + path, Same(self.generated / path, file)


def page_of(path: str) -> str:
    """Where the page of a Markdown file stands in the site: a/b.md at a/b/index.html."""
    return path.removesuffix(".md").removesuffix("index").rstrip("/") + "/index.html"
