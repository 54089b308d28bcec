"""Brings home what was kept elsewhere: nothing on the shelf is lost by it, and to do it twice does nothing twice."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from ..files import atomic
from ..files.atomic import Stamp
from .conflicts import second_versions
from .elsewhere import Origin, read_origin, write_origin
from .gone import is_gone
from .kept import Deleted, Kept, ReadOnly, inside
from .marks import Newer, Unreadable
from .shelf import Shelf
from .sweeping import sweep
from .workbook import Book

if TYPE_CHECKING:
    from ..model.sitting import Sitting


class How(Enum):
    """What became of one exercise."""

    SAVED = "is in your book again"
    BESIDE = "is kept beside another version; open the workbook to compare them"
    THERE = "is in your book already"
    LEFT = "was left where it is"


@dataclass(frozen=True, slots=True)
class Brought:
    """One file, and what became of it."""

    path: Path
    """Where it was kept meanwhile."""
    how: How
    title: str = ""
    """The exercise's; empty where the file can't be read."""
    target: Path | None = None
    """Where it is now."""
    why: str = ""
    """Why it was left."""


def waits_in(folder: Path) -> int:
    """How many exercises there have not been brought back; a book that can't be read is one. Nothing is raised."""
    origin = _origin(folder, Path())
    found = Shelf(folder).read()
    paths = [path for book in found.books for path, *_ in book.files()]
    return sum(_digest(path) != origin.brought.get(_name(folder, path)) for path in paths) + len(found.bad)


def bring_back(folder: Path, shelf: Shelf, now: datetime) -> tuple[Brought, ...]:
    """Save every exercise that was kept in `folder` on the shelf. The folder itself stays, with a note of what is done.

    Over the file that it grew from; where another has written there since, beside it. Raises nothing: what can't be
    saved is left where it is, and is said.
    """
    origin = _origin(folder, shelf.folder)
    found = Shelf(folder).read()
    done = [Brought(bad.path, How.LEFT, why=f"line {bad.line}: {bad.message}") for bad in found.bad]
    for book in found.books:
        sweep(folder, book.folder, book.facts.id)
    # What was once brought to another shelf than its own says nothing of this one.
    own = origin.shelf == shelf.folder
    brought = dict(origin.brought) if own else {}
    for book in found.books:
        home = shelf.like(book.facts)
        kept, wrong = book.read()
        done += [Brought(bad.path, How.LEFT, why=f"line {bad.line}: {bad.message}") for bad in wrong]
        done += _left_beside(book)
        for one in kept:
            name = _name(folder, one.path)
            became = _bring(one, home, origin.grew.get(name, ()), brought.get(name), now)
            done.append(became)
            if became.how is not How.LEFT and one.stamp is not None:
                brought[name] = one.stamp.digest
    if own and brought != origin.brought:
        try:
            write_origin(folder, replace(origin, brought=brought))
        except OSError:
            # The next time finds that all of it is there, by the words themselves.
            return tuple(done)
    return tuple(done)


def _left_beside(book: Book) -> list[Brought]:
    """What lies beside the exercises there and is not brought: it is said, for whoever is done deletes the folder."""
    found = second_versions(book)
    left = [Brought(pair.other.path, How.LEFT, why="it is a second version") for pair in found.pairs]
    left += [Brought(bad.path, How.LEFT, why="it is a second version that can't be read") for bad in found.unread]
    for pack in inside(book.folder, folders=True):
        apart = (path for path in inside(pack, folders=False) if ".kept-apart-" in path.name)
        left += [Brought(path, How.LEFT, why="it could not be read, and was kept apart") for path in apart]
    return left


def _bring(one: Kept, home: Book, grew: tuple[str, ...], brought: str | None, now: datetime) -> Brought:
    title = one.sitting.title
    if not home.on_disk and is_gone(home.disk.shelf, home.facts.id):
        return Brought(one.path, How.LEFT, title, why="its book was deleted since")
    target = home.path_of(one.sitting)
    done = one.stamp is not None and one.stamp.digest == brought
    try:
        was = _may_follow(home, target, grew)
        # A shelf may have been put back from a backup since: what is not there is not said to be.
        if done and was is None and os.path.lexists(target):
            return Brought(one.path, How.THERE, title)
        if one.read_only:
            return Brought(one.path, How.LEFT, title, why="it is of a newer version of the workbook")
        if _is_there(home, target, one.sitting):
            return Brought(one.path, How.THERE, title, target)
        saved = home.save(Kept(target, one.sitting, stamp=was), now)
    except ReadOnly:
        return Brought(one.path, How.LEFT, title, why="its book is of a newer version of the workbook")
    except Deleted:
        return Brought(one.path, How.LEFT, title, why="its book was deleted since")
    except OSError as error:
        return Brought(one.path, How.LEFT, title, why=error.strerror or str(error))
    return Brought(one.path, How.BESIDE if saved.conflict else How.SAVED, title, saved.path)


def _may_follow(home: Book, target: Path, grew: tuple[str, ...]) -> Stamp | None:
    """The stamp of the file on the shelf, where ours may be written over it; None where it may not."""
    try:
        _, stamp = home.disk.read(target)
    except FileNotFoundError:
        return None
    return stamp if stamp.digest in grew else None


def _is_there(home: Book, target: Path, sitting: Sitting) -> bool:
    """Whether the very same answers are on the shelf already, in the file or in one beside it."""
    from .sittingfile import decode

    stem = target.name.removesuffix(".yaml")
    for path in (target, *sorted(target.parent.glob(f"{stem}.conflict-*.yaml"))):
        try:
            other = decode(home.disk.peek(path), sitting.run)[0]
        except (OSError, Unreadable):
            continue
        if _bare(other) == _bare(sitting):
            return True
    return False


def _bare(sitting: Sitting) -> Sitting:
    return replace(sitting, revision=0, saved=None, place=None)


def _origin(folder: Path, usual: Path) -> Origin:
    """What is known of the folder; where that can't be read, that nothing here grew from anything."""
    try:
        return read_origin(folder)
    except (OSError, Unreadable, Newer):
        return Origin(usual, datetime.now().astimezone())


def _name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def _digest(path: Path) -> str:
    try:
        return atomic.stamp_of(atomic.read(path)).digest
    except OSError:
        return ""
