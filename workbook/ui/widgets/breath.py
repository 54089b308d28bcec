"""A pace to breathe by: a bar that grows and shrinks, or only its words."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

BEAT = 0.25
"""Seconds between two looks at the bar: slow enough to be quiet, also over a slow line."""
WIDEST = 40


class Breath(Widget):
    """In for so many seconds, out for so many. It can be held still; nothing is counted and nothing ends.

    Where the terminal or the person wants no motion, it is words alone.
    """

    DEFAULT_CSS = """
    Breath { width: 100%; height: auto; }
    Breath > .breath--bar { color: $mark; }
    Breath > .breath--words { color: $quiet; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"breath--bar", "breath--words"}

    moving: reactive[bool] = reactive(False, layout=True)
    """Whether the bar moves."""

    def __init__(self, breathe_in: int, breathe_out: int, *, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(classes="breath")
        self.breathe_in = max(breathe_in, 1)
        self.breathe_out = max(breathe_out, 1)
        self.clock = clock
        self._since = 0.0
        self._timer: Timer | None = None

    @property
    def still_by_wish(self) -> bool:
        """Whether nothing on the screen is to move."""
        return self.app.animation_level == "none"

    def on_mount(self) -> None:
        """Begin with breathing in."""
        self._timer = self.set_interval(BEAT, self.refresh, pause=True)
        self.move(not self.still_by_wish)

    def move(self, moving: bool) -> None:
        """Let the bar move, from breathing in; or hold it still."""
        self._since = self.clock()
        self.moving = moving and not self.still_by_wish
        if self._timer is not None:
            if self.moving:
                self._timer.resume()
            else:
                self._timer.pause()

    def now(self) -> tuple[str, float]:
        """What to do now, and how full the bar is, from 0 to 1."""
        at = (self.clock() - self._since) % (self.breathe_in + self.breathe_out)
        if at < self.breathe_in:
            return "Breathe in", at / self.breathe_in
        return "Breathe out", 1 - (at - self.breathe_in) / self.breathe_out

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The pace in words, and the bar below it while it moves."""
        return self._pace().get_height({}, width) + (2 if self.moving else 0)

    def _pace(self) -> Content:
        return Content(f"In for {self.breathe_in}, out for {self.breathe_out}, at your own pace.")

    def render(self) -> Content:
        """The words say what the bar shows."""
        words = self._pace().stylize(self.get_visual_style("breath--words"))
        if not self.moving:
            return words
        said, full = self.now()
        room = max(min(self.content_size.width - 14, WIDEST), 4)
        bar = Content("━" * round(full * room)).stylize(self.get_visual_style("breath--bar"))
        return Content("\n").join([words, Content(""), Content(said.ljust(14)) + bar])
