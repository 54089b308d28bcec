"""The ways through the exercises: which of them is done, which begins later, which goes on from here."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from ..library.titles import PackTitles, PathTitles
from ..model.today import is_done, leads_on, next_day, of_today
from .ahead import Ahead


class Way(NamedTuple):
    """One way, as it can be chosen today."""

    path: PathTitles
    done: bool
    begins: date | None
    """Its first day, where that lies ahead."""
    goes_on: bool
    """Whether it goes on from where the way that was chosen ends, and that one is done."""


def ways(ahead: Ahead) -> tuple[Way, ...]:
    """Every way in the order in which it is offered: what goes on from here first, what is done last."""
    _, now = ahead.chosen()
    on = going_on(ahead)
    made = []
    for pack in ahead.library.titles:
        life, known = ahead.life(pack), _known(pack)
        for path in pack.paths:
            done = _is_over(ahead, pack, path) if path is now else is_done(path.days, life, known)
            first = min((earliest for earliest, _ in path.days), default=1)
            begins = _date(ahead, first) if first > ahead.day and not done else None
            made.append(Way(path, done, begins, path is on))
    return tuple(sorted(made, key=lambda one: (one.done, not one.goes_on)))


def going_on(ahead: Ahead) -> PathTitles | None:
    """The way that goes on from where the chosen one ends; None while that one has something left."""
    pack, now = ahead.chosen()
    if pack is None or now is None or not _is_over(ahead, pack, now):
        return None
    life, known = ahead.life(pack), _known(pack)
    return next(
        (
            path
            for path in pack.paths
            if path is not now and leads_on(now.days, path.days) and not is_done(path.days, life, known)
        ),
        None,
    )


def comes_next(ahead: Ahead) -> date | None:
    """The next day on which the chosen way has something; None where it is done, or none was chosen."""
    pack, path = ahead.chosen()
    if pack is None or path is None:
        return None
    day = next_day(path.days, ahead.day, ahead.life(pack), _known(pack))
    return _date(ahead, day) if day is not None else None


def _is_over(ahead: Ahead, pack: PackTitles, path: PathTitles) -> bool:
    """Whether a way has nothing more to put before anybody: what they passed over, they passed over."""
    life, known = ahead.life(pack), _known(pack)
    found = of_today(path.days, ahead.day, life, known)
    # What was done today stands there until tomorrow; what is left beside it is not done.
    left = [id for id in found.own if life.finished.get(id) != ahead.today]
    return not left and next_day(path.days, ahead.day, life, known) is None


def _known(pack: PackTitles) -> set[str]:
    return {one.id for one in pack.headings if not one.problems}


def _date(ahead: Ahead, day: int) -> date:
    return ahead.today + timedelta(days=day - ahead.day)
