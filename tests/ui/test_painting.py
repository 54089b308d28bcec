"""What a key has drawn: the same as if everything were asked how it looks, of few widgets, and at once."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pyte
import pytest
from onscreen import opened, press, write
from rich.cells import cell_len
from textual.geometry import Region
from textual.widget import Widget

from workbook.ui.app import WorkbookApp
from workbook.ui.saver import Saver
from workbook.ui.screens.exercise import ExerciseScreen
from workbook.ui.widgets.editor import Editor
from workbook.ui.widgets.keysline import KeysLine
from workbook.ui.widgets.topline import TopLine

WIDTH, HEIGHT = 80, 24


def in_terminal(app: WorkbookApp, regions: set[Region]) -> tuple[list[list[Any]], list[list[Any]]]:
    """The cells of a terminal: with the whole screen, and with these regions drawn anew over something else."""
    compositor = app.screen._compositor
    terminal = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.Stream(terminal)

    def cells() -> list[list[Any]]:
        return [[terminal.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)]

    stream.feed(compositor.render_full_update().render_segments(app.console))
    whole = cells()
    for x, y, width, height in regions:
        for row in range(y, y + height):
            stream.feed(f"\x1b[0;41m\x1b[{row + 1};{x + 1}H{'#' * width}\x1b[0m")
    compositor._dirty_regions = set(regions)
    update = compositor.render_partial_update()
    assert update is not None
    stream.feed(update.render_segments(app.console))
    return whole, cells()


def some_regions(chance: random.Random) -> set[Region]:
    found = set()
    for _ in range(chance.randint(1, 3)):
        x, y = chance.randrange(WIDTH), chance.randrange(HEIGHT)
        found.add(Region(x, y, chance.randint(1, WIDTH - x), chance.randint(1, min(4, HEIGHT - y))))
    return found


@pytest.mark.parametrize("keys", [(), ("ctrl+b",), ("ctrl+t",)], ids=["page", "card", "help"])
async def test_what_is_drawn_anew_is_what_stands_there(tmp_path: Path, keys: tuple[str, ...]) -> None:
    async with opened(tmp_path / "shelf", "step-back") as (app, pilot):
        await press(pilot, "enter", "A", "enter")
        await write(pilot, "it was a tuesday and she put it under the bread box " * 30)
        await press(pilot, *keys)
        chance = random.Random(8)
        for _ in range(60):
            regions = some_regions(chance)
            whole, drawn = in_terminal(app, regions)
            assert drawn == whole, regions


async def test_a_row_that_changes_again_before_it_is_painted_stands_there_whole(tmp_path: Path) -> None:
    async with opened(tmp_path / "shelf", "step-back") as (app, pilot):
        await press(pilot, "enter", "A", "enter")
        await write(pilot, "one two three")
        box, compositor = app.focused, app.screen._compositor
        assert isinstance(box, Editor)
        terminal = pyte.Screen(WIDTH, HEIGHT)
        stream = pyte.Stream(terminal)
        stream.feed(compositor.render_full_update().render_segments(app.console))
        assert any("one two" in line for line in terminal.display)

        def paint() -> None:
            compositor.update_widgets({box})
            if (update := compositor.render_partial_update()) is not None:
                stream.feed(update.render_segments(app.console))

        # The letter is looked at, the frame comes after the next key, and before that is looked at.
        box.type("x")
        box.on_idle()
        box.action_delete_to_start_of_line()
        paint()
        box.on_idle()
        paint()
        assert not any("one two" in line for line in terminal.display), terminal.display


async def test_a_wide_sign_at_whose_second_half_a_change_begins_is_sent_whole(tmp_path: Path) -> None:
    async with opened(tmp_path / "shelf", "step-back") as (app, pilot):
        await press(pilot, "enter", "A", "enter")
        box = app.focused
        assert isinstance(box, Editor)
        box.type("日本語" * 200)
        await pilot.pause()
        compositor = app.screen._compositor
        whole = compositor.render_strips()
        rows = [(y, strip.text) for y, strip in enumerate(whole) if strip.text.count("日") > 5]
        assert rows
        for y, text in rows:
            for left in range(8, 60):
                compositor._dirty_regions = {Region(left, y, 4, 1)}
                update = compositor.render_partial_update()
                assert update is not None
                sent = update.render_segments(app.console)
                seen = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", sent)
                assert seen in text and 4 <= cell_len(seen) <= 6, (left, seen)


async def test_for_a_letter_only_what_lies_where_it_stands_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Widget, int]] = []
    sound = Widget.render_lines

    def listening(widget: Widget, crop: Region) -> Any:
        asked.append((widget, crop.height))
        return sound(widget, crop)

    # Nothing is written meanwhile: what it says of saving stays as it is.
    monkeypatch.setattr(Saver, "_schedule", lambda *_: None)
    async with opened(tmp_path / "shelf", "step-back") as (_, pilot):
        await press(pilot, "enter", "A", "enter", "a")
        monkeypatch.setattr(Widget, "render_lines", listening)
        await press(pilot, "b")
        assert any(isinstance(widget, Editor) for widget, _ in asked)
        assert {height for _, height in asked} == {1}
        assert not any(isinstance(widget, TopLine | KeysLine) for widget, _ in asked)


async def test_a_letter_waits_for_no_frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    async with opened(tmp_path / "shelf", "step-back") as (app, pilot):
        await press(pilot, "enter", "A", "enter")
        screen = app.screen
        assert isinstance(screen, ExerciseScreen)
        sound = screen._compositor_refresh

        def refresh() -> None:
            drawn.append(str(screen.widget.current() if screen.widget is not None else ""))
            sound()

        # As where one has just been drawn: the next is long in coming.
        monkeypatch.setattr(screen._update_timer, "resume", lambda: None)
        monkeypatch.setattr("settling._draw", lambda _: False)
        monkeypatch.setattr(screen, "_compositor_refresh", refresh)
        # Not by `press`, which has all drawn in the end.
        await pilot.press("x", "y")
        assert drawn[0] == "x"
        assert drawn[-1] == "xy"
        assert not screen._dirty_widgets
