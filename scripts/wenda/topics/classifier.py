"""What an exchange is about: rules that can be read, and a reason for every topic.

The vocabulary lists words with weights (3 decides, 2 is strong, 1 only supports). Question and
answer are cut into words; a topic's score is what its words bring on either side. The
score serves to compare the topics of one exchange, and means nothing between exchanges.

    evidence(side) = Σ over the topic's words: weight × saturated(how often it was said)
    score          = IN_QUESTION × share(evidence(question)) + IN_ANSWER × share(evidence(answer))

Both the count of a word and the evidence of a side saturate, so that neither a long answer nor a
topic with many words swamps what was asked. Nothing here is learned or random: the same
vocabulary and the same words give the same topics.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from wenda.editors.vocabulary import Topic
from wenda.topics.segmenter import Segmenter

IN_QUESTION = 2.0
"""The question says what the exchange is about; an answer also lists neighbours and examples.
Between 1.5 and 2.5 the benchmark hardly changes."""

IN_ANSWER = 1.0
"""The unit. An answer still decides where there is no question, or one that only says 此事."""

NAME_WEIGHT = 3.0
"""A topic's own name decides, where its terms give the name no other weight."""

STRONG = 2.0
"""A topic needs a word of this weight; words below only support one that is there anyway."""

HALF = 3.0
"""The evidence that earns half of what a side can give: one deciding word, said once."""

THRESHOLD = 0.5
"""Below this nothing is guessed. One deciding word in the answer, or one strong word in the
question, reaches it; one strong word in the answer does not."""

RELATIVE = 0.65
"""A further topic needs this share of the best one's score, so that places and partners named in
passing bring no topic. On 117 exchanges with topics given by hand, recall is 91 % here; 0.55
gives 95 %, and twice as many wrong topics."""

MOST = 3
"""An editor gives an exchange one to three topics."""


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """A topic with its reason."""

    topic: str  # the topic's id
    score: float  # to compare the topics of one exchange, at most IN_QUESTION + IN_ANSWER
    terms: tuple[tuple[str, int], ...]  # matched terms as the vocabulary spells them, how often


@dataclass(frozen=True, slots=True)
class _Term:
    topic: int  # place in the vocabulary's list of topics
    spelling: str
    weight: float


class Classifier:
    """Gives the topics of a question with its answer."""

    def __init__(self, topics: Sequence[Topic], segmenter: Segmenter) -> None:
        self._topics = topics
        self._terms = _by_word(topics)
        self._segmenter = segmenter

    def __call__(self, question: str, answer: str) -> tuple[TopicMatch, ...]:
        """The topics, best first, () where nothing is sure enough.

        Either text may be empty: the tail of an answer has no question.
        """
        asked, answered = self._counts(question), self._counts(answer)
        found: dict[int, list[_Term]] = {}
        for word in sorted(asked.keys() | answered.keys()):
            for term in self._terms.get(word, ()):
                found.setdefault(term.topic, []).append(term)
        matches = (
            _match(self._topics[place], terms, asked, answered)
            for place, terms in sorted(found.items())
            if any(term.weight >= STRONG for term in terms)
        )
        return _best(matches)

    def _counts(self, text: str) -> Counter[str]:
        """How often each word was said, as a key; dictionary words also by their two parts."""
        counts: Counter[str] = Counter()
        for paragraph in text.split("\n"):
            words = self._segmenter.words(paragraph)
            parts = (part for word in words for part in self._segmenter.parts(word))
            counts.update(map(_key, chain(words, parts)))
        return counts


def terms_of(topic: Topic) -> Mapping[str, float]:
    """The words that suggest a topic with their weights; a group has none."""
    if topic.parent is None:
        return {}
    return {topic.name: NAME_WEIGHT, **topic.terms}


def _by_word(topics: Iterable[Topic]) -> dict[str, tuple[_Term, ...]]:
    """Each word with all the topics that it suggests."""
    terms: dict[str, tuple[_Term, ...]] = {}
    for place, topic in enumerate(topics):
        for spelling, weight in terms_of(topic).items():
            key = _key(spelling)
            terms[key] = (*terms.get(key, ()), _Term(place, spelling, weight))
    return terms


@lru_cache(maxsize=1 << 16)
def _key(word: str) -> str:
    """Words that differ in width or case only are the same: Ｇ20, g20 and G20."""
    return unicodedata.normalize("NFKC", word).casefold()


def _match(
    topic: Topic, terms: Iterable[_Term], asked: Counter[str], answered: Counter[str]
) -> TopicMatch:
    """Score one topic; its terms are listed by what they bring, then as the vocabulary has them."""
    worth: dict[str, float] = {}
    in_question = in_answer = 0.0
    order = {spelling: place for place, spelling in enumerate(terms_of(topic))}
    for term in sorted(terms, key=lambda term: order[term.spelling]):
        key = _key(term.spelling)
        question = term.weight * _saturated(asked[key])
        answer = term.weight * _saturated(answered[key])
        in_question, in_answer = in_question + question, in_answer + answer
        worth[term.spelling] = IN_QUESTION * question + IN_ANSWER * answer
    score = IN_QUESTION * _share(in_question) + IN_ANSWER * _share(in_answer)
    reasons = sorted(worth, key=lambda spelling: (-worth[spelling], order[spelling]))
    counts = tuple((reason, asked[_key(reason)] + answered[_key(reason)]) for reason in reasons)
    return TopicMatch(topic.id, score, counts)


def _saturated(count: int) -> float:
    """A word said often counts up to twice as much as one said once: 0, 1, 1.33, 1.5 … 2."""
    return 2 * count / (count + 1)


def _share(evidence: float) -> float:
    """Evidence as a share of all that a side can give: 0 … 1, a half at HALF."""
    return evidence / (evidence + HALF)


def _best(matches: Iterable[TopicMatch]) -> tuple[TopicMatch, ...]:
    """The few that are sure enough, best first; ties stay in the order of the vocabulary."""
    ranked = sorted(matches, key=lambda match: -match.score)[:MOST]
    if not ranked:
        return ()
    least = max(THRESHOLD, RELATIVE * ranked[0].score)
    return tuple(match for match in ranked if match.score >= least)
