"""A screen that is written on: what is drawn is told to the Saver first, so that nothing is called saved early."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, cast

from textual._time import get_time
from textual.screen import Screen
from textual.widget import Widget

from ..painting import Sparing

if TYPE_CHECKING:
    from ..app import WorkbookApp

    _Screen = Screen[Any]
else:
    # Beside a screen that is one already: a second one would bring its own looks along.
    _Screen = object

AT_ONCE = 0.1
"""Seconds after a key in which what it changes is drawn without waiting for a frame."""


class ToldFirst(_Screen):
    """Draws no letter below a `saved` that was said of the letters before it.

    A key changes its box at once, but the word of it reaches the page by messages, and the page's own line is drawn
    anew by another. On a busy machine the letter stood on the screen for a moment together with the old `saved`.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._compositor = Sparing()

    def pull(self) -> None:
        """Take what stands in the boxes now, if it is not told yet."""
        raise NotImplementedError

    def says_saved(self) -> Widget:
        """What on this screen says how it stands with what was typed."""
        raise NotImplementedError

    async def on_idle(self) -> None:
        """Draw what was just typed. Textual would wait for the next of its sixty frames a second, or the one after.

        Only while no other key waits: of many that come at once all are drawn together, as ever.
        """
        app = cast("WorkbookApp", self.app)
        drawn = not (self._dirty_widgets or self._scroll_required) or self._layout_required
        if drawn or get_time() - app.key_at > AT_ONCE or app.message_queue_size:
            return
        self._on_timer_update()
        # Another thread writes to the terminal. Else it would get its turn when all is done that a key does besides.
        time.sleep(0.00005)  # noqa: ASYNC251

    def _compositor_refresh(self) -> None:
        # While a page is being turned nothing is drawn, and what stands in the new boxes was typed by nobody.
        app = cast("WorkbookApp", self.app)
        if self.is_current and not app._batch_count and self.is_mounted:
            # While it says `saving` a letter may stand there before it is told: its message is on the way.
            if not app.saver.unsaved:
                self.pull()
            self._compositor.update_widgets({self.says_saved()})
        super()._compositor_refresh()
