"""The box for prose: everything typed or pasted arrives, exactly, and only the person's doings are told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.pilot import Pilot

from workbook.files.clean import clean
from workbook.ui.widgets.editor import Editor

PERSIAN = "می\u200cخواهم"
FAMILY = "👨\u200d👩\u200d👧 👍🏽 🏳\ufe0f\u200d🌈"
SCREEN_KEYS = [f"ctrl+{letter}" for letter in "nrgosltp"] + ["escape", "f1", "f2", "f6", "f7", "alt+x", "ctrl+shift+k"]


class Desk(App[None]):
    """An editor on a screen that notes what it is told, and which keys reach it."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding(key, f"reached('{key}')") for key in [*SCREEN_KEYS, "ctrl+q"]]

    def __init__(self, text: str = "", placeholder: str = "") -> None:
        super().__init__()
        self.opening = text
        self.placeholder = placeholder
        self.told: list[str] = []
        self.reached: list[str] = []

    def compose(self) -> ComposeResult:
        yield Editor(self.opening, placeholder=self.placeholder)
        yield Editor(id="other")

    @property
    def editor(self) -> Editor:
        return self.query(Editor).first()

    def on_editor_edited(self, message: Editor.Edited) -> None:
        assert message.control is self.editor
        self.told.append("edited")

    def on_editor_moved(self, message: Editor.Moved) -> None:
        assert message.control is self.editor
        self.told.append("moved")

    def action_reached(self, key: str) -> None:
        self.reached.append(key)


async def paste(pilot: Pilot[None], text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


async def settle(app: Desk) -> None:
    """Until what was sent has gone down to the editor and what it told has come up; a pause takes ten times as long."""
    for stop in (app, app.editor, *app.editor.ancestors):
        arrived = asyncio.Event()
        stop.call_later(arrived.set)
        await arrived.wait()


async def from_terminal(pilot: Pilot[None], sent: str) -> None:
    """What the terminal sends, by the parser that the drivers use."""
    for event in XTermParser().feed(sent):
        pilot.app.post_message(event)
    await pilot.pause()


def at_the_desk(behaviour: Callable[[Desk], Coroutine[Any, Any, None]]) -> None:
    async def sit() -> None:
        app = Desk()
        async with app.run_test(size=(80, 24)):
            await behaviour(app)
            await settle(app)

    asyncio.run(sit())


@pytest.mark.parametrize(
    "text",
    [
        PERSIAN,
        FAMILY,
        "soft\u00adhyphen \u200eleft\u200f right \u2066isolated\u2069 \ufeff",
        "a line separator\u2028is no newline",
        "a no-break\u00a0space, a thin\u202fone, an ideographic\u3000one",
        "younger than the tables: \U0001fae8\U0001fadf, private \uf8ff",
        "e\u0301, 中文, العربية, [/] [@click=app.quit]x[/] [bold",
    ],
)
async def test_every_character_that_a_terminal_sends_is_written(text: str) -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await from_terminal(pilot, text)
        assert app.editor.text == text
        assert app.editor.at == len(text)


async def test_a_joiner_by_the_kitty_protocol_is_written() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await from_terminal(pilot, "a\x1b[8204;;8204ub")
        assert app.editor.text == "a\u200cb"


async def test_a_joiner_takes_the_place_of_what_is_selected_and_can_be_undone() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.editor.seed("ab", 2)
        await pilot.press("shift+left")
        await from_terminal(pilot, "\u200d")
        assert app.editor.text == "a\u200d"
        await pilot.press("ctrl+z")
        assert app.editor.text == "ab"
        await pilot.press("ctrl+y")
        assert app.editor.text == "a\u200d"


async def test_control_keys_and_alt_letters_write_nothing() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        for key in [("ctrl+at", "\x00"), ("ctrl+o", "\x0f"), ("escape", "\x1b"), ("alt+x", "x")]:
            app.post_message(events.Key(*key))
        await pilot.pause()
        assert app.editor.text == ""
        assert app.reached == ["ctrl+o", "escape", "alt+x"]


@pytest.mark.fault("A1")
async def test_a_paste_is_cleaned_and_undone_as_one() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x")
        await paste(pilot, "a\r\nb\rc\x85d\x1b]52;c;aGk=\x07\x00\x9b\x7f\te\ud800 ")
        assert app.editor.text == "xa\nb\nc\nd]52;c;aGk=\te\ufffd "
        assert app.told == ["edited", "edited"]
        await pilot.press("ctrl+z")
        assert app.editor.text == "x"
        await pilot.press("ctrl+y")
        assert app.editor.text == "xa\nb\nc\nd]52;c;aGk=\te\ufffd "


async def test_a_paste_of_nothing_but_controls_leaves_the_selection_alone() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.editor.seed("kept")
        await pilot.press("ctrl+shift+end")
        await paste(pilot, "\x1b\x07")
        assert app.editor.text == "kept"
        assert "edited" not in app.told


async def test_what_a_program_sets_is_cleaned() -> None:
    app = Desk("a\x1bb")
    async with app.run_test(size=(80, 24)):
        assert app.editor.text == "ab"
        app.editor.text = "c\x07\r\nd"
        assert app.editor.text == "c\nd"
        app.editor.insert("\x9b!")
        assert app.editor.text == "!c\nd"


async def test_the_inner_clipboard_is_pasted_by_key() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.editor.seed("one two", 7)
        await pilot.press("ctrl+shift+left", "ctrl+c", "end", "ctrl+v")
        assert app.editor.text == "one twotwo"
        await pilot.press("ctrl+c")
        assert app.is_running


WORDS = st.lists(
    st.sampled_from(["word", " ", "  ", "\t", "\n", "\n\n", "\r\n", "\x85", "\u2028", "\u2029", "\x0c", PERSIAN])
    | st.sampled_from(["[/]", "[@click=app.quit]x[/]", "שלום", "中文", FAMILY, "e\u0301", "\ud800", "\x1b[2J"])
    | st.text(st.characters(codec=None), max_size=6),
    max_size=14,
).map("".join)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS, st.integers(-3, 90)), min_size=4, max_size=6))
def test_what_is_seeded_and_pasted_comes_back_exactly(rounds: list[tuple[str, str, int]]) -> None:
    async def behaviour(app: Desk) -> None:
        for seeded, pasted, at in rounds:
            app.editor.seed(seeded, at)
            await settle(app)
            before, added = clean(seeded), clean(pasted)
            place = min(max(at, 0), len(before))
            assert (app.editor.text, app.editor.at, app.told) == (before, place, [])
            app.post_message(events.Paste(pasted))
            await settle(app)
            after = before[:place] + added + before[place:]
            assert (app.editor.text, app.editor.at) == (after, place + len(added))
            assert app.told == (["edited"] if added else [])
            app.editor.undo()
            assert (app.editor.text, app.editor.at) == (before, place)
            app.editor.redo()
            assert app.editor.text == after
            await settle(app)
            app.told.clear()

    at_the_desk(behaviour)


KEYS = [
    *["left", "right", "up", "down", "home", "end", "ctrl+home", "ctrl+end", "pageup", "shift+left"],
    *["backspace", "delete", "a", "enter", "ctrl+w", "ctrl+k", "ctrl+u", "ctrl+x", "ctrl+z", "ctrl+y"],
]


@settings(max_examples=10, deadline=None)
@given(WORDS, st.lists(st.sampled_from(KEYS), min_size=10, max_size=25))
def test_at_is_the_cursor_in_the_text_after_any_keys(text: str, keys: list[str]) -> None:
    async def behaviour(app: Desk) -> None:
        editor = app.editor
        editor.seed(text, len(text))
        for key in keys:
            was = (editor.text, editor.at)
            app.told.clear()
            app.post_message(events.Key(key, None))
            await settle(app)
            # A key that is bound has gone up to the app before it was acted on.
            await settle(app)
            row, column = editor.cursor_location
            lines = editor.text.split("\n")
            assert editor.text[: editor.at] == "\n".join([*lines[:row], lines[row][:column]])
            if editor.text != was[0]:
                assert "edited" in app.told
            elif editor.at != was[1]:
                # An a that is written over a selected a, or a line break over one; and that taken back.
                assert app.told == (["edited"] if key in ("a", "enter", "ctrl+z", "ctrl+y") else ["moved"])
        while editor.history.undo_stack:
            editor.undo()
        assert editor.text == clean(text)

    at_the_desk(behaviour)


async def test_only_the_person_is_told_of() -> None:
    app = Desk("opening")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.editor.seed("seeded", 3)
        app.editor.insert("by program")
        app.editor.text = "set"
        await pilot.pause()
        assert app.told == []
        await pilot.press("ctrl+z", "ctrl+y", "backspace", "ctrl+home")
        assert app.told == []
        await pilot.press("right")
        assert app.told == ["moved"]
        await pilot.press("backspace")
        await pilot.press("ctrl+z")
        await pilot.press("delete")
        await pilot.press("shift+right")
        await pilot.press("ctrl+x")
        assert app.told == ["moved", "edited", "edited", "edited", "moved", "edited"]


async def test_nothing_can_be_undone_after_seeding() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a", "b")
        app.editor.seed("new", 1)
        await pilot.press("ctrl+z", "ctrl+y")
        assert (app.editor.text, app.editor.at) == ("new", 1)


async def test_a_seeded_text_opens_at_its_cursor() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        text = "\n".join(f"line {n}" for n in range(300))
        app.editor.seed(text, text.index("line 200"))
        await pilot.pause()
        top = app.editor.scroll_offset.y
        assert top <= 200 < top + app.editor.size.height
        await pilot.press("a")
        assert "aline 200" in app.editor.text


async def test_a_text_that_was_seeded_before_it_had_a_place_opens_at_its_cursor() -> None:
    class Late(Desk):
        def compose(self) -> ComposeResult:
            editor = Editor()
            editor.seed("word " * 5000, 20_000)
            yield editor

    app = Late()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.editor.at == 20_000
        assert app.editor.content_region.contains_point(app.editor.cursor_screen_offset)
        await pilot.resize_terminal(40, 20)
        await pilot.pause()
        assert app.editor.content_region.contains_point(app.editor.cursor_screen_offset)


async def test_the_screens_keys_reach_the_screen() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await pilot.press(*SCREEN_KEYS, "ctrl+q")
        assert app.reached == [*SCREEN_KEYS, "ctrl+q"]
        assert app.editor.text == "a"


async def test_tab_leaves_and_comes_back() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab")
        assert app.focused is app.query_one("#other")
        await pilot.press("shift+tab")
        assert app.focused is app.editor
        assert app.editor.text == ""


async def test_home_end_and_pages_go_where_they_say() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        text = "\n".join(f"line {n}" for n in range(100))
        app.editor.seed(text, 3)
        places = []
        for key in ["end", "home", "ctrl+end", "home", "ctrl+home", "pagedown", "pageup", "ctrl+shift+end"]:
            await pilot.press(key)
            places.append(app.editor.at)
        last = text.index("line 99")
        assert places[:5] == [6, 0, len(text), last, 0]
        assert places[5] > 0
        assert places[6:] == [0, len(text)]
        assert app.editor.selected_text == text


async def test_cutting_without_a_selection_takes_nothing() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.editor.seed("a whole paragraph", 4)
        await pilot.press("ctrl+x")
        assert app.editor.text == "a whole paragraph"


async def test_nothing_is_written_where_only_reading_is_allowed() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        app.editor.read_only = True
        await pilot.press("b", "enter", "backspace", "ctrl+z")
        await from_terminal(pilot, "\u200d")
        await paste(pilot, "c")
        assert app.editor.text == "a"


@pytest.mark.fault("A4")
async def test_a_placeholder_is_not_markup() -> None:
    app = Desk(placeholder="[/] [@click=app.quit]leave[/]")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        row = "".join(segment.text for segment in app.editor.render_line(0))
        assert row.startswith("[/] [@click=app.quit]leave[/]")


@pytest.mark.fault("F34")
async def test_a_hundred_thousand_words_come_back() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        text = "\n".join(" ".join(["wörd"] * 100) for _ in range(1000))
        app.editor.seed(text, len(text) - 1)
        await pilot.press("a")
        assert app.editor.text == text[:-1] + "a" + text[-1]
        assert app.editor.at == len(text)


@pytest.mark.fault("F34")
async def test_a_line_of_a_megabyte_comes_back() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        text = "x" * 1_000_000
        await paste(pilot, text)
        assert app.editor.text == text
