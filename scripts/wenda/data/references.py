"""Entries for reference managers: a file of BibTeX and one of RIS for each conference."""

from __future__ import annotations

from collections.abc import Iterator

from wenda.addresses import references_of
from wenda.archive import Conference
from wenda.site.citations import in_files
from wenda.site.references import of_exchange


def reference_files(conference: Conference, address: str) -> Iterator[tuple[str, bytes]]:
    """The entries of all exchanges, by the path of their file from where the site begins.

    Without a day of access, which only the reader's browser knows.
    """
    files: dict[str, list[str]] = {}
    for exchange in conference.exchanges:
        reference = of_exchange(conference, exchange)
        for citation in in_files(reference):
            entry = citation.text(address + reference.path)
            files.setdefault(citation.suffix, []).append(f"{entry}\n")
    for suffix, entries in files.items():
        yield references_of(conference.path, suffix), "\n".join(entries).encode()
