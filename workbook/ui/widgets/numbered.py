"""A number that may be given before or after an exercise: the question, the numbers, and what is said to it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from ...model.around import HIGH, LOW, Number
from .numbers import Numbers


class Numbered(Vertical):
    """Asked in passing, on a page that is about something else: to leave it is as good as to answer."""

    DEFAULT_CSS = """
    Numbered { height: auto; margin: 1 0; }
    Numbered .said { color: $quiet; display: none; }
    Numbered .said.-there { display: block; }
    """

    def __init__(self, number: Number, value: int | None) -> None:
        super().__init__()
        self.asked = number
        self.value = value
        self.numbers = Numbers(LOW, HIGH, number.low, number.high)
        self.said = Static("", markup=False, classes="said")

    def compose(self) -> ComposeResult:
        """The question, the numbers, and room for a word."""
        yield Static(f"{self.asked.ask} Or leave it.", markup=False, classes="number-ask")
        yield self.numbers
        yield self.said

    def on_mount(self) -> None:
        """Show the number that was given."""
        self.numbers.number = self.value

    def say(self, words: str) -> None:
        """Say something to the number; the empty string takes it back."""
        self.said.update(words)
        self.said.set_class(bool(words), "-there")
