"""Options of the test run, and how thoroughly properties are tried."""

from __future__ import annotations

import pytest
from hypothesis import settings

from mutations import LONG

settings.register_profile("normal", deadline=None)  # machines are shared
settings.register_profile("long", max_examples=2_000, deadline=None)
settings.load_profile("long" if LONG else "normal")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="rewrite golden output")


def pytest_report_header() -> str:
    return "profile: long" if LONG else "profile: normal (HYPOTHESIS_PROFILE=long tries far more)"
