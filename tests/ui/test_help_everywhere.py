"""People to talk to are one key away: on every card too, and back again. On every page: see test_reached.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from onscreen import Clock, opened, picture, press, until, write
from textual.pilot import Pilot

from workbook.ui.commands import COMMANDS, EVERYWHERE, commands
from workbook.ui.screens.help import Help
from workbook.ui.screens.laid import Laid

TITLE = "To talk to a person"


CARDS: dict[str, tuple[str, ...]] = {
    "all questions": ("enter", "ctrl+g"),
    "a note": ("enter", "ctrl+b"),
    "the palette": ("ctrl+p",),
    "the ways": ("escape", "t"),
    "a name": ("escape", "b", "r"),
    "delete": ("escape", "b", "d"),
    "read first": ("escape", "p", "r"),
}


def test_every_place_of_the_table_has_a_key_for_help() -> None:
    for place in {place for one in COMMANDS for place in one.places} - {EVERYWHERE}:
        assert any(one.id == "help" and "ctrl+t" in one.keys for one in commands(place)), place


async def a_line(pilot: Pilot[None]) -> None:
    await press(pilot, "enter")
    await write(pilot, "Ann\n")
    await press(pilot, "escape", "enter")


@pytest.mark.parametrize("card", CARDS)
async def test_help_opens_over_every_card_and_closes_onto_it(tmp_path: Path, card: str) -> None:
    async with opened(tmp_path, "step-back", clock=Clock()) as (app, pilot):
        await a_line(pilot)
        await press(pilot, *CARDS[card])
        assert isinstance(app.screen, Laid), card
        before = app.screen
        await press(pilot, "ctrl+t")
        assert isinstance(app.screen, Help) and TITLE in picture(app)
        await press(pilot, "escape")
        assert app.screen is before


async def test_help_opens_before_the_first_word_and_over_what_comes_back(tmp_path: Path) -> None:
    clock = Clock()
    async with opened(tmp_path, clock=clock) as (app, pilot):
        await press(pilot, "ctrl+t")
        assert TITLE in picture(app)
    async with opened(tmp_path, "kind-letter", clock=clock) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "Nobody will ever read it.\n")
        await press(pilot, "ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n")
        await write(pilot, "It is one no.")
        await press(pilot, "ctrl+n", "ctrl+n")
        await until(pilot, lambda: getattr(app.screen, "ready", False))
        await press(pilot, "enter", "escape")
    async with opened(tmp_path, clock=clock, days=7) as (app, pilot):
        assert app.screen.place == "returned"  # type: ignore[attr-defined]
        await press(pilot, "enter", "ctrl+t")
        assert TITLE in picture(app)
