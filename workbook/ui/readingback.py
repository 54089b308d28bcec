"""From a book to the page on which an exercise is read back, and from there to one of its questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..desk import Desk
from ..library.library import NoSuchExercise
from ..library.problems import Broken
from ..model.marking import holds_something
from ..model.recording import adopt
from ..model.walking import walk
from ..printing.readback import Run, run_of
from ..store.kept import earlier
from . import trouble

if TYPE_CHECKING:
    from ..model.exercise import Exercise
    from ..model.sitting import Sitting
    from .routes import Routes

NOTHING_YET = "Nothing is written there yet."
GONE = "This exercise is not here any more. What you wrote stays in your book."


def runs_of(desk: Desk, words: str, held: Sitting | None = None) -> tuple[Run, ...]:
    """Every run of `pack/exercise` in the open book that holds something, the newest first.

    `held` is a sitting as it stands on the screen, which may be newer than the one on disk. The exercise itself may
    be gone or full of mistakes: then what was written is read back all the same.
    """
    pack, _, id = words.rpartition("/")
    kept = {one.sitting.run: one.sitting for one in desk.kept if (one.sitting.pack, one.sitting.exercise) == (pack, id)}
    if held is not None:
        kept[held.run] = held
    exercise = _exercise(desk, words)
    today = desk.clock().date()
    runs: list[Run] = []
    for _, sitting in sorted(kept.items(), reverse=True):
        if not holds_something((sitting,)):
            continue
        if exercise is None:
            runs.append(run_of(sitting, None, today))
            continue
        met = adopt(exercise, sitting)
        others = tuple(one for one in desk.kept if one.sitting != sitting)
        runs.append(run_of(met, walk(exercise, met, earlier(others, None, pack), today), today))
    return tuple(runs)


def _exercise(desk: Desk, words: str) -> Exercise | None:
    try:
        return desk.library.load(desk.library.heading(words))
    except (NoSuchExercise, Broken, OSError):
        return None


async def review(app: Routes, words: str, held: Sitting | None = None) -> None:
    """Lay an exercise over the page, to be read back."""
    from .screens.review import ReviewScreen

    await app.saver.flush()
    app.desk.look()
    if held is None and (here := app.saver.only_here) is not None and f"{here.pack}/{here.exercise}" == words:
        # The disk says no: what is kept in memory alone is shown all the same.
        held = here
    runs = runs_of(app.desk, words, held)
    if not runs:
        from ..desk.versions import has_versions, newest_run

        pack, _, id = words.rpartition("/")
        if has_versions(app.desk, pack, id):
            # All of it was taken away, or can't be read any more: this is where it can be found.
            from .versions import show

            await show(app, newest_run(app.desk, pack, id))
        else:
            app.notify(NOTHING_YET, markup=False)
        return
    await app.push_screen(ReviewScreen(runs))


async def open_at(app: Routes, run: Run, step: str) -> None:
    """From there to a question in its exercise; in the one that lies below, where it is that one."""
    from .screens.exercise import ExerciseScreen

    if app.desk.reading:
        app.notify(trouble.ONLY_READ, markup=False)
        return
    below = app.screen_stack[-2] if len(app.screen_stack) > 1 else None
    words = f"{run.pack}/{run.exercise}"
    if isinstance(below, ExerciseScreen):
        sitting = below.sitting
        if (f"{sitting.pack}/{sitting.exercise}", sitting.run) == (words, run.number):
            app.pop_screen()
            await below.go_to(step)
            return
    try:
        heading = app.desk.library.heading(words)
    except NoSuchExercise:
        app.notify(GONE, markup=False)
        return
    await app.open_heading(heading, run=run.number, begin_at=step)
