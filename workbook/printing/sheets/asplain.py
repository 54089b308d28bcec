"""Room to write on, as text: lines, boxes and circles of signs that every printer has."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import assert_never

from ..characters import one_line, width
from ..phrases import example_of, hole_of, own_words, rating_words, scale_words
from ..printout import Entry
from ..room import About, Blanks, Boxes, Circles, Gaps, Hole, Rated, RoomBody, Ruled, Told, Words

_SHORT = 24
_CIRCLES = "o o o o o"
_BOX = "[ ] "


def about_lines(about: About) -> Iterator[str]:
    """What stands before the first question."""
    yield from filter(None, map(one_line, (about.purpose, f"{about.time} {about.rule}", about.intro, about.caution)))


def heading_of(entry: Entry) -> Iterator[str]:
    """A question with its number, and its help below it."""
    ask = one_line(entry.ask)
    yield f"{entry.number}. {ask}" if entry.number else ask
    yield from filter(None, (entry.hint, example_of(entry)))


def room_lines(body: RoomBody, columns: int) -> Iterator[tuple[str, str]]:
    """Lines with the further indent of those into which one is broken; an empty line is room."""
    match body:
        case Told():
            for number, paragraph in enumerate(body.paragraphs):
                if number:
                    yield "", ""
                yield "".join(map(_marked, paragraph)), ""
        case Ruled():
            yield from _ruled(body, columns)
        case Circles():
            yield "  ".join(str(number) for number in range(body.low, body.high + 1)), ""
            if ends := scale_words(body):
                yield ends, ""
        case Boxes():
            for option in body.options:
                yield f"{_BOX}{one_line(option)}", " " * len(_BOX)
            if body.own:
                words = f"{_BOX}{own_words(body)} "
                yield words + "_" * max(_SHORT // 2, columns - width(words)), ""
        case Rated():
            wide = max(_SHORT, *(width(one_line(option)) for option in body.options))
            for option in map(one_line, body.options):
                fill = " " * (wide - width(option)) if option else "_" * wide
                yield f"{_BOX}{option}{fill}  {_CIRCLES}", " " * len(_BOX)
            if ends := rating_words(body):
                yield ends, ""
        case Blanks():
            yield from _records(body, columns)
        case Gaps():
            yield from _letter(body, columns)
        case _:
            assert_never(body)


def _marked(words: Words) -> str:
    """What stands out is quoted where it is a title; else it only stands there."""
    title = words.weight == "emphasis" and words.text[:1].isupper()
    return f"“{words.text}”" if title else words.text


def _ruled(body: Ruled, columns: int) -> Iterator[tuple[str, str]]:
    for number in range(1, body.lines + 1):
        if number > 1:
            yield "", ""
        lead = f"{number}. " if body.numbered else ""
        yield lead + "_" * ((_SHORT if body.short else columns) - len(lead)), ""


def _records(body: Blanks, columns: int) -> Iterator[tuple[str, str]]:
    """A table row by row: columns beside one another would leave too little room to write."""
    for number, row in enumerate(body.rows, 1):
        if number > 1:
            yield "", ""
        for at, (head, cell) in enumerate(zip_longest(body.heads, row)):
            title = one_line(head.title) if head else ""
            if cell:
                yield f"{title}: {one_line(cell)}" if title else one_line(cell), "  "
                continue
            choose = f" ({one_line(head.choose)})" if head and head.choose else ""
            lead = f"{title}{choose}: " if title else f"{number}. "
            if width(lead) > columns - _SHORT:
                yield lead, ""
                lead = ""
            yield lead + "_" * (columns - width(lead)), ""
            # What a row is about, a pick and a number need no more than a line.
            words = head is None or head.room == "wide"
            for _ in range(body.lines - 1 if words and (at or len(body.heads) == 1) else 0):
                yield "", ""
                yield "_" * columns, ""
    if body.remainder:
        yield "", ""
        yield f"{one_line(body.remainder)}: ______", ""


def _letter(body: Gaps, columns: int) -> Iterator[tuple[str, str]]:
    for number, paragraph in enumerate(body.paragraphs):
        if number:
            yield "", ""
        for line in paragraph:
            yield "".join(part if isinstance(part, str) else hole_of(part) for part in line).strip(), ""
            for part in line:
                for _ in range(part.lines if isinstance(part, Hole) else 0):
                    yield from (("", ""), ("_" * columns, ""))
    for _ in range(body.lines):
        yield from (("", ""), ("_" * columns, ""))
