"""One sitting as it is read back: every question in order, also those that paper leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from ..model.answers import Added, Answer
from ..model.asking import asked
from ..model.days import span, spoken_day
from ..model.lettinggo import is_closed, words_in
from ..model.marking import notes
from ..model.privacy import stays_private
from ..model.questions import Question
from ..model.sitting import Sitting
from ..model.walking import State, Walk
from .blocks import body_of
from .printout import AnsweredBody, Remark

NOT_YET = "Nothing here yet."
SKIPPED = "Skipped."
CLOSED = "Closed by you. Enter goes to it."


class Standing(Enum):
    """How it stands with a question."""

    SAID = "said"
    SKIPPED = "skipped"
    OPEN = "open"
    WAITS = "waits"


@dataclass(frozen=True, slots=True)
class Reading:
    """One question as it is read back."""

    step: str
    ask: str
    standing: Standing
    body: AnsweredBody
    added: tuple[Added, ...] = ()
    private: bool | None = None
    """Whether it is for the person alone; None where nothing was written or said about it."""
    later: str = ""
    """When it comes back to the person, in one line."""
    closed: str = ""
    """Words that the person has closed: they are shown only where somebody asks for them."""
    can_open: bool = True
    """Whether it can be answered or changed: not while it waits for its day, or its question is asked no more."""


@dataclass(frozen=True, slots=True)
class Run:
    """One time through an exercise."""

    pack: str
    exercise: str
    number: int
    title: str
    dates: str
    private: bool
    finished: bool
    readings: tuple[Reading, ...]


def run_of(sitting: Sitting, at: Walk | None, today: date) -> Run:
    """A sitting as it is read back. Its exercise tells of questions that are not answered yet; it may be gone."""
    days = [answer.day for answer in sitting.answers.values() if answer.day is not None and not answer.off]
    days += [one.day for answer in sitting.answers.values() if not answer.off for one in answer.added]
    days = days or [sitting.started.date()]
    return Run(
        pack=sitting.pack,
        exercise=sitting.exercise,
        number=sitting.run,
        title=sitting.title,
        dates=span(min(days), max(days)),
        private=sitting.private,
        finished=sitting.finished is not None,
        readings=tuple(_readings(sitting, at, today)),
    )


def _readings(sitting: Sitting, at: Walk | None, today: date) -> Iterator[Reading]:
    left = dict(sitting.answers)
    for step in at.exercise.steps if at is not None else ():
        if not isinstance(step, Question):
            continue
        assert at is not None
        answer = left.pop(step.id, None)
        if answer is not None and answer.off:
            continue
        if answer is None and at.states[step.id] is State.WAITS:
            yield _waits(sitting, step.id, asked(at.exercise, step, at.known).ask, today)
        elif answer is not None:
            yield _reading(sitting, step.id, answer, today)
        elif at.states[step.id] is State.LIVE:
            yield Reading(step.id, asked(at.exercise, step, at.known).ask, Standing.OPEN, Remark(NOT_YET))
    for id, answer in left.items():
        if not answer.off:
            yield replace(_reading(sitting, id, answer, today), can_open=at is None)
    if at is None:
        for id, one in sitting.waiting.items():
            if id not in sitting.answers:
                yield _waits(sitting, id, one.called, today)


def _reading(sitting: Sitting, id: str, answer: Answer, today: date) -> Reading:
    body = None if answer.skipped else body_of(answer)
    if is_closed(answer):
        body = Remark(CLOSED)
    elif answer.let_go and answer.let_go_at is not None:
        body = Remark(f"Written, and let go on {spoken_day(answer.let_go_at.date())}.")
    private = stays_private(answer, sitting)
    added = notes(answer)
    if body is not None:
        closed = words_in(answer) if is_closed(answer) else ""
        later = "" if answer.sealed else _returns(answer, today)
        return Reading(id, answer.ask, Standing.SAID, body, added, private, later, closed)
    if answer.skipped:
        return Reading(id, answer.ask, Standing.SKIPPED, Remark(SKIPPED), added, private)
    if id in sitting.waiting:
        waits = _waits(sitting, id, answer.ask, today)
        return replace(waits, added=added, private=private)
    return Reading(id, answer.ask, Standing.OPEN, Remark(NOT_YET), added, private)


def _waits(sitting: Sitting, id: str, ask: str, today: date) -> Reading:
    waiting = sitting.waiting.get(id)
    if waiting is None:
        words = "It is asked on a later day."
    elif waiting.day > today:
        words = f"It waits until {spoken_day(waiting.day)}."
    else:
        words = "Its day has come."
    due = waiting is not None and waiting.day <= today
    return Reading(id, ask, Standing.WAITS, Remark(words), can_open=due)


def _returns(answer: Answer, today: date) -> str:
    """When an answer comes back to the person; the empty string where it does not, or has done so."""
    if answer.returned is not None or answer.returns is None:
        return ""
    if isinstance(answer.returns, date):
        return f"It comes back to you on {spoken_day(answer.returns)}." if answer.returns > today else ""
    return "It comes back to you if there is another no."
