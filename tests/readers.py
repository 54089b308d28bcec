"""Whole books of people who are made up: every answer that they gave, day by day, put on a shelf without a screen.

`golden/readers/<who>.yaml` has the answers as `Walker` takes them, under the exercise and the day of the book.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml
from onscreen import CONTENT, EVENING, Clock
from walk import Walker

from workbook.desk import Desk
from workbook.library.library import Library
from workbook.model.returning import added
from workbook.store.shelf import Shelf

READERS = Path(__file__).parent / "golden" / "readers"


@dataclass(frozen=True, slots=True)
class Visit:
    """One exercise, done on one day."""

    day: int
    exercise: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    short: bool = False
    again: bool = False
    """Another run of an exercise that is done."""
    back: bool = False
    """The exercise is done, and some of its questions have come due."""
    added: Mapping[str, str] = field(default_factory=dict)
    """What was written under an answer that came back."""


def visits(who: str) -> tuple[Visit, ...]:
    """What somebody did, in order."""
    return tuple(Visit(**one) for one in yaml.safe_load((READERS / f"{who}.yaml").read_text(encoding="utf-8")))


def book_of(who: str, shelf: Path) -> Desk:
    """A shelf with the book of a reader, on the last day of it. Every answer must be one that was asked for."""
    clock = Clock(EVENING)
    desk = Desk(Library((CONTENT,)), Shelf(shelf), clock)
    desk.open_current()
    for visit in visits(who):
        clock.at = EVENING + timedelta(days=visit.day - 1)
        _write(desk, visit, clock)
        clock.later(minutes=20)
    desk.look()
    return desk


def _write(desk: Desk, visit: Visit, clock: Clock) -> None:
    taken = desk.take(desk.library.heading(visit.exercise), again=visit.again)
    sitting = taken.kept.sitting
    if not sitting.answers:
        sitting = replace(sitting, short=visit.short)
    walker = Walker(taken.exercise, sitting, earlier=taken.earlier, now=clock())
    if visit.back:
        for step, said in visit.answers.items():
            assert step in {one.id for one in walker.at.live()}, (
                f"day {visit.day}: {visit.exercise}.{step} is not asked"
            )
            walker.answer(step, said)
    else:
        asked = walker.go(visit.answers)
        unasked = set(visit.answers) - set(asked)
        assert not unasked, f"day {visit.day}: {visit.exercise} does not ask {sorted(unasked)}"
    sitting = walker.sitting
    for step, words in visit.added.items():
        assert step in sitting.answers, f"day {visit.day}: {visit.exercise}.{step} is not answered"
        sitting = added(sitting, step, clock().date(), words)
    book = desk.need_book()
    taken = taken._replace(kept=book.save(taken.kept._replace(sitting=sitting), clock()))
    for step in visit.answers:
        if title := desk.names_book(taken, step):
            book.change(title=title)
