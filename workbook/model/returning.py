"""What comes back: an answer that somebody sends to a later day of theirs, and what they add to it then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from .answers import Added
from .questions import Return
from .sitting import Sitting

ANOTHER_NO = "another-no"
AFTER_ALL = 7
"""Days from today, where the day that the author named is past."""


def day_of(rule: Return, finished: date, began: date) -> date | None:
    """The day on which an answer would come back; None for `another-no`.

    `finished` is the day on which its exercise was finished, `began` the book's first day.
    """
    if rule.another_no or rule.days is None:
        return None
    if not rule.from_book:
        return finished + timedelta(days=rule.days)
    day = began + timedelta(days=rule.days)
    return day if day > finished else finished + timedelta(days=AFTER_ALL)


def sent(sitting: Sitting, step: str, on: date | None) -> Sitting:
    """The sitting with an answer that comes back on that day, or with another no."""
    return _with(sitting, step, returns=on if on is not None else ANOTHER_NO, returned=None)


def kept_here(sitting: Sitting, step: str) -> Sitting:
    """The sitting with an answer that does not come back after all."""
    return _with(sitting, step, returns=None, returned=None)


def read(sitting: Sitting, step: str, today: date) -> Sitting:
    """The sitting after an answer has come back and was read."""
    return _with(sitting, step, returned=today)


def added(sitting: Sitting, step: str, today: date, text: str) -> Sitting:
    """The sitting with what was added to an answer today; blank text takes today's addition away.

    Called for every key: what is added on one day is one addition, the last of that day.
    """
    answer = sitting.answers.get(step)
    if answer is None:
        return sitting
    rest = list(answer.added)
    mine = next((at for at in range(len(rest) - 1, -1, -1) if rest[at].day == today), None)
    if mine is None:
        rest += [Added(today, text)] if text else []
    elif text:
        rest[mine] = replace(rest[mine], text=text)
    else:
        rest.pop(mine)
    return _with(sitting, step, added=tuple(rest))


def added_on(sitting: Sitting, step: str, today: date) -> str:
    """What was added to an answer today; the empty string where nothing was."""
    answer = sitting.answers.get(step)
    found = [one.text for one in answer.added if one.day == today] if answer is not None else []
    return found[-1] if found else ""


def _with(sitting: Sitting, step: str, **what: object) -> Sitting:
    answer = sitting.answers.get(step)
    if answer is None:
        return sitting
    changed = replace(answer, **what)  # type: ignore[arg-type]
    return replace(sitting, answers={**sitting.answers, step: changed})
