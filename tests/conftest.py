"""Options of the test run."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="rewrite golden output")


def pytest_report_header() -> str:
    from mutations import LONG

    return "profile: long" if LONG else "profile: normal (HYPOTHESIS_PROFILE=long is the long one)"
