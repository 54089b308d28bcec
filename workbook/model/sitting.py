"""A sitting: one person's run through one exercise, and what of it is spoken of elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from .answers import Answer, Table
from .waiting import Waiting


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is: the step, and the cursor in it."""

    step: str
    row: str = ""
    """A row's key, not its position."""
    column: str = ""
    at: int | None = None
    """Code points from the beginning of the text; clamped when it is used."""
    ask: str = ""
    """The question there, while it has no answer: the contents say where somebody stopped without the exercise."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One person's run through one exercise. It needs nothing of the exercise to be read or printed."""

    exercise: str
    title: str
    pack: str
    section: str
    started: datetime
    run: int = 1
    """1 for the first; it stands in the file's name."""
    private: bool = False
    content: str = ""
    """The fingerprint of the exercise as it was last asked."""
    revision: int = 0
    saved: datetime | None = None
    finished: datetime | None = None
    short: bool = False
    """Only the core is asked."""
    place: Place | None = None
    """None until the opening page has been left."""
    done: int = 0
    of: int = 0
    answers: Mapping[str, Answer] = field(default_factory=dict)
    waiting: Mapping[str, Waiting] = field(default_factory=dict)
    extra: Mapping[str, object] = field(default_factory=dict)
    """Keys that this program does not know; they are kept."""


def days_ahead(sitting: Sitting, today: date) -> tuple[Waiting, ...]:
    """What stands under Waiting: questions of a later day, and every day that was named and lies ahead.

    A question that waits for such a date and has its name stands there once with it.
    """
    ahead = [
        one
        for id, one in sitting.waiting.items()
        if not ((answer := sitting.answers.get(id)) is not None and answer.dealt_with())
    ]
    ahead += [
        named
        for answer in sitting.answers.values()
        if answer.speaks()
        for named in days_in(answer)
        if named.day > today
    ]
    return tuple(sorted(dict.fromkeys(ahead), key=lambda one: one.day))


def days_in(answer: Answer) -> tuple[Waiting, ...]:
    """The days that an answer names: a date, or the days of a table, each under what its row is about."""
    if answer.kind == "date" and isinstance(answer.value, date):
        return (Waiting(answer.value, answer.called or answer.ask),)
    if isinstance(answer.value, Table):
        return tuple(
            Waiting(cell, row.words or answer.called or answer.ask)
            for row in answer.value.shown()
            for cell in row.cells.values()
            if isinstance(cell, date)
        )
    return ()


def earlier_of(sittings: Iterable[Sitting], pack: str) -> dict[str, Answer]:
    """What may be spoken of from other exercises of a book: `exercise.step`, the newest run that has an answer.

    They come in the order in which the exercises were begun. Which run is the newest, its number says: a clock may
    have been put back.
    """
    found: dict[str, Answer] = {}
    runs: dict[str, int] = {}
    for sitting in sorted(sittings, key=lambda one: (one.started, one.run)):
        if sitting.pack != pack:
            continue
        for id, answer in sitting.answers.items():
            name = f"{sitting.exercise}.{id}"
            if answer.speaks() and sitting.run >= runs.get(name, 0):
                private = sitting.private if answer.private is None else answer.private
                found[name] = replace(answer, private=private)
                runs[name] = sitting.run
    return found
