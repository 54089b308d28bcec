"""What is offered to whoever writes: people to talk to, and a short break. Each once a day, never two at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..library.titles import Heading
from ..model.care import Stretch, is_night, touched
from ..store.shelf import Shelf
from .ahead import Ahead

if TYPE_CHECKING:
    from ..model.pack import BreakPage
    from ..model.sitting import Sitting

LONG, FELT, NIGHT = "long", "felt", "night"
"""Why a break is offered."""


class Offering(NamedTuple):
    """One quiet line."""

    says: str
    """The author's words."""
    rest: bool
    """Whether it offers a break; else people to talk to."""


class Care:
    """Knows how long somebody has been writing, and what was offered today."""

    def __init__(self, shelf: Shelf, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self._shelf = shelf
        self._stretch: Stretch | None = None
        self._day: date | None = None
        self._said: set[str] = set()
        self.unkept: set[str] = set()
        """What was offered, and is not noted on the shelf yet."""

    def touched(self) -> None:
        """A key came, or the mouse."""
        self._stretch = touched(self._stretch, self.clock())

    def rested(self) -> None:
        """Somebody took a break: what they write from now on is another stretch."""
        self._stretch = None

    def offer(
        self,
        ahead: Ahead,
        sitting: Sitting | None = None,
        but: Path | None = None,
        *,
        before: Heading | None = None,
    ) -> Offering | None:
        """What is to be offered on the page that is being shown; None for nothing. What it gives counts as said.

        `sitting` is being written, in the file `but`. `before` is an exercise that would be the next thing to do.
        """
        self._look()
        if says := self.people(ahead, sitting, but):
            return Offering(says, rest=False)
        reasons = self._rest(ahead, before)
        fresh = [(reason, says) for reason, says in reasons if not self._was_said(reason)]
        if not fresh:
            return None
        # One line answers all of them: nobody who has just passed it is offered the same for another reason.
        self.say(*(reason for reason, _ in reasons))
        return Offering(fresh[0][1], rest=True)

    def people(self, ahead: Ahead, sitting: Sitting | None = None, but: Path | None = None) -> str:
        """The words that offer people to talk to; the empty string where there is no reason, or it was said today."""
        found = ahead.people(sitting, but)
        fresh = [one for one in found if not self._was_said(one.reason)]
        if not fresh:
            return ""
        self.say(*(one.reason for one in found))
        return fresh[0].says

    def _rest(self, ahead: Ahead, before: Heading | None) -> list[tuple[str, str]]:
        """Every reason for a break now, with its author's words."""
        found = []
        for pack in ahead.library.titles:
            breaks = pack.breaks
            if breaks is None:
                continue
            if breaks.night and is_night(self.clock(), breaks.until):
                found.append((NIGHT, breaks.night))
            if breaks.long and self._written() >= timedelta(minutes=breaks.minutes):
                found.append((LONG, breaks.long))
            # What a way puts before somebody today was weighed by its author. This is for what comes on top of it.
            way = [one.heading for one in ahead.on_path()]
            beyond = before is not None and before not in way
            if breaks.feeling and beyond and ahead.felt(pack.id, breaks.exercises) >= breaks.after:
                found.append((FELT, breaks.feeling))
        return found

    def _written(self) -> timedelta:
        return self._stretch.length if self._stretch is not None else timedelta(0)

    def _look(self) -> None:
        """What another window has offered meanwhile was said too."""
        today = self.clock().date()
        self._said = (self._said if self._day == today else set()) | set(self._shelf.offered(today))
        self._day = today

    def _was_said(self, reason: str) -> bool:
        today = self.clock().date()
        if self._day != today:
            self._day, self._said = today, set(self._shelf.offered(today))
        return reason in self._said

    def said(self) -> frozenset[str]:
        """Every reason for which something was offered today."""
        self._look()
        return frozenset(self._said)

    def say(self, *reasons: str) -> None:
        """Count these as said today."""
        for one in reasons:
            if not self._was_said(one):
                self._said.add(one)
                self.unkept.add(one)

    def keep(self) -> Callable[[], None] | None:
        """What notes on the shelf what was offered; None where it is noted. It is a comfort: no trouble is raised."""
        if not self.unkept or self._day is None:
            return None
        day, what = self._day, sorted(self.unkept)
        self.unkept.clear()

        def write() -> None:
            try:
                self._shelf.keep_offered(day, what)
            except OSError:
                return

        return write


def break_page(ahead: Ahead, prefer: str = "") -> BreakPage | None:
    """The page of a short break: of the pack at hand, else of the first that has one."""
    packs = [one.id for one in ahead.library.titles if one.breaks is not None]
    for id in sorted(packs, key=lambda one: one != prefer):
        from ..library.problems import Broken

        try:
            pack = ahead.library.whole_pack(id)
        except (Broken, OSError):
            continue
        if pack is not None and pack.breaks is not None:
            return pack.breaks.page
    return None
