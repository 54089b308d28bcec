"""A page is laid out and painted once when it is opened or turned to; after that only what changes is painted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pyte
import pytest
from onscreen import opened, picture, press, until
from textual._compositor import Compositor, CompositorUpdate
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets._toast import Toast

from workbook.ui.screens.exercise import ExerciseScreen
from workbook.ui.screens.laidonce import LaidOnce
from workbook.ui.widgets.oneline import OneLine


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often an exercise was laid out, and how often all of its page was painted."""
    found: Counter[str] = Counter()
    reflow, whole = Compositor.reflow, Compositor.render_full_update

    def laid(compositor: Compositor, parent: Widget, size: Size) -> Any:
        found["laid out"] += isinstance(parent, ExerciseScreen)
        return reflow(compositor, parent, size)

    def painted(compositor: Compositor, simplify: bool = False) -> Any:
        found["painted whole"] += isinstance(compositor.root, ExerciseScreen)
        return whole(compositor, simplify)

    monkeypatch.setattr(Compositor, "reflow", laid)
    monkeypatch.setattr(Compositor, "render_full_update", painted)
    return found


async def test_an_exercise_that_opens_is_laid_out_and_painted_once(tmp_path: Path, work: Counter[str]) -> None:
    found = []
    async with opened(tmp_path) as (app, pilot):
        await press(pilot, "enter", "escape")
        for _ in range(5):
            work.clear()
            await press(pilot, "enter")
            await until(pilot, lambda: isinstance(app.screen, ExerciseScreen) and app.screen.focused is not None)
            await pilot.pause()
            found.append((work["laid out"], work["painted whole"]))
            await press(pilot, "escape")
    # On a busy machine a message may come late, and have it laid out once more.
    assert sorted(found)[2] == (1, 1), found


async def test_a_page_that_is_turned_is_laid_out_once_and_never_painted_whole_not_even_for_the_focus(
    tmp_path: Path, work: Counter[str]
) -> None:
    found = []
    async with opened(tmp_path, "resilience/step-back") as (_, pilot):
        await press(pilot, "enter")
        work.clear()
        for key in ("ctrl+n", "ctrl+r") * 3:
            before = work["laid out"]
            await press(pilot, key)
            found.append(work["laid out"] - before)
        await press(pilot, "tab", "tab")
    assert sorted(found)[2] == 1, found
    assert not work["painted whole"]


async def test_a_line_that_wraps_has_its_rows_when_its_page_comes_up(tmp_path: Path) -> None:
    words = "the letter came on a Tuesday and I put it under the bread box where nobody would look for it"
    async with opened(tmp_path, "resilience/step-back") as (app, pilot):
        await press(pilot, "enter")
        box = app.screen.query_one(OneLine)
        box.type(words)
        await press(pilot, "ctrl+n", "ctrl+r")
        box = app.screen.query_one(OneLine)
        assert box.content_size.height == box.wrapped_document.height == 2
        assert "where nobody would look for it" in picture(app)


async def test_another_size_of_the_window_lays_it_out_anew(tmp_path: Path, work: Counter[str]) -> None:
    async with opened(tmp_path, "resilience/step-back", size=(100, 30)) as (app, pilot):
        await press(pilot, "enter")
        work.clear()
        await pilot.resize_terminal(50, 20)
        await pilot.pause()
        assert app.screen.has_class("-narrow") and not app.screen.has_class("-wide")
        assert work["laid out"] and app.screen.query_one("#keys").region.bottom == 20


async def test_a_page_over_which_something_is_laid_at_once_stands_below_it(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(100, 40)) as (app, pilot):
        await app.open_exercise("step-back")
        app.say(("Something else", "has to be said."))
        await pilot.pause()
        assert "Something else" in picture(app)
        assert "From across the street" in picture(app)


async def test_a_toast_that_has_gone_is_painted_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = pyte.Screen(80, 24)
    stream = pyte.Stream(terminal)
    async with opened(tmp_path, "resilience/step-back") as (app, pilot):
        sound = app._display

        def display(screen: Screen[Any], update: Any) -> None:
            if isinstance(update, CompositorUpdate):
                stream.feed(update.render_segments(app.console))
            sound(screen, update)

        monkeypatch.setattr(app, "_display", display)
        for keys in ((), ("enter",), ("ctrl+n",), ("escape",)):
            await press(pilot, *keys)
            app.notify("Something was said.", timeout=60)
            await until(pilot, lambda: any("Something was said." in line for line in terminal.display))
            app.screen.query_one(Toast)._expire()
            await until(pilot, lambda: not app.screen.query(Toast))
            await pilot.pause()
            assert not any("Something was said." in line for line in terminal.display), keys


async def test_what_is_to_be_done_once_a_page_stands_is_done_though_that_page_goes_before(tmp_path: Path) -> None:
    done: list[bool] = []
    async with opened(tmp_path, "resilience/step-back") as (app, pilot):
        page = LaidOnce()
        with app.batch_update():
            await app.push_screen(page)
            app.call_after_refresh(done.append, True)
            await until(pilot, lambda: bool(page._callbacks))
            await app.pop_screen()
        await until(pilot, lambda: bool(done))
    assert done == [True]
