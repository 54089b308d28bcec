"""`workbook forget-versions`: says what goes and what it can't reach, and asks."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from commandline import CommandLine

from workbook.cli import forgetting


@pytest.fixture
def versions(line: CommandLine) -> Path:
    """Where three versions are: two of the first exercise, in two times through it, and one of the second."""
    own = line.book("a", "The novel")
    folder = line.shelf / "versions" / "a" / "small"
    for name in ("first", "first.2", "second"):
        (folder / name).mkdir(parents=True)
        (folder / name / "r000001.2026-11-22T1800+0100.yaml").write_bytes(own.read_bytes())
    return folder


def test_it_asks_and_forgets_those_of_one_exercise_or_all(
    line: CommandLine, versions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, out, err = line.run("forget-versions")
    assert status == 2 and "3 earlier versions of the whole book, in The novel" in out and "--yes" in err
    assert "It can't reach prints, backups or synced copies." in out
    monkeypatch.setattr(forgetting, "at_terminal", lambda: True)
    monkeypatch.setattr(click, "confirm", lambda *given, **more: False)
    assert line.run("forget-versions", "first")[1].endswith("Nothing was forgotten.\n")
    monkeypatch.setattr(click, "confirm", lambda *given, **more: True)
    status, out, _ = line.run("forget-versions", "first")
    assert status == 0 and "2 earlier versions of first" in out
    assert [path.name for path in versions.iterdir()] == ["second"]
    assert line.run("forget-versions", "--yes")[1].endswith("Forgotten.\n")
    assert not versions.exists() and (line.shelf / "a" / "small" / "first.yaml").exists()
    assert line.run("forget-versions") == (0, "There is no earlier version.\n", "")


def test_what_is_no_exercise_is_said(line: CommandLine, versions: Path) -> None:
    assert line.run("forget-versions", "nothing", "--yes")[0] == 2
    assert len(list(versions.iterdir())) == 3


def test_without_a_book_there_is_nothing_to_forget(line: CommandLine) -> None:
    assert line.run("forget-versions", "--yes")[1] == "There is no earlier version.\n"
