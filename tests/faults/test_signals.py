"""A signal, or a terminal that is closed: everything typed is on disk, the terminal is given back, the process ends."""

from __future__ import annotations

import signal
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from terminal import RESTORED
from writing import after_the_screen, begin_to_tell, start, told

SEEN = "Ann opened the letter"
ON_ITS_WAY = " and read it on the stairs, twice, before the light went out."
NUMBERS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
AT_MOST = 2.0
"""Seconds until the process is gone; one is aimed at, and a machine that is busy with other tests is slower."""


@dataclass(frozen=True, slots=True)
class End:
    """How a run ended."""

    status: int
    seconds: float
    written: bytes
    modes_are_back: bool
    rest: str
    """What was written after the screen was given back."""
    on_disk: str


def by_signal(home: Path, number: int, *others: int) -> End:
    with start(home) as terminal:
        begin_to_tell(terminal)
        terminal.send(SEEN)
        terminal.wait_for(SEEN)
        terminal.send(ON_ITS_WAY)
        at = time.monotonic()
        terminal.signal(number)
        for other in others:
            terminal.signal(other)
        status = terminal.wait(10)
        seconds = time.monotonic() - at
        back = terminal.modes() == terminal.modes_before
        return End(status, seconds, terminal.written, back, after_the_screen(terminal), told(home))


def by_closing(home: Path, hangs_up: bool) -> End:
    with start(home, hangs_up=hangs_up) as terminal:
        begin_to_tell(terminal)
        terminal.send(SEEN)
        terminal.wait_for(SEEN)
        at = time.monotonic()
        terminal.close()
        status = terminal.wait(10)
        return End(status, time.monotonic() - at, terminal.written, True, "", told(home))


@pytest.fixture(scope="module")
def ends(tmp_path_factory: pytest.TempPathFactory) -> dict[str, End]:
    """Every way to end, side by side."""
    home = tmp_path_factory.mktemp("ends")
    with ThreadPoolExecutor(4) as at_once:
        found = {number.name: at_once.submit(by_signal, home / number.name, number) for number in NUMBERS}
        found["all"] = at_once.submit(by_signal, home / "all", *NUMBERS)
        found["closed"] = at_once.submit(by_closing, home / "closed", True)
        found["closed, unsaid"] = at_once.submit(by_closing, home / "unsaid", False)
        return {name: one.result() for name, one in found.items()}


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number.name)
@pytest.mark.fault("F5")
def test_a_signal_right_after_a_key_loses_no_word(ends: dict[str, End], number: signal.Signals) -> None:
    assert ends[number.name].on_disk == SEEN + ON_ITS_WAY


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number.name)
@pytest.mark.fault("F5")
def test_a_signal_ends_it_soon_with_its_own_status_and_the_terminal_given_back(
    ends: dict[str, End], number: signal.Signals
) -> None:
    end = ends[number.name]
    assert end.status == 128 + number
    assert end.seconds <= AT_MOST
    assert [mark for mark in RESTORED if mark not in end.written] == []
    assert end.modes_are_back
    assert end.rest == ""


@pytest.mark.fault("F5")
def test_several_signals_at_once_end_it_as_one_does(ends: dict[str, End]) -> None:
    end = ends["all"]
    assert end.status in [128 + number for number in NUMBERS]
    assert end.on_disk == SEEN + ON_ITS_WAY
    assert end.seconds <= AT_MOST
    assert [mark for mark in RESTORED if mark not in end.written] == []


@pytest.mark.fault("F6")
def test_a_closed_terminal_loses_no_word_and_leaves_no_process(ends: dict[str, End]) -> None:
    end = ends["closed"]
    assert (end.status, end.on_disk) == (128 + signal.SIGHUP, SEEN)
    assert end.seconds <= AT_MOST


@pytest.mark.fault("F6")
def test_a_closed_terminal_is_noticed_where_no_signal_tells_of_it(ends: dict[str, End]) -> None:
    end = ends["closed, unsaid"]
    assert (end.status, end.on_disk) == (128 + signal.SIGHUP, SEEN)
    assert end.seconds <= AT_MOST
