"""A timer that hurries nobody: it says how long about, and afterwards that this time is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from textual.widgets import Static

LOOKS = 5.0
"""Seconds between two looks at the clock."""
_SMALL = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


class SoftTimer(Static):
    """One quiet line. Nothing counts down, nothing sounds, and nothing happens when the time is over."""

    def __init__(self, minutes: int, since: datetime, clock: Callable[[], datetime]) -> None:
        self.minutes = minutes
        self.since = since
        self.clock = clock
        super().__init__(self.said(), markup=False, classes="soft-timer")

    def on_mount(self) -> None:
        """Look at the clock now and then."""
        self.set_interval(LOOKS, self.look)

    @property
    def over(self) -> bool:
        """Whether the time is over."""
        return self.clock() - self.since >= timedelta(minutes=self.minutes)

    def said(self) -> str:
        """What the line says now."""
        if not self.over:
            if self.minutes == 1:
                return "About a minute. Stop when you like."
            return f"About {self.minutes} minutes. Stop when you like."
        if self.minutes == 1:
            return "The minute is over. Stay as long as you like."
        return f"The {in_words(self.minutes)} minutes are over. Stay as long as you like."

    def look(self) -> None:
        """Say so once the time is over."""
        self.update(self.said())


def in_words(number: int) -> str:
    """Such as "twenty-five"; from a hundred on in digits."""
    if not 0 <= number < 100:
        return str(number)
    if number < len(_SMALL):
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    return f"{_TENS[tens]}-{_SMALL[ones]}" if ones else _TENS[tens]
