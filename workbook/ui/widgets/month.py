"""A calendar of one month, from which a day can be taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from ...model.days import MONTHS, WEEKDAYS

_CELL = 4
_WEEKS = 6
_FIRST_WEEK = 2
"""The row in which the first week stands: above it are the month's name and the names of the days."""


class Month(Widget, can_focus=True):
    """One month, Monday first. Arrows and PageUp, PageDown move, Enter or a click takes a day."""

    DEFAULT_CSS = """
    Month {
        width: 30;
        height: auto;
        padding-left: 1;
        border-left: outer $background;
        &:focus { border-left: outer $mark; }
        & > .month--head { color: $heading; text-style: bold; }
        & > .month--weekdays { color: $quiet; }
        & > .month--today { text-style: underline bold; }
        & > .month--taken { background: $cursor-ground; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "month--head",
        "month--weekdays",
        "month--today",
        "month--taken",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "by(-1)", "Day before", show=False),
        Binding("right", "by(1)", "Day after", show=False),
        Binding("up", "up", "Week before", show=False),
        Binding("down", "by(7)", "Week after", show=False),
        Binding("pageup", "month(-1)", "Month before", show=False),
        Binding("pagedown", "month(1)", "Month after", show=False),
        Binding("home", "today", "Today", show=False),
        Binding("enter", "take(True)", "Take this day", show=False),
        Binding("space", "take", "Take this day", show=False),
    ]

    cursor: reactive[date] = reactive(date(2000, 1, 1))
    """The day that Enter takes; its month is shown."""
    taken: reactive[date | None] = reactive(None)
    """The day that is the answer."""
    today: reactive[date] = reactive(date(2000, 1, 1))

    @dataclass
    class Taken(Message):
        """A day was taken; `done` when Enter was pressed on one that was taken already."""

        month: Month
        day: date
        done: bool = False

    @dataclass
    class Past(Message):
        """An arrow led up from the first week."""

        month: Month

    def __init__(self, today: date) -> None:
        super().__init__(classes="month")
        self.set_reactive(Month.today, today)
        self.set_reactive(Month.cursor, today)

    def show(self, taken: date | None) -> None:
        """Mark this day as taken, and show its month. Posts nothing."""
        self.taken = taken
        if taken is not None:
            self.cursor = taken

    def _first(self) -> date | None:
        """The Monday with which the month's first week begins; None where the calendar has no such day."""
        first = self.cursor.replace(day=1)
        return _moved(first, -first.weekday())

    def _day_at(self, column: int, week: int) -> date | None:
        first = self._first()
        if first is None:
            return None
        day = _moved(first, week * 7 + column)
        return day if day is not None and day.month == self.cursor.month else None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows in every month: nothing jumps."""
        return _FIRST_WEEK + _WEEKS

    def render(self) -> Content:
        """The month, with today between points and the day that is taken in brackets: never by colour alone."""
        name = f"{MONTHS[self.cursor.month - 1]} {self.cursor.year}"
        head = Content("‹ " + name.center(7 * _CELL - 4) + " ›").stylize(self.get_visual_style("month--head"))
        names = Content("".join(f" {one[:2]} " for one in WEEKDAYS))
        rows = [head, names.stylize(self.get_visual_style("month--weekdays"))]
        rows += [self._week(week) for week in range(_WEEKS)]
        return Content("\n").join(rows)

    def _week(self, week: int) -> Content:
        row = Content("")
        for column in range(7):
            day = self._day_at(column, week)
            if day is None:
                row += Content(" " * _CELL)
                continue
            before, after = ("[", "]") if day == self.taken else ("·", "·") if day == self.today else (" ", " ")
            words = Content(f"{before}{day.day:>2}{after}")
            if day == self.today:
                words = words.stylize(self.get_visual_style("month--today"))
            if day == self.taken:
                words = words.stylize(self.get_visual_style("month--taken"))
            if self.has_focus and day == self.cursor:
                # The cursor shows on every ground, also where the terminal has no colours.
                words = words.stylize("reverse")
            row += words
        return row

    def action_by(self, days: int) -> None:
        """Another day; at the ends of all calendars it stays."""
        self.cursor = _moved(self.cursor, days) or self.cursor

    def action_up(self) -> None:
        """A week back; from the first week of a month, out of the calendar."""
        if self.cursor.day <= 7:
            self.post_message(self.Past(self))
        else:
            self.action_by(-7)

    def action_month(self, by: int) -> None:
        """The same day of another month, or its last."""
        months = self.cursor.year * 12 + self.cursor.month - 1 + by
        year, month = divmod(months, 12)
        if not date.min.year <= year <= date.max.year:
            return
        for day in range(self.cursor.day, 27, -1):
            try:
                self.cursor = date(year, month + 1, day)
                return
            except ValueError:
                continue
        self.cursor = date(year, month + 1, min(self.cursor.day, 28))

    def action_today(self) -> None:
        """Back to today."""
        self.cursor = self.today

    def action_take(self, enter: bool = False) -> None:
        """Take the day of the cursor."""
        self.post_message(self.Taken(self, self.cursor, done=enter and self.cursor == self.taken))

    def on_click(self, event: events.Click) -> None:
        """A click takes a day; on an arrow above it shows another month."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.y == 0:
            by = -1 if offset.x < 3 else 1 if offset.x >= 7 * _CELL - 3 else 0
            if by:
                self.action_month(by)
        elif offset.y >= _FIRST_WEEK and 0 <= offset.x < 7 * _CELL and event.chain == 1:
            day = self._day_at(offset.x // _CELL, offset.y - _FIRST_WEEK)
            if day is not None:
                self.cursor = day
                self.action_take()


def _moved(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
