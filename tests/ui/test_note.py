"""Time for a question, and a pace to breathe by: nothing hurries, nothing counts down, nothing must move."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from onscreen import Clock, opened, picture, press, until
from smallpack import one, small

from workbook.ui.widgets import breath
from workbook.ui.widgets.breath import Breath
from workbook.ui.widgets.softtimer import SoftTimer, in_words

NOTE = """  - id: n
    kind: note
    text: Feet on the floor.
    minutes: 2
    breathe: {in: 4, out: 6}
"""


def test_a_breath_goes_in_and_out_again_and_again() -> None:
    times: Iterator[float] = iter([0, 0, 2, 4, 7, 10, 12])
    pace = Breath(4, 6, clock=lambda: next(times))
    pace._since = pace.clock()
    shown = [pace.now() for _ in range(6)]
    assert shown == [
        ("Breathe in", 0), ("Breathe in", 0.5), ("Breathe out", 1), ("Breathe out", 0.5), ("Breathe in", 0),
        ("Breathe in", 0.5),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "words"), [(2, "two"), (15, "fifteen"), (20, "twenty"), (25, "twenty-five"), (100, "100")]
)
def test_minutes_are_said_in_words(number: int, words: str) -> None:
    assert in_words(number) == words


async def test_the_bar_moves_is_held_still_by_key_and_mouse_and_the_time_ends_quietly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = [0.0]
    monkeypatch.setattr(breath, "BEAT", 0.05)
    pack, clock = small(tmp_path / "pack", NOTE + one("text", "minutes: 20")), Clock()
    async with opened(tmp_path / "s", "first", content=pack, clock=clock) as (app, pilot):
        await press(pilot, "enter")
        pace = app.screen.query_one(Breath)
        pace.clock = lambda: seconds[0]
        pace.move(True)
        await until(pilot, lambda: "Breathe in" in picture(app) and "━" not in picture(app))
        assert "In for 4, out for 6" in picture(app) and "About 2 minutes." in picture(app)
        seconds[0] = 4.0
        await until(pilot, lambda: "Breathe out   " + "━" * 40 in picture(app))
        await press(pilot, "space")
        assert "Breathe out" not in picture(app) and "Let it move" in picture(app)
        await pilot.click("#still")
        await until(pilot, lambda: "Breathe in" in picture(app) and "Hold it still" in picture(app))
        clock.later(minutes=2)
        app.screen.query_one(SoftTimer).look()
        await until(pilot, lambda: "The two minutes are over. Stay as long as you like." in picture(app))
        await press(pilot, "ctrl+n")
        assert "About 20 minutes." in picture(app)
        # Going back and forth does not begin the time anew.
        clock.later(minutes=15)
        await press(pilot, "ctrl+r", "ctrl+n")
        clock.later(minutes=5)
        app.screen.query_one(SoftTimer).look()
        await until(pilot, lambda: "The twenty minutes are over." in picture(app))


async def test_where_nothing_is_to_move_the_pace_is_words_alone(tmp_path: Path) -> None:
    pack = small(tmp_path / "pack", NOTE + one("line"))
    async with opened(tmp_path / "s", "first", content=pack, size=(40, 12)) as (app, pilot):
        app.animation_level = "none"
        await press(pilot, "enter")
        page = picture(app)
        assert "In for 4, out for 6" in page and "Breathe in" not in page and "Hold it still" not in page
        await press(pilot, "space")
        assert "Breathe in" not in picture(app)
        await press(pilot, "enter")
        assert "What is it?" in picture(app)
