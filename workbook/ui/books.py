"""What is done with whole books from the screen. Each is on disk before it is said."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..model.anotherno import Plan, StaysTrue, page_of, plan_in, stays_true
from ..model.workbook import Follows
from ..store.deleting import NotAllGone, delete
from ..store.kept import Kept
from ..store.workbook import Book
from . import trouble
from .saver import why

if TYPE_CHECKING:
    from ..library.titles import Heading
    from ..model.exercise import Exercise
    from .routes import Routes


@dataclass(frozen=True, slots=True)
class Offers:
    """What lies ready for a new book, before its first question."""

    plan: Plan | None = None
    follows: Book | None = None
    """The book that it may go on from."""
    lines: tuple[StaysTrue, ...] = ()
    """What was kept there, and may come along."""


async def on_disk(app: Routes, job: Callable[[], object]) -> Exception | None:
    """Do something to books on the writer's thread, and wait for it. What went wrong; None when nothing did."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Exception | None] = loop.create_future()

    def tell(error: Exception | None) -> None:
        if not done.done():
            done.set_result(error)

    def doing() -> None:
        error: Exception | None = None
        try:
            job()
        except Exception as wrong:  # it is said on the screen, and the app goes on
            error = wrong
        loop.call_soon_threadsafe(tell, error)

    app.saver.beside(doing)
    return await done


def say(app: Routes, said: trouble.Said) -> None:
    """Lay a message over the page."""
    from .screens.message import Message

    app.push_screen(Message(said[0], said[1:]))


async def change(app: Routes, book: Book, **facts: Any) -> bool:
    """Change some facts of a book. Whether that is on disk; else it is said why."""
    error = await on_disk(app, lambda: same(app, book).change(**facts))
    if error is not None:
        say(app, trouble.book_not_changed(book.title, why(error)))
    return error is None


def same(app: Routes, book: Book) -> Book:
    """The same book as the app holds it, where it is the open one: what is known of its files must stay in one hand."""
    own = app.desk.book
    return own if own is not None and own.placed and own.folder == book.folder else book


async def open_book(app: Routes, book: Book) -> bool:
    """Make a book the one that is open, now and at the next start. Whether it is open."""
    if not await app.saver.flush():
        say(app, trouble.not_yet_saved(app.saver.state))
        return False
    own = app.desk.book
    if own is None or own.folder != book.folder or not own.placed:
        app.saver.hold_nothing()
        app.desk.open_book(book)
    error = await on_disk(app, lambda: app.desk.shelf.use(book))
    if error is not None:
        app.notify(f"The book is open. The next start may open another one: {why(error)}.", markup=False)
    return True


async def put_away(app: Routes, book: Book) -> None:
    """Put a book away. When it is the open one, the newest that is not put away opens in its place."""
    if not await change(app, book, put_away=True):
        return
    own = app.desk.book
    if own is not None and own.folder == book.folder:
        others = [one for one in app.desk.shelf.read().books if not one.facts.put_away]
        if others:
            await open_book(app, others[-1])


async def delete_book(app: Routes, folder: Path, title: str) -> bool:
    """Delete a book for good. Whether it is one no more; what could not be removed is named."""
    own = app.desk.book
    was_open = own is not None and own.folder == folder
    error = await on_disk(app, lambda: delete(app.desk.shelf, folder))
    if error is not None and not isinstance(error, NotAllGone):
        say(app, trouble.not_deleted(title, why(error)))
        return False
    app.desk.library.forget_titles()
    if was_open:
        # Only now: had it not worked, what was typed last would still be to be kept.
        app.saver.hold_nothing()
        app.desk.open_current()
    if isinstance(error, NotAllGone):
        say(app, trouble.half_deleted(title, [str(one.filename) for one in error.errors], why(error)))
    else:
        app.notify(f"“{title}” is deleted.", markup=False)
    return True


async def offers(app: Routes, follows: Book | None) -> Offers:
    """What there is to be offered to a new book."""
    shelf = app.desk.shelf
    plan = await asyncio.to_thread(lambda: plan_in(shelf.sittings()))
    if follows is None or not any(follows.files()):
        # A book in which nothing was written yet is nothing to go on from.
        written = [one for one in shelf.read().books if any(one.files()) and not one.facts.put_away]
        follows = written[-1] if written else None
    if follows is None or not follows.placed or follows.deleted:
        return Offers(plan)
    lines: tuple[StaysTrue, ...] = ()
    if own_page(app) is not None:
        found = await asyncio.to_thread(lambda: stays_true(kept.sitting for kept in follows.read()[0]))
        # The name of the old book is no line that still holds: the new one gets its own.
        lines = tuple(one for one in found if one.words != follows.title)
    return Offers(plan, follows, lines)


def own_page(app: Routes) -> Exercise | None:
    """The exercise that is a page of one's own; None where no pack has it."""
    from ..library.library import NoSuchExercise
    from ..library.problems import Broken
    from ..model.newbook import OWN_PAGE, takes_a_page

    library = app.desk.library
    try:
        exercise = library.load(library.heading(OWN_PAGE))
    except (NoSuchExercise, Broken, OSError):
        return None
    return exercise if takes_a_page(exercise) else None


async def close_well(app: Routes, book: Book, news: str = "") -> None:
    """Close a book, and say so on a page of its own. It stays readable, and can be opened again."""
    from .screens.closed import Closed

    if await change(app, book, closed=app.desk.clock().date()):
        await app.show_page(Closed(news))


async def ask_for_another(app: Routes, follows: Book | None) -> None:
    """Another no: what there is for this moment is shown first; where there is nothing, the first question."""
    if not await app.saver.flush():
        say(app, trouble.not_yet_saved(app.saver.state))
        return
    found = await offers(app, follows)
    if found.plan is None and found.follows is None:
        await begin(app, None, ())
        return
    from .screens.newbook import NewBook

    await app.show_page(NewBook(found))


async def begin(app: Routes, follows: Book | None, lines: tuple[StaysTrue, ...], source: str = "") -> None:
    """Begin a new book and go to its first question. It is on disk with its first word, or with what comes along."""
    desk = app.desk
    link = Follows(follows.facts.id, follows.title) if follows is not None else None
    try:
        book = await _empty_book(app, link) or desk.shelf.sketch("", desk.clock(), follows=link)
    except OSError as error:
        say(app, trouble.nothing_kept(desk.shelf.folder, error))
        return
    app.saver.hold_nothing()
    desk.open_book(book)
    if lines and not await _take_along(app, book, lines, source):
        return
    desk.look()
    going = desk.go_on()
    if going is None:
        await app.back_to_contents()
        return
    await _first_question(app, going.heading)


async def _empty_book(app: Routes, link: Follows | None) -> Book | None:
    """The open book, where it was begun and nothing was written in it: then it is the one for this no."""
    book = app.desk.book
    if book is None or not book.on_disk or any(book.files()) or book.facts.title or app.desk.only_reads or book.deleted:
        return None
    return book if await change(app, book, follows=link) else None


async def _first_question(app: Routes, heading: Heading) -> None:
    """Past the opening page: somebody with a fresh no has pressed Begin already."""
    from .screens.exercise import ExerciseScreen

    await app.open_exercise(f"{heading.pack}/{heading.id}")
    screen = app.screen
    if isinstance(screen, ExerciseScreen) and screen.step is None:
        await screen.action_go_next()


async def _take_along(app: Routes, book: Book, lines: tuple[StaysTrue, ...], source: str) -> bool:
    """Copy lines to a first page of the new book. Whether it is on disk; it is tried again by itself."""
    from ..model.newbook import page_from

    exercise = own_page(app)
    if exercise is None:
        return True
    page = page_from(
        exercise, f"From “{source}”", page_of(lines), app.desk.clock(), private=any(one.private for one in lines)
    )
    kept = Kept(book.path_of(page), page)
    app.saver.hold(book, kept)
    app.saver.offer(page, soon=True)
    if await app.saver.flush():
        return True
    say(app, trouble.not_yet_saved(app.saver.state))
    return False


async def do_that_now(app: Routes) -> None:
    """The new book is there, and the app leaves: the first hour is not for writing."""
    desk = app.desk
    try:
        book = desk.shelf.sketch("", desk.clock())
    except OSError as error:
        say(app, trouble.nothing_kept(desk.shelf.folder, error))
        return
    wrong = await on_disk(app, book.settle)
    if wrong is not None:
        say(app, trouble.nothing_kept(desk.shelf.folder, wrong))
        return
    app.saver.hold_nothing()
    await app.action_quit()


async def deleted_elsewhere(app: Routes) -> None:
    """The open book was deleted in another window: it is let go, and the newest other opens."""
    own = app.desk.book
    app.saver.hold_nothing()
    app.desk.open_current()
    await show_contents(app)
    if own is not None:
        say(app, trouble.deleted_elsewhere(own.title))


async def show_contents(app: Routes) -> None:
    """The contents of the open book; the first screen where there is none."""
    if app.desk.book is None:
        app.begin_anew()
    else:
        await app.back_to_contents()
