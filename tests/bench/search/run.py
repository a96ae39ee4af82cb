"""The same quotations against our search and its peers, in Chromium. See README.md.

    python tests/bench/search/run.py --archive ours
    python tests/bench/search/run.py --archive GOLD.json --tools wenda,pagefind --n 50
    python tests/bench/search/run.py --made 10000 --material GOLD.json
    python tests/bench/search/run.py --misremembered --material GOLD.json

Prints Markdown.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

import archives
import jieba
import measure
import quotations
import table
from archives import Archive
from playwright.sync_api import Browser
from quotations import Quotation, Truth
from tools import TOOLS

DISTRACTORS = 10_000


def main() -> None:
    options = _options()
    jieba.setLogLevel(60)
    with (
        tempfile.TemporaryDirectory(dir=options.work) as work,
        measure.chromium(options.chromium) as browser,
    ):
        for name, archive in _archives(options):
            exact(name, archive, options, browser, Path(work))
        if options.misremembered:
            near(options, browser, Path(work))


def exact(
    name: str, archive: Archive, options: argparse.Namespace, browser: Browser, work: Path
) -> None:
    """Exact quotations on one archive: all tables."""
    truth = Truth(archive)
    asked = quotations.exact(archive, truth, options.n, options.seed)
    kinds = {
        kind: [each for each in asked if each.kind == kind]
        for kind in dict.fromkeys(each.kind for each in asked)
    }
    mixed = _in_turn([each for kind, each in kinds.items() if kind.endswith("kept")])
    built: dict[str, measure.Built] = {}
    answers: dict[str, table.Answers] = {}
    cold: dict[str, tuple[list[measure.Cold], list[measure.Cold]]] = {}
    warm: dict[str, measure.Warm] = {}
    failures: list[str] = []
    for tool in options.tools:
        _say(f"{name}: {tool}")
        try:
            made = measure.build(TOOLS[tool], archive, work / tool)
            with measure.hosted(TOOLS[tool], made, work / tool) as host:
                answers[tool] = measure.exactness(
                    browser, host, kinds, {"all": True}, options.budget
                )
                cold_budget = options.budget * len(quotations.LENGTHS)
                local, slow = (
                    measure.cold(browser, host, mixed[: options.n_cold], {}, cold_budget, throttled)
                    for throttled in (False, True)
                )
                warm[tool] = measure.warm(browser, host, mixed[: options.n], {}, cold_budget)
            built[tool], cold[tool] = made, (local, slow)
        except Exception as error:  # a peer that cannot be driven must not stop the others
            failures.append(f"- {tool} could not be driven: {str(error)[:500]}")
            _say(failures[-1])
        except KeyboardInterrupt:  # print what there is
            failures.append(f"- stopped at {tool}")
            break
    size = sum(len(truth.exchange(number)) for number in range(len(archive)))
    print(f"\n### {name}: {len(archive)} exchanges, {size:,} characters without punctuation\n")
    print(table.exact_table(answers))
    print(table.cold_table(cold))
    if "wenda" in cold:
        pointer = (work / "wenda" / "site" / "qa" / "search" / "current.json").read_text("utf-8")
        print(table.cold_by_length("wenda", *cold["wenda"], _shards(pointer)))
    print(table.warm_table(warm))
    print(table.build_table(built))
    print(*failures, *_suspects(answers, options.show), sep="\n", flush=True)


def near(options: argparse.Namespace, browser: Browser, work: Path) -> None:
    """Misremembered quotations among distractors, and sentences that are not there."""
    material = _material(options)
    days = sorted({each.date for each in material})
    held_out = set(days[:: max(2, len(days) // 4)]) if len(days) > 4 else set()
    absent_from = tuple(each for each in material if each.date in held_out)
    present = tuple(each for each in material if each.date not in held_out)
    sentences = quotations.source_sentences(present, options.n, options.seed)
    outside = quotations.source_sentences(absent_from, options.n, options.seed)
    without = {archives.fold(each) for each in (*sentences, *outside)}
    distractors = archives.made(
        present, options.distractors, options.seed, without, slug="distractor"
    )
    archive = (*present, *distractors)
    truth = Truth(archive)
    asked = [
        *quotations.misremembered(sentences, truth, options.seed),
        *quotations.absent(outside, truth),
    ]
    kinds = {
        kind: [each for each in asked if each.kind == kind]
        for kind in dict.fromkeys(each.kind for each in asked)
    }
    mixed = _in_turn([each for kind, each in kinds.items() if kind != "absent"])
    answers: dict[str, table.Answers] = {}
    cold: dict[str, tuple[list[measure.Cold], list[measure.Cold]]] = {}
    warm: dict[str, measure.Warm] = {}
    excused: dict[str, dict[str, int]] = {}
    failures: list[str] = []
    misses: list[str] = []
    for tool in options.tools:
        _say(f"misremembered: {tool}")
        try:
            made = measure.build(TOOLS[tool], archive, work / tool)
            with measure.hosted(TOOLS[tool], made, work / tool) as host:
                most = {"near": True}
                answers[tool] = measure.exactness(browser, host, kinds, most, options.budget)
                budget = options.budget * len(kinds)
                local, slow = (
                    measure.cold(browser, host, mixed[: options.n_cold], most, budget, throttled)
                    for throttled in (False, True)
                )
                cold[tool] = local, slow
                warm[tool] = measure.warm(browser, host, mixed[: options.n], most, budget)
        except Exception as error:  # as above
            failures.append(f"- {tool} could not be driven: {str(error)[:500]}")
            continue
        except KeyboardInterrupt:
            failures.append(f"- stopped at {tool}")
            break
        excused[tool] = {}
        for kind, pairs in answers[tool].items():
            wrong = [(q, a) for q, a in pairs if q.right and not table.first(q, a)]
            tied = [(q, a) for q, a in wrong if _tied(q, a, truth)] if options.ties else []
            excused[tool][kind] = len(tied)
            if tool == "wenda":
                misses += [
                    f"- {kind}: 「{q.text}」 ({q.original}) → "
                    f"{archive[a.exchanges[0]].key if a.exchanges else 'nothing'}"
                    for q, a in wrong
                    if (q, a) not in tied
                ][: options.show]
    print(f"\n### Misremembered: {len(sentences)} sentences, {len(archive)} exchanges\n")
    print(table.near_table(answers, excused))
    print(table.cold_table(cold))
    print(table.warm_table(warm))
    for tool, found in answers.items():
        offered = [(q, a) for q, a in found.get("absent", []) if a.exchanges]
        far = [(q, a) for q, a in offered if options.ties and not _similar(q, a, truth)]
        print(
            f"- {tool}: of {len(offered)} absent sentences offered, "
            f"{len(offered) - len(far)} are really near (at most 40 % edits)."
        )
        if tool == "wenda":
            misses += [f"- absent: 「{q.text}」 → {archive[a.exchanges[0]].key}" for q, a in far]
    print(*failures, *misses, sep="\n", flush=True)


def _tied(quotation: Quotation, answer: measure.Answer, truth: Truth) -> bool:
    """Whether the first result has words as near to the question as the right one has."""
    if not answer.exchanges:
        return False
    asked = archives.fold(quotation.text)
    found = quotations.nearest_distance(asked, truth.exchange(answer.exchanges[0]))
    right = min(
        quotations.nearest_distance(asked, truth.exchange(each)) for each in quotation.right
    )
    return found <= right


def _similar(quotation: Quotation, answer: measure.Answer, truth: Truth) -> bool:
    asked = archives.fold(quotation.text)
    distance = quotations.nearest_distance(asked, truth.exchange(answer.exchanges[0]))
    return distance <= 0.4 * len(asked)


def _suspects(answers: dict[str, table.Answers], show: int) -> Iterator[str]:
    """Where our search was not exact: what to look at."""
    for pairs in answers.get("wenda", {}).values():
        for q, a in pairs:
            right = table.first(q, a) and table.whole(q, a) and a.places in (None, q.places)
            if not right and show:
                show -= 1
                yield (
                    f"- wenda: 「{q.text}」 ({q.kind}): {a.count} exchanges and {a.places} places, "
                    f"{len(q.right)} and {q.places} are right; first right: {table.first(q, a)}"
                )


def _shards(pointer: str) -> list[str]:
    """The folders of our index shards, none where the archive is small."""
    segments = json.loads(pointer).get("segments", [])
    return [f"/{folder}/" for segment in segments for folder, _ in segment["shards"]]


def _in_turn(kinds: Sequence[Sequence[Quotation]]) -> list[Quotation]:
    """One of each length, then the next of each, so that a short run has all."""
    return [each for row in zip_longest(*kinds) for each in row if each]


def _archives(options: argparse.Namespace) -> Iterator[tuple[str, Archive]]:
    for each in options.archive:
        yield (
            ("Our transcript", archives.ours())
            if each == "ours"
            else (Path(each).parent.name, archives.gold(Path(each)))
        )
    for count in options.made:
        yield f"{count:,} made", archives.made(_material(options), count, options.seed)


def _material(options: argparse.Namespace) -> Archive:
    golds = (archives.gold(path) for path in options.material)
    return (*archives.ours(), *(each for archive in golds for each in archive))


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Search, measured.")
    parser.add_argument(
        "--archive", nargs="+", default=[], help="`ours` (source/ here) or gold files"
    )
    parser.add_argument("--made", nargs="+", type=int, default=[], help="sizes of made archives")
    parser.add_argument(
        "--material",
        nargs="+",
        type=Path,
        default=[],
        help="gold files to make them of, besides ours",
    )
    parser.add_argument("--misremembered", action="store_true")
    parser.add_argument("--distractors", type=int, default=DISTRACTORS)
    parser.add_argument("--no-ties", dest="ties", action="store_false")
    parser.add_argument("--tools", default=",".join(TOOLS), type=lambda names: names.split(","))
    parser.add_argument("--n", type=int, default=200, help="quotations per length")
    parser.add_argument("--n-cold", type=int, default=35, help="questions in a fresh browser")
    parser.add_argument(
        "--budget", type=float, default=60, help="seconds per cell; n says how far it came"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=20, help="so many wrong answers of ours")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--work", type=Path, help="where to build (a few GB for 10,000)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
