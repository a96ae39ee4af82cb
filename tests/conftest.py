"""What several tests share: case files, a small vocabulary, and the refreshing of golden files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from wenda.vocabulary import Office, Outlet, Speaker, Topic, Vocabulary

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "cases"


def cases(folder: str) -> list[Any]:
    """The case files of a folder as pytest parameters, named for the behaviour."""
    return [
        pytest.param(yaml.safe_load(path.read_text("utf-8")), id=path.stem)
        for path in sorted((CASES / folder).glob("*.yml"))
    ]


def small_vocabulary() -> Vocabulary:
    """Enough to read the invented transcripts of the cases."""

    def outlet(name: str, id: str, *aliases: str) -> Outlet:
        return Outlet(id=id, name=name, english=id, kind="通讯社", place="CN", aliases=aliases)

    def speaker(name: str, id: str) -> Speaker:
        office = Office.model_validate({"title": "外交部长", "from": date(2000, 1, 1)})
        return Speaker(id=id, name=name, english=id, offices=(office,))

    return Vocabulary(
        places={"CN": "中国"},
        outlets=(
            outlet("新华社", "xinhua"),
            outlet("路透社", "reuters"),
            outlet("法新社", "afp"),
            outlet("《环球时报》", "global-times", "环球时报"),
        ),
        topics=(
            Topic(id="regions", name="地区", scope="各地区。"),
            Topic(id="sea", name="海洋", scope="海。", parent="regions", terms={"大海": 3}),
        ),
        speakers=(speaker("王毅", "wang-yi"), speaker("李四", "li-si")),
    )


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="rewrite golden output")
