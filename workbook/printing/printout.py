"""What is to be printed, without a format: built once, turned into bytes by one printer per format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from .room import About, RoomBody


@dataclass(frozen=True, slots=True)
class Prose:
    """Words of the person's own; every line break is theirs."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """Several short things: picks, or the lines of a list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. Cells may hold line breaks; an empty cell is an empty string."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    remainder: str = ""
    """What is left over, in one line such as "Can't know: 30"."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A number on a scale, with what its two ends mean."""

    number: int
    low: int
    high: int
    low_words: str
    high_words: str


@dataclass(frozen=True, slots=True)
class LetterText:
    """A letter; its paragraphs and lines are kept. `own_page` when it is something to keep."""

    text: str
    own_page: bool

    @property
    def open_ended(self) -> bool:
        """Whether it stops at a comma: a story that is not over, and goes on by hand or on a later day."""
        return self.own_page and self.text.rstrip().endswith(",")


@dataclass(frozen=True, slots=True)
class Remark:
    """A word of the book's own where there is nothing to show: "Written, and let go."."""

    text: str


AnsweredBody = Prose | Bullets | Grid | Mark | LetterText | Remark
Body = AnsweredBody | RoomBody
"""What was answered, or room to answer in."""


@dataclass(frozen=True, slots=True)
class AddedText:
    """What was added to an answer on a later day."""

    day: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One question and what was answered."""

    ask: str
    """The empty string above what is only to be read."""
    body: Body
    added: tuple[AddedText, ...] = ()
    number: int = 0
    """On a sheet: its number; 0 where it has none."""
    cue: tuple[str, ...] = ()
    """On a sheet: whom it is for, and what to have at hand, before the question."""
    hint: str = ""
    """On a sheet: help, below the question."""
    example: str = ""
    """On a sheet: what somebody might say."""
    then: tuple[str, ...] = ()
    """On a sheet: where it goes on, after the room to write."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One exercise as it was done; two runs are two chapters."""

    section: str
    """The section's title; empty when nobody knows it any more."""
    title: str
    """The exercise's, or what the person called this run of it."""
    dates: str
    """Such as "22 November 2026" or "22 to 29 November 2026"."""
    finished: bool
    entries: tuple[Entry, ...]
    of: str = ""
    """The exercise's title, where the run has a name of its own."""
    is_plan: bool = False
    """What comes next, line by line, and no exercise."""
    days: tuple[date, date] | None = None
    """The first and the last of its days."""
    about: About | None = None
    """On a sheet: what stands before its first question."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What one exercise rests on. Every paragraph is one line."""

    name: str
    """`pack/exercise`."""
    section: str
    """The section's title."""
    title: str
    tested: str
    """Whether it was tested and with whom, in a sentence."""
    said: str
    """What was seen, and what speaks against leaning on it."""
    figures: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Methods:
    """What the exercises of one pack rest on."""

    title: str
    """The pack's."""
    says: tuple[str, ...]
    """What holds for all of them, in paragraphs."""
    entries: tuple[Basis, ...]
    more: str = ""
    """Where the rest of it is, in a last line; empty where all of it stands there."""


@dataclass(frozen=True, slots=True)
class Printout:
    """What goes on paper: a whole book, some pages of it for somebody, or one page."""

    title: str
    dates: str
    language: str
    """A BCP 47 tag, such as "en"."""
    chapters: tuple[Chapter, ...]
    people: tuple[str, ...]
    """Support lines, one each, for the last page; may be empty."""
    made: date
    """The day of printing: the only date a printer may put into a file's metadata, so that bytes repeat."""
    wish: str = ""
    """What the person would like from whoever reads it; stands first, where there is any."""
    methods: tuple[Methods, ...] = ()
    """What the exercises that were done rest on, before the people to talk to; may be empty."""
    by_days: bool = False
    """Chapters stand in the order in which they were written, so that no section is all in one place."""
    form: Literal["book", "pages", "page", "letters", "sheets"] = "book"
    """On paper: with a cover and a page for each chapter, one chapter after the other, all of it on one page, each
    chapter a letter that stands alone, or sheets to write on by hand, of which each may be given away alone."""
