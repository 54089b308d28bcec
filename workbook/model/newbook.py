"""The first page of a new book: what was taken along from an earlier one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from .exercise import Exercise
from .questions import LineQuestion, TextQuestion
from .recording import answered, begin, finish
from .sitting import Sitting
from .walking import walk

OWN_PAGE = "own-page"
"""The exercise that is a page of one's own."""
TITLE, PAGE = "title", "page"


def takes_a_page(exercise: Exercise) -> bool:
    """Whether this exercise has the two questions that a page needs."""
    return isinstance(exercise.step(TITLE), LineQuestion) and isinstance(exercise.step(PAGE), TextQuestion)


def page_from(exercise: Exercise, title: str, text: str, now: datetime, *, private: bool, run: int = 1) -> Sitting:
    """A finished page with this title and text; private when any of what it holds was."""
    sitting = begin(exercise, now, run=run)
    for id, words in ((TITLE, title), (PAGE, text)):
        step = exercise.step(id)
        assert isinstance(step, LineQuestion | TextQuestion)
        sitting = answered(walk(exercise, sitting, {}, now.date()), step, words, now)
    if private and not sitting.private:
        page = replace(sitting.answers[PAGE], private=True)
        sitting = replace(sitting, answers={**sitting.answers, PAGE: page})
    return finish(exercise, sitting, {}, now)
