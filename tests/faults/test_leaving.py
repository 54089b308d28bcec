"""The last line of a run that somebody ended: in the terminal, when the book is closed."""

from __future__ import annotations

from pathlib import Path

from writing import after_the_screen, begin_to_tell, start, told


def test_whoever_leaves_reads_that_nothing_is_left_to_finish(tmp_path: Path) -> None:
    with start(tmp_path) as terminal:
        begin_to_tell(terminal)
        terminal.send("Ann opened the letter")
        terminal.wait_for("Ann opened the letter")
        terminal.send("\x11")
        assert terminal.wait(10) == 0
        assert after_the_screen(terminal).endswith("Saved. Nothing to finish.\n")
    assert told(tmp_path) == "Ann opened the letter"


def test_whoever_only_looks_is_told_nothing_about_saving(tmp_path: Path) -> None:
    with start(tmp_path) as terminal:
        terminal.wait_for("Begin")
        terminal.send("\x11")
        assert terminal.wait(10) == 0
        assert "Saved" not in after_the_screen(terminal)
