"""What the book itself says on paper, word for word the same in every format."""

from __future__ import annotations

from datetime import date

from .characters import one_line
from .printout import AddedText, Chapter, Entry, Mark, Printout
from .room import Boxes, Circles, Hole, Rated

CONTENTS = "Contents"
METHODS = "About the methods"
FIGURES = "The numbers behind it stand in the workbook on the screen, under “What this book rests on”."
NOTHING_YET = "Nothing is written here yet."
PEOPLE = "People to talk to"
WISH = "What I'd like from you"

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day_in_words(day: date) -> str:
    """Such as "22 November 2026", whatever the locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def wish_of(printout: Printout) -> str:
    """The first line of a print for somebody; empty where nothing is wished for."""
    wish = one_line(printout.wish)
    return f"{WISH}: {wish}" if wish else ""


def nearby(printout: Printout) -> str:
    """The people to talk to on one line, for each of several sheets; the empty string where none are named."""
    people = [one_line(person).removesuffix(".") for person in printout.people]
    return " ".join(f"{one}." for one in (PEOPLE, *people)) if people and printout.form == "sheets" else ""


def written_chapters(printout: Printout) -> tuple[Chapter, ...]:
    """The chapters that have something in them."""
    return tuple(chapter for chapter in printout.chapters if chapter.entries)


def is_one_sheet(printout: Printout) -> bool:
    """Whether it is a sheet that stands alone under its own title: then nothing has it twice."""
    titles = [one_line(chapter.title) for chapter in printout.chapters]
    return printout.form == "sheets" and titles == [one_line(printout.title)]


def dates_of(chapter: Chapter) -> str:
    """A chapter's days, and a quiet word where it was left in the middle. An empty sheet has no days."""
    dates = one_line(chapter.dates)
    return f"{dates}, so far" if dates and not chapter.finished else dates


def place_of(chapter: Chapter) -> str:
    """The section that a chapter is of, and the exercise where the chapter has another name."""
    return _joined(one_line(chapter.section), one_line(chapter.of))


def below_the_title(chapter: Chapter) -> str:
    """A chapter's place and days on one line, for formats that have no room to part them."""
    return _joined(place_of(chapter), dates_of(chapter))


def _joined(*parts: str) -> str:
    return " \N{MIDDLE DOT} ".join(filter(None, parts))


def added_on(added: AddedText) -> str:
    """The line over what was added later."""
    return "Added later" if added.day is None else f"Added on {day_in_words(added.day)}"


def ends_of(mark: Mark) -> str:
    """What the two ends of a scale mean, on one line: "0 not at all, 10 as heavy as it could be"."""
    low = " ".join(filter(None, (str(mark.low), one_line(mark.low_words))))
    high = " ".join(filter(None, (str(mark.high), one_line(mark.high_words))))
    return f"{low}, {high}" if mark.low_words or mark.high_words else f"{low} to {high}"


def example_of(entry: Entry) -> str:
    """What somebody might say, introduced."""
    example = one_line(entry.example)
    return f"For example: {example}" if example else ""


def own_words(boxes: Boxes) -> str:
    """What stands before the line for words of one's own."""
    return "something else:" if boxes.options else "in your own words:"


def scale_words(circles: Circles) -> str:
    """What the ends of a row of numbers mean: "0 is not at all, 10 is completely"."""
    ends = ((circles.low, one_line(circles.low_words)), (circles.high, one_line(circles.high_words)))
    return ", ".join(f"{number} is {words}" for number, words in ends if words)


def rating_words(rated: Rated) -> str:
    """What few circles and many mean."""
    ends = (("one circle", one_line(rated.low_words)), ("five circles", one_line(rated.high_words)))
    said = ", ".join(f"{circles}: {words}" for circles, words in ends if words)
    return said[:1].upper() + said[1:]


def hole_of(hole: Hole) -> str:
    """A gap in a line of text, with its label behind it."""
    label = one_line(hole.label)
    return f"____________ ({label})" if label else "____________"
