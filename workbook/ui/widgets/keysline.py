"""The line below: the keys that do something here. Each can be clicked."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from ..commands import Command


class KeysLine(Widget):
    """As many keys as fit; the last, which leads out, is always there."""

    shown: reactive[tuple[Command, ...]] = reactive(())
    COMPONENT_CLASSES = {"keysline--key"}

    def _fitting(self) -> list[tuple[int, int, Command]]:
        """Where each command stands: from, to, command."""
        width = self.size.width
        if not self.shown:
            return []
        *front, last = self.shown
        end = _length(last)
        placed: list[tuple[int, int, Command]] = []
        x = 0
        for command in front:
            if x + _length(command) + 3 + end > width:
                break
            placed.append((x, x + _length(command), command))
            x += _length(command) + 3
        start = max(width - end, x)
        return [*placed, (start, start + end, last)]

    def render(self) -> Content:
        """The keys, and what they do."""
        key = self.get_visual_style("keysline--key")
        line = Content("")
        for start, _, command in self._fitting():
            line += Content(" " * (start - line.cell_length))
            line += Content(command.shown).stylize(key) + Content(f" {command.words}")
        return line

    async def on_click(self, event: events.Click) -> None:
        """A click does what the key does."""
        for start, end, command in self._fitting():
            if start <= event.x < end:
                await self.run_action(f"screen.{command.id}")


def _length(command: Command) -> int:
    return len(command.shown) + 1 + len(command.words)
