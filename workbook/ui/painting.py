"""Paints on a screen what has changed on it, and asks nobody else how they look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter

from rich.color import ColorSystem
from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate, Compositor, CompositorMap, ReflowResult
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

_HERE = "\0"
"""Stands for a text, to see what is sent before and behind one of its look."""


class LaidOut(Compositor):
    """Textual's own, but for this: it forgot what it had laid out once anybody asked in between where a widget is.

    What had gone by then, such as a toast, stayed on the screen: it was missed by nobody at the next layout.
    """

    def __init__(self) -> None:
        super().__init__()
        self._laid_out: CompositorMap = {}

    def reflow(self, parent: Widget, size: Size) -> ReflowResult:
        """Lay it out, and see what has come and gone since it was last."""
        self._full_map = self._laid_out
        found = super().reflow(parent, size)
        self._laid_out, self._full_map_invalidated = self._full_map, False
        return found

    def clear(self) -> None:
        """Forget it all."""
        super().clear()
        self._laid_out = {}


class Sparing(LaidOut):
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

    def render_partial_update(self) -> ChopsUpdate | None:
        """Draw what has changed, and nothing to the left of it."""
        update = super().render_partial_update()
        return Narrow(update.chops, update.spans, update.chop_ends) if update is not None else None


class Narrow(ChopsUpdate):
    """Textual's own leaves out of a row what is behind the change, and sends what is before it: all of a line typed."""

    def render_segments(self, console: Console) -> str:
        """What is sent to the terminal: how a text is to look only where that is another look than before.

        Column by column: what stands in one of them mostly looks alike, such as the rows of a text and the bar beside.
        """
        found: list[str] = []
        colours = console._color_system or ColorSystem.TRUECOLOR
        look, ends = "", ""
        for begin, y, strip in sorted(self._pieces(), key=itemgetter(0)):
            found.append(Control.move_to(begin, y).segment.text)
            for text, style, _ in strip:
                drawn = Strip.render_style(style, _HERE, color_system=colours) if style is not None else _HERE
                begins, _, after = drawn.partition(_HERE)
                if begins != look:
                    found += ends, begins
                    look, ends = begins, after
                found.append(text)
        return "".join([*found, ends])

    def _pieces(self) -> Iterator[tuple[int, int, Strip]]:
        """What has changed of each row of each widget, with the cell where it begins."""
        for y, left, right in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                begin, until = max(x, left), min(end, right)
                if strip is not None and begin < until:
                    # Half of a wide sign can't be sent: with something before it, such as a toast, all of it had gone.
                    begin -= _cuts(strip, begin - x)
                    until += _cuts(strip, until - x)
                    yield begin, y, strip.crop(begin - x, until - x)


def _cuts(strip: Strip, at: int) -> bool:
    """Whether a sign stands in the cells on both sides."""
    one, other = (strip.crop(0, at).text, strip.crop(at).text) if not strip.text.isascii() else ("", strip.text)
    return one + other != strip.text
