"""In a real terminal: the window's title is neutral and given back; the veil leaves no word on the screen."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from terminal import WORKBOOK, Terminal, environment
from writing import begin_to_tell, says, start, told

KEEPS = b"\x1b[22;2t\x1b]2;notes\x1b\\"
GIVES_BACK = b"\x1b[23;2t"
LEAVES = b"\x1b[?1049l"


def after_giving_back(terminal: Terminal) -> bytes:
    """What was written after the title was given back; it was set once and given back once."""
    assert terminal.written.count(KEEPS) == terminal.written.count(GIVES_BACK) == 1
    assert b"]2;" not in terminal.written.replace(KEEPS, b"")
    return terminal.written.partition(GIVES_BACK)[2]


@pytest.mark.fault("A24")
def test_the_veil_hides_every_word_and_the_title_says_nothing(tmp_path: Path) -> None:
    with start(tmp_path) as terminal:
        begin_to_tell(terminal)
        terminal.send("Ann opened the letter")
        terminal.wait_for("Ann opened the letter")
        before = terminal.text
        terminal.send("\x0c")
        terminal.wait_for(lambda one: one.text.split() == ["notes"])
        terminal.send("and read it.")
        terminal.resize(70, 20)
        terminal.paste("words from elsewhere")
        terminal.wait_for(lambda one: one.text.split() == ["notes"] and len(one.rows) == 20)
        terminal.resize(80, 24)
        terminal.wait_for(lambda one: one.text.split() == ["notes"])
        terminal.send("\x1b[A")
        terminal.wait_for(says("Ann opened the letter"))
        terminal.wait_for(lambda one: one.text.splitlines()[1:] == before.splitlines()[1:])
        terminal.send("\x11")
        assert terminal.wait() == 0
        assert LEAVES in after_giving_back(terminal)
    assert told(tmp_path) == "Ann opened the letter"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.fault("F5")
def test_a_signal_gives_the_title_back_too(tmp_path: Path, number: int) -> None:
    with start(tmp_path) as terminal:
        begin_to_tell(terminal)
        terminal.send("Ann\x0c")
        terminal.wait_for(lambda one: one.text.split() == ["notes"])
        terminal.signal(number)
        assert terminal.wait() == 128 + number
        assert LEAVES in after_giving_back(terminal)
    assert told(tmp_path) == "Ann"


@pytest.mark.parametrize("more", [{"TERM": "linux"}, {"NO_COLOR": "1"}, {"TERM": "xterm", "COLORTERM": ""}])
@pytest.mark.fault("F36")
def test_a_plain_terminal_shows_the_veil_and_no_stray_signs(tmp_path: Path, more: dict[str, str]) -> None:
    command = (*WORKBOOK, "open", "step-back", "--shelf", str(tmp_path / "shelf"))
    with Terminal(command, env=environment(tmp_path, **more), cwd=tmp_path) as terminal:
        terminal.wait_for("Begin")
        assert (b"]2;" in terminal.written) is (more.get("TERM") != "linux")
        terminal.send("\x0c")
        terminal.wait_for(lambda one: one.text.split() == ["notes"])
        terminal.send("\r")
        terminal.wait_for("Begin")
