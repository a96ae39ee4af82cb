"""`wenda add`: shows what would be done, asks, does it. The thin layer: reads, prints, writes."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from wenda.adding import record, summary
from wenda.adding.entry import Entry, entry
from wenda.adding.facts import Options
from wenda.adding.given import Given, find
from wenda.adding.replace import replacement
from wenda.adding.trial import Archive, archive_of
from wenda.build import SCRATCH
from wenda.findings import CannotRun, Finding, Report, one_line
from wenda.output import one_at_a_time
from wenda.reading.decode import sha256
from wenda.source import require, scan
from wenda.trouble import sentence

_DONE, _TO_RESOLVE, _STOPPED = 0, 1, 2
_OF_EDITORS = ("N01", "N02")  # no topic, no heading: what every new conference lacks
_OF_ONE = ("date", "title", "name", "url", "page", "published")  # options that name one conference
_ASKED = {
    "date": "日期（如 2026-06-03）",
    "speakers": "发言人的 id 或姓名",
    "title": "名称",
    "place": "地点（如 北京）",
    "publication": "刊发文字稿的报纸或网站",
}


def register(commands: Any, anywhere: argparse.ArgumentParser) -> None:
    """Add the command to the parser; `anywhere` has the options of every command."""
    command = commands.add_parser(
        "add", parents=[anywhere], help="make transcripts of files as people have them"
    )
    command.add_argument("files", nargs="*", type=Path, metavar="FILE", help="or a folder of them")
    command.add_argument("--date", type=date.fromisoformat, help="of the event: 2026-06-03")
    command.add_argument("--title", default="")
    command.add_argument(
        "--speaker", action="append", default=[], help="id or name; again for more"
    )
    command.add_argument("--dialect", default="", help="how the transcript sets off who speaks")
    command.add_argument("--place", default="", help="city and venue")
    command.add_argument("--publication", default="", help="the newspaper or site that printed it")
    command.add_argument("--published", type=date.fromisoformat, help="the day it was printed")
    command.add_argument("--page", default="", help="the page of the newspaper")
    command.add_argument("--url", default="")
    command.add_argument("--name", default="", help="of the files, behind the date")
    command.add_argument("--yes", action="store_true", help="write without asking")
    command.add_argument("--replace", action="store_true", help="the file revises a conference")
    command.add_argument("--of", default="", metavar="CONFERENCE", help="which it revises")
    command.add_argument("--undo", action="store_true", help="take back the last add or replace")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Returns 0 where all is done, 1 where a person must resolve something or nothing was written.

    Raises CannotRun where the command makes no sense, or the system refuses.
    """
    root: Path = options.root
    require(root)
    if options.undo:
        if options.files or options.replace:
            raise CannotRun("--undo 不带文件，只撤回最后一次。")
        with one_at_a_time(root / SCRATCH):
            print(record.undo(root))
        return _DONE
    if not options.files:
        raise CannotRun("请写要加入的文件或文件夹，如 wenda add 来稿.html。")
    with one_at_a_time(root / SCRATCH):
        recovered = record.recover(root)
    if recovered:
        print(recovered, file=sys.stderr)
    archive = archive_of(scan(root))
    try:
        return _replace(options, archive) if options.replace else _add(options, archive)
    except KeyboardInterrupt:
        print("停下了；写到一半的已经收回。", file=sys.stderr)
        return _STOPPED


def _add(options: argparse.Namespace, archive: Archive) -> int:
    found = find(options.files)
    if len(found.paths) != 1 and (given := [key for key in _OF_ONE if getattr(options, key)]):
        raise CannotRun(f"--{given[0]} 只能用于一个文件，现在有 {len(found.paths)} 个。")
    if found.passed_over:
        endings = Counter(path.suffix.lower() for path in found.passed_over)
        print(summary.passed_over(endings), file=sys.stderr)
    if not found.paths:
        raise CannotRun("没有可以加入的文件。")
    said = _options(options)
    if len(found.paths) == 1:
        entries = [_asked(_given(found.paths[0]), said, archive, options.yes)]
        lines = [line for each in entries for line in summary.of_entry(each)]
    else:
        entries = list(_entries(found.paths, said, archive))
        lines = list(summary.table(entries))
    print("\n".join([*lines, *summary.ready(entries, archive.vocabulary)]))
    several = len(entries) > 1
    findings = [
        finding
        for each in entries
        for finding in each.findings
        if not (several and each.facts and finding.code == "Y04")  # said once, by the table
    ]
    _tell(f for f in findings if f.must_resolve or (not several and f.code not in _OF_EDITORS))
    files = {path: data for each in entries for path, data in each.files.items()}
    slugs = [each.slug for each in entries if each.files]
    if not slugs:
        return _DONE if all(each.there for each in entries) else _TO_RESOLVE
    if not _agreed(f"写入这 {len(slugs)} 场？", options.yes):
        return _TO_RESOLVE
    _write(options.root, files, slugs, [])
    print(f"写了 {len(slugs)} 场。核对 .yml 之后请运行 wenda build；撤回用 wenda add --undo。")
    clean = all(each.there or (each.files and not each.to_resolve) for each in entries)
    return _DONE if clean else _TO_RESOLVE


def _replace(options: argparse.Namespace, archive: Archive) -> int:
    found = find(options.files)
    if len(found.paths) != 1:
        raise CannotRun(f"--replace 一次换一份文字稿，现在有 {len(found.paths)} 个文件。")
    what = replacement(_given(found.paths[0]), options.of, archive)
    print("\n".join(summary.of_replacement(what)))
    _tell(finding for finding in what.findings if finding.code not in _OF_EDITORS)
    if not what.files:
        return _DONE if what.there else _TO_RESOLVE
    if not _agreed(f"换掉 {what.slug} 的文字稿？", options.yes):
        return _TO_RESOLVE
    before = [t for t in archive.source.transcripts if t.slug == what.slug]
    seen = {t.path: t.data for t in before} | {t.beside(".yml"): t.sidecar for t in before}
    _write(options.root, what.files, [what.slug], list(seen.items()))
    print(f"换了 {what.slug}。请运行 wenda build；撤回用 wenda add --undo。")
    return _TO_RESOLVE if what.to_resolve else _DONE


def _write(
    root: Path,
    files: Mapping[str, bytes | None],
    slugs: Sequence[str],
    seen: Sequence[tuple[str, bytes | None]],
) -> None:
    """Write under the lock of the build, unless anything has changed since it was shown."""
    with one_at_a_time(root / SCRATCH):
        for path, data in seen:
            if (root / path).read_bytes() != data:
                raise CannotRun(f"{path} 刚刚改过，什么也没有写；请再运行一次。")
        if not seen:
            for path in files:
                if (root / path).exists():
                    raise CannotRun(f"{path} 刚刚有了，什么也没有写；请再运行一次。")
        record.write(root, files, slugs)


def _entries(paths: Sequence[Path], options: Options, archive: Archive) -> Iterator[Entry]:
    """Every file by itself; a progress bar on a terminal, a line a file in a log."""
    bar = click.progressbar(length=len(paths), label="读取", file=sys.stderr)
    with bar if sys.stderr.isatty() else nullcontext() as shown:
        for number, path in enumerate(paths, start=1):
            each = _safely(path, options, archive)
            archive = _with(archive, each)
            if shown:
                shown.update(1)
            else:
                said = f"[{number}/{len(paths)}] {one_line(str(path))}: {summary.result(each)}"
                print(said, file=sys.stderr, flush=True)
            yield each


def _safely(path: Path, options: Options, archive: Archive) -> Entry:
    """A file that cannot be read does not stop the others."""
    found = Report(str(path))
    try:
        return entry(_given(path), options, archive)
    except OSError as error:
        found.add("S09", 0, sentence(error, path), "请换成文件本身，或移走。")
    except Exception as error:  # ours, but the other thousand files are none the worse
        message = f"程序读它时出错（{type(error).__name__}：{error}）。"
        found.add("S13", 0, message, "这是程序的错误，请报告；其余的文件不受影响。")
    return Entry(str(path), tuple(found))


def _with(archive: Archive, each: Entry) -> Archive:
    """The archive with what would be added, so that two files of one run do not collide."""
    if not each.files:
        return archive
    known = {sha256(data): path for path, data in each.files.items() if path[-4:] != ".yml"}
    return replace(
        archive,
        slugs={**archive.slugs, each.slug: each.path},
        bytes={**archive.bytes, **known},
    )


def _asked(given: Given, options: Options, archive: Archive, yes: bool) -> Entry:
    """One file; what is not known of it is asked on a terminal."""
    each = entry(given, options, archive)
    asked: set[str] = set()
    while not yes and _terminal():
        needed = each.facts.open if each.facts else each.missing
        if not (asking := [key for key in needed if key not in asked]):
            break
        for key in asking:
            asked.add(key)
            if answer := input(f"{_ASKED[key]}（不知道就按回车）：").strip():
                options = replace(options, **{key: _answered(key, answer)})
        each = entry(given, options, archive)
    return each


def _answered(key: str, answer: str) -> Any:
    if key == "speakers":
        return tuple(answer.split())
    if key == "date":
        try:
            return date.fromisoformat(answer)
        except ValueError:
            raise CannotRun(f"「{answer}」不是日期，日期写作 2026-06-03。") from None
    return answer


def _options(given: argparse.Namespace) -> Options:
    return Options(
        given.date,
        given.title,
        tuple(given.speaker),
        given.dialect,
        given.place,
        given.publication,
        given.published,
        given.page,
        given.url,
        given.name,
    )


def _given(path: Path) -> Given:
    return Given(str(path), path.read_bytes())


def _agreed(question: str, yes: bool) -> bool:
    """Whether to write. Without a terminal nobody can be asked."""
    if yes:
        return True
    if not _terminal():
        print("什么也没有写：这里不能问，请看过之后加 --yes 再运行。", file=sys.stderr)
        return False
    try:
        agreed = input(f"{question}[y/N] ").strip().casefold() in ("y", "yes", "是")
    except EOFError:
        agreed = False
    if not agreed:
        print("什么也没有写。", file=sys.stderr)
    return agreed


def _terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _tell(findings: Iterable[Finding]) -> None:
    for finding in sorted(findings):
        print(finding, file=sys.stderr)
