"""The question `list`: short lines, one box each; after the last filled one there is always an empty one."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from ....model.answers import Line, Lines
from ..editor import Editor
from ..oneline import OneLine
from .base import Given, QuestionWidget
from .cells import Across, CellLine


class ListBox(QuestionWidget):
    """Enter and the arrows lead from line to line. A line keeps its number, whatever becomes of its neighbours."""

    how = "Enter leads to the next line; on an empty one it goes on."

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        value = given.value
        self.lines = value if isinstance(value, Lines) else Lines(())
        self.boxes: dict[int, CellLine] = {one.number: CellLine(classes="box cell") for one in self._shown()}
        self.last = max([self.lines.last, *(one.number for one in self.lines.lines)])
        self._new()

    def _shown(self) -> list[Line]:
        return [one for one in self.lines.lines if not one.hidden]

    def _new(self) -> CellLine:
        self.last += 1
        box = CellLine(classes="box cell")
        self.boxes[self.last] = box
        return box

    def compose(self) -> ComposeResult:
        """The lines."""
        yield from self.boxes.values()

    def begin(self) -> None:
        """Take the focus in the line where the person was, else in the first."""
        for one in self._shown():
            self.boxes[one.number].seed(one.text, len(one.text))
        place = self.given.place
        number = int(place.row) if place is not None and place.row.isdigit() else 0
        box = self.boxes.get(number) or next(iter(self.boxes.values()))
        if place is not None and place.at is not None:
            box.seed(box.text, place.at)
        box.focus()

    def _here(self) -> int:
        return next((number for number, box in self.boxes.items() if box.has_focus), 0)

    def where(self) -> tuple[str, str, int | None]:
        """The line's number, and the cursor in it."""
        number = self._here()
        return (str(number), "", self.boxes[number].at) if number else ("", "", None)

    def current(self) -> Lines | None:
        """The lines that say something; hidden ones stay."""
        made = [Line(number, box.text) for number, box in self.boxes.items() if box.text]
        made += [one for one in self.lines.lines if one.hidden]
        if not made:
            return None
        # The empty box at the end has a number that nobody has seen yet.
        seen = [number for number, box in self.boxes.items() if box.text]
        last = max([self.lines.last, *seen, *(one.number for one in self.lines.lines)])
        return Lines(tuple(sorted(made, key=lambda one: one.number)), last)

    def text_to_edit(self) -> str | None:
        """The line that has the focus."""
        number = self._here()
        return self.boxes[number].text if number else None

    def take_text(self, text: str) -> None:
        """The line, from outside."""
        number = self._here()
        if number:
            self.boxes[number].take(text)

    @on(Editor.Edited)
    async def _edited(self, event: Editor.Edited) -> None:
        event.stop()
        self.say(self.current())
        if next(reversed(self.boxes.values())).text:
            await self.mount(self._new())

    def _go(self, by: int) -> None:
        boxes = list(self.boxes.values())
        position = next((number for number, box in enumerate(boxes) if box.has_focus), 0) + by
        if 0 <= position < len(boxes):
            boxes[position].focus()

    @on(Across)
    def _across(self, event: Across) -> None:
        event.stop()
        self._go(event.by)

    @on(OneLine.Entered)
    def _entered(self, event: OneLine.Entered) -> None:
        event.stop()
        if event.editor.text:
            self._go(1)
        else:
            self.go_on()

    @on(Editor.Moved)
    def _moved(self, event: Editor.Moved) -> None:
        event.stop()
        self.moved()

    def on_descendant_focus(self) -> None:
        """Another line is another place."""
        self.moved()
