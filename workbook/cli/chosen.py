"""What of the book `workbook print` is asked for; an option that would change nothing is told at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..desk.prints import Edition, Prints
from ..printing.printout import Printout
from ..printing.share import Part
from .common import WRONG_USE, Failure

_SAID_OF: dict[str, tuple[frozenset[str], str]] = {
    "--measures": (frozenset(("full", "share", "half")), "the whole book, pages for somebody and begun sheets"),
    "--figures": (frozenset(("full",)), "the whole book"),
    "--by-day": (frozenset(("full", "share", "letters")), "the book, pages for somebody and letters"),
    "--large": (frozenset(("pdf", "html")), "PDF and HTML"),
    "--paper": (frozenset(("pdf",)), "PDF"),
    "--boxes": (frozenset(("pdf",)), "PDF"),
}
"""By option: the editions or formats that it changes, and these in words."""


def of_use(option: str, kind: str) -> None:
    """Raises Failure where an option changes nothing: whoever relies on it would wait for it in vain."""
    kinds, said = _SAID_OF[option]
    if kind not in kinds:
        raise Failure(f"{option} is for {said}; it changes nothing here.", WRONG_USE)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the book is printed."""

    edition: Edition
    only: frozenset[str] = frozenset()
    """Exercises; all where it is empty."""
    left_out: frozenset[str] = frozenset()
    """Exercises that somebody else is not to read."""
    wish: str = ""
    by_days: bool | None = None
    """None: as the edition usually does."""
    measures: bool = False
    figures: bool = False
    methods: bool = True

    def __post_init__(self) -> None:
        """Raises Failure where something would be asked for in vain: who relies on it would hand on too much."""
        for name, said in (("--leave-out", self.left_out), ("--wish", self.wish)):
            if said and self.edition != "share":
                raise Failure(f"{name} is for pages for somebody. Say --edition share too.", WRONG_USE)
        for name, asked in (("--measures", self.measures), ("--figures", self.figures), ("--by-day", self.by_days)):
            if asked:
                of_use(name, self.edition)
        if self.figures and (self.only or not self.methods):
            raise Failure("--figures needs what the exercises rest on, which is left out here.", WRONG_USE)

    def of(self, prints: Prints) -> Printout:
        """The edition of this book."""
        return prints.printout(
            self.edition,
            measures=self.measures,
            methods=self.methods,
            figures=self.figures,
            only=self.only,
            unticked=frozenset(part.spot for part in self._parts(prints) if part.spot.exercise in self.left_out),
            wish=self.wish,
            by_days=self.by_days,
        )

    def staying(self, prints: Prints) -> Iterator[Part]:
        """Of pages for somebody: exercises of which something stays that the person has not left out by name."""
        for part in self._parts(prints):
            if part.staying and part.spot.exercise not in self.left_out:
                yield part

    def _parts(self, prints: Prints) -> Iterator[Part]:
        if self.edition == "share":
            for part in prints.parts(measures=self.measures):
                if not self.only or part.spot.exercise in self.only:
                    yield part
