"""What a path puts before somebody today, and which exercises are better done at another time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

AT_MOST = 4
BREAK = timedelta(hours=1)
"""After this time nothing comes "right after" anything."""

Days = Sequence[tuple[int, Sequence[Sequence[str]]]]
"""Of a path: pairs of the earliest day and what to do, each of several one of these."""
Rule = tuple[Sequence[str], Sequence[str], int, str]
"""An exercise's order: after one of these, not right after these, from this day of the book, and why."""


def of_today(
    days: Days, day: int, finished: Mapping[str, date], begun: Collection[str], known: Collection[str], today: date
) -> tuple[str, ...]:
    """The exercises of a path for today, at most four: one of its days at a time, and never one before it is time.

    A day of the path that was done before today makes room for the next; what was finished today stands with it until
    tomorrow. Nothing is late: whoever comes back after a month goes on where they were.
    """
    for earliest, groups in sorted(days, key=lambda one: one[0]):
        if earliest > day:
            return ()
        portion = [id for group in groups if (id := _one_of(group, finished, begun, known))]
        left = [id for id in portion if id not in finished or finished[id] >= today]
        if left:
            return tuple(left[:AT_MOST])
    return ()


def _one_of(group: Sequence[str], finished: Mapping[str, date], begun: Collection[str], known: Collection[str]) -> str:
    """Of several: the one that was done, else the one under way, else the first that is there."""
    here = [id for id in group if id in known]
    for among in (finished, begun):
        if found := [id for id in here if id in among]:
            return found[0]
    return here[0] if here else ""


def better_later(
    rules: Sequence[Rule], day: int, finished: Mapping[str, datetime], known: Collection[str], now: datetime
) -> tuple[str, ...]:
    """Why an exercise is better done at another time, in the author's words; nothing where it fits now.

    `finished` has the moment at which each exercise of the book was finished last.
    """
    last = max(finished, key=lambda id: finished[id], default="")
    fresh = bool(last) and timedelta(0) <= now - finished[last] < BREAK
    return tuple(
        why
        for after, not_right_after, from_day, why in rules
        if ((here := [id for id in after if id in known]) and not any(id in finished for id in here))
        or (fresh and last in not_right_after)
        or day < from_day
    )
