"""What an earlier book has for the day on which another no comes: the plan for the first hour, and what stays true."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from .answers import Answer, Table, cell_words, items
from .days import full_day
from .sitting import Sitting

ANOTHER_NO = "another-no"
_FRONT = re.compile(r"(?:finish the sentence|go on)\s*[.:]\s*", re.IGNORECASE)
_DOTS = re.compile(r"\s*(?:…|\.{3,})\s*\Z")


@dataclass(frozen=True, slots=True)
class Plan:
    """What somebody wrote for this moment."""

    day: date
    words: tuple[str, ...]
    """One sentence where the question is the beginning of one; else the question, and what was written."""
    at: datetime
    """When its exercise was saved last: of two plans of one day the later counts."""


@dataclass(frozen=True, slots=True)
class StaysTrue:
    """A line that was kept in an earlier book."""

    called: str
    words: str
    day: date | None
    private: bool


def plan_in(sittings: Iterable[Sitting]) -> Plan | None:
    """The newest plan that was to come back with another no; None where there is none."""
    found = [
        Plan(
            answer.day or sitting.started.date(),
            sentence(answer.ask, words_of(answer)),
            sitting.saved or sitting.started,
        )
        for sitting in sittings
        for answer in sitting.answers.values()
        if answer.returns == ANOTHER_NO and answer.speaks()
    ]  # fmt: skip
    return max(found, key=lambda one: (one.day, one.at), default=None)


def sentence(ask: str, words: str) -> tuple[str, ...]:
    """The question and the answer as one sentence, where the question breaks off with dots; else both apart."""
    front = _FRONT.sub("", ask, count=1) if _FRONT.match(ask) else ask
    if not _DOTS.search(front):
        return (ask, words)
    rest = re.sub(r"\A\s*(?:…|\.{3,})\s*", "", words)
    return (f"{_DOTS.sub('', front)} {rest.strip()}",)


def stays_true(sittings: Iterable[Sitting]) -> tuple[StaysTrue, ...]:
    """Every line that was kept and still speaks, the oldest first."""
    found = [
        (sitting.started, StaysTrue(
            answer.called or answer.ask, words_of(answer), answer.day,
            sitting.private if answer.private is None else answer.private,
        ))
        for sitting in sittings
        for answer in sitting.answers.values()
        if answer.keep and answer.speaks()
    ]  # fmt: skip
    found.sort(key=lambda one: (one[1].day or one[0].date(), one[0]))
    return tuple(one for _, one in found)


def words_of(answer: Answer) -> str:
    """An answer in its words, with what was added to it on a later day."""
    value = answer.value
    assert value is not None
    if isinstance(value, Table):
        lines = [
            ", ".join(cell_words(cell) for cell in row.cells.values() if cell_words(cell)) for row in value.shown()
        ]
    else:
        lines = list(items(value))
    lines += [one.text for one in answer.added if one.text.strip()]
    return "\n".join(lines)


def page_of(lines: Iterable[StaysTrue]) -> str:
    """The lines as one text for a page of a new book: each under its name and its day."""
    return "\n\n".join(
        f"{one.called}{f', {full_day(one.day)}' if one.day is not None else ''}\n{one.words.strip()}" for one in lines
    )
