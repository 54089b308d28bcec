"""The box for an answer of one line: an editor that grows as the line wraps and never holds a newline."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message

from .editor import Editor


class OneLine(Editor):
    """One line of text, all of it in sight up to four rows. Enter does not write: it says that the line is done."""

    DEFAULT_CSS = """
    OneLine {
        height: auto;
        max-height: 4;
    }
    """

    _rows = (0, 0)
    """The width and the rows that it was laid out for last."""

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

    def on_resize(self) -> None:
        """Another width may need other rows: a line that was seeded before it had a width would be cut off."""
        super().on_resize()
        self.call_after_refresh(self._fit_rows)

    def _fit_rows(self) -> None:
        rows = self.wrapped_document.height
        if self.is_mounted and self._rows != (self.size.width, rows):
            self._rows = (self.size.width, rows)
            self.refresh(layout=True)

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
