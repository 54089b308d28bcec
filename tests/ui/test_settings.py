"""Settings: looks that are tried on and kept, keys of one's own, and a file that may be broken."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from onscreen import desk_on, drop_lock, opened, picture, press, until, write
from textual.pilot import Pilot

from workbook.store.settingsfile import change_settings, read_settings, with_keys
from workbook.ui import keys
from workbook.ui.app import Start, WorkbookApp
from workbook.ui.commands import COMMANDS, commands
from workbook.ui.screens.presskey import PressKey
from workbook.ui.settings import Remembered


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
    """Move the highlight of the settings to a line, and press Enter."""
    found = pilot.app.screen.query_one("#settings")
    await press(pilot, "home")
    for _ in range(60):
        if found.highlighted.id == id:  # type: ignore[attr-defined]
            break
        await press(pilot, "down")
    else:
        raise AssertionError(f"no line {id}")
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
