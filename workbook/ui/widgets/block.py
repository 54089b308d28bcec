"""A piece of a page that is read: its lines laid for the width there is, a bar beside the one that is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.style import Style
from textual.widget import Widget

INDENT = "  "


class Block(Widget, can_focus=True):
    """The words are wrapped and whole, however many. What it says comes from `lines`."""

    # Here and not on the screen: the page between the two would scroll by itself.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.step(-1)", "Up", show=False),
        Binding("down", "screen.step(1)", "Down", show=False),
        Binding("pageup", "screen.turn(-1)", "Up", show=False),
        Binding("pagedown,space", "screen.turn(1)", "Down", show=False),
        Binding("home", "screen.edge(0)", "First", show=False),
        Binding("end", "screen.edge(-1)", "Last", show=False),
    ]

    def __init__(self, *, id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=f"reading {classes}")
        self._laid: tuple[int, Content] = (-1, Content(""))

    def lines(self, width: int) -> Iterator[Content]:
        """Every line at this width."""
        raise NotImplementedError

    def render(self) -> Content:
        """All lines at the width there is."""
        return self._lay(self.content_size.width)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """All there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the lines need at this width."""
        return self._lay(width).plain.count("\n") + 1

    def notify_style_update(self) -> None:
        """Other colours: lay the lines anew."""
        self._laid = (-1, Content(""))
        super().notify_style_update()

    def _lay(self, width: int) -> Content:
        if self._laid[0] != width:
            self._laid = (width, Content("\n").join(self.lines(max(width, 8))))
        return self._laid[1]

    def set_lines(
        self, text: str, width: int, look: str, indent: str = "", *, first: str | None = None
    ) -> list[Content]:
        """A text in one look, indented; `first` stands before its first line instead."""
        return list(wrapped(self.styled(text, look), width, indent, first=first))

    def styled(self, text: str, look: str) -> Content:
        """Words in one look, by the name of a component class."""
        return Content(text).stylize(self.style_of(look))

    def style_of(self, look: str) -> Style:
        """The style of a component class."""
        return self.get_visual_style(look, partial=True)


def wrapped(text: Content, width: int, indent: str = "", *, first: str | None = None) -> Iterator[Content]:
    """A text as lines of at most this width, indented; `first` stands before its first line instead."""
    lead = indent if first is None else first
    for line in text.wrap(max(width - len(indent), 4)):
        yield Content(lead) + line
        lead = indent
