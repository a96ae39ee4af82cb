"""What several tests share: case files, a small vocabulary, the toy archive, a site of one page."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import markdown
import pytest
import yaml

from wenda.archive import WholeArchive
from wenda.assemble import assemble
from wenda.build import Outcome, build
from wenda.data.feeds import conference_entries
from wenda.data.files import Chunks, archive_files, conference_files
from wenda.data.records import conference_lines
from wenda.data.tables import conference_rows
from wenda.editors.sidecar import ConferenceRecord
from wenda.editors.vocabulary import Office, Outlet, Speaker, Topic, Vocabulary
from wenda.editors.yaml import Loaded
from wenda.findings import Report
from wenda.reading.decode import sha256
from wenda.site.pages import archive_pages, conference_pages
from wenda.topics.classifier import Classifier
from wenda.topics.segmenter import Segmenter, words_of

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases"
TOY = ROOT / "tests" / "toy"


def cases(folder: str) -> list[Any]:
    """The case files of a folder as pytest parameters, named for the behaviour."""
    return [
        pytest.param(yaml.safe_load(path.read_text("utf-8")), id=path.stem)
        for path in sorted((CASES / folder).glob("*.yml"))
    ]


def modules_in(folder: Path) -> dict[str, str]:
    """The ES modules of a folder, by their path in it."""
    return {
        each.relative_to(folder).as_posix(): each.read_text("utf-8")
        for each in folder.rglob("*.mjs")
    }


def small_vocabulary() -> Vocabulary:
    """Enough to read the invented transcripts of the cases."""

    def outlet(name: str, id: str, *aliases: str) -> Outlet:
        return Outlet(id=id, name=name, english=id, kind="通讯社", place="CN", aliases=aliases)

    def speaker(name: str, id: str) -> Speaker:
        office = Office.model_validate({"title": "外交部长", "from": date(2000, 1, 1)})
        return Speaker(id=id, name=name, english=id, offices=(office,))

    return Vocabulary(
        places={"CN": "中国"},
        outlets=(
            outlet("新华社", "xinhua"),
            outlet("路透社", "reuters"),
            outlet("法新社", "afp"),
            outlet("《环球时报》", "global-times", "环球时报"),
        ),
        topics=(
            Topic(id="regions", name="地区", scope="各地区。"),
            Topic(id="sea", name="海洋", scope="海。", parent="regions", terms={"大海": 3}),
        ),
        speakers=(speaker("王毅", "wang-yi"), speaker("李四", "li-si")),
    )


def copy_toy(folder: Path) -> Path:
    """A copy of the toy project to build in."""
    shutil.copytree(TOY / "source", folder / "source")
    return folder


def generated(root: Path) -> dict[str, bytes]:
    """The generated pages by their path under docs/qa/."""
    pages = root / "docs" / "qa"
    return {
        path.relative_to(pages).as_posix(): path.read_bytes()
        for path in sorted(pages.rglob("*"))
        if path.is_file()
    }


def revise(root: Path, slug: str, old: str, new: str) -> Outcome:
    """Change a transcript as an editor does, on purpose and with its new SHA-256, and build."""
    path = next((root / "source").rglob(f"{slug}.txt"))
    before = path.read_bytes()
    path.write_bytes(before.replace(old.encode(), new.encode()))
    sidecar = path.with_suffix(".yml")
    text = sidecar.read_text("utf-8")
    sidecar.write_text(text.replace(sha256(before), sha256(path.read_bytes())), "utf-8")
    return build(root)


def renames(action: Callable[[], object], kill_at: int, after: bool) -> bool:
    """Run in a process that is killed at a renaming, before or after it; False: it had fewer."""
    child = os.fork()
    if child == 0:
        rename, count = Path.replace, 0

        def counting(self: Path, target: Path) -> Path:
            nonlocal count
            count += 1
            if count == kill_at and not after:
                os.kill(os.getpid(), signal.SIGKILL)
            done = rename(self, target)
            if count == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
            return done

        Path.replace = counting  # type: ignore[method-assign, assignment]
        try:
            action()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


VOCABULARY = small_vocabulary()
CLASSIFY = Classifier(VOCABULARY.topics, Segmenter(words_of(VOCABULARY)))


def renderer() -> markdown.Markdown:
    """Python-Markdown as mkdocs.yml sets it up, links aside."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8").replace("!ENV", "")
    extensions: list[Any] = yaml.safe_load(text)["markdown_extensions"]
    names = [next(iter(e)) if isinstance(e, Mapping) else e for e in extensions]
    settings = {k: v for e in extensions if isinstance(e, Mapping) for k, v in e.items()}
    settings["pymdownx.snippets"] = {"base_path": [str(ROOT / "docs")]}
    return markdown.Markdown(extensions=["tables", *names], extension_configs=settings)


def archive_of(text: str, **sidecar: Any) -> WholeArchive:
    """The archive of one conference with this transcript."""
    record = {
        "title": "记者会",
        "date": "2024-03-07",
        "place": "北京",
        "speakers": ["wang-yi"],
        "basis": "编者",
        "publication": {"name": "某报", "date": "2024-03-08"},
        "sha256": sha256(text.encode()),
        **sidecar,
    }
    found = Report()
    conference = assemble(
        "source/transcripts/2024/2024-03-07-wang-yi.txt",
        text.encode(),
        Loaded(ConferenceRecord.model_validate(record), {}, found.file("t.yml")),
        [],
        VOCABULARY,
        CLASSIFY,
        found,
    )
    assert conference, list(found)
    return WholeArchive((conference,), VOCABULARY)


def pages(archive: WholeArchive) -> Iterator[tuple[str, str]]:
    """Every page of an archive by its file."""
    for conference in archive.conferences:
        yield from conference_pages(archive, conference)
    yield from archive_pages(archive)


def data_files(archive: WholeArchive) -> Iterator[tuple[str, bytes]]:
    """Every data file of an archive."""
    of = {conference.slug: conference for conference in archive.conferences}
    for conference in archive.conferences:
        yield from conference_files(conference, archive.address)
    chunks = Chunks(
        lines=lambda event: conference_lines(of[event.slug]),
        rows=lambda event: conference_rows(of[event.slug]),
        entries=lambda event: conference_entries(of[event.slug]),
    )
    yield from archive_files(archive, chunks)


def grown(days: Iterable[date], exchanges: int = 1) -> WholeArchive:
    """An archive with a conference for each of some days, each with the same exchanges."""
    (one,) = archive_of(
        "**新华社记者：**大海如何？\n**王毅：**大海很好。\n" * exchanges
    ).conferences
    conferences = [
        replace(
            one,
            slug=f"{day}-{'x' * number}wang-yi",
            record=one.record.model_copy(update={"date": day, "title": f"{day} 记者会"}),
        )
        for day, times in Counter(days).items()
        for number in range(times)
    ]
    newest_first = sorted(conferences, key=lambda each: (each.date, each.slug), reverse=True)
    return WholeArchive(tuple(newest_first), VOCABULARY)


def site(text: str, **sidecar: Any) -> tuple[WholeArchive, dict[str, str]]:
    """The archive of one conference with this transcript, and its pages as HTML by their path."""
    archive = archive_of(text, **sidecar)
    html: dict[str, str] = {}
    for name, page in pages(archive):
        if name.startswith(archive.conferences[0].slug):
            body = page.split("---\n", 2)[2]
            path = "qa/" + name.removesuffix(".md").removesuffix("index").rstrip("/") + "/"
            html[path] = renderer().convert(body)
    return archive, html


def calls_of(work: Callable[[], object]) -> int:
    """How many functions a piece of work calls: its size, whatever the machine and its load."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
