"""A list to choose from: the contents, the options of a question, the questions of an exercise."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from .insight import bring_into_sight


class Item(NamedTuple):
    """One line, or several where it is long."""

    id: str
    """Empty for a line that is only read: a heading, or air."""
    words: str
    mark: str = ""
    """Stands before it."""
    right: str = ""
    """Stands at the right edge, where there is room."""
    look: str = "plain"
    """plain, heading, quiet, own or card."""
    under: str = ""
    """Stands below it, quietly."""
    past: bool = False
    """Whether it is done, or has not come: it can be chosen, and something else is to be highlighted first."""


class PickList(Widget, can_focus=True):
    """Arrows move, Enter chooses, Space picks, a digit goes to the option of that number. Mouse does all of it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "picklist--cursor",
        "picklist--heading",
        "picklist--quiet",
        "picklist--own",
        "picklist--mark",
        "picklist--card",
        "picklist--bar",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("home", "end(-1)", "First", show=False),
        Binding("end", "end(1)", "Last", show=False),
        Binding("pageup", "move(-8)", "Up", show=False),
        Binding("pagedown", "move(8)", "Down", show=False),
        Binding("enter", "choose", "Choose", show=False),
        Binding("space", "pick", "Pick", show=False),
    ]

    cursor: reactive[int] = reactive(-1, repaint=True)
    """The position of the highlighted item; -1 for none."""

    class Chosen(Message):
        """Enter, or a click."""

        def __init__(self, list: PickList, item: Item, *, clicked: bool = False) -> None:
            super().__init__()
            self.list = list
            self.item = item
            self.clicked = clicked

        @property
        def control(self) -> PickList:
            """The list."""
            return self.list

    class Moved(Message):
        """Another item is highlighted."""

    class Past(Message):
        """An arrow led past either end."""

        def __init__(self, list: PickList, by: int) -> None:
            super().__init__()
            self.list = list
            self.by = by

    class Picked(Message):
        """Space, or a digit."""

        def __init__(self, list: PickList, item: Item) -> None:
            super().__init__()
            self.list = list
            self.item = item

        @property
        def control(self) -> PickList:
            """The list."""
            return self.list

    def __init__(
        self, items: tuple[Item, ...] = (), *, id: str | None = None, digits: bool = False, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.items = items
        self.digits = digits
        """Whether digits pick: the first item is 1."""
        self._laid: tuple[int, list[tuple[int, Content]]] = (-1, [])
        self.set_reactive(PickList.cursor, self._next(-1, 1))

    def show(self, items: tuple[Item, ...]) -> None:
        """Show other items; the highlight stays with the item of the same id, else near where it was."""
        id = self.items[self.cursor].id if 0 <= self.cursor < len(self.items) else ""
        before = [item.id for item in items]
        self.items = items
        self._laid = (-1, [])
        if id and id in before:
            self.cursor = before.index(id)
        else:
            near = min(max(self.cursor, 0), len(items) - 1)
            self.cursor = self._next(near - 1, 1) if items else -1
        self.refresh(layout=True)

    def highlight(self, id: str) -> None:
        """Put the highlight on an item."""
        for position, item in enumerate(self.items):
            if item.id == id:
                self.cursor = position

    def highlight_open(self) -> None:
        """Put the highlight on the first thing that is to be done; where nothing is, on the first of all."""
        first = self.first_open
        self.cursor = self.items.index(first) if first is not None else self._next(-1, 1)

    @property
    def first_open(self) -> Item | None:
        """The first item to choose that is to be done."""
        return next((item for item in self.items if item.id and not item.past), None)

    @property
    def highlighted(self) -> Item | None:
        """The highlighted item."""
        return self.items[self.cursor] if 0 <= self.cursor < len(self.items) else None

    def _next(self, start: int, step: int) -> int:
        """The nearest item that can be chosen, from there on; where it starts if there is none."""
        position = start + step
        while 0 <= position < len(self.items):
            if self.items[position].id:
                return position
            position += step
        return start if 0 <= start < len(self.items) and self.items[start].id else -1

    def _lines(self, width: int) -> list[tuple[int, Content]]:
        """Every line on screen with the position of its item."""
        if self._laid[0] == width:
            return self._laid[1]
        lines: list[tuple[int, Content]] = []
        for position, item in enumerate(self.items):
            margin = f"{item.mark} " if item.mark else ""
            # What is only read stands where the page's text and its headings stand.
            indent = "" if not item.id and not item.mark else "  "
            room = max(width - len(indent) - Content(margin).cell_length - 1, 4)
            right = item.right if self._has_room(item, room) else ""
            wrapped = Content(item.words or " ").wrap(room - (Content(right).cell_length + 2 if right else 0))
            card = item.look.startswith("card")
            look = {"card": "own", "card-quiet": "quiet"}.get(item.look, item.look)
            style = self.get_visual_style(f"picklist--{look}", partial=True) if look != "plain" else ""
            if card:
                indent = "    "
                room = max(width - 8, 4)
                right = item.right if self._has_room(item, room) else ""
                wrapped = Content(item.words or " ").wrap(room - (Content(right).cell_length + 2 if right else 0))
            quiet = self.get_visual_style("picklist--quiet", partial=True)
            for number, line in enumerate(wrapped):
                front = indent + (margin if number == 0 else " " * Content(margin).cell_length)
                text = Content(front).stylize(self.get_visual_style("picklist--mark", partial=True)) + line.stylize(
                    style
                )
                if number == 0 and right:
                    gap = width - (4 if card else 1) - text.cell_length - Content(right).cell_length
                    text += Content(" " * max(gap, 1)) + Content(right).stylize(quiet)
                if card:
                    text = text.pad_right(max(width - text.cell_length, 0))
                    bar = Content("▌").stylize(self.get_visual_style("picklist--bar", partial=True))
                    text = (bar + text[1:]).stylize_before(self.get_visual_style("picklist--card"))
                lines.append((position, text))
            beside = " " * Content(indent + margin).cell_length
            for line in Content(item.under).wrap(room) if item.under else ():
                lines.append((position, Content(beside) + line.stylize(quiet)))
        self._laid = (width, lines)
        return lines

    @staticmethod
    def _has_room(item: Item, room: int) -> bool:
        """On a narrow page what stands at the right gives way to the words."""
        right = Content(item.right).cell_length
        return right + 14 < room and (room >= 44 or Content(item.words).cell_length + right + 2 <= room)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as its lines need at this width."""
        return len(self._lines(width))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """All there is."""
        return container.width

    def notify_style_update(self) -> None:
        """Other colours: lay the lines anew."""
        self._laid = (-1, [])
        super().notify_style_update()

    def render(self) -> Content:
        """Every line, the highlighted ones over the whole width."""
        width = self.size.width
        made: list[Content] = []
        shown = self.has_focus or self.has_class("-always")
        before = -1
        for position, line in self._lines(width):
            first, before = position != before, position
            if position == self.cursor and shown:
                line = line.pad_right(max(width - line.cell_length, 0))
                pointer = Content("▸" if first else " ").stylize(self.get_visual_style("picklist--mark", partial=True))
                if self.items[position].look.startswith("card"):
                    card = self.get_visual_style("picklist--card")
                    line = line[:2] + pointer.stylize_before(card) + line[3:]
                else:
                    line = pointer + line[1:]
                    line = line.stylize_before(self.get_visual_style("picklist--cursor"))
            made.append(line)
        return Content("\n").join(made)

    def watch_cursor(self) -> None:
        """Keep the highlighted line in sight."""
        if self.is_mounted:
            self.call_after_refresh(self.show_cursor)
            self.post_message(self.Moved())

    def show_cursor(self) -> None:
        """Scroll whatever holds this list until the highlighted line can be seen."""
        if not self.is_attached:  # it was asked for when the list was still there
            return
        rows = [y for y, (position, _) in enumerate(self._lines(self.size.width)) if position == self.cursor]
        if not rows:
            return
        first = self._next(-1, 1) == self.cursor
        bring_into_sight(self, Region(0, rows[0], 1, len(rows)), first=first)

    def in_sight(self, page: Widget) -> bool:
        """Whether the highlighted line can be seen on the page that holds this list."""
        rows = [y for y, (position, _) in enumerate(self._lines(self.size.width)) if position == self.cursor]
        return not rows or page.region.y <= self.content_region.y + rows[0] < page.region.bottom

    def action_move(self, by: int) -> None:
        """Move the highlight. At either end it stays, and says so."""
        step, before = (1 if by > 0 else -1), self.cursor
        for _ in range(abs(by)):
            self.cursor = self._next(self.cursor, step)
        if self.cursor == before:
            self.post_message(self.Past(self, step))

    def action_end(self, to: int) -> None:
        """Move the highlight to the first or last item."""
        self.cursor = self._next(-1, 1) if to < 0 else self._next(len(self.items), -1)
        # Also where it stood there before, and the page was moved meanwhile.
        self.call_after_refresh(self.show_cursor)

    def action_choose(self) -> None:
        """Choose what is highlighted."""
        if self.highlighted is not None:
            self.post_message(self.Chosen(self, self.highlighted))

    def action_pick(self) -> None:
        """Pick what is highlighted."""
        if self.highlighted is not None:
            self.post_message(self.Picked(self, self.highlighted))

    def on_key(self, event: events.Key) -> None:
        """A digit picks the option of that number."""
        if not self.digits or event.character is None or not event.character.isdecimal():
            return
        choosable = [position for position, item in enumerate(self.items) if item.id]
        number = int(event.character)
        if 1 <= number <= len(choosable):
            event.stop()
            self.cursor = choosable[number - 1]
            self.action_pick()

    def on_click(self, event: events.Click) -> None:
        """A click chooses the line it is on."""
        offset = event.get_content_offset(self)
        if offset is None or event.chain > 1:
            return
        lines = self._lines(self.size.width)
        if 0 <= offset.y < len(lines):
            item = self.items[lines[offset.y][0]]
            if item.id:
                self.cursor = lines[offset.y][0]
                self.post_message(self.Chosen(self, item, clicked=True))
