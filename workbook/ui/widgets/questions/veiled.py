"""What stands in the place of a line or row that somebody has hidden, and the keys that work on lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from ...commands import Command, commands
from ..keysline import KeysLine


class Veiled(Widget, can_focus=True):
    """Says that something is hidden here, and nothing of what it is. Enter, Space or a click shows it again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "across(-1)", "Line above", show=False),
        Binding("down", "across(1)", "Line below", show=False),
        Binding("enter", "across(1, True)", "Next", show=False),
        Binding("space", "reveal", "Show again", show=False),
        Binding("ctrl+z", "undo", "Undo", show=False),
    ]

    @dataclass
    class Reveal(Message):
        """It is to be shown again."""

        veiled: Veiled

    @dataclass
    class Left(Message):
        """An arrow or Enter leads away from it."""

        veiled: Veiled
        by: int
        done: bool
        """Whether it was Enter."""

    @dataclass
    class Undo(Message):
        """The last change is to be taken back."""

        veiled: Veiled

    def __init__(self, thing: str) -> None:
        super().__init__(classes="veiled")
        self.thing = thing
        """line or row."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line."""
        return 1

    def render(self) -> Content:
        """That it is hidden; while it has the focus, how to see it again."""
        again = next(one.shown for one in commands("exercise") if one.id == "hide")
        words = f"1 {self.thing} is hidden"
        return Content(f"{words}. {again} shows it." if self.has_focus else words)

    def action_across(self, by: int, done: bool = False) -> None:
        """To what stands above or below."""
        self.post_message(self.Left(self, by, done))

    def action_reveal(self) -> None:
        """Show it again."""
        self.post_message(self.Reveal(self))

    def action_undo(self) -> None:
        """Take the last change back."""
        self.post_message(self.Undo(self))

    def on_click(self) -> None:
        """A click shows it again."""
        self.action_reveal()


class KeysHere(KeysLine):
    """Some commands that work in this very box, side by side. Each can be clicked."""

    def __init__(self, *ids: str) -> None:
        super().__init__(classes="keys-here")
        found = {command.id: command for command in commands("exercise")}
        self.set_reactive(KeysLine.shown, tuple(found[id] for id in ids))

    def _fitting(self) -> list[tuple[int, int, Command]]:
        placed: list[tuple[int, int, Command]] = []
        x = 0
        for command in self.shown:
            end = x + len(command.shown) + 1 + len(command.words)
            if end <= self.size.width:
                placed.append((x, end, command))
            x = end + 3
        return placed
