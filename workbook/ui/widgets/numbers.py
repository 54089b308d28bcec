"""Numbers in a row, from which one can be chosen: a scale, or how heavy something is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

_ROOMY = 5
"""Cells of a number where there is room enough: more would tear the row apart."""


class Numbers(Widget, can_focus=True):
    """The numbers from `min` to `max`, and what the two ends mean. Arrows, digits and clicks set one.

    Nothing is chosen before the person chooses; what a program sets by `number` posts nothing.
    """

    DEFAULT_CSS = """
    Numbers {
        width: 100%;
        height: auto;
        padding-left: 1;
        border-left: outer $background;
        &:focus { border-left: outer $mark; }
        & > .numbers--chosen { background: $foreground; color: $background; text-style: bold; }
        & > .numbers--ends { color: $quiet; }
    }
    """
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
    """The number that is chosen; None for none."""

    _typed: reactive[str] = reactive("")
    """What was typed last: more of a number may follow it."""

    @dataclass
    class Set(Message):
        """The person chose another number, or took it back. Read `control.number`."""

        numbers: Numbers

        @property
        def control(self) -> Numbers:
            """Where it was chosen."""
            return self.numbers

    @dataclass
    class Done(Message):
        """Enter: the person wants to go on, with a number or without."""

        numbers: Numbers

        @property
        def control(self) -> Numbers:
            """Where it was pressed."""
            return self.numbers

    def __init__(
        self, min: int, max: int, low: str = "", high: str = "", *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.min = min
        self.max = max
        self.low = low
        self.high = high

    def rows(self, width: int) -> list[list[tuple[int, int, int]]]:
        """Where each number stands in so many cells of width: rows of (first cell, how many cells, number)."""
        numbers = range(self.min, self.max + 1)
        even = min(width // len(numbers), _ROOMY)
        # Room for the brackets of every number, whichever is chosen: nothing may move when one is.
        cells = [max(even, len(str(number)) + 2) for number in numbers]
        count = 1
        while count < len(numbers):
            long = -(-len(numbers) // count)
            if max(sum(cells[start : start + long]) for start in range(0, len(numbers), long)) <= width:
                break
            count += 1
        long = -(-len(numbers) // count)
        made: list[list[tuple[int, int, int]]] = []
        for start in range(0, len(numbers), long):
            x = 0
            made.append([])
            for number, cell in zip(numbers[start : start + long], cells[start : start + long], strict=True):
                made[-1].append((x, cell, number))
                x += cell
        return made

    def _content(self, width: int) -> Content:
        rows = self.rows(width)
        lines = [self._row(row) for row in rows]
        lines.append(Content(f"{self._typed} …" if self._waits() else ""))
        low, high = Content(self.low), Content(self.high)
        x, cell, _ = rows[0][-1]
        wide = x + cell
        if low.cell_length + high.cell_length + 2 <= wide:
            ends = low + Content(" " * (wide - low.cell_length - high.cell_length)) + high
        else:
            ends = Content("\n").join(
                Content(f"{number}  {words}")
                for number, words in ((self.min, self.low), (self.max, self.high))
                if words
            )
        if ends.plain.strip():
            lines.append(ends.stylize(self.get_visual_style("numbers--ends")))
        return Content("\n").join(lines)

    def _row(self, row: list[tuple[int, int, int]]) -> Content:
        line = Content("")
        for _, cell, number in row:
            if number == self.number:
                chosen = Content(f"[{number}]".center(cell))
                line += chosen.stylize(self.get_visual_style("numbers--chosen"))
            else:
                line += Content(str(number).center(cell))
        return line

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows of numbers, air, and what the ends mean."""
        return self._content(width).get_height({}, width)

    def render(self) -> Content:
        """The numbers with the chosen one marked, also by brackets: never by colour alone."""
        return self._content(self.content_size.width)

    def _waits(self) -> bool:
        """Whether what was typed is no number here yet, and the beginning of one."""
        return bool(self._typed) and self._as_number(self._typed) is None

    def _as_number(self, words: str) -> int | None:
        return next((number for number in range(self.min, self.max + 1) if str(number) == words), None)

    def _begins(self, words: str) -> bool:
        return any(str(number).startswith(words) for number in range(self.min, self.max + 1))

    def _give(self, number: int | None) -> None:
        self.number = number
        self.post_message(self.Set(self))

    def action_by(self, by: int) -> None:
        """One less or one more; the first arrow begins in the middle."""
        self._typed = ""
        middle = (self.min + self.max) // 2
        number = middle if self.number is None else self.number + by
        self._give(min(max(number, self.min), self.max))

    def action_to(self, end: int) -> None:
        """The lowest or the highest."""
        self._typed = ""
        self._give(self.max if end else self.min)

    def action_clear(self) -> None:
        """Take the number back; first what was typed of one."""
        if self._waits():
            self._typed = ""
            return
        self._typed = ""
        self._give(None)

    def action_done(self) -> None:
        """Enter goes on."""
        self.post_message(self.Done(self))

    def on_key(self, event: events.Key) -> None:
        """A digit sets a number; 1 and then 0 is ten where the scale goes so far."""
        character = event.character
        if character is None or not (character.isdecimal() or (character == "-" and self.min < 0)):
            return
        event.stop()
        digit = character if character == "-" else str(int(character))
        for typed in (self._typed + digit, digit):
            if self._begins(typed):
                self._typed = typed
                number = self._as_number(typed)
                if number is not None:
                    self._give(number)
                return

    def on_blur(self) -> None:
        """What was begun is no number: it is let go."""
        self._typed = ""

    def on_click(self, event: events.Click) -> None:
        """A click sets the number it is on; on the chosen one it takes it back."""
        offset = event.get_content_offset(self)
        rows = self.rows(self.content_size.width)
        if offset is None or not 0 <= offset.y < len(rows):
            return
        for x, cell, number in rows[offset.y]:
            if x <= offset.x < x + cell:
                self._typed = ""
                self._give(None if number == self.number else number)
