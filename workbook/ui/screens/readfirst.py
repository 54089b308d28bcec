"""The print as text, laid over the page, to be read before it is made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Static

from ...printing.characters import clusters, width
from ...printing.plain import COLUMNS, render
from ...printing.printout import Printout
from ..widgets.push import Push
from .laid import Laid, closing


class Paper(ScrollView, can_focus=True):
    """A text of any length, set anew for every width. Only the lines in sight are drawn."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "page_down", "Down", show=False),
        Binding("b,backspace", "page_up", "Up", show=False),
        Binding("g", "scroll_home", "Top", show=False),
        Binding("G", "scroll_end", "End", show=False),
        Binding("j", "scroll_down", "Down", show=False),
        Binding("k", "scroll_up", "Up", show=False),
    ]

    class Moved(Message):
        """Other lines are in sight."""

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
            lines = render(self.printout, columns).decode().rstrip("\n").expandtabs(4).split("\n")
            self._lines = [part for line in lines for part in _folded(line, columns)]
            self.virtual_size = Size(columns, len(self._lines))
            self.refresh()
        self.post_message(self.Moved())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Other lines are in sight."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Moved())

    @property
    def where(self) -> str:
        """Which of its lines are in sight, such as "lines 1–18 of 240"; empty where all of them are."""
        count, rows = len(self._lines), self.scrollable_content_region.height
        if rows >= count:
            return ""
        first = self.scroll_offset.y
        lines = "lines " if self.size.width >= 40 else ""
        return f"{lines}{first + 1}–{min(first + rows, count)} of {count}"

    def render_line(self, y: int) -> Strip:
        """One line of it."""
        number = y + self.scroll_offset.y
        words = self._lines[number] if number < len(self._lines) else ""
        style = self.rich_style
        return Strip([Segment(words, style)]).adjust_cell_length(self.size.width, style)


def _folded(line: str, columns: int) -> Iterator[str]:
    """A word that is wider than the page by itself, such as an address, goes on below: nothing of it is cut off."""
    if width(line) <= columns:
        yield line
        return
    part, used = "", 0
    for sign in clusters(line):
        wide = width(sign)
        if used + wide > columns:
            yield part
            part, used = "", 0
        part, used = part + sign, used + wide
    yield part


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
                yield Static("", markup=False, classes="read-where")

    def on_mount(self) -> None:
        """It can be scrolled at once."""
        self.query_one(Paper).focus()

    @on(Paper.Moved)
    def _moved(self) -> None:
        self.query_one(".read-where", Static).update(self.query_one(Paper).where)

    @on(Push.Pressed)
    def _pressed(self, event: Push.Pressed) -> None:
        self.dismiss(event.push.id == "make-it")
