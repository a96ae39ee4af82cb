"""The command line: `wenda build`, `verify`, `check`. The one place that prints and exits."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path

from wenda.addresses import promised
from wenda.archive import Conference
from wenda.build import Outcome, build
from wenda.check.command import add_command
from wenda.findings import CannotRun, Finding, one_line, to_resolve
from wenda.naming.revision import Revision, lines
from wenda.trouble import told
from wenda.verify import pages_in, report, verify

CLEAN, FINDINGS, CANNOT_RUN = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns 0 clean, 1 findings that a person must resolve, 2 cannot run."""
    for stream in (sys.stdout, sys.stderr):  # a terminal without Chinese gets \u4e2d, no traceback
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        with told():
            return int(options.run(options))
    except BrokenPipeError:  # wenda verify | head: the reader has gone, there is nobody to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CANNOT_RUN
    except CannotRun as error:
        print(one_line(str(error)), file=sys.stderr)
        return CANNOT_RUN
    except KeyboardInterrupt:
        print("停下了；已有的页面每一页都是完整的，下次运行会补齐。", file=sys.stderr)
        return CANNOT_RUN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="wenda", description=__doc__.split(":")[0])
    commands = parser.add_subparsers(required=True)
    anywhere = argparse.ArgumentParser(add_help=False)
    anywhere.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    command = commands.add_parser("build", parents=[anywhere], help="write docs/qa/ from source/")
    command.add_argument("--check", action="store_true", help="report only, write nothing")
    command.add_argument(
        "--address",
        default=os.environ.get("SITE_URL", ""),
        help="where the site will be published (SITE_URL)",
    )
    command.set_defaults(run=_build)
    command = commands.add_parser(
        "verify", parents=[anywhere], help="prove that site/ holds every character"
    )
    command.set_defaults(run=_verify)
    add_command(commands, anywhere)
    return parser


def _build(options: argparse.Namespace) -> int:
    outcome = build(options.root, options.check, options.address)
    _print_findings(outcome.findings)
    if options.check:
        for conference, revision in outcome.revised:
            print("\n  ".join([conference.slug, *_revised(conference, revision)]))
    print(_summary(outcome, options.check))
    return CLEAN if outcome.clean else FINDINGS


def _verify(options: argparse.Namespace) -> int:
    outcome = build(options.root, check=True)
    if outcome.archive is None:
        _print_findings(outcome.findings)
        return FINDINGS
    site = options.root / "site"
    if not site.is_dir():
        raise CannotRun(f"没有 {site}：请先运行 mkdocs build。")
    verdicts = list(verify(outcome.archive, pages_in(site)))
    for verdict in verdicts:
        print("\n".join(report(verdict)))
    return CLEAN if all(verdict.holds for verdict in verdicts) else FINDINGS


def _print_findings(findings: Iterable[Finding]) -> None:
    for finding in sorted(findings):
        print(finding, file=sys.stderr)


def _revised(conference: Conference, revision: Revision) -> Iterator[str]:
    """What the build would do to the addresses of a conference."""
    words = {
        promised(part.unit, paragraph.id): paragraph.text
        for part in conference.parts
        for paragraph in part.paragraphs
    }
    yield from lines(revision, words, conference.voices)
    if revision.completed and conference.record.incomplete:
        yield f"旁录的 incomplete 或已过时：「{conference.record.incomplete}」"


def _summary(outcome: Outcome, check: bool) -> str:
    open_findings = len(to_resolve(outcome.findings))
    if open_findings or outcome.archive is None:
        return f"{open_findings} findings to resolve; nothing was written."
    conferences = outcome.archive.conferences
    exchanges = sum(len(conference.exchanges) for conference in conferences)
    found = f"{len(conferences)} conferences, {exchanges} exchanges; "
    if check:
        return found + "nothing to resolve, nothing was written."
    changes = outcome.changes
    return found + f"changed {len(changes.write)} pages, removed {len(changes.remove)}."
