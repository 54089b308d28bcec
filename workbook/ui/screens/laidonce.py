"""A screen that is laid out and painted once, where Textual does both two or three times for whatever is new on it."""

from __future__ import annotations

import asyncio
from typing import Any

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from ..painting import LaidOut


class LaidOnce(Screen[None]):
    """As in stock, but for work of which nothing can be seen."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As in stock; but only what gets or loses the focus looks different, not the whole screen."""

    _stands = False
    """Whether it was laid out before."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._compositor = LaidOut()

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        # Runs before stock's. What comes up for the first time has its styles, and its layout paints it.
        if not self._stands:
            event.refresh_styles = False
            if not self.app._batch_count:
                self.call_next(self._is_painted)

    async def on_idle(self) -> None:
        """Show it as soon as it is whole: the clock by which stock paints begins to run only then."""
        if self._layout_required and not self._stands and self.is_current and not self.app._batch_count:
            # What is on it may have something left to do, such as to take the focus.
            await asyncio.sleep(0)
            if not self.message_queue_size:
                self._on_timer_update()

    async def _invoke_and_clear_callbacks(self) -> None:
        # What is to come after the painting: while a batch puts it together, stock would have it come before.
        if self._stands:
            await super()._invoke_and_clear_callbacks()

    async def _message_loop_exit(self) -> None:
        # What the app wants to do once a page stands, such as to look after the disk, it does once another stands.
        left = [callback for callback, whose in self._callbacks if whose is self.app]
        self._callbacks.clear()
        await super()._message_loop_exit()
        for callback in left:
            self.app.call_after_refresh(callback)

    def _compositor_refresh(self) -> None:
        # What is covered whole is painted when it comes up again, and needs not have the page above it painted.
        if self is self.app.screen or self.app.screen.is_modal:
            super()._compositor_refresh()
        else:
            self._compositor._dirty_regions.clear()
            self._dirty_widgets.clear()

    def _is_painted(self) -> None:
        self._repaint_required = False

    def _screen_resized(self, size: Size) -> None:
        # It is told its own size by the very layout that gave it this size.
        if size != self._compositor.size:
            super()._screen_resized(size)

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        if not self._stands and self.app._batch_count:
            self._layout_required = True  # when it is whole
            return
        if scroll and not self._layout_widgets:
            super()._refresh_layout(size, scroll)
            return
        # A widget that was given its place asks for another layout, and for paint, while this one gives and paints it.
        # What only the next layout can do is to make room for a bar that has come to its side.
        before = {
            widget: (widget._size, widget._layout_required, widget._repaint_required, widget.scrollbars_enabled)
            for widget in self.walk_children(Widget)
        }
        first, self._stands = not self._stands, True
        super()._refresh_layout(size or self.app.size if first else size, scroll)
        if not self.is_current or self.app._batch_count:
            return
        if first:
            self._is_painted()
        for widget, (size, layout, repaint, bars) in before.items():
            if widget.scrollbars_enabled == bars:
                widget._layout_required = widget._layout_required and layout and bool(size)
                widget._repaint_required = widget._repaint_required and repaint and size == widget._size
