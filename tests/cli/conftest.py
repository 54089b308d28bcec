"""Every test of the commands has a shelf, a pack and a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import CommandLine


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> CommandLine:
    """The command line, where nothing was written yet."""
    made = CommandLine(tmp_path, capsysbinary)
    made.here.mkdir()
    made.write_pack()
    monkeypatch.chdir(made.here)
    for name, value in (("WORKBOOK_SHELF", made.shelf), ("WORKBOOK_CONTENT", made.pack), ("TERM", "xterm-256color")):
        monkeypatch.setenv(name, str(value))
    return made
