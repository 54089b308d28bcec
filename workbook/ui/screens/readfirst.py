"""The print as text, laid over the page, to be read before it is made."""

from __future__ import annotations

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Static

from ...printing.plain import COLUMNS, render
from ...printing.printout import Printout
from ..widgets.push import Push
from .laid import Laid, closing


class Paper(ScrollView, can_focus=True):
    """A text of any length, set anew for every width. Only the lines in sight are drawn."""

    def __init__(self, printout: Printout) -> None:
        super().__init__(classes="paper")
        self.printout = printout
        self._lines: list[str] = []
        self._set_for = -1

    def on_resize(self) -> None:
        """Set the text for the width there is now."""
        columns = max(min(self.scrollable_content_region.width, COLUMNS), 16)
        if columns != self._set_for:
            self._set_for = columns
            self._lines = render(self.printout, columns).decode().expandtabs(4).split("\n")
            self.virtual_size = Size(columns, len(self._lines))
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of it."""
        number = y + self.scroll_offset.y
        words = self._lines[number] if number < len(self._lines) else ""
        style = self.rich_style
        return Strip([Segment(words, style)]).adjust_cell_length(self.size.width, style)


class ReadFirst(Laid[bool]):
    """Gives back whether it is to be made now."""

    BINDINGS = [closing("escape", "dismiss(False)"), ("q,r", "dismiss(False)", "Close"), ("p", "dismiss(True)", "Make")]

    def __init__(self, printout: Printout, about: str) -> None:
        super().__init__()
        self.printout = printout
        self.about = about

    def compose(self) -> ComposeResult:
        """What it is, the text, two ways on."""
        with Vertical(classes="card read-first"):
            yield Static(self.about, markup=False, classes="card-title")
            yield Paper(self.printout)
            with Vertical(classes="read-pushes"):
                yield Push("Back", id="back")
                yield Push("Make it", id="make-it", classes="-first")

    def on_mount(self) -> None:
        """It can be scrolled at once."""
        self.query_one(Paper).focus()

    @on(Push.Pressed)
    def _pressed(self, event: Push.Pressed) -> None:
        self.dismiss(event.push.id == "make-it")
