"""Earlier versions of each sitting: where they are, how they are read, how they go."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..files import atomic
from ..model.versions import Version
from .kept import VERSION, inside
from .letgone import all_gone, stale
from .marks import FORMAT, Newer, Unreadable
from .sittingfile import decode

if TYPE_CHECKING:
    from ..model.sitting import Sitting
    from .workbook import Book

VERSIONS = "versions"
NAME = re.compile(r"r([0-9]{6,18})\.([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{4}[+-][0-9]{4})\.yaml")
"""Such as `r000041.2026-11-22T1819+0100.yaml`: its number, by which they sort, and when its words were saved."""

_MOMENT = "%Y-%m-%dT%H%M%z"


@dataclass(frozen=True, slots=True)
class Found:
    """An earlier version as it lies on disk."""

    path: Path
    version: Version
    at: datetime
    """When its words were saved."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier version, read."""

    path: Path
    at: datetime
    """When its words were saved."""
    sitting: Sitting | None
    """None where it can't be read."""
    wrong: str = ""
    """Why not; empty when it can."""
    newer: bool = False
    """Whether a newer version of the workbook wrote it."""


def folder_of_book(shelf: Path, id: str, name: str) -> Path | None:
    """Where the versions of a book are: under its id, or its folder's name where the id can be no name of a folder.

    None where a link is in the way: what is behind one would not go with the book.
    """
    plain = id not in ("", ".", "..") and "/" not in id and "\0" not in id and len(os.fsencode(id)) <= 255
    folder = shelf / VERSIONS / (id if plain else name)
    return None if folder.is_symlink() or folder.parent.is_symlink() else folder


def folder_of(book: Book, sitting: Sitting) -> Path | None:
    """Where the versions of one sitting are; None where a link is in the way."""
    of_book = folder_of_book(book.disk.shelf, book.facts.id, book.folder.name)
    if of_book is None:
        return None
    run = f".{sitting.run}" if sitting.run > 1 else ""
    return _without_links(of_book / sitting.pack / f"{sitting.exercise}{run}")


def _without_links(folder: Path) -> Path | None:
    return None if folder.is_symlink() or folder.parent.is_symlink() else folder


def listed(folder: Path | None) -> tuple[Found, ...]:
    """The versions in a folder, by their names alone, the newest first. No link is followed."""
    found: list[Found] = []
    with suppress(OSError):
        for path in folder.iterdir() if folder is not None else ():
            named = NAME.fullmatch(path.name)
            if named is None:
                continue
            with suppress(OSError, ValueError):
                seen = path.lstat()
                at = datetime.strptime(named[2], _MOMENT)
                if stat.S_ISREG(seen.st_mode):
                    found.append(Found(path, Version(int(named[1]), at.date(), seen.st_size), at))
    return tuple(sorted(found, key=lambda one: (one.version.number, one.path.name), reverse=True))


def versions_of(book: Book, pack: str, exercise: str, run: int) -> tuple[Earlier, ...]:
    """Every earlier version of one sitting, the newest first; also what can't be read. Nothing is raised."""
    from ..model.lettinggo import let_go

    of_book = folder_of_book(book.disk.shelf, book.facts.id, book.folder.name)
    number = f".{run}" if run > 1 else ""
    folder = _without_links(of_book / pack / f"{exercise}{number}") if of_book is not None else None
    gone = all_gone(book.disk.shelf)
    read: list[Earlier] = []
    for one in listed(folder):
        try:
            sitting, format = decode(book.disk.peek(one.path), run)
        except FileNotFoundError:
            continue
        except (Unreadable, RecursionError) as error:
            read.append(Earlier(one.path, one.at, None, str(error), isinstance(error, Newer)))
            continue
        except OSError as error:
            read.append(Earlier(one.path, one.at, None, error.strerror or str(error)))
            continue
        for step, moment in stale(sitting, gone).items():
            # A file that could not be changed when they were let go: nobody sees them, and they don't come back.
            sitting = let_go(sitting, (step,), moment)
        newer = format > FORMAT
        read.append(Earlier(one.path, one.at, replace(sitting, pack=pack, exercise=exercise), newer=newer))
    return tuple(read)


def count(book: Book, pack: str = "", exercise: str = "") -> int:
    """How many versions there are of one exercise, every time through it, or of the whole book."""
    return sum(len(listed(folder)) for folder in _folders(book, pack, exercise))


def forget(book: Book, pack: str = "", exercise: str = "") -> None:
    """Remove the earlier versions of one exercise, every time through it, or of the whole book.

    With them go their copies by programs that sync, and what a killed write has left. Files of others stay. Raises
    OSError where something could not be removed; what could is gone then.
    """
    _forget(_folders(book, pack, exercise))


def forget_run(book: Book, pack: str, exercise: str, run: int) -> None:
    """Remove the earlier versions of one time through an exercise. Raises OSError."""
    name = f"{exercise}.{run}" if run > 1 else exercise
    _forget(folder for folder in _folders(book, pack, exercise) if folder.name == name)


def _forget(folders: Iterable[Path]) -> None:
    wrong: list[OSError] = []
    for folder in folders:
        try:
            for path in sorted(folder.iterdir()):
                if re.fullmatch(VERSION, path.name) and not path.is_dir():
                    path.unlink(missing_ok=True)
            atomic.sync_folder(folder)
        except OSError as error:
            wrong.append(error)
            continue
        for one in (folder, *list(folder.parents)[:3]):
            try:
                atomic.remove_folder_durably(one)
            except OSError:
                # Something else is in it.
                break
    if wrong:
        raise wrong[0]


def _folders(book: Book, pack: str, exercise: str) -> Iterator[Path]:
    """The folders of versions of one exercise, or of all, without links."""
    of_book = folder_of_book(book.disk.shelf, book.facts.id, book.folder.name)
    called = re.compile(rf"{re.escape(exercise)}(\.[1-9][0-9]{{0,5}})?" if exercise else ".*", re.DOTALL)
    for one in _inside(of_book):
        if pack in ("", one.name):
            yield from (folder for folder in _inside(one) if called.fullmatch(folder.name))


def _inside(folder: Path | None) -> list[Path]:
    return inside(folder, folders=True) if folder is not None and not folder.is_symlink() else []
