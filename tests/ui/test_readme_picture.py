"""README's picture is the real screen: taken anew by WORKBOOK_REGOLD=1, compared at every run."""

from __future__ import annotations

import os
import re
from pathlib import Path

from onscreen import opened, press, until, write

PICTURE = Path(__file__).parent.parent / "golden" / "screen.svg"


async def test_the_picture_in_readme_is_the_screen_of_today() -> None:
    shelf = Path.home() / "books"
    async with opened(shelf, "landing") as (app, pilot):
        await press(pilot, "enter", "6", "ctrl+n")
        await write(pilot, "the novel\nlast tuesday\nthe contest\n5 Dec\n")
        await press(pilot, "enter", "6", "enter")
        await until(pilot, lambda: getattr(app.screen, "ready", False), "the end takes an Enter")
    async with opened(shelf, "step-back") as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Sarah\nShe sent it to nine agents. Eight were kind.\n")
        await press(pilot, "escape")
        await app.saver.flush()
        await pilot.pause()
        # Nothing remote: the fonts that Rich names lie on somebody's server.
        svg = re.sub(r"\s*@font-face \{.*?\}\n", "\n", app.export_screenshot(title="workbook"), flags=re.DOTALL)
    svg = svg.replace("<text ", '<text xml:space="preserve" ')
    assert "url(" not in svg.replace("url(#", "")
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    if os.environ.get("WORKBOOK_REGOLD"):
        PICTURE.write_text(svg, encoding="utf-8")
    assert svg == PICTURE.read_text(encoding="utf-8")
    readme = PICTURE.parents[2] / "README.md"
    assert f"({PICTURE.relative_to(readme.parent)})" in readme.read_text(encoding="utf-8")
