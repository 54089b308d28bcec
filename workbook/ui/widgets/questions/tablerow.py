"""One row of a `table`: its cells, and what stands in their place while it is hidden."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from ....model.answers import Row
from ....model.questions import TableQuestion
from ..editor import Editor
from .cells import Box, box_for, words_of
from .veiled import Veiled


class TableRow(Vertical):
    """One row: its boxes side by side where there is room, one below the other where there is not."""

    def __init__(self, step: TableQuestion, row: Row, label: str, *, head: bool, count: str = "") -> None:
        super().__init__(classes="table-row")
        self.key = row.key
        self.row = row
        self.label = label
        self.count = count
        """Which row of how many, where each stands alone."""
        self.head = head
        """Whether the columns' titles stand above the boxes also where there is room."""
        self.boxes: dict[str, Box] = {column.id: box_for(column, row.cells.get(column.id)) for column in step.columns}
        self.titles = {column.id: column.title for column in step.columns}
        self.veiled = Veiled("row")
        self.hidden = row.hidden

    def compose(self) -> ComposeResult:
        """The row's own words and its boxes, or that it is hidden."""
        if self.count:
            yield Static(self.count, markup=False, classes="row-count")
        if self.label:
            yield Static(self.label, markup=False, classes="row-label")
        with Vertical(classes="cells"):
            for id, box in self.boxes.items():
                with Vertical(classes="cell-room"):
                    title = "cell-title" if self.head else "cell-title -narrow-only"
                    yield Static(self.titles[id], markup=False, classes=title)
                    yield box
        yield self.veiled

    def on_mount(self) -> None:
        """Show what is to be seen of it."""
        self.settle()

    def settle(self) -> None:
        """Show the row, or in its place that it is hidden."""
        for part in self.query(".row-label, .cells"):
            part.display = not self.hidden
        self.veiled.display = self.hidden

    def seed(self) -> None:
        """Put what was answered into the boxes."""
        for id, box in self.boxes.items():
            if isinstance(box, Editor):
                words = words_of(self.row.cells.get(id))
                box.seed(words, len(words))

    def enter(self, column: int = 0) -> None:
        """Take the focus in a cell, or on what stands there while the row is hidden."""
        widget: Widget = self.veiled if self.hidden else list(self.boxes.values())[column]
        widget.focus()
