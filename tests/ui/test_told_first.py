"""No letter is ever drawn below a `saved` that was said of the letters before it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from onscreen import opened, press, sitting_on
from textual.events import Key
from textual.pilot import Pilot
from textual.screen import Screen

from workbook.ui.screens.beside import Beside
from workbook.ui.screens.exercise import ExerciseScreen
from workbook.ui.screens.toldfirst import ToldFirst


def told(shelf: Path) -> str:
    answer = sitting_on(shelf, "step-back").answers.get("told")
    return answer.value if answer is not None and isinstance(answer.value, str) else ""


def noted(shelf: Path) -> str:
    answer = sitting_on(shelf, "step-back").answers.get("told")
    return "".join(one.text for one in answer.added) if answer is not None else ""


def in_box(screen: Screen[Any]) -> str:
    if isinstance(screen, Beside):
        return screen.box.text
    assert isinstance(screen, ExerciseScreen) and screen.widget is not None
    return str(screen.widget.current() or "")


async def typed_one_by_one(pilot: Pilot[None], words: str, on_disk: Callable[[], str]) -> list[str]:
    """Every letter is typed when the one before it was called saved. What was drawn too early."""
    wrong: list[str] = []
    app = pilot.app
    drawn, saver = Screen._compositor_refresh, app.saver  # type: ignore[attr-defined]

    def draw(screen: Screen[Any]) -> None:
        drawn(screen)
        if screen is app.screen and isinstance(screen, ToldFirst):
            says = screen.says_saved()
            early = saver.state.words.startswith("saved") and in_box(screen) != on_disk()
            if early or says._repaint_regions:
                wrong.append(in_box(screen))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Screen, "_compositor_refresh", draw)
        for letter in words:
            key = Key(letter, letter)
            key.set_sender(app)
            assert app._driver is not None
            app._driver.send_message(key)
            # Not by the pilot, which draws when everything is done: here it is drawn at every turn of the loop.
            for turn in range(3000):
                app.screen._on_timer_update()
                if turn > 100 and on_disk().endswith(letter) and saver.state.words.startswith("saved"):
                    break
                await asyncio.sleep(0 if turn < 100 else 0.002)
            else:
                raise AssertionError(f"{letter} was never saved")
    return wrong


@pytest.mark.fault("F1")
async def test_what_is_drawn_is_told_first(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    async with opened(shelf, "step-back") as (_, pilot):
        await press(pilot, "enter", "A", "enter")
        assert await typed_one_by_one(pilot, "abcd", lambda: told(shelf)) == []
        await press(pilot, "ctrl+b")
        assert await typed_one_by_one(pilot, "efg", lambda: noted(shelf)) == []
