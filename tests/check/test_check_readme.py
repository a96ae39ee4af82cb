"""What the README says of the check: the verdicts, and a newsroom's commands as written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from wenda.build import read
from wenda.check.verdict import CODES
from wenda.data.records import conference_lines

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
HOOK = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))[0]
WORDS = "经济外交也是对外工作的重要内容"


def test_the_readme_lists_the_verdicts() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for code, sentence in CODES.items():
        assert f"| {code} | {sentence} |" in text


def test_javascript_has_the_same() -> None:
    text = (ROOT / "docs/assets/wenda/check/verdict.mjs").read_text("utf-8")
    for code, sentence in CODES.items():
        assert f"{code}: '{sentence}'," in text


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """A folder with drafts and the data of a published archive, and nothing else of ours."""
    data = b"".join(map(conference_lines, read(ROOT).conferences))
    (tmp_path / "exchanges.jsonl").write_bytes(data)
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts/one.md").write_text(f"王毅表示，“{WORDS}”。", "utf-8")
    (tmp_path / "drafts/two.md").write_text(f"王毅表示，“{WORDS[:4]}，{WORDS[4:]}”。", "utf-8")
    return tmp_path


def runs(command: str, folder: Path) -> int:
    """A command of the README in a shell there, as if `wenda` were on its path."""
    paths = {"PYTHONPATH": str(ROOT / "scripts"), "PYTHON": sys.executable}
    program = '"$PYTHON" -c "from wenda.cli import main; raise SystemExit(main())" '
    shell = command.replace("wenda ", program, 1)
    run = subprocess.run(["sh", "-c", shell], cwd=folder, env=os.environ | paths, check=False)
    return run.returncode


def test_the_step_of_continuous_integration(newsroom: Path) -> None:
    (command,) = re.findall(r"^- run: (wenda check .*)$", README, re.M)
    assert runs(command, newsroom) == 0
    assert runs(command.replace("--allow Q02,Q03 ", ""), newsroom) == 1
    (newsroom / "drafts/three.md").write_text("“经济外交不是对外工作的重要内容”", "utf-8")
    assert runs(command, newsroom) == 1
    (newsroom / "exchanges.jsonl").unlink()
    assert runs(command, newsroom) == 2


def test_the_hook(newsroom: Path) -> None:
    (config,) = (
        loaded
        for each in re.findall(r"```yml\n(.*?)```", README, re.S)
        if isinstance(loaded := yaml.safe_load(each), dict) and "repos" in loaded
    )
    (hook,) = config["repos"][0]["hooks"]
    assert hook["id"] == HOOK["id"]
    drafts = " ".join(path.relative_to(newsroom).as_posix() for path in newsroom.glob("drafts/*"))
    assert all(re.search(HOOK["files"], path) for path in [*drafts.split(), "a.txt", "b.html"])
    assert not re.search(HOOK["files"], "exchanges.jsonl")
    command = " ".join([HOOK["entry"], *hook["args"], drafts])
    assert runs(command, newsroom) == 0
    (newsroom / "drafts/one.md").write_text(f"“没有人说过的{WORDS[:7]}”", "utf-8")
    assert runs(command, newsroom) == 1
