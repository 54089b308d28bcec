"""How long somebody has been writing, and what is night: the rules alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workbook.model.care import PAUSE, Stretch, is_night, touched

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)


@given(st.lists(st.integers(-600, 900), max_size=40))
def test_a_stretch_is_the_time_since_the_last_pause(gaps: list[int]) -> None:
    stretch, now, wanted = touched(None, NOW), NOW, timedelta(0)
    for gap in gaps:
        now += timedelta(seconds=gap)
        goes_on = timedelta(0) <= timedelta(seconds=gap) <= PAUSE
        wanted = wanted + timedelta(seconds=gap) if goes_on else timedelta(0)
        stretch = touched(stretch, now)
        assert stretch.length == wanted
        assert stretch.last == now


def test_thinking_for_some_minutes_ends_no_stretch() -> None:
    stretch = Stretch(NOW, NOW + timedelta(minutes=20))
    assert touched(stretch, NOW + timedelta(minutes=25)).length == timedelta(minutes=25)
    assert touched(stretch, NOW + timedelta(minutes=26)).length == timedelta(0)


def test_night_is_from_midnight_until_its_hour() -> None:
    found = [hour for hour in range(24) if is_night(NOW.replace(hour=hour, minute=59), 5)]
    assert found == [0, 1, 2, 3, 4]
