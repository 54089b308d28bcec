"""What a save does about earlier versions: how one is kept beside it without hindering it.

Mostly a version is the file itself, under a second name from the moment before a save takes its place: not a byte is
written for it, and no full disk is in the way. What else is to be kept is written after the words are on disk.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from ..files import atomic
from ..files.atomic import Stamp
from ..model.versions import Lost, due, lost, staying, watched, written
from . import envelope
from .disk import LOCK
from .kept import Kept
from .letgone import all_gone, stale
from .marks import FORMAT, Unreadable
from .sittingfile import decode, encode
from .versions import VERSIONS, folder_of, listed

if TYPE_CHECKING:
    from ..model.sitting import Sitting
    from .workbook import Book

IN_NEED = 3
"""So many versions stay in any case where older ones are given up so that new words fit on a full disk."""

_FULL = (errno.ENOSPC, errno.EDQUOT)
_WAIT = 1.0
"""Seconds that a save waits at most for the lock under which a version gets its name."""


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
        self._lost: Lost | None = None
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
        self._lost = lost(self._kept.watch, self._after)
        self._due = due(self._kept.watch, self._there, self._after, whole=self._whole, gone=self._lost)
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
        return kept._replace(watch=watched(self._kept.watch, there, self._after, due, self._missed, self._lost))

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
