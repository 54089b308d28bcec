"""How a row of a box that people write in looks, and what it looks like on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from . import clusters


class Row(NamedTuple):
    """All that a row's looks depend on: two rows that are equal are painted alike.

    Whatever else comes to change how a row looks must come in here, or rows that are out of date stay on the screen.
    """

    text: str
    """What stands in it."""
    phase: int = 0
    """How many cells it begins behind a tab stop."""
    selected: tuple[int, int] = (0, 0)
    """The columns between which it is selected."""
    cursor: int = -1
    """The column that the cursor is drawn at, which may be the one behind the last; -1 where it is not."""
    hollow: bool = False
    """An empty line in the midst of what is selected."""


class Paints(NamedTuple):
    """The styles of a box, as they are now."""

    base: Style
    selection: Style
    cursor: Style


def painted(row: Row, width: int, tab: int, paints: Paints) -> Strip:
    """The row as segments, filled up to `width` cells. A sign is never painted in two styles."""
    base = paints.base
    if row.hollow:
        bar = Segment("▌", base + Style(color=paints.selection.bgcolor))
        return Strip([bar, Segment(" " * (width - 1), base)] if width > 1 else [bar], max(width, 1))
    segments: list[Segment] = []
    x = 0
    for begin, end, style in _pieces(row, paints):
        for text in _measured(row.text[begin:end]):
            shown, taken = _without_tabs(text, row.phase + x, tab)
            segments.append(Segment(shown, style))
            x += taken
    if row.cursor >= 0 and not clusters.cells(row.text[row.cursor :].replace("\t", " ")):
        segments.append(Segment(" ", base + paints.cursor))
        x += 1
    if x < width:
        segments.append(Segment(" " * (width - x), base))
    return Strip(segments, max(x, width))


def difference(before: object, now: object, width: int) -> tuple[int, int]:
    """The cells between which two looks of a row may differ. Over a slow line a whole row for each letter is long."""
    if not (isinstance(before, Row) and isinstance(now, Row) and before[2::2] == now[2::2] == ((0, 0), False)):
        return 0, width
    one, other = before.text, now.text
    if not (clusters.plain(one) and clusters.plain(other)):
        return 0, width
    cursors = [row.cursor for row in (before, now) if row.cursor >= 0]
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    begin = min(same, *cursors, width - 1)
    # Behind a text that is shorter now stood the cursor, and then the ground alone.
    end = max(len(one), len(other)) + 1 if one != other else max(cursors, default=0) + 1
    return begin, min(max(end, begin + 1), width)


def _pieces(row: Row, paints: Paints) -> Iterator[tuple[int, int, Style]]:
    """The row in pieces of one style each."""
    text, size = row.text, len(row.text)
    top, bottom = row.selected
    if top < bottom:
        top, bottom = clusters.floor(text, top), clusters.ceiling(text, bottom)
    at = until = -1
    if 0 <= row.cursor < size:
        at = clusters.floor(text, row.cursor)
        until = clusters.after(text, at)
        # A cursor on what has no width would not be seen.
        while until < size and not clusters.cells(text[at:until].replace("\t", " ")):
            until = clusters.after(text, until)
    begin = 0
    for end in sorted({top, bottom, at, until, size}):
        if end > begin:
            style = paints.base
            if top <= begin < bottom:
                style += paints.selection
            if at <= begin < until:
                style += paints.cursor
            yield begin, end, style
            begin = end


def _measured(text: str) -> Iterator[str]:
    """In parts that Textual measures as a terminal does: to it a joiner swallows whatever comes next."""
    if clusters.JOINER not in text:
        yield text
        return
    begin = at = 0
    while at < len(text):
        at = clusters.after(text, at)
        if text[at - 1] == clusters.JOINER or at == len(text):
            yield text[begin:at]
            begin = at


def _without_tabs(text: str, x: int, tab: int) -> tuple[str, int]:
    """The text with blanks for tabs, and its cells; it begins `x` cells behind a tab stop."""
    if "\t" not in text:
        return text, clusters.cells(text)
    shown, taken = "", 0
    for number, part in enumerate(text.split("\t")):
        if number:
            gap = tab - (x + taken) % tab
            shown += " " * gap
            taken += gap
        shown += part
        taken += clusters.cells(part)
    return shown, taken
