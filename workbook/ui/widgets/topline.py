"""The line on top: whose book or which exercise, and whether it is saved."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Region
from textual.reactive import reactive
from textual.widget import Widget

from ...files.clean import one_line


class TopLine(Widget):
    """Left a title, right a word on how things are."""

    left: reactive[str] = reactive("")
    right: reactive[str] = reactive("", repaint=False)
    warning: reactive[bool] = reactive(False)
    """Whether the right side says that something is wrong."""

    def watch_right(self, before: str, now: str) -> None:
        """Draw as much of the line as has changed: it says with every few words that they are saved."""
        longest = max(Content(one_line(one)).cell_length for one in (before, now))
        begin = self.size.width - longest
        # Where there is little room the left side is cut for it.
        if begin > Content(one_line(self.left)).cell_length + 2:
            self.refresh(Region(begin, 0, longest, 1))
        else:
            self.refresh()

    def render(self) -> Content:
        """Both sides; where there is no room the title is cut, never the warning."""
        width = self.size.width
        right = Content(one_line(self.right)).truncate(width, ellipsis=True)
        left = Content(one_line(self.left)).truncate(max(width - right.cell_length - 2, 0), ellipsis=True)
        gap = max(width - left.cell_length - right.cell_length, 0)
        return left + " " * gap + right.stylize(self.get_visual_style("topline--warning") if self.warning else "")

    COMPONENT_CLASSES = {"topline--warning"}
