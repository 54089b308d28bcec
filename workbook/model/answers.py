"""What a person answered: one value type per kind of question, and the Answer that carries it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import assert_never

from .days import spoken_day


@dataclass(frozen=True, slots=True)
class Pick:
    """One option that was picked, with its words as they were shown."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Picks:
    """The answer to a `choice` or `choices`. The id `other` carries the person's own words."""

    picks: tuple[Pick, ...]

    def ids(self) -> tuple[str, ...]:
        """The ids, in the order in which the options stood."""
        return tuple(pick.id for pick in self.picks)


@dataclass(frozen=True, slots=True)
class Rating:
    """One option of `ratings`; the rating (1 to 5) may be left open."""

    id: str
    words: str
    rating: int | None


@dataclass(frozen=True, slots=True)
class Ratings:
    """The answer to `ratings`."""

    ratings: tuple[Rating, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a `list`. Its number stays with it and is never used again."""

    number: int
    text: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """The answer to a `list`."""

    lines: tuple[Line, ...]
    last: int = 0
    """The highest number ever given, so that a line that was taken out never lends its number to another."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "last", max([self.last, *(line.number for line in self.lines)]))


@dataclass(frozen=True, slots=True)
class AnsweredColumn:
    """A column of a table as it was asked; `kind` lets a print show a day as a day."""

    id: str
    title: str
    kind: str


Cell = str | int | Decimal | date | Pick

NUMBER = re.compile(r"[1-9][0-9]{0,17}\Z")
"""What a number of a line or row looks like."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `key` is its number, or the id of the option that it came from."""

    key: str
    words: str
    """The words of its source, or of its first column."""
    cells: Mapping[str, Cell] = field(default_factory=dict)
    off: bool = False
    """Its line is gone from the source: kept, shown nowhere, back when the line is."""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Remainder:
    """What is left over of a column's total, under the author's words for it."""

    words: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a `table`."""

    columns: tuple[AnsweredColumn, ...]
    rows: tuple[Row, ...]
    remainder: Remainder | None = None
    last: int = 0
    """The highest row number ever given."""

    def __post_init__(self) -> None:
        # An empty row that only stands ready to be filled has a number that nobody has seen.
        seen = (number_of(row.key) for row in self.rows if row.cells or row.off or row.hidden)
        object.__setattr__(self, "last", max([self.last, *seen]))

    def shown(self) -> tuple[Row, ...]:
        """The rows that are neither off nor hidden and say something."""
        return tuple(row for row in self.rows if not row.off and not row.hidden and row_says(row))


def number_of(key: str) -> int:
    """The number that a row's key is; 0 for the id of an option."""
    return int(key) if NUMBER.match(key) else 0


def row_says(row: Row) -> bool:
    """Whether anything stands in the row's cells."""
    return any(not isinstance(cell, str) or cell.strip() for cell in row.cells.values())


Value = str | int | date | Picks | Ratings | Lines | Table


@dataclass(frozen=True, slots=True)
class Ends:
    """The two ends of a scale, as numbers and in words."""

    min: int
    max: int
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Added:
    """Words that were added to an answer on a later day."""

    day: date
    text: str
    extra: Mapping[str, object] = field(default_factory=dict)
    """Keys that this program does not know; they are kept."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was written to one question, with the question as it was asked, so that nothing is orphaned."""

    ask: str
    kind: str
    called: str = ""
    value: Value | None = None
    """None while the question is only skipped, or when the text was let go."""
    day: date | None = None
    """The day on which it was first answered."""
    skipped: bool = False
    off: bool = False
    """Its branch is switched off: kept, shown and printed nowhere, back when the branch is."""
    sealed: bool = False
    """Closed by the person: kept, shown and printed nowhere until they open it."""
    let_go: bool = False
    """Written, and taken out for good."""
    let_go_at: datetime | None = None
    """The moment of that. It stays when something is written anew, so that a window with the old words is known."""
    private: bool | None = None
    """None when it is as private as its whole sitting."""
    marked: bool = False
    """Whether the person has said so, one way or the other: then it stands, whatever an exercise says."""
    keep: bool = False
    assembled: bool = False
    """A letter that was put together and never edited."""
    takes: tuple[str, ...] = ()
    """Of a letter: the questions of its sitting whose answers it was put together from, so that print knows it too."""
    last: int = 0
    """Of a list or table that was emptied: the highest number ever given, so that none is used again."""
    again: str = ""
    measure: str = ""
    at: datetime | None = None
    """Of a measure: the moment at which it was asked, so that it is not asked again too soon."""
    ends: Ends | None = None
    """Of a scale."""
    returns: date | str | None = None
    """The day on which it comes back, or `another-no`."""
    returned: date | None = None
    added: tuple[Added, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)
    """Keys that this program does not know; they are kept."""

    def speaks(self) -> bool:
        """Whether it may be spoken of: skipped, off, sealed, let go and blank count as no answer."""
        if self.skipped or self.off or self.sealed or self.let_go:
            return False
        return says(self.value)

    def dealt_with(self) -> bool:
        """Whether the question needs no more of the person: answered, skipped or let go."""
        return self.skipped or self.let_go or self.value is not None


def says(value: Value | None) -> bool:
    """Whether there is anything in a value. Text of blanks alone is kept, but says nothing."""
    match value:
        case None:
            return False
        case str():
            return bool(value.strip())
        case int() | date():
            return True
        case Picks():
            return any(pick.words.strip() for pick in value.picks)
        case Ratings():
            return bool(value.ratings)
        case Lines():
            return any(line.text.strip() and not line.hidden for line in value.lines)
        case Table():
            return bool(value.shown())
        case _:
            assert_never(value)


def cell_words(cell: Cell | None) -> str:
    """A cell as it is shown and printed; the empty string where there is none."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case Pick():
            return cell.words
        case date():
            return spoken_day(cell)
        case int() | Decimal():
            return str(cell)
        case _:
            assert_never(cell)


def cell_text(cell: Cell) -> str:
    """A cell as somebody would type it: a day with its year."""
    return cell.isoformat() if isinstance(cell, date) else cell_words(cell)


def items(value: Value) -> tuple[str, ...]:
    """The several things that a value holds, each in words; a single thing is one item."""
    match value:
        case str():
            return (value,)
        case date():
            return (spoken_day(value),)
        case int():
            return (str(value),)
        case Picks():
            return tuple(pick.words for pick in value.picks if pick.words.strip())
        case Ratings():
            return tuple(rating.words for rating in value.ratings)
        case Lines():
            return tuple(line.text for line in value.lines if line.text.strip() and not line.hidden)
        case Table():
            return tuple(row.words for row in value.shown())
        case _:
            assert_never(value)
