"""A day: typed, picked, taken from the calendar; never another day than the one that was meant."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from onscreen import Clock, desk_on, opened, picture, press, until, write
from smallpack import one, small
from textual.app import App, ComposeResult

from workbook.model.answers import Value
from workbook.ui.themes import fill
from workbook.ui.widgets.month import Month
from workbook.ui.widgets.questions.date import Day

PICKS = "options: {today: today, +3d: in three days}"
LATE = datetime(2026, 11, 22, 23, 59, tzinfo=timezone(timedelta(hours=1)))


def answer(shelf: Path, pack: Path) -> Value | None:
    """What is on disk."""
    desk = desk_on(shelf, content=pack)
    kept = desk.newest(desk.library.heading("first"))
    found = kept.sitting.answers.get("x") if kept is not None else None
    return found.value if found is not None else None


async def test_down_from_the_box_lie_the_quick_picks_and_the_calendar_and_undo_takes_a_pick_back(
    tmp_path: Path,
) -> None:
    pack, shelf = small(tmp_path / "pack", one("date", PICKS)), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "yesterday")
        assert "That was Saturday 21 November 2026." in picture(app)
        await press(pilot, "ctrl+u")
        await write(pilot, "soon")
        assert "Kept as words." in picture(app)
        await press(pilot, "down", "2")
        await until(pilot, lambda: answer(shelf, pack) == date(2026, 11, 25))
        assert "That is Wednesday 25 November 2026." in picture(app) and "[25]" in picture(app)
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: answer(shelf, pack) == "soon")
        # From the last pick down into the calendar, over the end of the month, and back by its days.
        await press(pilot, "end", "down", "pagedown", "home", "right", "down", "down", "enter")
        await until(pilot, lambda: answer(shelf, pack) == date(2026, 12, 7))
        page = picture(app)
        assert "December 2026" in page and "[ 7]" in page and "That is Monday 7 December 2026." in page
        await press(pilot, "delete")
        await until(pilot, lambda: answer(shelf, pack) is None)
        await press(pilot, "ctrl+z", "enter")
        assert "That is enough for today" in picture(app)
    assert answer(shelf, pack) == date(2026, 12, 7)


async def test_a_day_is_taken_by_mouse_and_the_way_back_up_leads_to_the_box(tmp_path: Path) -> None:
    pack, shelf = small(tmp_path / "pack", one("date")), tmp_path / "s"
    async with opened(shelf, "first", content=pack) as (app, pilot):
        await press(pilot, "enter")
        month = app.screen.query_one(Month)
        left = month.content_region.x - month.region.x
        # 22 November is today; the arrow on the right shows December, whose first Monday is the 7th.
        assert "·22·" in picture(app)
        await pilot.click(Month, offset=(left + 26, 0))
        await pilot.click(Month, offset=(left + 1, 3))
        await until(pilot, lambda: answer(shelf, pack) == date(2026, 12, 7))
        await press(pilot, "up")
        await write(pilot, "!")
        await until(pilot, lambda: answer(shelf, pack) == "7 December 2026!")


async def test_on_a_small_screen_the_calendar_gives_way(tmp_path: Path) -> None:
    pack = small(tmp_path / "pack", one("date", PICKS))
    async with opened(tmp_path / "s", "first", content=pack, size=(40, 12)) as (app, pilot):
        await press(pilot, "enter", "down", "down", "down", "down")
        page = picture(app)
        assert "November 2026" not in page and "in three days" in page and "To the end" in page
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "November 2026" in picture(app))


async def test_a_day_that_was_meant_before_midnight_stays_that_day(tmp_path: Path) -> None:
    pack, shelf, clock = small(tmp_path / "pack", one("date", PICKS)), tmp_path / "s", Clock(LATE)
    async with opened(shelf, "first", content=pack, clock=clock) as (app, pilot):
        await press(pilot, "enter")
        await write(pilot, "tomorrow")
        await until(pilot, lambda: answer(shelf, pack) == date(2026, 11, 23))
        clock.later(minutes=5)
        app.screen.query_one(Day).see_midnight()
        await pilot.pause()
        assert "·23·" in picture(app) or "[23]" in picture(app)
        await press(pilot, "ctrl+s")
        assert answer(shelf, pack) == date(2026, 11, 23)
        # Written anew, the same word means the day after.
        await press(pilot, "x", "backspace")
        await until(pilot, lambda: answer(shelf, pack) == date(2026, 11, 24))


async def test_a_table_understands_a_day_once(tmp_path: Path) -> None:
    columns = "rows: 2\ncolumns:\n  - {id: day, title: When, kind: date}\n  - {id: what, title: What}"
    pack, shelf, clock = small(tmp_path / "pack", one("table", columns)), tmp_path / "s", Clock(LATE)
    async with opened(shelf, "first", content=pack, clock=clock) as (_, pilot):
        await press(pilot, "enter")
        await write(pilot, "tomorrow\n")
        clock.later(minutes=5)
        await write(pilot, "ring\ntomorrow")
        await until(pilot, lambda: _days(answer(shelf, pack)) == [date(2026, 11, 23), date(2026, 11, 24)])


def _days(value: object) -> list[object]:
    return [row.cells.get("day") for row in getattr(value, "rows", ())]


class Calendar(App[None]):
    """A calendar alone."""

    def get_css_variables(self) -> dict[str, str]:
        return fill(super().get_css_variables())

    def compose(self) -> ComposeResult:
        yield Month(date(2024, 1, 31))


async def test_the_calendar_ends_where_days_end_and_a_month_that_is_shorter_gives_its_last_day() -> None:
    app = Calendar()
    async with app.run_test() as pilot:
        month = app.query_one(Month)
        month.focus()
        for keys, day in (
            (("pagedown",), date(2024, 2, 29)),
            (("pagedown", "right"), date(2024, 3, 30)),
            (("home", "pageup"), date(2023, 12, 31)),
        ):
            await press(pilot, *keys)
            assert month.cursor == day, keys
        for edge, keys in ((date.max, ("down", "pagedown", "right")), (date.min, ("left", "pageup"))):
            month.show(edge)
            await press(pilot, *keys)
            assert month.cursor == edge and picture(app)  # type: ignore[arg-type]
