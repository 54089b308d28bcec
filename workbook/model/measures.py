"""The numbers that may be asked around an exercise: when they are due, and what has moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

APART = timedelta(hours=1)
"""No number is offered twice within this time."""

BEFORE, AFTER = "before", "after"


@dataclass(frozen=True, slots=True)
class Measured:
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
    today = [one for one in asked if one.day == now.date() or (one.at is not None and _day(one.at, now) == now.date())]
    if any(one.at is not None and abs(now - one.at) < APART for one in asked):
        return False
    if when == BEFORE:
        return not today
    return not any(one.step == step_of(measure, AFTER) for one in today)


def _day(moment: datetime, now: datetime) -> date:
    return moment.astimezone(now.tzinfo).date()


def earlier_number(measure: str, asked: Iterable[Measured], but: str, today: date) -> int | None:
    """The first number of today, to stand beside one that was given later; None where there is none."""
    of_today = [
        one
        for one in asked
        if one.measure == measure and one.day == today and one.step != but and one.number is not None
    ]
    first = min(of_today, key=lambda one: (one.at is None, one.at and one.at.timestamp()), default=None)
    return first.number if first is not None else None


def weighs(asked: Iterable[Measured], measure: str, at: int, rise: int, today: date) -> bool:
    """Whether a measure of today is so high, or has risen so much since its first number, that people are offered."""
    numbers = [one for one in asked if one.measure == measure and one.day == today and one.number is not None]
    numbers.sort(key=lambda one: one.at.timestamp() if one.at is not None else 0.0)
    values = [one.number for one in numbers if one.number is not None]
    return any(value >= at for value in values) or (bool(rise) and any(b - values[0] >= rise for b in values[1:]))
