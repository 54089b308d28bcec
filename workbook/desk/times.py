"""When each exercise of a book was begun and done, and when it, or a question of it, has its day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from ..library.library import Library
from ..library.titles import Heading
from ..model.workbook import Workbook
from .progress import Progress

if TYPE_CHECKING:
    from ..model.waiting import Waiting
    from ..store.glance import Glance

A_WEEK = 7
"""After so many days what somebody has passed by is not put forward any more; it waits."""


class Times:
    """The days of one book, as they stand at one moment."""

    def __init__(self, library: Library, glances: tuple[Glance, ...], book: Workbook | None, now: datetime) -> None:
        self.library = library
        self.glances = glances
        self.book = book
        self.now = now
        self.today = now.date()

    @property
    def day(self) -> int:
        """The day of the book; the day on which it was begun is 1."""
        return (self.today - self.book.started.date()).days + 1 if self.book else 1

    @cached_property
    def _by_exercise(self) -> dict[tuple[str, str], tuple[Glance, ...]]:
        """Every run of each exercise, the oldest first."""
        found: dict[tuple[str, str], list[Glance]] = {}
        for one in sorted(self.glances, key=lambda glance: glance.run):
            found.setdefault((one.pack, one.exercise), []).append(one)
        return {which: tuple(runs) for which, runs in found.items()}

    def runs(self, heading: Heading) -> tuple[Glance, ...]:
        """Every run of an exercise, the oldest first."""
        return self._by_exercise.get((heading.pack, heading.id), ())

    def finished(self, pack: str, exercise: str) -> datetime | None:
        """When any run of an exercise was finished last."""
        runs = self._by_exercise.get((pack, exercise), ())
        return max((one.finished for one in runs if one.finished is not None), default=None)

    def days_of(self, heading: Heading) -> list[date]:
        """The days on which an exercise comes up by itself and has not been begun yet, the nearest first."""
        if self.book is None or not heading.later:
            return []
        began = self.book.started.date()
        days = []
        for offset, name in heading.later:
            if offset is not None:
                days.append(began + timedelta(days=offset))
            elif (named := self._dated(heading.pack, name)) is not None:
                days.append(named)
        runs = self.runs(heading)
        # One time through it is enough for all the days before it.
        last = runs[-1].started.date() if runs else date.min
        left = [day for day in sorted(days)[len(runs) :] if day > last]
        return [*[day for day in left if day <= self.today][-1:], *(day for day in left if day > self.today)]

    def _dated(self, pack: str, name: str) -> date | None:
        exercise, _, step = name.rpartition(".")
        found = [
            (one.run, dated.day)
            for one in self._by_exercise.get((pack, exercise), ())
            for dated in one.days
            if dated.step == step
        ]
        return max(found)[1] if found else None

    def come(self, one: Progress) -> Waiting | None:
        """The question of an exercise whose day has come: of those whose day somebody named the nearest, else any."""
        if one.sitting is None or not one.due_question:
            return None
        come = [waiting for waiting in one.sitting.waiting if waiting.day <= self.today]
        return max(come, key=lambda waiting: (not waiting.whenever, waiting.day))

    def passed_by(self, day: date) -> bool:
        """Whether what had its day then was left for a week by somebody who has written in the book since.

        Whoever was away finds it where it was.
        """
        return (self.today - day).days >= A_WEEK and self.written > day

    @property
    def written(self) -> date:
        """The day on which something was written in the book last."""
        moments = (one.saved or one.finished or one.started for one in self.glances)
        return max((at.date() for at in moments), default=date.min)
