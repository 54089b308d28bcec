"""What somebody passed over steps aside; nothing that they only have not come to does."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.model.today import AT_MOST, Days, Life, Today, is_done, leads_on, next_day, of_today

FIRST = date(2026, 11, 22)
WEEK: Days = (
    (1, (("name",), ("letter",))),
    (2, (("vent",),)),
    (3, (("holds",),)),
    (4, (("vent", "step"),)),
    (5, (("thought",),)),
    (6, (("look",), ("sort",))),
)
DAY_ONE = {"name": 1, "letter": 1}
KNOWN = frozenset(("name", "letter", "vent", "holds", "step", "thought", "look", "sort"))


def at(day: int) -> date:
    """A day of the book."""
    return FIRST + timedelta(days=day - 1)


def life(
    day: int, done: Mapping[str, int], begun: Mapping[str, int] | None = None, again: Collection[str] = ()
) -> Life:
    """A life until this day: on which days exercises were done, and on which others were only begun."""
    started = {id: [at(on)] for id, on in {**done, **(begun or {})}.items()}
    finished = {id: at(on) for id, on in done.items()}
    times = {id: [at(done[id])] if id in done else [] for id in again}
    return Life(at(day), finished, begun or {}, times, started)


def today(day: int, done: Mapping[str, int], begun: Mapping[str, int] | None = None) -> tuple[str, str]:
    found = of_today(WEEK, day, life(day, done, begun, ["vent"]), KNOWN)
    return " ".join(found.own), " ".join(found.aside)


@pytest.mark.parametrize(
    ("day", "done", "wanted"),
    [
        # Nobody who was away has passed over anything.
        (9, DAY_ONE, ("vent", "")),
        (3, DAY_ONE, ("vent", "")),
        # Something of the third day was done: the second day's steps aside, on that day and on all that follow.
        (3, {**DAY_ONE, "holds": 3}, ("holds", "vent")),
        (4, {**DAY_ONE, "holds": 3}, ("step", "vent")),
        (5, {**DAY_ONE, "holds": 3, "step": 4}, ("thought", "vent")),
        (7, {**DAY_ONE, "holds": 3, "step": 4, "thought": 5, "look": 6, "sort": 6}, ("", "vent")),
        # What was passed over and is done all the same is done; it stands there that day.
        (5, {**DAY_ONE, "holds": 3, "step": 4, "vent": 5}, ("thought", "vent")),
        (6, {**DAY_ONE, "holds": 3, "step": 4, "vent": 5}, ("thought", "")),
        # Half of the first day.
        (2, {"name": 1}, ("letter", "")),
        (2, {"name": 1, "vent": 2}, ("vent", "letter")),
        (4, {"name": 1, "holds": 3}, ("step", "letter vent")),
        # Either of two is enough for that day.
        (5, {**DAY_ONE, "vent": 2, "holds": 3, "step": 4}, ("thought", "")),
    ],
)
def test_what_was_passed_over_steps_aside(day: int, done: Mapping[str, int], wanted: tuple[str, str]) -> None:
    assert today(day, done) == wanted


def test_what_is_only_begun_passes_over_too() -> None:
    assert today(3, DAY_ONE, {"holds": 3}) == ("holds", "vent")


def test_whoever_is_curious_has_not_passed_over_what_had_not_come() -> None:
    # The thought of day 5 on day 2: what was there for that day steps aside for the day, and comes again.
    early = {**DAY_ONE, "thought": 2}
    assert today(2, early) == ("thought", "vent")
    assert today(3, early) == ("vent", "")
    # On day 5 it was passed over after all; what came after the day of the thought was not.
    assert today(5, early) == ("holds", "vent")
    assert today(5, {**early, "holds": 5}) == ("holds", "vent")
    assert today(6, {**early, "holds": 5}) == ("step", "vent")
    # A whole week does not go because of one page of the next.
    weeks: Days = ((8, (("name",), ("letter",))), (15, (("holds",), ("step",))))
    assert of_today(weeks, 10, life(10, {"holds": 9}), KNOWN) == Today(("name", "letter"))
    assert of_today(weeks, 15, life(15, {"holds": 9}), KNOWN) == Today(("step",), ("name", "letter"))


def test_what_lies_aside_is_not_put_before_anybody_on_a_heavy_day() -> None:
    found = of_today(WEEK, 4, life(4, {**DAY_ONE, "holds": 3}, again=["vent"]), KNOWN, {"vent"})
    assert found == Today(("step",))


def test_when_a_path_is_done_goes_on_and_leads_on() -> None:
    quarter: Days = ((1, (("name",), ("letter",))),)
    weeks: Days = ((8, (("roads",),)),)
    assert is_done(quarter, life(1, DAY_ONE), KNOWN) and not is_done(WEEK, life(1, DAY_ONE), KNOWN)
    assert is_done(quarter, life(1, {"name": 1}), KNOWN - {"letter"}), "what is not there is not missed"
    assert next_day(WEEK, 1, life(1, DAY_ONE), KNOWN) == 2
    assert next_day(WEEK, 2, life(2, {**DAY_ONE, "holds": 1}), KNOWN) == 4
    assert next_day(quarter, 1, life(1, {}), KNOWN) is None
    assert leads_on(quarter, WEEK) and not leads_on(WEEK, quarter)
    assert leads_on(WEEK, weeks) and not leads_on(weeks, WEEK) and not leads_on(WEEK, WEEK)


IDS = st.sampled_from("abcdef")
ON = st.integers(1, 40)


@given(
    st.lists(st.tuples(st.integers(1, 30), st.lists(st.lists(IDS, min_size=1), min_size=1))),
    st.integers(1, 40),
    st.dictionaries(IDS, ON),
    st.dictionaries(IDS, ON),
    st.sets(IDS),
)
def test_nothing_is_put_forward_before_its_day_twice_or_when_it_was_done(
    days: Sequence[tuple[int, Sequence[Sequence[str]]]],
    day: int,
    done: Mapping[str, int],
    begun: Mapping[str, int],
    heavy: Collection[str],
) -> None:
    done = {id: min(on, day) for id, on in done.items()}
    begun = {id: min(on, day) for id, on in begun.items() if id not in done}
    found = of_today(days, day, life(day, done, begun), frozenset("abcdef"), heavy)
    every = (*found.own, *found.aside)
    assert len(set(every)) == len(every) <= AT_MOST
    for id in every:
        assert done.get(id, day) == day
        assert id in done or any(earliest <= day and any(id in group for group in do) for earliest, do in days)
        assert id in done or id in begun or id not in heavy


def test_on_a_way_of_two_days_nothing_steps_aside() -> None:
    """Whoever chooses it may have done its last page long ago, on another way."""
    short: Days = ((1, (("rest",), ("step",))), (2, (("thought",),)))
    found = of_today(short, 9, life(9, {"rest": 1, "thought": 5}), frozenset(("rest", "step", "thought")))
    assert (found.own, found.aside) == (("step",), ())
