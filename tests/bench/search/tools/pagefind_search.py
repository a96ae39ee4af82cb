"""Pagefind over one HTML page per exchange: as it comes, or with every character set apart."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from html import escape
from pathlib import Path

from archives import Archive

from tools import NODE_MODULES
from tools.in_page import version

_CHARACTER = re.compile(r"\w\W*")  # punctuation stays with what it follows, or phrases break


def build(archive: Archive, folder: Path, spaced: bool) -> dict[str, object]:
    pages = folder.parent / f"{folder.name}-pages"

    def shown(text: str) -> str:
        return escape(_CHARACTER.sub(r"\g<0> ", text) if spaced else text)

    for number, each in enumerate(archive):
        page = pages / str(number) / "index.html"
        page.parent.mkdir(parents=True)
        paragraphs = "".join(f"<p>{shown(text)}</p>" for text in (*each.question, *each.answer))
        language = "" if spaced else ' lang="zh"'
        title = shown(each.heading)
        page.write_text(
            f"<!doctype html><html{language}><head><title>{title}</title></head>"
            f"<body><main data-pagefind-body><h1>{title}</h1>{paragraphs}</main></body></html>",
            "utf-8",
        )
    command = NODE_MODULES / ".bin" / "pagefind"
    out = folder / "pagefind"
    subprocess.run(
        [command, "--site", pages, "--output-path", out], check=True, capture_output=True
    )
    shutil.rmtree(pages)
    return {"keys": dict(map(_key, sorted(out.glob("fragment/*")))), "version": version("pagefind")}


def _key(fragment: Path) -> tuple[str, int]:
    """A result's id and its exchange, from the fragment that the browser would load."""
    content = gzip.decompress(fragment.read_bytes()).decode("utf-8", "ignore")
    url = json.loads(content[content.index("{") :])["url"]
    return fragment.name.removesuffix(".pf_fragment"), int(url.strip("/").split("/")[0])
