"""Words that were written for nobody: what may become of them once they are written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from .answers import Answer, says
from .questions import AnyStep, LineQuestion, TextQuestion
from .sitting import Sitting


def may_be_let_go(step: AnyStep | None) -> bool:
    """Whether somebody is asked after this question what shall become of the words."""
    return isinstance(step, LineQuestion | TextQuestion) and step.let_go


def is_closed(answer: Answer | None) -> bool:
    """Whether words stand there that their person has closed: they are shown and printed nowhere."""
    return answer is not None and answer.sealed and not answer.skipped and says(answer.value)


def words_in(answer: Answer | None) -> str:
    """The words that could be let go; empty where there are none."""
    value = answer.value if answer is not None and not answer.skipped else None
    return value if isinstance(value, str) and value.strip() else ""


def closed(sitting: Sitting, step: str) -> Sitting:
    """The sitting with the words of this answer closed."""
    return _with(sitting, step, sealed=True)


def opened(sitting: Sitting, step: str) -> Sitting:
    """The sitting with the words of this answer as open as any others."""
    return _with(sitting, step, sealed=False)


def gone(answer: Answer, at: datetime) -> Answer:
    """The answer without its words. Notes beside it are words of their own, and stay."""
    return replace(
        answer,
        value=None, skipped=False, off=False, sealed=False, assembled=False, let_go=True, let_go_at=at,
        returns=None, returned=None,
    )  # fmt: skip


def let_go(sitting: Sitting, steps: Collection[str], at: datetime) -> Sitting:
    """The sitting without the words of these questions; the same object where none of them has any."""
    there = [step for step in steps if (answer := sitting.answers.get(step)) is not None and answer.value is not None]
    if not there:
        return sitting
    answers = {id: gone(answer, at) if id in there else answer for id, answer in sitting.answers.items()}
    place = sitting.place
    if place is not None and place.step in there:
        place = replace(place, at=None)
    return replace(sitting, answers=answers, place=place)


def _with(sitting: Sitting, step: str, *, sealed: bool) -> Sitting:
    answer = sitting.answers.get(step)
    if answer is None or answer.sealed == sealed:
        return sitting
    return replace(sitting, answers={**sitting.answers, step: replace(answer, sealed=sealed)})
