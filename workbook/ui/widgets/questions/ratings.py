"""The question `ratings`: several picked, and each rated if they like."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from ....model.answers import Rating, Ratings
from ....model.questions import RatingsQuestion
from ..picklist import Item, PickList
from .base import Given, QuestionWidget


class RatingsList(QuestionWidget):
    """Space or a click picks, 1 to 5 rates what is highlighted, Enter goes on."""

    how = "Space picks, 1 to 5 says how strong, Enter goes on."

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        value = given.value
        had = value.ratings if isinstance(value, Ratings) else ()
        self.rated: dict[str, int | None] = {one.id: one.rating for one in had}
        known = {option.id for option in given.options}
        self.options = [(one.id, one.words) for one in given.options]
        self.options += [(one.id, one.words) for one in had if one.id not in known]
        self.list = PickList(self._items(), classes="-always options")

    def _items(self) -> tuple[Item, ...]:
        return tuple(
            Item(id, words, "■" if id in self.rated else "□", self._dots(self.rated.get(id)))
            for id, words in self.options
        )

    @staticmethod
    def _dots(rating: int | None) -> str:
        return "" if rating is None else "●" * rating + "○" * (5 - rating)

    def compose(self) -> ComposeResult:
        """The options, then what the numbers mean."""
        yield self.list
        step = self.given.step
        if isinstance(step, RatingsQuestion) and (step.low or step.high):
            yield Static(Content(f"1 {step.low}   5 {step.high}"), classes="label")

    def begin(self) -> None:
        """The highlight goes where the person was."""
        place = self.given.place
        if place is not None and place.row:
            self.list.highlight(place.row)
        self.list.focus(scroll_visible=False)

    def where(self) -> tuple[str, str, int | None]:
        """The highlighted option."""
        item = self.list.highlighted
        return item.id if item is not None else "", "", None

    def current(self) -> Ratings | None:
        """What is picked, in the order of the options."""
        made = tuple(Rating(id, words, self.rated[id]) for id, words in self.options if id in self.rated)
        return Ratings(made) if made else None

    def _changed(self) -> None:
        self.list.show(self._items())
        self.say(self.current())

    def on_key(self, event: events.Key) -> None:
        """1 to 5 rate what is highlighted, and pick it; 0 takes the rating back."""
        item = self.list.highlighted
        if item is None or event.character is None or event.character not in "012345":
            return
        event.stop()
        self.rated[item.id] = int(event.character) or None
        self._changed()

    @on(PickList.Picked)
    def _picked(self, event: PickList.Picked) -> None:
        event.stop()
        self._toggle(event.item.id)

    @on(PickList.Chosen)
    def _chosen(self, event: PickList.Chosen) -> None:
        event.stop()
        if event.clicked:
            self._toggle(event.item.id)
        else:
            self.go_on()

    def _toggle(self, id: str) -> None:
        if id in self.rated:
            del self.rated[id]
        else:
            self.rated[id] = None
        self._changed()
