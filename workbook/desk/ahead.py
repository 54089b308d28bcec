"""What lies before somebody today: what to go on with, what their path says, what waits, what comes back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ..library.library import Library
from ..library.titles import Heading, PackTitles, PathTitles
from ..model.measures import Measured, highest
from ..model.today import Life, better_later, not_today, of_today
from ..model.workbook import Workbook
from .people import Asking, asking
from .progress import Back, Progress, Upcoming, touched
from .times import Times

if TYPE_CHECKING:
    from ..model.sitting import Sitting
    from ..store.glance import Glance

SOME_DAYS = 3
"""So long what can be filled at any time is put forward, where nothing else is; then it only waits."""


class Ahead(Times):
    """Made anew whenever somebody looks: a picture of one moment, from the titles and the sittings from afar."""

    def __init__(
        self,
        library: Library,
        glances: tuple[Glance, ...],
        book: Workbook | None,
        now: datetime,
        offered: Iterable[Measured] = (),
    ) -> None:
        super().__init__(library, glances, book, now)
        self._offered = tuple(offered)
        """Numbers that were asked for and left open, where nothing was written that would be kept."""

    @property
    def path(self) -> PathTitles | None:
        """The path that was chosen."""
        return self.chosen()[1] if self.book is not None and self.book.path else None

    def chosen(self) -> tuple[PackTitles | None, PathTitles | None]:
        """The path that was chosen, behind the pack that has it."""
        wanted = self.book.path if self.book is not None else ""
        for pack in self.library.titles:
            for path in pack.paths:
                if wanted and path.id == wanted:
                    return pack, path
        return None, None

    def progress(self, pack: PackTitles) -> tuple[Progress, ...]:
        """Every exercise of a pack with how far it is, in the order of the sections."""
        return tuple(self._progress(heading, next(reversed(self.runs(heading)), None)) for heading in pack.headings)

    def _progress(self, heading: Heading, sitting: Glance | None) -> Progress:
        due = (
            sitting is not None
            and sitting.finished is not None
            and any(one.day <= self.today for one in sitting.waiting)
        )
        under_way = sitting is not None and sitting.finished is None
        days = self.days_of(heading)
        again = bool(days) and not under_way and days[0] <= self.today
        path = self.path
        return Progress(heading, sitting, due, again, path is not None and heading.id in path.short)

    def every(self) -> list[Progress]:
        """Every exercise of every pack."""
        return [one for pack in self.library.titles for one in self.progress(pack)]

    def begins_anew(self, heading: Heading) -> bool:
        """Whether to open an exercise is to begin another run: it can be done any number of times, or is due again."""
        newest = next(reversed(self.runs(heading)), None)
        if newest is None or newest.finished is None:
            return False
        if heading.run_title or self._progress(heading, newest).due_again:
            return True
        return heading.several and any(one.next_time and one.heading == heading for one in self.on_path())

    def is_done(self, heading: Heading) -> bool:
        """Whether an exercise was finished, and nothing asks for another time through it now."""
        finished = self.finished(heading.pack, heading.id)
        if finished is None or self.begins_anew(heading):
            return False
        # What asks something else each time is for another day, and under way it is to be finished.
        again = heading.several and finished.date() < self.today
        return not again and self.runs(heading)[-1].finished is not None

    def may_go_on_to(self, heading: Heading, run: int) -> date | None:
        """The day from which on the next time through an exercise is offered; None where there is none.

        There is one for an exercise that asks something else each time, after its newest run, never on the same day.
        """
        runs = self.runs(heading)
        newest = runs[-1] if runs else None
        if not heading.several or newest is None or newest.run != run or newest.finished is None:
            return None
        return newest.finished.date() + timedelta(days=1)

    def go_on(self) -> Progress | None:
        """What to go on with; None where nothing is put forward.

        First what was being written today, then what has its day, then whatever else is unfinished, then what comes
        next: on the chosen path, else in the order of the book, as its rules suggest. On a day that is very heavy
        nothing new is put before anybody. Every exercise opens all the same.
        """
        every = self.every()
        begun = sorted((one for one in every if one.begun), key=touched, reverse=True)
        if begun and touched(begun[0]).date() == self.today:
            return begun[0]
        come = [one for one in every if self._has_its_day(one)]
        if come or begun:
            # What comes up by itself first, then the questions: that of the nearest day.
            come.sort(key=self._how_near, reverse=True)
            return [*come, *begun][0]
        if self.offered_help():
            return None
        if self.path is not None:
            new = next((one for one in self.of_path()[0] if not one.finished), None)
        else:
            new = next((one for one in every if self._next_in_order(one)), None)
        return new or next((one for one in every if self._may_be_filled(one)), None)

    def _has_its_day(self, one: Progress) -> bool:
        """Whether an exercise, or a question of a day that somebody named, has its day and was not passed by."""
        if one.due_again:
            return not self.passed_by(self.days_of(one.heading)[0])
        come = self.come(one)
        return come is not None and not come.whenever and not self.passed_by(come.day)

    def _how_near(self, one: Progress) -> tuple[bool, date]:
        come = self.come(one)
        return one.due_again, come.day if come is not None else self.today

    def _may_be_filled(self, one: Progress) -> bool:
        """Whether a question that can be answered at any time came to its time some days ago at most."""
        come = self.come(one)
        return come is not None and come.whenever and (self.today - come.day).days < SOME_DAYS

    def _next_in_order(self, one: Progress) -> bool:
        heading = one.heading
        # What can be done any number of times, or comes up by itself, is nobody's next step.
        return not (one.sitting or heading.problems or heading.run_title or heading.later or self.better_later(heading))

    def on_path(self) -> tuple[Progress, ...]:
        """What the chosen path has for somebody today, at most four; what they passed over comes last."""
        own, aside = self.of_path()
        return (*own, *aside)

    def of_path(self) -> tuple[tuple[Progress, ...], tuple[Progress, ...]]:
        """What the chosen path puts before somebody today, and what they passed over before."""
        pack, path = self.chosen()
        if pack is None or path is None:
            return (), ()
        every = {one.heading.id: one for one in self.progress(pack) if not one.heading.problems}
        heavy = {id for id, one in every.items() if self.not_today(one.heading)}
        found = of_today(path.days, self.day, self.life(pack), set(every), heavy)
        return tuple(self._this_time(every[id]) for id in found.own), tuple(
            self._this_time(every[id]) for id in found.aside
        )

    def life(self, pack: PackTitles) -> Life:
        """What was done of a pack's exercises until today."""
        finished: dict[str, list[date]] = {}
        started: dict[str, list[date]] = {}
        for one in self.glances:
            if one.pack == pack.id:
                started.setdefault(one.exercise, []).append(one.started.date())
                if one.finished is not None:
                    finished.setdefault(one.exercise, []).append(one.finished.date())
        return Life(
            self.today,
            {id: max(days) for id, days in finished.items()},
            {one.heading.id for one in self.progress(pack) if one.begun},
            {one.id: finished.get(one.id, []) for one in pack.headings if one.several},
            started,
        )

    def _this_time(self, one: Progress) -> Progress:
        """What the path means by naming an exercise: the next time, where it was done before today."""
        newest = one.sitting
        if not one.heading.several or newest is None or newest.finished is None:
            return one
        return one._replace(next_time=newest.finished.date() < self.today)

    def better_later(self, heading: Heading) -> tuple[str, ...]:
        """Why an exercise may be better done at another time, in its author's words."""
        if not heading.order:
            return ()
        pack = self.library.pack(heading.pack)
        known = {one.id for one in pack.headings if not one.problems} if pack is not None else set()
        finished = {id: at for id in known if (at := self.finished(heading.pack, id)) is not None}
        return better_later(heading.order, self.day, finished, known, self.now, self._highest(heading.pack))

    def not_today(self, heading: Heading) -> bool:
        """Whether its author would leave it to another day, because today is so heavy."""
        return bool(heading.order) and not_today(heading.order, self._highest(heading.pack))

    def _highest(self, pack: str) -> dict[str, int]:
        return highest((one for glance in self.glances if glance.pack == pack for one in glance.measured), self.today)

    def waiting(self) -> tuple[Upcoming, ...]:
        """What belongs to a later day or has its day, as it stands under Waiting."""
        from .upcoming import upcoming

        return upcoming(self)

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
        return sum(at is not None and at.date() == self.today for at in (self.finished(pack, id) for id in exercises))
