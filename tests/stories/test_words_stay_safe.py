"""Around what comes back, what ends and what is named: no word is lost, doubled, or put where it is not meant to be."""

from __future__ import annotations

import errno
import threading
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from onscreen import EVENING, Clock, desk_on, opened, picture, press, shown, until, write
from smallpack import HEAD, PACK, small

from workbook.model.answers import Answer
from workbook.model.recording import answered
from workbook.model.sitting import Sitting
from workbook.store.kept import Kept
from workbook.store.shelf import Shelf
from workbook.store.workbook import Book
from workbook.ui.screens.contents import Contents
from workbook.ui.screens.end import End
from workbook.ui.screens.exercise import ExerciseScreen
from workbook.ui.screens.returned import Returned

LETTER = """  - id: x
    kind: text
    core: true
    called: the letter
    ask: What do you want to hear?
    return: +7d
"""


def sent(shelf: Path, *, value: str | None = "You gave it three years.", **beside: Any) -> Path:
    """A book in which a letter comes back a week later. Its file."""
    book = Shelf(shelf).make("The novel", EVENING)
    answer = Answer(
        "What do you want to hear?", "text", value=value, called="the letter", day=EVENING.date(),
        returns=EVENING.date() + timedelta(days=7), **beside,
    )  # fmt: skip
    sitting = Sitting("first", "First", "small", "s", EVENING, answers={"x": answer}, finished=EVENING, done=1, of=1)
    return book.save(Kept(book.path_of(sitting), sitting), EVENING).path


def kept_in(shelf: Path, content: Path) -> Sitting:
    kept, _ = desk_on(shelf, content=content).need_book().read()
    return kept[0].sitting


@pytest.mark.fault("F26")
async def test_midnight_while_something_that_came_back_is_open_doubles_nothing(tmp_path: Path) -> None:
    content, shelf = small(tmp_path / "pack", LETTER), tmp_path / "shelf"
    sent(shelf)
    clock = Clock(datetime(2026, 11, 29, 23, 58, tzinfo=EVENING.tzinfo))
    async with opened(shelf, content=content, clock=clock) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "And I began")
        await until(pilot, lambda: bool(kept_in(shelf, content).answers["x"].added))
        clock.later(minutes=5)
        await write(pilot, " again.")
        await press(pilot, "escape")
    added = kept_in(shelf, content).answers["x"].added
    assert [one.text for one in added] == ["And I began again."]


async def test_what_was_emptied_does_not_come_back_as_an_empty_page(tmp_path: Path) -> None:
    content, shelf = small(tmp_path / "pack", LETTER), tmp_path / "shelf"
    sent(shelf, value=None, private=True)
    async with opened(shelf, content=content, days=7) as (app, pilot):
        assert not isinstance(app.screen, Returned)
    assert not desk_on(shelf, content=content).ahead.waiting()


def test_words_that_are_written_anew_come_back_on_the_day_that_was_said(tmp_path: Path) -> None:
    content, shelf = small(tmp_path / "pack", LETTER), tmp_path / "shelf"
    sent(shelf, extra={"from-later": "yes"})
    desk = desk_on(shelf, content=content)
    taken = desk.take(desk.library.heading("first"))
    step = next(iter(taken.exercise.questions()))
    at = taken.at(EVENING.date())
    emptied = answered(at, step, None, EVENING)
    back = answered(replace(at, sitting=emptied), step, "You gave it three years.", EVENING)
    assert back.answers["x"].returns == date(2026, 11, 29)
    assert back.answers["x"].extra == {"from-later": "yes"}


@pytest.mark.fault("F31")
async def test_in_a_file_of_a_newer_version_nothing_that_can_only_be_read_locks_the_rest(tmp_path: Path) -> None:
    content, shelf = small(tmp_path / "pack", LETTER), tmp_path / "shelf"
    (content / "pack.yaml").write_text(PACK.replace("[first]", "[first, second]"))
    (content / "second.yaml").write_text(HEAD.replace("First", "Second") + LETTER)
    path = sent(shelf)
    newer = path.read_bytes().replace(b"format: 1", b"format: 2", 1)
    path.write_bytes(newer)
    async with opened(shelf, content=content, days=7) as (app, pilot):
        # What came back is read, without room for what could not be kept, and without a note that it was read.
        await press(pilot, "enter")
        assert "You gave it three years." in picture(app)
        assert "What would you add?" not in picture(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, Contents)
        await app.open_exercise("small/first")
        await press(pilot, "escape")
        while not isinstance(app.screen, End):
            await press(pilot, "ctrl+n")
        page = picture(app)
        assert "what you typed now is not kept" in shown(app)
        assert "comes back to you" not in page and "Send" not in page and "Change a line" not in page
        await app.open_exercise("small/second")
        await pilot.pause()
        assert "not on disk" not in picture(app)
        assert isinstance(app.screen, ExerciseScreen) and app.screen.taken.exercise.id == "second"
    assert path.read_bytes() == newer


async def test_changing_a_line_at_the_end_of_an_earlier_time_stays_in_that_time(tmp_path: Path) -> None:
    content, shelf = small(tmp_path / "pack", LETTER), tmp_path / "shelf"
    book = Shelf(shelf).make("The novel", EVENING)
    for run, words in ((1, "The first time."), (2, "The second time.")):
        answer = Answer("What?", "text", value=words, day=EVENING.date())
        begun = EVENING + timedelta(hours=run)
        sitting = Sitting(
            "first", "First", "small", "s", begun, run=run, finished=begun, answers={"x": answer}, done=1, of=1
        )
        book.save(Kept(book.path_of(sitting), sitting), EVENING)
    async with opened(shelf, content=content) as (app, pilot):
        await app.open_exercise("small/first", run=1)
        await pilot.pause()
        await press(pilot, "enter", "ctrl+n")
        assert isinstance(app.screen, End)
        await app.change_lines(app.screen.taken)
        await pilot.pause()
        await press(pilot, "escape")
        assert isinstance(app.screen, ExerciseScreen)
        assert app.screen.sitting.run == 1


async def test_a_book_keeps_the_name_that_it_was_given_by_hand(tmp_path: Path) -> None:
    async with opened(tmp_path, "landing") as (app, pilot):
        await press(pilot, "enter", "6", "ctrl+n")
        await write(pilot, "the novel")
        await press(pilot, "ctrl+n")
        await until(pilot, lambda: Shelf(tmp_path).read().books[0].facts.title == "the novel")
        assert app.desk.book is not None
        app.desk.book.change(title="Autumn")
        await press(pilot, "ctrl+r", "ctrl+n")
        await app.saver.flush()
        await pilot.pause()
        assert Shelf(tmp_path).read().books[0].facts.title == "Autumn"
        # Another answer is another name.
        await press(pilot, "ctrl+r", "end")
        await write(pilot, " again")
        await press(pilot, "ctrl+n")
        await until(pilot, lambda: Shelf(tmp_path).read().books[0].facts.title == "the novel again")


async def test_a_title_that_could_not_be_kept_holds_up_no_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writing, free = threading.Event(), threading.Event()

    def full(book: Book, **facts: object) -> None:
        writing.set()
        assert free.wait(10)
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Book, "change", full)
    async with opened(tmp_path, "landing") as (app, pilot):
        await press(pilot, "enter", "6", "ctrl+n")
        await write(pilot, "the novel")
        await press(pilot, "ctrl+n")
        await until(pilot, writing.is_set)
        assert isinstance(app.screen, ExerciseScreen)
        app.saver.offer(replace(app.screen.sitting, private=True))
        threading.Timer(0.2, free.set).start()
        # As a signal does: on the loop, while the writer would tell of its trouble.
        assert app.saver.flush_now(patience=5)
        await until(pilot, lambda: "The title was not saved" in picture(app))


async def test_another_way_can_be_chosen_after_the_book_was_renamed_elsewhere(tmp_path: Path) -> None:
    Shelf(tmp_path).make("The novel", EVENING)
    async with opened(tmp_path) as (app, pilot):
        other = Shelf(tmp_path).read().books[0]
        other.change(title="Autumn", put_away=True)
        await app.choose_path("reflect")
        await pilot.pause()
        assert "not saved" not in picture(app)
    facts = Shelf(tmp_path).read().books[0].facts
    assert (facts.title, facts.path, facts.put_away) == ("Autumn", "reflect", True)
