"""The same quotations for the check and for search tools, in Chromium, as a reader has them today.

Each tool is asked in its most forgiving mode. A search tool says of nothing that it is a quotation:
what it lists is counted as offered.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import jieba
import measure
from archives import Archive, fold
from made import KINDS, Made, Source, joined, made
from tools import TOOLS, Tool

_CHECK = "check"
_CLIENT = Path(__file__).with_name("check_client.mjs")
_OF = (
    "exact",
    "punctuation",
    "Traditional",
    "clause left out, unmarked",
    "clauses reordered",
    "5 % changed",
    "15 % changed",
    "15 % dropped",
    "25 % changed",
)


class _Check(Tool):
    @property
    def client(self) -> Path:
        return _CLIENT


def beside(
    options: argparse.Namespace, archive: Archive, known: list[Source], strange: Sequence[str]
) -> None:
    """Print a table: per kind and tool, the right exchange first, and the time."""
    jieba.setLogLevel(60)
    chance = random.Random(options.seed)
    taken = chance.sample(known, min(options.each, len(known)))
    asked = {kind: made(KINDS[kind], taken, chance) for kind in _OF}
    asked["two sentences joined"] = joined(taken, known, chance)
    asked["absent"] = [Made(text, (), ()) for text in strange[: options.each]]
    texts = ["\n".join(fold("".join(unit)) for unit in each.units) for each in archive]
    tools = {**TOOLS, _CHECK: _Check(_CHECK, TOOLS["wenda"].module, {})}
    print(f"{len(archive)} exchanges; first right in %, median ms")
    with tempfile.TemporaryDirectory() as work, measure.chromium(options.chromium) as browser:
        for name in options.tools.split(","):
            tool = tools[name]
            built = measure.build(replace(tool, name="wenda") if name == _CHECK else tool, archive,
                                  Path(work) / name)  # fmt: skip
            with measure.hosted(tool, built, Path(work) / name) as host:
                page = browser.new_context().new_page()
                page.set_default_timeout(600_000)
                page.goto(f"{host.address}/bench/page.html")
                page.wait_for_function("window.ready")
                for kind, quotations in asked.items():
                    answers = page.evaluate(
                        "([queries, seconds]) => askAll(queries, {limit: 5, near: true}, seconds)",
                        [[each.text for each in quotations], options.budget],
                    )
                    print(f"{name:15} {kind:26} {_told(quotations, answers, texts)}", flush=True)
                page.context.close()


def _told(
    quotations: Sequence[Made], answers: Sequence[dict[str, object]], texts: Sequence[str]
) -> str:
    """Of how many, how often an exchange that has a sentence of it is first; or what is said."""
    ms = statistics.median(float(str(each["ms"])) for each in answers)
    first = 0
    for quotation, answer in zip(quotations, answers, strict=False):
        found = answer["exchanges"]
        wanted = [fold(source.text) for source in quotation.sources]
        first += bool(found) and any(each in texts[found[0]] for each in wanted)  # type: ignore[index]
    if quotations[0].sources:
        return f"{len(answers):4}  {first / len(answers):7.2%}  {ms:7.1f} ms"
    codes = sorted(str(each.get("code", "")) for each in answers)
    listed = sum(bool(each["exchanges"]) for each in answers)
    said = ", ".join(f"{codes.count(code)} {code}" for code in dict.fromkeys(codes) if code)
    return f"{len(answers):4}  {listed} are offered something  {said}  {ms:7.1f} ms"
