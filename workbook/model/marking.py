"""What a person puts beside an answer: a note of their own, and the word that it is for nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from .answers import Added, Answer, Picks, says
from .privacy import by_itself, spread, stays_private
from .questions import AnyQuestion
from .recording import fresh, in_order
from .sitting import Sitting
from .walking import Walk, walk


def noted(at: Walk, step: AnyQuestion, added: tuple[Added, ...], now: datetime) -> Sitting:
    """The sitting with these notes beside an answer, in place of those before. A question needs no answer for it."""
    before = at.sitting.answers.get(step.id)
    return _with(at, step, replace(before or _bare(at, step, now), added=added))


def marked(at: Walk, step: AnyQuestion, now: datetime) -> Sitting:
    """The sitting with this answer for the person alone; where it is that already, no longer.

    It is remembered for a question without an answer too, and it stands whatever the exercise says later. What takes
    the answer in goes with it, but for what the person has marked by itself.
    """
    # What was typed since the page was turned counts too.
    at = walk(at.exercise, at.sitting, at.known.earlier, now.date())
    before = at.sitting.answers.get(step.id) or _bare(at, step, now)
    private = not stays_private(before, at.sitting)
    usual = by_itself(at, step)
    said = private != usual
    answer = replace(before, private=private if said or private != at.sitting.private else None, marked=said)
    sitting = _with(at, step, answer)
    after = walk(at.exercise, sitting, at.known.earlier, now.date())
    return replace(sitting, answers=spread(at, after))


def notes(answer: Answer | None) -> tuple[Added, ...]:
    """What was added to an answer and says something."""
    return tuple(one for one in answer.added if one.text.strip()) if answer is not None else ()


def holds_something(sittings: Iterable[Sitting]) -> bool:
    """Whether there is anything to be read: an answer, or a note beside a question."""
    answers = (answer for one in sittings for answer in one.answers.values() if not answer.off)
    return any(shows(answer) or notes(answer) for answer in answers)


def shows(answer: Answer) -> bool:
    """Whether something stands there when an answer is read back: that its words were let go does too."""
    return answer.let_go or (bool(answer.value.picks) if isinstance(answer.value, Picks) else says(answer.value))


def is_for_one_alone(at: Walk, step: AnyQuestion) -> bool:
    """Whether what is, or will be, answered here stays with the person."""
    answer = at.sitting.answers.get(step.id)
    return stays_private(answer, at.sitting) if answer is not None else by_itself(at, step)


def is_opened(at: Walk, step: AnyQuestion) -> bool:
    """Whether the person has let others see what would stay with them by itself."""
    answer = at.sitting.answers.get(step.id)
    return answer is not None and answer.marked and answer.private is False


def todays(added: tuple[Added, ...], today: date) -> int | None:
    """The position of today's note, the newest of several; None where there is none yet."""
    return max((number for number, one in enumerate(added) if one.day == today), default=None)


def _bare(at: Walk, step: AnyQuestion, now: datetime) -> Answer:
    """A question that nobody has answered."""
    return replace(fresh(at, step, None, None, now), day=None)


def _with(at: Walk, step: AnyQuestion, answer: Answer) -> Sitting:
    """The sitting with this answer; where nothing stands in it and beside it, the question is untouched again."""
    answers = dict(at.sitting.answers)
    if answer.dealt_with() or answer.added or answer.marked or answer.extra:
        answers[step.id] = answer
    else:
        answers.pop(step.id, None)
    return replace(at.sitting, answers=in_order(at.exercise, answers))
