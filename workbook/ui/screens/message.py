"""A page that says one thing: what went wrong, that nothing is lost, what can be done."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from ..widgets.push import Push
from .laid import Laid, closing


class Message(Laid[None]):
    """Lines of plain text, and a way out."""

    BINDINGS = [closing("escape"), ("enter,q", "dismiss", "Close")]

    def __init__(self, title: str, lines: tuple[str, ...]) -> None:
        super().__init__()
        self.said = title
        self.lines = lines

    def compose(self) -> ComposeResult:
        """The title, the lines, a button."""
        with Vertical(classes="card"):
            yield Static(self.said, markup=False, classes="card-title")
            with VerticalScroll(classes="card-body"):
                for line in self.lines:
                    yield Static(line, markup=False, classes="card-line")
            yield Push("Close", id="close", classes="-first")

    @on(Push.Pressed)
    def _close(self) -> None:
        self.dismiss()
