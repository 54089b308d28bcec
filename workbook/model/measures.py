"""The numbers that may be asked around an exercise: when they are due, and what has moved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

APART = timedelta(hours=1)
"""No number is offered twice within this time."""

MANY = 3
"""How many of the newest numbers are shown beside one that was just given."""

BEFORE, AFTER = "before", "after"
HIGH, RISEN, STILL = "high", "risen", "still"
"""Why people to talk to are offered."""


class Measured(NamedTuple):
    """One time that a number was asked for."""

    measure: str
    step: str
    day: date | None
    at: datetime | None
    """The moment; None in files that do not say it."""
    number: int | None
    """None where it was left open."""


def step_of(measure: str, when: str) -> str:
    """The name under which a number asked around an exercise stands among its answers."""
    return f"{measure}-{when}"


def due(measures: Iterable[str], when: str, asked: Iterable[Measured], now: datetime) -> tuple[str, ...]:
    """Which of an exercise's measures are to be asked now, `before` or `after` it.

    Before: once when a day's writing begins. After: once when it ends. Neither within an hour of the last time, nor
    after a skip: a number is never pressed for.
    """
    asked = tuple(asked)
    return tuple(one for one in measures if _is_due(one, when, [each for each in asked if each.measure == one], now))


def _is_due(measure: str, when: str, asked: list[Measured], now: datetime) -> bool:
    today = [one for one in asked if one.day == now.date() or (one.at is not None and one.at.date() == now.date())]
    if any(one.at is not None and abs(now - one.at) < APART for one in asked):
        return False
    if when == BEFORE:
        return not today
    return not any(one.step == step_of(measure, AFTER) for one in today)


def earlier_number(measure: str, asked: Iterable[Measured], but: str, today: date) -> int | None:
    """The first number of today, to stand beside one that was given later; None where there is none."""
    of_today = [
        one
        for one in asked
        if one.measure == measure and one.day == today and one.step != but and one.number is not None
    ]
    first = min(of_today, key=lambda one: (one.at is None, one.at and one.at.timestamp()), default=None)
    return first.number if first is not None else None


def day_by_day(asked: Iterable[Measured], measure: str, until: date) -> tuple[tuple[date, int], ...]:
    """The number with which each day's writing began, the oldest first, up to a day.

    Of many days the first stands there, and the last MANY: a row of thirty would be a chart, and charts judge.
    """
    asked = [one for one in asked if one.measure == measure and one.day is not None]
    days = sorted({one.day for one in asked if one.day is not None and one.day <= until})
    found = [(day, numbers[0]) for day in days if (numbers := _of_day(asked, day))]
    return tuple(found if len(found) <= MANY + 1 else [found[0], *found[-MANY:]])


def weight(asked: Iterable[Measured], measure: str, at: int, rise: int, apart: int, today: date) -> tuple[str, ...]:
    """Why people are offered today, the gravest first; nothing where no number asks for it.

    HIGH is a number from `at` on; STILL stands in its place where there was such a number at least `apart` days before.
    RISEN is a number that is more by `rise` than the first of today. 0 for `apart` or `rise` leaves that one out.
    """
    asked = [one for one in asked if one.measure == measure and one.day is not None]
    values = _of_day(asked, today)
    found = []
    if any(value >= at for value in values):
        high = [one.day for one in asked if one.number is not None and one.number >= at and one.day is not None]
        found.append(STILL if apart and min(high) <= today - timedelta(days=apart) else HIGH)
    if rise and any(value - values[0] >= rise for value in values[1:]):
        found.append(RISEN)
    return tuple(found)


def highest(asked: Iterable[Measured], today: date) -> dict[str, int]:
    """The highest number of today, by measure."""
    asked = list(asked)
    ids = {one.measure for one in asked}
    return {id: max(values) for id in ids if (values := _of_day((one for one in asked if one.measure == id), today))}


def _of_day(asked: Iterable[Measured], today: date) -> list[int]:
    """The numbers of a day, the first that was given first."""
    numbers = [one for one in asked if one.day == today and one.number is not None]
    numbers.sort(key=lambda one: one.at.timestamp() if one.at is not None else 0.0)
    return [one.number for one in numbers if one.number is not None]
