"""Paints on a screen what has changed on it, and asks nobody else how they look."""

from __future__ import annotations

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class Sparing(Compositor):
    """Textual's own, but for this: it had every widget of the screen give all of its rows for one letter.

    That was half of what a key took on a page of a few widgets. Here those are asked that lie where something has
    changed, and for the rows that lie there.
    """

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        if not crop:
            yield from super()._get_renders(crop)
            return
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            if seen.overlaps(crop):
                top, bottom = max(seen.y, crop.y), min(seen.bottom, crop.bottom)
                rows = Region(seen.x, top, seen.width, bottom - top)
                yield rows, rows, widget.render_lines(rows.translate(-region.offset))
