"""The app as a test sees it: opened on a shelf of its own, driven by keys, read as lines of text."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from threading import Event
from typing import Any

from rich.cells import cell_len
from textual.app import App
from textual.events import Key, MouseDown, MouseMove, MouseScrollDown, MouseUp
from textual.keys import _character_to_key
from textual.pilot import Pilot

from workbook.desk import Desk
from workbook.library.library import Library
from workbook.model.sitting import Sitting
from workbook.store.shelf import Shelf
from workbook.ui.app import Start, WorkbookApp

CONTENT = Path(__file__).parent.parent / "content"
EVENING = datetime(2026, 11, 22, 18, 31, tzinfo=timezone(timedelta(hours=1)))
TITLES = tempfile.TemporaryDirectory(prefix="workbook-titles-")
"""What is shipped is read once for all tests: this is the program's own cache, which sees when a file changes."""
FRAME = frozenset("│║┃▌▐▏▕▎▊▁▂▃▄▅▆▇█")
"""Signs at the sides of a box, and of a scroll bar: behind them a sentence goes on, on the next row."""


class Clock:
    """A clock that goes when it is told to: `clock.later(days=3)`."""

    def __init__(self, at: datetime = EVENING) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def later(self, **span: int) -> None:
        """Go on by a span, in the words of timedelta."""
        self.at += timedelta(**span)


def desk_on(shelf: Path, *, content: Path = CONTENT, clock: Callable[[], datetime] | None = None) -> Desk:
    """The desk of a fresh start."""
    desk = Desk(Library((content,), Path(TITLES.name)), Shelf(shelf), clock or Clock())
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
    days: int = 0,
) -> AsyncIterator[tuple[WorkbookApp, Pilot[None]]]:
    """The app as `workbook` or `workbook open EXERCISE` opens it; closed as by a kill, without a goodbye.

    `days` opens it so many days later: after EVENING, or after what the clock that is given says now. That clock is
    left alone, so `opened(shelf, days=3)` and later `opened(shelf, days=7)` are two visits on one shelf.
    """
    clock = clock or Clock()
    desk = desk_on(shelf, content=content, clock=_days_after(clock, days) if days else clock)
    start = Start(desk.library.heading(exercise), again) if exercise else Start()
    app = WorkbookApp(desk, start, theme=theme)
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield app, pilot
    finally:
        drop_lock(app)


def drop_lock(app: WorkbookApp) -> None:
    """What the system does when a process is killed."""
    done = Event()
    app.saver.run(done.set)
    done.wait(2)
    book = app.owning._book
    if book is not None and book.hold is not None:
        book.hold.drop()


async def unseen(app: WorkbookApp, pilot: Pilot[None]) -> None:
    """From now on it knows of no other window: as on two computers whose folders are kept in step."""
    await until(pilot, lambda: app.owning._known.is_set())
    app.owning._leaving = True
    book = app.desk.book
    assert book is not None
    if book.hold is not None:
        book.hold.give_back()
        book.hold = None


def _days_after(clock: Callable[[], datetime], days: int) -> Callable[[], datetime]:
    return lambda: clock() + timedelta(days=days)


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
    """Wait for a condition, not for a time: what would be written after a moment without a key is written at once."""
    for _ in range(1200):
        if holds():
            return
        _let_the_moment_pass(pilot.app)
        await pilot.pause()
        if holds():
            return
        await asyncio.sleep(0.005)
    raise AssertionError(f"never: {what or holds}")


def _let_the_moment_pass(app: App[Any]) -> None:
    """The writer waits for a moment without a key. After trouble it waits for the disk: that is left alone."""
    saver = getattr(app, "saver", None)
    timer = getattr(saver, "_timer", None)
    if saver is not None and timer is not None and not saver._trouble:
        timer.cancel()
        saver._start()


async def click(pilot: Pilot[None], words: str, *, which: int = 0, times: int = 1) -> None:
    """Click where these words begin on the screen, as a mouse does: it comes there, goes down and up.

    They are found over the ends of rows too. Where they stand more than once, `which` counts from 0 at the top.
    """
    app = pilot.app
    signs = list(_signs(app))
    text = "".join(sign for sign, _, _ in signs)
    at = -1
    for _ in range(which + 1):
        at = text.find(" ".join(words.split()), at + 1)
        if at < 0:
            raise AssertionError(f"{words!r} is not on the screen {which + 1} times:\n{picture(app)}")
    _, x, y = signs[at]
    # Two clicks of a test come sooner than anybody's: without `times` they are two, and never a double click.
    app._click_chain_last_time = None
    for event in (MouseMove, *(MouseDown, MouseUp) * times):
        _mouse(pilot, event, x, y)
    await pilot.pause()


async def wheel(pilot: Pilot[None], turns: int) -> None:
    """Turn the wheel towards oneself over the middle of the screen: what stands below comes up."""
    width, height = pilot.app.size
    for _ in range(turns):
        _mouse(pilot, MouseScrollDown, width // 2, height // 2)
    await pilot.pause()


def _mouse(pilot: Pilot[None], event: type[MouseMove | MouseDown | MouseUp | MouseScrollDown], x: int, y: int) -> None:
    button = 1 if event in (MouseDown, MouseUp) else 0
    sent = event(
        widget=None, x=x, y=y, delta_x=0, delta_y=0, button=button, shift=False, meta=False, ctrl=False,
        screen_x=x, screen_y=y,
    )  # fmt: skip
    driver = pilot.app._driver
    assert driver is not None
    driver.process_message(sent)


def picture(app: App[Any]) -> str:
    """The screen as lines of text, as somebody sees it."""
    return "\n".join(row.rstrip() for row in _rows(app))


def shown(app: App[Any]) -> str:
    """The same as one line without frames, each run of blanks one blank: a sentence that is wrapped can be found."""
    return "".join(sign for sign, _, _ in _signs(app)).strip()


def _rows(app: App[Any]) -> list[str]:
    _, height = app.size
    rows = ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]
    return rows + [""] * (height - len(rows))


def _signs(app: App[Any]) -> Iterator[tuple[str, int, int]]:
    """Every sign that `shown` has, with its column and row."""
    blank = True
    for y, row in enumerate(_rows(app)):
        x = 0
        for sign in row + " ":
            if sign not in FRAME and not (blank and sign.isspace()):
                blank = sign.isspace()
                yield " " if blank else sign, x, y
            x += cell_len(sign)


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
