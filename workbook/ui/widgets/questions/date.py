"""The question `date`: a day, typed as people say it, or picked."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from ....model.days import full_day, spoken_day, understand
from ....model.questions import DateQuestion
from ..editor import Editor
from ..oneline import OneLine
from ..picklist import Item, PickList
from .base import Given, QuestionWidget


class Day(QuestionWidget):
    """A box that understands `today`, `+3d`, `next friday`, `2 Dec`; below it quick picks.

    Words that are no day are kept as they are: they are the person's answer.
    """

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self.box = OneLine(classes="box day")
        self.echo = Static("", markup=False, classes="echo")
        step = given.step
        picks = step.options if isinstance(step, DateQuestion) else ()
        self.days = {option.id: understand(option.id, given.today) for option in picks}
        self.list = PickList(tuple(Item(one.id, one.words, "·", self._right(one.id)) for one in picks), digits=True)

    def _right(self, id: str) -> str:
        day = self.days.get(id)
        return spoken_day(day) if day is not None else ""

    def compose(self) -> ComposeResult:
        """The box, the day as it was understood, the quick picks."""
        yield self.box
        yield self.echo
        if self.days:
            yield self.list

    def begin(self) -> None:
        """Show the day that was answered, in words that the box understands again."""
        text = _typed(self.given.beginning)
        place = self.given.place
        self.box.seed(text, place.at if place is not None and place.at is not None else len(text))
        self._echo()
        self.box.focus()

    def where(self) -> tuple[str, str, int | None]:
        """The cursor."""
        return "", "", self.box.at

    def current(self) -> date | str | None:
        """The day; the words as they are where they are none."""
        words = self.box.text
        if not words.strip():
            return None
        return understand(words, self.given.today) or words

    def _echo(self) -> None:
        day = self.current()
        if day is None:
            self.echo.update("")
        elif isinstance(day, date):
            self.echo.update(f"That is {spoken_day(day)} {day.year}.")
        else:
            self.echo.update("Not a day I know. Try 2 Dec, next friday, +3d. Your words are kept all the same.")

    @on(Editor.Edited)
    def _edited(self, event: Editor.Edited) -> None:
        event.stop()
        self._echo()
        self.say(self.current())

    @on(Editor.Moved)
    def _moved(self, event: Editor.Moved) -> None:
        event.stop()
        self.moved()

    @on(OneLine.Entered)
    def _entered(self, event: OneLine.Entered) -> None:
        event.stop()
        self.go_on()

    @on(PickList.Chosen)
    def _chosen(self, event: PickList.Chosen) -> None:
        event.stop()
        self._pick(event.item.id)
        if not event.clicked:
            self.go_on()

    @on(PickList.Picked)
    def _picked(self, event: PickList.Picked) -> None:
        event.stop()
        self._pick(event.item.id)

    def _pick(self, id: str) -> None:
        day = self.days.get(id)
        if day is not None:
            text = full_day(day)
            self.box.seed(text, len(text))
            self._echo()
            self.say(day)


def _typed(value: object) -> str:
    if isinstance(value, date):
        return full_day(value)
    return value if isinstance(value, str) else ""
