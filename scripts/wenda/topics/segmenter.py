"""Chinese text cut into words: the one module that knows jieba (last released in 2020)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from math import log

import jieba

from wenda.editors.vocabulary import Vocabulary


class Segmenter:
    """Cuts text into words. Making one takes about a second."""

    def __init__(self, words: Sequence[str]) -> None:
        """`words`: what it should know beside jieba's dictionary; their order matters a little."""
        self._own = frozenset(words)
        self._tokenizer = _tokenizer(tuple(words))
        # Topics and search ask for the same paragraphs, one soon after the other.
        self.words = lru_cache(maxsize=1 << 12)(self._words)
        self.parts = cache(self._parts)

    def _words(self, text: str) -> tuple[str, ...]:
        """The text cut into words; joined again they are the text, letter for letter.

        Of a word within a longer word only the longer one is given: 台湾地区选举, when the
        vocabulary or jieba's dictionary knows it, holds no 选举.
        """
        return tuple(self._tokenizer.lcut(text, HMM=False))

    def _parts(self, word: str) -> tuple[str, ...]:
        """The two words that a word of jieba's dictionary is made of: 英国外交部 → 英国, 外交部.

        No part has a single character, so that 印度洋 is not 印度, nor 财政局 a 政局. Of several
        ways the one with the more frequent words is taken. () where there is none, and for words
        that are not jieba's.
        """
        if word in self._own:
            return ()
        known = self._tokenizer.FREQ
        pairs = ((word[:cut], word[cut:]) for cut in range(2, len(word) - 1))
        both = [(left, right) for left, right in pairs if known.get(left) and known.get(right)]
        return max(both, key=lambda pair: known[pair[0]] * known[pair[1]], default=())


def words_of(vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words that a segmenter should know beside its dictionary, each once.

    Topic names and terms, outlets, speakers, in the order of the vocabulary. What jieba would
    cut anyway (at spaces, dashes, quotation marks) is left out.
    """
    topics = (
        word for topic in vocabulary.topics if topic.parent for word in (topic.name, *topic.terms)
    )
    outlets = (
        word.strip("《》")
        for outlet in vocabulary.outlets
        for word in (outlet.name, *outlet.aliases)
    )
    speakers = (speaker.name for speaker in vocabulary.speakers)
    words = dict.fromkeys(chain(topics, outlets, speakers))
    return tuple(word for word in words if len(word) > 1 and word.isalnum())


class _Tokenizer(jieba.Tokenizer):  # type: ignore[misc]
    """jieba's own way through a sentence, found in one pass instead of two: twice as quick."""

    weights: dict[str, float]  # of the words, as jieba weighs them
    least: float  # of what is no word

    def get_DAG(self, sentence: str) -> None:  # noqa: N802
        """The first of jieba's two passes."""

    def calc(self, sentence: str, _: None, route: dict[int, tuple[float, int]]) -> None:
        """The second: from each character the likeliest way to the end, of equals the longest."""
        known, weights, least = self.FREQ, self.weights, self.least
        end = len(sentence)
        route[end] = (0, 0)
        for start in range(end - 1, -1, -1):
            best, last = None, start
            stop, word = start + 1, sentence[start]
            while word in known:  # also what only begins a word
                weight = weights.get(word)
                if weight is not None:
                    score = weight + route[stop][0]
                    if best is None or score >= best:
                        best, last = score, stop - 1
                if stop == end:
                    break
                stop += 1
                word = sentence[start:stop]
            route[start] = (least + route[start + 1][0] if best is None else best, last)


@lru_cache(maxsize=1)
def _tokenizer(words: tuple[str, ...]) -> jieba.Tokenizer:
    """A tokenizer of our own: jieba's global one may carry other people's words. Kept, since
    `mkdocs serve` wants it again after each edit.

    Its dictionary is filled here rather than by `initialize`, which logs, and keeps a cache in
    the temporary folder that any program may have written.
    """
    filled = jieba.Tokenizer()
    frequencies, filled.total = _dictionary()
    filled.FREQ = dict(frequencies)
    filled.initialized = True
    for word in words:
        filled.add_word(word)
    tokenizer = _Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = filled.FREQ, filled.total, True
    whole = log(tokenizer.total)
    tokenizer.least = log(1) - whole
    tokenizer.weights = {
        word: log(count) - whole for word, count in tokenizer.FREQ.items() if count
    }
    return tokenizer


@cache
def _dictionary() -> tuple[Mapping[str, int], int]:
    """jieba's words with their frequencies, and the sum of these; read once, in about a second."""
    tokenizer = jieba.Tokenizer()
    frequencies, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    return frequencies, total
