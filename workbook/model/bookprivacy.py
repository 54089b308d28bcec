"""Privacy follows words: worked out over a whole book, for answers whose source was marked private since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
        before, spoken = found, _Spoken(found)
        found = tuple(
            _followed(exercise, sitting, spoken, today)
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


class _Spoken:
    """What may be spoken of from each exercise, worked out once for all sittings that may speak of it."""

    def __init__(self, every: Sequence[Sitting]) -> None:
        self._runs: dict[tuple[str, str], list[Sitting]] = {}
        for one in every:
            self._runs.setdefault((one.pack, one.exercise), []).append(one)
        self._of: dict[str, dict[str, dict[str, Answer]]] = {}
        for (pack, exercise), runs in self._runs.items():
            self._of.setdefault(pack, {})[exercise] = earlier_of(runs, pack)

    def to(self, sitting: Sitting) -> Mapping[str, Answer]:
        """What may be spoken of in one of them: all but what it says itself."""
        others = [one for one in self._runs[sitting.pack, sitting.exercise] if one is not sitting]
        return _Earlier(self._of[sitting.pack], sitting.exercise, earlier_of(others, sitting.pack))


class _Earlier(Mapping[str, Answer]):
    """Answers by `exercise.step`: of one exercise these, of all others those that are the same for every sitting."""

    def __init__(self, of: Mapping[str, Mapping[str, Answer]], own: str, answers: Mapping[str, Answer]) -> None:
        self._of, self._own, self._answers = of, own, answers

    def _in(self, exercise: str) -> Mapping[str, Answer]:
        return self._answers if exercise == self._own else self._of.get(exercise, {})

    def __getitem__(self, name: str) -> Answer:
        return self._in(name.partition(".")[0])[name]

    def __iter__(self) -> Iterator[str]:
        for exercise in self._of:
            yield from self._in(exercise)

    def __len__(self) -> int:
        return sum(len(self._in(exercise)) for exercise in self._of)


def _followed(exercise: Exercise, sitting: Sitting, spoken: _Spoken, today: date) -> Sitting:
    at = walk(exercise, sitting, spoken.to(sitting), today)
    answers = {id: _marked(at, id, answer) for id, answer in sitting.answers.items()}
    return replace(sitting, answers=answers)


def _marked(at: Walk, id: str, answer: Answer) -> Answer:
    step = at.exercise.step(id)
    if answer.private is not None or at.sitting.private or not isinstance(step, Question):
        return answer
    return replace(answer, private=True) if is_private(at.exercise, step, at.known) else answer
