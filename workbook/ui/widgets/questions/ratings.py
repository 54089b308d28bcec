"""The question `ratings`: several picked, and each rated if they like."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from ....model.answers import Rating, Ratings
from ....model.questions import RatingsQuestion
from ..rategrid import HIGHEST, RateGrid
from .base import Given, QuestionWidget


class RatingsList(QuestionWidget):
    """Words in columns. A rating stands beside its word; what its ends mean stands once, above them."""

    how = "Space picks, 1 to 5 says how strong, 0 takes back. Enter goes on."

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        value = given.beginning
        had = value.ratings if isinstance(value, Ratings) else ()
        self.rated: dict[str, int | None] = {one.id: one.rating for one in had}
        # What was picked once and is no longer offered stays picked, in the words it had.
        self.words = {one.id: one.words for one in given.options}
        self.words |= {one.id: one.words for one in had if one.id not in self.words}
        self.grid = RateGrid(self.words)

    def compose(self) -> ComposeResult:
        """What the ends of a rating mean, then the words."""
        step = self.given.step
        ends = (step.low, step.high) if isinstance(step, RatingsQuestion) else ("", "")
        dots = ("●" + "○" * (HIGHEST - 1), "●" * HIGHEST)
        said = [f"{mark} {words}" for mark, words in zip(dots, ends, strict=True) if words]
        if said:
            yield Static(Content("    ".join(said)), classes="label ends")
        yield self.grid

    def begin(self) -> None:
        """The highlight goes where the person was."""
        place = self.given.place
        if place is not None:
            self.grid.highlight(place.row)
        self.grid.show(self.rated)
        self.grid.focus(scroll_visible=False)
        self.grid.call_after_refresh(self.grid.show_cursor)

    def where(self) -> tuple[str, str, int | None]:
        """The highlighted option."""
        return self.grid.highlighted, "", None

    def current(self) -> Ratings | None:
        """What is picked, in the order of the options."""
        made = tuple(Rating(id, words, self.rated[id]) for id, words in self.words.items() if id in self.rated)
        return Ratings(made) if made else None

    @on(RateGrid.Picked)
    def _picked(self, event: RateGrid.Picked) -> None:
        event.stop()
        if event.id in self.rated:
            del self.rated[event.id]
        else:
            self.rated[event.id] = None
        self._changed()

    @on(RateGrid.Rated)
    def _rated(self, event: RateGrid.Rated) -> None:
        event.stop()
        if event.rating == 0:
            self.rated.pop(event.id, None)
        else:
            self.rated[event.id] = event.rating
        self._changed()

    def _changed(self) -> None:
        self.grid.show(self.rated)
        self.say(self.current())

    @on(RateGrid.Moved)
    def _moved(self, event: RateGrid.Moved) -> None:
        event.stop()
        self.moved()

    @on(RateGrid.Done)
    def _done(self, event: RateGrid.Done) -> None:
        event.stop()
        self.go_on()
