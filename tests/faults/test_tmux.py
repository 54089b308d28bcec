"""A pane of tmux that is closed takes no word with it, and leaves no process behind."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from terminal import environment
from writing import shelf_of, told

WORDS = "Ann opened the letter"
GONE = 2.0
"""Seconds after which nobody is left."""


def until(holds: Callable[[], bool], what: str, seconds: float = 15.0) -> float:
    """Wait for it; how long it took."""
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < seconds, f"never: {what}"
        time.sleep(0.02)
    return time.monotonic() - begun


def runs(pid: int) -> bool:
    """Whether the process is there, and more than a name that nobody has asked after."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except OSError:
        return False


@pytest.mark.fault("F6")
@pytest.mark.parametrize("how", ["kill-pane", "kill-server"])
def test_a_closed_pane_loses_no_word_and_leaves_no_process(tmp_path: Path, how: str) -> None:
    tmux = shutil.which("tmux")
    if tmux is None or not Path("/proc/self/stat").exists():
        pytest.skip("tmux is not here, or nothing tells of processes")
    # A socket's path may not be long.
    way = Path("/tmp") / f"wb-{os.getpid()}-{how[-4:]}"
    env = environment(tmp_path, TERM="xterm-256color", SHELL="/bin/sh")

    def say(*words: str) -> str:
        command = [tmux, "-f", "/dev/null", "-S", str(way), *words]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout

    program = [sys.executable, "-m", "workbook", "open", "step-back", "--shelf", str(shelf_of(tmp_path))]
    try:
        say("new-session", "-d", "-x", "80", "-y", "24", "-c", str(tmp_path), "exec " + shlex.join(program))
        pid = int(say("list-panes", "-F", "#{pane_pid}"))

        def see(words: str) -> Callable[[], bool]:
            return lambda: words in say("capture-pane", "-p")

        until(see("Begin"), "the opening page")
        say("send-keys", "Enter")
        until(see("What would you like to be called"), "the first question")
        say("send-keys", "Ann", "Enter")
        until(see("Tell it as a kind reporter"), "the second question")
        say("send-keys", "-l", WORDS)
        until(see(WORDS), "the words")
        say(how)
        assert until(lambda: not runs(pid), "that it is gone", GONE + 1) <= GONE
        assert told(tmp_path) == WORDS
    finally:
        subprocess.run([tmux, "-S", str(way), "kill-server"], env=env, capture_output=True, check=False)
        way.unlink(missing_ok=True)
