"""The rows of a table as it is asked: grown, or from an earlier answer; and what is left over of a column."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from .answers import (
    Answer,
    AnsweredColumn,
    Cell,
    Lines,
    Pick,
    Remainder,
    Row,
    Table,
    cell_text,
    number_of,
)
from .asking import offered
from .known import Known
from .questions import From, RemainderRule, TableQuestion


def rows_of(step: TableQuestion, known: Known, table: Table | None) -> Table:
    """The table as it is to be shown: rows follow their source, and rows whose source is gone stay, off.

    Rows that grow are as many as the author gave, and always one more than what is filled.
    """
    columns = tuple(AnsweredColumn(column.id, column.title, column.kind) for column in step.columns)
    had = table.rows if table is not None else ()
    if isinstance(step.rows, From):
        rows = _rows_from(step.rows, known, had)
    else:
        rows = list(had)
        filled = max((number for number, row in enumerate(rows, 1) if row.cells), default=0)
        del rows[max(filled, 0) :]
        last = max([table.last if table is not None else 0, *(number_of(row.key) for row in had)])
        spare = [row for row in had[filled:] if number_of(row.key)]
        while len(rows) < max(step.rows, filled + 1):
            if spare:
                rows.append(replace(spare.pop(0), cells={}, words=""))
            else:
                last += 1
                rows.append(Row(str(last), ""))
    fitting = tuple(replace(row, cells=_fitting(columns, row)) for row in rows)
    made = Table(columns, fitting, last=table.last if table is not None else 0)
    return replace(made, remainder=remainder_of(step, made))


def table_of(step: TableQuestion, known: Known, answer: Answer | None) -> Table:
    """The table as it is to be shown, for what was answered; one that was emptied gives no row an old number."""
    if answer is not None and isinstance(answer.value, Table):
        return rows_of(step, known, answer.value)
    return rows_of(step, known, Table((), (), last=answer.last) if answer is not None and answer.last else None)


def rows_followed(step: TableQuestion, known: Known, table: Table) -> Table:
    """The table after its source has changed: rows whose line is gone are off, the others have its words of today."""
    if not isinstance(step.rows, From):
        return table
    keys = {row.key for row in table.rows}
    rows = tuple(row for row in _rows_from(step.rows, known, table.rows) if row.key in keys)
    made = replace(table, rows=rows)
    return made if table.remainder is None else replace(made, remainder=remainder_of(step, made))


def _rows_from(source: From, known: Known, had: tuple[Row, ...]) -> list[Row]:
    by_key = {row.key: row for row in had}
    rows = []
    for pick, hidden in _with_hidden(source, known):
        row = by_key.pop(pick.id, Row(pick.id, pick.words))
        rows.append(replace(row, words=pick.words, off=False, hidden=row.hidden or hidden))
    return rows + [replace(row, off=True) for row in had if row.key in by_key and row.cells]


def _with_hidden(source: From, known: Known) -> list[tuple[Pick, bool]]:
    """What rows come from; a hidden line has its row too, which is hidden with it."""
    answer = known.answer(source.name) if source.name is not None else None
    if answer is None or not isinstance(answer.value, Lines):
        return [(pick, False) for pick in offered(source, known)]
    return [(Pick(str(one.number), one.text), one.hidden) for one in answer.value.lines if one.text.strip()]


def _fitting(columns: tuple[AnsweredColumn, ...], row: Row) -> dict[str, Cell]:
    """The cells, as words where a column that was of another kind has become one of words."""
    words = {column.id for column in columns if column.kind in ("line", "text")}
    return {id: cell if isinstance(cell, str) or id not in words else cell_text(cell) for id, cell in row.cells.items()}


def remainder_of(step: TableQuestion, table: Table) -> Remainder | None:
    """What is left of a column's total; None where the author wants none."""
    rule = step.remainder
    if rule is None:
        return None
    return Remainder(rule.words, max(Decimal(rule.of) - given_of(rule, table), Decimal(0)))


def given_of(rule: RemainderRule, table: Table) -> Decimal:
    """What the numbers of the column come to. Words in it count for nothing."""
    cells = [row.cells.get(rule.column) for row in table.shown()]
    return sum((cell for cell in cells if isinstance(cell, Decimal)), Decimal(0))
