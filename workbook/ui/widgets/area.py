"""A text area for prose: it divides, moves and paints by rows, so that a key costs the same in a long paragraph."""

from __future__ import annotations

from typing import NamedTuple

from rich.style import Style
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.reactive import Reactive, reactive
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Document, Location, Selection

from .rows import Paints, Row, difference, painted
from .stepping import Stepping
from .undoing import Undoing
from .wrapped import Wrapped

_CACHED = 512


class View(NamedTuple):
    """All that the rows of a box are looked up by: while it is the same, so are they."""

    wrapped: Wrapped
    changes: int
    """How often its rows have changed."""
    top: int
    """The row that is the first in sight."""
    selection: Selection
    cursor: bool
    """Whether it is drawn at this moment."""
    placeholder: str | Content


class Area(TextArea):
    """A stock text area, but for how it is divided into rows and painted.

    Line numbers, highlighting, suggestions, marked brackets, a marked line and lines that are not divided are painted
    by stock: right, and slow in a long paragraph.
    """

    selection: Reactive[Selection] = reactive(Selection(), init=False, always_update=True, repaint=False)
    """As in stock; but a change of it repaints the rows that look different, and not the box."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
    """As in stock; but another number of rows lays out the screen only where the box grows with its text."""

    wrapped_document: Wrapped
    navigator: Stepping

    def __init__(
        self, text: str, *, placeholder: Content, name: str | None, id: str | None, classes: str | None, disabled: bool
    ) -> None:
        self._looks: dict[int, object] = {}
        self._partly: set[int] = set()
        """Rows of which a part was asked for, and not painted yet."""
        self._strips: dict[tuple[Row, int, int, Paints], Strip] = {}
        self._seen: View | None = None
        self._view_now: View | None = None
        self._styled: tuple[object, Style] | None = None
        super().__init__(
            text, tab_behavior="focus", highlight_cursor_line=False, placeholder=placeholder, name=name, id=id,
            classes=classes, disabled=disabled,
        )  # fmt: skip
        self.history: Undoing = Undoing()
        self.set_reactive(TextArea.match_cursor_bracket, False)

    def on_mount(self) -> None:
        """Who wants nothing to move has a cursor that does not blink."""
        if self.app.animation_level == "none":
            self.set_reactive(TextArea.cursor_blink, False)

    def show_lines(self, document: Document) -> None:
        """Put a document into the box, with the cursor at its start."""
        self.document = document
        self.wrapped_document = Wrapped(document, tab_width=self.indent_width)
        self.navigator = Stepping(self.wrapped_document)
        self._build_highlight_map()
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()
        self.refresh()

    def find_matching_bracket(self, bracket: str, search_from: Location) -> Location | None:
        """Stock looks through the whole text for it, even where brackets are not marked."""
        return super().find_matching_bracket(bracket, search_from) if self.match_cursor_bracket else None

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Bring the cursor into sight, also in a row that has only just come: stock counts the rows too late."""
        self._refresh_size()
        return super().scroll_cursor_visible(center, animate)

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Divide the text for this width now: stock does with the message of it, when the box has been painted."""
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if changed:
            self._rewrap_and_refresh_virtual_size()
        return changed

    def update_node_styles(self, animate: bool = True) -> None:
        """As in stock, but for a box that is being taken away: losing the focus it would change its looks once more."""
        if self.is_attached:
            super().update_node_styles(animate)

    def watch_selection(self, before: Selection, after: Selection) -> None:
        """See to it that the rows are looked at again."""
        if self._painted_by_stock:
            self.refresh()
        else:
            self.check_idle()

    def watch_virtual_size(self, before: Size, now: Size) -> None:
        """Lay out the screen where the box grows with its text; elsewhere only the scroll bar has changed."""
        if not self.is_mounted or before.width != now.width or self.styles.auto_dimensions:
            self.refresh(layout=True)
        else:
            self._scroll_update(now)

    def on_idle(self) -> None:
        """Ask for the rows to be painted that look different from what is on the screen."""
        if not self.is_mounted or self._painted_by_stock or (view := self._view()) == self._seen:
            return
        self._seen = view
        width = self.size.width
        changed = []
        for y, look in self._looks.items():
            now = self._look(y, view)
            if now != look:
                self._looks[y] = now
                begin, end = difference(look, now, width)
                changed.append(Region(begin, y, end - begin, 1))
                if end - begin < width:
                    self._partly.add(y)
        if changed:
            self.refresh(*changed)
        self._lead_terminal()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint some rows; the box may have moved on the screen, and the terminal's own cursor goes with it."""
        height = self.size.height
        self._looks = {y: look for y, look in self._looks.items() if y < height}
        self._lead_terminal()
        if self._painted_by_stock:
            return super().render_lines(crop)
        if self._styled != (styled := (self._theme, self.rich_style)):
            # Stock looks all styles up for every key.
            self._theme.apply_css(self)
            self._styled = styled
        view = self._view_now = self._view()
        if view != self._seen:
            # Some rows are painted before anybody has looked at the others.
            self._seen = None
        try:
            return super(TextArea, self).render_lines(crop)
        finally:
            self._view_now = None

    def notify_style_update(self) -> None:
        """Something of how it looks has changed."""
        self._styled = None
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        if self._painted_by_stock:
            return super().render_line(y)
        look = self._look(y, self._view_now or self._view())
        if y in self._partly and self._looks.get(y, look) != look:
            # It has changed since a part of it was asked for, and only that part is sent: the rest is asked for next.
            self._seen = None
            self.check_idle()
        else:
            self._looks[y] = look
        self._partly.discard(y)
        if not isinstance(look, Row):
            return super().render_line(y)
        theme = self._theme
        paints = Paints(
            *(style or self.rich_style for style in (theme.base_style, theme.selection_style, theme.cursor_style))
        )
        key = (look, self.scrollable_content_region.width, self.indent_width, paints)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _CACHED:
                self._strips.clear()
            strip = self._strips[key] = painted(*key)
        return strip

    @property
    def _painted_by_stock(self) -> bool:
        return bool(
            self.show_line_numbers
            or self.highlight_cursor_line
            or not self.soft_wrap
            or self.suggestion
            or self._highlight_query
            or (self.match_cursor_bracket and self._matching_bracket_location)
        )

    def _view(self) -> View:
        return View(
            self.wrapped_document, self.wrapped_document.changes, self.scroll_offset.y, self.selection,
            self._draw_cursor, self.placeholder,
        )  # fmt: skip

    def _look(self, y: int, view: View) -> object:
        """Everything that a row of the box looks like now; for what stock paints, whatever it depends on."""
        wrapped, _, top, (start, at), drawn, placeholder = view
        if placeholder and wrapped.height == 1 and not self.document[0]:
            return placeholder, drawn and y == 0
        if (row := y + top) >= wrapped.height:
            return Row("")
        number, section = wrapped.line_at(row)
        begin, end = wrapped.span(number, section)
        line = self.document[number]
        cursor = -1
        if drawn and at[0] == number and begin <= at[1] and (at[1] < end or end == len(line)):
            cursor = at[1] - begin
        selected, hollow = (0, 0), False
        if start != at:
            first, last = (start, at) if start < at else (at, start)
            if first[0] <= number <= last[0]:
                a = max(first[1] if first[0] == number else 0, begin)
                b = min(last[1] if last[0] == number else len(line), end)
                selected = (a - begin, b - begin) if a < b else (0, 0)
                hollow = not line and at[0] != number
        return Row(line[begin:end], wrapped.phase(number, begin), selected, cursor, hollow)

    def _lead_terminal(self) -> None:
        """Set the terminal's own cursor where the caret is: input methods and braille lines look there."""
        if self.app.focused is self:
            self._cursor_offset = self.wrapped_document.location_to_offset(self.cursor_location)
            self.app.cursor_position = self.cursor_screen_offset
