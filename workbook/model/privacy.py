"""Whether an answer stays with the person: what the author says, whose words it takes in, and the person's own word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from .answers import Answer
from .asking import is_private
from .questions import AnyQuestion
from .sitting import Sitting
from .walking import State, Walk


def stays_private(answer: Answer, sitting: Sitting) -> bool:
    """Whether an answer is kept out of what is made for others; without a word of its own it is as its sitting."""
    return sitting.private if answer.private is None else answer.private


def privacy(at: Walk, step: AnyQuestion, before: Answer | None) -> bool | None:
    """What is to stand as `private` beside an answer: None when it is as private as its sitting.

    The person's own word is above all others. What was written as private stays so, also when the author has opened
    the exercise since.
    """
    if before is not None and before.marked:
        return before.private
    was = before is not None and before.private is True and step.private is not False
    return _beside(at.sitting, was or by_itself(at, step))


def by_itself(at: Walk, step: AnyQuestion) -> bool:
    """Whether an answer is private when nobody has said anything about it."""
    return is_private(at.exercise, step, at.known) or (step.private is not False and at.sitting.private)


def followed(at: Walk, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers, private too where they take in words that have become so since. It never opens one."""
    return _each(at, answers, lambda step, at: by_itself(at, step) or None)


def spread(was: Walk, at: Walk) -> dict[str, Answer]:
    """The answers after the person has marked one of them: what takes it in goes with it, both ways."""

    def went(step: AnyQuestion, at: Walk) -> bool | None:
        after = by_itself(at, step)
        return after if by_itself(was, step) != after else None

    return _each(at, at.sitting.answers, went)


def _each(
    at: Walk, answers: Mapping[str, Answer], decide: Callable[[AnyQuestion, Walk], bool | None]
) -> dict[str, Answer]:
    """The answers as decided, in order: what is decided of one counts for those that take it in further on."""
    made = dict(answers)
    own = dict(at.known.own)
    for step in at.exercise.questions():
        answer = made.get(step.id)
        if answer is None or answer.marked or at.states[step.id] is State.OFF:
            continue
        private = decide(step, replace(at, known=replace(at.known, own=own)))
        if private is None or private == stays_private(answer, at.sitting):
            continue
        made[step.id] = replace(answer, private=_beside(at.sitting, private))
        own[step.id] = made[step.id]
    return made


def _beside(sitting: Sitting, private: bool) -> bool | None:
    return None if private == sitting.private else private
