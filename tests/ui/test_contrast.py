"""Every word can be read in every theme of ours: contrast, as WCAG 2 computes it, of what is really on the screens."""

from __future__ import annotations

from pathlib import Path

import pytest
from contrasts import Seen, seen
from onscreen import opened
from rich.color import ColorSystem
from screens import SCREENS, keys
from textual.color import Color
from textual.theme import Theme

from workbook.ui.fewcolours import contrast
from workbook.ui.themes import OURS

OFTEN = {"contents-folded", "table", "date", "help"}
"""Between them they have most styles; the others are gone through in a long run."""


def least(one: Seen, theme: str, own: list[str], system: ColorSystem) -> float:
    """What these words need: in the theme for high contrast, and where they are the person's own, 7; else 4.5.

    Where a terminal has 256 colours, they are the nearest: there it is the standard's own 4.5, and 3 for a sign alone.
    """
    theirs = any(typed[:8] in one.words or (len(one.words) > 3 and one.words in typed) for typed in own)
    if theme != "contrast" and system is ColorSystem.EIGHT_BIT:
        return 4.5 if any(sign.isalnum() for sign in one.words) else 3
    return 7 if theme == "contrast" or theirs else 4.5


def test_contrast_is_what_the_standard_says_it_is() -> None:
    """WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio; #767676 is its best known grey."""
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.005)
    assert contrast((255, 0, 0), (255, 0, 0)) == 1


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_every_colour_of_a_theme_can_be_read_on_each_of_its_grounds(theme: Theme) -> None:
    found = {**theme.to_color_system().generate(), **theme.variables}

    def ratio(words: str, ground: str) -> float:
        return contrast(Color.parse(found[words]).rgb, Color.parse(found[ground]).rgb)

    wants = 7 if theme.name == "contrast" else 4.5
    plain = ("foreground", "quiet", "heading", "pinned", "mark", "secondary", "warning", "error", "success")
    grounds = ("background", "surface", "panel", "cursor-ground")
    pairs = [(words, ground, wants) for words in plain for ground in grounds] + [("background", "primary", wants)]
    # Their own words stand in boxes and on cards, under headings, beside the line on top, and in what is selected.
    pairs += [("own", ground, 7) for ground in (*grounds, "input-selection-background")]
    pairs += [(words, ground, 7) for words in ("quiet", "heading", "pinned") for ground in grounds[:2]]
    pairs += [("block-cursor-foreground", "block-cursor-background", 7)]
    assert [(*pair, ratio(*pair[:2])) for pair in pairs if ratio(*pair[:2]) < pair[2]] == []


@pytest.mark.parametrize("name", [pytest.param(one, marks=() if one in OFTEN else pytest.mark.long) for one in SCREENS])
async def test_every_word_on_a_screen_can_be_read_in_every_theme(tmp_path: Path, name: str) -> None:
    exercise, steps, size = SCREENS[name]
    typed = [one[1:] for one in steps.__closure__[0].cell_contents if one.startswith("=")] if steps.__closure__ else []
    async with opened(tmp_path, exercise, size=size) as (app, pilot):
        await steps(pilot)
        if name in ("text", "table", "list"):
            await keys("shift+home")(pilot)
        low: list[tuple[str, str, Seen]] = []
        for theme in ("paper", "lamp", "contrast"):
            app.theme = theme
            await pilot.pause()
            await pilot.pause()
            for system in (ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT):
                found = list(seen(app, system))
                assert found
                low += [(theme, system.name, one) for one in found if one.ratio < least(one, theme, typed, system)]
    assert low == []
