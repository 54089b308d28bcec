"""Screens that tests look at: by name, the exercise, how to get there, and the size of the window."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from onscreen import press, write
from textual.pilot import Pilot

Steps = Callable[[Pilot[None]], Coroutine[Any, Any, None]]


def keys(*names: str) -> Steps:
    """Press these keys; what begins with = is typed."""

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
