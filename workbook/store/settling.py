"""Two versions of one exercise become one on disk, in an order in which a kill leaves every word in a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from ..files import atomic
from ..model.merging import let_go_in, loses
from ..model.sitting import Sitting
from . import trash
from .conflicts import TwoVersions, Version
from .disk import Changed
from .kept import Kept, ReadOnly
from .letgone import Gone, note, seconds
from .lettinggo import go_on

if TYPE_CHECKING:
    from pathlib import Path

    from .shelf import Shelf
    from .workbook import Book


def settle(shelf: Shelf, book: Book, pair: TwoVersions, merged: Sitting, now: datetime) -> Path:
    """Write what was made of two versions in the exercise's own file; the other goes to the trash. That file.

    What is not taken of the own one is kept in the trash first, and so is a file with git's marks, whole. A kill
    leaves the second version where it is, at worst: then both say the same, and it is settled once more.

    Raises Changed where either file is not the one that was compared, ReadOnly, Deleted, OSError.
    """
    own = pair.own
    if own is None:
        return become_first(shelf, book, pair)
    if own.read_only or pair.other.read_only:
        raise ReadOnly(str(own.path))
    _be_as_compared(own)
    _be_as_compared(pair.other)
    gone = _let_go(pair, merged, now)
    for one, _ in gone:
        # Before the first file is written: after a kill the next start takes them out wherever they are.
        note(shelf.folder, one)
    if pair.marked or loses(own.sitting, merged):
        trash.keep_copy(shelf, book, own.path, now)
    kept = book.save(Kept(own.path, merged, stamp=own.stamp), now)
    if kept.conflict:
        trash.throw(shelf, book, kept.path, now)
        raise Changed(str(own.path))
    if not pair.marked:
        trash.throw(shelf, book, pair.other.path, now)
    for one, words in gone:
        go_on(shelf.folder, one, words)
    return kept.path


def become_first(shelf: Shelf, book: Book, pair: TwoVersions) -> Path:
    """Give a second version whose first one is gone the exercise's own name. Where it lies then.

    A damaged first one is kept apart. Raises Changed, OSError.
    """
    _be_as_compared(pair.other)
    path = book.path_of(pair.other.sitting)
    while True:
        try:
            shelf.disk.move(pair.other.path, path)
        except FileExistsError:
            # Only what is damaged gives way: a newer version of the workbook may have written it meanwhile.
            bad = next((one for one in book.read()[1] if one.path == path and one.damaged), None)
            if bad is None:
                raise Changed(str(path)) from None
            book.keep_apart(bad)
        else:
            return path


def keep_both(shelf: Shelf, book: Book, pair: TwoVersions) -> Path:
    """Keep the other version as another time through the exercise. Where it lies then. Raises Changed, OSError."""
    _be_as_compared(pair.other)
    sitting = pair.other.sitting
    while True:
        run = book.next_run(sitting.pack, sitting.exercise)
        path = book.path_of(replace(sitting, run=run))
        try:
            shelf.disk.move(pair.other.path, path)
        except FileExistsError:
            continue
        return path


def may_keep_both(pair: TwoVersions) -> bool:
    """Whether they were begun apart from one another: then they may be two times through the exercise."""
    return not pair.marked and pair.own is not None and pair.own.sitting.started != pair.other.sitting.started


def _be_as_compared(version: Version) -> None:
    try:
        same = atomic.stamp_of(atomic.read(version.path)) == version.stamp
    except FileNotFoundError:
        same = False
    if not same:
        raise Changed(str(version.path))


def _let_go(pair: TwoVersions, merged: Sitting, now: datetime) -> list[tuple[Gone, str]]:
    """The words that one version let go and the other still has: they are taken out wherever they stand."""
    found: list[tuple[Gone, str]] = []
    for version in (pair.own, pair.other):
        for step, at in let_go_in(version.sitting, merged).items() if version is not None else ():
            assert version is not None
            sitting = version.sitting
            value = sitting.answers[step].value
            one = Gone(sitting.pack, sitting.exercise, seconds(sitting.started), (step,), at or now)
            found.append((one, value if isinstance(value, str) else ""))
    return found
