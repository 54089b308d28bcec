"""Of every fault and every attack there is a test that shows it to do no harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from table import ROWS, marked, missing, printed

TESTS = Path(__file__).parent.parent

pytestmark = pytest.mark.xdist_group("table")


def test_every_fault_and_every_attack_has_a_test() -> None:
    without = missing(marked(TESTS))
    assert without == [], "without a test: " + ", ".join(f"{row} ({ROWS[row]})" for row in without)


def test_no_test_is_about_something_that_is_not_in_the_table() -> None:
    found = marked(TESTS)
    assert {row: names for row, names in found.items() if row not in ROWS} == {}


def test_the_table_names_every_row_with_its_tests() -> None:
    lines = printed(marked(TESTS)).splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("F1 "))
    assert lines[at + 1].strip().startswith("tests/faults/test_kill9.py::test_")
    assert [row for row in ROWS if not any(line.startswith(f"{row} ") for line in lines)] == []
