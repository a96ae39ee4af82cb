"""The modules of the site, linked: what runs is what was written, in fewer files."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from support import ROOT, modules_in
from wenda.site.scripts import CannotLink, linked, linked_whole

PAGE = "page.mjs"


def printed(folder: Path, files: Mapping[str, str], code: str) -> str:
    """What a script prints that has the files beside it."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    command = ["node", "--input-type=module", "--eval", code]
    result = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout


SMALL = {
    PAGE: """
// A comment that says import('./none.mjs') and export const no = 1;
import { deep, log as write } from './a/deep.mjs';
import { said } from './said.mjs';
/** @import {Deep} from './types.mjs' */
write('page');
export const here = new URL('../', import.meta.url).href;
export const later = async () => (await import('./a/late.mjs')).late(deep, said);
export const worker = () => new Worker(new URL('./a/work.mjs', import.meta.url), {});
""",
    "a/deep.mjs": """
import { said } from '../said.mjs';
export const log = (/** @type {string} */ text) => said.push(text);
log('deep');
export const deep = {
  url: import.meta.url,
  text: `「${said.length}」则， ${said.length }  处 // no comment`,
};
""",
    "said.mjs": "export const said = [];\n",
    "a/late.mjs": """
import { said } from '../said.mjs';
import { own } from './own.mjs';
export function late(deep, same) {
  return [said === same, deep.text, own, import.meta.url];
}
""",
    "a/own.mjs": "export const own = 'own';\nexport class Unused {}\n",
    "a/work.mjs": "import { said } from '../said.mjs';\npostMessage(said);\n",
    "types.mjs": "export {};\n",
}
RUN = """
const { here, later } = await import('./page.mjs');
const { said } = SAID;
console.log(JSON.stringify([said, here, await later()]).replaceAll(import.meta.url, ''));
"""


def test_linked_modules_do_what_they_did(tmp_path: Path) -> None:
    """One evaluation of each, its own address, the same objects in what is imported later."""
    run = RUN.replace("SAID", "await import('./said.mjs')")
    as_written = printed(tmp_path / "written", SMALL, run)
    run = RUN.replace("SAID", "(await import('./page.mjs')).$said")
    as_linked = printed(tmp_path / "linked", linked(SMALL, PAGE), run)
    assert as_linked.replace("/linked/", "/written/") == as_written
    assert "「1」则， 1  处 // no comment" in as_written


def test_a_page_asks_for_one_file_and_what_comes_later_brings_only_what_is_new() -> None:
    files = linked(SMALL, PAGE)
    assert set(files) == {PAGE, "a/late.mjs", "a/work.mjs"}
    assert "own" in files["a/late.mjs"]
    assert "$said = (" not in files["a/late.mjs"]
    assert "$said = (" in files["a/work.mjs"]
    assert "comment that says" not in files[PAGE]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("import whole from './b.mjs';\n", "page.mjs: import whole"),
        ("import './b.mjs';\n", "page.mjs: import './b.mjs'"),
        ("export let changing = 1;\n", "page.mjs: export let"),
        ("export { b } from './b.mjs';\n", "page.mjs: export { b }"),
        ("export default 1;\n", "page.mjs: export default"),
        ("import { b } from './b.mjs';\nimport { c } from './c.mjs';\n", "c.mjs: imports itself"),
    ],
)
def test_what_is_not_understood_is_refused(source: str, message: str) -> None:
    cycle = "import { d } from './d.mjs';\nexport const c = () => d;\n"
    back = "import { c } from './c.mjs';\nexport const d = () => c;\n"
    modules = {PAGE: source, "b.mjs": "export const b = 1;\n", "c.mjs": cycle, "d.mjs": back}
    with pytest.raises(CannotLink, match=message.replace("{", r"\{")):
        linked(modules, PAGE)


def test_every_module_of_the_site_is_in_what_its_pages_can_ask_for() -> None:
    """Less the types, which nothing runs; a module that is in no file is one that nobody needs."""
    modules = modules_in(ROOT / "docs/assets/wenda")
    text = "".join(linked(modules, PAGE).values()) + linked_whole(modules, "packed.mjs")
    names = {
        path: "$" + path.removesuffix(".mjs").replace("/", "_").replace("-", "_")
        for path in modules
    }
    missing = [path for path, name in names.items() if f"{name} = " not in text]
    assert missing == ["engine/types.mjs"]
