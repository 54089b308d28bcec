"""One question as it is read back: what was asked, the person's words, what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, assert_never

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.style import Style
from textual.widget import Widget

from ...model.days import full_day, spoken_day
from ...printing.phrases import ends_of
from ...printing.printout import Body, Bullets, Grid, LetterText, Mark, Prose, Remark
from ...printing.readback import Reading, Standing

QUIET, OWN, ASK = "reading--quiet", "reading--own", "reading--ask"
INDENT = "  "


class ReadBack(Widget, can_focus=True):
    """The words are wrapped and whole, however many. A bar stands beside the one that is read."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {QUIET, OWN, ASK}
    # Here and not on the screen: the page between the two would scroll by itself.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.step(-1)", "Up", show=False),
        Binding("down", "screen.step(1)", "Down", show=False),
        Binding("pageup", "screen.turn(-1)", "Up", show=False),
        Binding("pagedown,space", "screen.turn(1)", "Down", show=False),
        Binding("home", "screen.edge(0)", "First", show=False),
        Binding("end", "screen.edge(-1)", "Last", show=False),
    ]

    def __init__(self, reading: Reading, year: int, *, private: bool, run: int) -> None:
        super().__init__(classes=f"reading -{reading.standing.value}")
        self.reading = reading
        self.run = run
        """The number of the run that it belongs to."""
        self._year = year
        """The year in which days need none."""
        self._private = private
        """Whether the whole run is for the person alone: then only what is not is said."""
        self._laid: tuple[int, Content] = (-1, Content(""))

    def render(self) -> Content:
        """All lines at the width there is."""
        return self._lay(self.content_size.width)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """All there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the lines need at this width."""
        return self._lay(width).plain.count("\n") + 1

    def notify_style_update(self) -> None:
        """Other colours: lay the lines anew."""
        self._laid = (-1, Content(""))
        super().notify_style_update()

    def _lay(self, width: int) -> Content:
        if self._laid[0] != width:
            self._laid = (width, Content("\n").join(self._lines(max(width, 8))))
        return self._laid[1]

    def _lines(self, width: int) -> Iterator[Content]:
        reading = self.reading
        yield from self._set(reading.ask, width, ASK if reading.standing is Standing.SAID else QUIET)
        yield from self._body(reading.body, width)
        for said in self._said():
            yield from self._set(said, width, QUIET, INDENT)
        for one in reading.added:
            day = spoken_day(one.day) if one.day.year == self._year else full_day(one.day)
            yield Content("")
            yield from self._set(f"A note beside it, {day}", width, QUIET, INDENT)
            yield from self._set(one.text, width, OWN, INDENT * 2)

    def _said(self) -> Iterator[str]:
        """What stands beside the answer, in the book's words."""
        reading = self.reading
        if reading.private is not None and reading.private != self._private:
            yield "Only for you." if reading.private else "Prints for others may show this one."
        if reading.later:
            yield reading.later

    def _body(self, body: Body, width: int) -> Iterator[Content]:
        match body:
            case Prose(text):
                yield from self._set(text, width, OWN, INDENT)
            case LetterText(text):
                yield from self._set(text, width, OWN, INDENT * 2)
            case Bullets(items):
                for item in items:
                    yield from self._set(item, width, OWN, INDENT * 2, first=f"{INDENT}· ")
            case Grid():
                yield from self._records(body, width)
            case Mark():
                number = Content(str(body.number)).stylize(self._style(OWN))
                yield from self._wrapped(number + self._quiet(f"  ({ends_of(body)})"), width, INDENT)
            case Remark(text):
                yield from self._set(text, width, QUIET, INDENT)
            case _:
                assert_never(body)

    def _records(self, grid: Grid, width: int) -> Iterator[Content]:
        """A table row by row: columns beside one another would have to cut what is long."""
        for number, row in enumerate(grid.rows):
            if number and len(row) > 1:
                yield Content("")
            for head, cell in zip(grid.heads, row, strict=False):
                if cell.strip():
                    words = Content(cell).stylize(self._style(OWN))
                    yield from self._wrapped(self._quiet(f"{head}:  ") + words if head else words, width, INDENT)
        if grid.remainder:
            yield from self._set(grid.remainder, width, QUIET, INDENT)

    def _set(self, text: str, width: int, look: str, indent: str = "", *, first: str | None = None) -> list[Content]:
        return list(self._wrapped(Content(text).stylize(self._style(look)), width, indent, first=first))

    @staticmethod
    def _wrapped(text: Content, width: int, indent: str = "", *, first: str | None = None) -> Iterator[Content]:
        lead = indent if first is None else first
        for line in text.wrap(max(width - len(indent), 4)):
            yield Content(lead) + line
            lead = indent

    def _quiet(self, words: str) -> Content:
        return Content(words).stylize(self._style(QUIET))

    def _style(self, look: str) -> Style:
        return self.get_visual_style(look, partial=True)
