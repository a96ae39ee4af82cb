"""The verdicts as the README lists them."""

from __future__ import annotations

from pathlib import Path

from wenda.check.verdict import CODES

ROOT = Path(__file__).parents[2]


def test_the_readme_lists_the_verdicts() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for code, sentence in CODES.items():
        assert f"| {code} | {sentence} |" in text


def test_javascript_has_the_same() -> None:
    text = (ROOT / "docs/assets/wenda/check/verdict.mjs").read_text("utf-8")
    for code, sentence in CODES.items():
        assert f"{code}: '{sentence}'," in text
