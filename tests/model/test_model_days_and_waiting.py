"""Questions that wait for their day, and what stands under Waiting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from authored import authored, of_everything
from hypothesis import given
from hypothesis import strategies as st
from walk import EVENING, Walker

from workbook.model.days import MONTHS, WEEKDAYS, full_day, offset, short_day, span, spoken_day, understand
from workbook.model.sitting import Waiting, days_ahead

SUNDAY = date(2026, 11, 22)
WAITS = """
  - id: when
    kind: date
    core: true
    called: look for an answer
    ask: When will you look?
  - id: came
    kind: choice
    core: true
    later: when|+7d
    called: whether they wrote back
    ask: Did they write back?
    options: {came: it came, nothing: nothing}
  - id: news
    kind: note
    later: +7d
    text: A week has gone by.
  - id: week
    kind: line
    later: +1w
    ask: What was the week like?
  - id: only
    kind: line
    later: when
    ask: And then?
"""


def finished(script: dict[str, object] | None = None, **more: object) -> Walker:
    """Somebody who has finished it this evening."""
    walker = Walker(authored(WAITS), **more)  # type: ignore[arg-type]
    walker.go(script)
    return walker


def test_a_question_that_waits_is_not_asked_on_the_day_and_the_exercise_is_done() -> None:
    walker = Walker(authored(WAITS))
    assert walker.go({"when": SUNDAY + timedelta(days=3)}) == ["when"]
    assert walker.sitting.finished == EVENING
    assert (walker.sitting.done, walker.sitting.of) == (1, 1)


def test_it_is_asked_on_the_day_of_the_date_answer() -> None:
    walker = finished({"when": SUNDAY + timedelta(days=3)})
    assert walker.sitting.waiting["came"] == Waiting(SUNDAY + timedelta(days=3), "whether they wrote back")
    walker.now = EVENING + timedelta(days=2)
    assert [step.id for step in walker.at.live()] == ["when"]
    walker.now = EVENING + timedelta(days=3)
    assert [step.id for step in walker.at.live()] == ["when", "came", "only"]
    due = walker.at.resume()
    assert due is not None and due.id == "came"
    walker.answer("came", "nothing")
    walker.answer("only", "I rested.")
    assert set(walker.sitting.waiting) == {"week"}


def test_without_the_date_it_counts_from_finishing_and_with_neither_it_is_never_asked() -> None:
    walker = finished()
    assert {id: one.day for id, one in walker.sitting.waiting.items()} == {
        "came": SUNDAY + timedelta(days=7),
        "week": SUNDAY + timedelta(days=7),
    }
    walker.now = EVENING + timedelta(days=700)
    assert [step.id for step in walker.at.live()] == ["when", "came", "news", "week"]


@pytest.mark.parametrize("day", [SUNDAY, SUNDAY - timedelta(days=40)])
def test_never_on_the_day_of_finishing_and_a_day_that_is_past_is_the_next(day: date) -> None:
    walker = finished({"when": day})
    assert walker.sitting.waiting["came"].day == SUNDAY + timedelta(days=1)
    assert [step.id for step in walker.at.live()] == ["when"]
    walker.now = EVENING + timedelta(days=1)
    assert "came" in [step.id for step in walker.at.live()]


def test_a_note_that_waits_comes_on_its_day_and_nobody_waits_for_it() -> None:
    walker = finished()
    assert "news" not in walker.sitting.waiting
    walker.now = EVENING + timedelta(days=6)
    assert "news" not in [step.id for step in walker.at.live()]
    walker.now = EVENING + timedelta(days=7)
    assert "news" in [step.id for step in walker.at.live()]
    found = walker.at.resume()
    assert found is not None and found.id == "came"


def test_what_was_finished_once_stays_finished_on_that_day() -> None:
    walker = finished()
    walker.now = EVENING + timedelta(days=9)
    walker.go({"came": "came", "week": "Long."})
    assert walker.sitting.finished == EVENING
    assert walker.sitting.waiting == {}


def test_the_short_version_does_not_wait_for_what_it_does_not_ask() -> None:
    walker = finished(short=True)
    assert set(walker.sitting.waiting) == {"came"}
    begun = Walker(authored(WAITS), short=True)
    assert begun.at.minutes_left() == 10, "what waits takes no time today, in the short version or the long"
    walker.now = EVENING + timedelta(days=30)
    assert [step.id for step in walker.at.live()] == ["when", "came"]


def test_a_day_that_has_come_stays_when_the_date_is_put_off() -> None:
    walker = finished({"when": SUNDAY + timedelta(days=2)})
    walker.now = EVENING + timedelta(days=2)
    walker.answer("when", SUNDAY + timedelta(days=20))
    assert walker.sitting.waiting["came"].day == SUNDAY + timedelta(days=2)


def test_a_day_that_is_ahead_moves_with_the_date() -> None:
    walker = finished({"when": SUNDAY + timedelta(days=2)})
    walker.answer("when", SUNDAY + timedelta(days=20))
    assert walker.sitting.waiting["came"].day == SUNDAY + timedelta(days=20)


def test_nobody_waits_for_a_question_whose_branch_is_off() -> None:
    steps = """
      - id: go
        kind: choice
        core: true
        ask: Go?
        options: [gone, stayed]
      - id: later
        kind: line
        when: {go: gone}
        later: +1d
        ask: And then?
    """
    walker = Walker(authored(steps))
    walker.go({"go": "gone"})
    walker.now = EVENING + timedelta(days=2)
    walker.answer("go", "stayed")
    assert walker.sitting.waiting == {}
    assert days_ahead(walker.sitting, walker.now.date()) == ()
    walker.answer("go", "gone")
    assert set(walker.sitting.waiting) == {"later"}


def test_dates_ahead_stand_under_waiting_by_the_name_that_the_question_has() -> None:
    walker = Walker(of_everything("every-kind"))
    walker.go({"who": "Ruth", "follow-up": SUNDAY + timedelta(days=3)})
    ahead = days_ahead(walker.sitting, SUNDAY)
    assert ("see whether Ruth wrote back", SUNDAY + timedelta(days=3)) in [(one.called, one.day) for one in ahead]
    assert [one.day for one in ahead] == sorted(one.day for one in ahead)
    assert ("see whether Ruth wrote back", SUNDAY + timedelta(days=3)) not in [
        (one.called, one.day) for one in days_ahead(walker.sitting, SUNDAY + timedelta(days=3))
    ]


def test_a_renamed_question_goes_on_waiting() -> None:
    walker = finished()
    renamed = authored(WAITS.replace("id: came\n", "id: wrote\n    was: [came]\n"))
    later = Walker(renamed, walker.sitting, now=EVENING + timedelta(days=7))
    assert "wrote" in [step.id for step in later.at.live()]
    assert set(later.sitting.waiting) == {"wrote", "week"}


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", "2026-11-22"), ("Tonight", "2026-11-22"), ("tomorrow", "2026-11-23"), ("yesterday", "2026-11-21"),
        ("next week", "2026-11-29"), ("+3d", "2026-11-25"), ("+2w", "2026-12-06"), ("+ 3 d", "2026-11-25"),
        ("in 3 days", "2026-11-25"), ("in a week", "2026-11-29"),
        ("in a month", "2026-12-22"), ("in one day", "2026-11-23"),
        ("friday", "2026-11-27"), ("next friday", "2026-11-27"), ("on  Fri", "2026-11-27"),
        ("sunday", "2026-11-29"), ("next Monday", "2026-11-23"), ("2026-12-02", "2026-12-02"),
        ("2026-1-2", "2026-01-02"), ("2 Dec", "2026-12-02"), ("2nd december", "2026-12-02"),
        ("Dec 2", "2026-12-02"), ("Wed 2 Dec", "2026-12-02"), ("Wednesday, 2 December 2026", "2026-12-02"),
        ("December 2, 2027", "2027-12-02"), ("2 Jan", "2027-01-02"), ("2 Oct", "2026-10-02"),
        ("29 November 2026", "2026-11-29"), ("1. Dec.", "2026-12-01"),
    ],
)  # fmt: skip
def test_a_day_is_understood_as_people_say_it(words: str, day: str) -> None:
    assert understand(words, SUNDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "words",
    ["", "soon", "ma", "2", "31 Feb", "2026-13-01", "0000-00-00", "+d", "+99999d", "in 9999 weeks and more", "ju 3",
     "friday the thirteenth", "2 dec 0", "next", "T", "²-²-²", "٢ Dec"],
)  # fmt: skip
def test_what_is_no_day_is_none(words: str) -> None:
    assert understand(words, SUNDAY) is None


DAYS = st.dates()
PIECES = st.sampled_from(
    ["+", "-", "d", "w", "in", "next", "on", "of", ".", ",", "st", "0", "1", "31", "29", "feb", "9999", "²", "٣", "\n"]
    + [name.lower() for name in (*WEEKDAYS, *MONTHS)]
)


@given(st.text() | st.lists(PIECES, max_size=6).map(" ".join) | st.lists(PIECES, max_size=6).map("".join), DAYS)
def test_whatever_somebody_types_it_is_a_day_or_none(words: str, today: date) -> None:
    found = understand(words, today)
    assert found is None or isinstance(found, date)


@given(DAYS, DAYS)
def test_a_day_as_it_is_written_out_is_understood_again(day: date, today: date) -> None:
    assert understand(day.isoformat(), today) == day
    if day.year >= 1000:
        assert understand(full_day(day), today) == day


def test_days_in_words() -> None:
    assert spoken_day(date(2026, 11, 29)) == "Sunday 29 November"
    assert short_day(date(2026, 11, 29)) == "Sun 29 Nov"
    assert span(SUNDAY, date(2026, 11, 29)) == "22 to 29 November 2026"
    assert span(SUNDAY, date(2026, 12, 1)) == "22 November to 1 December 2026"
    assert span(SUNDAY, date(2027, 1, 1)) == "22 November 2026 to 1 January 2027"
    assert span(SUNDAY, SUNDAY) == "22 November 2026"
    assert (offset("+7d"), offset("+2w"), offset("7d")) == (timedelta(days=7), timedelta(days=14), None)


def test_a_waiting_question_that_was_answered_is_no_longer_ahead() -> None:
    walker = finished()
    answered = replace(walker.sitting, answers={**walker.sitting.answers})
    called = {one.called for one in days_ahead(answered, SUNDAY)}
    assert called == {"whether they wrote back", "What was the week like?"}
