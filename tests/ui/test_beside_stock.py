"""The box for prose beside Textual's own: after any steps the same text, the same place, the same cells."""

from __future__ import annotations

import random

import pytest
from twins import KEYS, WORDS, Twin, difference, led, steps, take, text_of

from workbook.ui.widgets.clusters import cells


@pytest.fixture
def seeds(request: pytest.FixtureRequest) -> range:
    return range(40) if request.config.getoption("--long") else range(2)


async def test_any_steps_lead_to_the_same_cells(seeds: range) -> None:
    for seed in seeds:
        chance = random.Random(seed)
        text, size = text_of(chance, 30), (chance.randrange(24, 90), chance.randrange(7, 30))
        way = steps(chance, 80)
        stock, ours = await led(False, text, way, size), await led(True, text, way, size)
        for number, (a, b) in enumerate(zip(stock, ours, strict=True)):
            found = difference(a, b)
            assert not found, f"seed {seed}, after step {number} {way[number - 1] if number else ''}: {found}"


JOINED = [
    *WORDS, "👨\u200d👩\u200d👧", "🇩🇪🇫🇷", "e\u0301a\u0323\u0308", "❤\ufe0f", "می\u200cخواهم", "ه\u200d.", "\t", "a\tb",
    "\u200b", "हिन्दी", "\xa0!",
]  # fmt: skip


async def test_with_joined_signs_and_tabs_no_row_is_left_as_it_was(seeds: range) -> None:
    for seed in seeds:
        chance = random.Random(1000 + seed)
        app = Twin(True, text_of(chance, 30, JOINED))
        async with app.run_test(size=(chance.randrange(24, 90), chance.randrange(7, 30))) as pilot:
            for number, step in enumerate(steps(chance, 60, JOINED, [*KEYS, "\u200d", "\u0301", "👩", "🇩", "\ufe0f"])):
                await take(pilot, step)
                before = app.cells()
                assert {len(row) for row in before} == {app.size.width}, (seed, number, step)
                app.box.refresh()
                await pilot.pause()
                assert app.cells() == before, (seed, number, step)


async def test_the_cursor_steps_over_whole_signs_by_key_and_by_mouse() -> None:
    text = "a👨\u200d👩\u200d👧e\u0301🇩🇪😀\u202fb"
    stops = [0, 1, 6, 8, 10, 11, 12, 13]
    app = Twin(True, text)
    async with app.run_test(size=(40, 8)) as pilot:
        places = [app.box.cursor_location[1]]
        for _ in stops[1:]:
            await pilot.press("right")
            places.append(app.box.cursor_location[1])
        assert places == stops
        for stop in reversed(stops):
            assert app.box.cursor_location == (0, stop)
            assert app.cursor_position == app.box.cursor_screen_offset == (1 + cells(text[:stop]), 1)
            await pilot.press("left")
        pressed = set()
        for x in range(12):
            await take(pilot, ("press", x / 40, 0.0))
            await take(pilot, ("drop",))
            pressed.add(app.box.cursor_location[1])
        assert pressed == set(stops)
        await pilot.press("end", "backspace", "backspace", "backspace", "backspace", "backspace", "backspace")
        assert app.box.text == "a"
        await pilot.press("ctrl+z", "home", "right", "delete")
        assert app.box.text == text.replace("👨\u200d👩\u200d👧", "")


async def test_the_cursor_is_in_sight_after_every_key_also_in_a_row_that_has_only_just_come() -> None:
    app = Twin(True, "word " * 200)
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("ctrl+end")
        for key in [
            *"abcdefghijklmnopqrstuvwxyz",
            "enter",
            "x",
            "enter",
            "enter",
            "backspace",
            "backspace",
            "ctrl+w",
        ] * 3:
            await pilot.press(key)
            assert app.box.content_region.contains_point(app.box.cursor_screen_offset), key
            assert app.cursor_position == app.box.cursor_screen_offset
        while app.box.text:
            await pilot.press("ctrl+u", "backspace")
            assert app.box.content_region.contains_point(app.box.cursor_screen_offset)


async def test_a_row_that_was_painted_in_between_is_painted_as_it_is_now() -> None:
    app = Twin(True, "one\ntwo\nthree")
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.pause()
        before = app.cells()
        box = app.box
        place = box.selection
        box.selection = type(place)((0, 0), (2, 3))
        app.cells()
        box.refresh()
        app.cells()
        box.selection = place
        await pilot.pause()
        assert app.cells() == before


async def test_the_terminals_cursor_goes_with_the_caret_when_the_window_changes_and_by_the_wheel() -> None:
    app = Twin(True, "word " * 200)
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.pause()
        # Stock leaves it above the box until the first key.
        assert app.cursor_position == app.box.cursor_screen_offset == (1, 1)
        await pilot.press("ctrl+end", "up", "up")
        for step in (("resize", 33, 12), ("wheel", -1), ("resize", 70, 20)):
            await take(pilot, step)
            assert app.cursor_position == app.box.cursor_screen_offset, step
