"""An editor of one's own, in a real terminal: what it wrote is kept, and the file that it had is gone."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from terminal import WORKBOOK, Terminal, environment
from writing import begin_to_tell, told

EDITOR = """#!{python}
import os, signal, sys
path = sys.argv[1]
print("mine:", oct(os.stat(path).st_mode & 0o777), os.path.dirname(path), flush=True)
with open(path, "w") as file:
    file.write("an hour of words")
{then}
"""
WAITS = "print('waits', flush=True)\nsys.stdin.readline()"


def start(home: Path, then: str) -> Terminal:
    """The book on a long text, with an editor that writes and then does this."""
    editor = home / "editor"
    editor.write_text(EDITOR.format(python=sys.executable, then=then))
    editor.chmod(0o700)
    env = environment(home, VISUAL=str(editor), WORKBOOK_SHELF=str(home / "shelf"))
    terminal = Terminal([*WORKBOOK, "open", "step-back"], env=env, cwd=home)
    begin_to_tell(terminal)
    return terminal


def left(home: Path) -> list[str]:
    """What of the editor's lies on the shelf."""
    return sorted(path.name for path in (home / "shelf").rglob(".~answer-*"))


@pytest.mark.parametrize(
    "then",
    [
        pytest.param("", id="ends", marks=pytest.mark.long),
        pytest.param("sys.exit(3)", id="fails", marks=pytest.mark.long),
        pytest.param("os.kill(os.getpid(), signal.SIGKILL)", id="is killed", marks=pytest.mark.long),
        pytest.param(
            "signal.signal(signal.SIGINT, signal.SIG_IGN); signal.signal(signal.SIGQUIT, signal.SIG_IGN)\n"
            "os.killpg(0, signal.SIGINT); os.killpg(0, signal.SIGQUIT)",
            id="is told to stop what it does by ctrl+c",
        ),
    ],
)
def test_however_the_editor_ends_its_words_are_kept_and_its_file_is_gone(tmp_path: Path, then: str) -> None:
    with start(tmp_path, then) as terminal:
        terminal.send("Once\x0f")
        terminal.wait_for("an hour of words")
        assert f"mine: 0o600 {tmp_path}/shelf".encode() in terminal.written
        assert left(tmp_path) == []
        terminal.send(" more")
        terminal.wait_for("more")
        terminal.send("\x11")
        assert terminal.wait() == 0
    assert "an hour of words" in str(told(tmp_path)) and "more" in str(told(tmp_path))


@pytest.mark.fault("F6")
def test_a_terminal_that_is_closed_over_an_editor_takes_no_words_along(tmp_path: Path) -> None:
    with start(tmp_path, WAITS) as terminal:
        terminal.send("Once\x0f")
        terminal.wait_for("waits")
        terminal.close()
        assert terminal.wait(20) == 128 + signal.SIGHUP
    assert told(tmp_path) == "an hour of words"
    assert left(tmp_path) == []


@pytest.mark.fault("F1", "A20")
def test_what_a_killed_book_leaves_of_an_editor_is_kept_and_named(tmp_path: Path) -> None:
    with start(tmp_path, WAITS) as terminal:
        terminal.send("Once\x0f")
        terminal.wait_for("waits")
        terminal.kill()
    (name,) = left(tmp_path)
    assert (tmp_path / "shelf" / name).read_text() == "an hour of words"
    env = environment(tmp_path, WORKBOOK_SHELF=str(tmp_path / "shelf"))
    said = subprocess.run([*WORKBOOK, "doctor"], env=env, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "in an editor of your own, or was left there by one" in said.stdout + said.stderr
    assert name in said.stdout + said.stderr
