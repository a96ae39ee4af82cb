"""The segmenter finds jieba's own way through every sentence, in one pass instead of two."""

from __future__ import annotations

import jieba
from hypothesis import given
from hypothesis import strategies as st

from mutations import examples
from support import ROOT
from wenda.topics.segmenter import Segmenter

OWN = ("港务局长", "台湾地区选举", "G20", "一带一路")
SEGMENTER = Segmenter(OWN)
TEXT = next((ROOT / "source/transcripts").rglob("*.txt")).read_text("utf-8")


def jiebas() -> jieba.Tokenizer:
    """As it comes, with the same words added."""
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word in OWN:
        tokenizer.add_word(word)
    return tokenizer


JIEBA = jiebas()


def test_a_whole_transcript() -> None:
    assert list(SEGMENTER.words(TEXT)) == JIEBA.lcut(TEXT, HMM=False)


@examples(200, 5_000)
@given(
    st.text(
        st.sampled_from("".join(sorted(set(TEXT))) + "港务局长区选举带路Gg20.+% \r\n龘𠀀é"),
        max_size=40,
    )
)
def test_any_characters(text: str) -> None:
    assert list(SEGMENTER.words(text)) == JIEBA.lcut(text, HMM=False)


@examples(200, 5_000)
@given(st.integers(0, len(TEXT)), st.integers(1, 60), st.integers(0, len(TEXT)))
def test_any_pieces(at: int, length: int, other: int) -> None:
    text = TEXT[at : at + length] + TEXT[other : other + length]
    assert list(SEGMENTER.words(text)) == JIEBA.lcut(text, HMM=False)
