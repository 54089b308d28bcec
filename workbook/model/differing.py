"""Two versions of one sitting: in which answers they differ, and what each of them says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import assert_never

from .answers import Answer, Lines, Picks, Ratings, Table, Value, cell_words
from .days import full_day
from .sitting import Sitting


class Side(Enum):
    """What is taken of an answer that two versions have."""

    ONE = "one"
    OTHER = "other"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Difference:
    """An answer that two versions do not have alike."""

    step: str
    one: Answer | None
    other: Answer | None

    @property
    def usual(self) -> Side | None:
        """What is taken unless somebody says otherwise: the only one that has words. None where both have."""
        if not _has_words(self.other):
            return Side.ONE
        return None if _has_words(self.one) else Side.OTHER


def differences(one: Sitting, other: Sitting) -> tuple[Difference, ...]:
    """The answers that are not alike, in their order. What was let go in either is no question any more."""
    return tuple(
        found
        for step in in_their_order(one.answers, other.answers)
        if not _is_alike(found := Difference(step, one.answers.get(step), other.answers.get(step)))
    )


def alike(one: Sitting, other: Sitting) -> int:
    """How many answers both have, and have alike."""
    different = {found.step for found in differences(one, other)}
    return sum(
        1
        for step, answer in one.answers.items()
        if step not in different and _has_words(answer) and _has_words(other.answers.get(step))
    )


def in_their_order(one: Iterable[str], other: Iterable[str]) -> list[str]:
    """The keys of both, in the order of the first; what only the other has stands behind what it has before that."""
    order = list(one)
    before = ""
    for key in other:
        if key not in order:
            order.insert(order.index(before) + 1 if before else 0, key)
        before = key
    return order


def is_let_go(one: Answer | None, other: Answer | None) -> bool:
    """Whether one of them was let go, and its words were not written anew since: then they are gone from both."""
    return _lets_go(one, other) or _lets_go(other, one)


def said(answer: Answer | None) -> tuple[str, ...]:
    """What an answer says, in lines as somebody would read them; nothing of one that has no words."""
    return tuple(said_in(answer.value)) if answer is not None and answer.value is not None else ()


def said_in(value: Value) -> Iterator[str]:
    """Every piece of a value, in words: also what is hidden or blank, for nothing of it may be lost."""
    match value:
        case str():
            yield value
        case date():
            yield full_day(value)
        case int():
            yield str(value)
        case Picks(picks):
            yield from (pick.words for pick in picks)
        case Ratings(ratings):
            yield from (one.words if one.rating is None else f"{one.words}, {one.rating} of 5" for one in ratings)
        case Lines(lines):
            yield from (line.text for line in lines)
        case Table():
            yield from _said_in_table(value)
        case _:
            assert_never(value)


def _said_in_table(table: Table) -> Iterator[str]:
    titles = {column.id: column.title for column in table.columns}
    first = table.columns[0].id if table.columns else ""
    for row in table.rows:
        # A row that grew is called by its first cell: once is enough.
        own = row.words and row.words != " ".join(cell_words(row.cells.get(first)).split())
        for id, cell in row.cells.items():
            name = titles.get(id, "")
            head = ", ".join(part for part in (row.words if own else "", name) if part)
            yield f"{head}: {cell_words(cell)}" if head else cell_words(cell)
        if own and not row.cells:
            yield row.words
    if table.remainder is not None:
        yield f"{table.remainder.words}: {table.remainder.value}"


def _has_words(answer: Answer | None) -> bool:
    return answer is not None and answer.value is not None


def _is_alike(found: Difference) -> bool:
    one, other = found.one, found.other
    if is_let_go(one, other) or not (_has_words(one) or _has_words(other)):
        return True
    if one is None or other is None or one.value is None or other.value is None:
        return False
    return one.kind == other.kind and _meant(one.value) == _meant(other.value)


def _meant(value: Value) -> object:
    """A value without what nobody sees: numbers that are used up, what is hidden or off."""
    match value:
        case Lines(lines):
            return tuple(line.text for line in lines)
        case Table():
            rows = tuple((row.key, row.words, dict(row.cells)) for row in value.rows if row.cells)
            return rows, value.remainder
        case _:
            return value


def _lets_go(one: Answer | None, other: Answer | None) -> bool:
    if one is None or not one.let_go or one.value is not None or other is None:
        return False
    if other.value is None:
        return True
    return one.let_go_at is None or other.let_go_at is None or other.let_go_at < one.let_go_at
