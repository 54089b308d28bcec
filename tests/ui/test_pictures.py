"""Every screen as text at 80x24, beside what it was before; WORKBOOK_REGOLD=1 takes the pictures anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from onscreen import opened, picture
from screens import SCREENS

GOLDEN = Path(__file__).parent.parent / "golden" / "screens"


def compare(name: str, seen: str) -> None:
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("WORKBOOK_REGOLD"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(seen + "\n", encoding="utf-8")
    assert seen + "\n" == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCREENS)
async def test_the_screen_looks_as_it_did(name: str) -> None:
    exercise, steps, size = SCREENS[name]
    async with opened(Path.home() / "books", exercise, size=size) as (app, pilot):
        await steps(pilot)
        await app.saver.flush()
        await pilot.pause()
        seen = picture(app)
    compare(name, seen)
