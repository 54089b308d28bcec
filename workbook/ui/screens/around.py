"""The numbers that may be asked on the page before an exercise and on the page after it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from ...desk import Taken
from ...model.around import Number, measured_in, numbered, numbers
from ...model.days import full_day
from ...model.known import Known
from ...model.measures import AFTER, Measured, day_by_day, earlier_number
from ...model.questions import ScaleQuestion
from ...model.sitting import Sitting
from ...model.walking import Walk
from ..widgets.numbered import Numbered
from ..widgets.numbers import Numbers

if TYPE_CHECKING:
    from ..app import WorkbookApp

SAME = 1
"""Numbers no further apart than this are about the same."""
CANT_SAY = "Numbers move for many reasons; this can't say why."


class Around:
    """Asked once, when the page is made; what is due does not change while somebody reads."""

    def __init__(self, app: WorkbookApp, taken: Taken, known: Known, when: str) -> None:
        self.app = app
        self.desk = app.desk
        self.taken = taken
        self.when = when
        self.asked = self.desk.ahead.measured()
        self.numbers = numbers(taken.exercise, when, self.asked, known, self.desk.clock())
        self.offers = False
        """Whether a number that stands here now offers people to talk to."""
        self._said = self.desk.care.said()
        """What was offered before this page was shown."""
        self._shown: list[Numbered] = []

    def widgets(self, sitting: Sitting) -> list[Numbered]:
        """The numbers to give, with those that were given here today. One of another day is not today's."""
        self._shown = []
        today = self.desk.clock().date()
        for one in self.numbers:
            answer = sitting.answers.get(one.step)
            value = answer.value if answer is not None and answer.day == today else None
            self._shown.append(Numbered(one, value if isinstance(value, int) else None))
        return self._shown

    def set(self, event: Numbers.Set, sitting: Sitting, now: datetime) -> Sitting:
        """The sitting with the number that was just given or taken back; what can be said to it is said."""
        shown = next((one for one in self._shown if one.numbers is event.control), None)
        if shown is None:
            return sitting
        made = numbered(sitting, shown.asked, event.control.number, now)
        shown.say(self._words(shown.asked, event.control.number, made, now))
        return made

    def passed(self, sitting: Sitting, now: datetime) -> Sitting:
        """The sitting with the numbers that were left open: they are not asked again soon."""
        for one in self.numbers:
            if one.step not in sitting.answers:
                sitting = numbered(sitting, one, None, now)
                # It may be that nothing else is written, and no file is made: it was asked all the same.
                self.desk.offered.append(Measured(one.measure, one.step, now.date(), now, None))
        return sitting

    def _words(self, number: Number, value: int | None, sitting: Sitting, now: datetime) -> str:
        if value is None:
            self.offers = False
            return ""
        said = []
        before = earlier_number(number.measure, self.asked, number.step, now.date()) if self.when == AFTER else None
        if before is not None:
            said.append(f"Earlier today: {before}. Now: {value}.")
            said.append(_moved(before, value, "before", sinks=number.sinks))
            if number.sinks and value - before > SAME:
                said.append("That is common just after writing. If it stays heavy, take a break.")
            said.append(CANT_SAY)
        if offer := self._offer(number, sitting):
            said.append(f"{offer} Press ?.")
        return " ".join(said)

    def _offer(self, number: Number, sitting: Sitting) -> str:
        """The words that offer people, at once: each reason once a day, but as long as this page stands."""
        asking = self.desk.ahead.people(sitting, self.taken.kept.path)
        fresh = [one for one in asking if one.measure == number.measure and one.reason not in self._said]
        self.offers = bool(fresh)
        if not fresh:
            return ""
        self.desk.care.say(*(one.reason for one in asking))
        self.app.keep_offered()
        return fresh[0].says


def beside_the_earlier(at: Walk, step: ScaleQuestion, value: int | None, asked: Iterable[Measured], today: date) -> str:
    """The earlier numbers of this book with their days, beside the one that was just given to a question.

    `asked` are those of all other sittings. An answer of an earlier day is held against what stood before that day.
    """
    measure = at.exercise.measured.get(step.measure)
    if measure is None or value is None:
        return ""
    answer = at.sitting.answers.get(step.id)
    day = answer.day if answer is not None and answer.day is not None and not answer.skipped else today
    own = (one for one in measured_in(at.sitting) if one.step != step.id)
    before = day_by_day((*asked, *own), step.measure, day)
    if not before:
        return ""
    told = [f"{number} {_earlier(day, today) if one == day else _on(one, today)}" for one, number in before]
    now = "now" if before[-1][0] == day == today else _on(day, today)
    moved = _moved(before[-1][1], value, "last time", sinks=measure.offer is not None)
    return f"{', '.join(told)}, {value} {now}. {moved} {CANT_SAY}"


def _earlier(day: date, today: date) -> str:
    return "earlier today" if day == today else "earlier that day"


def _on(day: date, today: date) -> str:
    if day == today:
        return "today"
    words = full_day(day)
    return f"on {words.rpartition(' ')[0] if day.year == today.year else words}"


def _moved(before: int, value: int, than: str, *, sinks: bool) -> str:
    """Up is said as plainly as down."""
    if abs(value - before) <= SAME:
        return "About the same as last time."
    more, less = ("Heavier", "Lighter") if sinks else ("More", "Less")
    return f"{more if value > before else less} than {than}."
