"""One book in two windows: the second reads, or takes it over; the first is told, and nothing is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from onscreen import click, opened, picture, press, shown, sitting_on, text_in, until, write
from textual.pilot import Pilot

from workbook.store import whereabouts
from workbook.store.bringingback import waits_in
from workbook.store.elsewhere import Elsewhere
from workbook.store.owner import OWNER
from workbook.store.trash import throw
from workbook.ui.app import WorkbookApp
from workbook.ui.settings import Remembered

TOLD = "This book is open in another window, since 18:31."


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return tmp_path / "shelf"


async def begun(pilot: Pilot[None], shelf: Path) -> None:
    """One word on disk, and with it the book."""
    await press(pilot, "enter")
    await write(pilot, "Alex")
    await until(pilot, lambda: text_in(shelf, "step-back", "callme") == "Alex")
    await has_it(pilot)


async def has_it(pilot: Pilot[None]) -> None:
    app = pilot.app
    assert isinstance(app, WorkbookApp)
    app.owning.follow()
    await until(pilot, lambda: app.desk.book is not None and app.desk.book.hold is not None)


def files(shelf: Path) -> dict[str, bytes]:
    """All that is on the shelf, but for who has a book."""
    return {
        str(path.relative_to(shelf)): path.read_bytes()
        for path in shelf.rglob("*")
        if path.is_file() and not path.name.startswith((".owner", ".lock"))
    }


@pytest.mark.fault("F19")
async def test_the_second_window_is_told_and_only_reads(shelf: Path) -> None:
    async with opened(shelf, "step-back") as (_, pilot):
        await begun(pilot, shelf)
        before = files(shelf)
        async with opened(shelf) as (app, second):
            await until(second, lambda: TOLD in shown(app))
            assert "▸ Read it here" in picture(app)
            await press(second, "enter")
            assert "reading only" in picture(app) and "Here you are reading." in shown(app)
            # Whatever there is to do leads to reading, and nothing is written.
            await press(second, "enter")
            assert "What would you like to be called" in shown(app) and "Alex" in shown(app)
            assert "reading only" in picture(app)
            await press(second, "enter")
            assert "Here it can only be read." in shown(app)
            await press(second, "escape", "t")
            assert app.screen.place == "contents"  # type: ignore[attr-defined]
            await press(second, "w", "s", "escape", "question_mark")
            assert "To talk to a person" in shown(app) and "Add somebody you know" not in shown(app)
            await press(second, "escape", "b", "r", "y", "a")
            assert "Your books" in picture(app)
            await press(second, "enter")
            assert "Give it another name" not in shown(app)
            await press(second, "escape", "escape", "p")
            assert "Who is it for?" in shown(app)
            await press(second, "escape", "f12")
            assert "Settings" in picture(app)
            app.clear_notifications()
            await press(second, "escape", "ctrl+l", "enter")
            assert "reading only" in picture(app)
        assert files(shelf) == before
        await write(pilot, "ander")
        await until(pilot, lambda: text_in(shelf, "step-back", "callme") == "Alexander")


@pytest.mark.fault("F19")
async def test_an_exercise_that_was_asked_for_opens_to_be_read(shelf: Path) -> None:
    async with opened(shelf, "step-back") as (_, pilot):
        await begun(pilot, shelf)
        async with opened(shelf, "step-back") as (app, second):
            await until(second, lambda: TOLD in shown(app))
            await press(second, "escape")
            assert "Alex" in shown(app) and app.screen.place == "review"  # type: ignore[attr-defined]
        async with opened(shelf, "thought-check") as (app, second):
            await until(second, lambda: TOLD in shown(app))
            await press(second, "escape")
            assert "Nothing is written there yet." in shown(app)
            await press(second, "q")
            assert app.return_code == 0


@pytest.mark.fault("F19")
async def test_taking_it_over_saves_there_and_goes_on_here_at_the_same_word(shelf: Path) -> None:
    async with opened(shelf, "step-back") as (first, pilot):
        await begun(pilot, shelf)
        await press(pilot, "ctrl+n")
        async with opened(shelf, "step-back") as (app, second):
            await until(second, lambda: TOLD in shown(app))
            # What is typed there at this very moment is saved before this window reads.
            await write(pilot, "She sent it.")
            await press(second, "down", "enter")
            await until(second, lambda: "A moment." in shown(app) or "She sent it." in shown(app))
            await until(pilot, lambda: "This book is now open in another window." in shown(first))
            assert "All you wrote is saved. You can read here." in shown(first)
            await until(second, lambda: "She sent it." in shown(app))
            await write(second, " They said no.")
            await until(second, lambda: text_in(shelf, "step-back", "told") == "She sent it. They said no.")
            # There it is read now, letters do nothing, and one key brings it back.
            await write(pilot, "oxz")
            await until(pilot, lambda: not first.owning.hush.on)
            await press(pilot, "enter")
            assert "reading only" in picture(first)
            await press(pilot, "o")
            await until(second, lambda: "This book is now open in another window." in shown(app))
            assert not first.owning.hush.on
            await until(pilot, lambda: "This book is open here now." in shown(first))
            await press(pilot, "home", "enter")
            await until(pilot, lambda: "She sent it. They said no." in shown(first))
            await write(pilot, " So what.")
            await until(pilot, lambda: text_in(shelf, "step-back", "told") == "She sent it. They said no. So what.")
    assert [name for name in files(shelf) if "conflict" in name] == []


async def test_another_book_can_be_opened_instead_and_the_mouse_does_it_all(shelf: Path) -> None:
    async with opened(shelf, "step-back") as (first, pilot):
        await begun(pilot, shelf)
        async with opened(shelf) as (app, second):
            await until(second, lambda: TOLD in shown(app))
            assert "Another book" not in shown(app)
            await click(second, "Leave")
            assert app.return_code == 0
        books = first.desk.shelf
        books.make("The job", first.desk.clock())
        assert first.desk.book is not None
        books.use(first.desk.book)
        async with opened(shelf) as (app, second):
            await until(second, lambda: TOLD in shown(app))
            await click(second, "Another book")
            await click(second, "The job", times=2)
            await until(second, lambda: "Open it" in shown(app))
            await press(second, "enter")
            await until(second, lambda: "The job" in picture(app).splitlines()[0])
            await has_it(second)
            assert "reading only" not in picture(app)
            # Back to the book that the first window has: told again, and taken over by the mouse.
            await press(second, "b")
            await click(second, "Sunday 22 November", times=2)
            await until(second, lambda: "Open it" in shown(app))
            await press(second, "enter")
            await until(second, lambda: TOLD in shown(app))
            await click(second, "Open it here instead")
            await until(pilot, lambda: "This book is now open in another window." in shown(first))
            await until(second, lambda: "This book is open here now." in shown(app))


@pytest.mark.fault("F20")
async def test_another_computer_is_one_question_with_its_name_and_day(shelf: Path) -> None:
    async with opened(shelf, "step-back") as (_, pilot):
        await begun(pilot, shelf)
    async with opened(shelf) as (app, pilot):
        await has_it(pilot)
        assert "another window" not in shown(app), "closed as by a kill: nobody has it"
    (owner,) = shelf.glob(f"*/{OWNER}")
    said = json.loads(owner.read_text())
    for evil, name in (("laptop", "laptop"), ("[/]\x1b]52;x", "[/]]52;x")):
        owner.write_text(json.dumps({**said, "host": evil}))
        async with opened(shelf, days=1) as (app, pilot):
            await until(pilot, lambda: "was not closed there" in shown(app))
            assert f"It was open on “{name}” since Sunday 18:31, and was not closed there." in shown(app)
            await press(pilot, "enter")
            assert "reading only" in picture(app)
            await press(pilot, "o")
            await until(pilot, lambda: "This book is open here now." in shown(app))
        async with opened(shelf, days=1) as (app, pilot):
            await has_it(pilot)
            assert "was not closed" not in shown(app)


async def test_when_the_other_window_is_closed_it_says_so(shelf: Path) -> None:
    async with opened(shelf, "step-back") as (first, pilot):
        await begun(pilot, shelf)
        async with opened(shelf) as (app, second):
            await until(second, lambda: TOLD in shown(app))
            await press(second, "enter")
            first.owning.give_back()
            await until(second, lambda: "It is not open in another window any more." in shown(app))
            await press(second, "o")
            await until(second, lambda: "reading only" not in picture(app))


async def test_who_only_reads_is_offered_nothing_that_changes_the_book(shelf: Path) -> None:
    async with opened(shelf, "step-back") as (first, pilot):
        await begun(pilot, shelf)
        # A thrown away and an earlier one: there is something that could be taken back and brought back.
        await first.open_exercise("resilience/name-it")
        await press(pilot, "enter", "enter")
        await write(pilot, "sad")
        await until(pilot, lambda: bool(list(shelf.glob("*/resilience/name-it.yaml"))))
        await first.review("resilience/name-it")
        await press(pilot, "d", "down", "enter")
        await until(pilot, lambda: bool(list(shelf.glob("trash/*/resilience/name-it*"))))
    async with opened(shelf, "step-back", days=1) as (_, pilot):
        await press(pilot, "end")
        await write(pilot, "ander")
        await until(pilot, lambda: text_in(shelf, "step-back", "callme") == "Alexander")
        await has_it(pilot)
        before = files(shelf)
        async with opened(shelf, days=1) as (app, second):
            await until(second, lambda: "open in another window" in shown(app))
            await press(second, "enter")
            await app.review("resilience/step-back")
            await second.pause()
            keys = picture(app).splitlines()[-1]
            assert "to the trash" not in keys and "go to it" not in keys and "people, keys" in keys
            await press(second, "d")
            assert "Throw" not in shown(app) and "Here it can only be read." in shown(app)
            app.clear_notifications()
            await press(second, "v")
            assert "reading only, 1 earlier version" in picture(app) and "forget" not in picture(app)
            await press(second, "d")
            assert "Forget earlier" not in shown(app) and "Here it can only be read." in shown(app)
            app.clear_notifications()
            await press(second, "enter")
            assert "reading only, yesterday" in picture(app) and "bring" not in picture(app)
            for key in ("enter", "b"):
                await press(second, key)
                assert "Bring" not in shown(app) and "Here it can only be read." in shown(app)
                app.clear_notifications()
            await press(second, "escape", "escape", "escape", "x")
            assert "Name what you feel" in picture(app) and "take it back" not in picture(app)
            for key in ("u", "d", "e"):
                await press(second, key)
                assert "for good" not in shown(app) and "Here it can only be read." in shown(app)
                app.clear_notifications()
            await press(second, "enter")
            assert "Read it" in picture(app) and "Take it back" not in picture(app)
        assert files(shelf) == before


async def test_it_is_the_book_of_the_trash_that_may_be_open_elsewhere(shelf: Path) -> None:
    async with opened(shelf, "step-back") as (first, pilot):
        await begun(pilot, shelf)
        book = first.desk.need_book()
        kept = throw(first.desk.shelf, book, book.path_of(sitting_on(shelf, "step-back")), first.desk.clock())
        other = first.desk.shelf.make("The job", first.desk.clock())
        lies = kept.parent.parent.with_name(other.facts.id) / kept.parent.name / kept.name
        lies.parent.mkdir(parents=True)
        lies.write_bytes(kept.read_bytes())
        for name, only_read in (("The job", False), ("Sunday 22 November", True)):
            first.desk.shelf.use(book if not only_read else other)
            async with opened(shelf) as (app, second):
                if not only_read:
                    await until(second, lambda: TOLD in shown(app))
                    await press(second, "enter")
                else:
                    await has_it(second)
                await press(second, "b")
                await click(second, name)
                await click(second, "See what is in its trash")
                assert f"The trash of “{name}”" in picture(app)
                assert ("reading only" in picture(app)) is only_read
                await press(second, "u")
                said = "Here it can only be read." if only_read else "It is back in your book."
                await until(second, lambda said=said: said in shown(app))
        assert kept.exists() and not lies.exists()


async def test_what_waits_in_another_folder_is_not_brought_into_a_book_that_is_only_read(
    shelf: Path, tmp_path: Path
) -> None:
    async with opened(shelf, "step-back") as (first, pilot):
        await begun(pilot, shelf)
        desk, held = first.desk, first.saver.kept
        assert held is not None
        away = Elsewhere.begin(tmp_path / "away", shelf, desk.clock())
        book, kept = away.to_keep(desk.need_book(), held._replace(sitting=replace(held.sitting, revision=9)))
        book.save(kept, desk.clock())
        whereabouts.note(tmp_path / "settings" / whereabouts.NAME, away.folder)
        before = files(shelf)
        async with opened(shelf) as (app, second):
            await until(second, lambda: TOLD in shown(app))
            await press(second, "enter")
            app.remembered = Remembered(tmp_path / "settings" / "settings.yaml")
            await app.say_what_is_away()
            await second.pause()
            assert "▸ Bring it in" in picture(app)
            await press(second, "enter")
            await until(second, lambda: "Here it can only be read." in shown(app))
        assert files(shelf) == before and waits_in(away.folder) == 1
