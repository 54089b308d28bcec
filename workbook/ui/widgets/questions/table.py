"""The question `table`: filled cell by cell; rows come from an earlier answer, or grow by themselves."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from ....model.answers import AnsweredColumn, Row, Table
from ....model.asking import remainder_of
from ....model.questions import From, TableQuestion, one_row_a_screen
from ....model.recording import trimmed
from ..editor import Editor
from ..oneline import OneLine
from .base import Given, QuestionWidget
from .cells import Across, Box, CellChoice, box_for, cell_of, untouched, words_of


class TableRow(Vertical):
    """One row: its boxes side by side where there is room, one below the other where there is not."""

    def __init__(self, step: TableQuestion, row: Row, label: str, head: bool) -> None:
        super().__init__(classes="table-row")
        self.key = row.key
        self.row = row
        self.label = label
        self.head = head
        """Whether the columns' titles stand above the boxes also where there is room."""
        self.boxes: dict[str, Box] = {column.id: box_for(column, row.cells.get(column.id)) for column in step.columns}
        self.titles = {column.id: column.title for column in step.columns}

    def compose(self) -> ComposeResult:
        """The row's own words, then its boxes."""
        if self.label:
            yield Static(self.label, markup=False, classes="row-label")
        with Vertical(classes="cells"):
            for id, box in self.boxes.items():
                with Vertical(classes="cell-room"):
                    title = "cell-title" if self.head else "cell-title -narrow-only"
                    yield Static(self.titles[id], markup=False, classes=title)
                    yield box

    def seed(self) -> None:
        """Put what was answered into the boxes."""
        for id, box in self.boxes.items():
            if isinstance(box, Editor):
                words = words_of(self.row.cells.get(id))
                box.seed(words, len(words))


class TableBox(QuestionWidget):
    """A table. Enter leads from cell to cell, Tab as well; after the last filled row there is always an empty one."""

    how = "Enter leads to the next cell, the arrows up and down."

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        assert isinstance(given.step, TableQuestion) and given.table is not None
        self.step = given.step
        self.table = given.table
        self.by_row = one_row_a_screen(self.step)
        self.grows = not isinstance(self.step.rows, From)
        rows = [row for row in given.table.rows if not row.off and not row.hidden]
        self.set_class(self.by_row, "-by-row")
        if self.by_row:
            self.how = ""
        self.count = len(rows)
        self.rows = [self._row(row, number) for number, row in enumerate(rows)]
        self.part = 0
        """Of a table that is asked row by row: which row."""
        self.rest = Static("", markup=False, classes="echo")

    def _row(self, row: Row, number: int) -> TableRow:
        label = "" if self.grows else row.words
        if self.by_row and self.count > 1:
            label = f"{label}   ({number + 1} of {self.count})"
        return TableRow(self.step, row, label, head=number == 0 and not self.by_row)

    def compose(self) -> ComposeResult:
        """The rows, and what is left over where the author wants that known."""
        yield from self.rows
        if self.step.remainder is not None:
            yield self.rest

    def begin(self) -> None:
        """Take the focus in the cell where the person was, else in the first."""
        for row in self.rows:
            row.seed()
        place = self.given.place
        keys = [row.key for row in self.rows]
        position = keys.index(place.row) if place is not None and place.row in keys else 0
        self._show_part(position)
        self._show_rest()
        if not self.rows:
            return
        boxes = self.rows[position].boxes
        column = place.column if place is not None and place.column in boxes else next(iter(boxes))
        box = boxes[column]
        if isinstance(box, Editor) and place is not None and place.at is not None:
            box.seed(box.text, place.at)
        box.focus()

    def _show_part(self, part: int) -> None:
        self.part = part
        if self.by_row:
            for number, row in enumerate(self.rows):
                row.display = number == part

    def turn(self, by: int) -> bool:
        """Row by row, where the table is asked so."""
        if not self.by_row or not 0 <= self.part + by < len(self.rows):
            return False
        self._show_part(self.part + by)
        next(iter(self.rows[self.part].boxes.values())).focus()
        return True

    def _here(self) -> tuple[TableRow, str] | None:
        focused = self.screen.focused
        for row in self.rows:
            for id, box in row.boxes.items():
                if box is focused:
                    return row, id
        return None

    def where(self) -> tuple[str, str, int | None]:
        """The row and column of the cell, and the cursor in it."""
        here = self._here()
        if here is None:
            return "", "", None
        row, id = here
        box = row.boxes[id]
        return row.key, id, box.at if isinstance(box, Editor) else None

    def current(self) -> Table | None:
        """The table as it stands."""
        rows = {row.key: row for row in self.rows}
        made: list[Row] = []
        for old in self.table.rows:
            made.append(self._read(rows.pop(old.key)) if old.key in rows else old)
        made.extend(self._read(row) for row in rows.values())
        columns = tuple(AnsweredColumn(one.id, one.title, one.kind) for one in self.step.columns)
        table = trimmed(Table(columns, tuple(made), last=self.table.last), first_column_words=self.grows)
        return None if table is None else replace(table, remainder=remainder_of(self.step, table))

    def _read(self, row: TableRow) -> Row:
        cells = {}
        for column in self.step.columns:
            box, old = row.boxes[column.id], row.row.cells.get(column.id)
            # A cell that nobody touched keeps what it had, also where the author has made another kind of it.
            cell = old if untouched(box, old) else cell_of(column, box, self.given.today)
            if cell is not None:
                cells[column.id] = cell
        # A column that the author has taken out since keeps what was written in it.
        gone = {id: cell for id, cell in row.row.cells.items() if id not in row.boxes}
        return replace(row.row, cells={**cells, **gone})

    def _show_rest(self) -> None:
        rule = self.step.remainder
        if rule is not None:
            table = self.current()
            left = table.remainder.value if table is not None and table.remainder is not None else rule.of
            self.rest.update(f"{rule.words}: {left}")

    async def _changed(self) -> None:
        self.say(self.current())
        self._show_rest()
        if self.grows and self.rows and self._read(self.rows[-1]).cells:
            await self._grow()

    async def _grow(self) -> None:
        used = [
            int(key) for key in (*(row.key for row in self.rows), *(r.key for r in self.table.rows)) if key.isdigit()
        ]
        row = self._row(Row(str(max([self.table.last, *used]) + 1), ""), len(self.rows))
        self.rows.append(row)
        await self.mount(row)
        row.seed()

    def _to(self, row: int, column: int) -> None:
        boxes = list(self.rows[row].boxes.values())
        boxes[column].focus()

    def _next_cell(self) -> None:
        """The next cell; from the last one, or from an empty row at the end, on to the next question."""
        here = self._here()
        if here is None:
            return
        row, id = here
        columns = list(row.boxes)
        number, column = self.rows.index(row), columns.index(id)
        empty_end = self.grows and number == len(self.rows) - 1 and not self._read(row).cells
        if self.by_row:
            if not self.turn(1):
                self.go_on()
        elif empty_end and column == 0:
            self.go_on()
        elif column + 1 < len(columns):
            self._to(number, column + 1)
        elif number + 1 < len(self.rows):
            self._to(number + 1, 0)
        else:
            self.go_on()

    @on(Across)
    def _across(self, event: Across) -> None:
        event.stop()
        here = self._here()
        if here is None or self.by_row:
            return
        number = self.rows.index(here[0]) + event.by
        if 0 <= number < len(self.rows):
            self._to(number, list(here[0].boxes).index(here[1]))

    @on(Editor.Edited)
    async def _edited(self, event: Editor.Edited) -> None:
        event.stop()
        await self._changed()

    @on(CellChoice.Set)
    async def _set(self, event: CellChoice.Set) -> None:
        event.stop()
        await self._changed()

    @on(CellChoice.Done)
    @on(OneLine.Entered)
    def _done(self, event: CellChoice.Done | OneLine.Entered) -> None:
        event.stop()
        self._next_cell()

    @on(Editor.Moved)
    def _cursor_moved(self, event: Editor.Moved) -> None:
        event.stop()
        self.moved()

    def on_descendant_focus(self) -> None:
        """Another cell is another place."""
        self.moved()

    def text_to_edit(self) -> str | None:
        """The text of the cell, where it is one."""
        box = self._focused_box()
        return box.text if box is not None else None

    def take_text(self, text: str) -> None:
        """The text of the cell, from outside."""
        box = self._focused_box()
        if box is not None:
            box.take(text)

    def _focused_box(self) -> Editor | None:
        here = self._here()
        box: Widget | None = here[0].boxes[here[1]] if here is not None else None
        return box if isinstance(box, Editor) else None
