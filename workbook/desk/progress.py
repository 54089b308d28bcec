"""How far an exercise is, what has its day, what came back: what the contents show of a book."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from ..library.titles import Heading

if TYPE_CHECKING:
    from ..model.waiting import Returning
    from ..store.glance import Glance


class Progress(NamedTuple):
    """How far one exercise is, as the contents show it."""

    heading: Heading
    sitting: Glance | None
    """The newest run, from afar."""
    due_question: bool = False
    """Whether a question of it that waited has its day."""
    due_again: bool = False
    """Whether it comes up by itself, as a run of its own."""
    short: bool = False
    """Whether the chosen path asks only its core."""
    next_time: bool = False
    """Whether the chosen path names it for today once more: it asks something else each time."""

    @property
    def finished(self) -> bool:
        """Whether its newest run came to its end, and no other is to be done today."""
        return self.sitting is not None and self.sitting.finished is not None and not self.next_time

    @property
    def done_before(self) -> bool:
        """Whether any run came to its end, be the newest under way again."""
        return self.finished or (self.sitting is not None and self.sitting.run > 1)

    @property
    def begun(self) -> bool:
        """Whether its newest run is under way."""
        return self.sitting is not None and self.sitting.finished is None

    @property
    def name(self) -> str:
        """`pack/exercise`."""
        return f"{self.heading.pack}/{self.heading.id}"

    def minutes_left(self) -> int:
        """About how many minutes are left of it, from what its file says."""
        sitting = self.sitting
        if sitting is None or not sitting.of or sitting.finished is not None:
            return self.heading.short_minutes if self.short and sitting is None else self.heading.minutes
        left = max(sitting.of - sitting.done, 1)
        whole = self.heading.short_minutes if sitting.short else self.heading.minutes
        return max(1, -(-whole * left // sitting.of))


class Upcoming(NamedTuple):
    """Something that has its day."""

    day: date
    called: str
    exercise: str
    """`pack/exercise`: what it belongs to."""
    named: bool = False
    """Whether it is a day that somebody named. On that day it comes first, and it is named once more after it."""
    any_day: bool = False
    """Whether its day has come, and any other is as good."""


class Back(NamedTuple):
    """An answer that has come back and was not read yet."""

    glance: Glance
    returning: Returning


def touched(progress: Progress) -> datetime:
    """When an exercise that was begun was last written in."""
    sitting = progress.sitting
    assert sitting is not None
    return sitting.saved or sitting.started
