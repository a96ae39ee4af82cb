"""Transcripts larger than any that was ever held: pages or a sentence, and nothing of them lost."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from random import Random

import pytest
import yaml

from mutations import LONG
from support import calls_of, copy_toy
from wenda.archive import Archive
from wenda.build import build, read
from wenda.reading.decode import sha256

SLUG = "2019-12-30-li-si"
HAN = "".join(map(chr, range(0x4E00, 0x5600)))


def clauses(length: int) -> Iterator[str]:
    """Clauses that are no words of anything, another each time."""
    chance = Random(1)
    while True:
        yield "".join(chance.choices(HAN, k=length))


def check(root: Path, transcript: str) -> Path:
    """What the build says of a conference whose transcript is this one."""
    path = root / f"source/transcripts/2019/{SLUG}.txt"
    path.write_text(transcript, "utf-8")
    for copy in path.parent.glob(f"{SLUG}.witness-*"):  # a second copy of the toy's
        copy.unlink()
    sidecar = path.with_suffix(".yml")
    record = yaml.safe_load(sidecar.read_text("utf-8"))
    record |= {"sha256": sha256(transcript.encode())}
    kept = ("title", "date", "place", "speakers", "basis", "publication", "sha256")
    sidecar.write_text(yaml.safe_dump({key: record[key] for key in kept}, allow_unicode=True))
    return root


def words_of(archive: Archive) -> list[str]:
    (conference,) = [each for each in archive.conferences if each.slug == SLUG]
    return [paragraph.text for part in conference.parts for paragraph in part.paragraphs]


def test_a_paragraph_of_a_million_characters(tmp_path: Path) -> None:
    answer = "，".join(islice(clauses(19), 50_000 if LONG else 2_500)) + "。"
    toy = check(copy_toy(tmp_path), f"**企鹅社记者：**为什么？\n\n**李四：**{answer}\n")
    assert words_of(read(toy)) == ["为什么？", answer]


def labels(count: int, clause: Iterator[str]) -> tuple[str, list[str]]:
    """A transcript of so many labels, and the words after them."""
    words = [f"{next(clause)}{end}" for end in islice(cycle("？。"), count)]
    names = cycle(["企鹅社记者", "李四"])
    return "\n\n".join(f"**{name}：**{said}" for name, said in zip(names, words)), words  # noqa: B905


@pytest.mark.parametrize("clause", [clauses(9), cycle(["谢谢"])], ids=["different", "alike"])
def test_as_many_labels_as_one_likes(tmp_path: Path, clause: Iterator[str]) -> None:
    transcript, words = labels(20_000 if LONG else 400, clause)
    assert words_of(read(check(copy_toy(tmp_path), transcript))) == words


def test_twice_as_many_labels_take_twice_the_work(tmp_path: Path) -> None:
    root = copy_toy(tmp_path)

    def work(count: int) -> int:
        transcript, _ = labels(count, clauses(9))
        return calls_of(lambda: build(check(root, transcript), check=True))

    few, more, most = work(100), work(400), work(700)
    assert most - more < 1.3 * (more - few)


@pytest.mark.parametrize(
    "text", ["**" * 200_000, "\n" * 200_000, "：" * 200_000, "李四：" * 50_000]
)
def test_nothing_but_signs_ends_in_a_sentence(tmp_path: Path, text: str) -> None:
    outcome = build(check(copy_toy(tmp_path), text), check=True)
    assert [each for each in outcome.findings if each.must_resolve and SLUG in each.path]
