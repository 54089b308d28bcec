"""Room to write on: the blocks of an empty sheet. Each says how much there is, none says how it looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

Weight = Literal["plain", "strong", "emphasis"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of an author's that stand out from those around them, or do not."""

    text: str
    weight: Weight = "plain"


@dataclass(frozen=True, slots=True)
class Told:
    """Something to read, paragraph by paragraph."""

    paragraphs: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """Empty lines to write on. `numbered` where each is a thing of its own; `short` for a day or a number."""

    lines: int
    numbered: bool = False
    short: bool = False


@dataclass(frozen=True, slots=True)
class Circles:
    """Numbers to put a circle around, with what the two ends mean."""

    low: int
    high: int
    low_words: str
    high_words: str


@dataclass(frozen=True, slots=True)
class Boxes:
    """Options with a box to tick. `own` is a further one with a line for words of their own."""

    options: tuple[str, ...]
    own: bool = False


@dataclass(frozen=True, slots=True)
class Rated:
    """Words, each with five small circles to fill from the left. An empty word is a line for a word of their own."""

    options: tuple[str, ...]
    low_words: str
    high_words: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column; `choose` is what may be written below it."""

    title: str
    choose: str = ""
    room: Literal["wide", "middle", "narrow"] = "wide"
    """How much its cells need: words, one of several, a number or a day."""


@dataclass(frozen=True, slots=True)
class Blanks:
    """A table to fill. An empty cell is room to write, as high as `lines` lines."""

    heads: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: int = 1
    remainder: str = ""
    """What stands below it before a short line."""


@dataclass(frozen=True, slots=True)
class Hole:
    """A place in a letter that an answer fills; `label` says which.

    It goes on for so many `lines` below the one that it stands on; where it stands alone, it is so high.
    """

    label: str
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Gaps:
    """A letter whose words stand, with room where theirs go, and empty lines after it."""

    paragraphs: tuple[tuple[tuple[str | Hole, ...], ...], ...]
    """Paragraphs of lines."""
    lines: int = 0


@dataclass(frozen=True, slots=True)
class About:
    """What a sheet says of itself before its first question; each may be empty."""

    purpose: str
    time: str
    rule: str
    """That one may skip and stop."""
    intro: str = ""
    caution: str = ""


RoomBody = Told | Ruled | Circles | Boxes | Rated | Blanks | Gaps


def texts_of_room(body: RoomBody) -> Iterator[str]:
    """Every text that stands where there is room to write."""
    match body:
        case Told():
            for words in body.paragraphs:
                yield "".join(one.text for one in words)
        case Ruled():
            return
        case Circles():
            yield from (body.low_words, body.high_words)
        case Boxes():
            yield from body.options
        case Rated():
            yield from (*body.options, body.low_words, body.high_words)
        case Blanks():
            for head in body.heads:
                yield from (head.title, head.choose)
            for row in body.rows:
                yield from row
            yield body.remainder
        case Gaps():
            for paragraph in body.paragraphs:
                for line in paragraph:
                    yield from (part if isinstance(part, str) else part.label for part in line)
        case _:
            assert_never(body)
