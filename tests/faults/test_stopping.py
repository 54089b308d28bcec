"""Stopped and continued: saved before the stop, the terminal given back and taken again, the file looked at again."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from terminal import RESTORED, Terminal
from writing import begin_to_tell, says, sitting_file, start, told

ENTERS = b"\x1b[?1049h"


def state(terminal: Terminal) -> str:
    """The state of the process: T for stopped."""
    return Path(f"/proc/{terminal.pid}/stat").read_text().rpartition(")")[2].split()[0]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc whether the process is stopped")
@pytest.mark.fault("F7")
def test_what_is_typed_right_before_a_stop_is_saved_and_the_terminal_comes_and_goes(tmp_path: Path) -> None:
    with start(tmp_path) as terminal:
        begin_to_tell(terminal)
        terminal.send("Ann opened the letter")
        terminal.wait_for("Ann opened the letter")
        raw = terminal.modes()
        terminal.send(" and read it")
        terminal.signal(signal.SIGTSTP)
        terminal.wait_for(lambda one: state(one) == "T")
        assert told(tmp_path) == "Ann opened the letter and read it"
        assert [mark for mark in RESTORED if mark not in terminal.written] == []
        assert terminal.modes() == terminal.modes_before
        # Meanwhile another program has written there.
        file = sitting_file(tmp_path)
        file.write_bytes(file.read_bytes().replace(b"Ann opened the letter", b"Ben opened the letter"))
        times = terminal.written.count(ENTERS)
        terminal.signal(signal.SIGCONT)
        terminal.wait_for(lambda one: one.written.count(ENTERS) == times + 1)
        terminal.wait_for(says("Ben opened the letter and read it"))
        terminal.wait_for(says("Changed by another program. This is how it is now."))
        assert terminal.modes() == raw
        terminal.send(" twice")
        terminal.wait_for(lambda one: told(tmp_path) == "Ben opened the letter and read it twice")
        terminal.send("\x11")
        assert terminal.wait() == 0
        assert terminal.modes() == terminal.modes_before
        assert list(file.parent.glob("*conflict*")) == []


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc whether the process is stopped")
@pytest.mark.fault("F7")
def test_a_stop_that_cant_be_met_leaves_every_key_and_the_terminal_as_it_was(tmp_path: Path) -> None:
    with start(tmp_path) as terminal:
        begin_to_tell(terminal)
        terminal.send("Ann")
        terminal.wait_for(lambda one: told(tmp_path) == "Ann")
        for word in (" opened", " the letter"):
            terminal.signal(signal.SIGSTOP)
            terminal.wait_for(lambda one: state(one) == "T")
            terminal.send(word)
            times = terminal.written.count(ENTERS)
            terminal.signal(signal.SIGCONT)
            terminal.wait_for(lambda one, times=times: one.written.count(ENTERS) == times + 1)  # type: ignore[misc]
        terminal.send(" and read it")
        terminal.wait_for(lambda one: told(tmp_path) == "Ann opened the letter and read it")
        terminal.wait_for(says("Ann opened the letter and read it"))
        terminal.signal(signal.SIGTERM)
        assert terminal.wait() == 128 + signal.SIGTERM
        assert terminal.modes() == terminal.modes_before
        assert [mark for mark in RESTORED if mark not in terminal.written] == []
