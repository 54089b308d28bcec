"""Throwing away what was written in an exercise, and what can be done with it in the trash."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from ..store.trash import Trashed, forget, forget_all, put_back, throw
from . import trouble
from .books import on_disk, same
from .saver import why

if TYPE_CHECKING:
    from ..printing.readback import Run
    from ..store.workbook import Book
    from .routes import Routes

THROWN = "It is in the trash. You can take it back: x in the contents."
BACK = "It is back in your book."
GONE = "It is not there any more."
BESIDE = "It is back. There is another one of it by now: compare the two."


async def show_trash(app: Routes, book: Book | None = None) -> None:
    """The trash of a book, laid over the page."""
    from .screens.trash import Trash

    book = book or app.desk.book
    if book is None:
        app.notify("There is no book yet.", markup=False)
        return
    await app.saver.flush()
    await app.push_screen(Trash(same(app, book)))


async def throw_away(app: Routes, run: Run) -> None:
    """Move what was written in one time through an exercise into the trash, and go to the contents.

    Whoever holds it lets go of it first: a save that comes late would bring it back.
    """
    if app.only_read():
        return
    if not await app.saver.flush():
        app.say(trouble.not_yet_saved(app.saver.state))
        return
    desk = app.desk
    book = desk.need_book()
    found = next(
        (
            kept
            for kept in desk.kept
            if (kept.sitting.pack, kept.sitting.exercise, kept.sitting.run) == (run.pack, run.exercise, run.number)
        ),
        None,
    )
    if found is None:
        app.notify(GONE, markup=False)
        return
    held = app.saver.kept
    app.saver.hold_nothing()
    error = await on_disk(app, lambda: throw(desk.shelf, book, found.path, desk.clock()))
    if error is not None:
        if held is not None:
            app.saver.hold(book, held)
        if isinstance(error, FileNotFoundError) and not found.path.exists():
            app.notify(GONE, markup=False)
        else:
            app.say(trouble.not_settled(why(error)))
        return
    await app.back_to_contents()
    app.notify(THROWN, markup=False)


async def take_back(app: Routes, book: Book, one: Trashed) -> bool:
    """Take one back. Whether the trash is another now."""
    beside = gone = False

    def do() -> None:
        nonlocal beside, gone
        gone = not os.path.lexists(one.path)
        if gone:
            return
        beside = put_back(app.desk.shelf, book, one).name != one.name

    if not await _done(app, book, do):
        return False
    app.desk.look()
    app.notify(GONE if gone else BESIDE if beside else BACK, markup=False)
    return True


async def delete(app: Routes, book: Book, one: Trashed) -> bool:
    """Delete one for good. Whether it is gone."""
    return await _done(app, book, partial(forget, app.desk.shelf, book, one))


async def empty(app: Routes, book: Book) -> bool:
    """Delete for good what is in the trash of a book. Whether all of it is gone."""
    return await _done(app, book, partial(forget_all, app.desk.shelf, book))


async def _done(app: Routes, book: Book, do: Callable[[], object]) -> bool:
    if app.only_read(book):
        return False
    error = await on_disk(app, do)
    if error is not None:
        app.say(trouble.not_settled(why(error)))
    return error is None
