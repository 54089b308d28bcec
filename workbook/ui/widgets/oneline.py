"""The box for an answer of one line: an editor that grows as the line wraps and never holds a newline."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.geometry import Size
from textual.message import Message

from .editor import Editor
from .wrapped import Wrapped


class OneLine(Editor):
    """One line of text, all of it in sight up to four rows. Enter does not write: it says that the line is done."""

    DEFAULT_CSS = """
    OneLine {
        height: auto;
        max-height: 4;
    }
    """

    @dataclass
    class Entered(Message):
        """Enter was pressed: the person wants to go on."""

        editor: OneLine
        """The box that is done."""

        @property
        def control(self) -> OneLine:
            """The box that is done."""
            return self.editor

    def fit(self, text: str) -> str:
        """The cleaned text with a space for each newline, so that all of a paste stays."""
        return super().fit(text).replace("\n", " ")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows at this width. Stock knows only those of the width before."""
        room = max(width - self.scrollbar_size_vertical - self.gutter_width - 1, 0)
        now = self.wrapped_document
        return now.height if now.width == room else Wrapped(self.document, room, self.indent_width).height

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "ctrl+j":
            # A line break that comes as a key, as from some pastes: a space keeps the words apart.
            event.stop()
            event.prevent_default()
            self.insert(" ")
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Entered(self))
