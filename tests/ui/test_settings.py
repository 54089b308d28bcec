"""Settings: looks that are tried on and kept, keys of one's own, and a file that may be broken."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from onscreen import desk_on, drop_lock, opened, picture, press, until, write
from textual.dom import DOMNode
from textual.pilot import Pilot

from workbook.store.settingsfile import change_settings, read_settings, with_keys
from workbook.ui import keys
from workbook.ui.app import Start, WorkbookApp
from workbook.ui.commands import COMMANDS, commands
from workbook.ui.screens.presskey import PressKey
from workbook.ui.settings import Remembered
from workbook.ui.widgets.picklist import PickList


@asynccontextmanager
async def with_file(folder: Path, exercise: str = "step-back") -> AsyncIterator[tuple[WorkbookApp, Pilot[None]]]:
    """The app with its settings in `folder`; what was set is on disk afterwards."""
    remembered = Remembered(folder / "settings.yaml")
    remembered.read()
    desk = desk_on(folder / "shelf")
    app = WorkbookApp(desk, Start(desk.library.heading(exercise)), remembered=remembered)
    try:
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            yield app, pilot
    finally:
        drop_lock(app)
    remembered.write()


async def choose(pilot: Pilot[None], id: str) -> None:
    """Go to a line of the settings as the mouse does, and press Enter."""
    found = pilot.app.screen.query_one("#settings", PickList)
    assert id in [one.id for one in found.items], f"no line {id}"
    found.highlight(id)
    await press(pilot, "enter")


async def new_key(pilot: Pilot[None], id: str, *pressed: str) -> None:
    """Ask for another key for a command, and press these."""
    await choose(pilot, f"key {id}")
    await until(pilot, lambda: isinstance(pilot.app.screen, PressKey))
    await press(pilot, *pressed)


def said(app: WorkbookApp) -> str:
    """The words on the screen, wherever its lines break."""
    return " ".join(picture(app).replace("▌", "").split())


async def test_a_look_is_tried_on_by_moving_and_kept_by_enter(tmp_path: Path) -> None:
    async with with_file(tmp_path) as (app, pilot):
        await press(pilot, "f12", "down")
        await until(pilot, lambda: app.theme == "lamp", "tried on")
        await press(pilot, "escape")
        await until(pilot, lambda: app.theme == "paper", "and taken off")
        await press(pilot, "f12")
        await choose(pilot, "theme contrast")
        assert "chosen" in picture(app)
        await press(pilot, "down", "enter", "down")
        await until(pilot, lambda: app.theme not in ("paper", "lamp", "contrast"), "one of the others")
        await press(pilot, "f12")
        await until(pilot, lambda: app.theme == "contrast")
    async with with_file(tmp_path) as (app, pilot):
        assert app.theme == "contrast"
        await press(pilot, "f3")
    async with with_file(tmp_path) as (app, pilot):
        assert app.theme == "paper"


async def test_a_key_of_ones_own_holds_at_once_and_the_next_day(tmp_path: Path) -> None:
    async with with_file(tmp_path) as (app, pilot):
        await press(pilot, "enter", "f12")
        await new_key(pilot, "go_next", "f9")
        await until(pilot, lambda: "f9, also ctrl+n" in picture(app))
        await press(pilot, "escape")
        assert "f9 next" in picture(app)
        await write(pilot, "Sarah")
        await press(pilot, "f9")
        await until(pilot, lambda: "Tell it as a kind reporter" in picture(app))
        await press(pilot, "f2")
        await write(pilot, "next question")
        await until(pilot, lambda: "The next question. An empty box is a skip. f9" in said(app), "the palette says so")
    assert read_settings(tmp_path / "settings.yaml").keys == {"go_next": "f9"}
    async with with_file(tmp_path) as (app, pilot):
        await until(pilot, lambda: "f9 next" in picture(app))
        assert "f9" in keys.acting() and "ctrl+n" in keys.acting()
        await press(pilot, "f12")
        await new_key(pilot, "go_next", "delete")
        await until(pilot, lambda: "also ctrl+n" not in picture(app))
    assert read_settings(tmp_path / "settings.yaml").keys == {}
    assert commands("exercise")[0].keys == "ctrl+n"


async def test_a_key_that_is_needed_is_refused_in_words(tmp_path: Path) -> None:
    async with with_file(tmp_path) as (app, pilot):
        await press(pilot, "f12")
        await choose(pilot, "key go_next")
        for key, words in {
            "ctrl+g": "ctrl+g is taken: See all questions",
            "f12": "f12 is taken: Settings",
            "n": "n alone is a letter while you write",
            "ctrl+z": "ctrl+z is needed for writing",
            "ctrl+q": "ctrl+q always leaves the book",
            "f1": "f1 always leads to people to talk to",
            "tab": "tab is needed to move",
            "7": "7 is needed to move",
        }.items():
            await press(pilot, key)
            await until(pilot, lambda words=words: words in said(app), words)
        await press(pilot, "escape")
        assert not keys.own()
        await new_key(pilot, "print", "y")
        await until(pilot, lambda: keys.own_key("print") == "y")
        app.clear_notifications()  # else it lies over the line for five seconds
        await until(pilot, lambda: "y, also p" in picture(app))
        # A usual key is free once its command has another one.
        await new_key(pilot, "palette", "f13")
        await until(pilot, lambda: keys.own_key("palette") == "f13")
        await new_key(pilot, "settings", "ctrl+p")
        await until(pilot, lambda: keys.own_key("settings") == "ctrl+p")
        assert "ctrl+p" not in keys.keys_of("palette")
        await choose(pilot, "usual")
        await until(pilot, lambda: not keys.own())
    assert "ctrl+p" in keys.keys_of("palette")


@pytest.fixture
def usual() -> Iterator[None]:
    """Whatever keys were given, none of them is left."""
    yield
    keys.forget()


@pytest.mark.parametrize("id", keys.changeable())
def test_every_command_takes_a_key_of_ones_own_in_each_of_its_places(id: str, usual: None) -> None:
    assert keys.give(id, "f13") == ""
    for row in keys.rows(id):
        for place in row.places:
            node = DOMNode()
            keys.settle(node, place)
            named = f"{place}.{id}"
            by_f13 = [one for one in node._bindings.key_to_bindings["f13"] if one.id == named]
            assert [one.action for one in by_f13] == [id] and by_f13[0].key_display == "f13"
            # A usual one goes on working beside it, and a box does not take the new one for a letter.
            assert all(key in node._bindings.key_to_bindings for key in row.keys.split(",")) and by_f13[0].priority
            assert keys.shown(id, place) == "f13"
    assert "f13" in keys.acting()
    # It comes back from the file as it went there; and no other command of the same place can have it.
    assert keys.take_over(keys.own()) == () and keys.own() == {id: "f13"}
    for other in keys.changeable():
        meets = any(keys._meet(row, one.places) for row in keys.rows(id) for one in keys.rows(other))
        if other != id and meets:
            assert keys.why_not(other, "f13").removeprefix("f13 is taken:  ") in [row.tooltip for row in keys.rows(id)]
    assert keys.give_back(id) == "" and keys.own() == {}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"go_back": "f9", "go_next": "F9"}, "go_back: f9 is taken:  The next question. An empty box is a skip."),
        ({"go_next": "f9", "veil": "f9"}, "veil: f9 is taken:  The next question. An empty box is a skip."),
        ({"print": "strg+x"}, "print: strg+x is no key."),
        ({"print": "f99"}, "print: f99 is no key."),
        ({"go_next": "/"}, "go_next: / alone is a letter while you write. Press it with ctrl, or a key such as f6."),
        ({"go_next": "ctrl+q"}, "go_next: ctrl+q always leaves the book."),
        ({"go_next": "esc"}, "go_next: esc is needed to move and to choose."),
        ({"make": "y", "rename": "y"}, "rename: y is taken:  Close the highlighted book."),
        ({"go_next": "ctrl+shift+n", "print": "y", "made.by.a.later.one": "y"}, ""),
    ],
)
def test_a_key_in_the_file_that_cannot_be_had_is_said_in_words(written: dict[str, str], said: str, usual: None) -> None:
    refused = keys.take_over(written)
    assert [line[: len(said)] for line in refused] == ([said] if said else [])
    assert len(keys.own()) == len([id for id in written if id in keys.changeable()]) - bool(said)


def test_a_key_that_many_terminals_never_send_is_said_to_be_one() -> None:
    assert keys.seldom("ctrl+shift+n") == "Many terminals never send ctrl+shift+n."
    assert keys.seldom("ctrl+i") == "Many terminals send tab for ctrl+i."
    assert keys.seldom(keys.normal("Ctrl+[")) == "Many terminals send esc for ctrl+[."
    usual = {key for one in COMMANDS for key in one.keys.split(",")}
    assert not any(keys.seldom(key) for key in {*usual, "ctrl+e", "f13", "alt+n", "ü", "ctrl+f5", "ctrl+up"})


async def test_what_was_written_by_hand_and_cannot_be_is_said_when_the_book_opens(tmp_path: Path) -> None:
    text = "keys:\n  go_next: f9\n  go_back: f9\n  print: strg+x\n  hide: ctrl+i\n  save: f1\n  veil: enter\n"
    (tmp_path / "settings.yaml").write_text(text)
    async with with_file(tmp_path) as (app, pilot):
        await until(pilot, lambda: "Some keys in settings.yaml can't be had" in said(app))
        seen = said(app)
        assert "go_back: f9 is taken: The next question." in seen and "print: strg+x is no key." in seen
        assert "And 1 more." in seen
        assert keys.own() == {"go_next": "f9", "hide": "ctrl+i"}
        await press(pilot, "f12")
        app.screen.query_one("#settings", PickList).highlight("key hide")
        app.clear_notifications()
        await pilot.pause()
        assert "Many terminals send tab for ctrl+i. f6 works too." in said(app)
    assert (tmp_path / "settings.yaml").read_text() == text, "nothing of it is thrown away"


@pytest.mark.parametrize(
    "text", ["theme: [lamp\n", "keys: 7\n", "format: 9\n", "theme: no-such-theme\n", "keys: {help: 1, nobody: f13}\n"]
)
@pytest.mark.fault("F25")
async def test_whatever_is_in_the_file_the_book_opens(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.yaml").write_text(text)
    sound = text.startswith(("theme: no", "keys: {"))
    async with with_file(tmp_path) as (app, pilot):
        assert app.theme == "paper"
        assert not keys.own()
        assert ("Your settings can't be read" in picture(app)) is not sound
        await press(pilot, "f3")
        await until(pilot, lambda: app.theme == "lamp", "it holds for now")
        if text.startswith("format: 9"):
            await until(pilot, lambda: "Not remembered" in picture(app))
        elif not sound:
            await until(pilot, lambda: "kept apart" in picture(app))
    if text.startswith("format: 9"):
        assert (tmp_path / "settings.yaml").read_text() == text
    elif not sound:
        assert (tmp_path / "settings.kept-apart-1.yaml").read_text() == text


async def test_a_key_that_is_given_here_takes_back_none_that_was_given_elsewhere(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text("format: 1\nkeys: {of-later: f20}\n")
    async with with_file(tmp_path) as (app, pilot):
        # Another window, and one of a newer version, have keys of their own.
        change_settings(file, lambda one: with_keys(one, {**one.keys, "print": "f18"}))
        await press(pilot, "enter", "f12")
        await new_key(pilot, "go_next", "f9")
        await until(pilot, lambda: read_settings(file).keys.get("go_next") == "f9")
        assert read_settings(file).keys == {"of-later": "f20", "print": "f18", "go_next": "f9"}
        await choose(pilot, "usual")
        await until(pilot, lambda: "go_next" not in read_settings(file).keys)
    assert read_settings(file).keys == {"of-later": "f20", "print": "f18"}


@pytest.mark.fault("F13")
async def test_a_folder_that_takes_nothing_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "nowhere").write_text("")
    remembered = Remembered(tmp_path / "nowhere" / "settings.yaml")
    remembered.read()
    app = WorkbookApp(desk_on(tmp_path / "shelf"), remembered=remembered)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "f3")
        await until(pilot, lambda: "not remembered" in picture(app))
        assert app.theme == "lamp"


async def test_the_mouse_does_all_of_it(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "f12")
        await pilot.click("#settings", offset=(8, 2))
        await until(pilot, lambda: app.kept_theme == "lamp")
        await pilot.click("#settings", offset=(8, 7))
        await until(pilot, lambda: isinstance(app.screen, PressKey))
        await pilot.click("#leave")
        await until(pilot, lambda: not isinstance(app.screen, PressKey))
        await pilot.click("#keys", offset=(74, 0))
        await until(pilot, lambda: "Begin" in picture(app))


def test_every_usual_key_could_be_read_back_from_the_file() -> None:
    for command in COMMANDS:
        for key in command.keys.split(","):
            assert keys.normal(keys.readable(key)) == key
