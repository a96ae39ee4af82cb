"""The README tells the truth: its tree, its commands, its example."""

from __future__ import annotations

import re

import pytest
import yaml

from support import ROOT
from wenda.build import read
from wenda.cli import main
from wenda.editors.sidecar import ConferenceRecord
from wenda.naming.ledger import write

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^ *```(\w*)\n(.*?)^ *```", README, re.MULTILINE | re.DOTALL)


def tree() -> list[str]:
    """The paths of the tree, one indentation deep under the folder that they follow."""
    (block,) = [text for kind, text in BLOCKS if not kind and text.startswith("source/\n")]
    paths: list[str] = []
    folder = ""
    for line in block.splitlines():
        names = re.split(r"  +", line.strip(), maxsplit=1)[0]
        if not line.startswith(" "):
            folder = names
            names = ""
        for name in names.split():
            paths.append(folder + name)
        if line.strip().startswith("vocabulary/"):
            paths += [f"source/vocabulary/{name}" for name in line.split()[1:]]
    return paths


@pytest.mark.parametrize("path", tree())
def test_the_tree_is_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("command", sorted(set(re.findall(r"\bwenda (\w+)", README)) - {"turns"}))
def test_the_commands_are_there(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    assert f"wenda {command}" in capsys.readouterr().out


@pytest.mark.parametrize("script", re.findall(r"\bscripts/(?:serve|test)\b", README))
def test_the_scripts_can_be_run(script: str) -> None:
    assert (ROOT / script).stat().st_mode & 0o111


def test_the_example_is_a_sidecar() -> None:
    (example,) = [text for kind, text in BLOCKS if kind == "yaml" and "title:" in text]
    ConferenceRecord.model_validate(yaml.safe_load(example))


def test_the_archive_of_this_checkout_is_clean() -> None:
    """Committed as it is: nothing to resolve, and every address on record in a ledger."""
    for conference in read(ROOT).conferences:
        ledger = (ROOT / conference.source).with_suffix(".tsv")
        assert ledger.read_text("utf-8") == write(conference.rows)
