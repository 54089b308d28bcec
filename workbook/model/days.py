"""Days in words, and words for days; English, whatever the machine's locale says."""

from __future__ import annotations

import re
from datetime import date, timedelta

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip

# Only as text: each is made ready at the first day that somebody types, not at the start.
_OFFSET = r"\+([0-9]{1,4})([dw])\Z"
_PART_OF_DAY = r"(?<=.) (?:in the |at )?(?:early |late )?(?:morning|noon|afternoon|evening|night)\Z"
_ISO = r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})\Z"
_AGO = r"(a|an|one|[0-9]{1,4}) (day|week)s? ago\Z"
_IN = r"in (?:(a|an|one|[0-9]{1,4})) (day|week|month)s?\Z"
_WEEKDAY = r"(next |on |this |last )?([a-z]{3,9})\Z"
_DAY_MONTH = r"(?:[a-z]+,? )?([0-9]{1,2})(?:st|nd|rd|th|\.)? ([a-z]{3,9})\.?,?(?: ([0-9]{4}))?\Z"
_MONTH_DAY = r"([a-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,?(?: ([0-9]{4}))?\Z"


def spoken_day(day: date) -> str:
    """Such as "Sunday 29 November"; the year is left to where it matters."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def short_day(day: date) -> str:
    """Such as "Sun 29 Nov"."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def full_day(day: date) -> str:
    """Such as "29 November 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def that_day(day: date, today: date) -> str:
    """What a box says that understood a day: "That was Wednesday 18 November 2026." of one that is over."""
    return f"That {'was' if day < today else 'is'} {spoken_day(day)} {day.year}."


def span(first: date, last: date) -> str:
    """Such as "22 to 29 November 2026"; one day is named once."""
    if first >= last:
        return full_day(first)
    if first.year != last.year:
        return f"{full_day(first)} to {full_day(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} to {full_day(last)}"
    return f"{first.day} to {full_day(last)}"


def ago(day: date, today: date) -> str:
    """How long ago a day was, as people say it: "a week ago", "on 22 November"."""
    days = (today - day).days
    plain = {0: "today", 1: "yesterday", 7: "a week ago", 14: "two weeks ago", 21: "three weeks ago"}
    if days in plain:
        return plain[days]
    if 28 <= days <= 31:
        return "a month ago"
    if 2 <= days <= 13:
        return f"{_COUNTED[days]} days ago"
    return f"on {full_day(day)}" if day.year != today.year else f"on {day.day} {MONTHS[day.month - 1]}"


_COUNTED = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
)  # fmt: skip


def counted(number: int) -> str:
    """A small number in words; a large one in digits."""
    return _COUNTED[number] if 0 <= number < len(_COUNTED) else str(number)


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def ordinal(number: int) -> str:
    """Such as "second"; from eleven on "11th"."""
    if 1 <= number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def offset(words: str) -> timedelta | None:
    """The length of "+7d" or "+2w"; None for anything else."""
    found = re.match(_OFFSET, words)
    if found is None:
        return None
    return timedelta(days=int(found[1]) * (7 if found[2] == "w" else 1))


def _index(names: tuple[str, ...], word: str) -> int | None:
    hits = [number for number, name in enumerate(names) if name.lower().startswith(word)]
    return hits[0] if len(word) >= 3 and len(hits) == 1 else None


def understand(words: str, today: date) -> date | None:
    """The day that somebody means by "today", "+3d", "next friday", "2 Dec", "2026-12-02"; None when unclear.

    A weekday is the next one that is not today, with `last` the one before. A day and month without a year is
    the nearest such day within six months either way, for people speak of the days around them.
    """
    text = re.sub(_PART_OF_DAY, "", " ".join(words.lower().split()))
    plain = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1, "next week": 7, "last week": -7}
    try:
        if text in plain:
            return today + timedelta(days=plain[text])
        if (length := offset(text.replace(" ", ""))) is not None:
            return today + length
        if found := re.match(_IN, text):
            number = int(found[1]) if found[1].isdigit() else 1
            # A month is thirty days, as on the pages that offer one.
            return today + timedelta(days=number * {"day": 1, "week": 7, "month": 30}[found[2]])
        if found := re.match(_AGO, text):
            number = int(found[1]) if found[1].isdigit() else 1
            return today - timedelta(days=number * (7 if found[2] == "week" else 1))
        if found := re.match(_ISO, text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := re.match(_DAY_MONTH, text):
            return _in_year(int(found[1]), found[2], found[3], today)
        if (found := re.match(_MONTH_DAY, text)) and _index(MONTHS, found[1]) is not None:
            return _in_year(int(found[2]), found[1], found[3], today)
        if (found := re.match(_WEEKDAY, text)) and (weekday := _index(WEEKDAYS, found[2])) is not None:
            if found[1] == "last ":
                return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
            return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    except (ValueError, OverflowError):
        return None
    return None


def _in_year(day: int, month_name: str, year: str | None, today: date) -> date | None:
    month = _index(MONTHS, month_name)
    if month is None:
        return None
    if year is not None:
        return date(int(year), month + 1, day)
    near: list[date] = []
    for candidate in (today.year - 1, today.year, today.year + 1):
        try:
            near.append(date(candidate, month + 1, day))
        except ValueError:
            continue
    return min(near, key=lambda one: abs((one - today).days), default=None)
