"""A list in which several things are ticked; some of them open to what is in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from .picklist import Item, PickList


class Ticks(PickList):
    """Space ticks, Enter opens or ticks, left and right close and open.

    With the mouse: the sign before the box opens and closes, all the rest of a line ticks.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "unfold(True)", "Open", show=False),
        Binding("left", "unfold(False)", "Close", show=False),
    ]

    @dataclass
    class Unfolded(Message):
        """An item is to be opened or closed; with None, whichever it is not."""

        list: Ticks
        item: Item
        wide: bool | None

        @property
        def control(self) -> Ticks:
            """The list."""
            return self.list

    def action_unfold(self, wide: bool) -> None:
        """Open or close what is highlighted."""
        if self.highlighted is not None:
            self.post_message(self.Unfolded(self, self.highlighted, wide))

    def show_cursor(self) -> None:
        """Only while the highlight can be seen: a list that is filled elsewhere on the page moves nothing."""
        if self.has_focus:
            super().show_cursor()

    def above(self, item: Item) -> Item:
        """The line that this one stands under: the nearest above it that is further out; itself where none is."""
        lead, position = _lead(item), self.items.index(item)
        return next((one for one in reversed(self.items[:position]) if _lead(one) < lead), item)

    def on_click(self, event: events.Click) -> None:
        """A click ticks the line it is on; on its sign it opens or closes it."""
        event.prevent_default()
        offset = event.get_content_offset(self)
        if offset is None or event.chain > 1:
            return
        lines = self._lines(self.size.width)
        if 0 <= offset.y < len(lines):
            position = lines[offset.y][0]
            item = self.items[position]
            if item.id:
                self.cursor = position
                on_sign = bool(sign_of(item)) and offset.x < 4 + _lead(item)
                self.post_message(self.Unfolded(self, item, None) if on_sign else self.Picked(self, item))


def sign_of(item: Item) -> str:
    """`+` before what can be opened, `−` before what is open; empty for all else."""
    sign = item.mark.strip()[:1]
    return sign if sign in ("+", "−") else ""


def _lead(item: Item) -> int:
    return len(item.mark) - len(item.mark.lstrip())


def tick(ticked: bool | None) -> str:
    """A box: ticked, empty, or partly ticked where it is None."""
    return "[-]" if ticked is None else "[x]" if ticked else "[ ]"
