"""When a number is asked for, and what comes back when: the rules alone."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.model.answers import Added, Answer
from workbook.model.around import Number, numbered
from workbook.model.measures import (
    AFTER,
    APART,
    BEFORE,
    HIGH,
    MANY,
    RISEN,
    STILL,
    Measured,
    day_by_day,
    due,
    earlier_number,
    highest,
    weight,
)
from workbook.model.questions import Return
from workbook.model.returning import added, added_on, day_of, kept_here, read, sent
from workbook.model.sitting import Sitting

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
TODAY = NOW.date()


def given_at(minutes_ago: int, number: int | None = 6, step: str = "heaviness-before") -> Measured:
    at = NOW - timedelta(minutes=minutes_ago)
    return Measured("heaviness", step, at.date(), at, number)


@pytest.mark.parametrize(
    ("asked", "before", "after"),
    [
        ([], True, True),
        ([given_at(10)], False, False),
        ([given_at(59)], False, False),
        ([given_at(61)], False, True),
        ([given_at(61, None)], False, True),
        ([given_at(180), given_at(90, 5, "heaviness-after")], False, False),
        ([given_at(24 * 60)], True, True),
        ([given_at(-5)], False, False),
        ([Measured("agency", "agency-before", TODAY, NOW, 3)], True, True),
        ([Measured("heaviness", "heavy", TODAY, None, 3)], False, True),
    ],
)
def test_once_when_a_day_begins_and_once_when_it_ends(asked: list[Measured], before: bool, after: bool) -> None:
    assert bool(due(["heaviness"], BEFORE, asked, NOW)) is before
    assert bool(due(["heaviness"], AFTER, asked, NOW)) is after


@given(st.lists(st.tuples(st.integers(0, 24 * 60), st.sampled_from([BEFORE, AFTER])), max_size=12))
def test_never_twice_within_an_hour_and_at_most_twice_a_day(visits: list[tuple[int, str]]) -> None:
    asked: list[Measured] = []
    start = datetime(2026, 11, 22, 0, 0, tzinfo=UTC)
    for minutes, when in sorted(visits):
        now = start + timedelta(minutes=minutes)
        if due(["heaviness"], when, asked, now):
            asked.append(Measured("heaviness", f"heaviness-{when}", now.date(), now, 5))
    moments = [one.at for one in asked if one.at is not None]
    assert all(later - earlier >= APART for earlier, later in itertools.pairwise(moments))
    assert sum(one.day == TODAY for one in asked) <= 2


def test_the_first_number_of_today_stands_beside_a_later_one() -> None:
    asked = [given_at(24 * 60, 9), given_at(120, 7), given_at(90, 6, "heavy")]
    assert earlier_number("heaviness", asked, "heaviness-after", TODAY) == 7
    assert earlier_number("heaviness", [given_at(120, None)], "heaviness-after", TODAY) is None


def why(*asked: Measured) -> tuple[str, ...]:
    return weight(asked, "heaviness", 8, 2, 7, TODAY)


def test_people_are_offered_when_it_is_high_or_has_risen_or_stays_high_for_a_week() -> None:
    day = 24 * 60
    assert why(given_at(5, 8)) == (HIGH,)
    assert why(given_at(5, 7)) == ()
    assert why(given_at(90, 4), given_at(5, 6)) == (RISEN,)
    assert why(given_at(90, 8), given_at(5, 10)) == (HIGH, RISEN)
    assert why(given_at(90, 6), given_at(5, 4)) == ()
    assert why(given_at(day, 9)) == ()
    assert why(given_at(6 * day, 9), given_at(5, 8)) == (HIGH,)
    assert why(given_at(7 * day, 8), given_at(5, 8)) == (STILL,)
    assert why(given_at(7 * day, 9), given_at(5, 7)) == ()
    assert weight([given_at(9 * day, 9), given_at(5, 9)], "heaviness", 8, 2, 0, TODAY) == (HIGH,)
    assert weight([given_at(90, 2), given_at(5, 7)], "heaviness", 8, 0, 7, TODAY) == ()


def test_the_highest_number_of_today_is_what_the_day_weighs() -> None:
    asked = [given_at(90, 9), given_at(5, 3), given_at(24 * 60, 10), given_at(3, None)]
    assert highest(asked, TODAY) == {"heaviness": 9}
    assert highest([given_at(24 * 60, 9)], TODAY) == {}


@pytest.mark.parametrize(
    ("rule", "finished", "comes"),
    [
        (Return(days=7), date(2026, 11, 22), date(2026, 11, 29)),
        (Return(days=30, from_book=True), date(2026, 11, 30), date(2026, 12, 22)),
        (Return(days=30, from_book=True), date(2027, 2, 1), date(2027, 2, 8)),
        (Return(days=30, from_book=True), date(2026, 12, 22), date(2026, 12, 29)),
        (Return(another_no=True), date(2026, 11, 22), None),
    ],
)
def test_the_day_on_which_it_comes_back(rule: Return, finished: date, comes: date | None) -> None:
    assert day_of(rule, finished, date(2026, 11, 22)) == comes


SITTING = Sitting("x", "X", "p", "s", NOW, answers={"letter": Answer("?", "letter", value="Dear you,", day=TODAY)})


def test_sent_read_and_taken_back() -> None:
    week = TODAY + timedelta(days=7)
    gone = sent(SITTING, "letter", week)
    assert gone.answers["letter"].returns == week
    assert read(gone, "letter", week).answers["letter"].returned == week
    assert kept_here(gone, "letter") == SITTING
    assert sent(SITTING, "letter", None).answers["letter"].returns == "another-no"


@given(st.lists(st.tuples(st.integers(0, 3), st.text(max_size=20)), max_size=12))
def test_what_is_added_on_a_day_is_one_addition_and_other_days_stay(writes: list[tuple[int, str]]) -> None:
    sitting, wanted = SITTING, {}
    for offset, text in sorted(writes, key=lambda one: one[0]):
        day = TODAY + timedelta(days=offset)
        sitting = added(sitting, "letter", day, text)
        wanted[day] = text
        assert added_on(sitting, "letter", day) == text
    assert sitting.answers["letter"].added == tuple(Added(day, text) for day, text in wanted.items() if text)
    assert sitting.answers["letter"].value == "Dear you,"


@given(st.lists(st.tuples(st.integers(-40, 3), st.integers(0, 23), st.one_of(st.none(), st.integers(0, 10)))))
def test_day_by_day_it_is_the_first_number_of_each_and_never_one_that_lies_ahead(
    asked: list[tuple[int, int, int | None]],
) -> None:
    moments = [(NOW.replace(hour=0) + timedelta(days=day, hours=hour), number) for day, hour, number in asked]
    found = day_by_day((Measured("x", "s", at.date(), at, number) for at, number in moments), "x", TODAY)
    assert len(found) <= MANY + 1 and [day for day, _ in found] == sorted({day for day, _ in found})
    given = sorted((one for one in moments if one[1] is not None and one[0].date() <= TODAY), key=lambda one: one[0])
    for day, number in found:
        assert number in [value for at, value in given if at == min(at for at, _ in given if at.date() == day)]
    assert bool(found) == bool(given)
    if given:
        assert found[0][0] == given[0][0].date() and found[-1][0] == given[-1][0].date()


def test_a_number_of_today_keeps_its_first_moment_and_one_of_another_day_is_todays_from_now_on() -> None:
    evening = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    number = Number("weight", "weight-before", "How heavy is it?", "light", "heavy", sinks=True)
    first = numbered(Sitting("first", "First", "small", "s", evening), number, 4, evening)
    later = numbered(first, number, 6, evening + timedelta(hours=2))
    assert (later.answers["weight-before"].value, later.answers["weight-before"].at) == (6, evening)
    morning = evening + timedelta(hours=12)
    answer = numbered(later, number, 5, morning).answers["weight-before"]
    assert (answer.day, answer.at) == (morning.date(), morning)
