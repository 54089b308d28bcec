"""What the open book has two versions of, and what is said of it: in the contents, before a print, in a list."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from ..files.clean import one_line

if TYPE_CHECKING:
    from ..store.conflicts import TwoVersions
    from ..store.kept import BadFile
    from ..store.secondfacts import TwoFacts
    from .desk import Desk


class Two(NamedTuple):
    """Everything that there is more than one version of."""

    pairs: tuple[TwoVersions, ...] = ()
    facts: tuple[TwoFacts, ...] = ()
    """Of the names and days of all books, and of the people to talk to."""
    unread: tuple[BadFile, ...] = ()
    """Second versions that can't be read."""

    def __bool__(self) -> bool:
        return bool(self.pairs or self.facts or self.unread)


NONE = Two()


def seconds_of(desk: Desk) -> Two:
    """What there are two versions of, by what the desk knows of its files already."""
    if desk.book is None:
        return NONE
    from ..store.beside import may_be_two

    if not desk.bad and not may_be_two(desk.shelf, desk.book):
        return NONE
    # Only now: a start that finds nothing to compare pays for the names alone.
    from ..store.conflicts import second_versions
    from ..store.secondfacts import second_facts

    found = second_versions(desk.book, desk.bad)
    return Two(found.pairs, second_facts(desk.shelf), found.unread)


def called(pair: TwoVersions) -> str:
    """An exercise by its title, and which time through it where that is not the first."""
    title = one_line(pair.sitting.title)
    return f"“{title}”, time {pair.sitting.run}" if pair.sitting.run > 1 else f"“{title}”"


def facts_called(two: TwoFacts) -> str:
    """What a file is about that is no exercise."""
    if two.of_shelf:
        return "your people to talk to"
    title = one_line(getattr(two.one, "title", ""))
    return f"the name and days of “{title}”" if title else "a book's name and days"


def what_a_print_has(desk: Desk, only: Collection[str] = ()) -> tuple[str, ...]:
    """Which of two versions goes into a print, a line for each exercise; `only` names exercises, none means all."""
    if desk.book is None:
        return ()
    from ..store.conflicts import second_versions

    return tuple(
        f"Two versions of {called(pair)}: {_has(pair)}"
        for pair in second_versions(desk.book).pairs
        if not only or pair.sitting.exercise in only
    )


def what_is_to_be_compared(desk: Desk) -> tuple[str, ...]:
    """A line for everything that there are two versions of."""
    two = seconds_of(desk)
    names = [*(called(pair) for pair in two.pairs), *(facts_called(one) for one in two.facts)]
    return tuple(f"Two versions of {name}: compare them in the contents of the book." for name in names)


def _has(pair: TwoVersions) -> str:
    if pair.marked or pair.own is None:
        return "none is in the print before you have compared them."
    return "the print has the one without an addition in its name."
