"""What lies before somebody today: what to go on with, what their path says, what waits, what comes back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ..library.library import Library
from ..library.titles import Heading, PackTitles, PathTitles
from ..model.measures import Measured, highest
from ..model.today import better_later, not_today, of_today
from ..model.workbook import Workbook
from .people import Asking, asking
from .progress import Back, Progress, Upcoming, touched

if TYPE_CHECKING:
    from ..model.sitting import Sitting
    from ..store.glance import Dated, Glance


class Ahead:
    """Made anew whenever somebody looks: a picture of one moment, from the titles and the sittings from afar."""

    def __init__(
        self,
        library: Library,
        glances: tuple[Glance, ...],
        book: Workbook | None,
        now: datetime,
        offered: Iterable[Measured] = (),
    ) -> None:
        self.library = library
        self.glances = glances
        self.book = book
        self.now = now
        self.today = now.date()
        self._offered = tuple(offered)
        """Numbers that were asked for and left open, where nothing was written that would be kept."""

    @property
    def day(self) -> int:
        """The day of the book; the day on which it was begun is 1."""
        return (self.today - self.book.started.astimezone(self.now.tzinfo).date()).days + 1 if self.book else 1

    @property
    def path(self) -> PathTitles | None:
        """The path that was chosen."""
        return self._path()[1] if self.book is not None and self.book.path else None

    def _path(self) -> tuple[PackTitles | None, PathTitles | None]:
        wanted = self.book.path if self.book is not None else ""
        for pack in self.library.titles:
            for path in pack.paths:
                if wanted and path.id == wanted:
                    return pack, path
        return None, None

    def progress(self, pack: PackTitles) -> tuple[Progress, ...]:
        """Every exercise of a pack with how far it is, in the order of the sections."""
        newest: dict[tuple[str, str], Glance] = {}
        for one in sorted(self.glances, key=lambda glance: glance.run):
            newest[one.pack, one.exercise] = one
        return tuple(self._progress(heading, newest.get((heading.pack, heading.id))) for heading in pack.headings)

    def _progress(self, heading: Heading, sitting: Glance | None) -> Progress:
        due = (
            sitting is not None
            and sitting.finished is not None
            and any(one.day <= self.today for one in sitting.waiting)
        )
        under_way = sitting is not None and sitting.finished is None
        days = self._days_of(heading)
        again = bool(days) and not under_way and days[0] <= self.today
        path = self.path
        return Progress(heading, sitting, due, again, path is not None and heading.id in path.short)

    def every(self) -> list[Progress]:
        """Every exercise of every pack."""
        return [one for pack in self.library.titles for one in self.progress(pack)]

    def _days_of(self, heading: Heading) -> list[date]:
        """The days on which an exercise comes up by itself and has not been begun yet, the nearest first."""
        if self.book is None or not heading.later:
            return []
        began = self.book.started.astimezone(self.now.tzinfo).date()
        days = []
        for offset, name in heading.later:
            if offset is not None:
                days.append(began + timedelta(days=offset))
            elif (named := self._dated(heading.pack, name)) is not None:
                days.append(named)
        runs = sum((one.pack, one.exercise) == (heading.pack, heading.id) for one in self.glances)
        return sorted(days)[runs:]

    def _dated(self, pack: str, name: str) -> date | None:
        exercise, _, step = name.rpartition(".")
        found = [
            (one.run, dated.day)
            for one in self.glances
            if (one.pack, one.exercise) == (pack, exercise)
            for dated in one.days
            if dated.step == step
        ]
        return max(found)[1] if found else None

    def begins_anew(self, heading: Heading) -> bool:
        """Whether to open an exercise is to begin another run: it can be done any number of times, or is due again."""
        newest = max(
            (one for one in self.glances if (one.pack, one.exercise) == (heading.pack, heading.id)),
            key=lambda one: one.run,
            default=None,
        )
        if newest is None or newest.finished is None:
            return False
        if heading.run_title or self._progress(heading, newest).due_again:
            return True
        return any(one.next_time and one.heading == heading for one in self.on_path())

    def may_go_on_to(self, heading: Heading, run: int) -> date | None:
        """The day from which on the next time through an exercise is offered; None where there is none.

        There is one for an exercise that asks something else each time, after its newest run, never on the same day.
        """
        runs = self.runs(heading)
        newest = runs[-1] if runs else None
        if not heading.several or newest is None or newest.run != run or newest.finished is None:
            return None
        return newest.finished.astimezone(self.now.tzinfo).date() + timedelta(days=1)

    def runs(self, heading: Heading) -> tuple[Glance, ...]:
        """Every run of an exercise, the oldest first."""
        found = [one for one in self.glances if (one.pack, one.exercise) == (heading.pack, heading.id)]
        return tuple(sorted(found, key=lambda one: one.run))

    def go_on(self) -> Progress | None:
        """What to go on with; None where nothing is put forward.

        First what was being written today, then what has its day, then whatever else is unfinished, then what comes
        next: on the chosen path, else in the order of the book, as its rules suggest. On a day that is very heavy
        nothing new is put before anybody. Every exercise opens all the same.
        """
        every = self.every()
        begun = sorted((one for one in every if one.begun), key=touched, reverse=True)
        if begun and touched(begun[0]).astimezone(self.now.tzinfo).date() == self.today:
            return begun[0]
        due = [one for one in every if one.due_question or one.due_again]
        if due or begun:
            return [*due, *begun][0]
        if self.offered_help():
            return None
        if self.path is not None:
            return next((one for one in self.on_path() if not one.finished), None)
        return next((one for one in every if self._next_in_order(one)), None)

    def _next_in_order(self, one: Progress) -> bool:
        heading = one.heading
        # What can be done any number of times, or comes up by itself, is nobody's next step.
        return not (one.sitting or heading.problems or heading.run_title or heading.later or self.better_later(heading))

    def on_path(self) -> tuple[Progress, ...]:
        """What the chosen path puts before somebody today, at most four."""
        pack, path = self._path()
        if pack is None or path is None:
            return ()
        every = {one.heading.id: one for one in self.progress(pack) if not one.heading.problems}
        finished = {id: self._finished(pack.id, id) for id in every}
        ids = of_today(
            path.days,
            self.day,
            {id: at.astimezone(self.now.tzinfo).date() for id, at in finished.items() if at is not None},
            {id for id, one in every.items() if one.begun},
            set(every),
            self.today,
            {id for id, one in every.items() if self.not_today(one.heading)},
            times={id: self._times(pack.id, id) for id, one in every.items() if one.heading.several},
        )
        return tuple(self._this_time(every[id]) for id in ids)

    def _this_time(self, one: Progress) -> Progress:
        """What the path means by naming an exercise: the next time, where it was done before today."""
        newest = one.sitting
        if not one.heading.several or newest is None or newest.finished is None:
            return one
        return replace(one, next_time=newest.finished.astimezone(self.now.tzinfo).date() < self.today)

    def _times(self, pack: str, exercise: str) -> list[date]:
        """The days on which each run of an exercise was finished."""
        return [
            one.finished.astimezone(self.now.tzinfo).date()
            for one in self.glances
            if (one.pack, one.exercise) == (pack, exercise) and one.finished is not None
        ]

    def _finished(self, pack: str, exercise: str) -> datetime | None:
        """When any run of an exercise was finished last."""
        found = [
            one.finished
            for one in self.glances
            if (one.pack, one.exercise) == (pack, exercise) and one.finished is not None
        ]
        return max(found, default=None)

    def better_later(self, heading: Heading) -> tuple[str, ...]:
        """Why an exercise may be better done at another time, in its author's words."""
        if not heading.order:
            return ()
        pack = self.library.pack(heading.pack)
        known = {one.id for one in pack.headings if not one.problems} if pack is not None else set()
        finished = {id: at for id in known if (at := self._finished(heading.pack, id)) is not None}
        return better_later(heading.order, self.day, finished, known, self.now, self._highest(heading.pack))

    def not_today(self, heading: Heading) -> bool:
        """Whether its author would leave it to another day, because today is so heavy."""
        return bool(heading.order) and not_today(heading.order, self._highest(heading.pack))

    def _highest(self, pack: str) -> dict[str, int]:
        return highest((one for glance in self.glances if glance.pack == pack for one in glance.measured), self.today)

    def waiting(self) -> tuple[Upcoming, ...]:
        """What belongs to a later day, or has its day today, the nearest first.

        A date and the question that waits for it under the same name are one thing to whoever reads it.
        """
        found: list[Upcoming] = []
        for one in self.glances:
            name = f"{one.pack}/{one.exercise}"
            found += [Upcoming(each.day, each.called, name) for each in one.waiting]
            found += [Upcoming(each.day, each.called, name) for each in one.days if self._lies_ahead(each)]
            found += [
                Upcoming(each.on, each.called, name)
                for each in one.returning
                if each.on is not None and each.returned is None and each.on > self.today
            ]
        for pack in self.library.titles:
            for heading in pack.headings:
                if days := self._days_of(heading):
                    found.append(Upcoming(days[0], heading.title, f"{heading.pack}/{heading.id}"))
        return tuple(sorted(dict.fromkeys(found), key=lambda one: one.day))

    def _lies_ahead(self, one: Dated) -> bool:
        """A day that somebody named stands there on the day itself too; "today" said of a past thing does not."""
        before = one.written is None or one.written < self.today
        return one.day > self.today or (one.day == self.today and before)

    def back(self) -> tuple[Back, ...]:
        """What has come back and was not read yet, the oldest first."""
        found = [
            Back(glance, one)
            for glance in self.glances
            for one in glance.returning
            if one.on is not None and one.on <= self.today and one.returned is None
        ]
        return tuple(sorted(found, key=lambda one: (one.returning.on or self.today, one.glance.started)))

    def read_today(self) -> tuple[Back, ...]:
        """What has come back and was read today: until midnight somebody may go on with it."""
        return tuple(
            Back(glance, one) for glance in self.glances for one in glance.returning if one.returned == self.today
        )

    def measured(self, but: Path | None = None) -> tuple[Measured, ...]:
        """Every time that a number was asked for in this book; without those of the sitting in this file."""
        return (*(one for glance in self.glances if glance.path != but for one in glance.measured), *self._offered)

    def people(self, sitting: Sitting | None = None, but: Path | None = None) -> tuple[Asking, ...]:
        """Why people to talk to are offered today, with the author's words, the gravest first.

        `sitting` is the one that is being written, `but` its file: what it says counts, and not what the disk has.
        """
        return asking(self.library, self.glances, self.today, sitting, but)

    def offered_help(self) -> str:
        """The author's words about people to talk to, when a number of today asks for them; else the empty string."""
        return next((one.says for one in self.people()), "")

    def felt(self, pack: str, exercises: Collection[str]) -> int:
        """How many of these exercises were finished today."""
        return sum(
            at is not None and at.astimezone(self.now.tzinfo).date() == self.today
            for at in (self._finished(pack, id) for id in exercises)
        )
