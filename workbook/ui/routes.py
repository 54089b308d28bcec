"""From screen to screen: what is opened, laid over, and left for what."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..desk import Back, CantOpen, Desk, Taken
from ..desk.seconds import what_a_print_has
from ..library.titles import Heading
from .commands import EVERYWHERE, commands
from .keeping import Keeping
from .saver import Saver, why

if TYPE_CHECKING:
    from ..model.exercise import Exercise
    from ..model.sitting import Sitting
    from ..model.walking import Walk
    from ..printing.readback import Run
    from ..store.workbook import Book
    from .arrival import Arrival
    from .owning import Owning
    from .screens.page import Page


OF_BOOKS = {"close-book": "Close this book", "new-book": "Begin a new book for it"}
"""What an exercise may suggest next that is no exercise, in words."""


class Routes(Keeping):
    """An app that knows its screens. Each is imported when it is opened: the first pays for no other."""

    arrival: Arrival
    desk: Desk
    saver: Saver
    owning: Owning
    conflict_told = False
    """Whether it was said that another window writes in this exercise."""
    not_now: set[tuple[Path, str]]
    """What came back and was put off, until the next start."""
    ground = 1
    """How many screens lie below the exercise: the contents, and on the first day the welcome."""

    def only_read(self, book: Book | None = None) -> bool:
        """Whether nothing that is there can be changed in a book, the open one where none is named; then it is said."""
        said = self.why_only_read(book)
        if said:
            self.notify(said, markup=False)
        return bool(said)

    def why_only_read(self, book: Book | None = None) -> str:
        """Why nothing that is there can be changed in a book; empty where it can."""
        from . import trouble

        if self.desk.elsewhere is not None:
            return trouble.IN_ANOTHER_FOLDER
        own = self.desk.book
        if book is None or (own is not None and own.folder == book.folder):
            return trouble.ONLY_READ if self.desk.reading else ""
        from ..store.holding import who_has

        return trouble.ONLY_READ if who_has(book.folder) is not None else ""

    async def from_welcome(self, *, begin: bool, path: str = "") -> None:
        """From the first screen into the first exercise of a path, or to the contents."""
        from .screens.contents import Contents
        from .screens.welcome import Welcome

        if not isinstance(self.screen, Welcome):
            return
        self.desk.path = path
        await self.push_screen(Contents())
        self.ground = len(self.screen_stack)
        going = self.desk.go_on()
        if begin and going is not None:
            await self.open_heading(going.heading)

    async def open_exercise(self, words: str, *, run: int = 0) -> None:
        """Open an exercise by `pack/exercise`, where it was left; or one run of it.

        What comes up by itself, or can be done any number of times, begins anew.
        """
        heading = self.desk.library.heading(words)
        again = not run and self.desk.ahead.begins_anew(heading)
        await self.open_heading(heading, again=again, run=run)

    async def do_more(self, taken: Taken) -> None:
        """From the short version of an exercise on to what it left out."""
        sitting = replace(taken.kept.sitting, short=False)
        more = taken._replace(kept=taken.kept._replace(sitting=sitting))
        at = more.at(self.desk.clock().date())
        first = next((step.id for step in at.questions() if not at.dealt_with(step.id)), "")
        from .screens.exercise import ExerciseScreen

        await self._show(ExerciseScreen(more, self.desk.clock, begin_at=first, only_open=True))

    async def do_again(self, taken: Taken) -> None:
        """Begin another sitting of a finished exercise."""
        await self.open_heading(self.desk.library.heading(f"{taken.exercise.pack}/{taken.exercise.id}"), again=True)

    async def review(self, words: str, *, held: Sitting | None = None) -> None:
        """Read `pack/exercise` back: all that was written there, on one page."""
        from .readingback import review

        await review(self, words, held)

    async def show_methods(self, name: str = "") -> None:
        """What the book rests on, laid over the page; with a name it begins with that exercise."""
        from .methods import show_methods

        await show_methods(self, name)

    async def open_at(self, run: Run, step: str) -> None:
        """Open one time through an exercise at a question."""
        from .readingback import open_at

        await open_at(self, run, step)

    async def open_heading(
        self,
        heading: Heading,
        *,
        again: bool = False,
        all_questions: bool = False,
        run: int = 0,
        begin_at: str = "",
    ) -> None:
        """Open an exercise: where it was left, at a question, or one run of it. What is in the way is said in words."""
        from ..library.problems import Broken
        from . import trouble
        from .screens.exercise import ExerciseScreen

        again_ = partial(
            self.open_heading, heading, again=again, all_questions=all_questions, run=run, begin_at=begin_at
        )
        if await self.owning.comes_first(again_) or await self._was_deleted():
            return
        if self.desk.reading:
            await self.review(f"{heading.pack}/{heading.id}")
            return
        if not await self.saver.flush():
            self.say(trouble.not_yet_saved(self.saver.state))
            return
        try:
            taken = self.desk.take(heading, again=again, run=run)
            self.saver.hold(*self.desk.to_keep(taken.kept))
        except Broken as broken:
            self.say(trouble.not_as_written(heading.title, broken))
            return
        except CantOpen as error:
            if error.two_versions:
                await self.compare(f"{heading.pack}/{heading.id}")
                return
            self.say(trouble.cannot_open(error))
            return
        except OSError as error:
            anew = partial(
                self.open_heading, heading, again=again, all_questions=all_questions, run=run, begin_at=begin_at
            )
            self.nothing_kept(error, anew)
            return
        self.conflict_told = False
        await self._show(ExerciseScreen(taken, self.desk.clock, all_questions=all_questions, begin_at=begin_at))
        if taken.apart is not None:
            self.say(trouble.kept_apart(taken.apart))
        elif taken.kept.read_only or self.desk.need_book().read_only:
            self.say(trouble.NEWER)

    async def _show(self, screen: Page) -> None:
        """Lay a screen over the contents, in the place of any other."""
        self._clear()
        # Painted once, when all of it is there.
        with self.batch_update():
            await self.push_screen(screen)
            await self.arrival.pay()  # above all, where the cursor is

    def _clear(self) -> None:
        # Not awaited: the screen that goes is often the one whose key is being handled, and would wait for itself.
        while len(self.screen_stack) > self.ground:
            self.pop_screen()

    def say(self, said: tuple[str, ...]) -> None:
        """Lay a page over this one that says one thing: a title, then lines."""
        from .screens.message import Message

        self.push_screen(Message(said[0], said[1:]))

    async def show_returned(self) -> bool:
        """What has come back today, before anything else; whether there was anything."""
        back = [one for one in self.desk.ahead.back() if (one.glance.path, one.returning.step) not in self.not_now]
        if not back or not await self.saver.flush():
            return False
        for one in back:
            if await self._lay_returned(one):
                return True
        return False

    async def _lay_returned(self, one: Back, *, at_once: bool = False) -> bool:
        from .screens.returned import Returned

        found = next((kept for kept in self.desk.kept if kept.path == one.glance.path), None)
        answer = found.sitting.answers.get(one.returning.step) if found is not None else None
        if found is None or answer is None or not answer.speaks():
            return False
        try:
            self.saver.hold(*self.desk.to_keep(found))
        except OSError:  # it can't be noted that it was read: it comes back once it can
            return False
        await self._show(Returned(found, one.returning.step, at_once=at_once))
        return True

    async def read_returned(self) -> None:
        """What has come back, also when somebody said "not now" before; else what was read today already."""
        self.not_now.clear()
        if not await self.show_returned() and await self.saver.flush():
            for one in self.desk.ahead.read_today()[:1]:
                await self._lay_returned(one, at_once=True)

    async def choose_path(self, id: str) -> None:
        """Another way through the exercises from now on."""
        from . import trouble
        from .books import on_disk

        await self.owning.known()
        if self.desk.reading:
            self.notify(trouble.ONLY_READ, markup=False)
            return

        error = await on_disk(self, lambda: self.desk.choose_path(id))
        if error is not None:  # the way is a suggestion; the book goes on without it
            self.notify(f"That was not saved: {why(error)}.", markup=False)

    async def show_end(self, taken: Taken, at: Walk) -> None:
        """The end of an exercise."""
        from .screens.end import End

        await self.saver.flush()
        self.desk.look()
        rule = self.desk.suggested(at)
        way = False
        if rule in OF_BOOKS:
            # On a heavy day one Enter too many begins or closes no book.
            await self._show(End(taken, at, OF_BOOKS[rule], rule, chosen=not self.desk.offered_help()))
            return
        if rule == "rest":
            following = None
        elif rule:
            found = [one for pack in self.desk.library.titles for one in pack.headings if one.id == rule]
            following = found[0] if found else None
        else:
            going = self.desk.go_on()
            following = going.heading if going is not None else None
            way = going in self.desk.ahead.of_path()[0]
        title, id = (f"Next: {following.title}", f"{following.pack}/{following.id}") if following else ("", "")
        await self._show(End(taken, at, title, id, chosen=bool(rule) or way))

    async def go_next(self, id: str) -> None:
        """On from the end of an exercise: to another one, or to what happens to the book."""
        book = self.desk.book
        if id == "new-book":
            await self.begin_book(book)
        elif id == "close-book" and book is not None:
            from .books import close_well

            if await self.saver.flush():
                await close_well(self, book)
        else:
            await self.open_exercise(id)

    async def change_lines(self, taken: Taken) -> None:
        """From the end back into the same exercise, with all its questions to choose from."""
        heading = self.desk.library.heading(f"{taken.exercise.pack}/{taken.exercise.id}")
        # This time through it, not the newest: somebody may have opened an earlier one.
        await self.open_heading(heading, all_questions=True, run=taken.kept.sitting.run)

    async def back_to_contents(self) -> None:
        """To the contents, with everything on disk."""
        await self.saver.flush()
        self._clear()
        if await self._was_deleted():
            return
        self.desk.look()
        self.see_what_can_be_saved()
        from .screens.contents import Contents

        self.owning.follow()
        # While the disk was waited for, the app may have been taken down.
        if self.screen_stack and isinstance(self.screen, Contents):
            self.screen.look()

    def clear_pages(self) -> None:
        """Take away whatever lies over the contents."""
        self._clear()

    def show_contents_anew(self, *, look: bool = False) -> None:
        """Let every page say how it stands with the book now; with `look`, the contents look at its files too."""
        from .screens.contents import Contents
        from .screens.page import Page

        if look:
            self.desk.look()
        for screen in self.screen_stack:
            if isinstance(screen, Contents) and screen.is_mounted:
                screen.look()
            if isinstance(screen, Page) and screen.is_mounted:
                screen.fill_frame()

    async def read_anew(self, *, stay: bool = False) -> None:
        """See the whole book as it is on disk now; with `stay`, whatever lies over the contents stays there."""
        from .screens.review import ReviewScreen

        words = self.screen.rests_on() if isinstance(self.screen, ReviewScreen) else ""
        if not stay:
            self._clear()
        self.show_contents_anew(look=True)
        if words and not stay:
            await self.review(words)

    async def open_again(self, sitting: Sitting, begin_at: str = "") -> None:
        """Open the exercise that is open, as it stands in its file now, at a question or at its place."""
        from ..library.library import NoSuchExercise

        try:
            heading = self.desk.library.heading(f"{sitting.pack}/{sitting.exercise}")
        except NoSuchExercise:
            return
        await self.open_heading(heading, run=sitting.run, begin_at=begin_at)

    async def show_break(self) -> None:
        """A short break, laid over where one is, with everything on disk where the disk allows it."""
        from ..desk import break_page
        from .screens.shortbreak import ShortBreak

        saved = await self.saver.flush()
        page = break_page(self.desk.ahead)
        if page is None:
            self.notify("No break is written in this book's exercises.", markup=False)
        elif not isinstance(self.screen, ShortBreak):
            self.desk.care.rested()
            await self.push_screen(ShortBreak(page, saved=saved))

    def keep_offered(self) -> None:
        """Note what was offered today: it is not offered again, also after the next start."""
        write = self.desk.care.keep() if not self.desk.reading else None
        if write is not None:
            self.saver.beside(write)

    async def compare(self, words: str = "") -> None:
        """Two versions of something side by side; with `pack/exercise` of that one."""
        from .compare import compare

        await compare(self, words)

    async def show_trash(self, book: Book | None = None) -> None:
        """What was thrown away from a book, the open one where none is named."""
        from .throwing import show_trash

        await show_trash(self, book)

    async def show_books(self) -> None:
        """Every book, laid over the contents."""
        from .screens.books import Books

        await self.saver.flush()
        await self._show(Books())

    async def _was_deleted(self) -> bool:
        """Whether the open book was deleted in another window; then the page says so, and another opens."""
        book = self.desk.book
        if book is None or not book.deleted:
            return False
        from .books import deleted_elsewhere

        await deleted_elsewhere(self)
        return True

    async def begin_book(self, follows: Book | None) -> None:
        """Another no: a new book, after what there is to be offered before its first question."""
        from .books import ask_for_another

        await ask_for_another(self, follows)

    async def show_page(self, page: Page) -> None:
        """Lay a page over the contents, in the place of any other."""
        await self._show(page)

    def begin_anew(self) -> None:
        """Back to the first screen: there is no book any more."""
        from .screens.welcome import Welcome

        while len(self.screen_stack) > 1:
            self.pop_screen()
        if not isinstance(self.screen, Welcome):
            # Laid over the contents that stand lowest: the lowest screen of an app can't be exchanged.
            self.push_screen(Welcome())
        self.ground = len(self.screen_stack)

    def pull_all(self) -> None:
        """Take in what was typed last, on whatever page lies there."""
        for screen in self.screen_stack:
            if (pull := getattr(screen, "pull", None)) is not None:
                pull()

    async def do(self, id: str) -> None:
        """Do a command as its key would, on the page that is on top now."""
        front = "app" if any(one.id == id for one in commands(EVERYWHERE)) else "screen"
        await self.run_action(f"{front}.{id}")

    def show_help(
        self,
        place: str,
        *,
        exercise: Exercise | None = None,
        example: str = "",
        hint: str = "",
        becomes: tuple[str, ...] = (),
        on_question: bool = False,
    ) -> None:
        """Help, laid over the page: people to talk to first, or right below what belongs to the question."""
        from .screens.help import Help, Helped
        from .screens.opening import why as rests

        support = tuple(line for pack in self.desk.library.titles for line in pack.support)
        does = getattr(self.screen, "does", lambda id: True)
        every = (*commands(place), *commands(EVERYWHERE))
        seen = {(one.id, one.keys): one for one in every if does(one.id)}
        reasons = rests(exercise) if exercise is not None else ()
        name = getattr(self.screen, "rests_on", str)()
        more = None if place == "methods" else partial(self.show_methods, name)
        found, own = tuple(seen.values()), self.desk.shelf.people()
        # Over a card the keys are only read: it would have to go first, with what is being typed on it.
        to_click = bool(getattr(self.screen, "place", ""))
        helped = Helped(
            support, example, reasons, found, own, more, becomes, hint, on_question, self.desk.reading, to_click
        )

        async def do(id: str | None) -> None:
            if id:
                await self.do(id)

        self.push_screen(Help(helped), do)

    async def named(self, before: Taken, taken: Taken, step: str) -> None:
        """Give the book its title, when this answer is the one that names it.

        An answer that is as it was `before` takes no name away that somebody has given the book since.
        """
        title = self.desk.names_book(taken, step)
        book = self.desk.book
        if not title or book is None or book.facts.title == title:
            return
        if book.facts.title and self.desk.names_book(before, step) == title:
            return

        def write() -> None:
            try:
                book.change(title=title)
            except Exception as error:  # the title stands in the answer all the same
                self.notify_soon(f"The title was not saved: {why(error)}.")

        self.saver.beside(write)

    async def print_book(self, only: frozenset[str] = frozenset()) -> None:
        """To the print screen, laid over where one is; with `only` it begins with these exercises."""
        from .screens.printing import PrintScreen

        await self.saver.flush()
        await self.push_screen(PrintScreen(only))
        for line in what_a_print_has(self.desk, {name.rpartition("/")[2] for name in only}):
            self.notify(line, markup=False, timeout=12)
