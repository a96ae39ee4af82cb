"""How well the automatic topics do: against an editor's decisions, or over a gold corpus.

    python tests/bench/topics.py                     precision and recall, conferences in source/
    python tests/bench/topics.py --gold FILE         coverage and counts, a sample to read
    python tests/bench/topics.py --gold FILE --show 30 --seed 1

No editor's decision goes into an automatic result here.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from wenda.archive import Conference
from wenda.build import read
from wenda.editors.vocabulary import Vocabulary
from wenda.topics.classifier import Classifier, TopicMatch
from wenda.topics.segmenter import Segmenter, words_of

ROOT = Path(__file__).parents[2]
Text = tuple[str, str, str]  # id, question, answer


def main() -> None:
    options = _options()
    archive = read(ROOT)
    vocabulary = archive.vocabulary
    classify = Classifier(vocabulary.topics, Segmenter(words_of(vocabulary)))
    if options.gold:
        texts = list(gold(options.gold))
        _cover(vocabulary, classify, texts, options.show, options.seed)
        return
    for conference in archive.conferences:
        texts = [(e.id, e.question, e.answer) for e in conference.exchanges]
        print(f"== {conference.slug}")
        _compare(vocabulary, classify, texts, decisions(conference))


def gold(path: Path) -> Iterator[Text]:
    """The exchanges of a gold file: date → list of {question, answer, …}."""
    for day, parts in json.loads(path.read_text("utf-8")).items():
        for number, part in enumerate(parts, start=1):
            yield f"{day}/{number:02}", part["question"] or "", part["answer"] or ""


def decisions(conference: Conference) -> dict[str, tuple[str, ...]]:
    """The editor's topics of each exchange that has any."""
    notes = conference.record.exchanges.items()
    return {key: note.topics for key, note in notes if note.topics is not None}


def _compare(
    vocabulary: Vocabulary,
    classify: Classifier,
    texts: Sequence[Text],
    decided: Mapping[str, Sequence[str]],
) -> None:
    """Per topic and in sum: how many automatic topics are right, how many decided are found."""
    right: Counter[str] = Counter()
    guessed: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    first = 0
    for key, question, answer in texts:
        if key not in decided:
            continue
        matches = classify(question, answer)
        topics = {match.topic for match in matches}
        wanted.update(decided[key])
        guessed.update(topics)
        right.update(topics & set(decided[key]))
        first += bool(matches) and matches[0].topic in decided[key]
        mark = " " if topics == set(decided[key]) else "*"
        print(f"{mark} {key}  编者 {'、'.join(_names(vocabulary, decided[key]))}")
        print("\n".join(_lines(vocabulary, matches, set(decided[key]))))
    print(f"\n{'查准':>10} {'查全':>8}  议题")
    for topic in vocabulary.topics:
        if guessed[topic.id] or wanted[topic.id]:
            precision = _ratio(right[topic.id], guessed[topic.id])
            recall = _ratio(right[topic.id], wanted[topic.id])
            print(f"{precision:>12} {recall:>10}  {topic.name}")
    precision = _percent(right.total(), guessed.total())
    recall = _percent(right.total(), wanted.total())
    print(f"合计：查准率 {precision}，查全率 {recall}；首个议题正确 {first}/{len(decided)}")


def _cover(
    vocabulary: Vocabulary, classify: Classifier, texts: Sequence[Text], show: int, seed: int
) -> None:
    """The share without a topic, how often each topic comes, and a sample with its reasons."""
    results = [(text, classify(text[1], text[2])) for text in texts]
    without = [text for text, matches in results if not matches]
    counts = Counter(match.topic for _, matches in results for match in matches)
    for topic in vocabulary.topics:
        if topic.parent is not None:
            print(f"{counts[topic.id]:5}  {topic.name}")
    per_text = counts.total() / max(1, len(results))
    share = _percent(len(without), len(texts))
    print(f"{len(texts)} 条问答，未归类 {len(without)} 条（{share}），平均 {per_text:.2f} 个议题")
    for key, question, _ in without:
        print(f"\n{key}  未归类\n  问：{question}")
    sample = random.Random(seed).sample(results, min(show, len(results)))
    for (key, question, answer), matches in sorted(sample, key=lambda result: result[0][0]):
        print(f"\n{key}\n  问：{question}\n  答：{_shortened(answer)}")
        print("\n".join(_lines(vocabulary, matches, None)))


def _lines(
    vocabulary: Vocabulary, matches: Sequence[TopicMatch], decided: set[str] | None
) -> Iterator[str]:
    for match in matches:
        name = vocabulary.topic[match.topic].name
        mark = "" if decided is None else "对 " if match.topic in decided else "错 "
        terms = "、".join(f"{term}×{count}" for term, count in match.terms)
        yield f"    {mark}{name} {match.score:.2f}  {terms}"


def _names(vocabulary: Vocabulary, topics: Sequence[str]) -> list[str]:
    return [vocabulary.topic[topic].name for topic in topics]


def _shortened(text: str, most: int = 160) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[:most] + "……"


def _ratio(part: int, whole: int) -> str:
    return f"{part}/{whole}"


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--gold", type=Path, help="a gold.json: date to list of exchanges")
    parser.add_argument("--show", type=int, default=0, help="results of the sample to print")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
