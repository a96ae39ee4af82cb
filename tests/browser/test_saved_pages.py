"""What Chromium shows of a saved page is what `wenda add` sees of it."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from wenda.adding.formats import take
from wenda.adding.given import Given
from wenda.findings import Report

CASES = Path(__file__).parents[1] / "cases" / "adding"
ODD = """<!DOCTYPE html><meta charset="utf-8"><body>
<p>一<b>二</b>　三&nbsp;<i>四</i> 五<p>没有结尾的段<div>块<span> 里 </span>外</div>尾
<table><tr><td>格<td>子<tr><td colspan=2>下</table><dl><dt>词<dd>义</dl>
<pre>前
  后</pre><ul><li>项<ol><li>目</ol></ul><p hidden>藏<p style="display:none">隐
<h3>题</h3><a>链</a><sup>2</sup>&lt;x&gt;<details open><summary>摘</summary>要</details>
<fieldset><legend>例</legend>框</fieldset><script>脚</script><style>式</style>
<p>表<td>外</td>面</p><center>中</center></body>"""


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", text.replace("**", ""))


PAGES = {
    "ministry.html": ((CASES / "ministry.html").read_bytes(), []),
    "newspaper.html": (
        (CASES / "newspaper.html").read_bytes(),
        ["看不见的一段话，没有人会读到它。", "请打开脚本。"],
    ),
    "odd.html": (ODD.encode(), ["藏", "隐"]),
}
"""Pages, and what each of them hides: that is listed too, and Chromium does not show it."""


@pytest.mark.parametrize("name", PAGES)
def test_every_character_that_chromium_shows(context: BrowserContext, name: str) -> None:
    data, hidden = PAGES[name]
    data = re.sub(b"<script.*?</script>", b"", data, flags=re.DOTALL)  # which may write more
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        page = context.new_page()
        page.goto(path.as_uri())
        shown = squeezed(page.evaluate("document.body.innerText"))
        page.close()
    taken = take(Given(name, data), Report())
    assert taken
    ours = squeezed("".join([*taken.extract.lines, *taken.extract.left_out]))
    for words in hidden:
        assert words in ours
        assert words not in shown
        ours = ours.replace(words, "")
    assert sorted(ours) == sorted(shown)
    for line in taken.extract.lines:  # and in one piece each
        assert squeezed(line) in shown
