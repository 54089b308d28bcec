"""One quiet line that offers something: people to talk to, or a short break. Nothing waits for an answer."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from ...desk import Offering
from .push import Push


class OfferLine(Vertical):
    """The author's words and the way there: a key for people, a button for a break. Going on passes it."""

    def __init__(self, offering: Offering, help_key: str) -> None:
        super().__init__()
        self.offering = offering
        self.help_key = help_key
        """The key that leads to people here, as people read it."""

    def compose(self) -> ComposeResult:
        """The words, and a button for a break."""
        rest = self.offering.rest
        with Horizontal():
            yield Static(self.offering.says if rest else f"{self.offering.says} Press {self.help_key}.", markup=False)
            if rest:
                yield Push("A short break", id="short-break")

    async def on_click(self) -> None:
        """A click on the words about people leads to them."""
        if not self.offering.rest:
            await self.run_action("screen.help")

    @on(Push.Pressed)
    async def _pressed(self, event: Push.Pressed) -> None:
        event.stop()
        await self.run_action("screen.short_break")
