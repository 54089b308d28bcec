"""What lies open before somebody: the library, the shelf, the book, an exercise with its sitting. No screen in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..library.library import Library
from ..library.titles import Heading, PackTitles
from ..store.disk import LET_GO
from ..store.kept import BadFile, Kept, earlier
from ..store.shelf import Shelf
from ..store.sweeping import sweep
from ..store.workbook import Book
from .ahead import Ahead
from .care import Care
from .progress import Progress

if TYPE_CHECKING:
    from ..model.answers import Answer
    from ..model.exercise import Exercise
    from ..model.measures import Measured
    from ..model.walking import Walk
    from ..store.elsewhere import Elsewhere
    from ..store.glance import Glance
    from ..store.takingout import Left

MANY = 60
"""Sittings that are looked at in a few milliseconds."""


def now() -> datetime:
    """The time here, with its offset, to the second."""
    return datetime.now().astimezone().replace(microsecond=0)


class Taken(NamedTuple):
    """An exercise that was taken to hand: as authored, as answered, and what other exercises have said."""

    exercise: Exercise
    kept: Kept
    earlier: Mapping[str, Answer]
    apart: BadFile | None = None
    """A file that could not be read and was kept apart for this one."""

    def at(self, today: date) -> Walk:
        """The walk through it, today."""
        from ..model.walking import walk

        return walk(self.exercise, self.kept.sitting, self.earlier, today)


class CantOpen(Exception):
    """A sitting that is sound, but can't be read by us now. It is left as it is."""

    def __init__(self, bad: BadFile, *, two_versions: bool = False) -> None:
        super().__init__(str(bad.path))
        self.bad = bad
        self.two_versions = two_versions
        """Whether git has left two versions in it: they are to be compared first."""


class Desk:
    """Joins the library and the shelf."""

    def __init__(self, library: Library, shelf: Shelf, clock: Callable[[], datetime] = now) -> None:
        self.library = library
        self.shelf = shelf
        self.clock = clock
        self.book: Book | None = None
        self.reading = False
        """Whether the book is open for writing in another window, and is only read here."""
        self._glances: tuple[Glance, ...] = ()
        self._unseen = False
        """Whether the book was laid open and not looked at yet."""
        self._kept: tuple[Kept, ...] | None = None
        self._bad: tuple[BadFile, ...] = ()
        self.missing: tuple[Glance, ...] = ()
        """What was in the book's folder at an earlier look, and is there no more, nor in the trash."""
        self._looked_at: Book | None = None
        self.still: tuple[Left, ...] = ()
        """Files that have words which were let go, though it was tried to take them out."""
        self.offered: list[Measured] = []
        """Numbers that were asked for and left open since the start, where nothing was written that would be kept."""
        self.care = Care(shelf, clock)
        """What is offered to whoever writes."""
        self.path = ""
        """The path that a book which is begun now will have."""
        self.elsewhere: Elsewhere | None = None
        """Where it is saved from now on, because the shelf can't be written; the shelf is only read then."""

    def open_book(self, book: Book | None) -> None:
        """Lay a book open. Its sittings are looked at when somebody asks for them first."""
        self.book = book
        if book is not None:
            sweep(self.shelf.folder, book.folder, book.facts.id)
        else:
            sweep(self.shelf.folder, None)
        self.reading = False
        self.finish_letting_go()
        self._kept, self._glances, self._bad, self._unseen = None, (), (), True

    @property
    def glances(self) -> tuple[Glance, ...]:
        """Every sitting of the book from afar, as it was seen last."""
        if self._unseen:
            self.look()
        return self._glances

    @property
    def bad(self) -> tuple[BadFile, ...]:
        """Files of the book that can't be read."""
        if self._unseen:
            self.look()
        return self._bad

    @property
    def many_unseen(self) -> bool:
        """Whether the book has so many sittings that a page had better stand before the first look at them."""
        return self._unseen and self.book is not None and self.book.count() > MANY

    @property
    def only_reads(self) -> bool:
        """Whether nothing can be kept in this book: it is of a newer format, or open in another window."""
        return self.reading or (self.book is not None and self.book.read_only)

    def finish_letting_go(self) -> None:
        """Go on with what was to be let go when a run was killed, or the disk said no."""
        self.still = ()
        if not os.path.lexists(self.shelf.folder / LET_GO):
            return
        from ..store.letgone import all_gone

        if any(one.pending for one in all_gone(self.shelf.folder)):
            from ..store.lettinggo import finish

            self.still = finish(self.shelf.folder)

    def open_current(self) -> None:
        """Lay the shelf's current book open; none on an empty shelf."""
        self.open_book(self.shelf.current())

    def look(self) -> None:
        """Look at the book's sittings again, from afar."""
        self._kept = None
        before, self._unseen = self._glances, False
        if self.book is not None and self.book.placed:
            self.book.find()
        self._glances, self._bad = self.book.glances() if self.book is not None else ((), ())
        if self.elsewhere is not None and self.book is not None:
            self._glances, self._bad = self.elsewhere.over(self.book, self._glances, self._bad, Book.glances)
        self._note_missing(before)

    def _note_missing(self, before: tuple[Glance, ...]) -> None:
        """Remember what was there at the last look and is not there now; whatever comes back is forgotten again."""
        if self.book is not self._looked_at:
            self._looked_at, self.missing = self.book, ()
            return
        there = {_which(one) for one in self._glances}
        bad = {one.path for one in self._bad}
        gone = {_which(one): one for one in (*self.missing, *before) if one.path not in bad}
        self.missing = tuple(one for which, one in gone.items() if which not in there and not self._thrown_away(one))

    def _thrown_away(self, one: Glance) -> bool:
        """Whether it lies in the trash, as it was at the last look or as it became since."""
        from ..store.trash import trashed

        book = self.book
        return book is not None and any(
            (each.pack, each.name) == (one.path.parent.name, one.path.name)
            and each.thrown is not None
            and (one.saved is None or each.thrown >= one.saved.replace(microsecond=0))
            for each in trashed(self.shelf, book)
        )

    def title_of(self, one: Glance) -> str:
        """What an exercise is called, also where its pack is gone."""
        every = (each for pack in self.library.titles for each in pack.headings)
        return next((each.title for each in every if (each.pack, each.id) == (one.pack, one.exercise)), one.exercise)

    def read(self) -> None:
        """Read the book's sittings whole. Only then is it known of every file whether it can be read."""
        kept, bad = self.book.read() if self.book is not None else ((), ())
        if self.elsewhere is not None and self.book is not None:
            kept, bad = self.elsewhere.over(self.book, kept, bad, Book.read)
        if self._unseen:
            self.look()
        self._kept, self._bad = kept, bad

    @property
    def kept(self) -> tuple[Kept, ...]:
        """Every sitting of the book, whole; read when it is first asked for."""
        if self._kept is None:
            self.read()
        return self._kept or ()

    def need_book(self) -> Book:
        """The open book; on an empty shelf one named after today is begun, and is on disk with its first word.

        Raises OSError when nothing can be kept on the shelf.
        """
        shelf = self.shelf if self.elsewhere is None else self.elsewhere.shelf
        if self.book is None:
            self.book = shelf.sketch("", self.clock(), self.path)
        else:
            shelf.prove()
        return self.book

    def to_keep(self, kept: Kept) -> tuple[Book, Kept]:
        """The book and the file in which a sitting is to be saved now. Raises OSError."""
        book = self.need_book()
        return self.elsewhere.to_keep(book, kept) if self.elsewhere is not None else (book, kept)

    def choose_path(self, id: str) -> None:
        """Go another way through the exercises from now on. Raises ReadOnly, Deleted, OSError."""
        self.path = id
        if self.book is not None:
            self.book.change(path=id)

    def newest(self, heading: Heading, run: int = 0) -> Kept | None:
        """The newest run of an exercise in this book, or the one of that number."""
        runs = [
            one for one in self.kept
            if (one.sitting.pack, one.sitting.exercise) == (heading.pack, heading.id)
            and run in (0, one.sitting.run)
        ]  # fmt: skip
        return max(runs, key=lambda one: one.sitting.run, default=None)

    @property
    def ahead(self) -> Ahead:
        """What lies before somebody now."""
        facts = self.book.facts if self.book is not None else None
        return Ahead(self.library, self.glances, facts, self.clock(), self.offered)

    def progress(self, pack: PackTitles) -> tuple[Progress, ...]:
        """Every exercise of a pack with how far it is, in the order of the sections."""
        return self.ahead.progress(pack)

    def go_on(self) -> Progress | None:
        """What to go on with; None where nothing is put forward."""
        return self.ahead.go_on()

    def suggested(self, at: Walk) -> str:
        """What an exercise's own rules suggest after it; the empty string where nothing does.

        What is done in this book is not suggested again, unless its author means another time through it. What its
        author would leave to another day, because today is so heavy, is not suggested either: but for what somebody
        has chosen by an answer.
        """
        from ..model.walking import next_exercise

        pack, ahead = self.library.pack(at.exercise.pack), self.ahead
        headings = pack.headings if pack is not None else ()
        done = {one.id for one in headings if ahead.is_done(one)}
        return next_exercise(at, done, {one.id for one in headings if ahead.not_today(one)})

    def offered_help(self) -> str:
        """The author's words about people to talk to, when a number of today asks for them; else the empty string."""
        return self.ahead.offered_help()

    def stopped_at(self, going: Progress) -> str:
        """The question at which somebody stopped, in its words; empty before the first."""
        sitting = going.sitting
        if sitting is None or sitting.finished is not None or not sitting.step:
            return ""
        if sitting.ask:
            return sitting.ask
        from ..library.problems import Broken

        try:
            exercise = self.library.load(going.heading)
        except (Broken, OSError):
            return ""
        kept = self.newest(going.heading)
        step = exercise.step(sitting.step)
        if kept is None or step is None:
            return ""
        from ..model.asking import asked
        from ..model.questions import Question
        from ..model.walking import walk

        at = walk(exercise, kept.sitting, earlier(self.kept, None, going.heading.pack), self.clock().date())
        return asked(exercise, step, at.known).ask if isinstance(step, Question) else ""

    def take(self, heading: Heading, *, again: bool = False, run: int = 0) -> Taken:
        """Take an exercise to hand, at its place: the newest run, or the one that is named.

        A file that can't be read is kept apart first.

        Raises Broken with the author's mistakes, CantOpen, OSError when the disk says no.
        """
        from ..library.problems import Broken, Problem
        from ..model.recording import adopt, begin, settled

        try:
            exercise = self.library.load(heading)
        except OSError as error:
            raise Broken((Problem(Path(heading.file), 1, 1, f"can't be opened: {error.strerror or error}"),)) from None
        book = self.need_book()
        self.look()
        self.read()
        apart = self._keep_apart(book, heading)
        at = self.clock()
        kept = self.newest(heading, run)
        if kept is None or (again and kept.sitting.finished is not None):
            run = book.next_run(heading.pack, heading.id)
            sitting = begin(exercise, at, run=run, short=self._short(heading))
            kept = Kept(book.path_of(sitting), sitting)
        spoken = earlier(self.kept, kept.path, heading.pack)
        renewed = settled(exercise, adopt(exercise, kept.sitting), spoken, at)
        return Taken(exercise, kept._replace(sitting=renewed), spoken, apart)

    def _short(self, heading: Heading) -> bool:
        """Whether the chosen path asks only the core of an exercise, the first time."""
        path = self.ahead.path
        return path is not None and heading.id in path.short and self.newest(heading) is None

    def _keep_apart(self, book: Book, heading: Heading) -> BadFile | None:
        """The files of this exercise that can't be read get another name; nothing is ever written over them."""
        mine = [
            one for one in self.bad
            if one.path.parent.name == heading.pack and one.path.name.split(".")[0] == heading.id
        ]  # fmt: skip
        from ..store.conflicts import is_marked

        for one in mine:
            if not one.damaged:
                raise CantOpen(one)
            if is_marked(one.path):
                raise CantOpen(one, two_versions=True)
        apart: BadFile | None = None
        for one in mine:
            apart = one._replace(path=book.keep_apart(one))
            self._bad = tuple(other for other in self.bad if other is not one)
        return apart

    def names_book(self, taken: Taken, step: str) -> str:
        """The book's new title, when this step is the one that names it; else the empty string."""
        from ..model.answers import says
        from ..model.conditions import Name
        from ..model.wording import inline

        pack = self.library.pack(taken.exercise.pack)
        if pack is None or pack.book_title != str(Name(step, taken.exercise.id)):
            return ""
        answer = taken.kept.sitting.answers.get(step)
        return inline(answer) if answer is not None and answer.speaks() and says(answer.value) else ""


def _which(one: Glance) -> tuple[str, str, int]:
    return (one.pack, one.exercise, one.run)
