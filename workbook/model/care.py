"""When a short break is offered: after a long stretch of writing, and at night."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

PAUSE = timedelta(minutes=5)
"""So long without a key ends a stretch of writing: whoever looks up for that long has had a break."""


class Stretch(NamedTuple):
    """Time with the book open and keys coming."""

    began: datetime
    last: datetime
    """The moment of the last key."""

    @property
    def length(self) -> timedelta:
        """From its first key to its last."""
        return self.last - self.began


def touched(stretch: Stretch | None, now: datetime) -> Stretch:
    """The stretch with a key that came now: the same one going on, or another one after a pause.

    A clock that was set back begins another one too.
    """
    if stretch is None or not timedelta(0) <= now - stretch.last <= PAUSE:
        return Stretch(now, now)
    return Stretch(stretch.began, now)


def is_night(now: datetime, until: int) -> bool:
    """Whether it is past midnight, and before the hour at which the night ends."""
    return now.hour < until
