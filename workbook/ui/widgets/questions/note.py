"""A note: something to read."""

from __future__ import annotations

import re

from textual.app import ComposeResult
from textual.widgets import Static

from .base import QuestionWidget

_MARKED = re.compile(r"[*_`#\[\]>|\\]|^\s*[-+]\s|^\s*\d+\.\s", re.MULTILINE)


class NotePage(QuestionWidget, can_focus=True):
    """The text of a note. Enter goes on."""

    how = "Enter goes on."

    BINDINGS = [("enter", "go_on", "Next")]

    def compose(self) -> ComposeResult:
        """Plain text as it is; Markdown only where there is some, for it takes long to load."""
        marked = self.given.asked.markdown
        if _MARKED.search(marked):
            from textual.widgets import Markdown

            yield Markdown(marked, open_links=False, classes="note")
        else:
            yield Static(self.given.asked.ask, markup=False, classes="note")

    def begin(self) -> None:
        """Take the focus, so that Enter goes on."""
        self.focus(scroll_visible=False)

    def action_go_on(self) -> None:
        """It has been read."""
        self.go_on()
