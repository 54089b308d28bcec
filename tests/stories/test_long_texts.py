"""Texts that are far too long, and windows that are far too small or large: nothing is lost, nothing is changed."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from onscreen import opened, picture, press, text_in, until, write
from textual._compositor import CompositorUpdate
from textual.events import Paste, Resize
from textual.geometry import Size

from workbook.ui.app import WorkbookApp
from workbook.ui.widgets.editor import Editor

WORDS = ["wörd", "and", "another,", "the", "3rd", "—", ""]
IN_LINES = "\n".join(" ".join(WORDS[:5]) for _ in range(45_000))[:1_000_000]
ONE_LINE = ("word " * 200_000)[:1_000_000]
A_HUNDRED_THOUSAND = "\n\n".join(" ".join(["wörd"] * 100) for _ in range(1000))


async def begin_to_tell(pilot: object) -> None:
    """Past the opening page and the first question, into the long text."""
    from textual.pilot import Pilot

    assert isinstance(pilot, Pilot)
    await press(pilot, "enter")
    await write(pilot, "Ann\n")
    await until(pilot, lambda: isinstance(pilot.app.focused, Editor), "the box for the long text")


@pytest.mark.fault("F34")
@pytest.mark.parametrize("text", [IN_LINES, ONE_LINE, A_HUNDRED_THOUSAND], ids=["lines", "one line", "words"])
async def test_what_is_pasted_comes_back_exactly(tmp_path: Path, text: str) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        await begin_to_tell(pilot)
        app.post_message(Paste(text))
        await until(pilot, lambda: isinstance(app.focused, Editor) and app.focused.at == len(text), "the paste")
        await press(pilot, "x", "enter")
        await until(pilot, lambda: text_in(tmp_path, "step-back", "told") == text + "x\n", "the file")
    async with opened(tmp_path, "step-back") as (app, pilot):
        await until(pilot, lambda: isinstance(app.focused, Editor), "the box for the long text")
        box = app.focused
        assert isinstance(box, Editor)
        assert (box.text, box.at) == (text + "x\n", len(text) + 2)
        assert box.content_region.contains_point(box.cursor_screen_offset)


@pytest.mark.fault("F35")
async def test_a_window_of_any_size_and_two_hundred_changes_of_it_lose_nothing(tmp_path: Path) -> None:
    chance = random.Random(9)
    story = "It came on a Tuesday, 中文 and é and 👨‍👩‍👧, and I put it away. " * 12
    async with opened(tmp_path, "step-back") as (app, pilot):
        await begin_to_tell(pilot)
        typed = ""
        app.post_message(Paste(story))
        for burst in range(25):
            for _ in range(7):
                # As when somebody pulls at a corner: no frame is waited for.
                some = Size(chance.randrange(20, 100), chance.randrange(5, 32))
                app.post_message(Resize(some, some))
            await pilot.resize_terminal(*[(20, 5), (80, 24), (400, 120), (60, 20), (41, 13)][burst % 5])
            if burst % 5:
                # Under 40 x 12 they are asked for a larger window, and nothing can be typed.
                await until(pilot, lambda: isinstance(app.focused, Editor), f"the box, at {app.size}")
                await write(pilot, "ab")
                typed += "ab"
                box = app.focused
                assert isinstance(box, Editor)
                assert box.text == story + typed
                assert box.content_region.contains_point(box.cursor_screen_offset)
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: text_in(tmp_path, "step-back", "told") == story + typed, "the file")
        await until(pilot, lambda: typed in picture(app).replace("\n", ""), "the words on the screen")


async def test_words_are_counted_when_somebody_asks(tmp_path: Path) -> None:
    async with opened(tmp_path, "step-back") as (app, pilot):
        await begin_to_tell(pilot)
        await press(pilot, "ctrl+p")
        await write(pilot, "how many")
        await press(pilot, "enter")
        await until(pilot, lambda: "There is no text here yet." in picture(app))
        await write(pilot, "one")
        for typed, said in {"": "1 word.", ", two and  三": "4 words."}.items():
            await write(pilot, typed)
            await press(pilot, "ctrl+p")
            await write(pilot, "how many")
            await press(pilot, "enter")
            await until(pilot, lambda said=said: said in picture(app))
        await write(pilot, " five")
        await press(pilot, "ctrl+f5")
        await until(pilot, lambda: "5 words." in picture(app))
        await until(pilot, lambda: text_in(tmp_path, "step-back", "told") == "one, two and  三 five")


async def test_a_key_and_its_saving_send_a_few_rows_and_not_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []

    def display(app: WorkbookApp, screen: Any, renderable: Any) -> None:
        if isinstance(renderable, CompositorUpdate):
            sent.append(renderable.render_segments(app.console))

    monkeypatch.setattr(WorkbookApp, "_display", display)
    async with opened(tmp_path, "step-back") as (app, pilot):
        await begin_to_tell(pilot)
        await write(pilot, "on")
        await until(pilot, lambda: text_in(tmp_path, "step-back", "told") == "on")
        whole = len(app.screen._compositor.render_full_update().render_segments(app.console))
        sent.clear()
        await write(pilot, "e")
        await until(pilot, lambda: text_in(tmp_path, "step-back", "told") == "one")
        await pilot.pause()
        assert 0 < len("".join(sent)) < 0.4 * whole
