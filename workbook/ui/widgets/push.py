"""A button of one row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget


class Push(Widget, can_focus=True):
    """Its words can be pressed by Enter, Space or mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", "Press", show=False)]

    @dataclass
    class Pressed(Message):
        """It was pressed."""

        push: Push

        @property
        def control(self) -> Push:
            """The button."""
            return self.push

    def __init__(self, words: str, *, id: str, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.words = words

    def render(self) -> Content:
        """The words, with a little room on either side; with few colours, between brackets."""
        return Content(f"[ {self.words} ]" if self.app.has_class("-plain") else f"  {self.words}  ")

    def action_press(self) -> None:
        """Press it."""
        self.post_message(self.Pressed(self))

    def on_click(self, event: events.Click) -> None:
        """A click presses it; the second of a double click is meant for nobody."""
        if event.chain == 1:
            self.action_press()
