"""Keeps what is highlighted in sight, whatever holds the widget that shows it."""

from __future__ import annotations

from textual.geometry import Region
from textual.widget import Widget


def bring_into_sight(widget: Widget, region: Region, *, first: bool) -> None:
    """Scroll the nearest ancestor that scrolls until a region of the widget can be seen.

    With the first thing that can be highlighted goes what stands above the widget, such as the question, if both fit.
    """
    while isinstance(widget.parent, Widget):
        region = region.translate(widget.virtual_region.offset)
        widget = widget.parent
        if widget.allow_vertical_scroll:
            fits = first and region.bottom <= widget.scrollable_content_region.height
            widget.scroll_to_region(region.grow((region.y, 0, 0, 0)) if fits else region, animate=False)
            return
