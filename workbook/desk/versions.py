"""An exercise as it was: its earlier versions beside what stands there now, and how answers come back."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ..library.library import NoSuchExercise
from ..library.problems import Broken
from ..model.asitwas import Differs, brought_back, differences, met
from ..model.recording import adopt, settled
from ..store.kept import Kept, earlier
from ..store.versions import count, versions_of

if TYPE_CHECKING:
    from ..model.exercise import Exercise
    from ..model.sitting import Sitting
    from ..store.workbook import Book
    from .desk import Desk


@dataclass(frozen=True, slots=True)
class Which:
    """One time through an exercise."""

    pack: str
    exercise: str
    run: int

    def is_of(self, sitting: Sitting) -> bool:
        """Whether this is the one."""
        return (self.pack, self.exercise, self.run) == (sitting.pack, sitting.exercise, sitting.run)


@dataclass(frozen=True, slots=True)
class AsItWas:
    """One earlier version, as it may be seen now."""

    name: str
    """The name of its file."""
    where: str
    """The file with its whole path."""
    at: datetime
    """When its words were saved."""
    then: Sitting | None
    """None where it can't be read."""
    differs: dict[str, Differs] | None = None
    """How each answer differs from now."""
    wrong: str = ""
    """Why it can't be read."""
    newer: bool = False
    """Whether a newer version of the workbook wrote it: it does not come back here."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The earlier versions of one time through an exercise, the newest first."""

    which: Which
    title: str
    now: Kept | None
    """As it is now; None where nothing is there, or what is there can't be read."""
    found: tuple[AsItWas, ...]


def versions(desk: Desk, which: Which, held: Kept | None = None) -> Versions:
    """The versions of one exercise. `held` is what is being written, which may lie beside the exercise's own file."""
    book = desk.book
    now = held if held is not None and which.is_of(held.sitting) else None
    if now is None:
        now = next((one for one in desk.kept if which.is_of(one.sitting)), None)
    exercise = _exercise(desk, which)
    found: list[AsItWas] = []
    for one in versions_of(book, which.pack, which.exercise, which.run) if book is not None else ():
        if one.sitting is None:
            found.append(AsItWas(one.path.name, str(one.path), one.at, None, wrong=one.wrong, newer=one.newer))
            continue
        then = one.sitting if exercise is None else adopt(exercise, one.sitting)
        then = met(then, now.sitting if now is not None else None)
        differs = differences(then, now.sitting if now is not None else None)
        found.append(AsItWas(one.path.name, str(one.path), one.at, then, differs, newer=one.newer))
    title = now.sitting.title if now is not None else next((one.then.title for one in found if one.then), "")
    return Versions(which, title, now, tuple(found))


def has_versions(desk: Desk, pack: str, exercise: str) -> int:
    """How many versions there are of an exercise, every time through it."""
    return count(desk.book, pack, exercise) if desk.book is not None else 0


def newest_run(desk: Desk, pack: str, exercise: str) -> Which:
    """The last time through an exercise."""
    runs = (one.sitting.run for one in desk.kept if (one.sitting.pack, one.sitting.exercise) == (pack, exercise))
    return Which(pack, exercise, max(runs, default=1))


def bring_back(
    desk: Desk, book: Book, kept: Kept | None, then: Sitting, steps: Collection[str], now: datetime
) -> Kept:  # fmt: skip
    """Put answers back as they were. What stands there now is kept as a version first, or nothing is changed.

    Raises ReadOnly, Deleted, OSError.
    """
    if kept is None:
        # Nothing can be read there. A damaged file keeps its words under another name.
        path = book.path_of(then)
        for bad in book.read()[1]:
            if bad.path == path and bad.damaged:
                book.keep_apart(bad)
        return book.save(Kept(path, then), now)
    sitting = brought_back(kept.sitting, then, steps)
    exercise = _exercise(desk, Which(then.pack, then.exercise, then.run))
    if exercise is not None:
        others = tuple(one for one in book.read()[0] if one.path != kept.path)
        sitting = settled(exercise, adopt(exercise, sitting), earlier(others, None, then.pack), now)
    return book.save(kept._replace(sitting=sitting), now, keep=True)


def _exercise(desk: Desk, which: Which) -> Exercise | None:
    with suppress(NoSuchExercise, Broken, OSError):
        return desk.library.load(desk.library.heading(f"{which.pack}/{which.exercise}"))
    return None
