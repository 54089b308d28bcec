"""What is typed can't be saved: to wait, to keep it in another folder, or to leave without it."""

from __future__ import annotations

from ..saver import Saved
from ..widgets.picklist import Item
from .choosing import Choosing


class Unsaved(Choosing):
    """Gives back `elsewhere` or `leave`, `saved` where it was saved meanwhile, `stay` or nothing for whoever stays."""

    def __init__(self, said: tuple[str, ...], lost: str = "") -> None:
        """`lost` says what would be lost by leaving; it is empty where nobody wants to leave."""
        ways = [
            Item("stay", "Stay", right="it is saved as soon as that works"),
            Item("elsewhere", "Keep it in another folder", right="then leave" if lost else ""),
            *([Item("leave", "Leave without it", under=f"Lost then: {lost}.")] if lost else []),
        ]
        super().__init__(said[0], said[1:], tuple(ways))

    def show_saved(self, saved: Saved) -> None:
        """Once it is saved there is nothing to choose any more."""
        if not saved.trouble and saved.words.startswith("saved") and self.is_current:
            self.call_later(self._done)

    def _done(self) -> None:
        if self.is_current:
            self.dismiss("saved")
