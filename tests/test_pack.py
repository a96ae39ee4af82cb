"""What packing refuses, and what it leaves as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from wenda.cli import main
from wenda.pack import pack
from wenda.site.packed import SCRIPT, packed

TAG = '<script src="../assets/wenda/page.mjs" type="module"></script>'


def project(folder: Path, page: str = TAG) -> Path:
    (folder / "site/qa").mkdir(parents=True)
    (folder / "site/index.html").write_text(page.replace("../", "./"), "utf-8")
    (folder / "site/qa/index.html").write_text(page, "utf-8")
    modules = folder / "docs/assets/wenda"
    modules.mkdir(parents=True)
    (modules / "packed.mjs").write_text("export const nothing = 0;\n")
    return folder


def test_links_name_files_and_all_else_stays() -> None:
    kept = [
        'href="#p3"',
        'href="?q=1"',
        'href="https://a.example/b/"',
        'href="mailto:a@b.example"',
        'href="../x.csv"',
        'src="../a/"',
        "href=&quot;../q07/&quot;",
    ]
    changed = {
        'href="../q07/"': 'href="../q07/index.html"',
        'href="../q07/#p3"': 'href="../q07/index.html#p3"',
        'href="../../search/?q=a/b"': 'href="../../search/index.html?q=a/b"',
        'href="."': 'href="./index.html"',
        'href="../.."': 'href="../../index.html"',
        'action="search/"': 'action="search/index.html"',
    }
    html = "\n".join([TAG, *kept, *changed])
    ((_, page), _) = packed([("a/index.html", html.encode())], {"packed.mjs": ""})
    script = f'<script src="../{SCRIPT}" defer></script>'
    assert page.decode() == "\n".join([script, *kept, *changed.values()])


def test_a_second_run_writes_the_same(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    first = pack(root, tmp_path / "stick")
    before = first.archive.read_bytes()
    second = pack(root, tmp_path / "stick")
    assert second == first
    assert second.archive.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["project", "stick", "stick.zip"]


def test_a_folder_with_anything_else_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(tmp_path / "project")
    mine = tmp_path / "documents"
    mine.mkdir()
    (mine / "thesis.txt").write_text("all of it")
    assert main(["pack", str(mine), "--root", str(root)]) == 2
    assert "里有别的东西，没有动它" in capsys.readouterr().err
    assert [path.name for path in mine.iterdir()] == ["thesis.txt"]


def test_without_a_site_it_says_what_to_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pack", str(tmp_path / "stick"), "--root", str(tmp_path)]) == 2
    assert "请先运行 mkdocs build --strict" in capsys.readouterr().err
    assert not (tmp_path / "stick").exists()


def test_a_page_without_the_script_is_no_page_of_ours(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"index\.html: 0 scripts"):
        pack(project(tmp_path / "project", page="<p>"), tmp_path / "stick")
