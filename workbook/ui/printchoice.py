"""What somebody chooses on the print screen, and the print that comes of it: no widget, and no format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from ..desk.prints import STEMS, Edition, Prints
from ..desk.sheets import empty_sheets
from ..printing.share import Part, Spot
from .printing import Build, Named, NothingGoesIn, Wanted

if TYPE_CHECKING:
    from ..desk import Desk
    from ..library.titles import Heading, PackTitles
    from ..printing.printout import Printout

_IS_FOR = {
    "share": "For somebody you trust",
    "plan": "For your desk",
    "letters": "Your letters",
    "paper": "For pen and paper",
}
_NOTHING = {
    "share": "Nothing goes in, so there is nothing to print.",
    "letters": "There is no letter yet.",
    "paper": "No exercise is ticked, so there is nothing to print.",
}
_EDITIONS: dict[str, Edition] = {"share": "share", "plan": "plan", "letters": "letters", "paper": "blank"}


class Choice:
    """What can be printed of the open book, and what of it is wanted now."""

    def __init__(self, desk: Desk, remembered: dict[str, Wanted], only: frozenset[str]) -> None:
        desk.look()
        self._desk = desk
        self.only = only
        """The exercises that the screen was opened for; none for the whole book."""
        self.prints: Prints | None = Prints(desk) if desk.book is not None else None
        """None where nothing is written yet."""
        self._parts: dict[tuple[bool, frozenset[Spot]], tuple[Part, ...]] = {}
        self.wanted = Wanted()
        if not self.parts:
            self.prints = None
        book = desk.book.facts.id if desk.book is not None and self.prints is not None else ""
        self.before = self.wanted = remembered.setdefault(book, Wanted() if book else Wanted(who="paper"))
        """What is there again the next time."""
        if only:
            self._only_these()

    def _only_these(self) -> None:
        """Begin with these exercises alone. What is ticked for them is not there the next time."""
        outside = {part.spot for part in self.parts if part.spot.exercise not in self.only}
        sheets = frozenset((one.pack, one.id) for one in self.headings if one.id in self.only)
        self.wanted = replace(
            self.before,
            who="only" if len(outside) < len(self.parts) else "paper",
            unticked=outside,
            sheets=dict.fromkeys((True, False), sheets) if sheets else {},
        )

    @property
    def parts(self) -> tuple[Part, ...]:
        """All that could be printed for somebody, exercise by exercise; those that the screen is for come first."""
        # Single answers that are left out keep letters back which were put together from them.
        wanted = self.wanted.numbers, frozenset(spot for spot in self.wanted.unticked if spot.step)
        if wanted not in self._parts and self.prints is not None:
            parts = self.prints.parts(measures=wanted[0], unticked=wanted[1])
            here = sorted(parts, key=lambda part: bool(self.only) and part.spot.exercise not in self.only)
            self._parts[wanted] = tuple(here)
        return self._parts.get(wanted, ())

    @cached_property
    def packs(self) -> tuple[PackTitles, ...]:
        """Whose exercises can be printed as empty sheets."""
        return tuple(pack for pack in self._desk.library.titles if any(not one.problems for one in pack.headings))

    @property
    def anything(self) -> bool:
        """Whether there is anything to choose from: without exercises and without answers there is not."""
        return bool(self.parts or self.packs)

    @property
    def headings(self) -> Iterator[Heading]:
        """Every exercise that can be opened."""
        return (one for pack in self.packs for one in pack.headings if not one.problems)

    @cached_property
    def has_numbers(self) -> bool:
        """Whether there are numbers that could go in."""
        return self.prints is not None and self.prints.has_numbers()

    @cached_property
    def has_methods(self) -> bool:
        """Whether there is anything to tell of what the exercises rest on."""
        return self.prints is not None and self.prints.has_methods()

    @cached_property
    def has_plan(self) -> bool:
        """Whether there is anything for the page for one's desk."""
        return self.prints is not None and bool(self.prints.printout("plan").chapters)

    @cached_property
    def has_letters(self) -> bool:
        """Whether a letter was written."""
        return self.prints is not None and bool(self.prints.printout("letters").chapters)

    @property
    def sheets(self) -> frozenset[Named]:
        """The exercises that are ticked for sheets: at first all, or with what is written, those that were begun."""
        if self.wanted.half in self.wanted.sheets:
            return self.wanted.sheets[self.wanted.half]
        every = frozenset((one.pack, one.id) for one in self.headings)
        if not self.wanted.half or self.prints is None:
            return every
        return every & {(one.pack, one.exercise) for one in self.prints.sittings}

    @property
    def only_title(self) -> str:
        """The exercise that the screen was opened for, where something is written in it."""
        titles = [part.title for part in self.parts if part.spot.exercise in self.only]
        return titles[-1] if titles else ""

    @property
    def is_for(self) -> str:
        """For whom it is, in a few words."""
        return _IS_FOR.get(self.wanted.who, "For you")

    @property
    def stem(self) -> str:
        """How a file of ours is called."""
        return STEMS[_EDITIONS.get(self.wanted.who, "full")]

    def build(self) -> Build:
        """Builds what is wanted now, whatever is chosen afterwards."""
        wanted, sheets = replace(self.wanted, unticked=set(self.wanted.unticked)), self.sheets

        def build() -> Printout:
            printout = self._sheets(wanted, sheets) if wanted.who == "paper" else self._of_the_book(wanted)
            if printout is None or not printout.chapters:
                raise NothingGoesIn(_NOTHING.get(wanted.who, "There is nothing for this page yet."))
            return printout

        return build

    def _of_the_book(self, wanted: Wanted) -> Printout | None:
        if self.prints is None:
            return None
        edition = _EDITIONS.get(wanted.who, "full")
        return self.prints.printout(
            edition,
            measures=wanted.numbers,
            methods=wanted.methods,
            figures=wanted.methods and wanted.figures,
            only=self.only if wanted.who == "only" else frozenset(),
            unticked=frozenset(wanted.unticked),
            wish=wanted.wish,
            # Letters come as they were written, whatever was chosen for the book.
            by_days=None if edition == "letters" else wanted.by_days,
        )

    def _sheets(self, wanted: Wanted, named: frozenset[Named]) -> Printout | None:
        prints = self.prints if wanted.half else None
        if prints is not None:
            named |= self._gone(named)
        ids = frozenset(f"{pack}/{id}" for pack, id in named)
        if not ids:
            return None
        if prints is not None:
            return prints.printout("half", only=ids)
        return empty_sheets(self._desk.library, self._desk.clock().date(), ids)

    def _gone(self, named: frozenset[Named]) -> frozenset[Named]:
        """Exercises that were begun and can't be opened any more: none has a tick, so they go where all begun ones go.

        What is written in them goes in like the rest.
        """
        begun = {(one.pack, one.exercise) for one in self.prints.sittings} if self.prints is not None else set()
        there = {(one.pack, one.id) for one in self.headings}
        return frozenset(begun - there) if begun & there <= named else frozenset()
