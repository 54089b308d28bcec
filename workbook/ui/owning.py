"""Whose the open book is to write in: asks for it when it is laid open, gives it back, and sees who wants it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from .hush import Hush
from .leaving import all_arrived
from .saver import why

if TYPE_CHECKING:
    from ..store.holding import Elsewhere, Hold
    from ..store.workbook import Book
    from .app import WorkbookApp
    from .screens.elsewhere import AMoment

SOON = 2.0
"""Seconds for which an exercise waits to know whether it may be written in; a disk that hangs is not waited for."""
STAY = frozenset(("contents", "review", "methods", "settings", "print", "books", "shortbreak", "welcome"))
"""Pages on which nothing is written in a book: they stay when another window takes it over."""
Then = Callable[[], Coroutine[Any, Any, None]]


class Owning:
    """Has the open book for this window, or knows who has it. The disk is asked on the writer's thread alone."""

    def __init__(self, app: WorkbookApp) -> None:
        self.other: Elsewhere | None = None
        """Who had the book when it was asked for last; None where it is this window's, or nobody's."""
        self.asking = False
        """Whether it stands on the screen who has the book, and waits for what is chosen."""
        self.then: Then | None = None
        """What somebody wanted to do before they were told: done after they have chosen."""
        self._app = app
        self._book: Book | None = None
        """The book that was asked for last."""
        self._known = asyncio.Event()
        self._known.set()
        self.hush = Hush()
        """What somebody goes on typing when the page changes under their hands."""
        self._hearing: asyncio.Task[None] | None = None
        self._leaving = False
        self._changing = False
        """Whether the book is being taken over, or given away, just now."""

    @property
    def unlocked(self) -> bool:
        """Whether the book lies on a disk that can't lock it."""
        hold = self._book.hold if self._book is not None else None
        return hold is not None and not hold.locks

    # Asking for it

    def follow(self) -> None:
        """Ask for the book that lies open now, and give the one before back. A book without a word is nobody's yet."""
        book = self._app.desk.book
        if self._leaving:
            return
        if book is not self._book:
            before, self._book = self._book, book
            self.other, self.asking = None, False
            self._known.clear()
            self._claim(book, before)
        elif book is not None and book.hold is None and not book.only_read and book.on_disk and self._known.is_set():
            # Its first word is on disk, or a disk that said no may say yes by now.
            self._known.clear()
            self._claim(book, None)

    def _claim(self, book: Book | None, before: Book | None) -> None:
        loop, now = asyncio.get_running_loop(), self._app.desk.clock()

        def job() -> None:
            found: Hold | Elsewhere | None = None
            try:
                if before is not None and before.hold is not None:
                    before.hold.give_back()
                if book is not None and book.on_disk and not book.read_only and not book.deleted:
                    from ..store.holding import Hold, claim

                    found = claim(book, now)
                    if isinstance(found, Hold):
                        book.hold = found
            finally:
                loop.call_soon_threadsafe(self._tell, book, found)

        self._app.saver.beside(job)

    def _tell(self, book: Book | None, found: Hold | Elsewhere | None) -> None:
        if book is not self._book:
            return
        from ..store.holding import Elsewhere

        if isinstance(found, Elsewhere) and book is not None:
            # Until somebody says otherwise nothing is written: whatever waits to know is told so.
            self.other, self.asking = found, True
            self._app.desk.reading = book.only_read = True
            self._app.call_later(self._say_who)
        elif self.unlocked:
            self._app.call_later(self._app.show_contents_anew)
        self._known.set()

    async def known(self) -> None:
        """Wait until it is known whose the open book is."""
        self.follow()
        try:
            async with asyncio.timeout(SOON):
                await self._known.wait()
        except TimeoutError:
            return  # what is written meets another's by the check of every save

    async def comes_first(self, then: Then) -> bool:
        """Whether somebody is to choose first, for another window has the book; `then` is done after that."""
        await self.known()
        if self.asking:
            self.then = then
        return self.asking

    # Who has it

    def _say_who(self) -> None:
        from .screens.elsewhere import WhoHasIt

        if self.other is not None and self.asking:
            now = self._app.desk.clock()
            self._app.push_screen(WhoHasIt(self.other, now, others=self._has_others()), self._chose)

    def _has_others(self) -> bool:
        return len(self._app.desk.shelf.read().books) > 1

    async def _chose(self, what: str | None) -> None:
        self.asking = False
        then, self.then = self.then, None
        match what:
            case "here":
                await self.take_over(then)
            case "books":
                await self._app.show_books()
            case "leave":
                await self._app.action_quit()
            case _:
                self._app.show_contents_anew()
                if then is not None:
                    await then()

    # Taking it over

    async def take_over(self, then: Then | None = None) -> None:
        """Open the book here instead: whoever has it saves first, and only reads from then on."""
        book, desk = self._book, self._app.desk
        if book is None or not desk.reading or self._changing:
            return
        from .screens.elsewhere import AMoment

        self._changing = True
        now, moment = desk.clock(), AMoment()
        self._app.push_screen(moment)

        def job() -> None:
            from ..store.holding import take_over

            found: Hold | Elsewhere | Exception
            try:
                found = take_over(book, now)
            except Exception as error:  # it is said on the screen, and the book is read as before
                found = error
            self._app.soon(self._took, moment, book, found, then)

        self._app.saver.beside(job)

    async def _took(self, moment: AMoment, book: Book, found: Hold | Elsewhere | Exception, then: Then | None) -> None:
        from ..store.holding import Hold

        self._changing = False
        if moment.is_attached:
            moment.dismiss()
        if not isinstance(found, Hold):
            self._not_taken(found)
            return
        book.hold, book.only_read = found, False
        self.other = None
        desk = self._app.desk
        desk.reading = False
        await self._app.read_anew()
        if then is not None:
            await then()
        if not found.answered:
            from . import trouble

            self._app.say(trouble.NO_ANSWER)
        elif then is None:
            self._app.notify("This book is open here now.", markup=False, timeout=4)

    def _not_taken(self, found: Elsewhere | Exception) -> None:
        if isinstance(found, Exception):
            words = f"It could not be opened here: {why(found)}. You can still read it."
        else:
            self.other = found
            words = "Another window was quicker, and has the book now. You can still read it here."
        self._app.show_contents_anew()
        self._app.notify(words, markup=False, timeout=12)

    # Another wants it

    def look(self) -> None:
        """See on the writer's thread whether the book is still this window's, or not open anywhere else any more."""
        book = self._book
        if book is None or self._leaving or self._changing:
            return
        if book.hold is None or book.hold.given:
            if book.only_read or (book.hold is not None and book.hold.given):
                self._look_for_other(book)
            return
        from ..store.holding import Standing

        standing = book.hold.standing()
        if standing is Standing.MINE:
            book.hold.stay()
        else:
            self._app.soon(self._hear, book)

    def _hear(self, book: Book) -> None:
        if self._hearing is None or self._hearing.done():
            self._hearing = asyncio.get_running_loop().create_task(self._let_arrive(book))

    async def _let_arrive(self, book: Book) -> None:
        """What was typed already is an answer first: not on the app's own turn, in which no key is met."""
        saver = self._app.saver
        await all_arrived(saver)
        # Where the disk says no, whoever waits takes the book all the same; what is saved here later goes beside.
        if await saver.flush():
            self._app.call_later(self.lose, book)

    def _look_for_other(self, book: Book) -> None:
        from ..store.holding import who_has

        other = self.other
        if other is not None and other.running and who_has(book.folder) is None:
            self._app.soon(self._nobody_has_it, book, other)

    def _nobody_has_it(self, book: Book, other: Elsewhere) -> None:
        if book is self._book and self.other is other and not self._changing:
            self.other = None
            self._app.show_contents_anew()

    async def lose(self, book: Book) -> None:
        """Save what is held, give the book back, and say who has it now. It is only read here from then on."""
        app = self._app
        if book is not self._book or book.hold is None or book.hold.given or self._changing:
            return
        if any(getattr(screen, "letting", None) is not None for screen in app.screen_stack):
            return  # words are being let go: in a second it is done
        self._changing = True
        try:
            if not await self._all_saved():
                return
            from .books import on_disk

            await on_disk(app, book.hold.give_back)
            from ..store.holding import Elsewhere
            from ..store.owner import read_owner

            self.other = Elsewhere(read_owner(book.folder), running=True)
            app.desk.reading = True
            conflict = app.saver.state.conflict
            if any(getattr(one, "place", "") not in STAY for one in app.screen_stack if not one.is_modal):
                app.clear_pages()
            await app.read_anew(stay=True)
        finally:
            self._changing = False
        from .screens.elsewhere import WentElsewhere

        self.asking = True
        self.hush.begin()
        app.push_screen(WentElsewhere(self.other, app.desk.clock(), conflict=conflict), self._chose)

    async def _all_saved(self) -> bool:
        """Whether everything that was typed is on disk, also what was typed while it was written."""
        saver = self._app.saver
        await self._app.arrival.before_a_turn(self._app)
        for _ in range(3):
            for screen in self._app.screen_stack:
                pull = getattr(screen, "pull", None)
                if pull is not None:
                    pull()
            if not await saver.flush():
                return False
            if saver.offered == saver.written:
                return True
        return False

    # Leaving

    def give_back(self) -> None:
        """Give the book back, for the app is left. To be called when everything is written."""
        self._leaving = True
        book = self._book
        if book is not None and book.hold is not None and not book.hold.given:
            self._app.saver.run(book.hold.give_back)
