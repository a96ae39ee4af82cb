"""The command line, `wenda build` and its like: the one place that exits.

Commands of more than a few lines have a module in their room, which registers itself here.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from pathlib import Path

from wenda.adding import command as adding
from wenda.build import Outcome, build, look, site_record
from wenda.check import command as checking
from wenda.export import command as exporting
from wenda.findings import CannotRun, Finding, one_line, to_resolve
from wenda.pack import pack
from wenda.trouble import told
from wenda.verify import report, verdicts

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
    parser = argparse.ArgumentParser(
        prog="wenda", description="问答: a site to check quotations against"
    )
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
    command.add_argument(
        "--all", action="store_true", help="read every page word by word, also unchanged ones"
    )
    command.set_defaults(run=_verify)
    command = commands.add_parser(
        "pack", parents=[anywhere], help="site/ as a folder and a ZIP that open without a server"
    )
    command.add_argument("folder", type=Path, help="the folder to make; FOLDER.zip beside it")
    command.set_defaults(run=_pack)
    adding.register(commands, anywhere)
    checking.register(commands, anywhere)
    exporting.register(commands, anywhere)
    return parser


def _build(options: argparse.Namespace) -> int:
    outcome = build(options.root, options.check, options.address)
    _print_findings(outcome.findings)
    if options.check:
        for each in outcome.revised:
            print("\n  ".join([each.slug, *each.effects]))
    print(_summary(outcome, options.check))
    return CLEAN if outcome.clean else FINDINGS


def _verify(options: argparse.Namespace) -> int:
    outcome, conferences = look(options.root)
    if conferences is None or not outcome.clean:
        _print_findings(outcome.findings)
        return FINDINGS
    site = options.root / "site"
    if not site.is_dir():
        raise CannotRun(f"没有 {site}：请先运行 mkdocs build。")
    holds = True
    record = site_record(options.root, site)
    for verdict in verdicts(conferences, outcome.assembled, site, record, options.all):
        print("\n".join(report(verdict)))
        holds &= verdict.holds
    return CLEAN if holds else FINDINGS


def _pack(options: argparse.Namespace) -> int:
    made = pack(options.root, options.folder)
    print(f"{made.folder}：{made.files} 个文件，打开其中的 index.html；同样的 {made.archive}。")
    return CLEAN


def _print_findings(findings: Iterable[Finding]) -> None:
    for finding in sorted(findings):
        print(finding, file=sys.stderr)


def _summary(outcome: Outcome, check: bool) -> str:
    open_findings = len(to_resolve(outcome.findings))
    exchanges = sum(len(event.exchanges) for event in outcome.read)
    read = f"{len(outcome.read)} conferences, {exchanges} exchanges"
    if open_findings or outcome.archive is None:
        unread = ", ".join(outcome.unread)
        could = f" Could be read: {read}; could not: {unread}." if unread else ""
        return f"{open_findings} findings to resolve; nothing was written.{could}"
    found = f"{read}; "
    if check:
        return found + "nothing to resolve, nothing was written."
    changes = outcome.changes
    return found + f"changed {len(changes.write)} pages, removed {len(changes.remove)}."
