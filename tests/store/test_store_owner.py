"""Who has a book open: one program at a time, and nothing lost when another takes it over."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from anysitting import EVENING, RICH
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbook.store.deleting import goes_with
from workbook.store.holding import Elsewhere, Hold, Standing, claim, take_over, who_has
from workbook.store.kept import Kept, OpenElsewhere
from workbook.store.owner import HELD, OWNER, process_began, read_owner
from workbook.store.shelf import Shelf
from workbook.store.sittingfile import decode
from workbook.store.workbook import Book

ROOT = Path(__file__).parent.parent.parent
KEEP_OPEN = """
import sys, time
from datetime import datetime
from pathlib import Path
from workbook.store.holding import claim
from workbook.store.shelf import Shelf
(book,) = Shelf(Path(sys.argv[1])).read().books
hold = claim(book, datetime.now().astimezone())
print(type(hold).__name__, flush=True)
time.sleep(60)
"""


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Shelf(tmp_path / "shelf").make("The novel", EVENING)


@pytest.fixture
def other(book: Book) -> Book:
    """The same book, as another program has it."""
    return Book.open(Shelf(book.disk.shelf).disk, book.folder)


@pytest.fixture
def elsewhere(book: Book) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the book open."""
    command = [sys.executable, "-c", KEEP_OPEN, str(book.disk.shelf)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": str(ROOT)}) as process:
        assert process.stdout is not None and process.stdout.readline() == "Hold\n"
        yield process
        process.kill()


def held(found: Hold | Elsewhere) -> Hold:
    assert isinstance(found, Hold), found
    return found


def says(words: str, kept: Kept) -> Kept:
    answers = {**kept.sitting.answers, "thought": replace(RICH.answers["thought"], value=words)}
    return kept._replace(sitting=replace(kept.sitting, answers=answers))


def save(book: Book, kept: Kept) -> Kept:
    return book.save(kept, EVENING)


def words_in(path: Path) -> object:
    return decode(path.read_bytes())[0].answers["thought"].value


def test_one_has_it_and_the_other_is_told_who(book: Book, other: Book) -> None:
    first = held(claim(book, EVENING))
    found = claim(other, EVENING)
    assert isinstance(found, Elsewhere) and found.running and found.owner == first.mine
    assert found.owner.pid == os.getpid() and found.owner.since == EVENING
    seen = who_has(book.folder)
    assert seen is not None and seen.owner == first.mine
    first.give_back()
    assert who_has(book.folder) is None
    assert not (book.folder / OWNER).exists()
    held(claim(other, EVENING)).give_back()


def test_its_files_are_for_the_person_alone_and_no_part_of_the_book(book: Book) -> None:
    before = os.umask(0)
    try:
        first = held(claim(book, EVENING))
    finally:
        os.umask(before)
    for name in (OWNER, HELD):
        assert stat.S_IMODE((book.folder / name).stat().st_mode) == 0o600
    assert "novel" not in (book.folder / OWNER).read_text()
    goes = goes_with(Shelf(book.disk.shelf), book.folder)
    assert (goes.others, goes.exercises, goes.seconds) == (0, 0, 0)
    first.give_back()


@pytest.mark.fault("F20")
def test_after_a_kill_nobody_is_asked(book: Book, elsewhere: subprocess.Popen[str]) -> None:
    found = claim(book, EVENING)
    assert isinstance(found, Elsewhere) and found.running
    assert found.owner is not None and found.owner.pid == elsewhere.pid
    elsewhere.send_signal(signal.SIGKILL)
    elsewhere.wait(10)
    assert (book.folder / OWNER).exists()
    held(claim(book, EVENING)).give_back()


@pytest.mark.fault("F20")
def test_a_number_of_a_process_that_was_given_to_another_is_nobody(book: Book) -> None:
    first = held(claim(book, EVENING))
    first.drop()
    said = json.loads((book.folder / OWNER).read_text())
    assert said["process"] == process_began(os.getpid()) != ""
    (book.folder / OWNER).write_text(json.dumps({**said, "pid": os.getppid(), "token": "x"}))
    held(claim(book, EVENING)).give_back()


@pytest.mark.fault("F20")
def test_another_computer_is_one_question_and_opening_it_here_answers_it(book: Book, other: Book) -> None:
    first = held(claim(book, EVENING))
    first.drop()
    said = json.loads((book.folder / OWNER).read_text())
    (book.folder / OWNER).write_text(json.dumps({**said, "host": "laptop"}))
    found = claim(other, EVENING)
    assert isinstance(found, Elsewhere) and not found.running
    assert found.owner is not None and found.owner.host == "laptop"
    second = held(take_over(other, EVENING))
    assert second.answered
    second.drop()
    held(claim(other, EVENING)).give_back()


def test_whoever_is_asked_saves_first_and_then_gives_it_back(book: Book, other: Book) -> None:
    book.hold = first = held(claim(book, EVENING))
    kept = save(book, says("one", Kept(book.path_of(RICH), RICH)))
    taken: list[Hold | Elsewhere] = []
    taking = threading.Thread(target=lambda: taken.append(take_over(other, EVENING, patience=30)))
    taking.start()
    while first.standing() is Standing.MINE:
        pass
    assert first.standing() is Standing.ASKED and not first.overtaken
    kept = save(book, says("one, two", kept))
    assert not kept.conflict
    first.give_back()
    taking.join(30)
    second = held(taken[0])
    assert second.answered and second.standing() is Standing.MINE
    assert first.standing() is Standing.LOST
    later = save(book, says("one, two, three", kept))
    assert later.conflict and words_in(later.path) == "one, two, three" and words_in(kept.path) == "one, two"
    second.give_back()


def test_whoever_does_not_answer_is_overtaken_and_what_they_still_save_goes_beside(book: Book, other: Book) -> None:
    book.hold = first = held(claim(book, EVENING))
    kept = save(book, says("one", Kept(book.path_of(RICH), RICH)))
    other.hold = second = held(take_over(other, EVENING, patience=0.05))
    assert not second.answered
    assert first.standing() is Standing.LOST
    # The file itself is as it was read: only who has the book has changed.
    late = save(book, says("one, late", kept))
    assert late.conflict and words_in(late.path) == "one, late"
    (theirs,), _ = other.read()
    assert words_in(theirs.path) == "one"
    theirs = save(other, says("one, two", theirs))
    assert not theirs.conflict
    first.give_back()
    assert second.standing() is Standing.MINE, "the one who was overtaken takes nothing away"
    second.stay()
    found = claim(book, EVENING)
    assert isinstance(found, Elsewhere), "it has got the lock, too"
    second.give_back()


@pytest.mark.fault("F19")
def test_whoever_was_overtaken_goes_on_in_one_file_beside(book: Book, other: Book) -> None:
    book.hold = first = held(claim(book, EVENING))
    kept = save(book, says("one", Kept(book.path_of(RICH), RICH)))
    second = held(take_over(other, EVENING, patience=0.05))
    paths = set()
    for number in range(20):
        kept = save(book, says(f"one, late {number}", kept))
        paths.add(kept.path)
    assert len(paths) == 1 and words_in(kept.path) == "one, late 19"
    # A program that syncs writes over it: its name grows no longer by that.
    kept.path.write_bytes(b"")
    again = save(book, says("one, later", kept))
    assert again.path.name.count("conflict") == 1 and words_in(again.path) == "one, later"
    first.give_back()
    second.give_back()


def test_of_two_who_take_it_over_one_has_it(book: Book, other: Book) -> None:
    first = held(claim(book, EVENING))
    third = Book.open(book.disk, book.folder)
    taken: list[Hold | Elsewhere] = []
    threads = [
        threading.Thread(target=lambda one=one: taken.append(take_over(one, EVENING, patience=0.5)))  # type: ignore[misc]
        for one in (other, third)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join(10)
    holds = [one for one in taken if isinstance(one, Hold) and one.standing() is Standing.MINE]
    assert len(holds) == 1, taken
    first.give_back()
    assert holds[0].standing() is Standing.MINE
    holds[0].give_back()


def test_the_file_that_says_who_has_it_comes_back_when_something_took_it_away(book: Book) -> None:
    first = held(claim(book, EVENING))
    (book.folder / OWNER).unlink()
    assert first.standing() is Standing.MINE
    first.stay()
    assert read_owner(book.folder) == first.mine
    first.give_back()


def test_a_book_that_was_renamed_or_is_gone_is_given_back_all_the_same(book: Book) -> None:
    first = held(claim(book, EVENING))
    new = book.folder.with_name("renamed")
    book.folder.rename(new)
    first.stay()
    assert not book.folder.exists()
    book.follow()
    assert book.folder == new and first.standing() is Standing.MINE
    first.give_back()
    assert not (new / OWNER).exists()
    held(claim(book, EVENING)).give_back()


def test_where_a_book_is_only_read_no_sitting_is_written(book: Book) -> None:
    book.only_read = True
    with pytest.raises(OpenElsewhere):
        save(book, Kept(book.path_of(RICH), RICH))
    assert list(book.files()) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=200)
    | st.recursive(st.none() | st.text() | st.integers() | st.floats(), lambda one: st.dictionaries(
        st.sampled_from(["token", "host", "pid", "since", "process", "asks"]), one, max_size=6), max_leaves=8,
    ).map(lambda tree: json.dumps(tree).encode())
)  # fmt: skip
def test_whatever_stands_in_that_file_the_lock_decides(book: Book, data: bytes) -> None:
    (book.folder / OWNER).write_bytes(data)
    found = read_owner(book.folder)
    assert found is None or not set(found.host) & set("\x1b\x9b\x07\n")
    if found is None:
        held(claim(book, EVENING)).give_back()
