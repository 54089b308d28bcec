"""What the box for prose sends to a terminal: the same picture as stock's, of far fewer bytes."""

from __future__ import annotations

import random
import statistics

import pytest
from twins import Twin, steps, take, text_of

NO_WINDOW = ("resize", "theme", "blur", "press", "drag", "drop")


@pytest.fixture
def seeds(request: pytest.FixtureRequest) -> range:
    return range(30) if request.config.getoption("--long") else range(1)


async def test_what_is_sent_makes_the_same_picture_of_far_fewer_bytes(seeds: range) -> None:
    for seed in seeds:
        chance = random.Random(seed)
        text = text_of(chance, 20)
        way = [step for step in steps(chance, 80) if step[0] not in NO_WINDOW]
        pictures, sizes = [], []
        for ours in (False, True):
            app = Twin(ours, text)
            async with app.run_test(size=(80, 24)) as pilot:
                await pilot.pause()
                pictures.append([app.in_terminal()])
                sizes.append([0])
                for step in way:
                    app.sent.clear()
                    await take(pilot, step)
                    pictures[-1].append(app.in_terminal())
                    # Stock's own goes astray: it is led before the rows are divided.
                    assert not ours or app.cursor_position == app.box.cursor_screen_offset
                    sizes[-1].append(sum(map(len, app.sent)))
        for number, (a, b) in enumerate(zip(*pictures, strict=True)):
            assert a == b, (seed, number, way[number - 1])
        assert statistics.fmean(sizes[1]) < 0.4 * statistics.fmean(sizes[0])


async def test_a_key_sends_the_rows_that_it_changed_and_a_new_row_no_more() -> None:
    app = Twin(True, "\n".join(f"line {number}" for number in range(60)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        sent = []
        for key in ("a", "left", "x", "enter", "backspace"):
            app.sent.clear()
            await pilot.press(key)
            await pilot.pause()
            sent.append(len("".join(app.sent)))
        whole = len("".join(app.screen._compositor.render_full_update().render_segments(app.console)))
        assert max(sent[:3]) < 0.15 * whole
        # Every row below has moved, and the foot of the bar may have.
        assert max(sent[3:]) < whole
