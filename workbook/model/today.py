"""What a path puts before somebody today, and which exercises are better done at another time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

AT_MOST = 4
A_WHILE = 3
"""Days that a path lasts from its first to its last for which passing over one of them means anything."""
BREAK = timedelta(hours=1)
"""After this time nothing comes "right after" anything."""

Days = Sequence[tuple[int, Sequence[Sequence[str]]]]
"""Of a path: pairs of the earliest day and what to do, each of several one of these."""
High = Sequence[tuple[str, int]]
"""Measures, each with the number from which on something is better left to another day."""
Rule = tuple[Sequence[str], Sequence[str], int, str, High]
"""An exercise's order: after one of these, not right after these, from this day of the book; why; not when so high."""


class Today(NamedTuple):
    """What a path has for somebody today."""

    own: tuple[str, ...] = ()
    """What it puts before them: of one of its days, with what of it was finished today."""
    aside: tuple[str, ...] = ()
    """What they passed over: it stands behind the day's own, and is not put forward again."""


class Life(NamedTuple):
    """What somebody has done of a path's exercises until today."""

    today: date
    finished: Mapping[str, date]
    """The day on which each exercise was finished last."""
    begun: Collection[str] = ()
    """Exercises that are under way."""
    times: Mapping[str, Sequence[date]] = MappingProxyType({})
    """Exercises that ask something else each time, with the days on which each time was finished.

    Where a path names one of them again, that is the next time. Any other is done once it was done.
    """
    started: Mapping[str, Sequence[date]] = MappingProxyType({})
    """The days on which each time through an exercise was begun."""

    def done(self, id: str, before: int) -> date | None:
        """The day on which it was done as the path means it, where it has been named `before` times before."""
        if id not in self.times:
            return self.finished.get(id)
        times = sorted(self.times[id])
        return times[before] if len(times) > before else None

    def begun_on(self, id: str, before: int) -> Sequence[date]:
        """The days on which it was begun as the path means it, where it has been named `before` times before."""
        started = sorted(self.started.get(id, ()))
        return started[before:] if id in self.times else started if not before else ()


class _Portion(NamedTuple):
    """One of a path's days, as it stands today."""

    earliest: int
    first: tuple[str, ...]
    """Of each of several the one that is meant, in order."""
    done: Mapping[str, date]
    begun_on: tuple[date, ...]
    """The days on which any of its exercises was begun."""


def of_today(days: Days, day: int, life: Life, known: Collection[str], not_today: Collection[str] = ()) -> Today:
    """The exercises of a path for today, at most four: one of its days at a time, and never one before it is time.

    A day of the path that was done before today makes room for the next; what was finished today stands with it until
    tomorrow. Nothing is late: whoever comes back after a month goes on where they were. But who has begun something of
    a later day has passed over what they left of the days before: it steps aside. What is better left to another day
    gives way to the other one of the two, or to rest; and nothing of the days after comes in its stead.
    """
    portions = _portions(days, life, known, not_today)
    # A way of a day or two is short, and whoever chooses it may have done a page of it long ago.
    lasts = bool(portions) and portions[-1].earliest - portions[0].earliest >= A_WHILE
    aside: list[str] = []
    own: list[str] = []
    for number, portion in enumerate(portions):
        if portion.earliest > day:
            break
        left = [id for id in portion.first if id not in portion.done or portion.done[id] >= life.today]
        if lasts and _passed_over(portion, portions[number + 1 :], day, life.today):
            aside += left
        elif left:
            own = left
            break
    if not own:
        # What was done today instead stands there until tomorrow: it was enough for a day.
        own = [id for one in portions for id, at in one.done.items() if at >= life.today]
    stays = {*life.begun, *(id for one in portions for id in one.done)}
    own = [id for id in dict.fromkeys(own) if id in stays or id not in not_today][:AT_MOST]
    aside = [id for id in dict.fromkeys(aside) if id not in own and (id in stays or id not in not_today)]
    return Today(tuple(own), tuple(aside[: AT_MOST - len(own)]))


def is_done(days: Days, life: Life, known: Collection[str]) -> bool:
    """Whether a path has nothing left: every exercise of it that is there was done, or the other one of the two."""
    return all(id in one.done for one in _portions(days, life, known, ()) for id in one.first)


def next_day(days: Days, day: int, life: Life, known: Collection[str]) -> int | None:
    """The next day of the book on which a path has something new; None where there is none."""
    portions = _portions(days, life, known, ())
    return next((one.earliest for one in portions if one.earliest > day and set(one.first) - set(one.done)), None)


def leads_on(days: Days, other: Days) -> bool:
    """Whether another path goes on from where this one ends: it has all of this one, or begins after it."""
    ours = {id for _, groups in days for group in groups for id in group}
    theirs = {id for _, groups in other for group in groups for id in group}
    last = max((earliest for earliest, _ in days), default=0)
    first = min((earliest for earliest, _ in other), default=0)
    return ours < theirs or first > last


def _passed_over(portion: _Portion, later: Sequence[_Portion], day: int, today: date) -> bool:
    """Whether something of a later day was begun when this one's had come.

    What was begun before its own day counts on that day alone, and again when its day has come: whoever is curious
    has not passed over a whole week.
    """
    came = today - timedelta(days=day - portion.earliest)
    return any(
        at >= came and (one.earliest <= day or at >= today)
        for one in later
        if one.earliest > portion.earliest
        for at in one.begun_on
    )


def _portions(days: Days, life: Life, known: Collection[str], not_today: Collection[str]) -> list[_Portion]:
    """Every day of a path, in order."""
    named: Counter[str] = Counter()
    undone: set[str] = set()
    made: list[_Portion] = []
    for earliest, groups in sorted(days, key=lambda one: one[0]):
        first: list[str] = []
        done: dict[str, date] = {}
        began: list[date] = []
        before = dict(named)
        for group in groups:
            found = {id: at for id in group if (at := life.done(id, named[id])) is not None}
            if not (id := _one_of(group, found, life.begun, known, not_today, undone)):
                continue
            began += [at for one in group if one in known for at in life.begun_on(one, before.get(one, 0))]
            named[id] += 1
            first.append(id)
            if id in found:
                done[id] = found[id]
        undone |= set(first) - set(done)
        made.append(_Portion(earliest, tuple(dict.fromkeys(first)), done, tuple(began)))
    return made


def _one_of(
    group: Sequence[str],
    done: Collection[str],
    begun: Collection[str],
    known: Collection[str],
    not_today: Collection[str],
    undone: Collection[str],
) -> str:
    """Of several: the one that was done, else the one under way, else the first that is there and fits today.

    What the path has named before, and nobody has done, comes last: the other one is there for whoever left it.
    """
    here = [id for id in group if id in known]
    fits = [id for id in here if id not in not_today]
    for among in (done, begun, set(fits) - set(undone), fits):
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
