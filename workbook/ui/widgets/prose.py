"""The lines behind a box that people write in: a newline ends a line, and nothing else does."""

from __future__ import annotations

from textual.widgets.text_area import Document, EditResult, Location


class Prose(Document):
    """A text as lines, exact to the code point.

    The stock document divides at U+2028, form feed and others as well, and gives them back as newlines.
    """

    def __init__(self, text: str) -> None:
        super().__init__("")
        self._lines = text.split("\n")

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Put `text` between two locations, which may come in either order; the only way to change a document."""
        top, bottom = sorted((start, end))
        replaced = self.get_text_range(top, bottom)
        before = self._lines[top[0]][: top[1]] if top[0] < self.line_count else ""
        after = self._lines[bottom[0]][bottom[1] :] if bottom[0] < self.line_count else ""
        lines = text.split("\n")
        lines[0] = before + lines[0]
        reached = (top[0] + len(lines) - 1, len(lines[-1]))
        lines[-1] += after
        self._lines[top[0] : bottom[0] + 1] = lines
        return EditResult(reached, replaced)

    def get_text_range(self, start: Location, end: Location) -> str:
        """The text between two locations, which may come in either order."""
        top, bottom = sorted((start, end))
        lines = self._lines[top[0] : bottom[0] + 1]
        if not lines:
            return ""
        if bottom[0] < self.line_count:
            lines[-1] = lines[-1][: bottom[1]]
        lines[0] = lines[0][top[1] :]
        return "\n".join(lines)

    def get_index_from_location(self, location: Location) -> int:
        """How many code points stand before a location. Costs one look at each line above it, not at its text."""
        row, column = location
        return sum(map(len, self._lines[:row])) + row + column

    def get_location_from_index(self, index: int) -> Location:
        """Where that many code points stand before; an index outside of the text is its nearest end."""
        left = max(index, 0)
        for row, line in enumerate(self._lines):
            if left <= len(line):
                return row, left
            left -= len(line) + 1
        return self.end
