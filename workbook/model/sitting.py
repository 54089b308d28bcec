"""A sitting, and its rules: which steps are live, what comes next, how far along. Pure functions all."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import Enum

from .answers import Answer
from .asking import asked, can_be_asked
from .conditions import Name, atoms, holds
from .exercise import Exercise
from .known import Known
from .questions import AnyStep, Note, Question, Wait


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is: the step, and the cursor in it."""

    step: str
    row: str = ""
    """A row's key, not its position."""
    column: str = ""
    at: int | None = None
    """Code points from the beginning of the text; clamped when it is used."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question that belongs to a later day."""

    day: date
    called: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """One person's run through one exercise. It needs nothing of the exercise to be read or printed."""

    exercise: str
    title: str
    pack: str
    section: str
    started: datetime
    run: int = 1
    """1 for the first; it stands in the file's name."""
    private: bool = False
    content: str = ""
    """The fingerprint of the exercise as it was last asked."""
    revision: int = 0
    saved: datetime | None = None
    finished: datetime | None = None
    short: bool = False
    """Only the core is asked."""
    place: Place | None = None
    """None until the opening page has been left."""
    done: int = 0
    of: int = 0
    answers: Mapping[str, Answer] = field(default_factory=dict)
    waiting: Mapping[str, Waiting] = field(default_factory=dict)
    extra: Mapping[str, object] = field(default_factory=dict)
    """Keys that this program does not know; they are kept."""


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
        """How many live questions there are."""
        return len(self.questions())

    def minutes_left(self) -> int:
        """About how many minutes what is left will take; 0 when nothing is."""
        of = self.of()
        left = of - self.done()
        share = left / of if of else 0
        whole = self.exercise.minutes * self.share_of_exercise()
        return math.ceil(whole * share) if left else 0

    def share_of_exercise(self) -> float:
        """The part of the exercise's questions that is asked today: 1 but for the short version."""
        extra = sum(self.states[step.id] is State.EXTRA and step.later is None for step in self.exercise.questions())
        of = self.of()
        return of / (of + extra) if of else 1.0


def walk(exercise: Exercise, sitting: Sitting, earlier: Mapping[str, Answer], today: date) -> Walk:
    """Go through an exercise in order. What stands later never decides about what stands earlier."""
    states: dict[str, State] = {}
    own: dict[str, Answer] = {}
    for step in exercise.steps:
        known = Known(own, earlier, sitting.run, exercise.id)
        state = _state(exercise, step, sitting, known, today)
        states[step.id] = state
        answer = sitting.answers.get(step.id)
        if answer is not None and state is not State.OFF:
            own[step.id] = replace(answer, off=False) if answer.off else answer
    return Walk(exercise, sitting, states, Known(own, earlier, sitting.run, exercise.id))


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
            found[step.id] = Waiting(day, said.called or said.ask)
    return found


def _day_of(wait: Wait, known: Known, finished: date) -> date | None:
    answer = known.answer(wait.date) if wait.date is not None else None
    if answer is not None and isinstance(answer.value, date):
        day = answer.value
    elif wait.offset is not None:
        day = finished + timedelta(days=wait.offset)
    else:
        return None
    return max(day, finished + timedelta(days=1))


def days_ahead(sitting: Sitting, today: date) -> tuple[Waiting, ...]:
    """What stands under Waiting: questions of a later day, and every date answer that lies ahead by its name."""
    ahead = [
        one
        for id, one in sitting.waiting.items()
        if not ((answer := sitting.answers.get(id)) is not None and answer.dealt_with())
    ]
    ahead += [
        Waiting(answer.value, answer.called or answer.ask)
        for answer in sitting.answers.values()
        if answer.kind == "date" and answer.speaks() and isinstance(answer.value, date) and answer.value > today
    ]
    return tuple(sorted(ahead, key=lambda one: one.day))


def earlier_of(sittings: Iterable[Sitting], pack: str) -> dict[str, Answer]:
    """What may be spoken of from other exercises of a book: `exercise.step`, the newest run that has an answer.

    They come in the order in which the exercises were begun. Which run is the newest, its number says: a clock may
    have been put back.
    """
    found: dict[str, Answer] = {}
    runs: dict[str, int] = {}
    for sitting in sorted(sittings, key=lambda one: (one.started, one.run)):
        if sitting.pack != pack:
            continue
        for id, answer in sitting.answers.items():
            name = f"{sitting.exercise}.{id}"
            if answer.speaks() and sitting.run >= runs.get(name, 0):
                private = sitting.private if answer.private is None else answer.private
                found[name] = replace(answer, private=private)
                runs[name] = sitting.run
    return found


def next_exercise(at: Walk) -> str:
    """What the exercise's own rules suggest after it; the empty string when none holds."""
    for rule in at.exercise.next:
        if not holds(rule.when, at.known):
            continue
        if rule.to:
            return rule.to
        if rule.from_answer is not None and (ids := _ids(at.known, rule.from_answer)):
            return ids[0]
    return ""


def _ids(known: Known, name: Name) -> tuple[str, ...]:
    """The ids of the options that were picked, but for the person's own words: those name no exercise."""
    return tuple(id for id in atoms(known.answer(name)) if id != "other")
