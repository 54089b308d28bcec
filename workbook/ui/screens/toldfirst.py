"""A screen that is written on: what is drawn is told to the Saver first, so that nothing is called saved early."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.widget import Widget

if TYPE_CHECKING:
    _Screen = Screen[Any]
else:
    # Beside a screen that is one already: a second one would bring its own looks along.
    _Screen = object


class ToldFirst(_Screen):
    """Draws no letter below a `saved` that was said of the letters before it.

    A key changes its box at once, but the word of it reaches the page by messages, and the page's own line is drawn
    anew by another. On a busy machine the letter stood on the screen for a moment together with the old `saved`.
    """

    def pull(self) -> None:
        """Take what stands in the boxes now, if it is not told yet."""
        raise NotImplementedError

    def says_saved(self) -> Widget:
        """What on this screen says how it stands with what was typed."""
        raise NotImplementedError

    def _compositor_refresh(self) -> None:
        # While a page is being turned nothing is drawn, and what stands in the new boxes was typed by nobody.
        if self.is_current and not self.app._batch_count and self.is_mounted:
            self.pull()
            self._compositor.update_widgets({self.says_saved()})
        super()._compositor_refresh()
