"""A table as text, its columns side by side, where it reads well so."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from .characters import clean, one_line, width
from .printout import Grid
from .wrapping import pieces, wrapped

_GAP = "   "
_LEAST = 14
"""A column in which lines must be broken is no narrower, or each line would be two words."""
_TALL, _NARROW = 5, 30
"""More lines than that, one below the other, are for a column that is wider than that."""

_Cell = tuple[str, ...]


def filled(grid: Grid) -> tuple[list[str], list[list[str]]]:
    """The heads and rows of a table without the rows and columns in which nobody wrote anything; cells are cleaned."""
    many = max([len(grid.heads), *(len(row) for row in grid.rows)], default=0)
    rows = [[clean(row[at]).rstrip() if at < len(row) else "" for at in range(many)] for row in grid.rows]
    rows = [row for row in rows if any(row)]
    used = [at for at in range(many) if any(row[at] for row in rows)]
    heads = [one_line(grid.heads[at]) if at < len(grid.heads) else "" for at in used]
    return heads, [[row[at] for at in used] for row in rows]


def side_by_side(grid: Grid, columns: int) -> list[str] | None:
    """The lines of a table at most so wide. Nothing is cut: None where it would be hard to read so.

    That is where there is but one row or one column, where words have no room, and where they run from right to
    left: no two terminals agree on where a column of those begins.
    """
    names, cells = filled(grid)
    if len(cells) < 2 or len(names) < 2:
        return None
    heads, rows = [_lines(name) for name in names], [[_lines(cell) for cell in row] for row in cells]
    if any(unicodedata.bidirectional(sign) in ("R", "AL") for line in _all(heads, *rows) for sign in line):
        return None
    widths = _widths(list(zip(heads, *rows, strict=True)), columns - len(_GAP) * (len(names) - 1))
    if widths is None:
        return None
    set_heads = [_set(head, wide) for head, wide in zip(heads, widths, strict=True)]
    set_rows = [[_set(cell, wide) for cell, wide in zip(row, widths, strict=True)] for row in rows]
    if not all(
        _reads_well(cell, wide) for row in (set_heads, *set_rows) for cell, wide in zip(row, widths, strict=True)
    ):
        return None
    lines: list[str] = []
    if any(heads):
        high = max(map(len, set_heads))
        lines += _beside([("",) * (high - len(head)) + head for head in set_heads], widths)
        lines.append(_GAP.join("-" * wide for wide in widths))
    # Where a row has several lines, space parts it from the next.
    apart = any(len(cell) > 1 for row in set_rows for cell in row)
    for number, row in enumerate(set_rows):
        lines += [*([""] if apart and number else ()), *_beside(row, widths)]
    return lines


def _lines(cell: str) -> _Cell:
    """The lines of a cell that have something in them; a tab has no column to stand at here."""
    return tuple(line.rstrip() for line in cell.expandtabs(4).split("\n") if line.strip())


def _all(*rows: Sequence[_Cell]) -> Iterator[str]:
    return (line for row in rows for cell in row for line in cell)


def _widths(columns: Sequence[Sequence[_Cell]], room: int) -> list[int] | None:
    """How wide each column is: as wide as its longest line, or where that is too much, all as wide as there is room."""
    wanted = [max(width(line) for cell in column for line in cell) for column in columns]
    least = [
        max(min(wide, _LEAST), *(width(piece) for cell in column for line in cell for piece in pieces(line)))
        for column, wide in zip(columns, wanted, strict=True)
    ]
    for most in range(room, 0, -1):
        widths = [max(small, min(wide, most)) for small, wide in zip(least, wanted, strict=True)]
        if sum(widths) <= room:
            return widths
    return None


def _set(cell: _Cell, wide: int) -> _Cell:
    return tuple(part for line in cell for part in wrapped(line, wide))


def _reads_well(cell: _Cell, wide: int) -> bool:
    return (len(cell) <= _TALL or wide >= _NARROW) and all(width(line) <= wide for line in cell)


def _beside(row: Sequence[_Cell], widths: Sequence[int]) -> Iterator[str]:
    for parts in zip_longest(*row, fillvalue=""):
        padded = (part + " " * (wide - width(part)) for part, wide in zip(parts, widths, strict=True))
        yield _GAP.join(padded).rstrip(" ")
