"""In the place of a box: words that their person has closed. Nothing of them is seen here."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Static

from ....model.lettinggo import may_be_let_go, words_in
from ...becoming import CLOSED, LET_GO
from ..picklist import Item, PickList
from .base import Given, QuestionWidget


class ClosedWords(QuestionWidget):
    """Says that they are there, and what can be done with them."""

    @dataclass
    class Wanted(Message):
        """Something is to be done with them: `read`, `open` or `let-go`."""

        what: str

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        ways = [Item("open", "Open it again", right="like any other answer")]
        if words_in(given.answer):
            ways.insert(0, Item("read", "Read it", right="it stays closed"))
        if may_be_let_go(given.step):
            ways.append(Item("let-go", LET_GO[0], right="you are asked once more"))
        self.ways = PickList(tuple(ways))

    def compose(self) -> ComposeResult:
        """What it is, and the ways."""
        yield Static(CLOSED, markup=False, classes="para")
        yield self.ways

    def begin(self) -> None:
        """The first way is highlighted."""
        self.ways.focus(scroll_visible=True)

    @on(PickList.Chosen)
    @on(PickList.Picked)
    def _chosen(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        self.post_message(self.Wanted(event.item.id))
