"""What one exercise rests on, as it is read on the methods page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.content import Content

from ...printing.printout import Basis
from .block import INDENT, Block

TITLE, QUIET, PLAIN = "basis--title", "basis--quiet", "basis--plain"


class Paragraphs(Block):
    """What holds for a whole pack. With a title where there are several."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {TITLE, PLAIN}

    def __init__(self, title: str, paragraphs: tuple[str, ...]) -> None:
        super().__init__(classes="basis")
        self._title = title
        self._paragraphs = paragraphs

    def lines(self, width: int) -> Iterator[Content]:
        """The title, then the paragraphs with air between them."""
        if self._title:
            yield from self.set_lines(self._title, width, TITLE)
        for number, paragraph in enumerate(self._paragraphs):
            if number or self._title:
                yield Content("")
            yield from self.set_lines(paragraph, width, PLAIN)


class BasisBlock(Block):
    """An exercise: its title, how far it was tested, what was seen, the figures, where that is written."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {TITLE, QUIET, PLAIN}

    def __init__(self, basis: Basis, section: str = "") -> None:
        super().__init__(classes="basis")
        self.basis = basis
        self._section = section
        """Said above the first exercise of a section alone."""

    def lines(self, width: int) -> Iterator[Content]:
        """Addresses stand whole and are no links: nothing is opened from here."""
        basis = self.basis
        if self._section:
            yield from self.set_lines(self._section, width, QUIET)
            yield Content("")
        yield from self.set_lines(basis.title, width, TITLE)
        yield from self.set_lines(basis.tested, width, QUIET)
        for paragraph in filter(None, (basis.said, *basis.figures)):
            yield Content("")
            yield from self.set_lines(paragraph, width, PLAIN)
        if basis.sources:
            yield Content("")
        for source in basis.sources:
            yield from self.set_lines(source, width, QUIET, INDENT, first="· ")
