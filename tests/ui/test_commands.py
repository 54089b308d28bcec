"""The table of commands: every row does something where it says so, by key, in the footer and in the palette."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from onscreen import click, opened, picture, press, text_in, until, wheel, write

from workbook.ui.app import WorkbookApp
from workbook.ui.commands import COMMANDS, commands, footer
from workbook.ui.palette import Palette
from workbook.ui.screens.asitwas import AsItWasPage
from workbook.ui.screens.becomes import Becomes
from workbook.ui.screens.books import Books
from workbook.ui.screens.closed import Closed
from workbook.ui.screens.compare import Compare
from workbook.ui.screens.contents import Contents
from workbook.ui.screens.end import End
from workbook.ui.screens.exercise import ExerciseScreen
from workbook.ui.screens.help import Help
from workbook.ui.screens.methods import MethodsPage
from workbook.ui.screens.newbook import NewBook
from workbook.ui.screens.page import Page
from workbook.ui.screens.printing import PrintScreen
from workbook.ui.screens.returned import Returned
from workbook.ui.screens.review import ReviewScreen
from workbook.ui.screens.settings import SettingsPage
from workbook.ui.screens.shortbreak import ShortBreak
from workbook.ui.screens.trash import Trash
from workbook.ui.screens.versions import VersionsPage
from workbook.ui.screens.welcome import Welcome
from workbook.ui.widgets.keysline import fitting

SCREENS: dict[str, type[Page]] = {
    "contents": Contents,
    "welcome": Welcome,
    "end": End,
    "exercise": ExerciseScreen,
    "books": Books,
    "newbook": NewBook,
    "closed": Closed,
    "returned": Returned,
    "review": ReviewScreen,
    "settings": SettingsPage,
    "print": PrintScreen,
    "methods": MethodsPage,
    "becomes": Becomes,
    "shortbreak": ShortBreak,
    "versions": VersionsPage,
    "asitwas": AsItWasPage,
    "compare": Compare,
    "trash": Trash,
}


@pytest.mark.parametrize(
    ("place", "id"), [(place, command.id) for command in COMMANDS for place in command.places], ids=str
)
def test_every_command_has_its_action(place: str, id: str) -> None:
    owner = WorkbookApp if place == "everywhere" else SCREENS[place]
    assert callable(getattr(owner, f"action_{id}", None)), f"{owner.__name__} can't {id}"


def test_no_key_means_two_things_in_one_place() -> None:
    for place in SCREENS:
        keys = [key for one in (*commands(place), *commands("everywhere")) for key in one.keys.split(",")]
        assert sorted(keys) == sorted(set(keys)), place


def test_the_way_out_is_last_in_every_footer() -> None:
    for place in SCREENS:
        assert footer(place)[-1].id in ("quit", "leave")


async def test_a_key_in_the_footer_can_be_clicked(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "down", "down", "enter")
        keys = app.screen.keys  # type: ignore[attr-defined]
        start, _, command = next(one for one in keys._fitting() if one[2].id == "help")
        assert command.shown == "?"
        await pilot.click("#keys", offset=(start + 3, 0))
        await pilot.pause()
        assert "To talk to a person" in picture(app)


async def test_in_the_smallest_window_too_everything_can_be_done_with_the_mouse(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back", size=(40, 12)) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Sarah")
        # Where the words of help have no room, its key is there.
        await click(pilot, "ctrl+t", which=picture(app).count("ctrl+t") - 1)
        assert isinstance(app.screen, Help)
        for _ in range(60):
            if "Light or dark." in picture(app):
                break
            await wheel(pilot, 2)
        await click(pilot, "Light or dark.")
        await until(pilot, lambda: app.theme == "lamp")
        assert isinstance(app.screen, ExerciseScreen) and "Sarah" in picture(app)


async def test_a_key_that_is_read_over_a_card_does_nothing_there(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back", size=(80, 60)) as (app, pilot):
        await press(pilot, "enter", "ctrl+b")
        await write(pilot, "Mine.")
        await press(pilot, "ctrl+t")
        await click(pilot, "Back to the contents.")
        assert isinstance(app.screen, Help)
        await press(pilot, "escape")
        assert "Mine." in picture(app)


def test_help_and_the_way_out_are_in_the_last_line_of_every_place_at_every_width() -> None:
    for place in SCREENS:
        for width in range(36, 81):  # forty columns with their margins, and more
            line = fitting(footer(place), width)
            ids = [one.id for *_, one in line]
            assert "help" in ids and ids[-1] == footer(place)[-1].id, (place, width)
            assert line[-1][1] <= width and ids == [one.id for one in footer(place) if one.id in ids]
            assert all(end + 3 <= start for (_, end, _), (start, _, _) in pairwise(line)), (place, width)


async def test_the_palette_finds_a_command_by_its_words_and_does_it(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "enter", "f2")
        await write(pilot, "light dark")
        assert "Light or dark." in picture(app)
        assert "Back to the contents" not in picture(app)
        await press(pilot, "enter")
        await until(pilot, lambda: app.theme == "lamp")


async def test_help_and_palette_name_only_what_this_question_knows(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "enter", "f2")
        await write(pilot, "move line")
        assert "Nothing is called that." in picture(app)
        await press(pilot, "escape", "f2")
        await write(pilot, "help")
        assert "People to talk to, an example, the keys." in picture(app)


async def test_the_palette_offers_no_screenshot(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "enter", "ctrl+p")
        assert "creenshot" not in picture(app)


async def test_the_palette_opens_any_exercise_from_anywhere(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "f2")
        await write(pilot, "open thought table")
        assert "Open: Put the thought on the table" in picture(app)
        await press(pilot, "enter")
        await until(pilot, lambda: "Begin" in picture(app))
        await press(pilot, "enter")
        await write(pilot, "Nobody will read it.")
        await press(pilot, "f12", "f2")
        await write(pilot, "open street")
        await press(pilot, "enter")
        await until(pilot, lambda: "From across the street" in picture(app))
        assert text_in(tmp_path, "thought-check", "thought") == "Nobody will read it."
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, Contents))


async def test_the_palette_says_so_when_nothing_is_called_that(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, Palette))
        await write(pilot, "xyz\n")
        await until(pilot, lambda: "Nothing is called that." in picture(app))
        await press(pilot, "ctrl+p")
        await until(pilot, lambda: "Nothing is called that." not in picture(app))


@pytest.mark.parametrize("place", ["contents", "exercise"])
async def test_the_palette_has_every_command_of_the_place_and_of_everywhere(tmp_path: Path, place: str) -> None:
    async with opened(tmp_path, "step-back", size=(80, 60)) as (app, pilot):
        await press(pilot, "enter" if place == "exercise" else "escape", "f2")
        await until(pilot, lambda: isinstance(app.screen, Palette))
        assert isinstance(app.screen, Palette)
        listed = {item.id for item in app.screen.found}
        page = app.screen_stack[-2]
        assert isinstance(page, Page)
        wanted = {one.id for one in (*commands(place), *commands("everywhere")) if page.does(one.id)}
        wanted -= {"palette"}
        assert wanted <= listed


async def test_a_line_of_the_palette_can_be_clicked(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "f2")
        await until(pilot, lambda: isinstance(app.screen, Palette))
        assert isinstance(app.screen, Palette)
        await write(pilot, "light dark")
        await click(pilot, "Light or dark.")
        await until(pilot, lambda: app.theme == "lamp")


@pytest.mark.parametrize("place", ["contents", "books", "review", "versions", "asitwas", "compare", "trash"])
def test_people_to_talk_to_are_in_the_last_line_of_a_narrow_window(place: str) -> None:
    *front, last = footer(place)
    shown = [f"{one.shown} {one.words}" for one in front]
    at = next(at for at, one in enumerate(front) if one.id == "help")
    # Of sixty columns the margins take four. What is offered in another window's book alone stands before it.
    before = [words for words in shown[: at + 1] if words != "o open it here"]
    assert len("   ".join((*before, f"{last.shown} {last.words}"))) <= 56
    if place == "compare":
        assert "settle" in [one.id for *_, one in fitting(footer(place), 38)], "what all of it is for, on forty columns"
