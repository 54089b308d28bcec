"""Two programs that save the same exercise at the same time lose nothing, however slow the disk is just then."""

from __future__ import annotations

from pathlib import Path

import pytest
from shim import NoShim, compiled
from twowriters import lost

pytestmark = pytest.mark.xdist_group("counter 0")


@pytest.fixture(autouse=True)
def _with_the_shim() -> None:
    try:
        compiled()
    except NoShim as error:
        pytest.skip(str(error))


@pytest.mark.fault("F19", "F21")
def test_nothing_is_lost_though_half_a_millisecond_lies_between_check_and_rename(tmp_path: Path) -> None:
    gone, of, beside = lost(tmp_path / "world")
    assert (gone, of) == (0, 400)
    assert beside, "they never met: nothing was tried"


@pytest.mark.fault("F19")
def test_without_the_lock_of_that_moment_words_would_be_lost(tmp_path: Path) -> None:
    gone, _, _ = lost(tmp_path / "world", lock=False)
    assert gone > 0
