"""Keeps the open sitting on disk as it is typed: one writer, off the event loop, the newest state wins."""

from __future__ import annotations

import asyncio
import errno
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from ..store.kept import Deleted, Kept, OpenElsewhere, ReadOnly
from ..store.workbook import Book

if TYPE_CHECKING:
    from ..model.sitting import Sitting

AFTER = 0.2
"""Seconds after the last key."""
AT_LATEST = 0.35
"""Seconds after the first key that is not on disk, while typing goes on."""
RETRY = 2.0
"""Seconds until a disk that said no is asked again."""
PATIENCE = 5.0
"""Seconds for which leaving waits for a slow disk."""

_WHY = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your disk quota is used up",
    errno.EACCES: "no permission to write there",
    errno.EPERM: "no permission to write there",
    errno.EROFS: "the disk is read-only",
    errno.EIO: "the disk reports an error",
    errno.ENOENT: "the folder is gone",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.ENOMEM: "there is no memory left",
    errno.ENODEV: "the disk is gone",
    errno.ENXIO: "the disk is gone",
    errno.ESTALE: "the disk is gone",
    errno.ETIMEDOUT: "another program holds the book",
}


def why(error: BaseException) -> str:
    """In a few words why something could not be written. Nobody's words are in it."""
    if isinstance(error, ReadOnly):
        return "the file is of a newer version; it can only be read"
    if isinstance(error, OpenElsewhere):
        return "this book is open in another window"
    if isinstance(error, Deleted):
        return "this book was deleted in another window"
    if isinstance(error, MemoryError):
        return _WHY[errno.ENOMEM]
    if isinstance(error, OSError):
        return _WHY.get(error.errno or 0) or (error.strerror or "the disk gives no reason")
    return f"an error of the program ({type(error).__name__})"


class Saved(NamedTuple):
    """How it stands with the newest state."""

    words: str
    """`saved 14:02`, `saving`, or `not saved: ...`; empty while there is nothing to save."""
    trouble: bool = False
    conflict: bool = False
    """Another wrote the same file; this one goes on beside it."""
    let_go: frozenset[str] = frozenset()
    """Questions whose words another window has let go: what was held here of them was not written."""


class Saver:
    """Belongs to the app, for a timer dies with its screen."""

    def __init__(self, clock: Callable[[], datetime], tell: Callable[[Saved], None]) -> None:
        self._clock = clock
        self._tell = tell
        """Called on the event loop whenever `state` may have changed."""
        self._book: Book | None = None
        self._kept: Kept | None = None
        """As it is on disk."""
        self._newest: tuple[int, Sitting] | None = None
        self._offered = 0
        self._written = 0
        """The number of the state that is on disk."""
        self._trouble = ""
        self._thorough = False
        self._first_unsaved: float | None = None
        self._timer: asyncio.TimerHandle | None = None
        self.place = ""
        """Where it is saved now, for people; empty where it is the usual place."""
        self.closed = ""
        """Why the usual place can't be written, where that was seen before anything was to be saved."""
        self.since: datetime | None = None
        """When the oldest words were typed that are not on disk; None where all is."""
        self._turn = 0
        """Goes up when a writer is left behind: what that one still does no longer counts."""
        self._hand = threading.Lock()
        """Held while what is known of the disk is changed, and never while the disk is waited for."""
        self._lock = threading.Lock()
        self._jobs: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def state(self) -> Saved:
        """How it stands with the newest state: the word `saved` is said of nothing older."""
        kept = self._kept
        if self._offered > self._written:
            return Saved(f"not saved: {self._trouble}", True) if self._trouble else Saved("saving")
        if self.closed:
            return Saved(f"can't save: {self.closed}", True)
        if kept is None or kept.sitting.saved is None:
            return Saved("")
        moment = kept.sitting.saved.astimezone()
        today = self._clock().date()
        words = f"saved {moment:%H:%M}" if moment.date() == today else "saved"
        words += f" in {self.place}" if self.place else ""
        return Saved(words, conflict=kept.conflict, let_go=kept.let_go)

    @property
    def offered(self) -> int:
        """How many states have been offered so far."""
        return self._offered

    @property
    def written(self) -> int:
        """The number of the last state that is on disk: where it is `offered`, all of them are."""
        return self._written

    @property
    def kept(self) -> Kept | None:
        """The sitting that is held, as it is on disk."""
        return self._kept

    @property
    def book(self) -> Book | None:
        """The book that it is saved in."""
        return self._book

    @property
    def unsaved(self) -> bool:
        """Whether anything that was typed is not on disk."""
        return self._offered > self._written

    @property
    def only_here(self) -> Sitting | None:
        """The held sitting with words that are not on disk; None where all of them are."""
        newest = self._newest
        return newest[1] if newest is not None and self.unsaved else None

    def hold(self, book: Book, kept: Kept) -> None:
        """Keep this sitting from now on. The one before must have been flushed."""
        with self._lock:
            self._book, self._kept = book, kept
            self._newest = None
            self._written = self._offered
            self._trouble = ""
        self._first_unsaved = self.since = None
        self._tell(self.state)

    def divert(self, book: Book, kept: Kept, place: str) -> None:
        """Go on with the held sitting in another file, where the one before says no. `place` is for people.

        A writer that a hanging disk holds is left behind: another takes its place, and what it does no longer counts.
        """
        with self._hand:
            self._turn += 1
            self._lock = threading.Lock()
            self._jobs = queue.SimpleQueue()
            self._thread = None
            if self._offered == self._written:
                # All of it is in the old place: the new one gets it too, or `saved` would be said of the wrong one.
                self._offered += 1
                self._newest = (self._offered, kept.sitting)
            self._book, self._kept = book, kept
            self._trouble = ""
        self.go_on_in(place)
        self._loop = asyncio.get_running_loop()
        self._schedule(self._loop.time())

    def look_closed(self, closed: str) -> None:
        """Whether the usual place can be written, as was seen just now."""
        if closed != self.closed:
            self.closed = closed
            self._tell(self.state)

    def go_on_in(self, place: str) -> None:
        """From now on it is saved in another place."""
        self.place, self.closed = place, ""
        self._tell(self.state)

    def hold_nothing(self) -> None:
        """Keep nothing from now on: another book is to be opened, or this one is gone."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        with self._lock:
            self._book = self._kept = self._newest = None
            self._written = self._offered
            self._trouble = ""
        self._first_unsaved = self.since = None
        self._tell(self.state)

    def offer(self, sitting: Sitting, *, soon: bool = False) -> None:
        """Take the newest state. It is on disk within half a second; with `soon`, writing begins now.

        What belongs to another sitting than the one that is held is passed over: it comes from a page that is gone.
        """
        held = self._kept
        if held is None or _which(held.sitting) != _which(sitting):
            return
        self._offered += 1
        self._newest = (self._offered, sitting)
        self._loop = asyncio.get_running_loop()
        at = self._loop.time()
        if self._first_unsaved is None:
            self._first_unsaved = at
        if self.since is None:
            self.since = self._clock()
        self._thorough = self._thorough or soon
        self._tell(self.state)
        if self._trouble and not soon:
            return
        due = at if soon else min(at + AFTER, self._first_unsaved + AT_LATEST)
        self._schedule(due)

    def _schedule(self, due: float) -> None:
        assert self._loop is not None
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_at(due, self._start)

    def _start(self) -> None:
        self._timer = None
        self._first_unsaved = None
        self.run(self._write)

    def beside(self, job: Callable[[], None]) -> None:
        """Do something else to the book on the writer's thread, never while a sitting is written."""

        def alone() -> None:
            with self._lock:
                job()

        self.run(alone)

    def run(self, job: Callable[[], None]) -> None:
        """Do something on the writer's thread, after what is under way."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, args=(self._jobs,), name="saver", daemon=True)
            self._thread.start()
        self._jobs.put(job)

    def _work(self, jobs: queue.SimpleQueue[Callable[[], None]]) -> None:
        while True:
            job = jobs.get()
            with suppress(Exception):  # a job says itself what went wrong; the writer must live on
                job()

    def _write(self) -> None:
        with self._lock:
            self._write_newest()
        loop = self._loop
        if loop is not None and not loop.is_closed():
            try:
                loop.call_soon_threadsafe(self._after)
            except RuntimeError:
                return  # the loop closed in between: nobody is left to tell

    def _write_newest(self) -> None:
        """Write what is newest. The caller holds the lock. A failure is a word on the screen, never a crash."""
        turn, newest, book, kept = self._turn, self._newest, self._book, self._kept
        if newest is None or book is None or kept is None or newest[0] == self._written:
            return
        number, sitting = newest
        out = kept._replace(sitting=replace(sitting, revision=kept.sitting.revision))
        thorough, self._thorough = self._thorough, False
        saved, trouble = None, ""
        try:
            saved = book.save(out, self._clock(), thorough=thorough)
        except Exception as error:  # whatever it is, the words are still in memory, and the next try may succeed
            trouble = why(error)
        with self._hand:
            if turn != self._turn:
                return
            self._trouble = trouble
            if saved is not None:
                self._kept, self._written, self.closed = saved, number, ""

    def _after(self) -> None:
        if self._offered == self._written:
            self.since = None
        if self._trouble and self._offered > self._written and self._timer is None:
            assert self._loop is not None
            self._schedule(self._loop.time() + RETRY)
        self._tell(self.state)

    async def swap(self, job: Callable[[Book, Kept], Kept]) -> Exception | None:
        """Let something else write the held sitting, on the writer's thread: `job` gives it as it is on disk then.

        What was offered until now is superseded by it, and never written again. What went wrong; None when nothing did.
        """
        loop = self._loop = asyncio.get_running_loop()
        done: asyncio.Future[Exception | None] = loop.create_future()
        number = self._offered

        def swapping() -> None:
            book, kept = self._book, self._kept
            if book is None or kept is None:
                raise OSError(errno.ENOENT, "no exercise is open")
            self._kept = job(book, kept)
            if self._newest is not None and self._newest[0] <= number:
                self._newest = None
            self._written = max(self._written, number)
            self._trouble = ""

        def tell(error: Exception | None) -> None:
            if not done.done():
                done.set_result(error)

        def alone() -> None:
            error: Exception | None = None
            try:
                swapping()
            except Exception as wrong:  # it is said on the screen, and the app goes on
                error = wrong
            loop.call_soon_threadsafe(tell, error)

        self.beside(alone)
        error = await done
        self._tell(self.state)
        return error

    async def flush(self) -> bool:
        """Write what is not yet on disk, and wait for it. Whether everything is on disk."""
        if self._offered == self._written:
            return True
        loop = self._loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(PATIENCE):
                # Newer words may come while these are written.
                while self._offered != self._written:
                    done = asyncio.Event()

                    def job(done: asyncio.Event = done) -> None:
                        self._write()
                        loop.call_soon_threadsafe(done.set)

                    self._thorough = True
                    self.run(job)
                    await done.wait()
                    if self._trouble:
                        break
        except TimeoutError:
            return False
        self._tell(self.state)
        return self._offered == self._written

    def flush_now(self, patience: float = 1.5) -> bool:
        """The same at once and on this thread, for signals and crashes. `patience` in seconds."""
        if self._offered == self._written:
            return True
        if not self._lock.acquire(timeout=patience):
            return False
        try:
            self._thorough = True
            self._write_newest()
        finally:
            self._lock.release()
        return self._offered == self._written


def _which(sitting: Sitting) -> tuple[object, ...]:
    """What tells one sitting from every other: another book or pack may have the same exercise."""
    return (sitting.pack, sitting.exercise, sitting.run, sitting.started)
