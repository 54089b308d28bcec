"""One line of a `list`: its box, and what stands in its place while it is hidden."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from ....files.clean import clean
from ....model.answers import Line
from .cells import CellLine
from .veiled import Veiled


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line for line in clean(text).split("\n") if line.strip()]


class ListLine(CellLine):
    """A box of one line among others: what goes beyond its own text it only asks for."""

    @dataclass
    class Emptied(Message):
        """Backspace or delete in an empty box: the line is to go."""

        line: ListLine
        by: int
        """-1: on to the line above; 1: on to the one below."""

    @dataclass
    class More(Message):
        """More lines were pasted than one; these are the others."""

        line: ListLine
        others: tuple[str, ...]

    @dataclass
    class Undo(Message):
        """The last change is to be taken back: it may have been one of lines, not of letters."""

        line: ListLine

    def action_delete_left(self) -> None:
        """Delete a letter; in an empty box the line itself."""
        if self.text or self.read_only:
            super().action_delete_left()
        else:
            self.post_message(self.Emptied(self, -1))

    def action_delete_right(self) -> None:
        """Delete the next letter; in an empty box the line itself."""
        if self.text or self.read_only:
            super().action_delete_right()
        else:
            self.post_message(self.Emptied(self, 1))

    def action_undo(self) -> None:
        """Ask what the last change was."""
        self.post_message(self.Undo(self))

    def action_paste(self) -> None:
        """Paste, several lines as several."""
        if not self._several(self.app.clipboard):
            super().action_paste()

    async def _on_paste(self, event: events.Paste) -> None:
        if self._several(event.text):
            event.prevent_default()
            event.stop()

    def take(self, text: str) -> None:
        """Put another text in the place of this one; further lines become lines of their own."""
        first, *others = lines_of(text) or [""]
        super().take(first)
        if others:
            self.post_message(self.More(self, tuple(others)))

    def _several(self, text: str) -> bool:
        """Take in several lines: the first here, at the cursor. Whether there were several."""
        lines = lines_of(text)
        if len(lines) < 2 or self.read_only:
            return False
        result = self._replace_via_keyboard(lines[0], *self.selection)
        if result is not None:
            self.move_cursor(result.end_location)
        self.post_message(self.More(self, tuple(lines[1:])))
        return True


class ListRow(Vertical):
    """One line. One that was taken out stays, unseen, so that it can come back with all that can be undone in it."""

    def __init__(self, line: Line) -> None:
        super().__init__(classes="list-row")
        self.number = line.number
        self.first = line.text
        self.line = ListLine(classes="box cell")
        self.veiled = Veiled("line")
        self.hidden = line.hidden
        self.gone = False

    def compose(self) -> ComposeResult:
        """The box, and what stands there instead."""
        yield self.line
        yield self.veiled

    def on_mount(self) -> None:
        """Put the words into the box before anybody sees it."""
        if self.first:
            self.line.seed(self.first, len(self.first))
        self.settle()

    def settle(self) -> None:
        """Show what is to be seen of it."""
        self.display = not self.gone
        self.line.display = not self.hidden
        self.veiled.display = self.hidden

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.line.text if self.line.is_mounted else self.first

    def letters(self) -> int:
        """How many changes of its letters can be undone; what is typed from now on is undone apart from them."""
        self.line.history.checkpoint()
        return len(self.line.history.undo_stack)

    @property
    def here(self) -> bool:
        """Whether the person is in it."""
        return self.line.has_focus or self.veiled.has_focus

    def enter(self, at: int | None = None) -> None:
        """Take the focus; the cursor goes behind so many letters."""
        if self.hidden:
            self.veiled.focus()
            return
        if at is not None:
            self.line.move_cursor(self.line.location_at(at))
        self.line.focus()
