"""What belongs to a later day."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Waiting(NamedTuple):
    """A question that belongs to a later day, or a day that somebody named."""

    day: date
    called: str
    whenever: bool = False
    """Whether nobody named that day: from then on it can be answered whenever they like."""


class Returning(NamedTuple):
    """An answer that somebody sends to a later day of theirs."""

    step: str
    called: str
    on: date | None
    """None: when another no comes."""
    returned: date | None
    """The day on which it was read."""
