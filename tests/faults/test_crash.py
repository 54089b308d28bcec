"""A mistake in the program: what was typed is saved, and neither the terminal nor the log shows a word of it."""

from __future__ import annotations

import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from terminal import RESTORED
from writing import after_the_screen, begin_to_tell, shelf_of, start, told

BREAKING = Path(__file__).with_name("breaking.py")
WORDS = "Wrenfield said no, and Marisol cried on the tram."
KEYS = {"command": "\x13", "key": "~", "reading": "~", "timer": "\x13"}


def crash(home: Path, where: str) -> tuple[int, bytes, str, bool]:
    program = (sys.executable, str(BREAKING), where)
    with start(home, program=program) as terminal:
        begin_to_tell(terminal)
        terminal.send(WORDS)
        terminal.wait_for("Wrenfield")
        terminal.send(KEYS[where])
        status = terminal.wait()
        return status, terminal.written, after_the_screen(terminal), terminal.modes() == terminal.modes_before


@pytest.fixture(scope="module")
def crashes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, int, bytes, str, bool]]:
    """Every crash, side by side: home, status, what was written, what was written after the screen, line settings."""
    home = tmp_path_factory.mktemp("crashes")
    with ThreadPoolExecutor(4) as at_once:
        found = {where: at_once.submit(crash, home / where, where) for where in KEYS}
        return {where: (home / where, *one.result()) for where, one in found.items()}


@pytest.mark.parametrize("where", KEYS)
@pytest.mark.fault("F8")
def test_a_crash_loses_no_word(crashes: dict[str, tuple[Path, int, bytes, str, bool]], where: str) -> None:
    assert told(crashes[where][0]).rstrip("~") == WORDS


@pytest.mark.parametrize("where", KEYS)
@pytest.mark.fault("F8")
def test_a_crash_shows_one_plain_line_and_gives_the_terminal_back(
    crashes: dict[str, tuple[Path, int, bytes, str, bool]], where: str
) -> None:
    home, status, written, rest, modes_are_back = crashes[where]
    log = shelf_of(home) / "crash.log"
    assert rest == f"workbook: something broke. What you typed is saved. A log without your words is in {log}.\n"
    assert status == 1
    assert [mark for mark in RESTORED if mark not in written] == []
    assert modes_are_back


@pytest.mark.parametrize("where", KEYS)
@pytest.mark.fault("F8", "A20")
def test_the_log_of_a_crash_says_where_and_holds_no_word(
    crashes: dict[str, tuple[Path, int, bytes, str, bool]], where: str
) -> None:
    log = shelf_of(crashes[where][0]) / "crash.log"
    text = log.read_text()
    assert "RuntimeError" in text and "breaking.py" in text
    assert [word for word in WORDS.replace(",", "").replace(".", "").split() if len(word) > 4 and word in text] == []
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
