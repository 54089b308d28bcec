"""What waits, in the order in which it stands there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from .progress import Upcoming

if TYPE_CHECKING:
    from ..store.glance import Dated
    from .ahead import Ahead

A_WEEK = 7
"""A day that somebody named is spoken of for so long after it, where they have not written since."""


def upcoming(ahead: Ahead) -> tuple[Upcoming, ...]:
    """What belongs to a later day or has its day, the nearest first.

    First a day that somebody named and that is today, then what they named for yesterday, what has its day, exercises
    before questions, what is to come; last what any day is good for. A date and the question that waits for it under
    the same name are one thing to whoever reads it.
    """
    today, alone = ahead.today, _by_themselves(ahead)
    found: dict[tuple[date, str, str], Upcoming] = {}
    for each in (*_named(ahead), *_questions(ahead), *alone):
        found.setdefault((each.day, each.called, each.exercise), each)

    def order(one: Upcoming) -> tuple[int, date]:
        if one.named and one.day <= today:
            place = 0 if one.day == today else 1
        elif one.any_day:
            place = 5
        elif one.day <= today:
            place = 2 if one in alone else 3
        else:
            place = 4
        return place, one.day

    return tuple(sorted(found.values(), key=order))


def _named(ahead: Ahead) -> list[Upcoming]:
    """The days that somebody named and that lie ahead, are today, or are just over."""
    leads_on = {
        (pack.id, name) for pack in ahead.library.titles for heading in pack.headings for _, name in heading.later
    }
    return [
        Upcoming(day.day, day.called, f"{one.pack}/{one.exercise}", named=True)
        for one in ahead.glances
        for day in one.days
        if _lies_ahead(ahead, day)
        or ((one.pack, f"{one.exercise}.{day.step}") not in leads_on and _just_over(ahead, day))
    ]


def _lies_ahead(ahead: Ahead, one: Dated) -> bool:
    """A day that somebody named stands there on the day itself too; "today" said of a past thing does not."""
    before = one.written is None or one.written < ahead.today
    return one.day > ahead.today or (one.day == ahead.today and before)


def _just_over(ahead: Ahead, one: Dated) -> bool:
    """Whether a day was yesterday, or is over since somebody wrote last: then it is named once before it goes.

    Where a question of its own asks what came of it, or an exercise comes up by it, that is what is left of it.
    """
    if one.asked or one.written is None or one.written >= one.day or one.day >= ahead.today:
        return False
    ago = (ahead.today - one.day).days
    return ago == 1 or (ago <= A_WEEK and ahead.written <= one.day)


def _questions(ahead: Ahead) -> list[Upcoming]:
    """Questions of a later day, and answers that come back."""
    found = []
    for one in ahead.glances:
        name = f"{one.pack}/{one.exercise}"
        for each in one.waiting:
            come = each.day <= ahead.today
            any_day = come and (each.whenever or ahead.passed_by(each.day))
            found.append(Upcoming(each.day, each.called, name, any_day=any_day))
        found += [
            Upcoming(each.on, each.called, name)
            for each in one.returning
            if each.on is not None and each.returned is None and each.on > ahead.today
        ]
    return found


def _by_themselves(ahead: Ahead) -> list[Upcoming]:
    """Exercises of a later day, each with its nearest."""
    return [
        Upcoming(days[0], heading.title, f"{heading.pack}/{heading.id}", any_day=ahead.passed_by(days[0]))
        for pack in ahead.library.titles
        for heading in pack.headings
        if (days := ahead.days_of(heading))
    ]
