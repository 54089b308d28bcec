"""Where a paragraph is divided into rows; after an edit, only the rows that it touched are divided anew."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from . import clusters
from .clusters import PLAIN

_HOLDS = "\xa0\u2007\u202f"
"""Blanks that hold two words together: French has one before each ! and ?."""
_BLANK = re.compile(f"[^\\S{_HOLDS}]")
_AHEAD = 3
"""Rows above an edit from which on it may change something: the word may begin in one, and fit into the one before."""


@lru_cache(64)
def _row(width: int) -> re.Pattern[str]:
    """A row of plain signs: as many words as fit, each with the blanks behind it; part of a word that fits in none."""
    return re.compile(
        f"(?=[{PLAIN}]{{{width + 1}}}|[{PLAIN}]{{0,{width}}}\\Z)"
        f"(?:[{PLAIN}]{{1,{width}}}(?:(?<=[^\\S{_HOLDS}])(?=[\\S{_HOLDS}])|\\Z)|[{PLAIN}]{{{width}}})"
    )


def breaks(text: str, width: int, tab: int) -> list[int]:
    """The columns at which the rows of a line begin, without the first; none where `width` is 0.

    The rule is Textual's: a word goes to the next row when it does not fit with the blanks behind it, a word that is
    longer than a row begins a row and is cut. Here no cut goes through a sign, and no-break spaces break nothing.
    """
    if not width or (len(text) * 2 <= width and "\t" not in text):
        return []
    return _go_on(text, 0, width, tab, [])


def rebroken(
    text: str, width: int, tab: int, before: tuple[str, list[int]], after: tuple[str, list[int]] | None = None
) -> list[int]:
    """The same as `breaks`, made of what is known of an older text.

    `before` is the line, and its breaks, with whose beginning `text` begins; `after` the one with whose end it ends,
    where that is another one.
    """
    if not width:
        return []
    head, head_breaks = before
    tail, tail_breaks = after or before
    if text == head:
        return head_breaks
    same = _alike(text, head)
    kept = max(0, bisect_right(head_breaks, same) - _AHEAD)
    found = head_breaks[:kept]
    # What begins before this column was touched. Behind the last tab a row is the same wherever it stands.
    alike = _alike_at_end(text, tail, len(text) - same if tail is head else len(text), len(tail) - same)
    settled = max(len(text) - alike, text.rfind("\t") + 1)
    return _go_on(text, found[-1] if found else 0, width, tab, found, settled, len(text) - len(tail), tail_breaks)


def row_end(text: str, start: int, width: int, phase: int = 0, tab: int = 4) -> int:
    """Where the row ends that begins at `start`, `phase` cells behind a tab stop."""
    found = _row(width).match(text, start)
    if found:
        return found.end()
    at, x, word = start, 0, start
    while at < len(text):
        end = clusters.after(text, at)
        if at > start and _BLANK.match(text, at - 1) and not _BLANK.match(text, at):
            word = at
        x += tab - (phase + x) % tab if text[at] == "\t" else clusters.cells(text[at:end])
        if x > width:
            return word if word > start else at if at > start else end
        at = end
    return at


def phase_at(text: str, at: int, tab: int) -> int:
    """How many cells behind a tab stop a column stands; 0 where no tab follows the question anyhow."""
    last = text.rfind("\t", 0, at)
    return clusters.cells(text[last + 1 : at]) % tab if last >= 0 or "\t" in text else 0


def cells_of(text: str, phase: int, tab: int) -> int:
    """How many cells a piece of a row takes that begins `phase` cells behind a tab stop."""
    if "\t" not in text:
        return clusters.cells(text)
    x = 0
    for number, part in enumerate(text.split("\t")):
        if number:
            x += tab - (phase + x) % tab
        x += clusters.cells(part)
    return x


def column_at(text: str, x: int, phase: int, tab: int) -> int:
    """The column of the sign that covers a cell of a row; the end of the row where none does."""
    if clusters.plain(text):
        return min(x, len(text))
    at, reached = 0, 0
    while at < len(text):
        end = clusters.after(text, at)
        reached += tab - (phase + reached) % tab if text[at] == "\t" else clusters.cells(text[at:end])
        if reached > x:
            return at
        at = end
    return at


def _go_on(
    text: str, start: int, width: int, tab: int, found: list[int],
    settled: int = -1, shift: int = 0, old: list[int] | None = None,
) -> list[int]:  # fmt: skip
    """Rows from `start` on, until the end or until one begins where an old one began."""
    size = len(text)
    tabs = "\t" in text
    phase = phase_at(text, start, tab) if tabs else 0
    row = _row(width).match
    while True:
        matched = row(text, start)
        end = matched.end() if matched else row_end(text, start, width, phase, tab)
        if end >= size:
            return found
        if tabs:
            phase = (phase + cells_of(text[start:end], phase, tab)) % tab
        found.append(end)
        start = end
        if old is not None and end >= settled:
            index = bisect_left(old, end - shift)
            if index < len(old) and old[index] == end - shift:
                found += [one + shift for one in old[index + 1 :]] if shift else old[index + 1 :]
                return found


def _alike(one: str, other: str) -> int:
    """How many code points two texts have in common at their beginning."""
    least, size = 0, min(len(one), len(other))
    step = 1 << 16
    while least < size:
        step = min(step, size - least)
        if one[least : least + step] == other[least : least + step]:
            least += step
        elif step == 1:
            break
        else:
            step = step // 2
    return least


def _alike_at_end(one: str, other: str, most: int, most_other: int) -> int:
    """How many code points two texts have in common at their end."""
    least, size = 0, max(0, min(most, most_other, len(one), len(other)))
    step = 1 << 16
    while least < size:
        step = min(step, size - least)
        end, other_end = len(one) - least, len(other) - least
        if one[end - step : end] == other[other_end - step : other_end]:
            least += step
        elif step == 1:
            break
        else:
            step = step // 2
    return least
