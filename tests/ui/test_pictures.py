"""Every screen as text at 80x24, beside what it was before; WORKBOOK_REGOLD=1 takes the pictures anew."""

from __future__ import annotations

import os
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from onscreen import opened, picture, press, write
from textual.pilot import Pilot

from workbook.ui.app import WorkbookApp

GOLDEN = Path(__file__).parent.parent / "golden" / "screens"
Steps = Callable[[Pilot[None]], Coroutine[Any, Any, None]]


def keys(*names: str) -> Steps:
    async def do(pilot: Pilot[None]) -> None:
        for name in names:
            if name.startswith("="):
                await write(pilot, name[1:])
            else:
                await press(pilot, name)

    return do


LANDING = (
    *("enter", "6", "ctrl+n", "=the novel", "enter", "=today", "enter", "=the contest", "enter", "=5 Dec", "enter"),
    "enter",
)
SHORT_LANDING = ("enter", "6", "ctrl+n", "=the novel", "enter", "=the contest", "enter", "=5 Dec", "enter", "enter")
SIDES = ("enter", "=Nobody will ever read it.", "enter", "7", "enter")

KIND_LETTER = (
    *("enter", "=Nobody will ever read it.", "enter", "enter", "=Sarah", "enter", "=you gave it three years", "enter"),
    *("=Tom papered a wall with his", "enter", "=Two people read it to the end and wrote to you about Vera.", "ctrl+n"),
)

OVER = (
    *("enter", "=Sarah", "enter", "=She sent it to nine agents, and one wrote back to her.", "ctrl+s"),
    *("ctrl+end", "ctrl+u", "ctrl+u", "ctrl+u", "=She sent it.", "ctrl+s", "f2", "=read what", "enter", "v"),
)

SCREENS: dict[str, tuple[str, Steps, tuple[int, int]]] = {
    "welcome": ("", keys(), (80, 24)),
    "welcome-40x12": ("", keys(), (40, 12)),
    "contents": ("landing", keys(*LANDING, "6", "enter", "escape"), (80, 24)),
    "contents-folded": ("landing", keys(*LANDING, "6", "enter", "escape", "down", "down", "enter"), (80, 24)),
    "contents-40x12": ("landing", keys(*LANDING, "6", "enter", "escape"), (40, 12)),
    "books": ("landing", keys(*LANDING, "6", "enter", "escape", "b"), (80, 24)),
    "books-one": ("landing", keys(*LANDING, "6", "enter", "escape", "b", "enter"), (80, 24)),
    "books-delete-40x12": ("landing", keys(*LANDING, "6", "enter", "escape", "b", "d"), (40, 12)),
    "opening": ("thought-check", keys(), (80, 24)),
    "opening-60x20": ("thought-check", keys(), (60, 20)),
    "choice": ("landing", keys("enter", "2"), (80, 24)),
    "choices": ("what-holds", keys("enter", "1", "3"), (80, 24)),
    "line": ("thought-check", keys("enter", "=Nobody will ever read it."), (80, 24)),
    "text": ("step-back", keys("enter", "=Sarah", "enter", "=She sent it\n\nto nine agents."), (80, 24)),
    "text-60x20": ("step-back", keys("enter", "=Sarah", "enter", "=She sent it to nine agents."), (60, 20)),
    "date": ("landing", keys("enter", "6", "ctrl+n", "ctrl+n", "=last tuesday"), (80, 24)),
    "scale": ("thought-check", keys("enter", "=Nobody will ever read it.", "enter", "7"), (80, 24)),
    "scale-40x12": ("thought-check", keys("enter", "=Nobody will ever read it.", "enter", "7"), (40, 12)),
    "table": ("thought-check", keys(*SIDES, "=One agent said no.", "enter", "=Two people read it."), (80, 24)),
    "table-40x12": ("thought-check", keys(*SIDES, "=One agent said no.", "enter", "=Two people."), (40, 12)),
    "row-by-row": ("what-holds", keys("enter", "1", "3", "enter", "=They came."), (80, 24)),
    "note": ("landing", keys("enter", "4", "ctrl+n"), (80, 24)),
    "questions": ("thought-check", keys("enter", "=Nobody will ever read it.", "enter", "ctrl+g"), (80, 24)),
    "help": ("thought-check", keys("enter", "ctrl+t"), (80, 24)),
    "palette": ("thought-check", keys("enter", "ctrl+p"), (80, 24)),
    "settings": ("thought-check", keys("enter", "f12"), (80, 24)),
    "settings-40x12": ("thought-check", keys("enter", "f12"), (40, 12)),
    "end": ("landing", keys(*LANDING, "6", "enter"), (80, 24)),
    "end-40x12": ("landing", keys(*LANDING, "6", "enter"), (40, 12)),
    "end-heavy": ("landing", keys(*LANDING, "9", "enter"), (80, 24)),
    "end-heavy-40x12": ("landing", keys(*LANDING, "9", "enter"), (40, 12)),
    "contents-heavy": ("landing", keys(*LANDING, "9", "enter", "escape"), (80, 24)),
    "note-beside": ("step-back", keys("enter", "=Sarah", "ctrl+b", "=Not her name."), (80, 24)),
    "note-beside-40x12": ("step-back", keys("enter", "=Sarah", "ctrl+b", "=Not her name."), (40, 12)),
    "beside": ("step-back", keys("enter", "=Sarah", "f4", "ctrl+b", "=Not her name.", "escape"), (80, 24)),
    "read-back": ("thought-check", keys(*SIDES, "=One agent said no.", "ctrl+n", "escape", "home", "r"), (80, 24)),
    "read-back-60x20": ("thought-check", keys(*SIDES, "=One said no.", "ctrl+n", "escape", "home", "r"), (60, 20)),
    "versions": ("step-back", keys(*OVER), (80, 24)),
    "version-60x20": ("step-back", keys(*OVER, "enter"), (60, 20)),
    "version-all-40x12": ("step-back", keys(*OVER, "enter", "b"), (40, 12)),
    "ratings": ("name-it", keys("enter", "down", "space", "3"), (80, 24)),
    "list": ("weak-ties", keys("enter", "=Ruth", "enter", "=Tom", "enter"), (80, 24)),
    "contents-way": ("", keys("down", "enter", *SHORT_LANDING, "6", "enter", "escape"), (80, 24)),
    "end-letter": ("kind-letter", keys(*KIND_LETTER, "ctrl+n"), (80, 24)),
    "too-small": ("step-back", keys("enter", "=Sarah"), (30, 8)),
    "contents-120x40": ("landing", keys(*LANDING, "6", "enter", "escape"), (120, 40)),
}


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


@pytest.mark.parametrize("theme", ["paper", "lamp", "contrast"])
async def test_every_theme_of_ours_can_be_read(tmp_path: Path, theme: str) -> None:
    """At least 4.5:1 for every text on the page, 7:1 for the person's own words."""
    async with opened(tmp_path, "thought-check", theme=theme) as (app, pilot):
        await keys(*SIDES, "=One agent said no.")(pilot)
        own = [ratio for ratio, words in _contrasts(app) if "One agent" in words]
        assert own and min(own) >= 7
        low = [found for found in _contrasts(app) if found[0] < 4.5]
        assert not low


def _contrasts(app: WorkbookApp) -> list[tuple[float, str]]:
    found: list[tuple[float, str]] = []
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if segment.text.strip(" ▌█▐▎") and style is not None and style.color and style.bgcolor:
                front, ground = style.color.get_truecolor(), style.bgcolor.get_truecolor()
                found.append((_ratio(front, ground), segment.text))
    return found


def _ratio(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """WCAG 2.1's contrast ratio."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[int, int, int]) -> float:
    parts = [value / 255 for value in colour]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
