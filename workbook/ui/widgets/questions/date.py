"""The question `date`: a day, typed as people say it, picked, or taken from a calendar."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Static

from ....model.days import full_day, short_day, that_day, understand
from ....model.questions import DateQuestion
from ..editor import Editor
from ..month import Month
from ..oneline import OneLine
from ..picklist import Item, PickList
from .base import Given, QuestionWidget
from .cells import Across, CellLine

_MIDNIGHT = 20.0
"""Seconds between two looks at whether it is another day by now."""


class Day(QuestionWidget):
    """A box that understands `today`, `+3d`, `next friday`, `2 Dec`; below it quick picks and a calendar.

    Words that are no day are kept as they are: they are the person's answer. Whatever is picked is written into the
    box, so that undo takes it back.
    """

    BINDINGS = [
        Binding("ctrl+z", "undo", "Undo", show=False),
        Binding("ctrl+y", "redo", "Redo", show=False),
        Binding("backspace,delete", "clear", "None", show=False),
    ]

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self.box = CellLine(classes="box day")
        self.echo = Static("", markup=False, classes="echo day-echo")
        step = given.step
        self.picks = step.options if isinstance(step, DateQuestion) else ()
        self.today = given.today
        self.days: dict[str, date] = {}
        self.list = PickList(self._items(), digits=True, classes="day-picks")
        self.month = Month(self.today)
        value = given.value
        self.value: date | str | None = value if isinstance(value, date | str) else None
        """What stands in the box, understood when it was written."""

    def _items(self) -> tuple[Item, ...]:
        found = {one.id: understand(one.id, self.today) for one in self.picks}
        self.days = {id: day for id, day in found.items() if day is not None}
        return tuple(
            Item(one.id, one.words, "·", short_day(self.days[one.id])) for one in self.picks if one.id in self.days
        )

    def compose(self) -> ComposeResult:
        """The box, the day as it was understood, the quick picks, the calendar."""
        yield self.box
        yield self.echo
        with Horizontal(classes="day-ways"):
            if self.days:
                yield self.list
            yield self.month

    def begin(self) -> None:
        """Show the day that was answered, in words that the box understands again."""
        text = _typed(self.given.beginning)
        place = self.given.place
        self.box.seed(text, place.at if place is not None and place.at is not None else len(text))
        self._show()
        self.box.focus()
        self.set_interval(_MIDNIGHT, self.see_midnight)

    def see_midnight(self) -> None:
        """On another day the quick picks are other days. What was answered stays the day that was meant."""
        if self.given.today != self.today:
            self.today = self.given.today
            self.list.show(self._items())
            self.month.today = self.today
            self._show()

    def where(self) -> tuple[str, str, int | None]:
        """The cursor."""
        return "", "", self.box.at

    def current(self) -> date | str | None:
        """The day; the words as they are where they are none."""
        return self.value

    def text_to_edit(self) -> str | None:
        """What stands in the box."""
        return self.box.text

    def take_text(self, text: str) -> None:
        """Words from outside; undo brings the old ones back."""
        self.box.take(text.rstrip("\n"))

    def _show(self) -> None:
        """Say how the box is understood, and mark it in the calendar."""
        self.month.show(self.value if isinstance(self.value, date) else None)
        if isinstance(self.value, date):
            self.echo.update(that_day(self.value, self.today))
        elif self.value is None:
            self.echo.update("Such as 2 Dec, friday, in 3 days; or words.")
        else:
            self.echo.update("Kept as words. As a day: 2 Dec, yesterday, in 3 days.")

    @on(Editor.Edited)
    def _edited(self, event: Editor.Edited) -> None:
        event.stop()
        self.see_midnight()
        words = self.box.text
        self.value = (understand(words, self.today) or words) if words.strip() else None
        self._show()
        self.say(self.value)

    @on(Editor.Moved)
    def _moved(self, event: Editor.Moved) -> None:
        event.stop()
        self.moved()

    @on(OneLine.Entered)
    def _entered(self, event: OneLine.Entered) -> None:
        event.stop()
        self.go_on()

    def _pick(self, day: date | None) -> None:
        if day is not None and day != self.value:
            self.box.take(full_day(day))

    @on(PickList.Chosen)
    def _chosen(self, event: PickList.Chosen) -> None:
        event.stop()
        self._pick(self.days.get(event.item.id))
        if not event.clicked:
            self.go_on()

    @on(PickList.Picked)
    def _picked(self, event: PickList.Picked) -> None:
        event.stop()
        self._pick(self.days.get(event.item.id))

    @on(Month.Taken)
    def _taken(self, event: Month.Taken) -> None:
        event.stop()
        self._pick(event.day)
        if event.done:
            self.go_on()

    @on(Across)
    def _across(self, event: Across) -> None:
        """Down from the box lie the quick picks, then the calendar."""
        event.stop()
        if event.by > 0:
            self._to_picks() or self._to_month()

    @on(PickList.Past)
    def _past(self, event: PickList.Past) -> None:
        event.stop()
        if event.by < 0:
            self.box.focus()
        else:
            self._to_month()

    @on(Month.Past)
    def _back(self, event: Month.Past) -> None:
        event.stop()
        if not self._to_picks():
            self.box.focus()

    def _to_picks(self) -> bool:
        if self.days:
            self.list.focus(scroll_visible=False)
        return bool(self.days)

    def _to_month(self) -> bool:
        # On a small screen the calendar gives way.
        if self.month.display:
            self.month.focus()
        return self.month.display

    def action_undo(self) -> None:
        """Take back what was picked, from wherever it was picked."""
        self.box.undo()

    def action_redo(self) -> None:
        """Pick it again."""
        self.box.redo()

    def action_clear(self) -> None:
        """No day; in the box these keys are the box's own."""
        if self.box.text:
            self.box.take("")


def _typed(value: object) -> str:
    if isinstance(value, date):
        return full_day(value)
    return value if isinstance(value, str) else ""
