"""What is said while another window has the book: who has it, and whether to read it here or to open it here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from ..whohas import place_of, said_of
from ..widgets.picklist import Item
from .choosing import Choosing
from .laid import Laid

if TYPE_CHECKING:
    from ...store.holding import Elsewhere

READ = Item("read", "Read it here")
HERE = Item("here", "Open it here instead")
LEAVE = Item("leave", "Leave")


class WhoHasIt(Choosing):
    """Before anything else. Gives back `here`, `books`, `leave`; anything else is to read."""

    BINDINGS = [("q", "dismiss('leave')", "Leave")]

    def __init__(self, other: Elsewhere, now: datetime, *, others: bool) -> None:
        ways = (READ, HERE, *((Item("books", "Another book"),) if others else ()), LEAVE._replace(right="q"))
        if other.running:
            lines = (
                "You can read it here. Or open it here instead: the other window saves first, and then only reads.",
            )
        else:
            lines = (
                "It may still be open there, or that computer was switched off. If you write in both, both are kept.",
            )
        super().__init__(said_of(other, now), lines, ways)


class WentElsewhere(Choosing):
    """Another window has taken the book over. Gives back the same."""

    def __init__(self, other: Elsewhere, now: datetime, *, conflict: bool) -> None:
        where = place_of(other)
        lines = ["All you wrote is saved. You can read here."]
        if conflict:
            lines = ["All you wrote is saved; your last words are in a second version beside it. You can read here."]
        super().__init__(f"This book is now open {where}.", tuple(lines), (READ, HERE, LEAVE))


class AMoment(Laid[None]):
    """While the other window saves. There is nothing to press: it takes two seconds at most."""

    def compose(self) -> ComposeResult:
        """What is waited for."""
        with Vertical(classes="card"):
            yield Static("A moment.", markup=False, classes="card-title")
            yield Static("The other window saves what was typed there.", markup=False)

    def action_people(self) -> None:
        """It is gone before anything could be read over it."""
