"""The veil: at once nothing is to be seen, whatever is on the screen; then everything is exactly as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from onscreen import opened, picture, press, text_in, until, write
from textual import events
from textual.app import App
from textual.pilot import Pilot

from workbook.ui.app import WorkbookApp
from workbook.ui.veil import NEUTRAL
from workbook.ui.widgets.editor import Editor


class Seen:
    """What a terminal would show: everything that is drawn, in the order in which it is drawn."""

    def __init__(self) -> None:
        self.drawn: list[str] = []

    @property
    def last(self) -> str:
        """What was drawn last, without the blanks."""
        return self.drawn[-1].strip()


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Seen]:
    found = Seen()

    def draw(app: App[None], screen: Any, renderable: Any) -> None:
        if renderable is not None and app._running and not app._batch_count:
            found.drawn.append("".join(one.text for one in app.console.render(renderable) if not one.control))

    monkeypatch.setattr(App, "_display", draw)
    yield found


def click(pilot: Pilot[None], at: tuple[int, int] = (10, 5)) -> None:
    """A click as the terminal reports it."""
    driver = pilot.app._driver
    assert driver is not None
    for kind in (events.MouseDown, events.MouseUp):
        event = kind(None, *at, 0, 0, 1, False, False, False)
        event.set_sender(pilot.app)
        driver.send_message(event)


def state(app: WorkbookApp) -> tuple[object, ...]:
    """All that must be as it was."""
    focused = app.focused
    text = (focused.text, focused.selection, focused.scroll_offset) if isinstance(focused, Editor) else None
    return (app.screen, focused, text, picture(app))


PLACES: dict[str, tuple[str, tuple[str, ...]]] = {
    "welcome": ("", ()),
    "contents": ("step-back", ("escape",)),
    "a question with text": ("step-back", ("enter", "=Sarah", "enter", "=She sent it.", "left", "left")),
    "help over it": ("step-back", ("enter", "=Sarah", "ctrl+t")),
    "the palette, half typed": ("step-back", ("enter", "ctrl+p", "=lig")),
    "settings": ("step-back", ("f12", "down")),
    "a key that is asked for": ("step-back", ("f12", "down", "down", "down", "down", "enter")),
    "the end": ("step-back", ("enter", "=S", "enter", "ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n")),
}


@pytest.mark.parametrize("place", PLACES)
async def test_nothing_is_seen_and_then_everything_is_as_it_was(tmp_path: Path, seen: Seen, place: str) -> None:
    exercise, keys = PLACES[place]
    async with opened(tmp_path, exercise) as (app, pilot):
        for key in keys:
            await (write(pilot, key[1:]) if key.startswith("=") else press(pilot, key))
        await app.saver.flush()
        await pilot.pause(0.2)
        before = state(app)
        await pilot.press("ctrl+l")
        assert seen.last == NEUTRAL, "the first thing that is drawn after the key"
        count = len(seen.drawn)
        await write(pilot, "and the rest, of a sentence.")
        app.post_message(events.Paste("pasted\nwords"))
        app.notify("Something that comes from behind.")
        app.screen.refresh()
        await pilot.resize_terminal(70, 20)
        await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert {one.strip() for one in seen.drawn[count:]} <= {NEUTRAL}
        assert app.veil.down
        app.clear_notifications()
        await pilot.pause()
        await pilot.press("escape")
        assert not app.veil.down
        await until(pilot, lambda: state(app) == before, "as it was")
        assert seen.last != NEUTRAL


async def test_it_comes_at_once_also_while_the_app_waits_for_the_disk(
    tmp_path: Path, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Sarah")
        await app.saver.flush()
        app.saver._lock.acquire()
        try:
            await write(pilot, " K")
            driver = app._driver
            assert driver is not None
            for name in ("ctrl+s", "ctrl+l"):
                key = events.Key(name, None)
                key.set_sender(app)
                driver.send_message(key)
            await until(pilot, lambda: seen.last == NEUTRAL, "veiled while the disk does not answer")
        finally:
            app.saver._lock.release()
        await until(pilot, lambda: text_in(tmp_path, "step-back", "callme") == "Sarah K", "saved behind the veil")
        assert app.veil.down


async def test_a_click_brings_it_back_and_does_nothing_else(tmp_path: Path, seen: Seen) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "ctrl+l")
        begin = app.screen.query_one("#begin").region
        click(pilot, (begin.x + 2, begin.y))
        await until(pilot, lambda: not app.veil.down)
        await pilot.pause()
        assert app.screen.query("#begin"), "the button under the mouse was not pressed"
        click(pilot, (begin.x + 2, begin.y))
        await until(pilot, lambda: not app.screen.query("#begin"), "the next click is meant for it")


async def test_somebody_in_a_hurry_presses_it_twice_and_may_leave_without_a_word(tmp_path: Path, seen: Seen) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Sarah")
        await press(pilot, "ctrl+l", "ctrl+l")
        assert app.veil.down
        count = len(seen.drawn)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app._exit, "left")
        assert {one.strip() for one in seen.drawn[count:]} <= {NEUTRAL}
    assert text_in(tmp_path, "step-back", "callme") == "Sarah"


async def test_leaving_that_can_not_save_is_not_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Sarah")
        await app.saver.flush()
        monkeypatch.setattr("workbook.store.workbook.Book.save", _full)
        await write(pilot, " K")
        await press(pilot, "ctrl+l", "ctrl+q")
        await until(pilot, lambda: "not saved yet" in picture(app))
        assert not app.veil.down


def _full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


async def test_the_palette_hides_the_page_too(tmp_path: Path, seen: Seen) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        await press(pilot, "f2")
        await write(pilot, "hide page")
        await press(pilot, "enter")
        await until(pilot, lambda: app.veil.down)
        assert seen.last == NEUTRAL
        await press(pilot, "ctrl+l")
        assert not app.veil.down
