"""A note: something to read, with time for it, or a pace to breathe by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Static

from ....model.questions import Note
from ..breath import Breath
from ..push import Push
from ..softtimer import SoftTimer
from .base import Given, QuestionWidget

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_MARKED = re.compile(r"[*_`#\[\]>|\\]|^\s*[-+]\s|^\s*\d+\.\s", re.MULTILINE)
STILL = "Hold it still"
MOVE = "Let it move"


def _parser() -> MarkdownIt:
    """Emphasis, lists and the like. What leads elsewhere, or hides what it is, stands there letter for letter."""
    from markdown_it import MarkdownIt

    found = MarkdownIt("gfm-like", {"html": False, "linkify": False})
    return found.disable(["link", "autolink", "image", "reference", "entity", "html_inline", "html_block"])


class NotePage(QuestionWidget, can_focus=True):
    """The text of a note. Enter goes on."""

    how = "Enter goes on."

    BINDINGS = [
        Binding("enter", "go_on", "Next", show=False),
        Binding("space", "still", "Hold it still", show=False),
    ]

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        step = given.step
        assert isinstance(step, Note)
        self.breath: Breath | None = None
        if step.breathe is not None:
            self.breath = Breath(step.breathe.breathe_in, step.breathe.breathe_out)
        self.minutes = step.minutes
        self.still = Push(STILL, id="still")

    def compose(self) -> ComposeResult:
        """Plain text as it is; Markdown only where there is some, for it takes long to load."""
        marked = self.given.asked.markdown
        if _MARKED.search(marked):
            from textual.widgets import Markdown

            yield Markdown(marked, parser_factory=_parser, open_links=False, classes="note")
        elif marked.strip():
            yield Static(self.given.asked.ask, markup=False, classes="note")
        if self.breath is not None:
            yield self.breath
            if not self.breath.still_by_wish:
                with Horizontal(classes="breath-ways"):
                    yield self.still
        if self.minutes:
            yield SoftTimer(self.minutes, self.given.since or self.given.clock(), self.given.clock)

    def begin(self) -> None:
        """Take the focus, so that Enter goes on."""
        self.focus(scroll_visible=False)

    def action_go_on(self) -> None:
        """It has been read."""
        self.go_on()

    def action_still(self) -> None:
        """Hold the bar still, or let it move again."""
        if self.breath is not None:
            self.breath.move(not self.breath.moving)
            self.still.words = STILL if self.breath.moving else MOVE
            self.still.refresh(layout=True)

    @on(Push.Pressed)
    def _pushed(self, event: Push.Pressed) -> None:
        event.stop()
        self.action_still()
