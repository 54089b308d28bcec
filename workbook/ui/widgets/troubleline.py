"""The line under the first while nothing can be saved: that the words are kept here, and the key for the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from ..keys import shown

if TYPE_CHECKING:
    from ..saver import Saver
    from ..screens.page import Page


class TroubleLine(Static):
    """Stands in the empty row below the line on top, so that nothing moves. A click does what the key does."""

    async def on_click(self) -> None:
        """The next step."""
        await self.run_action("screen.save")


def show_trouble(page: Page, saver: Saver) -> None:
    """Show the line while there is trouble, and take it away after it."""
    if not page.is_attached:
        return
    words = _words(page, saver) if saver.state.trouble else ""
    page.set_class(bool(words), "-trouble")
    found = page.query(TroubleLine)
    if not words:
        found.remove()
    elif found:
        found.first().update(words)
    else:
        page.mount(TroubleLine(words, markup=False), after=page.top)


def _words(page: Page, saver: Saver) -> str:
    key = shown("save", page.place)
    narrow = page.app.size.width < 78
    kept = "Your words are kept here." if saver.unsaved else "You can read everything here."
    if not key:
        return kept
    if narrow:
        return f"{'Kept here.' if saver.unsaved else 'You can read.'} {key}: another folder"
    return f"{kept} {key} {'tries again, or ' if saver.unsaved else ''}takes another folder."
