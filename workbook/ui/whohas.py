"""In words, who has a book open and since when."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ..model.days import WEEKDAYS, full_day

if TYPE_CHECKING:
    from ..store.holding import Elsewhere


def said_of(other: Elsewhere, now: datetime) -> str:
    """Who has it, and since when, in a sentence."""
    if other.owner is None:
        return f"This book is open {place_of(other)}."
    since = since_when(other.owner.since, now)
    if not other.running:
        return f"It was open {place_of(other)} since {since}, and was not closed there."
    return f"This book is open {place_of(other)}, since {since}."


def place_of(other: Elsewhere) -> str:
    """Where it is open: another window, or another computer."""
    if other.owner is None or other.owner.is_here:
        return "in another window"
    return f"on “{other.owner.host}”"


def since_when(since: datetime, now: datetime) -> str:
    """Such as "18:31", "Sunday 18:31", "22 November 2026"; as the clock here shows it."""
    then, here = since.astimezone(), now.astimezone()
    days = (here.date() - then.date()).days
    if days == 0:
        return f"{then:%H:%M}"
    return f"{WEEKDAYS[then.weekday()]} {then:%H:%M}" if 0 < days < 7 else full_day(then.date())
