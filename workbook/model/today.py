"""What a path puts before somebody today, and which exercises are better done at another time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from types import MappingProxyType

AT_MOST = 4
BREAK = timedelta(hours=1)
"""After this time nothing comes "right after" anything."""

Days = Sequence[tuple[int, Sequence[Sequence[str]]]]
"""Of a path: pairs of the earliest day and what to do, each of several one of these."""
High = Sequence[tuple[str, int]]
"""Measures, each with the number from which on something is better left to another day."""
Rule = tuple[Sequence[str], Sequence[str], int, str, High]
"""An exercise's order: after one of these, not right after these, from this day of the book; why; not when so high."""


def of_today(
    days: Days,
    day: int,
    finished: Mapping[str, date],
    begun: Collection[str],
    known: Collection[str],
    today: date,
    not_today: Collection[str] = (),
    *,
    times: Mapping[str, Sequence[date]] = MappingProxyType({}),
) -> tuple[str, ...]:
    """The exercises of a path for today, at most four: one of its days at a time, and never one before it is time.

    A day of the path that was done before today makes room for the next; what was finished today stands with it until
    tomorrow. Nothing is late: whoever comes back after a month goes on where they were. What is better left to another
    day gives way to the other one of the two, or to rest; and nothing of the days after comes in its stead.

    `times` has the exercises that ask something else each time, with the days on which each time was finished: where
    the path names one of them again, that is the next time. Any other is done once it was done.
    """
    named: Counter[str] = Counter()
    for earliest, groups in sorted(days, key=lambda one: one[0]):
        if earliest > day:
            return ()
        left: list[str] = []
        stays: set[str] = set(begun)
        for group in groups:
            done = {id: at for id in group if (at := _done(finished.get(id), times.get(id), named[id])) is not None}
            if not (id := _one_of(group, done, begun, known, not_today)):
                continue
            named[id] += 1
            if id in done:
                stays.add(id)
            if id not in done or done[id] >= today:
                left.append(id)
        if left:
            better = [id for id in left if id in stays or id not in not_today]
            return tuple(better[:AT_MOST])
    return ()


def _done(last: date | None, times: Sequence[date] | None, before: int) -> date | None:
    """The day on which an exercise was done as the path means it, where it has been named `before` times before."""
    if times is None:
        return last
    return sorted(times)[before] if len(times) > before else None


def _one_of(
    group: Sequence[str],
    finished: Mapping[str, date],
    begun: Collection[str],
    known: Collection[str],
    not_today: Collection[str],
) -> str:
    """Of several: the one that was done, else the one under way, else the first that is there and fits today."""
    here = [id for id in group if id in known]
    for among in (finished, begun, set(here) - set(not_today)):
        if found := [id for id in here if id in among]:
            return found[0]
    return here[0] if here else ""


def not_today(rules: Sequence[Rule], highest: Mapping[str, int]) -> bool:
    """Whether an author would leave an exercise to another day: a number of today is too high for it."""
    return any(_too_high(high, highest) for *_, high in rules)


def _too_high(high: High, highest: Mapping[str, int]) -> bool:
    return any(id in highest and highest[id] >= number for id, number in high)


def better_later(
    rules: Sequence[Rule],
    day: int,
    finished: Mapping[str, datetime],
    known: Collection[str],
    now: datetime,
    highest: Mapping[str, int],
) -> tuple[str, ...]:
    """Why an exercise is better done at another time, in the author's words; nothing where it fits now.

    `finished` has the moment at which each exercise of the book was finished last, `highest` today's numbers.
    """
    last = max(finished, key=lambda id: finished[id], default="")
    fresh = bool(last) and timedelta(0) <= now - finished[last] < BREAK
    return tuple(
        why
        for after, not_right_after, from_day, why, high in rules
        if ((here := [id for id in after if id in known]) and not any(id in finished for id in here))
        or (fresh and last in not_right_after)
        or day < from_day
        or _too_high(high, highest)
    )
