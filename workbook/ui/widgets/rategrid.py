"""Words in columns, each of which can be picked and rated in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from ...files.clean import one_line
from .insight import bring_into_sight

HIGHEST = 5
_ROWS = 10
"""As few columns as keep it within so many rows."""
_MOST = 4
"""Columns; more could not be taken in."""
_BESIDE = 3 + 1 + HIGHEST
"""Cells that a word needs beside itself: the pointer, the mark and a space; a space and the rating."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where one word stands."""

    column: int
    row: int
    """Its place in the column, not its line: long words take several."""
    x: int
    y: int
    words: int
    """The cells for the words."""
    lines: tuple[Content, ...]

    @property
    def width(self) -> int:
        """All of its cells."""
        return self.words + _BESIDE

    @property
    def rating(self) -> int:
        """Where the rating begins."""
        return self.x + 3 + self.words + 1


def rooms(words: tuple[str, ...], width: int) -> tuple[Room, ...]:
    """The words from top to bottom, column by column; in one column long words wrap."""
    cells = [Content(word).cell_length for word in words]
    for wanted in range(min(_MOST, -(-len(words) // _ROWS)), 1, -1):
        rows = -(-len(words) // wanted)
        columns = [range(start, min(start + rows, len(words))) for start in range(0, len(words), rows)]
        widths = [max(cells[number] for number in column) for column in columns]
        spare = width - sum(widths) - _BESIDE * len(columns)
        gap = min(spare // max(len(columns) - 1, 1), 4)
        if gap < 1:
            continue
        made: list[Room] = []
        x = 0
        for position, (column, widest) in enumerate(zip(columns, widths, strict=True)):
            made += [
                Room(position, n - column.start, x, n - column.start, widest, (Content(words[n]),)) for n in column
            ]
            x += widest + _BESIDE + gap
        return tuple(made)
    room = max(width - _BESIDE, 4)
    widest, y, made = min(max(cells, default=0), room), 0, []
    for number, word in enumerate(words):
        lines = tuple(Content(word).wrap(room)) if cells[number] > room else (Content(word),)
        made.append(Room(0, number, 0, y, widest, lines))
        y += len(lines)
    return tuple(made)


class RateGrid(Widget, can_focus=True):
    """Arrows go in four directions. Space or a click picks, 1 to 5 rates, 0 takes back, Enter is done.

    It shows what is picked and asks for changes; who holds the answer makes them.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rategrid--cursor",
        "rategrid--picked",
        "rategrid--mark",
        "rategrid--quiet",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "along(-1)", "Up", show=False),
        Binding("down", "along(1)", "Down", show=False),
        Binding("left", "across(-1)", "Left", show=False),
        Binding("right", "across(1)", "Right", show=False),
        Binding("home", "end(0)", "First", show=False),
        Binding("end", "end(1)", "Last", show=False),
        Binding("space", "pick", "Pick", show=False),
        Binding("backspace,delete", "rate(0)", "Take back", show=False),
        Binding("enter", "done", "Next", show=False),
    ]

    cursor: reactive[int] = reactive(0)

    @dataclass
    class Picked(Message):
        """This word is to be picked, or taken back."""

        id: str

    @dataclass
    class Rated(Message):
        """This word is to be rated, and so picked; None takes the rating away. 0 takes the word back."""

        id: str
        rating: int | None

    class Done(Message):
        """Enter."""

    class Moved(Message):
        """Another word is highlighted."""

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__(classes="rategrid")
        self.ids = tuple(words)
        # A line break would tear the columns apart; the answer keeps it.
        self.words = tuple(map(one_line, words.values()))
        self.rated: Mapping[str, int | None] = {}
        """What is picked, with its rating."""
        self._laid: tuple[int, tuple[Room, ...]] = (-1, ())

    def show(self, rated: Mapping[str, int | None]) -> None:
        """Show what is picked."""
        self.rated = dict(rated)
        self.refresh()

    @property
    def highlighted(self) -> str:
        """The id of the highlighted word; empty where there is none."""
        return self.ids[self.cursor] if self.ids else ""

    def highlight(self, id: str) -> None:
        """Put the highlight on a word, if it is there."""
        if id in self.ids:
            self.cursor = self.ids.index(id)

    def _rooms(self, width: int) -> tuple[Room, ...]:
        if self._laid[0] != width:
            self._laid = (width, rooms(self.words, width))
        return self._laid[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the longest column needs."""
        return max((room.y + len(room.lines) for room in self._rooms(width)), default=0)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """All there is."""
        return container.width

    def render(self) -> Content:
        """Every line of every column."""
        laid = self._rooms(self.size.width)
        lines: dict[int, list[tuple[int, Content]]] = {}
        for number, room in enumerate(laid):
            for offset in range(len(room.lines)):
                lines.setdefault(room.y + offset, []).append((room.x, self._line(number, room, offset)))
        made = []
        for y in range(max(lines, default=-1) + 1):
            line = Content("")
            for x, piece in lines.get(y, []):
                line = line.pad_right(max(x - line.cell_length, 0)) + piece
            made.append(line)
        return Content("\n").join(made)

    def _line(self, number: int, room: Room, offset: int) -> Content:
        """One line of one word, over all of its cells."""
        id = self.ids[number]
        here, picked = number == self.cursor and self.has_focus, id in self.rated
        mark = self.get_visual_style("rategrid--mark", partial=True)
        front = Content("▸" if here and not offset else " ").stylize(mark)
        front += Content(("■ " if picked else "□ ") if not offset else "  ").stylize(mark)
        words = room.lines[offset]
        words = words.pad_right(max(room.words - words.cell_length, 0))
        if picked:
            words = words.stylize(self.get_visual_style("rategrid--picked", partial=True))
        line = front + words + Content(" ") + self._rating(id, shown=(picked or here) and not offset)
        return line.stylize_before(self.get_visual_style("rategrid--cursor")) if here else line

    def _rating(self, id: str, *, shown: bool) -> Content:
        rating = self.rated.get(id) or 0
        full = Content("●" * rating).stylize(self.get_visual_style("rategrid--picked", partial=True))
        empty = Content("○" * (HIGHEST - rating)).stylize(self.get_visual_style("rategrid--quiet", partial=True))
        return full + empty if shown else Content(" " * HIGHEST)

    def watch_cursor(self) -> None:
        """Keep the highlighted word in sight."""
        if self.is_mounted:
            self.call_after_refresh(self.show_cursor)
            self.post_message(self.Moved())

    def show_cursor(self) -> None:
        """Scroll whatever holds the words until the highlighted one can be seen."""
        if self.ids and self.is_attached:
            room = self._rooms(self.size.width)[self.cursor]
            bring_into_sight(self, Region(room.x, room.y, room.width, len(room.lines)), first=room.row == 0)

    def action_along(self, by: int) -> None:
        """The word before or after; from the foot of a column to the head of the next."""
        to = self.cursor + by
        if not 0 <= to < len(self.ids):
            # At either end the arrow moves the page.
            raise SkipAction
        self.cursor = to

    def action_across(self, by: int) -> None:
        """The word beside it; in a shorter column the last one."""
        laid = self._rooms(self.size.width)
        here = laid[self.cursor]
        beside = [number for number, room in enumerate(laid) if room.column == here.column + by]
        if beside:
            self.cursor = beside[min(here.row, len(beside) - 1)]

    def action_end(self, to: int) -> None:
        """The first word or the last."""
        self.cursor = len(self.ids) - 1 if to else 0

    def action_pick(self) -> None:
        """Pick what is highlighted, or take it back."""
        self.post_message(self.Picked(self.highlighted))

    def action_rate(self, rating: int) -> None:
        """Rate what is highlighted."""
        self.post_message(self.Rated(self.highlighted, rating))

    def action_done(self) -> None:
        """Enter goes on."""
        self.post_message(self.Done())

    def on_key(self, event: events.Key) -> None:
        """A digit rates what is highlighted."""
        if event.character is not None and event.character in "012345":
            event.stop()
            self.action_rate(int(event.character))

    def on_click(self, event: events.Click) -> None:
        """A click on a word picks it; on its circles it rates, and on the rating that it has takes that away."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for number, room in enumerate(self._rooms(self.size.width)):
            if room.x <= offset.x < room.x + room.width and room.y <= offset.y < room.y + len(room.lines):
                shown = self.ids[number] in self.rated or number == self.cursor
                self.cursor = number
                rating = offset.x - room.rating + 1
                if shown and rating >= 1 and offset.y == room.y:
                    same = self.rated.get(self.highlighted) == rating
                    self.post_message(self.Rated(self.highlighted, None if same else rating))
                else:
                    self.action_pick()
                return
