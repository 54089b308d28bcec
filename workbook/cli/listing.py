"""The exercises as lines of a terminal: by sections, in columns, never wider than it is, and never cut."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..files.clean import one_line

if TYPE_CHECKING:
    from ..desk.progress import Progress
    from ..library.titles import PackTitles

BROKEN = "can't be read; `workbook check` says why"
_LONGEST = 24
"""An id longer than this has a line of its own, else all titles would stand far to the right."""
_NARROWEST = 20
"""A column of titles is at least so wide, also where the terminal is not."""


@dataclass(frozen=True, slots=True)
class _Row:
    head: str
    """The section that it stands in."""
    id: str
    """By which it is opened."""
    minutes: str
    far: str
    title: str


def listing(found: Sequence[tuple[PackTitles, Progress]], width: int | None) -> Iterator[str]:
    """One line for an exercise; where its title is too long for `width` cells it goes on below.

    Without a width, as in a pipe, every exercise has one line whatever is in it.
    """
    rows = _rows(found)
    ids = max((len(row.id) for row in rows if width is None or len(row.id) <= _LONGEST), default=0)
    minutes = max((len(row.minutes) for row in rows), default=0)
    far = max((len(row.far) for row in rows), default=0)
    head = None
    for row in rows:
        if row.head != head:
            yield from [""] if head is not None else []
            head = row.head
            yield from _broken(head, width)
        begins = f"  {row.id:<{ids}}"
        if len(row.id) > ids:
            yield begins
            begins = " " * (ids + 2)
        begins += f"  {row.minutes:>{minutes}}  {f'{row.far:<{far}}  ' if far else ''}"
        room = None if width is None else max(width - len(begins), _NARROWEST)
        for words in _broken(row.title, room):
            yield begins + words
            begins = " " * len(begins)


def _rows(found: Iterable[tuple[PackTitles, Progress]]) -> list[_Row]:
    found = list(found)
    ids = Counter(one.heading.id for _, one in found)
    several = len({pack.id for pack, _ in found}) > 1
    return [_row(pack, one, full=ids[one.heading.id] > 1, named=several) for pack, one in found]


def _row(pack: PackTitles, one: Progress, *, full: bool, named: bool) -> _Row:
    section = next((each.title for each in pack.sections if each.id == one.heading.section), "")
    head = one_line(f"{pack.title}: {section}" if named else section)
    # Of two with the same id only one is opened by the id alone.
    id = one.name if full else one.heading.id
    if one.heading.problems:
        return _Row(head, id, "", "", BROKEN)
    far = "done" if one.finished else f"{one.sitting.done} of {one.sitting.of}" if one.sitting is not None else ""
    far = f"again, {far}" if one.begun and one.done_before else far
    return _Row(head, id, f"{one.heading.minutes} min", far, one_line(one.heading.title))


def _broken(words: str, room: int | None) -> list[str]:
    """The words in lines of at most so many cells, at spaces where there are any."""
    if room is None or _cells(words) <= room:
        return [words]
    lines = [""]
    for word in words.split():
        if lines[-1] and _cells(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
            continue
        lines += [""] if lines[-1] else []
        for sign in word:
            if _cells(lines[-1] + sign) > room:
                lines.append("")
            lines[-1] += sign
    return lines


def _cells(words: str) -> int:
    return sum(
        0 if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf"
        else 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1
        for sign in words
    )  # fmt: skip
