"""Privacy follows words: worked out over a whole book, for answers whose source was marked private since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from .answers import Answer
from .asking import is_private
from .exercise import Exercise
from .questions import Question
from .sitting import Sitting, earlier_of
from .walking import Walk, walk


def followed(
    exercises: Mapping[tuple[str, str], Exercise], sittings: Sequence[Sitting], today: date
) -> tuple[Sitting, ...]:
    """The sittings with every answer private that takes in a private one, or that its author has made private since.

    Exercises stand by pack and id; a sitting whose exercise is gone stays as it is. An answer that is marked as open
    for all stays open, and nothing is ever opened by this.
    """
    found = tuple(sittings)
    # One answer may take in another that takes in a third: a round for each link of the longest chain.
    for _ in range(len(found) + 1):
        before = found
        found = tuple(
            _followed(exercise, sitting, before, today)
            if (exercise := exercises.get((sitting.pack, sitting.exercise))) is not None
            else sitting
            for sitting in before
        )
        if found == before:
            break
    return found


def all_private(sitting: Sitting) -> Sitting:
    """The sitting with all of its answers private, whatever stands beside them."""
    answers = {id: replace(answer, private=None) for id, answer in sitting.answers.items()}
    return replace(sitting, private=True, answers=answers)


def _followed(exercise: Exercise, sitting: Sitting, every: Sequence[Sitting], today: date) -> Sitting:
    earlier = earlier_of((one for one in every if one is not sitting), sitting.pack)
    at = walk(exercise, sitting, earlier, today)
    answers = {id: _marked(at, id, answer) for id, answer in sitting.answers.items()}
    return replace(sitting, answers=answers)


def _marked(at: Walk, id: str, answer: Answer) -> Answer:
    step = at.exercise.step(id)
    if answer.private is not None or at.sitting.private or not isinstance(step, Question):
        return answer
    return replace(answer, private=True) if is_private(at.exercise, step, at.known) else answer
