"""Has a book open for writing, one program at a time: asks for it, gives it back, takes it over from another."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from ..files import atomic
from ..files.momentlock import NO_FLOCK
from .disk import LOCK
from .kept import FACTS
from .owner import ANYBODY, HELD, OWNER, Owner, me, read_owner, write_owner

if TYPE_CHECKING:
    from filelock import BaseFileLock

    from .workbook import Book

PATIENCE = 2.0
"""Seconds for which whoever has a book may save, before it is taken over all the same."""
GLANCE = 0.15
"""Seconds for which a lock is tried: somebody may only be looking whether it is held."""
_AGAIN = 0.02


class Standing(Enum):
    """How it stands with a book that is open here."""

    MINE = "mine"
    ASKED = "asked"
    """Another program asks for it, and waits until it is given back."""
    LOST = "lost"
    """Another program has it."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another program has the book."""

    owner: Owner | None
    """Who; None where they left no name that can be read."""
    running: bool
    """Whether it is known to be open. Else it was open on another computer, and was not closed there."""


class _NoLocks(Exception):
    """This disk knows no locks."""


class Hold:
    """A book that is open here for writing, until it is given back. `Book.hold` is where a save finds it."""

    def __init__(self, book: Book, mine: Owner, lock: BaseFileLock | None, *, locks: bool, answered: bool = True):
        self.mine = mine
        self.locks = locks
        """Whether this disk knows locks; where it does not, two may have the book open at once."""
        self.answered = answered
        """Whether whoever had it before has given it back; else it was taken without an answer."""
        self.given = False
        """Whether it was given back: what is saved after that goes beside what another may have written."""
        self._book = book
        self._lock = lock

    def standing(self) -> Standing:
        """How it stands now. Reads one small file."""
        found = None if self.given else read_owner(self._book.folder)
        if not self.given and (found is None or found.token == self.mine.token):
            return Standing.MINE
        return Standing.ASKED if found is not None and found.asks in (self.mine.token, ANYBODY) else Standing.LOST

    @property
    def overtaken(self) -> bool:
        """Whether another has the book, so that nothing may be written in its files. To be asked under the lock.

        Whoever only asks for it waits for what is still to be saved here.
        """
        return self.standing() is Standing.LOST

    def stay(self) -> None:
        """Say again that it is open here, where the file that says so is gone. Never raises."""
        folder = self._book.folder
        with suppress(OSError):
            if self.locks and self._lock is None:
                # It was taken from somebody who did not answer, and who may be gone by now.
                self._lock = _locked(folder)
            if read_owner(folder) is None and (folder / FACTS).exists():
                with _moment(self._book):
                    if read_owner(folder) is None:
                        write_owner(folder, self.mine)

    def give_back(self) -> None:
        """Give the book back: to whoever asks for it, else to nobody. Never raises."""
        self.given = True
        folder = self._book.folder
        try:
            with _moment(self._book):
                found = read_owner(folder)
                if found is not None and found.token == self.mine.token:
                    atomic.remove_durably(folder / OWNER)
                elif found is not None and found.asks in (self.mine.token, ANYBODY):
                    write_owner(folder, replace(found, asks=""))
        except OSError:
            pass  # whoever comes next sees that the lock is free
        finally:
            self.drop()

    def drop(self) -> None:
        """Drop the lock and say nothing, as the end of the process does."""
        lock, self._lock = self._lock, None
        if lock is not None:
            with suppress(OSError):
                lock.release()


def claim(book: Book, now: datetime) -> Hold | Elsewhere:
    """Have the book open here for writing, unless another program has it. Raises OSError when the disk says no.

    The lock decides: where it can be had, nobody on this computer has the book, whatever a killed run has left behind.
    """
    folder = book.folder
    try:
        lock, locks = _locked(folder, GLANCE), True
    except _NoLocks:
        lock, locks = None, False
    found = read_owner(folder)
    if locks and lock is None:
        return Elsewhere(found, running=True)
    mine = me(now)
    if found is not None and (not found.is_here or (not locks and found.is_running and found.pid != mine.pid)):
        if lock is not None:
            lock.release()
        return Elsewhere(found, running=found.is_here)
    try:
        with _moment(book):
            if not locks and read_owner(folder) != found:
                return Elsewhere(read_owner(folder), running=True)
            write_owner(folder, mine)
    except OSError:
        if lock is None:
            raise
        # A full disk: the lock alone says enough, and the name follows when there is room.
    return Hold(book, mine, lock, locks=locks)


def take_over(book: Book, now: datetime, patience: float = PATIENCE) -> Hold | Elsewhere:
    """Have the book open here: whoever has it is asked to save and to give it back.

    After `patience` seconds it is taken all the same; what the other then still saves meets `Hold.overtaken`, and goes
    into a file beside. Elsewhere where yet another program was quicker. Raises OSError when the disk says no.
    """
    folder = book.folder
    mine = me(now)
    with _moment(book):
        found = read_owner(folder)
        before = found
        asks = (found.asks or found.token) if found is not None else ANYBODY
        write_owner(folder, replace(mine, asks=asks))
    lock, locks, gone = None, True, False
    until = time.monotonic() + patience
    while True:
        try:
            lock = _locked(folder)
        except _NoLocks:
            locks = False
        found = read_owner(folder)
        if found is not None and found.token != mine.token:
            if lock is not None:
                lock.release()
            return Elsewhere(found, running=True)
        gone = not locks and (
            (found is not None and not found.asks) or (before is not None and before.is_here and not before.is_running)
        )
        if lock is not None or gone or time.monotonic() >= until:
            break
        time.sleep(_AGAIN)
    try:
        with _moment(book):
            found = read_owner(folder)
            if found is None or found.token == mine.token:
                write_owner(folder, mine)
                return Hold(book, mine, lock, locks=locks, answered=lock is not None or gone)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    if lock is not None:
        lock.release()
    return Elsewhere(found, running=True)


def who_has(folder: Path) -> Elsewhere | None:
    """Who has the book of this folder open now, in another program; None where nobody is known to. Changes nothing."""
    if not (folder / HELD).exists():
        found = read_owner(folder)
        return Elsewhere(found, running=True) if found is not None and found.is_running else None
    try:
        lock = _locked(folder)
    except (OSError, _NoLocks):
        found = read_owner(folder)
        return Elsewhere(found, running=True) if found is not None and found.is_running else None
    if lock is None:
        return Elsewhere(read_owner(folder), running=True)
    lock.release()
    return None


def _moment(book: Book) -> AbstractContextManager[bool]:
    return atomic.moment_lock(book.disk.shelf / LOCK)


def _locked(folder: Path, patience: float = 0.0) -> BaseFileLock | None:
    """The lock of a book; None where another has it. Raises _NoLocks, and OSError when the disk says no."""
    import filelock

    # A missing folder would be made: but where a stick was taken out, nothing is begun in its place.
    folder.stat()
    # Given back on another thread than it was taken on.
    lock = filelock.FileLock(folder / HELD, mode=0o600, fallback_to_soft=False, thread_local=False)
    try:
        lock.acquire(timeout=patience, poll_interval=_AGAIN)
    except filelock.Timeout:
        return None
    except OSError as error:
        if error.errno in NO_FLOCK:
            raise _NoLocks from None
        raise
    return lock
