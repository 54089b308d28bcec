"""The line below: the keys that do something here. Each can be clicked."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from ..commands import Command

BETWEEN = 3
"""Cells between two keys. Of these the one beside a key belongs to it: a key may be a single cell."""


class KeysLine(Widget):
    """As many keys as fit; that for help, and the last, which leads out, are always there."""

    shown: reactive[tuple[Command, ...]] = reactive(())
    COMPONENT_CLASSES = {"keysline--key"}

    def _fitting(self) -> list[tuple[int, int, Command]]:
        """Where each command stands: from, to, command."""
        return fitting(self.shown, self.size.width)

    def render(self) -> Content:
        """The keys, and what they do."""
        key = self.get_visual_style("keysline--key")
        line = Content("")
        for start, _, command in self._fitting():
            line += Content(" " * (start - line.cell_length))
            line += Content(command.shown).stylize(key) + Content(f" {command.words}" if command.words else "")
        return line

    async def on_click(self, event: events.Click) -> None:
        """A click does what the key does."""
        # Of the margin at its left the event knows nothing.
        x = event.x - self.gutter.left
        for start, end, command in self._fitting():
            if start - 1 <= x <= end:
                await self.run_action(f"screen.{command.id}")
                return


def fitting(shown: Sequence[Command], width: int) -> list[tuple[int, int, Command]]:
    """Where each command stands that has room: from, to, command.

    Help leads to all that has none, and to people to talk to: where its words have no room either, its key alone stays.
    """
    if not shown:
        return []
    *front, last = shown
    end = _length(last)
    help = next((one._replace(words="") for one in front if one.id == "help"), None)
    placed: list[tuple[int, int, Command]] = []
    x = 0
    for command in front:
        if command.id == "help":
            help = None
        after = x + _length(command) + BETWEEN
        if after + (_length(help) + BETWEEN if help is not None else 0) + end > width:
            help = help if command.id != "help" else command._replace(words="")
            break
        placed.append((x, after - BETWEEN, command))
        x = after
    if help is not None and x + _length(help) + BETWEEN + end <= width:
        placed.append((x, x + _length(help), help))
        x += _length(help) + BETWEEN
    start = max(width - end, x)
    return [*placed, (start, start + end, last)]


def _length(command: Command) -> int:
    return len(command.shown) + (1 + len(command.words) if command.words else 0)
