"""Another version is installed while the program runs: what is typed is saved on, and leaving works."""

from __future__ import annotations

import shutil
import signal
import sys
from pathlib import Path

import pytest
from terminal import ROOT, Terminal, environment
from writing import begin_to_tell, says, sitting_file, told

pytestmark = pytest.mark.xdist_group("outside")


@pytest.mark.fault("F33")
@pytest.mark.parametrize("leaves", ["key", "signal"])
def test_the_programs_files_are_replaced_while_somebody_writes(tmp_path: Path, leaves: str) -> None:
    program = tmp_path / "program"
    for name in ("workbook", "content"):
        shutil.copytree(ROOT / name, program / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", program)
    command = (sys.executable, "-m", "workbook", "open", "step-back", "--shelf", str(tmp_path / "shelf"))
    with Terminal(command, env=environment(tmp_path, PYTHONPATH=str(program)), cwd=tmp_path) as terminal:
        begin_to_tell(terminal)
        terminal.send("Ann")
        terminal.wait_for(lambda one: told(tmp_path) == "Ann")
        # The newest that there is: not a line of it goes with what runs.
        for path in (program / "workbook").rglob("*.py*"):
            if path.is_file():
                path.write_text("raise RuntimeError('of another version')\n")
        terminal.send(" opened the letter")
        terminal.wait_for(lambda one: told(tmp_path) == "Ann opened the letter")
        terminal.wait_for(says("saved"))
        # Another wrote there too: a second version needs more of the program than a save.
        file = sitting_file(tmp_path)
        theirs = file.read_bytes().replace(b"Ann opened", b"Ben opened")
        terminal.signal(signal.SIGSTOP)
        terminal.send(" and read it")
        file.write_bytes(theirs)
        terminal.signal(signal.SIGCONT)
        terminal.wait_for(lambda one: len(list(file.parent.glob("*.conflict-*"))) == 1)
        (second,) = file.parent.glob("*.conflict-*")
        terminal.wait_for(lambda one: b"Ann opened the letter and read it" in second.read_bytes())
        if leaves == "key":
            terminal.send("\x11")
            assert terminal.wait() == 0
        else:
            terminal.signal(signal.SIGTERM)
            assert terminal.wait() == 128 + signal.SIGTERM
        assert "Error" not in terminal.text
        assert not list(tmp_path.glob("shelf/*/.owner"))
    assert file.read_bytes() == theirs
