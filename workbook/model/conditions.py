"""Names of answers, and the conditions that are told about them (`when`, `next`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import assert_never

from .answers import Answer, Cell, Lines, Pick, Picks, Ratings, Table

ID = re.compile(r"[a-z0-9-]{1,64}\Z")
RESERVED = frozenset({"any", "not", "sitting", "kept", "row", "off", "hidden", "other"})


@dataclass(frozen=True, slots=True)
class Name:
    """The name of an answer: `x`, `exercise.x`, or a table's column `x/column`."""

    step: str
    exercise: str = ""
    column: str = ""

    def __str__(self) -> str:
        front = f"{self.exercise}." if self.exercise else ""
        return f"{front}{self.step}" + (f"/{self.column}" if self.column else "")

    @classmethod
    def parse(cls, words: str) -> Name:
        """The name that stands in `words`. Raises ValueError when it is none."""
        front, dot, rest = words.partition(".")
        if not dot:
            front, rest = "", words
        step, slash, column = rest.partition("/")
        wanted = [step] + ([front] if dot else []) + ([column] if slash else [])
        if not all(ID.match(part) for part in wanted):
            raise ValueError(f"`{words}` is no name of an answer")
        return cls(step, front, column)


Lookup = Callable[[Name], "Answer | int | None"]
"""What a name stands for: an answer that speaks, the number of the run for `sitting`, or nothing."""


@dataclass(frozen=True, slots=True)
class All:
    """Every one of them holds."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of them holds."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """It does not hold."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class Test:
    """One test of one answer: `is`, `includes`, `at_least`, `at_most` or `answered`."""

    name: Name
    test: str
    value: str

    __test__ = False  # not one of pytest's


Condition = All | AnyOf | Not | Test


def holds(condition: Condition | None, lookup: Lookup) -> bool:
    """Whether a condition holds; none at all always does.

    Without an answer every test is false but `answered: false`.
    """
    match condition:
        case None:
            return True
        case All(of):
            return all(holds(one, lookup) for one in of)
        case AnyOf(of):
            return any(holds(one, lookup) for one in of)
        case Not(inner):
            return not holds(inner, lookup)
        case Test(name, test, value):
            found = atoms(lookup(name), name.column)
            if test == "answered":
                return bool(found) == (value == "true")
            return any(_passes(atom, test, value) for atom in found)
        case _:
            assert_never(condition)


def may_come_to_hold(condition: Condition | None, lookup: Lookup, coming: Collection[str], own: str = "") -> bool:
    """Whether a condition holds, or will as soon as the steps in `coming` are answered, whatever the answer is.

    `own` is the exercise that they belong to: a condition may call it by its name.
    """
    match condition:
        case All(of):
            return all(may_come_to_hold(one, lookup, coming, own) for one in of)
        case AnyOf(of):
            return any(may_come_to_hold(one, lookup, coming, own) for one in of)
        case Test(Name(step, exercise, ""), "answered", "true") if exercise in ("", own) and step in coming:
            return True
        case _:
            return holds(condition, lookup)


def names_in(condition: Condition | None) -> tuple[Name, ...]:
    """Every name that a condition asks about."""
    match condition:
        case None:
            return ()
        case All(of) | AnyOf(of):
            return tuple(name for one in of for name in names_in(one))
        case Not(inner):
            return names_in(inner)
        case Test(name):
            return (name,)
        case _:
            assert_never(condition)


def atoms(answer: Answer | int | None, column: str = "") -> tuple[str, ...]:
    """What can be compared in an answer: ids of options, texts, numbers, ISO days; a column gives all its cells."""
    if answer is None:
        return ()
    if isinstance(answer, int):
        return (str(answer),)
    value = answer.value
    match value:
        case None:
            return ()
        case str():
            return (value.strip(),)
        case date():
            return (value.isoformat(),)
        case int():
            return (str(value),)
        case Picks():
            return value.ids()
        case Ratings():
            return tuple(rating.id for rating in value.ratings)
        case Lines():
            return tuple(str(line.number) for line in value.lines if line.text.strip() and not line.hidden)
        case Table():
            rows = value.shown()
            if not column:
                return tuple(row.key for row in rows)
            cells = (_cell_atom(row.cells[column]) for row in rows if column in row.cells)
            return tuple(cell for cell in cells if cell)
        case _:
            assert_never(value)


def _cell_atom(cell: Cell) -> str:
    if isinstance(cell, Pick):
        return cell.id
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()


def _passes(atom: str, test: str, value: str) -> bool:
    if test in ("is", "includes"):
        return atom == value or (_number(atom) is not None and _number(atom) == _number(value))
    left, right = _number(atom), _number(value)
    if left is None or right is None:
        return False
    return left >= right if test == "at_least" else left <= right


def _number(words: str) -> Decimal | None:
    try:
        number = Decimal(words)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
