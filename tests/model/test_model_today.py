"""What a path puts before somebody, and what is better done later: the rules alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.model import today as model
from workbook.model.today import AT_MOST, Days, Life, Rule, better_later, not_today

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)
WEEK = ((1, (("a",), ("b",))), (2, (("c", "d"),)), (5, (("e",), ("f",), ("g",), ("h",), ("i",))))
ALL = frozenset("abcdefghi")


def of_today(
    days: Days,
    day: int,
    finished: Mapping[str, date],
    begun: Collection[str],
    known: Collection[str],
    today: date,
    better_not: Collection[str] = (),
    *,
    times: Mapping[str, Sequence[date]] | None = None,
) -> tuple[str, ...]:
    found = model.of_today(days, day, Life(today, finished, begun, times or {}), known, better_not)
    assert not found.aside, "nobody has passed over anything"
    return found.own


@pytest.mark.parametrize(
    ("day", "finished", "begun", "wanted"),
    [
        (1, {}, set(), ("a", "b")),
        (1, {"a": TODAY}, set(), ("a", "b")),
        (1, {"a": TODAY, "b": TODAY}, set(), ("a", "b")),
        (2, {"a": YESTERDAY, "b": YESTERDAY}, set(), ("c",)),
        (2, {"a": YESTERDAY, "b": YESTERDAY}, {"d"}, ("d",)),
        (2, {"a": YESTERDAY}, set(), ("b",)),
        (2, {"a": YESTERDAY, "b": TODAY}, set(), ("b",)),
        (3, {"a": YESTERDAY, "b": YESTERDAY, "d": YESTERDAY}, set(), ()),
        (40, {"a": YESTERDAY, "b": YESTERDAY, "d": YESTERDAY}, set(), ("e", "f", "g", "h")),
        (40, dict.fromkeys(ALL, YESTERDAY), set(), ()),
    ],
)
def test_one_portion_at_a_time_and_nothing_is_late(
    day: int, finished: dict[str, date], begun: set[str], wanted: tuple[str, ...]
) -> None:
    assert of_today(WEEK, day, finished, begun, ALL, TODAY) == wanted


def test_what_is_not_there_is_passed_over() -> None:
    assert of_today(WEEK, 1, {}, set(), {"b"}, TODAY) == ("b",)
    assert of_today(WEEK, 2, {}, set(), {"d"}, TODAY) == ("d",)


@given(
    st.lists(st.tuples(st.integers(1, 30), st.lists(st.lists(st.sampled_from("abcdef"), min_size=1), min_size=1))),
    st.integers(-3, 40),
    st.dictionaries(st.sampled_from("abcdef"), st.sampled_from([TODAY, YESTERDAY])),
)
def test_never_more_than_four_and_never_before_its_day(
    days: list[tuple[int, list[list[str]]]], day: int, finished: dict[str, date]
) -> None:
    shown = of_today(days, day, finished, set(), set("abcdef"), TODAY)
    assert len(shown) <= AT_MOST
    assert all(
        finished.get(id) == TODAY
        or any(earliest <= day and any(id in group for group in groups) for earliest, groups in days)
        for id in shown
    )


def why(*short: tuple[tuple[str, ...], tuple[str, ...], int, str], day: int = 1, **finished: timedelta) -> list[str]:
    rules = [(*rule, ()) for rule in short]
    return list(better_later(rules, day, {id: NOW - ago for id, ago in finished.items()}, {"a", "b"}, NOW, {}))


def test_one_of_those_before_is_enough_and_those_that_are_not_there_ask_nothing() -> None:
    rule = (("a", "b"), (), 0, "Later.")
    assert why(rule) == ["Later."]
    assert why(rule, b=timedelta(days=1)) == []
    assert why((("gone",), (), 0, "Later.")) == []


def test_right_after_is_within_the_hour_and_with_nothing_between() -> None:
    rule = ((), ("a",), 0, "Take a break.")
    assert why(rule, a=timedelta(minutes=10)) == ["Take a break."]
    assert why(rule, a=timedelta(minutes=70)) == []
    assert why(rule, a=timedelta(minutes=10), b=timedelta(minutes=5)) == []


def test_from_a_day_on() -> None:
    rule = ((), (), 7, "It needs some days.")
    assert why(rule, day=6) == ["It needs some days."]
    assert why(rule, day=7) == []


def test_what_asks_something_else_each_time_comes_up_as_often_as_it_is_named() -> None:
    path = ((1, (("a",),)), (2, (("b",),)), (4, (("b",), ("a",))), (6, (("b",),)))

    def today(day: int, *times: date, a: date = YESTERDAY) -> tuple[str, ...]:
        finished = {"a": a} | ({"b": max(times)} if times else {})
        return of_today(path, day, finished, set(), {"a", "b"}, TODAY, times={"b": times})

    assert today(2) == ("b",)
    assert today(2, TODAY) == ("b",), "done today: it stands there until tomorrow"
    assert today(3, YESTERDAY) == ()
    assert today(4, YESTERDAY) == ("b",), "the second time; what asks the same each time was done"
    assert today(9, TODAY, YESTERDAY) == ("b",)
    assert today(9, YESTERDAY, YESTERDAY) == ("b",), "the third"
    assert today(9, YESTERDAY, YESTERDAY, YESTERDAY) == ()
    assert today(5, YESTERDAY, YESTERDAY) == (), "nobody is ahead of the path for having done more"
    # One of two: whoever did the other has done that day.
    path = ((2, (("b",),)), (4, (("b", "c"),)))
    for done, wanted in (({}, ("b",)), ({"c": YESTERDAY}, ()), ({"c": TODAY}, ("c",))):
        found = {"b": YESTERDAY, **done}
        assert of_today(path, 5, found, set(), {"b", "c"}, TODAY, times={"b": [YESTERDAY]}) == wanted


def test_what_is_not_for_so_heavy_a_day_gives_way_to_the_other_one_or_to_rest() -> None:
    rule: Rule = ((), (), 0, "It can wait.", (("heaviness", 8),))
    assert better_later([rule], 1, {}, {"a"}, NOW, {"heaviness": 8}) == ("It can wait.",)
    assert better_later([rule], 1, {}, {"a"}, NOW, {"heaviness": 7, "agency": 9}) == ()
    assert not_today([rule], {"heaviness": 9}) and not not_today([rule], {})
    days = [(1, [["b", "c"], ["a"]]), (2, [["d"]])]
    assert of_today(days, 3, {}, (), ALL, TODAY, {"b", "a"}) == ("c",)
    # Nothing of the days after comes in its stead, and what is under way or done stays.
    assert of_today([(1, [["a"]]), (2, [["d"]])], 3, {}, (), ALL, TODAY, {"a"}) == ()
    assert of_today(days, 3, {}, {"b"}, ALL, TODAY, {"b"}) == ("b", "a")
    assert of_today(days, 3, {"a": TODAY}, (), ALL, TODAY, {"a"}) == ("b", "a")
