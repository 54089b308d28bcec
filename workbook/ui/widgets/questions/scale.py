"""The question `scale`: a number between two ends."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from ....model.questions import ScaleQuestion
from .base import Given, QuestionWidget


class Numbers(Widget, can_focus=True):
    """The numbers in a row, and what the two ends mean. Arrows, digits and clicks set one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"numbers--chosen", "numbers--ends"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,down", "by(-1)", "Less", show=False),
        Binding("right,up", "by(1)", "More", show=False),
        Binding("home", "to(0)", "Lowest", show=False),
        Binding("end", "to(1)", "Highest", show=False),
        Binding("backspace,delete", "clear", "None", show=False),
        Binding("enter", "done", "Next", show=False),
    ]

    number: reactive[int | None] = reactive(None)

    class Set(Message):
        """Another number, or none."""

    class Done(Message):
        """Enter."""

    def __init__(self, step: ScaleQuestion) -> None:
        super().__init__(classes="numbers")
        self.step = step
        self._typed = ""

    def _layout(self, width: int) -> tuple[int, int]:
        """The cells of a number, and how many stand in a row."""
        count = self.step.max - self.step.min + 1
        widest = max(len(str(self.step.min)), len(str(self.step.max)))
        cell = min(max(width // count, widest + 1), 5)
        return cell, max(1, min(count, width // cell))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows of numbers, and one for the ends."""
        _, in_row = self._layout(width)
        rows = -(-(self.step.max - self.step.min + 1) // in_row)
        return rows + 2

    def render(self) -> Content:
        """The numbers with the chosen one marked, also by brackets: never by colour alone."""
        cell, in_row = self._layout(self.size.width)
        numbers = list(range(self.step.min, self.step.max + 1))
        rows: list[Content] = []
        for start in range(0, len(numbers), in_row):
            row = Content("")
            for number in numbers[start : start + in_row]:
                words = f"[{number}]" if number == self.number and cell > 3 else str(number)
                one = Content(words.center(cell))
                row += one.stylize(self.get_visual_style("numbers--chosen")) if number == self.number else one
            rows.append(row)
        width = min(cell * in_row, self.size.width)
        low, high = self.step.low, self.step.high
        gap = max(width - Content(low).cell_length - Content(high).cell_length, 2)
        ends = Content(low + " " * gap + high).stylize(self.get_visual_style("numbers--ends"))
        return Content("\n").join([*rows, Content(""), ends])

    def _give(self, number: int | None) -> None:
        self.number = number
        self.post_message(self.Set())

    def action_by(self, by: int) -> None:
        """One less or one more; the first arrow begins in the middle."""
        self._typed = ""
        middle = (self.step.min + self.step.max) // 2
        number = middle if self.number is None else self.number + by
        self._give(min(max(number, self.step.min), self.step.max))

    def action_to(self, end: int) -> None:
        """The lowest or the highest."""
        self._typed = ""
        self._give(self.step.max if end else self.step.min)

    def action_clear(self) -> None:
        """No number."""
        self._typed = ""
        self._give(None)

    def action_done(self) -> None:
        """Enter goes on."""
        self.post_message(self.Done())

    def on_key(self, event: events.Key) -> None:
        """A digit sets a number; 1 and then 0 is ten where the scale goes so far."""
        if event.character is None or not event.character.isdecimal():
            return
        event.stop()
        for typed in (self._typed + event.character, event.character):
            if self.step.min <= int(typed) <= self.step.max and len(typed) <= len(str(self.step.max)):
                self._typed = typed
                self._give(int(typed))
                return

    def on_click(self, event: events.Click) -> None:
        """A click sets the number it is on; on the chosen one it takes it back."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        cell, in_row = self._layout(self.size.width)
        number = self.step.min + offset.y * in_row + offset.x // cell
        if offset.x < cell * in_row and self.step.min <= number <= self.step.max:
            self._typed = ""
            self._give(None if number == self.number else number)


class Scale(QuestionWidget):
    """A scale. Nothing is chosen before the person chooses."""

    how = "Arrows or a digit; or leave it. Enter goes on."

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        assert isinstance(given.step, ScaleQuestion)
        self.numbers = Numbers(given.step)

    def compose(self) -> ComposeResult:
        """The numbers."""
        yield self.numbers

    def begin(self) -> None:
        """Show the number that was chosen."""
        value = self.given.value
        self.numbers.number = value if isinstance(value, int) else None
        self.numbers.focus()

    def current(self) -> int | None:
        """The number."""
        return self.numbers.number

    @on(Numbers.Set)
    def _set(self, event: Numbers.Set) -> None:
        event.stop()
        self.say(self.numbers.number)

    @on(Numbers.Done)
    def _done(self, event: Numbers.Done) -> None:
        event.stop()
        self.go_on()
