"""Looks again about once a second: who has the book, and whether its open file is still the one that was read."""

from __future__ import annotations

import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..store.kept import FACTS, inside
from .readied import be_ready

if TYPE_CHECKING:
    from ..model.sitting import Sitting
    from ..store.kept import Kept
    from ..store.workbook import Book
    from .app import WorkbookApp

EVERY = 1.0
"""Seconds from one look to the next."""
SLEPT = 2.0
"""Seconds by which the clock on the wall may run ahead of the other one, before the computer was asleep."""
AS_IT_IS = "Changed by another program. This is how it is now."
BESIDE = "What stood here before is kept in a second version."
_Seen = tuple[Path, int, int, int]


class Looking:
    """Its clock is the app's, what it looks at is looked at on the writer's thread."""

    def __init__(self, app: WorkbookApp) -> None:
        self._app = app
        self._under_way = False
        self._seen: _Seen | None = None
        """The file as it was when its bytes were those that are held."""
        self._changed: tuple[Kept, Sitting] | None = None
        """What is held, and what stands in its file instead, until the page shows it."""
        self._names: tuple[Path, tuple[int, ...]] | None = None
        """The book's folder, and when files last came or went in it and within."""
        self._gap = self._clocks()

    def begin(self) -> None:
        """Look now, and from now on."""
        self._app.owning.follow()
        self._app.saver.run(be_ready)
        self._app.saver.run(partial(self._app.soon, self._beforehand))
        self._app.set_interval(EVERY, self._tick)

    def _beforehand(self) -> None:
        with suppress(Exception):  # such as a file that can't be opened now: it is missed where it is needed
            from .beforehand import dress, read_ahead

            dress(self._app)
            read_ahead(self._app)

    def again(self) -> None:
        """Look at everything anew, whatever the files' times say: after a stop, after the computer's sleep."""
        self._seen = None
        self._app.show_contents_anew(look=True)
        self._tick()

    @staticmethod
    def _clocks() -> float:
        return time.time() - time.monotonic()

    def _tick(self) -> None:
        gap, self._gap = self._gap, self._clocks()
        if self._gap - gap > SLEPT:
            self.again()
            return
        self._app.owning.follow()
        if self._changed is not None:
            self._app.call_later(self.show_change)
        if not self._under_way:
            self._under_way = True
            self._app.saver.beside(self._look)

    def _look(self) -> None:
        try:
            self._app.owning.look()
            self._look_at_file()
            self._look_at_names()
        finally:
            self._under_way = False

    def _look_at_file(self) -> None:
        """See whether another program has written the sitting that is held. Words that are unsaved come first."""
        saver = self._app.saver
        kept, book = saver.kept, self._app.desk.book
        if kept is None or kept.stamp is None or book is None or saver.offered != saver.written:
            return
        try:
            found = kept.path.stat()
            seen = (kept.path, found.st_mtime_ns, found.st_size, found.st_ino)
            if seen == self._seen:
                return
            data, stamp = book.disk.read(kept.path)
        except FileNotFoundError:
            # Somebody removed it alone, and nothing may be typed any more that would write it again.
            if (book.folder / FACTS).exists() and kept.path.is_relative_to(book.folder):
                self._app.soon(self._write_again, book, kept)
            return
        except OSError:
            return  # the next save says what is wrong, and writes what is held
        self._seen = seen
        if stamp == kept.stamp:
            return
        from ..store.marks import Unreadable
        from ..store.sittingfile import decode

        try:
            sitting, _ = decode(data, kept.sitting.run)
        except Unreadable:
            return  # another program may be half-way through writing it
        self._changed = kept, sitting
        self._app.soon(self.show_change)

    def _look_at_names(self) -> None:
        """See whether files came or went, such as a second version of one that another computer sent."""
        book = self._app.desk.book
        if book is None or not book.on_disk:
            return
        try:
            folders = [book.folder, *inside(book.folder, folders=True)]
            now = book.folder, tuple(folder.stat().st_mtime_ns for folder in folders)
        except OSError:
            return  # the next save says what is wrong
        before, self._names = self._names, now
        if before is not None and before != now and before[0] == now[0]:
            self._app.soon(self._show_names)

    def _show_names(self) -> None:
        from .screens.contents import Contents

        saver = self._app.saver
        if isinstance(self._app.screen, Contents) and saver.offered == saver.written:
            self._app.show_contents_anew(look=True)

    def _write_again(self, book: Book, kept: Kept) -> None:
        saver = self._app.saver
        may = not (kept.read_only or book.read_only or book.only_read)
        if may and kept is saver.kept and saver.offered == saver.written:
            saver.offer(kept.sitting, soon=True)

    async def show_change(self) -> None:
        """Show the exercise as it stands in its file now, once nothing lies over it and nothing is unsaved."""
        from ..model.overwritten import loses_words
        from .screens.exercise import ExerciseScreen

        app, saver = self._app, self._app.saver
        if self._changed is None:
            return
        held, sitting = self._changed
        screen = app.screen
        if held is not saver.kept or app.desk.reading:
            self._changed = None  # it was written since, and both were kept
            return
        if not isinstance(screen, ExerciseScreen):
            return
        await app.arrival.before_a_turn(app)
        screen.pull()
        if saver.offered != saver.written:
            return
        step = screen.step.id if screen.step is not None else ""
        kept_beside = loses_words(held.sitting, sitting)
        if kept_beside and not await self._keep_beside(held):
            return
        if held is not saver.kept or saver.offered != saver.written or app.screen is not screen:
            return  # the next key came meanwhile
        self._changed = None
        place = sitting.place.step if sitting.place is not None else ""
        await app.open_again(held.sitting, begin_at=step if step != place else "")
        app.notify(f"{AS_IT_IS} {BESIDE}" if kept_beside else AS_IT_IS, markup=False, timeout=12 if kept_beside else 8)

    async def _keep_beside(self, held: Kept) -> bool:
        """Keep what stood here in a second version: whoever wrote the file did not know of it."""
        from ..store.saving import keep_beside
        from .books import on_disk

        book = self._app.desk.book
        if book is None:
            return False
        return await on_disk(self._app, lambda: keep_beside(book, held, self._app.desk.clock())) is None
