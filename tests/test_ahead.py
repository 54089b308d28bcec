"""What lies before somebody, over a whole book: due questions, runs of later days, what to go on with."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from onscreen import EVENING, Clock, click, opened, picture, press, shown, until, write
from smallpack import PACK

from workbook.desk import Desk
from workbook.desk.ahead import Ahead
from workbook.desk.ways import ways
from workbook.library.library import Library
from workbook.model.workbook import Workbook
from workbook.store.glance import Dated, Glance
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


def glance(
    exercise: str, written: datetime, *, run: int = 1, finished: bool = True, days: tuple[Dated, ...] = ()
) -> Glance:
    """One time through an exercise, written on one day."""
    return Glance(
        Path(f"{exercise}.{run}.yaml"), "small", exercise, run, written, written, written if finished else None,
        done=1, of=1, short=False, step="", ask="", waiting=(), days=days, measured=(), returning=(), lines=(),
    )  # fmt: skip


def looking(library: Library, now: datetime, *glances: Glance, path: str = "") -> Ahead:
    return Ahead(library, glances, Workbook("a", "A", EVENING, path=path), now)


@pytest.mark.parametrize(
    ("ago", "since", "by"), [(7, 6, True), (8, 1, True), (6, 5, False), (10, 10, False), (10, 12, False), (10, 9, True)]
)
def test_what_had_its_day_a_week_ago_was_passed_by_only_by_somebody_who_has_written_since(
    ago: int, since: int, by: bool
) -> None:
    now = EVENING + timedelta(days=30)
    ahead = looking(Library(()), now, glance("first", now - timedelta(days=since)))
    assert ahead.passed_by(now.date() - timedelta(days=ago)) is by


@pytest.mark.parametrize(
    ("ago", "since", "asked", "named"),
    [
        (1, 0, False, True), (2, 0, False, False),
        # Away over it: once more it is named, for a week.
        (4, 4, False, True), (4, 5, False, True), (4, 3, False, False), (7, 9, False, True), (8, 9, False, False),
        # A question of the same name asks about it: that is what is left of the day.
        (1, 0, True, False), (4, 5, True, False),
    ],
)  # fmt: skip
def test_a_day_that_somebody_named_is_spoken_of_once_when_it_is_over(
    ago: int, since: int, asked: bool, named: bool
) -> None:
    now = EVENING + timedelta(days=30)
    day = now.date() - timedelta(days=ago)
    dated = Dated(day, "ring Ruth", "when", day - timedelta(days=3), asked)
    first = glance("first", now - timedelta(days=20), days=(dated,))
    ahead = looking(Library(()), now, first, glance("second", now - timedelta(days=since)))
    assert [one.called for one in ahead.waiting()] == (["ring Ruth"] if named else [])


def test_of_the_ways_that_are_left_the_one_that_goes_on_from_here_comes_first(tmp_path: Path) -> None:
    folder = pack(tmp_path / "pack")
    paths = "paths:\n"
    for id, days in (
        ("short", "{day: 1, do: [first]}"),
        ("apart", "{day: 1, do: [third]}"),
        ("week", "{day: 1, do: [first]}, {day: 2, do: [third]}"),
    ):
        paths += (
            f"  - {{id: {id}, title: The {id} one, says: so, first: {str(id == 'short').lower()}, days: [{days}]}}\n"
        )
    (folder / "third.yaml").write_text(FIRST)
    (folder / "pack.yaml").write_text(PACK.replace("[first]", "[first, third, since-then]") + paths)
    library = Library((folder,))
    assert not library.check()
    ahead = looking(library, EVENING, glance("first", EVENING), path="short")
    found = ways(ahead)
    assert [(one.path.id, one.done, one.goes_on) for one in found] == [
        ("week", False, True), ("apart", False, False), ("short", True, False),
    ]  # fmt: skip


def test_what_was_done_and_is_under_way_again_is_not_done(tmp_path: Path) -> None:
    library = Library((pack(tmp_path / "pack"),))
    first = library.heading("first")
    once = glance("first", EVENING)
    now = EVENING + timedelta(days=1)
    assert looking(library, now, once).is_done(first)
    again = glance("first", now, run=2, finished=False)
    assert not looking(library, now, once, again).is_done(first)
    assert looking(library, now, once, again._replace(finished=now)).is_done(first)
