"""`wenda check`: the quotations of drafts against the record."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from wenda.addresses import paragraph_path
from wenda.build import ready
from wenda.check.checker import Checker
from wenda.check.drafts import read_draft
from wenda.check.places import Place
from wenda.check.record import Record, of_archive, of_data
from wenda.check.report import FORMATS
from wenda.check.verdict import CODES
from wenda.findings import CannotRun

IDENTICAL, DIFFERENCES = 0, 1


def register(commands: Any, anywhere: argparse.ArgumentParser) -> None:
    """The subcommand, with its options."""
    command = commands.add_parser(
        "check", parents=[anywhere], help="check the quotations of drafts against the record"
    )
    command.add_argument("drafts", nargs="+", help=".md, .txt, .html, .docx; - is standard input")
    command.add_argument("--format", choices=FORMATS, default="text")
    command.add_argument(
        "--allow", default="", metavar="Q02,Q11", help="verdicts that are no differences"
    )
    command.add_argument(
        "--strict", action="store_true", help="a quotation too short to be checked differs, too"
    )
    command.add_argument(
        "--data",
        type=Path,
        action="append",
        help="instead of source/, the data of a published archive: its exchanges.jsonl or several, "
        "also .gz, or a folder of them; may be given more than once",
    )
    command.add_argument(
        "--address",
        default=os.environ.get("SITE_URL", ""),
        help="where the record is published, for the links (SITE_URL)",
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check the drafts and print the report. Raises CannotRun."""
    informs = set() if options.strict else {"Q11"}  # “台独” in its marks is no quotation to prove
    allowed = {"Q01", *informs, *filter(None, options.allow.upper().replace(" ", "").split(","))}
    if unknown := sorted(allowed - CODES.keys()):
        raise CannotRun(
            f"--allow：没有 {'、'.join(unknown)} 这样的结论，有的是 {'、'.join(CODES)}。"
        )
    drafts, unread = [], []
    for path in options.drafts:  # what cannot be read must not keep the others from being checked
        try:
            drafts.append(read_draft(path, sys.stdin.buffer))
        except CannotRun as error:
            unread.append(str(error))
    if not drafts:
        raise CannotRun("\n".join(unread))
    record = of_data(options.data) if options.data else _local(options.root)
    checker = Checker(record)
    checked = [each for draft in drafts for each in checker.check(draft)]

    def link(place: Place) -> str:
        conference, unit = place.key.split("/")
        path = paragraph_path(conference, unit, place.anchor)
        return options.address.rstrip("/") + "/" + path if options.address else path

    source = "（开场和结束的话不在这份数据里）" if options.data else ""
    coverage = f"核对范围：{record.conferences} 场记者会{source}。"
    print(FORMATS[options.format](checked, link, coverage))
    if unread:
        raise CannotRun("\n".join(unread))
    return IDENTICAL if all(each.code in allowed for each in checked) else DIFFERENCES


def _local(root: Path) -> Record:
    archive, assembled, conferences = ready(root)
    return of_archive(conferences.archive(archive, assembled))
