"""A few ways to choose from, laid over the page."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from ..widgets.picklist import Item, PickList
from .laid import FOLDER, Laid, closing


class Choosing(Laid[str]):
    """Gives back the id of what was chosen; the empty string for none. The first way is highlighted."""

    CSS_PATH = [*Laid.CSS_PATH, str(FOLDER / "books.tcss")]
    BINDINGS = [closing("escape", "dismiss('')"), ("q", "dismiss('')", "Close")]

    def __init__(self, title: str, lines: tuple[str, ...], ways: tuple[Item, ...]) -> None:
        super().__init__()
        self.said = title
        self.lines = lines
        self.ways = PickList(ways, classes="-always")

    def compose(self) -> ComposeResult:
        """The title, what is to be known, the ways."""
        with VerticalScroll(classes="card", can_focus=False):
            yield Static(self.said, markup=False, classes="card-title")
            for line in self.lines:
                yield Static(line, markup=False, classes="card-line")
            yield self.ways

    def on_mount(self) -> None:
        """The arrows move at once, and the ways are in sight however long the lines are."""
        self.ways.focus()
        self.call_after_refresh(self._show_ways)

    def _show_ways(self) -> None:
        """All ways, where there is room; the first in any case."""
        # Whoever is quick may have chosen by now, and the card is gone.
        for card in self.query(".card"):
            card.scroll_end(animate=False, force=True, immediate=True)
            if self.ways.outer_size.height > card.scrollable_content_region.height:
                self.ways.show_cursor()

    @on(PickList.Past)
    def _past(self, event: PickList.Past) -> None:
        """Beyond the first way are the lines above it."""
        self.query_one(".card").scroll_relative(y=event.by * 2, animate=False)

    @on(PickList.Chosen)
    @on(PickList.Picked)
    def _chosen(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        self.dismiss(event.item.id)
