"""Earlier versions from the screen: how they are said; bringing back and forgetting, on disk before it is said."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from ..desk.versions import AsItWas, Versions, Which, bring_back, versions
from ..model.asitwas import Differs
from ..model.days import full_day, spoken_day
from ..model.versions import watched
from ..store.versions import forget
from . import trouble
from .books import on_disk
from .saver import why

if TYPE_CHECKING:
    from ..model.sitting import Sitting
    from ..store.kept import Kept
    from ..store.workbook import Book
    from .routes import Routes

STAYS = "As it is now stays among the earlier versions."
BACK = "It is back. What stood there before stays among the earlier versions."
NEWER = "A newer version of the workbook wrote it: it can't be read here."
ONLY_READ = "It can only be read here."

_MARKS = {
    Differs.SHORTER: "Other words then, and fewer.",
    Differs.LONGER: "Other words then, and more.",
    Differs.OTHER: "Other words then.",
    Differs.ANOTHER: "Another answer then.",
    Differs.NOTE: "Another note beside it then.",
    Differs.NOT_YET: "Not there then.",
    Differs.ONLY_THEN: "Only then: it is not there now.",
}
_COUNTED = (
    (Differs.LONGER, "{} longer"),
    (Differs.SHORTER, "{} shorter"),
    (Differs.OTHER, "{} with other words"),
    (Differs.ANOTHER, "{} answered otherwise"),
    (Differs.NOTE, "{} with another note"),
    (Differs.ONLY_THEN, "{} only then"),
    (Differs.NOT_YET, "{} not there yet"),
)


def when(at: datetime, now: datetime) -> str:
    """When a version was saved, as people say it: "today, 18:19", "Tuesday 17 November, 21:40"."""
    at = at.astimezone()
    day, today = at.date(), now.astimezone().date()
    if day == today:
        said = "today"
    elif day == today - timedelta(days=1):
        said = "yesterday"
    else:
        said = spoken_day(day) if day.year == today.year else full_day(day)
    return f"{said}, {at:%H:%M}"


def mark(differs: Differs | None) -> str:
    """What stands beside an answer that differs from now; empty where it does not."""
    return _MARKS.get(differs, "") if differs is not None else ""


def how(differs: dict[str, Differs]) -> str:
    """How a version differs from now, in a few words."""
    many = Counter(differs.values())
    said = [words.format(many[one]) for one, words in _COUNTED if many[one]]
    if not said:
        return "the same words as now"
    first, *others = said
    number, rest = first.split(" ", 1)
    return ", ".join((f"{number} {'answer' if number == '1' else 'answers'} {rest}", *others))


async def show(app: Routes, which: Which) -> None:
    """The page of earlier versions, laid over where somebody is."""
    from .screens.versions import VersionsPage

    await app.push_screen(VersionsPage(await read(app, which)))


async def read(app: Routes, which: Which) -> Versions:
    """The versions as they are now. There may be many, and large: the screen goes on meanwhile."""
    await app.saver.flush()
    app.desk.look()
    held = app.saver.kept
    return await asyncio.to_thread(versions, app.desk, which, held)


async def put_back(app: Routes, found: Versions, one: AsItWas, steps: Collection[str]) -> bool:
    """Bring answers back; whether they are. Then the exercise is read back, and lies open below if it did before."""
    from .screens.exercise import ExerciseScreen

    assert one.then is not None
    if app.only_read():
        return False
    if not await app.saver.flush():
        app.say(trouble.not_yet_saved(app.saver.state))
        return False
    then: Sitting = one.then

    def job(book: Book, kept: Kept | None) -> Kept:
        return bring_back(app.desk, book, kept, then, steps, app.desk.clock())

    error = await _change(app, found.which, found.now, job)
    if error is not None:
        app.say(("It was not brought back.", f"{why(error)[:1].upper()}{why(error)[1:]}.", "Nothing has changed."))
        return False
    # Every page that lies open holds the words as they were until now: none of them may write them again.
    open_at = [(page.step.id if page.step is not None else "") for page in app.screen_stack
               if isinstance(page, ExerciseScreen) and found.which.is_of(page.sitting)]  # fmt: skip
    await app.back_to_contents()
    words = f"{found.which.pack}/{found.which.exercise}"
    if open_at:
        heading = app.desk.library.heading(words)
        await app.open_heading(heading, run=found.which.run, begin_at=open_at[-1])
    await app.review(words)
    app.notify(BACK, markup=False, timeout=8)
    return True


async def forget_them(app: Routes, which: Which, *, book: bool) -> bool:
    """Forget the earlier versions of an exercise, or of the whole book. Whether they are gone."""
    if app.only_read():
        return False
    pack, exercise = ("", "") if book else (which.pack, which.exercise)

    def job(own: Book, kept: Kept | None) -> Kept | None:
        forget(own, pack, exercise)
        # What was written since it was opened is forgotten with it.
        return kept._replace(watch=watched(None, None, kept.sitting)) if kept is not None else None

    held = app.saver.kept
    mine = held is not None and (book or (pack, exercise) == (held.sitting.pack, held.sitting.exercise))
    await app.saver.flush()
    error = await _change(app, which, held if mine else None, job)
    if error is not None:
        app.say(("They are not all forgotten.", f"{why(error)[:1].upper()}{why(error)[1:]}.", "You can try it again."))
    return error is None


async def _change(
    app: Routes, which: Which, now: Kept | None, job: Callable[[Book, Kept | None], Kept | None]
) -> Exception | None:  # fmt: skip
    """Do something to a sitting on the writer's thread: through the Saver where it holds that one."""
    held, book = app.saver.kept, app.desk.book
    if held is not None and now is not None and held.path == now.path:

        def swap(book: Book, kept: Kept) -> Kept:
            return job(book, kept) or kept

        return await app.saver.swap(swap)
    if book is None:
        return FileNotFoundError(f"{which.pack}/{which.exercise}")
    return await on_disk(app, partial(job, book, now))
