"""The box for one line: it grows, it holds no newline, and Enter goes on."""

from __future__ import annotations

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.pilot import Pilot
from textual.widgets import Static

from workbook.files.clean import clean
from workbook.ui.widgets.editor import Editor
from workbook.ui.widgets.oneline import OneLine

SCREEN_KEYS = [f"ctrl+{letter}" for letter in "nrgosltp"] + ["escape", "f1", "f2", "ctrl+q"]


class Desk(App[None]):
    """A box of one line above something else, on a screen that notes what it is told."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding(key, f"reached('{key}')") for key in SCREEN_KEYS]

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self.reached: list[str] = []

    def compose(self) -> ComposeResult:
        yield OneLine()
        yield Static("below", markup=False)

    @property
    def box(self) -> OneLine:
        return self.query_one(OneLine)

    def on_one_line_entered(self, message: OneLine.Entered) -> None:
        assert message.control is self.box
        self.told.append("entered")

    def on_editor_edited(self, message: Editor.Edited) -> None:
        assert message.control is self.box
        self.told.append("edited")

    def on_editor_moved(self, message: Editor.Moved) -> None:
        assert message.control is self.box
        self.told.append("moved")

    def action_reached(self, key: str) -> None:
        self.reached.append(key)


async def paste(pilot: Pilot[None], text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


async def test_enter_goes_on_and_writes_nothing() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await pilot.press("enter")
        assert app.box.text == "a"
        assert app.told == ["edited", "entered"]


async def test_all_of_a_paste_is_kept_on_one_line() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.box.seed("<>", 1)
        await paste(pilot, "a\r\nb\n\nc\x1b[2J\x85")
        assert app.box.text == "<a b  c[2J >"
        assert app.box.at == len(app.box.text) - 1
        await pilot.press("ctrl+z")
        assert app.box.text == "<>"
        await pilot.press("ctrl+y")
        assert app.box.text == "<a b  c[2J >"


@settings(max_examples=5, deadline=None)
@given(st.lists(st.tuples(st.text(st.characters(codec=None)), st.text(), st.integers(0, 20)), min_size=3, max_size=5))
def test_what_is_seeded_and_pasted_comes_back_exactly(rounds: list[tuple[str, str, int]]) -> None:
    async def behaviour() -> None:
        app = Desk()
        async with app.run_test(size=(80, 24)) as pilot:
            for seeded, pasted, at in rounds:
                app.box.seed(seeded, at)
                await pilot.pause()
                before, added = (clean(text).replace("\n", " ") for text in (seeded, pasted))
                place = min(at, len(before))
                assert (app.box.text, app.box.at, app.told) == (before, place, [])
                await paste(pilot, pasted)
                assert app.box.text == before[:place] + added + before[place:]
                app.told.clear()

    asyncio.run(behaviour())


async def test_a_joiner_is_written() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(events.Key("zero_width_non_joiner", "\u200c"))
        await pilot.pause()
        assert app.box.text == "\u200c"


async def test_a_long_line_is_all_in_sight() -> None:
    app = Desk()
    async with app.run_test(size=(40, 24)) as pilot:
        assert app.box.size.height == 1
        await paste(pilot, "word " * 20)
        assert app.box.size.height == 3
        assert app.box.scroll_offset.y == 0
        await paste(pilot, "word " * 60)
        assert app.box.size.height == 4
        assert app.box.content_region.contains_point(app.box.cursor_screen_offset)
        app.box.seed("short")
        await pilot.pause()
        assert app.box.size.height == 1


async def test_the_screens_keys_reach_the_screen() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*SCREEN_KEYS)
        assert app.reached == SCREEN_KEYS


async def test_coming_to_it_selects_nothing() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen.set_focus(None)
        app.box.seed("kept", 2)
        app.box.focus()
        await pilot.press("!")
        assert app.box.text == "ke!pt"
        await pilot.press("up", "down", "left")
        assert app.box.text == "ke!pt"


async def test_a_line_break_that_comes_as_a_key_keeps_words_apart() -> None:
    app = Desk()
    async with app.run_test(size=(40, 10)) as pilot:
        app.box.focus()
        await pilot.press("k", "ctrl+j", "o")
        assert app.box.text == "k o" and "edited" in app.told
