"""Whether anything on the shelf may have a second version, by names and marks alone: nearly always nothing has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .kept import FACTS, inside, is_second_of, may_be_second, stems
from .shelf import SHELF

if TYPE_CHECKING:
    from pathlib import Path

    from .shelf import Shelf
    from .workbook import Book

_MARK = b"<<<<<<<"


def may_be_two(shelf: Shelf, book: Book) -> bool:
    """Whether to look for second versions is worth while, where every sitting of the book can be read.

    What git has marked in a sitting makes it one that can't be read; in the facts of a book or the shelf it does not.
    """
    for pack in inside(book.folder, folders=True):
        names = [path.name for path in inside(pack, folders=False)]
        exercises = stems(names)
        if any(may_be_second(name, exercises) for name in names):
            return True
    return any(_has_second(shelf, path) for path in (shelf.folder / SHELF, *(one / FACTS for one in shelf.folders())))


def _has_second(shelf: Shelf, path: Path) -> bool:
    if any(is_second_of(path, one.name) for one in inside(path.parent, folders=False)):
        return True
    try:
        return _MARK in shelf.disk.peek(path)
    except OSError:
        return False
