"""The rules of a sitting: which steps are live, what comes next, how far along. Pure functions all.

Apart from `sitting`, because the contents need what was written but no question: making the classes of all the kinds
takes a tenth of the time until the first screen stands.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import Enum

from .answers import Answer
from .asking import asked, can_be_asked, needed
from .conditions import Name, atoms, holds, may_come_to_hold, names_in
from .exercise import Exercise
from .known import Known
from .questions import AnyStep, Note, Question, Wait
from .sitting import Sitting
from .waiting import Waiting


class State(Enum):
    """Of a step in a sitting, today."""

    LIVE = "live"
    OFF = "off"
    """Its branch is switched off, or what it speaks of is not there."""
    WAITS = "waits"
    """It belongs to a later day."""
    EXTRA = "extra"
    """Not part of the short version."""


@dataclass(frozen=True, slots=True)
class Walk:
    """An exercise gone through with a sitting: the state of every step, and what is known at each."""

    exercise: Exercise
    sitting: Sitting
    states: Mapping[str, State]
    known: Known
    to_come: frozenset[str] = frozenset()
    """Questions that speak of an answer which is still to be given: they count, though nobody can ask them yet."""

    def live(self) -> tuple[AnyStep, ...]:
        """The steps to be gone through today, in order."""
        return tuple(step for step in self.exercise.steps if self.states[step.id] is State.LIVE)

    def questions(self) -> tuple[AnyStep, ...]:
        """The live steps that ask something."""
        return tuple(step for step in self.live() if isinstance(step, Question))

    def next(self, id: str) -> AnyStep | None:
        """The live step after this one, wherever this one is; None at the end."""
        return self._after(id, self.exercise.steps)

    def back(self, id: str) -> AnyStep | None:
        """The live step before this one; None at the beginning."""
        return self._after(id, self.exercise.steps[::-1])

    def _after(self, id: str, steps: tuple[AnyStep, ...]) -> AnyStep | None:
        passed = False
        for step in steps:
            if passed and self.states[step.id] is State.LIVE:
                return step
            passed = passed or step.id == id
        return None

    def resume(self) -> AnyStep | None:
        """The step to open at: a question whose day has come, else the place, else the nearest live step to it."""
        live = self.live()
        if self.sitting.finished is not None:
            due = [step for step in live if step.id in self.sitting.waiting and not self.dealt_with(step.id)]
            if due:
                return due[0]
        if not live:
            return None
        if self.sitting.place is None:
            return live[0]
        step = self.exercise.step(self.sitting.place.step)
        if step is None:
            return next((one for one in self.questions() if not self.dealt_with(one.id)), live[-1])
        if self.states[step.id] is State.LIVE:
            return step
        return self.next(step.id) or self.back(step.id)

    def dealt_with(self, id: str) -> bool:
        """Whether a question needs no more of the person."""
        answer = self.sitting.answers.get(id)
        return answer is not None and answer.dealt_with()

    def done(self) -> int:
        """How many live questions are answered or skipped."""
        return sum(self.dealt_with(step.id) for step in self.questions())

    def of(self) -> int:
        """How many questions there are, with those that only wait for the answer which they speak of."""
        return len(self.questions()) + len(self.to_come)

    def more(self) -> tuple[AnyStep, ...]:
        """The questions that the short version leaves out, as far as nobody waits for their day."""
        return tuple(
            step for step in self.exercise.questions() if self.states[step.id] is State.EXTRA and step.later is None
        )

    def minutes_left(self) -> int:
        """About how many minutes what is left will take; 0 when nothing is."""
        of = self.of()
        left = of - self.done()
        share = left / of if of else 0
        whole = self.exercise.minutes * self.share_of_exercise()
        return math.ceil(whole * share) if left else 0

    def share_of_exercise(self) -> float:
        """The part of the exercise's questions that is asked today: 1 but for the short version."""
        extra, of = len(self.more()), self.of()
        return of / (of + extra) if of else 1.0


def walk(exercise: Exercise, sitting: Sitting, earlier: Mapping[str, Answer], today: date) -> Walk:
    """Go through an exercise in order. What stands later never decides about what stands earlier."""
    states: dict[str, State] = {}
    own: dict[str, Answer] = {}
    to_come: set[str] = set()
    for step in exercise.steps:
        known = Known(own, earlier, sitting.run, exercise.id)
        state = _state(exercise, step, sitting, known, today)
        states[step.id] = state
        if state is State.OFF and _comes_later(exercise, step, sitting, known, states, to_come):
            to_come.add(step.id)
        answer = sitting.answers.get(step.id)
        if answer is not None and state is not State.OFF:
            own[step.id] = replace(answer, off=False) if answer.off else answer
    return Walk(exercise, sitting, states, Known(own, earlier, sitting.run, exercise.id), frozenset(to_come))


def further_run(exercise: Exercise, run: int, earlier: Mapping[str, Answer], today: date) -> bool:
    """Whether the exercise asks something of its own the next time: a question that goes by the number of the time."""
    now = datetime(today.year, today.month, today.day, tzinfo=UTC)
    fresh = Sitting(exercise.id, exercise.title, exercise.pack, exercise.section, now, run=run + 1)
    at = walk(exercise, fresh, earlier, today)
    return any(_asks_for_the_run(step) for step in at.questions())


def _asks_for_the_run(step: AnyStep) -> bool:
    return any(name.step == "sitting" and not name.exercise for name in names_in(step.when))


def has_further_runs(exercise: Exercise) -> bool:
    """Whether it is made for several times: what is asked goes by the number of the time."""
    return any(_asks_for_the_run(step) for step in exercise.steps)


def _comes_later(
    exercise: Exercise, step: AnyStep, sitting: Sitting, known: Known, states: Mapping[str, State], to_come: set[str]
) -> bool:
    """Whether a question is off only because the answer that it speaks of, or waits for, has not been given yet."""
    if not isinstance(step, Question) or step.later is not None or (sitting.short and not step.core):
        return False
    coming = {
        id
        for id, state in states.items()
        if id in to_come
        or (state is State.LIVE and ((answer := sitting.answers.get(id)) is None or not answer.dealt_with()))
    }
    if not may_come_to_hold(step.when, known, coming, exercise.id):
        return False
    sources = {name.step for name in needed(exercise, step, known) if name.exercise in ("", exercise.id)}
    return bool(sources & coming) or (not holds(step.when, known) and can_be_asked(exercise, step, None, known))


def _state(exercise: Exercise, step: AnyStep, sitting: Sitting, known: Known, today: date) -> State:
    if not holds(step.when, known) or not can_be_asked(exercise, step, sitting.answers.get(step.id), known):
        return State.OFF
    if sitting.short and not step.core:
        return State.EXTRA
    if step.later is not None and not _due(step, step.later, sitting, known, today):
        return State.WAITS
    return State.LIVE


def _due(step: AnyStep, wait: Wait, sitting: Sitting, known: Known, today: date) -> bool:
    if isinstance(step, Note):
        # Nobody waits for a note: it only stands with the questions of its day.
        day = _day_of(wait, known, sitting.finished.date()) if sitting.finished is not None else None
        return day is not None and day <= today
    answer = sitting.answers.get(step.id)
    if answer is not None and answer.dealt_with():
        return True
    waiting = sitting.waiting.get(step.id)
    return waiting is not None and waiting.day <= today


def waits(at: Walk, finished: date) -> dict[str, Waiting]:
    """The questions that belong to a later day, by step. Never the day of finishing; a day that is past is the next."""
    found: dict[str, Waiting] = {}
    for step in at.exercise.questions():
        if step.later is None or at.states[step.id] in (State.OFF, State.EXTRA) or at.dealt_with(step.id):
            continue
        day = _day_of(step.later, at.known, finished)
        if day is not None:
            said = asked(at.exercise, step, at.known)
            whenever = _named_day(step.later, at.known) is None
            found[step.id] = Waiting(day, said.called or said.ask, whenever=whenever)
    return found


def _day_of(wait: Wait, known: Known, finished: date) -> date | None:
    day = _named_day(wait, known)
    if day is None and wait.offset is not None:
        day = finished + timedelta(days=wait.offset)
    return max(day, finished + timedelta(days=1)) if day is not None else None


def _named_day(wait: Wait, known: Known) -> date | None:
    """The day that somebody named for it by a date answer."""
    answer = known.answer(wait.date) if wait.date is not None else None
    return answer.value if answer is not None and isinstance(answer.value, date) else None


def next_exercise(at: Walk, done: Collection[str] = (), not_today: Collection[str] = ()) -> str:
    """What the exercise's own rules suggest after it; the empty string when none holds.

    An exercise that is `done` is never suggested: the rule after it is looked at. So it is with what is better left to
    another day, but for what somebody chose.
    """
    for rule in at.exercise.next:
        if not holds(rule.when, at.known):
            continue
        if rule.to:
            if rule.to not in done and rule.to not in not_today:
                return rule.to
        elif rule.from_answer is not None:
            chosen = [id for id in _ids(at.known, rule.from_answer) if id not in done]
            if chosen:
                return chosen[0]
    return ""


def _ids(known: Known, name: Name) -> tuple[str, ...]:
    """The ids of the options that were picked, but for the person's own words: those name no exercise."""
    return tuple(id for id in atoms(known.answer(name)) if id != "other")
