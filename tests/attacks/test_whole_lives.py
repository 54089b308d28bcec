"""Whole lives in a real terminal: words are on the shelf alone, for their owner alone, and no network is asked for."""

from __future__ import annotations

import os
import pickle
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock
from secrets_typed import FROM_OUTSIDE, LIVES, MARK, TYPED, Life

pytestmark = pytest.mark.xdist_group("lives")
PRINT = re.compile(r"here/book-\d{4}-\d\d-\d\d\.pdf")
OSC = re.compile(rb"\x1b\](.*?)(?:\x07|\x1b\\)", re.DOTALL)


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Life]:
    """Each way that a life may end, side by side; once, however many workers share the tests."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    with FileLock(shared / "lives.lock"):
        kept = shared / "lives"
        if not kept.exists():
            homes = {name: tmp_path_factory.mktemp(name) for name in LIVES}
            with ThreadPoolExecutor(len(LIVES)) as at_once:
                found = {name: at_once.submit(live, homes[name]) for name, live in LIVES.items()}
                kept.write_bytes(pickle.dumps({name: one.result() for name, one in found.items()}))
        lived: dict[str, Life] = pickle.loads(kept.read_bytes())
        return lived


@pytest.mark.fault("A20")
@pytest.mark.parametrize("name", LIVES)
def test_what_was_typed_lies_on_the_shelf_and_in_the_asked_for_print(lives: dict[str, Life], name: str) -> None:
    life = lives[name]
    found = life.with_words()
    elsewhere = {one for one in found if not one.startswith(("data/workbook/shelf/", "given/"))}
    assert {one for one in elsewhere if not PRINT.fullmatch(one)} == set()
    (sitting,) = life.shelf.glob("*/secrets/everything.yaml")
    kept = sitting.read_text(encoding="utf-8")
    assert [words for words in (*TYPED.values(), FROM_OUTSIDE) if words not in kept] == []


@pytest.mark.fault("A20")
def test_a_log_of_a_crash_and_what_an_editor_had_are_on_the_shelf_too(lives: dict[str, Life]) -> None:
    broken, killed = lives["broken"], lives["killed"]
    assert (broken.status, (broken.shelf / "crash.log").is_file()) == (1, True)
    assert "data/workbook/shelf/crash.log" not in broken.with_words()
    (left,) = killed.shelf.glob(".~*.txt")
    assert TYPED["day"] in left.read_text(encoding="utf-8")


@pytest.mark.fault("A19")
@pytest.mark.parametrize("name", LIVES)
def test_whatever_the_umask_everything_is_for_its_owner_alone(lives: dict[str, Life], name: str) -> None:
    life = lives[name]
    # What the test itself has put there, before and beside.
    others = {"tmp", "state", "runtime", "here", "given", "editor.report", "editor.began"}
    modes = {path: mode for path, mode in life.modes().items() if path not in others and not path.startswith("given/")}
    open_to_others = {path: oct(mode) for path, mode in modes.items() if mode & 0o077}
    assert open_to_others == {}
    kinds = ("shelf.yaml", "workbook.yaml", "everything.yaml", ".lock", "shelf")
    assert [one for one in kinds if not any(path.endswith(one) for path in modes)] == []
    if name == "whole":
        assert any(PRINT.fullmatch(path) for path in modes)
        assert "config/workbook/settings.yaml" in modes


@pytest.mark.fault("A19", "A20", "A24")
@pytest.mark.parametrize("name", LIVES)
def test_while_an_editor_has_the_words_no_other_program_sees_them(lives: dict[str, Life], name: str) -> None:
    report = (lives[name].home / "editor.report").read_text(encoding="utf-8").splitlines()
    assert [line for line in report if line.startswith("seen in")] == []
    modes = [line.split()[1] for line in report if line.startswith("mode: ")]
    assert modes == ["600", "700"]
    lies = [line.removeprefix("lies in: ") for line in report if line.startswith("lies in: ")]
    shelf, given = str(lives[name].shelf), str(lives[name].home / "given")
    assert len(lies) > 2
    assert [path for path in lies if not path.startswith((shelf, given))] == []
    (arguments,) = (line for line in report if line.startswith("arguments: "))
    assert arguments.removeprefix("arguments: ").startswith(str(lives[name].shelf))


@pytest.mark.fault("A24", "A1")
@pytest.mark.parametrize("name", LIVES)
def test_neither_title_nor_clipboard_nor_scrollback_gets_a_word(lives: dict[str, Life], name: str) -> None:
    life = lives[name]
    assert {found[1] for found in OSC.finditer(life.written)} <= {b"2;notes", b"22;default"}
    assert b"\x1bP" not in life.written and b"\x1b_" not in life.written and b"\x1b^" not in life.written
    if name != "killed":
        # What stands in the terminal after it was given back is no word of theirs.
        assert b"xW7" not in life.written.rpartition(b"\x1b[?1049l")[2]


@pytest.mark.fault("A25")
@pytest.mark.skipif(shutil.which("strace") is None, reason="no strace here")
def test_a_whole_life_asks_for_no_network(lives: dict[str, Life]) -> None:
    life = lives["whole"]
    assert (life.status, life.watched) == (0, True)
    asked = [line for line in life.network if "AF_" in line or "connect(" in line]
    assert [line for line in asked if "AF_UNIX" not in line] == []


@pytest.mark.fault("A20")
@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="the system does not say what it allows")
def test_a_process_that_the_system_ends_leaves_no_file_of_its_memory(lives: dict[str, Life]) -> None:
    (core,) = (line for line in lives["killed"].limits.splitlines() if line.startswith("Max core file size"))
    assert core.split()[4] == "0"


@pytest.mark.fault("A20")
def test_nothing_lies_in_shared_memory(lives: dict[str, Life]) -> None:
    shared = Path("/dev/shm")
    assert [path for path in shared.glob("*") if path.is_file() and MARK.encode() in path.read_bytes()] == []
