"""What the tests on screen rest upon: a key is over when all is done that follows from it; a click hits its words."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from onscreen import EVENING, click, opened, picture, press, shown, sitting_on, until, write
from smallpack import one, small
from textual.app import App, ComposeResult
from textual.widgets import Static

LONG = "a very quiet room in a house behind the hill, with a window that looks out on the water and the far shore"


class Roundabout(App[None]):
    """Says `done` after a key, each time by another roundabout way."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [(key, f"go('{key}')") for key in "abcd"]

    def compose(self) -> ComposeResult:
        yield Static("nothing yet")

    def action_go(self, key: str) -> None:
        match key:
            case "a":
                self._from_queue_to_queue(60)
            case "b":
                self.call_after_refresh(self.call_after_refresh, self.call_later, self._done)
            case "c":
                self.set_timer(0.01, lambda: self.set_timer(0.01, self._done))
            case "d":
                self.polling = asyncio.create_task(self._poll(time.monotonic() + 0.1))

    def _from_queue_to_queue(self, left: int) -> None:
        then: Callable[[], object] = (lambda: self._from_queue_to_queue(left - 1)) if left else self._done
        self.query_one(Static).call_later(self.call_later, then)

    async def _poll(self, end: float) -> None:
        while time.monotonic() < end:  # noqa: ASYNC110 (so does the app)
            await asyncio.sleep(0.002)
        self._done()

    def _done(self) -> None:
        self.query_one(Static).update("done")


@pytest.mark.parametrize("key", "abcd")
async def test_a_key_is_over_when_all_that_follows_from_it_is_on_the_screen(key: str) -> None:
    app = Roundabout()
    async with app.run_test() as pilot:
        await press(pilot, key)
        assert shown(app) == "done"


async def test_what_is_written_at_once_is_on_disk_when_the_key_is_over(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (_, pilot):
        await press(pilot, "enter")
        await write(pilot, "Ann")
        await press(pilot, "ctrl+s")
        assert sitting_on(tmp_path, "step-back").answers["callme"].value == "Ann"


async def test_a_click_is_where_the_words_stand_also_over_the_end_of_a_row(tmp_path: Path) -> None:
    content = small(tmp_path / "content", one("choice", f"options: [one 中文 way, {LONG!r}, another way]"))
    async with opened(tmp_path / "shelf", "first", content=content) as (app, pilot):
        await click(pilot, "Begin")
        assert LONG in shown(app)
        assert LONG not in picture(app)
        await click(pilot, LONG)
        await until(pilot, lambda: f"● {LONG}" in shown(app))
        await click(pilot, "way", which=0)
        assert "● one 中文 way" in shown(app)
        with pytest.raises(AssertionError, match="'nowhere' is not on the screen"):
            await click(pilot, "nowhere")


async def test_a_shelf_is_opened_days_later(tmp_path: Path) -> None:
    for days in (0, 3, 7):
        async with opened(tmp_path, days=days) as (app, _):
            assert (app.desk.clock() - EVENING).days == days
