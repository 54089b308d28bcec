"""Two real windows on one book: whoever has it is left alone, a kill costs no question, and no word is lost."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from terminal import WORKBOOK, Terminal, environment
from writing import begin_to_tell, says, shelf_of, told

from workbook.store.sittingfile import decode
from workbook.ui.hush import PAUSE

pytestmark = pytest.mark.xdist_group("two")

OPEN = "This book is open in another window"
WENT = "This book is now open in another window."

NO_LOCKS = """
#include <errno.h>
int flock(int file, int how) { (void)file; (void)how; errno = ENO; return -1; }
"""


def window(home: Path, **more: str) -> Terminal:
    """A window on the exercise, on the shelf of this home."""
    command = (*WORKBOOK, "open", "step-back", "--shelf", str(shelf_of(home)))
    return Terminal(command, env=environment(home, **more), cwd=home)


def owner(home: Path) -> Path:
    """The file that says who has the one book."""
    (folder,) = (path.parent for path in shelf_of(home).glob("*/workbook.yaml"))
    return folder / ".owner"


def every_word(home: Path) -> str:
    """What stands in the long answer, in the exercise's own file and in second versions of it."""
    found = []
    for path in shelf_of(home).glob("*/resilience/step-back*.yaml"):
        answer = decode(path.read_bytes())[0].answers.get("told")
        found.append(str(answer.value) if answer is not None else "")
    return " ".join(found)


def begun(terminal: Terminal, home: Path) -> None:
    """In the long question, with a word on disk, and the book this window's own."""
    begin_to_tell(terminal)
    terminal.send("Ann ")
    terminal.wait_for(lambda one: told(home) == "Ann ")
    terminal.wait_for(lambda one: owner(home).exists())


@pytest.mark.fault("F19")
@pytest.mark.parametrize(("count", "turns"), [(40, 4), pytest.param(200, 8, marks=pytest.mark.long)])
def test_words_written_in_two_windows_in_turn_are_all_there(tmp_path: Path, count: int, turns: int) -> None:
    written = [f"w{number}x" for number in range(count)]
    with window(tmp_path) as first:
        begun(first, tmp_path)
        with window(tmp_path) as second:
            second.wait_for(OPEN)
            # To be read there: first the page, then the contents.
            second.send("\r")
            second.wait_for("Thinking of what happened")
            second.send("\x1b")
            second.wait_for("All exercises")
            windows = (first, second)
            share = count // turns
            for turn in range(turns):
                here, there = windows[turn % 2], windows[1 - turn % 2]
                if turn:
                    take_over(here, there)
                words = written[turn * share : (turn + 1) * share]
                here.send("".join(f"{word} " for word in words))
                # The other takes it over in the middle of it: what is on its way to the disk is waited for.
                here.wait_for(says(words[-1]))
            here.send("\x11")
            assert here.wait() == 0
            there.send("\x11")
            assert there.wait() == 0
    found = every_word(tmp_path)
    lost = [word for word in written if word not in found]
    assert lost == [], f"{len(lost)} of {count} lost"
    assert not owner(tmp_path).exists()


def take_over(here: Terminal, there: Terminal) -> None:
    """From reading to the cursor in the long question, at its end."""
    if WENT in here.text:
        # What is typed on when the page has just changed chooses nothing: a pause comes before a choice.
        time.sleep(PAUSE + 0.2)
    here.send("\x1b[B\r" if WENT in here.text else "o")
    there.wait_for(WENT)
    here.wait_for(says("This book is open here now."))
    here.send("\x1b[H\r")
    here.wait_for("Tell it as a kind reporter")
    here.send("\x1b[1;5F")


@pytest.mark.fault("F19", "F20")
def test_a_window_that_hangs_is_overtaken_and_what_it_held_goes_beside(tmp_path: Path) -> None:
    with window(tmp_path) as first:
        begun(first, tmp_path)
        first.send("and waited")
        first.wait_for(lambda one: told(tmp_path) == "Ann and waited")
        first.signal(signal.SIGSTOP)
        first.send(" too long")
        with window(tmp_path) as second:
            second.wait_for(OPEN)
            second.send("\x1b[B\r")
            second.wait_for(says("The other window did not answer."), timeout=15)
            second.send("\r")
            second.wait_for("Tell it as a kind reporter")
            second.send(", she says")
            second.wait_for(lambda one: "she says" in told(tmp_path))
            first.signal(signal.SIGCONT)
            first.wait_for(WENT)
            second.send("!")
            second.wait_for(lambda one: "she says!" in told(tmp_path))
    assert "too long" not in told(tmp_path)
    # Before or after it has seen what the other window wrote: the keys waited in the terminal meanwhile.
    assert re.search("Ann and waited(, she says!?)? too long", every_word(tmp_path))


@pytest.mark.fault("F20")
def test_after_a_kill_the_book_opens_without_a_question(tmp_path: Path) -> None:
    with window(tmp_path) as first:
        begun(first, tmp_path)
        before = json.loads(owner(tmp_path).read_text())
        first.kill()
    with window(tmp_path) as again:
        again.wait_for("Tell it as a kind reporter")
        again.wait_for(lambda one: json.loads(owner(tmp_path).read_text())["token"] != before["token"])
        assert OPEN not in again.text and "was not closed" not in again.text
        again.send("again")
        again.wait_for(lambda one: told(tmp_path) == "Ann again")


@pytest.mark.parametrize("errno", ["ENOSYS", "ENOLCK", "EOPNOTSUPP"])
@pytest.mark.fault("F18", "F20")
def test_a_disk_without_locks_goes_by_the_file_and_says_so(tmp_path: Path, errno: str) -> None:
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        pytest.skip("no C compiler is here to take the locks away")
    (tmp_path / "none.c").write_text(NO_LOCKS.replace("ENO;", f"{errno};"))
    library = str(tmp_path / "none.so")
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, str(tmp_path / "none.c")], check=True)
    with window(tmp_path, LD_PRELOAD=library) as first:
        begun(first, tmp_path)
        with window(tmp_path, LD_PRELOAD=library) as second:
            second.wait_for(OPEN)
            if errno == "ENOSYS":
                second.send("\x1b[B\r")
                first.wait_for(WENT)
                second.wait_for("Tell it as a kind reporter")
                second.send("\x1b")
                second.wait_for("This disk can't lock files.")
                second.kill()
            else:
                first.kill()
    said = json.loads(owner(tmp_path).read_text())
    # The number of the process that was killed belongs to another by now: to this very one.
    owner(tmp_path).write_text(json.dumps({**said, "pid": os.getpid()}))
    with window(tmp_path, LD_PRELOAD=library) as again:
        again.wait_for("Tell it as a kind reporter")
        again.wait_for(lambda one: json.loads(owner(tmp_path).read_text())["token"] != said["token"])
        assert OPEN not in again.text
        again.send("\x11")
        assert again.wait() == 0
    assert not owner(tmp_path).exists()
