"""Every command of the table, on a real page of each of its places: by each of its keys, by mouse and by the palette.

What a command does is shown elsewhere. Here it only counts, so that the page stays and the next one can be tried.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from onscreen import EVENING, _mouse, opened, picture, press, until, write
from textual.events import Key, MouseDown, MouseUp
from textual.keys import key_to_character
from textual.message import Message
from textual.pilot import Pilot

from workbook.model.answers import Answer
from workbook.model.sitting import Sitting
from workbook.store.kept import Kept
from workbook.store.shelf import Shelf
from workbook.store.sittingfile import encode
from workbook.store.trash import throw
from workbook.ui.app import WorkbookApp
from workbook.ui.commands import COMMANDS, EVERYWHERE, Command, commands
from workbook.ui.keys import is_plain
from workbook.ui.palette import Palette
from workbook.ui.screens.help import Doing, Help
from workbook.ui.screens.laid import Laid
from workbook.ui.screens.page import Page
from workbook.ui.veil import Veil
from workbook.ui.widgets.picklist import PickList

PLACES = tuple(dict.fromkeys(place for one in COMMANDS for place in one.places if place != EVERYWHERE))
TALL = (80, 90)
"""All lines of help and of the palette are in sight."""
ITSELF = ("books", "trash")
"""Here the page itself does what its list would be told by Enter."""


@contextmanager
def counted(page: Page) -> Iterator[list[str]]:
    """From now on commands of this page and of everywhere only say that they were asked for, by their ids."""
    done: list[str] = []

    def says(id: str) -> Callable[..., Awaitable[None]]:
        async def act(*_: object) -> None:
            done.append(id)

        return act

    def post(listed: PickList, message: Message) -> bool:
        # What an Enter, a click or Space does on a list, the list says to its page.
        what = {PickList.Chosen: "open", PickList.Picked: "tick"}.get(type(message))  # type: ignore[call-overload]
        if what is None:
            return real(listed, message)
        done.append(what)
        return True

    real = PickList.post_message
    with pytest.MonkeyPatch.context() as patch:
        for owner, place in ((type(page), page.place), (WorkbookApp, EVERYWHERE)):
            for one in commands(place):
                if one.id not in ("open", "tick") or not isinstance(page.focused, PickList) or page.place in ITSELF:
                    # Every page leaves the book by the app, which meets ctrl+q itself.
                    patch.setattr(WorkbookApp if one.id == "quit" else owner, f"action_{one.id}", says(one.id))
        patch.setattr(PickList, "post_message", post)
        patch.setattr(Veil, "drop", lambda *_: done.append("veil"))
        yield done


async def press_all(pilot: Pilot[None], keys: list[str]) -> None:
    """Press keys faster than anybody can, and wait for the last."""
    driver = pilot.app._driver
    assert driver is not None
    for name in keys:
        key = Key(name, key_to_character(name) or {"slash": "/"}.get(name))
        key.set_sender(pilot.app)
        driver.send_message(key)
    await pilot.pause()


async def click_all(pilot: Pilot[None], at: list[tuple[int, int]]) -> None:
    """Click at these columns and rows, one after the other."""
    for x, y in at:
        pilot.app._click_chain_last_time = None
        for event in (MouseDown, MouseUp):
            _mouse(pilot, event, x, y)
    await pilot.pause()


async def clicked_lines(pilot: Pilot[None], card: Laid[Any], rows: list[Command]) -> list[str]:
    """Click the line of each of these on a card; what the card would give back for each."""
    given: list[str] = []
    lines = picture(pilot.app).splitlines()
    at = []
    for row in rows:
        found = [y for y, line in enumerate(lines) if row.tooltip[:30] in line]
        assert found, f"{row.id} is not on {type(card).__name__}: {row.tooltip}\n{picture(pilot.app)}"
        at += [(lines[y].index(row.tooltip[:30]) + 2, y) for y in found]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(card), "dismiss", lambda _, id=None: given.append(id))
        await click_all(pilot, at)
    return given


async def reached(app: WorkbookApp, pilot: Pilot[None], place: str, *, letters: bool = True) -> None:
    """Each command of the page that is on top now is reached in each way. On a question letters are text."""
    page = app.screen
    assert isinstance(page, Page) and page.place == place, f"{place}, not {page}\n{picture(app)}"
    rows = [*commands(place), *commands(EVERYWHERE)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(page), "does", lambda *_: True)
        page.keys.shown = page.footer()
        await palette_and_help(app, pilot, place)
        with counted(page) as done:
            for row in {one.id: one for one in rows}.values():
                done.clear()
                await app.do(row.id)
                assert done == [row.id], f"{place}: {row.id} as help and the palette do it: {done}"
            done.clear()
            asked = [(key, one.id) for one in rows for key in one.keys.split(",") if letters or not is_plain(key)]
            await press_all(pilot, [key for key, _ in asked])
            assert Counter(done) == Counter(id for _, id in asked), f"{place}: by their keys"
            done.clear()
            line = page.keys.content_region
            in_sight = page.keys._fitting()
            await click_all(pilot, [(line.x + x, line.y) for start, end, _ in in_sight for x in (start, end - 1)])
            assert Counter(done) == Counter([one.id for *_, one in in_sight] * 2), f"{place}: in the last line"
    page.keys.shown = page.footer()
    await pilot.pause()


async def palette_and_help(app: WorkbookApp, pilot: Pilot[None], place: str) -> None:
    """Each command has a line on either card, and a click on it gives back its id."""
    page = app.screen
    # What can be done everywhere is clicked in one place.
    rows = [*commands(place), *(commands(EVERYWHERE) if place == "settings" else ())]
    first = {one.id: one for one in reversed(rows) if one.id != "palette"}
    await press(pilot, "f2")
    assert isinstance(app.screen, Palette)
    assert {one.id for one in app.screen.found} >= {one.id for one in commands(EVERYWHERE)} - {"palette"}
    assert set(await clicked_lines(pilot, app.screen, list(first.values()))) == set(first)
    await press(pilot, "escape", "ctrl+t")
    assert isinstance(app.screen, Help) and "To talk to a person" in picture(app)
    assert {one.command for one in app.screen.query(Doing)} >= {*commands(place), *commands(EVERYWHERE)}
    wanted = {"" if one.id == "help" else one.id for one in rows}
    assert set(await clicked_lines(pilot, app.screen, rows)) == wanted
    await press(pilot, "ctrl+t")
    assert app.screen is page


def answer(words: str) -> Answer:
    return Answer("What is it?", "line", value=words, day=EVENING.date())


def two_versions(folder: Path) -> None:
    """A book in which a sync program left a second version of one exercise; something lies in its trash too."""
    shelf = Shelf(folder)
    book = shelf.make("The novel", EVENING)
    one = Sitting(
        "name-it", "Name what you feel", "resilience", "start", EVENING, revision=3, saved=EVENING, done=3, of=5,
        answers={"same": answer("As it was."), "heard": answer("Two people.")},
    )  # fmt: skip
    path = book.path_of(one)
    book.save(Kept(path, one), EVENING)
    throw(shelf, book, path, EVENING)
    book.save(Kept(path, one), EVENING)
    other = replace(one, answers={**one.answers, "heard": answer("Two people, and Mara.")})
    path.with_name("name-it.sync-conflict-20261122-181940-ABCDEFG.yaml").write_bytes(encode(other))


def test_no_place_of_the_table_is_left_out() -> None:
    assert set(re.findall(r'reached\(app, pilot, "(\w+)"', Path(__file__).read_text())) == set(PLACES)


async def test_before_the_first_word(tmp_path: Path) -> None:
    async with opened(tmp_path, size=TALL) as (app, pilot):
        await reached(app, pilot, "welcome")
        await press(pilot, "m")
        await until(pilot, lambda: getattr(app.screen, "place", "") == "methods")
        await reached(app, pilot, "methods")
        await press(pilot, "escape", "f12")
        await reached(app, pilot, "settings")


async def test_in_an_exercise_and_in_what_was_written_there(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back", size=TALL) as (app, pilot):
        await reached(app, pilot, "exercise")
        await press(pilot, "enter")
        await write(pilot, "Sarah\nShe sent it to nine agents, and one wrote back to her.")
        await press(pilot, "ctrl+s", "ctrl+u")
        await write(pilot, "She sent it.")
        await press(pilot, "ctrl+s")
        await reached(app, pilot, "exercise", letters=False)
        await press(pilot, "f2")
        await write(pilot, "read what")
        await press(pilot, "enter")
        await reached(app, pilot, "review")
        await press(pilot, "v")
        await reached(app, pilot, "versions")
        await press(pilot, "enter")
        await reached(app, pilot, "asitwas")
        await press(pilot, "escape", "escape", "escape", "ctrl+n", "ctrl+n")
        await until(pilot, lambda: getattr(app.screen, "ready", False))
        await reached(app, pilot, "end")


async def test_from_the_contents(tmp_path: Path) -> None:
    two_versions(tmp_path)
    async with opened(tmp_path, size=TALL) as (app, pilot):
        await until(pilot, lambda: "Two versions" in picture(app))
        await reached(app, pilot, "contents")
        await press(pilot, "v")
        await reached(app, pilot, "compare")
        await press(pilot, "escape", "s")
        await reached(app, pilot, "shortbreak")
        await press(pilot, "escape", "p")
        await reached(app, pilot, "print")
        await press(pilot, "escape", "x")
        await reached(app, pilot, "trash")
        await press(pilot, "escape", "b")
        await reached(app, pilot, "books")
        await press(pilot, "n")
        await reached(app, pilot, "newbook")
        await press(pilot, "escape", "b", "y", "down", "enter")
        await until(pilot, lambda: getattr(app.screen, "place", "") == "closed")
        await reached(app, pilot, "closed")


async def test_after_writing_for_nobody_and_on_what_comes_back(tmp_path: Path) -> None:
    async with opened(tmp_path / "one", "let-it-out", size=TALL) as (app, pilot):
        await press(pilot, "enter", "ctrl+n", "ctrl+n")
        await write(pilot, "For nobody.")
        await press(pilot, "ctrl+n")
        await reached(app, pilot, "becomes")
    async with opened(tmp_path / "two", "kind-letter") as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Nobody will ever read it.\n")
        await press(pilot, *["ctrl+n"] * 4)
        await write(pilot, "It is one no.")
        await press(pilot, "ctrl+n", "ctrl+n")
        await until(pilot, lambda: getattr(app.screen, "ready", False))
        await press(pilot, "enter", "escape")
    async with opened(tmp_path / "two", size=TALL, days=7) as (app, pilot):
        await reached(app, pilot, "returned")
        await press(pilot, "enter")
        await reached(app, pilot, "returned", letters=False)
