"""What the rest of the book makes of a mark: what takes in words that are for the person alone is so too."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from ..library.library import Library, NoSuchExercise
from ..library.problems import Broken
from ..model.privacy import spread
from ..model.walking import walk
from ..store.kept import Kept, earlier
from ..store.workbook import Book
from .saver import why

if TYPE_CHECKING:
    from ..model.sitting import Sitting
    from .app import WorkbookApp


def mark_elsewhere(app: WorkbookApp, before: Sitting, after: Sitting) -> None:
    """Let the other sittings of the book go with an answer that was marked, on the writer's thread."""
    book, library, now = app.desk.book, app.desk.library, app.desk.clock()
    if book is None:
        return

    def job() -> None:
        try:
            follow(book, library, before, after, now)
        except Exception as error:
            said = f"Other answers that hold these words were not changed: {why(error)}. Open them, and press f4 there."
            app.notify_soon(said)

    app.saver.beside(job)


def follow(book: Book, library: Library, before: Sitting, after: Sitting, now: datetime) -> None:
    """Write the sittings in which something changes. `before` and `after` are those with and without the mark.

    What the person has marked by itself stays as it is. Raises ReadOnly, OSError.
    """
    held = book.path_of(after)
    found, _ = book.read()
    others = [one for one in found if one.path != held and one.sitting.pack == after.pack]
    old: list[Kept] = [Kept(held, before), *others]
    new: list[Kept] = [Kept(held, after), *others]
    for number, kept in sorted(enumerate(others, 1), key=lambda one: one[1].sitting.started):
        sitting = kept.sitting
        try:
            exercise = library.load(library.heading(f"{sitting.pack}/{sitting.exercise}"))
        except (NoSuchExercise, Broken, OSError):
            continue
        was, at = (
            walk(exercise, sitting, earlier(tuple(every), kept.path, sitting.pack), now.date()) for every in (old, new)
        )
        answers = spread(was, at)
        if answers != sitting.answers and not kept.read_only:
            new[number] = book.save(kept._replace(sitting=replace(sitting, answers=answers)), now)
