"""`workbook books`, `delete` and `completion`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from commandline import ANSWER, CommandLine

from workbook.desk import now
from workbook.files import atomic
from workbook.store import deleting, whereabouts
from workbook.store.elsewhere import Elsewhere
from workbook.store.holding import Hold, claim
from workbook.store.shelf import Shelf


def two(line: CommandLine) -> None:
    line.book("2026-11-22-novel", "The novel")
    line.book("2026-11-23-job", "The job", "2026-11-23")


def test_a_book_is_renamed_put_away_and_taken_back(line: CommandLine) -> None:
    two(line)
    assert line.run("books", "rename", "the job", " A \x1b[31m\ngrant ") == (
        0, "The job is called A [31m grant from now on.\n", "",
    )  # fmt: skip
    assert line.run("books", "rename", "2026-11-23-job", "\n")[0] == 2
    assert line.run("books", "put-away", "2026-11-23-job")[0] == 0
    assert line.run("books")[1] == (
        "* 2026-11-22-novel  The novel\n  2026-11-23-job  A [31m grant  (put away)\n"
    )  # fmt: skip
    assert line.run("books", "take-back", "2026-11-23-job")[0] == 0
    assert line.run("books")[1].splitlines()[1] == "* 2026-11-23-job  A [31m grant"
    newer = line.shelf / "2026-11-22-novel" / "workbook.yaml"
    before = newer.read_text().replace("format: 1", "format: 9")
    newer.write_text(before)
    status, out, err = line.run("books", "put-away", "The novel")
    assert (status, out) == (1, "") and "newer version" in err and newer.read_text() == before


def test_a_book_is_deleted_after_saying_what_goes(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    two(line)
    status, out, err = line.run("delete", "The novel")
    assert status == 2 and "1 exercise with what you wrote" in out and "can't reach prints" in out
    assert "this can't ask" in err
    assert ANSWER not in out + err
    monkeypatch.setattr("workbook.cli.deleting.at_terminal", lambda: True)
    for answer in ("", "n"):
        monkeypatch.setattr("click.termui.visible_prompt_func", lambda prompt, answer=answer: answer)
        status, out, _ = line.run("delete", "The novel")
        assert (status, out.splitlines()[-1]) == (0, "Nothing was deleted.")
    assert (line.shelf / "2026-11-22-novel").is_dir()
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda prompt: "y")
    assert line.run("delete", "The novel")[1].endswith("Deleted.\n")
    assert not (line.shelf / "2026-11-22-novel").exists()


@pytest.mark.fault("A20", "F10")
def test_a_folder_that_still_has_words_of_a_book_is_named_before_it_is_deleted(line: CommandLine) -> None:
    two(line)
    shelf = Shelf(line.shelf)
    elsewhere = Elsewhere.begin(line.here / "stick", shelf.folder, datetime(2026, 11, 23, tzinfo=UTC))
    book = shelf.find("The novel")
    own, there = elsewhere.to_keep(book, book.read()[0][0])
    own.save(there, datetime(2026, 11, 23, tzinfo=UTC))
    whereabouts.note(Path(os.environ["XDG_CONFIG_HOME"]) / "workbook" / whereabouts.NAME, elsewhere.folder)
    stays = f"What was saved in {elsewhere.folder} while the disk said no stays there"
    assert stays in line.run("delete", "--yes", "The novel")[1]
    assert stays not in line.run("delete", "--yes", "The job")[1]
    assert stays in line.run("delete", "--yes", "--all")[1]


def test_yes_deletes_without_asking_also_what_can_not_be_read(line: CommandLine) -> None:
    two(line)
    line.write(line.shelf / "broken" / "workbook.yaml", "format: 9\nbroken")
    line.run("list")
    cache = Path(os.environ["XDG_CACHE_HOME"])
    assert line.run("delete", "broken", "--yes")[1].endswith("Deleted.\n")
    assert line.run("delete", "the novel", "--yes")[0] == 0
    assert line.run("books")[1] == "* 2026-11-23-job  The job\n"
    assert not list(cache.rglob("titles-*"))
    line.write(line.shelf / "notes.txt", "mine")
    settings = line.run("where")[1]
    assert settings
    status, out, _ = line.run("delete", "--all", "--yes")
    assert status == 0 and f"left alone: {line.shelf}/notes.txt" in out
    assert {path.name for path in line.shelf.iterdir()} == {"notes.txt", ".lock", ".deleted"}
    assert line.run("books")[1].startswith("There is no book yet")


def test_what_to_delete_must_be_said_and_be_there(line: CommandLine) -> None:
    two(line)
    for arguments in ((), ("The novel", "--all"), ("The novella",)):
        status, out, err = line.run("delete", *arguments, "--yes")
        assert (status, out, err.count("\n")) == (2, "", 1)
    assert len(line.run("books")[1].splitlines()) == 2


def test_a_delete_that_was_interrupted_is_named_and_gone_on_with(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    two(line)

    def refuse(folder: Path) -> None:
        raise PermissionError(1, "Operation not permitted", str(folder))

    with monkeypatch.context() as patched:
        patched.setattr(atomic, "remove_folder_durably", refuse)
        status, _, err = line.run("delete", "The novel", "--yes")
    assert status == 1 and "Operation not permitted" in err and "goes on with it" in err
    status, out, _ = line.run("doctor")
    assert status == 1 and "is left of a deleted book. `workbook delete` without a name goes on with it." in out
    assert line.run("delete") == (0, "What was left of a deleted book is gone now.\n", "")
    assert line.run("doctor")[0] == 0
    assert not list(line.shelf.glob(f"{deleting.AWAY}*"))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_what_a_shell_needs_calls_the_workbook_back(line: CommandLine, shell: str) -> None:
    status, out, err = line.run("completion", shell)
    assert (status, err) == (0, "")
    assert f"_WORKBOOK_COMPLETE={shell}_complete" in out and "workbook" in out


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_completes_commands_exercises_and_books(line: CommandLine) -> None:
    two(line)
    command = line.here / "workbook"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m workbook "$@"\n')
    command.chmod(0o755)
    asked = {
        "workbook doc": "doctor",
        "workbook open sec": "second",
        "workbook print --only fir": "first",
        "workbook books use 2026-11-23": "2026-11-23-job",
        "workbook --book 2026-11-22": "2026-11-22-novel",
        "workbook delete 2026-11-22": "2026-11-22-novel",
    }
    script = 'eval "$(workbook completion bash)"\n' + "".join(
        f"COMP_WORDS=({words}); COMP_CWORD={words.count(' ')}; COMPREPLY=(); _workbook_completion workbook; "
        'echo "${COMPREPLY[*]}"\n'
        for words in asked
    )
    done = subprocess.run(
        ["bash", "-c", script], cwd=line.here, capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "PATH": f"{line.here}:{os.environ['PATH']}", "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert done.stdout.splitlines() == list(asked.values()), done.stderr


@pytest.mark.fault("F19")
def test_deleting_a_book_that_is_open_in_a_window_says_so(line: CommandLine) -> None:
    two(line)
    hold = claim(Shelf(line.shelf).find("The novel"), now())
    assert isinstance(hold, Hold)
    said = f"2026-11-22-novel is open in a window now (process {os.getpid()}), and goes from there too"
    status, out, _ = line.run("delete", "the job", "--yes")
    assert status == 0 and "open in a window" not in out
    status, out, _ = line.run("delete", "the novel", "--yes")
    assert status == 0 and said in out
    hold.give_back()
    assert not (line.shelf / "2026-11-22-novel").exists()
