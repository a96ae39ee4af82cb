"""Ledgers and registers as merges, editors and disks leave them: refused with the line, or good."""

from __future__ import annotations

from random import Random

import pytest
from history import Document, publish
from hypothesis import given
from hypothesis import strategies as st

from mutations import CONFLICTS, LONG, examples, mutated
from wenda.findings import Report
from wenda.naming import register
from wenda.naming.align import align
from wenda.naming.ledger import Row, read, resolve, write
from wenda.naming.newtext import Said, Unit

FIRST: Document = [["第一问是什么？", "第一答。"], ["第二问，10%？", "第二答甲。", "第二答乙。"]]
SECOND: Document = [["第二问，10%？", "第二答甲，改。"], ["第三问？", "第二答乙。", "第三答。"]]


def rows() -> list[Row]:
    _, first = publish(FIRST)
    return publish(SECOND, first)[1]


LEDGER = write(rows())
LINES = LEDGER.splitlines()


def found_in(text: str) -> tuple[list[Row] | None, list[tuple[str, int]]]:
    found = Report("t.tsv")
    read_rows = read(text, found)
    return read_rows, [(finding.code, finding.line) for finding in found]


def test_what_is_whole_is_read() -> None:
    assert found_in(LEDGER) == (rows(), [])


@pytest.mark.parametrize("conflict", CONFLICTS)
def test_a_merge_conflict(conflict: str) -> None:
    lines = [*LINES[:4], conflict, *LINES[4:]]
    assert found_in("\n".join(lines) + "\n") == (None, [("L01", 5)])


def test_a_row_twice() -> None:
    assert found_in("\n".join([*LINES, LINES[3]]) + "\n") == (None, [("L01", len(LINES) + 1)])


def test_line_ends_of_another_system() -> None:
    assert found_in(LEDGER.replace("\n", "\r\n")) == (rows(), [])


@pytest.mark.parametrize("number", range(3, len(LINES) + 1))
def test_a_row_cut_anywhere(number: int) -> None:
    """A row that lost a column is none; the last column may be empty, and then nothing is lost."""
    whole = LINES[number - 1]
    for length in range(1, len(whole.rstrip("\t"))):
        read_rows, codes = found_in("\n".join([*LINES[: number - 1], whole[:length]]))
        if whole[:length].count("\t") < whole.count("\t"):
            assert read_rows is None
            assert ("L01", number) in codes


@pytest.mark.parametrize("digits", [6, 5000])
@pytest.mark.parametrize("name", ["q", "p"])
def test_a_number_that_no_conference_reaches(name: str, digits: int) -> None:
    line = LINES[-1].split("\t")
    line[0 if name == "q" else 1] = name + "9" * digits
    read_rows, codes = found_in("\n".join([*LINES[:-1], "\t".join(line)]) + "\n")
    assert (read_rows is None) == bool(codes)
    if read_rows:
        align(read_rows, [])


@pytest.mark.parametrize("state", ["live", "moved", "changed", "removed"])
@pytest.mark.parametrize("target", ["", "q01#p1", "q09#p9", "q01#p1,q02#p1", "closing#p1"])
def test_every_state_with_every_target(state: str, target: str) -> None:
    line = LINES[-1].split("\t")
    line[4:6] = state, target
    usable(found_in("\n".join([*LINES[:-1], "\t".join(line)]) + "\n")[0])


def usable(read_rows: list[Row] | None) -> None:
    """What is read can be published with, and again, and no address is forgotten."""
    if read_rows is None:
        return
    for document in (SECOND, FIRST, []):
        units = [Unit(tuple(Said(words) for words in unit)) for unit in document]
        _, fresh = align(read_rows, units)
        assert {row.address for row in read_rows} <= {row.address for row in fresh}
        for row in fresh:
            resolve(row, fresh)
        assert found_in(write(fresh)) == (fresh, [])


@examples(400, 25_000)
@given(st.integers(0, 2**32))
def test_damaged_ledgers(number: int) -> None:
    text = mutated(Random(number), LEDGER, "lines", "characters")
    read_rows, codes = found_in(text)
    assert (read_rows is None) == bool(codes)
    assert {code for code, _ in codes} <= {"L01", "L05"}
    assert all(0 <= line <= text.count("\n") + 1 for _, line in codes)
    if number % (10 if not LONG else 50) == 0:
        usable(read_rows)


REGISTER = register.write({"2019-12-30-li-si": 12, "2020-01-15-a": 3, "2020-01-16-b": 0}, {})


@examples(400, 10_000)
@given(st.integers(0, 2**32))
def test_damaged_registers(number: int) -> None:
    text = mutated(Random(number), REGISTER, "lines", "characters")
    found = Report(register.PATH)
    promised = register.read(text, found)
    assert {finding.code for finding in found} <= {"L02"}
    assert all(1 <= finding.line <= text.count("\n") + 9 for finding in found)
    assert register.read(register.write(promised, {}), Report()) == promised
