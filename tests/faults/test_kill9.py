"""Killed at any moment: what was called saved is on disk, nothing older than a second is lost, the file opens."""

from __future__ import annotations

from pathlib import Path

import pytest
from kill9 import run, table


@pytest.mark.parametrize("rounds", [30, pytest.param(1000, marks=pytest.mark.long)])
@pytest.mark.fault("F1")
def test_a_kill_at_any_moment_loses_nothing_that_was_called_saved(tmp_path: Path, rounds: int) -> None:
    found = run(tmp_path, rounds, seed=rounds, at_once=6)
    assert [one.wrong for one in found if one.wrong] == [], table(found)
    assert sum(one.acknowledged for one in found) > 0, "the header never said `saved`: nothing was tried"
