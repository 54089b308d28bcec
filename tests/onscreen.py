"""The app as a test sees it: opened on a shelf of its own, driven by keys, read as lines of text."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from workbook.desk import Desk
from workbook.library.library import Library
from workbook.model.sitting import Sitting
from workbook.store.shelf import Shelf
from workbook.ui.app import Start, WorkbookApp

CONTENT = Path(__file__).parent.parent / "content"
EVENING = datetime(2026, 11, 22, 18, 31, tzinfo=timezone(timedelta(hours=1)))


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self, at: datetime = EVENING) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def later(self, **span: int) -> None:
        self.at += timedelta(**span)


def desk_on(shelf: Path, *, content: Path = CONTENT, clock: Callable[[], datetime] | None = None) -> Desk:
    """The desk of a fresh start."""
    desk = Desk(Library((content,)), Shelf(shelf), clock or Clock())
    desk.open_current()
    return desk


@asynccontextmanager
async def opened(
    shelf: Path,
    exercise: str = "",
    *,
    size: tuple[int, int] = (80, 24),
    content: Path = CONTENT,
    clock: Callable[[], datetime] | None = None,
    theme: str = "paper",
    again: bool = False,
) -> AsyncIterator[tuple[WorkbookApp, Pilot[None]]]:
    """The app as `workbook` or `workbook open EXERCISE` opens it; closed as by a kill, without a goodbye."""
    desk = desk_on(shelf, content=content, clock=clock)
    start = Start(desk.library.heading(exercise), again) if exercise else Start()
    app = WorkbookApp(desk, start, theme=theme)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield app, pilot


async def write(pilot: Pilot[None], words: str) -> None:
    """Type words faster than anybody can; after an Enter, wait as people do until the cursor is where it leads."""
    driver = pilot.app._driver
    assert driver is not None
    for letter in words:
        if letter == "\n":
            await press(pilot, "enter")
            continue
        key = Key("space" if letter == " " else _character_to_key(letter), letter)
        key.set_sender(pilot.app)
        driver.send_message(key)
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other, each when the one before has done its work."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def until(pilot: Pilot[None], holds: Callable[[], bool], what: str = "") -> None:
    """Wait for a condition, not for a time."""
    for _ in range(600):
        if holds():
            return
        await pilot.pause(0.01)
    raise AssertionError(f"never: {what or holds}")


def picture(app: WorkbookApp) -> str:
    """The screen as lines of text, as somebody sees it."""
    width, height = app.size
    rows = [[" "] * width for _ in range(height)]
    for screen in app.screen_stack[-1:]:
        for y, strip in enumerate(screen._compositor.render_strips()):
            rows[y] = list("".join(segment.text for segment in strip))
    return "\n".join("".join(row).rstrip() for row in rows)


def sitting_on(shelf: Path, exercise: str) -> Sitting:
    """The newest run of an exercise, as it is on disk now."""
    desk = desk_on(shelf)
    kept = desk.newest(desk.library.heading(exercise))
    assert kept is not None, f"no sitting of {exercise} on {shelf}"
    return kept.sitting


def text_in(shelf: Path, exercise: str, step: str) -> object:
    """The value of an answer, as it is on disk now; None when there is none."""
    try:
        answer = sitting_on(shelf, exercise).answers.get(step)
    except AssertionError:
        return None
    return answer.value if answer is not None else None
