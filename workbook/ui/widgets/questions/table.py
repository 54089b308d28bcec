"""The question `table`: filled cell by cell; rows come from an earlier answer, or grow by themselves."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from ....model.answers import AnsweredColumn, Cell, Row, Table
from ....model.questions import Column, From, TableQuestion, one_row_a_screen
from ....model.recording import trimmed
from ....model.rows import given_of, remainder_of
from ..editor import Editor
from ..oneline import OneLine
from .base import Given, QuestionWidget
from .cells import NUMBERS, Across, Box, CellChoice, cell_of, meaning_of, untouched
from .tablerow import TableRow
from .veiled import KeysHere, Veiled


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
        rows = [row for row in given.table.rows if not row.off]
        self.set_class(self.by_row, "-by-row")
        if self.by_row:
            self.how = ""
        if any(column.kind == "choice" for column in self.step.columns):
            self.how = f"Space, or a first letter, chooses. {self.how}".strip()
        self.count = len(rows)
        self.rows = [self._row(row, number) for number, row in enumerate(rows)]
        self.part = 0
        """Of a table that is asked row by row: which row."""
        self.rest = Static("", markup=False, classes="echo rest-of")
        self.meaning = Static("", markup=False, classes="echo")
        """How the words of the cell with the cursor are understood, where it is for days or numbers."""
        self._understood: dict[Box, tuple[str, Cell | None]] = {}

    def _row(self, row: Row, number: int) -> TableRow:
        count = f"{number + 1} of {self.count}" if self.by_row and self.count > 1 else ""
        label = "" if self.grows else row.words
        return TableRow(self.step, row, label, head=number == 0 and not self.by_row, count=count)

    def compose(self) -> ComposeResult:
        """The rows, what is left over where the author wants that known, and the key that hides a row."""
        yield from self.rows
        if any(column.kind in ("date", *NUMBERS) for column in self.step.columns):
            yield self.meaning
        if self.step.remainder is not None:
            yield self.rest
        if not self.grows and not self.by_row:
            yield KeysHere("hide")

    def begin(self) -> None:
        """Take the focus in the cell where the person was, else in the first."""
        for row in self.rows:
            row.seed()
        place = self.given.place
        keys = [row.key for row in self.rows]
        found = place is not None and place.row in keys
        seen = next((number for number, row in enumerate(self.rows) if not row.hidden), 0)
        position = keys.index(place.row) if place is not None and found else seen
        self._show_part(position)
        self._show_rest()
        if not self.rows:
            return
        row = self.rows[position]
        column = list(row.boxes).index(place.column) if found and place is not None and place.column in row.boxes else 0
        box = list(row.boxes.values())[column]
        if isinstance(box, Editor) and place is not None and place.at is not None:
            box.seed(box.text, place.at)
        row.enter(column)

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
        self.rows[self.part].enter()
        return True

    def _here(self) -> tuple[TableRow, str] | None:
        focused = self.screen.focused
        for row in self.rows:
            if row.veiled is focused:
                return row, ""
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
        box = row.boxes.get(id)
        return row.key, id, box.at if isinstance(box, Editor) else None

    def hide(self) -> bool:
        """Hide the row where the person is, or show it again."""
        here = self._here()
        if here is None or (self.grows and not self._read(here[0]).cells):
            return False
        self._veil(here[0], hidden=not here[0].hidden)
        return True

    def _veil(self, row: TableRow, *, hidden: bool) -> None:
        row.hidden = hidden
        row.settle()
        row.enter()
        self.say(self.current())
        self._show_rest()

    @on(Veiled.Reveal)
    @on(Veiled.Undo)
    def _reveal(self, event: Veiled.Reveal | Veiled.Undo) -> None:
        event.stop()
        self._veil(next(row for row in self.rows if row.veiled is event.veiled), hidden=False)

    @on(Veiled.Left)
    def _left(self, event: Veiled.Left) -> None:
        event.stop()
        number = next(number for number, row in enumerate(self.rows) if row.veiled is event.veiled) + event.by
        if self.by_row:
            if event.done and not self.turn(1):
                self.go_on()
        elif 0 <= number < len(self.rows):
            self.rows[number].enter()
        elif event.done:
            self.go_on()

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
            cell = old if untouched(box, old) else self._cell(column, box)
            if cell is not None:
                cells[column.id] = cell
        # A column that the author has taken out since keeps what was written in it.
        gone = {id: cell for id, cell in row.row.cells.items() if id not in row.boxes}
        return replace(row.row, cells={**cells, **gone}, hidden=row.hidden)

    def _cell(self, column: Column, box: Box) -> Cell | None:
        """What stands in a box. Words for a day are understood when they are written, not anew after midnight."""
        if not isinstance(box, Editor):
            return cell_of(column, box, self.given.today)
        if box not in self._understood or self._understood[box][0] != box.text:
            self._understood[box] = box.text, cell_of(column, box, self.given.today)
        return self._understood[box][1]

    def _show_rest(self) -> None:
        rule = self.step.remainder
        if rule is not None:
            table = self.current()
            left = table.remainder.value if table is not None and table.remainder is not None else Decimal(rule.of)
            given = given_of(rule, table) if table is not None else Decimal(0)
            over = f" Together it is {given:f}. For a guess that is fine." if given > rule.of else ""
            self.rest.update(f"{rule.words}: {left:f} of {rule.of}.{over}")

    def _show_meaning(self) -> None:
        """Whether "tue" is today or in a week, and that words are no number: said while there is time to mend it."""
        here = self._here()
        column = next((one for one in self.step.columns if here is not None and one.id == here[1]), None)
        if here is None or column is None:
            self.meaning.update("")
            return
        cell = self._cell(column, here[0].boxes[here[1]])
        self.meaning.update(meaning_of(column, cell, self.given.today))

    async def _changed(self) -> None:
        self.say(self.current())
        self._show_rest()
        self._show_meaning()
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

    def _next_cell(self) -> None:
        """The next cell; from the last one, or from an empty row at the end, on to the next question."""
        here = self._here()
        if here is None or here[0].hidden:
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
            row.enter(column + 1)
        elif number + 1 < len(self.rows):
            self.rows[number + 1].enter()
        else:
            self.go_on()

    @on(Across)
    def _across(self, event: Across) -> None:
        event.stop()
        here = self._here()
        if here is None or here[0].hidden or self.by_row:
            return
        number = self.rows.index(here[0]) + event.by
        if 0 <= number < len(self.rows):
            self.rows[number].enter(list(here[0].boxes).index(here[1]))

    @on(Editor.Edited)
    async def _edited(self, event: Editor.Edited) -> None:
        event.stop()
        await self._changed()

    @on(CellChoice.Set)
    async def _set(self, event: CellChoice.Set) -> None:
        event.stop()
        await self._changed()

    @on(CellChoice.Words)
    def _words(self, event: CellChoice.Words) -> None:
        """Words typed on a choice belong into the box beside it; where there is none, they are not taken in."""
        event.stop()
        boxes = list(next(row for row in self.rows if event.cell in row.boxes.values()).boxes.values())
        at = boxes.index(event.cell)
        box = next((one for one in (*boxes[at:], *boxes[:at]) if isinstance(one, Editor)), None)
        if box is None:
            self.notify("A letter chooses here. Words can go into a note beside it.", markup=False)
            return
        box.focus()
        box.type(event.words)

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
        self._show_meaning()
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
        box: Widget | None = here[0].boxes.get(here[1]) if here is not None else None
        return box if isinstance(box, Editor) else None
