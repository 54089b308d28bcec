"""One answer of which there are two versions: both texts side by side, what differs marked, and what to take."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from ...model.answers import Answer, Lines, Picks, Ratings, Table
from ...model.differing import Difference, Side, said
from ...model.worddiff import differing
from .block import Block, wrapped

ASK, OWN, QUIET, DIFFERS, TAKEN = (
    "compared--ask", "compared--own", "compared--quiet", "compared--differs", "compared--taken",
)  # fmt: skip
CLOSED = "Closed by you."
NOTHING = "(nothing)"
BESIDE_FROM = 56
"""Columns from which on the two stand side by side."""
_SIGN = "› "
"""Stands in the margin of a row in which something differs: bold and underlined words are not the only sign."""


class Compared(Block):
    """An answer in two versions. Left and right go from one choice to the other, Enter takes it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {ASK, OWN, QUIET, DIFFERS, TAKEN}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "look(-1)", "Left", show=False),
        Binding("right", "look(1)", "Right", show=False),
    ]

    class Decided(Message):
        """Something else is taken of this answer."""

    def __init__(self, found: Difference, id: str) -> None:
        super().__init__(id=id)
        self.found = found
        self.taken: Side | None = found.usual
        """What is taken of it; None until somebody has decided."""
        self.sides = (Side.ONE, Side.OTHER) if found.usual is not None else (Side.ONE, Side.OTHER, Side.BOTH)
        """What can be taken. Both of something and nothing is nothing to choose."""
        self.looked = self.sides.index(found.usual) if found.usual is not None else 0
        """The choice that Enter takes."""
        self._spots: list[tuple[int, int, int, Side]] = []
        """Where each choice stands: row, from, to."""

    def lines(self, width: int) -> Iterator[Content]:
        """The question, both texts, the choices."""
        found = self.found
        answer = found.one if found.one is not None else found.other
        assert answer is not None
        count = 0
        for line in self.set_lines(answer.ask, width, ASK):
            count += 1
            yield line
        one, other = _words(found.one, found.other), _words(found.other, found.one)
        marks = differing(one, other) if found.usual is None else ([], [])
        if CLOSED in (one, other):
            marks = ([], [])
        for line in self._texts((one, other), marks, width):
            count += 1
            yield line
        yield from self._choices(count, width)

    def _texts(
        self, texts: tuple[str, str], marks: tuple[list[tuple[int, int]], list[tuple[int, int]]], width: int
    ) -> Iterator[Content]:
        if width < BESIDE_FROM:
            for name, text, spans in zip("AB", texts, marks, strict=True):
                lead = self.styled(f"{name}  ", QUIET)
                for row in self._column(text, spans, width - 3):
                    yield lead + row
                    lead = Content("   ")
            return
        room = (width - 4) // 2
        left, right = (list(self._column(text, spans, room)) for text, spans in zip(texts, marks, strict=True))
        for one, other in zip_longest(left, right, fillvalue=Content("")):
            yield one.pad_right(max(room - one.cell_length, 0)) + self.styled(" │ ", QUIET) + other

    def _column(self, text: str, spans: list[tuple[int, int]], width: int) -> Iterator[Content]:
        """A text in a column of this width; a sign stands before each row that has something of its own."""
        bare = text in (NOTHING, CLOSED)
        words = self.styled(text, QUIET if bare else OWN)
        style = self.style_of(DIFFERS)
        for start, end in spans:
            words = words.stylize(style, start, end)
        for row in wrapped(words, width - len(_SIGN)):
            differs = any(span.style == style for span in row.spans)
            yield self.styled(_SIGN, TAKEN) + row if differs else Content(" " * len(_SIGN)) + row

    def _choices(self, row: int, width: int) -> Iterator[Content]:
        """What can be taken, in a row; in as many as it needs where there is little room."""
        line = Content("  ")
        self._spots = []
        for at, side in enumerate(self.sides):
            sign = "●" if side is self.taken else "○"
            here = at == self.looked and self.has_focus
            words = f"{'▸' if here else ' '}{sign} {self._called(side)}  "
            part = self.styled(words, TAKEN if side is self.taken else QUIET)
            if at and line.cell_length + part.cell_length - 2 > width:
                yield line
                row, line = row + 1, Content("  ")
            self._spots.append((row, line.cell_length, line.cell_length + part.cell_length, side))
            line += part
        yield line

    def _called(self, side: Side) -> str:
        if side is Side.BOTH:
            return "both"
        if self.found.usual is None:
            return "A" if side is Side.ONE else "B"
        name = "A" if self.found.usual is Side.ONE else "B"
        return f"only in {name}: keep it" if side is self.found.usual else "leave it out"

    def take(self, side: Side) -> None:
        """Take this of it. What can't be taken of it is passed over."""
        if side in self.sides:
            self.taken = side
            self.looked = self.sides.index(side)
            self.show()
            self.post_message(self.Decided())

    def take_looked(self) -> None:
        """Take the choice that is marked."""
        self.take(self.sides[self.looked])

    def action_look(self, by: int) -> None:
        """Mark the next choice."""
        self.looked = min(max(self.looked + by, 0), len(self.sides) - 1)
        self.show()

    def show(self) -> None:
        """Lay it anew: another choice is taken or marked."""
        self._laid = (-1, Content(""))
        self.refresh(layout=True)

    def watch_has_focus(self, has_focus: bool) -> None:
        """The mark stands where the keys go."""
        super().watch_has_focus(has_focus)
        self.show()

    def on_click(self, event: events.Click) -> None:
        """A click on a choice takes it."""
        offset = event.get_content_offset(self)
        for row, start, end, side in self._spots if offset is not None else ():
            if offset is not None and offset.y == row and start <= offset.x < end:
                self.take(side)


def _words(answer: Answer | None, other: Answer | None) -> str:
    """What one version says, as it is shown: nothing of it where either is closed."""
    lines = [line for line in said(answer) if line.strip()]
    if not lines:
        return NOTHING
    assert answer is not None
    if answer.sealed or (other is not None and other.sealed):
        return CLOSED
    many = isinstance(answer.value, Lines | Ratings | Table) or (isinstance(answer.value, Picks) and len(lines) > 1)
    return "\n".join(f"· {line}" for line in lines) if many else "\n".join(lines)
