"""Build made archives with us and with the peers, in turns, and print what each costs.

python tests/bench/scale/run.py [--sizes 200 1000 …] [--mode briefings] [--peers …] [--repeat 2]
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import shutil
import statistics
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import peers
from archive import SHAPES, conferences, material
from cost import Cost, Failed, run
from generate import ROOT, project, write
from ours import Project
from searching import quotations, search
from table import printed

ZENSICAL = ROOT / "tests/bench/search/.venv/bin/zensical"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[200, 1000])
    parser.add_argument("--mode", choices=sorted(SHAPES), default="conferences")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--peers", nargs="*", default=["material", "zensical"])
    parser.add_argument(
        "--repeat", type=int, default=2, help="builds from nothing of each, in turns"
    )
    parser.add_argument("--without-pages", action="store_true", help="`mkdocs build` alone, once")
    parser.add_argument("--acts", nargs="*", help="of the changes only these; see ours.py")
    parser.add_argument("--questions", type=int, default=6, help="cold searches; 0: none")
    parser.add_argument("--zensical", type=Path, default=ZENSICAL)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--work", type=Path, default=Path("/var/tmp/wenda-scale"))
    parser.add_argument("--keep", action="store_true", help="leave the sites for looking at")
    parser.add_argument("--json", type=Path, help="also write the figures here, size by size")
    options = parser.parse_args()
    unknown = set(options.peers) - set(peers.CONFIGS)
    if unknown:
        parser.error(f"no such peer: {', '.join(sorted(unknown))}")
    figures: dict[int, Any] = {}
    for size in options.sizes:
        figures[size] = measured(size, options)
        if options.json:
            options.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    print(printed(figures))


def measured(size: int, options: argparse.Namespace) -> dict[str, Any]:
    """The figures of one size: by tool, then by what was done."""
    work = options.work / f"{options.mode}-{size}"
    shutil.rmtree(work, ignore_errors=True)
    made_of = material(ROOT / "source/vocabulary", options.mode, options.seed)
    made = list(conferences(made_of, size))
    project(ROOT, work / "wenda")
    for each in made:
        write(each, work / "wenda", made_of.shape.headings)
    ours = Project(work / "wenda", made_of, made)
    commands = {}
    for peer in options.peers:
        peers.write(work / peer, made, peer)
        commands[peer] = [str(ours.folder / ".venv/bin/mkdocs"), "build", "-q"]
        if peer == "zensical":
            commands[peer] = [str(options.zensical.resolve()), "build", "--clean"]
    found: dict[str, Any] = {"wenda": {}, **{peer: {} for peer in options.peers}}

    _note(size, "the first build, which writes the ledgers", found["wenda"], ours.pages)
    for _ in range(options.repeat):
        if not options.without_pages:
            ours.clean()
            _note(size, "pages", found["wenda"], ours.pages)
        ours.clean()
        _note(size, "all", found["wenda"], ours.all)
        for peer, command in commands.items():
            shutil.rmtree(work / peer / "site", ignore_errors=True)
            shutil.rmtree(work / peer / ".cache", ignore_errors=True)
            _note(size, "all", found[peer], lambda c=command, p=peer: run(c, work / p))
    found["wenda"]["site"] = facts(ours.folder / "site", "qa/**/q*/index.html")
    for peer in options.peers:
        found[peer]["site"] = facts(work / peer / "site", "**/q*/index.html")
    if options.questions:
        asked = quotations(made, options.questions, options.seed)
        for tool in ("wenda", *(peer for peer in options.peers if peer == "material")):
            print(f"{size}: {tool}, searching", flush=True)
            site = work / tool / "site"
            found[tool]["search"] = asdict(search(site, tool, asked, options.chromium))
    for what, change in ours.changes():
        if options.acts is not None and what not in options.acts:
            continue
        before = contents(ours.folder / "site") if what == "a conference added" else {}
        _note(size, what, found["wenda"], change)
        if before:
            found["wenda"]["upload"] = upload(before, ours.folder / "site")
    if not options.keep:
        shutil.rmtree(work)
    return found


def _note(size: int, what: str, found: dict[str, Any], change: Any) -> None:
    """Do it, and keep the median of its costs; what cannot be done is said and left out."""
    try:
        cost: Cost = change()
    except Failed as error:
        print(f"{size}: {what}: {error}", flush=True)
        return
    print(
        f"{size}: {what}: {cost.wall:.1f} s, {cost.cpu:.1f} CPU s, {cost.peak:.0f} MB", flush=True
    )
    costs = found.setdefault("costs", {}).setdefault(what, [])
    costs.append(asdict(cost))
    found[what] = {
        name: statistics.median(each[name] for each in costs) for name in ("wall", "cpu", "peak")
    }


def facts(site: Path, exchange_pages: str) -> dict[str, Any]:
    """How large a site is, and its pages."""

    def bytes_of(pattern: str) -> list[int]:
        return sorted(path.stat().st_size for path in site.glob(pattern) if path.is_file())

    every, exchanges = bytes_of("**/*"), bytes_of(exchange_pages)
    lists = [
        size
        for kind in ("topics", "outlets", "years", "tags")
        for size in bytes_of(f"**/{kind}/**/index.html")
    ]
    data = bytes_of("qa/search/**/*") or bytes_of("search/*.json") or bytes_of("search.json")
    return {
        "files": len(every),
        "bytes": sum(every),
        "html pages": len(bytes_of("**/*.html")),
        "exchange pages": _spread(exchanges),
        "exchange page, gzip": _packed(site, exchange_pages),
        "list pages": {**_spread(lists), "count": len(lists)},
        "search files": len(data),
        "search bytes": sum(data),
    }


def _packed(site: Path, pattern: str) -> int:
    """Bytes of a page of middle size as it travels."""
    pages = sorted(site.glob(pattern), key=lambda path: path.stat().st_size)
    return len(gzip.compress(pages[len(pages) // 2].read_bytes(), 6)) if pages else 0


def contents(site: Path) -> dict[Path, bytes]:
    """A digest of every file."""
    return {
        path.relative_to(site): hashlib.sha256(path.read_bytes()).digest()
        for path in site.rglob("*")
        if path.is_file()
    }


def upload(before: Mapping[Path, bytes], site: Path) -> dict[str, int]:
    """What is to be sent where only new and changed files are."""
    after = contents(site)
    changed = [path for path, digest in after.items() if before.get(path) != digest]
    return {
        "files": len(changed),
        "bytes": sum((site / path).stat().st_size for path in changed),
        "removed": len(set(before) - set(after)),
    }


def _spread(sizes: list[int]) -> dict[str, int]:
    """Bytes: the least, the median and the most."""
    if not sizes:
        return {"min": 0, "median": 0, "max": 0}
    ordered = sorted(sizes)
    return {"min": ordered[0], "median": ordered[len(ordered) // 2], "max": ordered[-1]}


if __name__ == "__main__":
    main()
