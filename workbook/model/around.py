"""A number that is asked around an exercise, as an answer of that sitting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from .answers import Answer, Ends
from .exercise import Exercise
from .known import Known
from .measures import AFTER, Measured, due, step_of
from .questions import ScaleQuestion
from .sitting import Sitting

LOW, HIGH = 0, 10
"""The ends of every measure."""


@dataclass(frozen=True, slots=True)
class Number:
    """A measure as it is asked."""

    measure: str
    step: str
    ask: str
    low: str
    high: str
    sinks: bool
    """Whether a high number is a reason to offer people to talk to."""


def numbers(
    exercise: Exercise, when: str, asked: Iterable[Measured], known: Known, now: datetime
) -> tuple[Number, ...]:
    """What is to be asked now, `before` or `after` an exercise; nothing that the exercise asks by itself."""
    own = {step.measure for step in exercise.steps if isinstance(step, ScaleQuestion)}
    wanted = [id for id in exercise.measures if id in exercise.measured and id not in own]
    found = []
    for id in due(wanted, when, asked, now):
        measure = exercise.measured[id]
        ask = measure.ask.say(known.answer)
        if ask is not None:
            found.append(Number(id, step_of(id, when), ask, measure.low, measure.high, measure.offer is not None))
    return tuple(found)


def numbered(sitting: Sitting, number: Number, value: int | None, now: datetime) -> Sitting:
    """The sitting with this number, or with the question left open; before all other answers, or after them."""
    before = sitting.answers.get(number.step)
    answer = Answer(
        number.ask,
        "scale",
        value=value,
        day=now.date(),
        skipped=value is None,
        measure=number.measure,
        at=before.at if before is not None and before.at is not None and before.day == now.date() else now,
        ends=Ends(LOW, HIGH, number.low, number.high),
    )
    rest = {id: one for id, one in sitting.answers.items() if id != number.step}
    made = {**rest, number.step: answer} if number.step.endswith(AFTER) else {number.step: answer, **rest}
    return replace(sitting, answers=made)


def measured_in(sitting: Sitting) -> tuple[Measured, ...]:
    """Every time that a number was asked for in a sitting."""
    return tuple(
        Measured(one.measure, id, one.day, one.at, one.value if isinstance(one.value, int) else None)
        for id, one in sitting.answers.items()
        if one.measure and not one.off
    )


def only_numbers(sitting: Sitting) -> bool:
    """Whether nothing stands in a sitting but numbers that were left open: nothing worth a file."""
    return all(one.measure and one.skipped for one in sitting.answers.values())
