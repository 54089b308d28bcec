"""Earlier versions of each sitting: where they are, how one is kept beside a save without hindering it, how they go.

Mostly a version is the file itself, under a second name from the moment before a save takes its place: not a byte is
written for it, and no full disk is in the way. What else is to be kept is written after the words are on disk.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from ..files import atomic
from ..files.atomic import Stamp
from ..model.versions import Version, due, staying, watched, written
from . import envelope
from .disk import LOCK
from .kept import VERSION, Kept, inside
from .letgone import all_gone, stale
from .marks import FORMAT, Newer, Unreadable
from .sittingfile import decode, encode

if TYPE_CHECKING:
    from ..model.sitting import Sitting
    from .workbook import Book

VERSIONS = "versions"
NAME = re.compile(r"r([0-9]{6,18})\.([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{4}[+-][0-9]{4})\.yaml")
"""Such as `r000041.2026-11-22T1819+0100.yaml`: its number, by which they sort, and when its words were saved."""
IN_NEED = 3
"""So many versions stay in any case where older ones are given up so that new words fit on a full disk."""

_MOMENT = "%Y-%m-%dT%H%M%z"
_FULL = (errno.ENOSPC, errno.EDQUOT)
_WAIT = 1.0
"""Seconds that a save waits at most for the lock under which a version gets its name."""


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


class Keeping:
    """What one save does about earlier versions: `begin`, then the save itself by `saved`, then `done` or `undo`.

    Nothing that goes wrong here is told, but where answers are to be replaced as a whole: the words come first.
    """

    def __init__(self, book: Book, kept: Kept, after: Sitting, *, whole: bool) -> None:
        self._book = book
        self._kept = kept
        self._after = after
        self._whole = whole
        self._there: Sitting | None = None
        self._due: tuple[Sitting, ...] = ()
        self._to_write: list[tuple[Sitting, bytes]] = []
        self._missed: list[Sitting] = []
        """What is due and not kept yet."""
        self._folder: Path | None = None
        self._named: Path | None = None
        """The version that is the file itself until the save takes its place."""

    def begin(self) -> None:
        """Keep what is there, where that is due. Raises OSError with `whole`, and then nothing has changed."""
        try:
            self._begin()
        except Exception:  # whatever it is, the words that are to be saved must not wait for it
            self.undo()
            if self._whole:
                raise

    def _begin(self) -> None:
        self._there, data = self._on_disk()
        if self._there is None:
            return
        self._due = due(self._kept.watch, self._there, self._after, whole=self._whole)
        if not self._due:
            return
        self._folder = folder_of(self._book, self._after)
        if self._folder is None:
            if self._whole:
                raise OSError(
                    errno.ELOOP, "is a link, and links are not followed", str(self._book.disk.shelf / VERSIONS)
                )
            return
        self._missed = list(self._due)
        newest = _newest(self._book, self._folder, self._after.run)
        for one in self._due:
            if newest is not None and written(newest) == written(one):
                self._missed.remove(one)
                continue
            if one is self._there and self._named_now(one):
                self._missed.remove(one)
                continue
            self._to_write.append((one, data if one is self._there and data else encode(one)))
        if self._whole:
            self._write()
            self._to_write = []
            # What is to be replaced as a whole must have its place before: a power cut may come right after.
            if self._folder.is_dir():
                _settle(self._folder, self._book.disk.shelf)

    def _on_disk(self) -> tuple[Sitting | None, bytes]:
        """The sitting that the save is about to replace, with its bytes where they were read now."""
        kept = self._kept
        if kept.stamp is None:
            return None, b""
        if kept.watch is not None:
            return kept.watch.there, b""
        data, stamp = self._book.disk.read(kept.path)
        if stamp != kept.stamp:
            # Somebody else's: it stays where it is, and the save goes on beside it.
            return None, b""
        sitting, format = decode(data, kept.sitting.run)
        if format > FORMAT:
            return None, b""
        return replace(sitting, pack=kept.sitting.pack, exercise=kept.sitting.exercise), data

    def _meant(self, sitting: Sitting) -> None:
        """Asked under the lock: whether the book is there, and the words were not let go meanwhile."""
        self._book.be_there()
        if stale(sitting, all_gone(self._book.disk.shelf, strict=True)):
            raise OSError(errno.ECANCELED, "its words were let go")

    def _moment(self, sitting: Sitting) -> datetime:
        watch = self._kept.watch
        at = watch.at if watch is not None and sitting is self._there else None
        return at or sitting.saved or sitting.started

    def _named_now(self, sitting: Sitting) -> bool:
        """Whether the file has a second name now. Where it can get none at this moment, it is written afterwards."""
        try:
            return self._name(sitting)
        except OSError:
            return False

    def _name(self, sitting: Sitting) -> bool:
        """Give the file a second name; whether it has one now."""
        path = self._kept.path
        assert self._folder is not None
        _make(self._folder)
        with atomic.moment_lock(self._book.disk.shelf / LOCK, _WAIT):
            self._meant(sitting)
            if atomic.stamp_of(atomic.read(path)) != self._kept.stamp:
                return False
            named = _free_name(
                self._folder, sitting, self._moment(sitting), lambda name: atomic.second_name(path, name)
            )
        self._named = named
        return named is not None

    def saved(self, write: Callable[[], Stamp], size: int) -> Stamp:
        """The save itself, of so many bytes. Where the disk is full, the oldest versions give room for the words.

        They are older than what is to be saved, the newest of them stay, and the words exist nowhere else yet.
        """
        try:
            return write()
        except OSError as error:
            if error.errno not in _FULL or not self._make_room(size):
                raise
        return write()

    def _make_room(self, size: int) -> bool:
        folder = folder_of(self._book, self._after)
        old = listed(folder)[IN_NEED:]
        if sum(_room(one.path) for one in old) < size + 4096:
            # Even all of them would not be enough: then none is to go.
            return False
        freed = 0
        for one in reversed(old):
            if freed >= size + 4096:
                break
            room = _room(one.path)
            with suppress(OSError):
                one.path.unlink()
                freed += room
        return freed > 0

    def done(self, kept: Kept) -> Kept:
        """The words are on disk: write what else is due, make it last, and let those go that are too many."""
        with suppress(Exception):  # the words are on disk: nothing here may say otherwise
            self._write()
            if self._folder is not None and self._folder.is_dir():
                _settle(self._folder, self._book.disk.shelf)
                _prune(self._folder)
        there = self._there if self._kept.stamp is not None else None
        due = [one for one in self._due if one not in self._missed]
        return replace(kept, watch=watched(self._kept.watch, there, self._after, due, self._missed))

    def undo(self) -> None:
        """The save came to nothing: the file has its one name again. If it is replaced all the same, that stays."""
        if self._named is not None:
            with suppress(OSError):
                if self._named.lstat().st_nlink > 1:
                    self._named.unlink()
            self._named = None

    def _write(self) -> None:
        for sitting, data in self._to_write:
            assert self._folder is not None
            _make(self._folder)

            def write(name: Path, data: bytes = data, sitting: Sitting = sitting) -> bool:
                atomic.replace(
                    name,
                    envelope.closed(data),
                    check=lambda: self._meant(sitting),
                    lock=lambda: atomic.moment_lock(self._book.disk.shelf / LOCK),
                    overwrite=False,
                )
                return True

            if _free_name(self._folder, sitting, self._moment(sitting), write) is not None:
                self._missed.remove(sitting)


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
                if VERSION.fullmatch(path.name) and not path.is_dir():
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


def _newest(book: Book, folder: Path, run: int) -> Sitting | None:
    """The newest version that can be read."""
    for one in listed(folder)[:1]:
        with suppress(OSError, Unreadable, RecursionError):
            return decode(book.disk.peek(one.path), run)[0]
    return None


def _free_name(folder: Path, sitting: Sitting, at: datetime, take: Callable[[Path], bool]) -> Path | None:
    """The name that `take` has given to a version; None where it can give none.

    Numbers are those of the sitting's revisions, but always go up: a file that was put back from a backup begins
    lower again, and its versions are newer all the same.
    """
    before = listed(folder)
    number = max(sitting.revision, before[0].version.number + 1 if before else 0)
    for more in range(100):
        name = folder / f"r{number + more:06d}.{_written(at)}.yaml"
        try:
            return name if take(name) else None
        except FileExistsError:
            continue
    return None


def _written(at: datetime) -> str:
    """A moment as it stands in a name: with its offset, and without a colon."""
    at = at if at.tzinfo is not None else at.astimezone()
    minutes = round((at.utcoffset() or timedelta()).total_seconds() / 60)
    at = at.astimezone(timezone(timedelta(minutes=minutes)))
    return f"{at.date().isoformat()}T{at:%H%M%z}"


def _make(folder: Path) -> None:
    """Make the folder, 0700, without waiting for the disk."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        with suppress(FileExistsError):
            one.mkdir(0o700)
            one.chmod(0o700)


def _settle(folder: Path, shelf: Path) -> None:
    """Make the folder last, and those that lead to it from the shelf."""
    while True:
        atomic.sync_folder(folder)
        if folder == shelf or folder == folder.parent:
            return
        folder = folder.parent


def _prune(folder: Path) -> None:
    """Remove versions that are too many, and what a killed write has left."""
    found = listed(folder)
    stay = staying(one.version for one in found)
    for one in found:
        if one.version not in stay:
            with suppress(OSError):
                one.path.unlink()
    atomic.sweep(folder)


def _room(path: Path) -> int:
    """The bytes that come free when a file goes."""
    with suppress(OSError):
        seen = path.lstat()
        if seen.st_nlink == 1:
            return max(seen.st_size, getattr(seen, "st_blocks", 0) * 512)
    return 0
