"""One question as it is read back: what was asked, the person's words, what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, assert_never

from textual.content import Content

from ...model.days import full_day, spoken_day
from ...printing.phrases import ends_of
from ...printing.printout import AnsweredBody, Bullets, Grid, LetterText, Mark, Prose, Remark
from ...printing.readback import Reading, Standing
from .block import INDENT, Block, wrapped

QUIET, OWN, ASK = "reading--quiet", "reading--own", "reading--ask"


class ReadBack(Block):
    """One question, what was written, and what stands beside it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {QUIET, OWN, ASK}

    def __init__(self, reading: Reading, year: int, *, private: bool, run: int) -> None:
        super().__init__(classes=f"-{reading.standing.value}")
        self.reading = reading
        self.run = run
        """The number of the run that it belongs to."""
        self._year = year
        """The year in which days need none."""
        self._private = private
        """Whether the whole run is for the person alone: then only what is not is said."""

    def lines(self, width: int) -> Iterator[Content]:
        """The question, the answer, what stands beside them."""
        reading = self.reading
        yield from self.set_lines(reading.ask, width, ASK if reading.standing is Standing.SAID else QUIET)
        yield from self._body(reading.body, width)
        for said in self._said():
            yield from self.set_lines(said, width, QUIET, INDENT)
        for one in reading.added:
            day = spoken_day(one.day) if one.day.year == self._year else full_day(one.day)
            yield Content("")
            yield from self.set_lines(f"A note beside it, {day}", width, QUIET, INDENT)
            yield from self.set_lines(one.text, width, OWN, INDENT * 2)

    def _said(self) -> Iterator[str]:
        """What stands beside the answer, in the book's words."""
        reading = self.reading
        if reading.private is not None and reading.private != self._private:
            yield "Only for you." if reading.private else "Prints for others may show this one."
        if reading.later:
            yield reading.later

    def _body(self, body: AnsweredBody, width: int) -> Iterator[Content]:
        match body:
            case Prose(text):
                yield from self.set_lines(text, width, OWN, INDENT)
            case LetterText(text):
                yield from self.set_lines(text, width, OWN, INDENT * 2)
            case Bullets(items):
                for item in items:
                    yield from self.set_lines(item, width, OWN, INDENT * 2, first=f"{INDENT}· ")
            case Grid():
                yield from self._records(body, width)
            case Mark():
                number = self.styled(str(body.number), OWN)
                yield from wrapped(number + self.styled(f"  ({ends_of(body)})", QUIET), width, INDENT)
            case Remark(text):
                yield from self.set_lines(text, width, QUIET, INDENT)
            case _:
                assert_never(body)

    def _records(self, grid: Grid, width: int) -> Iterator[Content]:
        """A table row by row: columns beside one another would have to cut what is long."""
        for number, row in enumerate(grid.rows):
            if number and len(row) > 1:
                yield Content("")
            for head, cell in zip(grid.heads, row, strict=False):
                if cell.strip():
                    words = self.styled(cell, OWN)
                    yield from wrapped(self.styled(f"{head}:  ", QUIET) + words if head else words, width, INDENT)
        if grid.remainder:
            yield from self.set_lines(grid.remainder, width, QUIET, INDENT)
