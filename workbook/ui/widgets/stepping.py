"""Where the cursor goes from a place: a sign to the left or right, a row up or down."""

from __future__ import annotations

from textual.widgets.text_area import DocumentNavigator, Location

from . import clusters
from .wrapped import Wrapped


class Stepping(DocumentNavigator):
    """Steps over whole signs, and looks at one row where stock takes a paragraph to pieces."""

    def __init__(self, wrapped: Wrapped) -> None:
        super().__init__(wrapped)
        self._rows = wrapped

    def get_location_left(self, location: Location) -> Location:
        """The beginning of the sign to the left; the end of the line above from the beginning of a line."""
        row, column = location
        if column:
            return row, clusters.before(self._document[row], column)
        return (row - 1, len(self._document[row - 1])) if row else (0, 0)

    def get_location_right(self, location: Location) -> Location:
        """The end of the sign to the right; the beginning of the line below from the end of a line."""
        row, column = location
        line = self._document[row]
        if column < len(line):
            return row, clusters.after(line, clusters.floor(line, column))
        return (row + 1, 0) if row < self._document.line_count - 1 else location

    def get_location_above(self, location: Location) -> Location:
        """The place a row higher, as near as can be to the cell that the cursor came from."""
        line, column = location
        rows = self._rows
        section = rows.section_of(line, column)
        x = max(rows.cell(line, column), self.last_x_offset)
        if section:
            return line, rows.column(line, section - 1, x)
        return (line - 1, rows.column(line - 1, rows.sections_in(line - 1) - 1, x)) if line else (0, 0)

    def get_location_below(self, location: Location) -> Location:
        """The place a row lower, as near as can be to the cell that the cursor came from."""
        line, column = location
        rows = self._rows
        section = rows.section_of(line, column)
        x = max(rows.cell(line, column), self.last_x_offset)
        if section < rows.sections_in(line) - 1:
            return line, rows.column(line, section + 1, x)
        if line < self._document.line_count - 1:
            return line + 1, rows.column(line + 1, 0, x)
        return line, len(self._document[line])

    def get_location_end(self, location: Location) -> Location:
        """Before the last sign of a row that goes on below, or behind the last one of the line."""
        line, column = location
        _, end = self._rows.span(line, self._rows.section_of(line, column))
        text = self._document[line]
        return line, end if end == len(text) else clusters.before(text, end)
