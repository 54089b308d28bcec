"""A question -> room to answer it by hand. One place for every kind."""

from __future__ import annotations

from typing import assert_never

from ...model.asking import offered
from ...model.days import counted
from ...model.questions import (
    AnyQuestion,
    AnyStep,
    ChoiceQuestion,
    ChoicesQuestion,
    Column,
    DateQuestion,
    From,
    LetterQuestion,
    LineQuestion,
    ListQuestion,
    RatingsQuestion,
    ScaleQuestion,
    TableQuestion,
    TextQuestion,
)
from ..room import Blanks, Boxes, Circles, Head, Rated, RoomBody, Ruled
from .cues import Pages
from .letters import letter

TEXT, LINE, LIST = 14, 2, 5
"""Lines that a question has where its author names no other number."""
_MOST_CIRCLES = 21
_ROWS = 4, 6
"""The fewest and the most rows of an empty table."""


def room_for(step: AnyQuestion, pages: Pages) -> RoomBody:
    """Room to answer a question by hand, with the options and rows that are known already."""
    lines = step.printing.lines
    match step:
        case LineQuestion():
            return Ruled(lines or LINE)
        case TextQuestion():
            return Ruled(lines or TEXT)
        case DateQuestion():
            return Ruled(1, short=True)
        case ListQuestion():
            return Ruled(lines or max(step.at_least, min(step.at_most or LIST, LIST)), numbered=True)
        case ScaleQuestion():
            if step.max - step.min + 1 > _MOST_CIRCLES or step.max < step.min:
                return Ruled(1, short=True)
            return Circles(step.min, step.max, step.low, step.high)
        case ChoiceQuestion():
            return _boxes(step, pages, lines, most=1)
        case ChoicesQuestion():
            return _boxes(step, pages, lines, most=step.at_most or 3)
        case RatingsQuestion():
            options = _options(step.options, pages)
            return Rated(options or ("",) * (lines or LIST), step.low, step.high)
        case TableQuestion():
            return _table(step, pages)
        case LetterQuestion():
            return letter(step, pages)
        case _:
            assert_never(step)


def how_many(step: AnyStep, pages: Pages) -> str:
    """How many boxes to tick, in a word; the empty string where there is nothing to tick."""
    if isinstance(step, RatingsQuestion):
        return "Tick what fits. Then fill as many circles as it is strong."
    if not isinstance(step, ChoiceQuestion | ChoicesQuestion) or not _options(step.options, pages):
        return ""
    low, high = (1, 1) if isinstance(step, ChoiceQuestion) else (step.at_least, step.at_most)
    if low and high:
        if low == high:
            return f"Tick {counted(low)}."
        return f"Tick {counted(low)} {'or' if high - low == 1 else 'to'} {counted(high)}."
    return f"Tick up to {counted(high)}." if high else "Tick as many as fit."


def _options(options: tuple[object, ...] | From, pages: Pages) -> tuple[str, ...]:
    """The options' words, as far as they are known."""
    if isinstance(options, From):
        return tuple(pick.words for pick in offered(options, pages.known))
    return tuple(getattr(option, "words", "") for option in options)


def _boxes(step: ChoiceQuestion | ChoicesQuestion, pages: Pages, lines: int, *, most: int) -> RoomBody:
    options = _options(step.options, pages)
    if options:
        return Boxes(options, step.other)
    # They are somebody's own words, and stand on another line of paper.
    return Ruled(lines or most, numbered=most > 1)


def _table(step: TableQuestion, pages: Pages) -> Blanks:
    known = _rows(step, pages)
    fewest, most = _ROWS
    lines = step.printing.lines
    if isinstance(step.rows, From):
        source = pages.step(step.rows.name) if step.rows.name is not None else None
        rows = known or ("",) * _as_many_as(source)
    else:
        count = lines or (fewest if step.rows <= 1 else min(max(step.rows, fewest), most))
        rows = ("",) * count
    labelled = isinstance(step.rows, From) and (bool(known) or len(rows) > 1)
    long = any(column.kind == "text" for column in step.columns)
    high = max(1, lines // len(rows)) if lines and isinstance(step.rows, From) else 3 if long or rows == ("",) else 1
    heads = tuple(_head(column) for column in step.columns)
    cells = ("",) * len(heads)
    rest = step.remainder
    return Blanks(
        (_first(step.rows, pages), *heads) if labelled else heads,
        tuple((words, *cells) if labelled else cells for words in rows),
        high,
        rest.words if rest is not None else "",
    )


def _first(source: object, pages: Pages) -> Head:
    """The head of the column that says what each row is about."""
    called = pages.called(source.name) if isinstance(source, From) and source.name is not None else ""
    return Head(called[:1].upper() + called[1:])


def _rows(step: TableQuestion, pages: Pages) -> tuple[str, ...]:
    return tuple(pick.words for pick in offered(step.rows, pages.known)) if isinstance(step.rows, From) else ()


def _as_many_as(source: AnyStep | None) -> int:
    """How many rows there may be of what is not written yet."""
    fewest, most = _ROWS
    match source:
        case ChoiceQuestion():
            return 1
        case ChoicesQuestion():
            return min(source.at_most or fewest, most)
        case ListQuestion():
            return source.printing.lines or min(source.at_most or LIST, LIST)
        case TableQuestion():
            return _as_many_as(None) if isinstance(source.rows, From) else min(max(source.rows, fewest), most)
        case _:
            return fewest


def _head(column: Column) -> Head:
    match column.kind:
        case "choice":
            return Head(column.title, ", ".join(option.words for option in column.options), "middle")
        case "scale":
            return Head(column.title, "0 to 10", "narrow")
        case "date" | "number":
            return Head(column.title, room="narrow")
        case _:
            return Head(column.title)
