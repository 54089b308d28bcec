"""The lines of a text as rows of a box: where a line begins, what stands in a row, where in the text a cell is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import overload

from textual.geometry import Offset
from textual.widgets.text_area import DocumentBase, Location, WrappedDocument

from . import clusters
from .wrapping import breaks, cells_of, column_at, phase_at, rebroken

_STEP = 4096
_NONE: list[int] = []
"""The breaks of every line that has none: half a million lines share it. Nothing changes a list of breaks."""


class Wrapped(WrappedDocument):
    """A text that is divided into rows.

    What stock does for the whole text, or for a whole paragraph, is done here for what is asked: an edit divides a few
    rows anew, and a row is cut out when it is painted.
    """

    _lines: list[str]
    """The lines as they were wrapped last."""
    _above: list[int]
    """How many rows are above each line; only as far as somebody asked."""
    _rows: int
    changes = 0
    """How often the lines or the rows have changed."""

    def __init__(self, document: DocumentBase, width: int = 0, tab_width: int = 4) -> None:
        super().__init__(document, width, tab_width)
        self._offset_to_line_info = RowsOf(self)  # type: ignore[assignment]

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Divide all lines anew. Costs nothing where neither the width nor a line has changed."""
        tab = tab_width or self._tab_width
        lines = list(self.document.lines)
        if not (hasattr(self, "_rows") and (width, tab) == (self._width, self._tab_width) and lines == self._lines):
            self._width, self._tab_width, self._lines = width, tab, lines
            self._wrap_offsets = [breaks(line, width, tab) or _NONE for line in lines]
            self._rows = sum(map(len, self._wrap_offsets)) + len(lines)
            self._above = [0]
            self.changes += 1

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Divide anew what an edit touched. Of the locations only the lines are used.

        After an undo their columns are those of another moment; what has changed is seen by the text.
        """
        lines = self.document.lines
        most = min(len(self._lines), len(lines)) - 1
        top = max(0, min(start[0], old_end[0], most))
        bottom = max(top, min(max(start[0], old_end[0]), len(self._lines) - 1))
        now = bottom + len(lines) - len(self._lines)
        if now < top or now < min(max(start[0], new_end[0]), len(lines) - 1):
            self.wrap(self._width)
            return
        found = self._rebroken(top, bottom, lines[top : now + 1])
        rows = sum(map(len, found)) + len(found)
        rows -= sum(map(len, self._wrap_offsets[top : bottom + 1])) + bottom + 1 - top
        self._wrap_offsets[top : bottom + 1] = found
        self._lines[top : bottom + 1] = lines[top : now + 1]
        self._rows += rows
        self.changes += 1
        if rows or now > top or bottom > top:
            del self._above[top + 1 :]

    @property
    def wrapped(self) -> bool:
        """Whether any line is longer than a row."""
        return self._rows > len(self._lines)

    @property
    def height(self) -> int:
        """How many rows there are."""
        return self._rows

    @property
    def width(self) -> int:
        """How many cells a row may take; 0 where the lines are not divided."""
        return self._width

    @property
    def lines(self) -> list[list[str]]:
        """Every row of every line, cut out now."""
        return [self.get_sections(number) for number in range(len(self._lines))]

    def rows_above(self, line: int) -> int:
        """How many rows are above a line; `line` may be the one behind the last."""
        above = self._above
        while len(above) <= line:
            at = len(above) - 1
            heights = (len(found) + 1 for found in self._wrap_offsets[at : at + _STEP])
            above += list(accumulate(heights, initial=above[-1]))[1:]
        return above[line]

    def line_at(self, row: int) -> tuple[int, int]:
        """The line that a row belongs to, and the how many-th of its rows it is. Raises IndexError below the text."""
        if not 0 <= row < self._rows:
            raise IndexError(row)
        while self._above[-1] <= row:
            self.rows_above(len(self._above))
        line = bisect_right(self._above, row) - 1
        return line, row - self._above[line]

    def span(self, line: int, section: int) -> tuple[int, int]:
        """The columns at which one of the rows of a line begins and ends."""
        found = self._wrap_offsets[line]
        begin = found[section - 1] if section else 0
        return begin, found[section] if section < len(found) else len(self._lines[line])

    def section_of(self, line: int, column: int) -> int:
        """The how many-th row of its line a column is in."""
        return bisect_right(self._wrap_offsets[line], column)

    def sections_in(self, line: int) -> int:
        """How many rows a line has."""
        return len(self._wrap_offsets[line]) + 1

    def phase(self, line: int, column: int) -> int:
        """How many cells behind a tab stop of its line a column stands; 0 where there are no tabs."""
        return phase_at(self._lines[line], column, self._tab_width)

    def cell(self, line: int, column: int) -> int:
        """How many cells are left of a column in its row."""
        begin, _ = self.span(line, self.section_of(line, column))
        return cells_of(self._lines[line][begin:column], self.phase(line, begin), self._tab_width)

    def column(self, line: int, section: int, x: int) -> int:
        """The column of the sign that covers a cell of a row; the last one of the row where none does."""
        begin, end = self.span(line, section)
        text = self._lines[line]
        found = begin + column_at(text[begin:end], max(0, x), self.phase(line, begin), self._tab_width)
        # Behind the last sign of a row that goes on, the cursor would stand at the beginning of the next.
        return clusters.before(text, end) if found == end and end < len(text) else found

    def offset_to_location(self, offset: Offset) -> Location:
        """Where in the text a cell is; the nearest place where the text is not."""
        x, y = offset
        line, section = self.line_at(max(0, min(y, self._rows - 1)))
        return line, self.column(line, section, x)

    def location_to_offset(self, location: Location) -> Offset:
        """In which cell a place of the text is."""
        line, column = location
        line = max(0, min(line, len(self._lines) - 1))
        return Offset(self.cell(line, column), self.rows_above(line) + self.section_of(line, column))

    def get_target_document_column(self, line_index: int, x_offset: int, y_offset: int) -> int:
        """The column of a cell in one of the rows of a line, which may be counted from its end."""
        section = y_offset if y_offset >= 0 else self.sections_in(line_index) + y_offset
        return self.column(line_index, section, x_offset)

    def get_sections(self, line_index: int) -> list[str]:
        """All rows of a line, cut out now: for a long one ask for the `span` of the row that you need."""
        ends = [*self._wrap_offsets[line_index], len(self._lines[line_index])]
        return [self._lines[line_index][a:b] for a, b in zip([0, *ends], ends, strict=False)]

    def get_tab_widths(self, line_index: int) -> list[int]:
        """How many cells each tab of a line takes."""
        tab, x, found = self._tab_width, 0, []
        for part in self._lines[line_index].split("\t")[:-1]:
            x += clusters.cells(part)
            found.append(tab - x % tab)
            x += found[-1]
        return found

    def _rebroken(self, top: int, bottom: int, lines: list[str]) -> list[list[int]]:
        width, tab = self._width, self._tab_width
        head = (self._lines[top], self._wrap_offsets[top])
        tail = (self._lines[bottom], self._wrap_offsets[bottom])
        if len(lines) == bottom + 1 - top:
            pairs = zip(lines, self._lines[top : bottom + 1], self._wrap_offsets[top : bottom + 1], strict=True)
            return [rebroken(line, width, tab, (old, found)) or _NONE for line, old, found in pairs]
        if len(lines) == 1:
            return [rebroken(lines[0], width, tab, head, tail) or _NONE]
        first, *middle, last = lines
        return [
            rebroken(first, width, tab, head) or _NONE,
            *(breaks(line, width, tab) or _NONE for line in middle),
            rebroken(last, width, tab, ("", _NONE), tail) or _NONE,
        ]


class RowsOf(Sequence[tuple[int, int]]):
    """The list that stock keeps of every row, made when it is asked for: only stock's own painting does."""

    def __init__(self, wrapped: Wrapped) -> None:
        self._wrapped = wrapped

    def __len__(self) -> int:
        return self._wrapped.height

    @overload
    def __getitem__(self, index: int) -> tuple[int, int]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[int, int]]: ...
    def __getitem__(self, index: int | slice) -> tuple[int, int] | Sequence[tuple[int, int]]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        return self._wrapped.line_at(index if index >= 0 else len(self) + index)
