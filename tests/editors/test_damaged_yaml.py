"""Real sidecars and vocabularies, damaged: a finding with its line, never a traceback."""

from __future__ import annotations

import re
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from mutations import examples, mutated
from support import ROOT, TOY, small_vocabulary
from wenda.editors.sidecar import read_sidecar
from wenda.editors.vocabulary import FILES, read_vocabulary
from wenda.findings import Report
from wenda.reading.decode import decode

SIDECARS = [
    path.read_text("utf-8")
    for root in (ROOT, TOY)
    for path in sorted((root / "source/transcripts").rglob("*.yml"))
]
# PyYAML reads some 10 KB a second: the first lines of a vocabulary have all that there is in it.
VOCABULARIES = {
    name: "\n".join((ROOT / path).read_text("utf-8").split("\n")[:40])
    for name, path in FILES.items()
}
EMPTY = {"outlets": "places: {}\noutlets: []\n", "topics": "topics: []\n"}
EMPTY["speakers"] = "speakers: []\n"
VOCABULARY = small_vocabulary()


def check(found: Report, text: str, usable: bool) -> None:
    lines = len(re.split(r"\r\n?|\n", text))
    for finding in found:
        assert 0 <= finding.line <= lines, finding
        assert re.search("[一-龥].*。$", finding.message, re.DOTALL), finding
        assert len(str(finding)) < 600, finding
        str(finding).encode()
    assert usable or len(found)


@examples(300, 12_000)
@given(st.integers(0, 2**32))
def test_damaged_sidecars(number: int) -> None:
    chance, found = Random(number), Report("t.yml")
    damaged = mutated(chance, chance.choice(SIDECARS), "yaml", "yaml", "lines", "characters")
    text = decode(damaged.encode("utf-8", "surrogatepass"), found)
    assert text is not None or len(found)
    if text is not None:
        sidecar = read_sidecar(text, "2024-03-07-wang-yi", VOCABULARY, found)
        check(found, text, sidecar is not None)


@examples(150, 5_000)
@given(st.integers(0, 2**32))
def test_damaged_vocabularies(number: int) -> None:
    chance, found = Random(number), Report("t.yml")
    name = chance.choice(sorted(FILES))
    damaged = mutated(chance, VOCABULARIES[name], "yaml", "yaml", "lines", "characters")
    texts = {FILES[each]: damaged if each == name else EMPTY[each] for each in FILES}
    check(found, damaged, read_vocabulary(texts, found) is not None)
