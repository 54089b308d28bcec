"""A few words in a row, or in several on a narrow page, one of which is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

_GAP = "  "


class OneOf(Widget, can_focus=True):
    """Left and right, Space, a digit or a click choose; up and down lead on."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"oneof--cursor", "oneof--mark"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "by(1)", "Next", show=False),
        Binding("left", "by(-1)", "Before", show=False),
        Binding("up", "across(-1)", "Up", show=False),
        Binding("down,enter", "across(1)", "Down", show=False),
    ]
    chosen: reactive[str] = reactive("")

    @dataclass
    class Chosen(Message):
        """The person chose another."""

        row: OneOf

        @property
        def control(self) -> OneOf:
            """The row."""
            return self.row

    @dataclass
    class Across(Message):
        """An arrow led out upwards or downwards."""

        row: OneOf
        by: int

    def __init__(self, options: tuple[tuple[str, str], ...], chosen: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.options = options
        """Pairs of an id and its words."""
        self.set_reactive(OneOf.chosen, chosen)

    def _rows(self, width: int) -> list[list[tuple[int, int, str, str]]]:
        """From, to, id and words of each, row by row: on a narrow page there is more than one row."""
        rows: list[list[tuple[int, int, str, str]]] = [[]]
        x = 0
        for id, words in self.options:
            shown = f"{'●' if id == self.chosen else '○'} {words}"
            length = Content(shown).cell_length
            if rows[-1] and x + length > width:
                rows.append([])
                x = 0
            rows[-1].append((x, x + length, id, shown))
            x += length + len(_GAP)
        return rows

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as all of them in one row."""
        return max((end for row in self._rows(container.width) for _, end, _, _ in row), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as they need at this width."""
        return len(self._rows(width))

    def render(self) -> Content:
        """All of them, in a row where there is room."""
        mark = self.get_visual_style("oneof--mark", partial=True)
        cursor = self.get_visual_style("oneof--cursor", partial=True)
        rows: list[Content] = []
        for row in self._rows(self.size.width):
            shown: list[Content] = []
            for _, _, id, words in row:
                one = Content(words).stylize(mark, 0, 1)
                shown.append(one.stylize(cursor) if id == self.chosen and self.has_focus else one)
            rows.append(Content(_GAP).join(shown))
        return Content("\n").join(rows)

    def _choose(self, id: str) -> None:
        if id != self.chosen:
            self.chosen = id
            self.post_message(self.Chosen(self))

    def action_by(self, by: int) -> None:
        """The next or the one before, round and round."""
        ids = [id for id, _ in self.options]
        self._choose(ids[(ids.index(self.chosen) + by) % len(ids)] if self.chosen in ids else ids[0])

    def action_across(self, by: int) -> None:
        """On to what stands above or below."""
        self.post_message(self.Across(self, by))

    def on_key(self, event: events.Key) -> None:
        """A digit chooses."""
        if event.character is not None and event.character.isdecimal():
            number = int(event.character)
            if 1 <= number <= len(self.options):
                event.stop()
                self._choose(self.options[number - 1][0])

    def on_click(self, event: events.Click) -> None:
        """A click chooses the words it is on."""
        offset = event.get_content_offset(self)
        if offset is not None and event.chain == 1:
            rows = self._rows(self.size.width)
            for start, end, id, _ in rows[offset.y] if 0 <= offset.y < len(rows) else ():
                if start <= offset.x < end:
                    self._choose(id)
