"""The end of an exercise: their words from the first line on, under their name; nothing is chosen unseen."""

from __future__ import annotations

from pathlib import Path

import pytest
from onscreen import opened, picture, press, shown, until, write
from smallpack import HEAD, one, small

KEEP = HEAD.replace("steps:", "keep: [x]\nsteps:")
LONG = "\n".join(f"Line {number} of it." for number in range(40))


@pytest.mark.parametrize(
    ("step", "keys", "typed", "seen"),
    [
        (one("list", "called: what is yours"), (), "a desk\na lamp", "What is yours a desk a lamp Your words."),
        (one("choices", "called: what is allowed\noptions: [rest, tea, walk]"), ("space", "down", "space"), "",
         "What is allowed rest tea Your words."),
        (one("text", "called: the whole of it"), (), "One.\nTwo.", "The whole of it One. Two. Your words."),
        (one("line", "called: a word"), (), "quiet", "A word quiet Your words."),
        (one("letter", "called: the letter\ntemplate: Dear you"), (), "My ", "saved 18:31 My Dear you Your words."),
    ],
)  # fmt: skip
async def test_whatever_is_kept_stands_under_its_short_name(
    tmp_path: Path, step: str, keys: tuple[str, ...], typed: str, seen: str
) -> None:
    pack = small(tmp_path / "pack", step, KEEP)
    async with opened(tmp_path / "s", "first", content=pack) as (app, pilot):
        await press(pilot, "enter", *keys)
        await write(pilot, typed)
        await press(pilot, "ctrl+n")
        await until(pilot, lambda: seen in shown(app))


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_a_long_text_is_shown_from_its_top_and_enter_chooses_nothing_unseen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    pack = small(tmp_path / "pack", one("text", "called: the whole of it"), KEEP)
    async with opened(tmp_path / "s", "first", content=pack, size=size) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, LONG)
        await press(pilot, "ctrl+n")
        await until(pilot, lambda: getattr(app.screen, "ready", False))
        assert "The whole of it" in picture(app) and "Line 0 of it." in picture(app)
        assert "Rest here" not in picture(app)
        await press(pilot, "enter")
        assert app.is_running and "▸ Rest here" in picture(app)
        await press(pilot, "enter")
        await until(pilot, lambda: app._exit)
