"""The question `scale`: a number between two ends."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from ....model.questions import ScaleQuestion
from ..numbers import Numbers
from .base import Given, QuestionWidget, hides_earlier


class Scale(QuestionWidget):
    """A scale. Nothing is chosen before the person chooses, unless an earlier number is offered."""

    how = "Arrows or a digit; or leave it. Enter goes on."

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        step = given.step
        assert isinstance(step, ScaleQuestion)
        self.numbers = Numbers(step.min, step.max, step.low, step.high)

        self.earlier = Static("", markup=False, classes="echo earlier")
        self.earlier.display = False

    def compose(self) -> ComposeResult:
        """The numbers; the earlier ones of a measure come after the answer, so that they do not lead it."""
        yield self.numbers
        yield self.earlier

    def _show_earlier(self) -> None:
        number, again = self.numbers.number, self.given.asked.again
        words = self.given.said_to(number) if self.given.said_to is not None else ""
        if again is not None and hides_earlier(self.given.step) and number is not None and not words:
            words = f"{again.called[:1].upper()}{again.called[1:]}:  {again.words}"
        self.earlier.display = bool(words)
        self.earlier.update(words)

    def begin(self) -> None:
        """Show the number that was chosen, or the one that is offered."""
        value = self.given.beginning
        self.numbers.number = value if isinstance(value, int) else None
        self._show_earlier()
        self.numbers.focus()

    def current(self) -> int | None:
        """The number."""
        return self.numbers.number

    @on(Numbers.Set)
    def _set(self, event: Numbers.Set) -> None:
        event.stop()
        self._show_earlier()
        self.say(self.numbers.number)

    @on(Numbers.Done)
    def _done(self, event: Numbers.Done) -> None:
        event.stop()
        self.go_on()
