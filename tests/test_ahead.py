"""What lies before somebody, over a whole book: due questions, runs of later days, what to go on with."""

from __future__ import annotations

from pathlib import Path

from onscreen import Clock, click, opened, picture, press, shown, until, write
from smallpack import PACK

from workbook.desk import Desk
from workbook.library.library import Library
from workbook.store.shelf import Shelf
from workbook.ui.screens.newbook import NewBook

AGAIN = """title: Since then
minutes: 2
purpose: To look again.
later: [+7d, +30d]
steps:
  - id: see
    kind: line
    core: true
    ask: What is there?
"""
FIRST = """title: First
minutes: 2
purpose: To try a thing.
steps:
  - id: x
    kind: line
    core: true
    ask: What is it?
"""


def pack(folder: Path) -> Path:
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK.replace("[first]", "[first, since-then]"))
    (folder / "first.yaml").write_text(FIRST)
    (folder / "since-then.yaml").write_text(AGAIN)
    return folder


def desk(content: Path, shelf: Path, clock: Clock) -> Desk:
    made = Desk(Library((content,)), Shelf(shelf), clock)
    made.open_current()
    return made


async def test_an_exercise_of_later_days_comes_up_by_itself_one_run_a_day(tmp_path: Path) -> None:
    content, shelf, clock = pack(tmp_path / "pack"), tmp_path / "shelf", Clock()
    async with opened(shelf, "first", content=content, clock=clock) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "A no.\n")
        await press(pilot, "escape")
        # Nothing is put forward before its day; it stands under what waits.
        assert desk(content, shelf, clock).go_on() is None
        assert "Sun 29 Nov Since then" in shown(app)
    clock.later(days=9)
    async with opened(shelf, content=content, clock=clock) as (app, pilot):
        assert "▸ Since then" in shown(app)
        await press(pilot, "enter", "enter")
        await write(pilot, "The same.\n")
        await until(pilot, lambda: desk(content, shelf, clock).glances[-1].finished is not None)
    ahead = desk(content, shelf, clock).ahead
    assert ahead.go_on() is None
    assert [str(one.day) for one in ahead.waiting()] == ["2026-12-22"]
    clock.later(days=40)
    async with opened(shelf, content=content, clock=clock) as (app, pilot):
        await press(pilot, "enter", "enter")
        await write(pilot, "Another view.\n")
        await until(pilot, lambda: len(desk(content, shelf, clock).glances) == 3)
    assert desk(content, shelf, clock).ahead.waiting() == ()
    assert (next(shelf.glob("2026*")) / "small" / "since-then.2.yaml").exists()


async def test_the_end_of_an_exercise_can_lead_to_a_closed_book_or_a_new_one(tmp_path: Path) -> None:
    content, shelf, clock = pack(tmp_path / "pack"), tmp_path / "shelf", Clock()
    news = "    kind: choice\n    core: true\n    ask: Is there news?\n"
    news += "    options: {stopped: I stopped, another: another no}\n"
    rules = "next:\n  - {to: close-book, when: {x: stopped}}\n  - {to: new-book, when: {x: another}}\n"
    (content / "first.yaml").write_text(FIRST.split("  - id: x")[0] + "  - id: x\n" + news + rules)
    async with opened(shelf, "first", content=content, clock=clock) as (app, pilot):
        await press(pilot, "enter", "down", "enter")
        await until(pilot, lambda: getattr(app.screen, "ready", False))
        # An answer chose it, so it is highlighted; rest stands above it.
        assert "▸ Begin a new book for it" in shown(app)
        await click(pilot, "Begin a new book for it")
        await until(pilot, lambda: isinstance(app.screen, NewBook))
        assert not [one for one in desk(content, shelf, clock).shelf.read().books if one.facts.closed]
    async with opened(shelf, "first", content=content, clock=clock) as (app, pilot):
        await press(pilot, "enter", "home", "enter")
        await until(pilot, lambda: getattr(app.screen, "ready", False))
        await click(pilot, "Close this book")
        await until(pilot, lambda: "That is the end of this book." in picture(app))
    (book,) = desk(content, shelf, clock).shelf.read().books
    assert book.facts.closed == clock().date()
