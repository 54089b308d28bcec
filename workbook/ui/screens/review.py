"""An exercise read back: all its questions and what was written, on one page."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.widget import Widget
from textual.widgets import Static

from ...printing.readback import Run, Standing
from ..commands import bindings
from ..saver import Saved
from ..widgets.reading import ReadBack
from .page import Page

NOT_YET = "This question waits for its day."
ASKED_NO_MORE = "This question is not asked any more. What you wrote stays in your book."
PRIVATE = "All of this is only for you: it stays out of prints for others."


class ReviewScreen(Page):
    """Laid over where somebody was. It needs the sittings alone: the exercise may be gone."""

    place = "review"
    CSS_PATH = str(Path(__file__).parent / "review.tcss")
    BINDINGS = [*bindings("review")]

    def __init__(self, runs: tuple[Run, ...]) -> None:
        super().__init__()
        self.runs = runs
        """The newest first."""

    def page_parts(self) -> list[Widget]:
        """Run by run, question by question."""
        parts: list[Widget] = []
        year = self.book_app.desk.clock().year
        for number, run in enumerate(self.runs):
            if number:
                parts.append(Static(f"An earlier time, {run.dates}", markup=False, classes="title run"))
            if run.private:
                parts.append(Static(PRIVATE, markup=False, classes="quiet-line"))
            parts += [ReadBack(one, year, private=run.private, run=run.number) for one in run.readings]
        return parts

    def on_mount(self) -> None:
        """The first question is marked."""
        self.fill_frame()
        self.top.left = self.runs[0].title
        if found := self._blocks():
            found[0].focus(scroll_visible=False)

    def show_saved(self, saved: Saved) -> None:
        """The days on which it was written; trouble with saving stands before them."""
        self.top.right = saved.words if saved.trouble else self.runs[0].dates
        self.top.warning = saved.trouble

    def _blocks(self) -> list[ReadBack]:
        return list(self.query(ReadBack))

    def _here(self) -> ReadBack | None:
        return self.focused if isinstance(self.focused, ReadBack) else next(iter(self._blocks()), None)

    def action_step(self, by: int) -> None:
        """The next question; first what is left of this one, where it is longer than the page."""
        here = self._here()
        if here is None:
            return
        top, height = self.page.scroll_offset.y, self.page.scrollable_content_region.height
        region = here.virtual_region
        beyond = region.bottom - (top + height) if by > 0 else top - region.y
        if beyond > 0 and region.height > height:
            self.page.scroll_relative(y=by * min(beyond, max(height // 2, 2)), animate=False)
            return
        blocks = self._blocks()
        at = blocks.index(here) + by
        if 0 <= at < len(blocks):
            self._go(blocks[at], by)
        else:
            self.page.scroll_relative(y=by * 2, animate=False)

    def _go(self, block: ReadBack, by: int = 1) -> None:
        block.focus(scroll_visible=False)
        height = self.page.scrollable_content_region.height
        if block.virtual_region.height <= height:
            first = block is self._blocks()[0]
            if first:
                self.page.scroll_home(animate=False, force=True)
            else:
                self.page.scroll_to_widget(block, animate=False, force=True)
            return
        # One that is longer than the page is read from its top, or from its end for somebody who comes from below.
        y = block.virtual_region.y if by > 0 else block.virtual_region.bottom - height
        self.page.scroll_to(y=y, animate=False, force=True)

    def action_turn(self, by: int) -> None:
        """A page on. The mark goes along."""
        height = self.page.scrollable_content_region.height
        self.page.scroll_relative(y=by * max(height - 2, 1), animate=False)
        self.call_after_refresh(self._mark_in_sight)

    def _mark_in_sight(self) -> None:
        top, height = self.page.scroll_offset.y, self.page.scrollable_content_region.height
        here = self._here()
        seen = [
            one for one in self._blocks() if one.virtual_region.bottom > top and one.virtual_region.y < top + height
        ]
        if seen and here not in seen:
            seen[0].focus(scroll_visible=False)

    def action_edge(self, at: int) -> None:
        """The first question, or the last."""
        if blocks := self._blocks():
            self._go(blocks[at])

    async def on_click(self, event: events.Click) -> None:
        """A second click on a question goes to it, as Enter does."""
        if event.chain == 2 and isinstance(event.widget, ReadBack):
            event.widget.focus(scroll_visible=False)
            await self.action_open()

    async def action_open(self) -> None:
        """To the question in its exercise."""
        if (here := self._here()) is None:
            return
        if not here.reading.can_open:
            waits = here.reading.standing is Standing.WAITS
            self.notify(NOT_YET if waits else ASKED_NO_MORE, markup=False)
            return
        run = next(one for one in self.runs if one.number == here.run)
        await self.book_app.open_at(run, here.reading.step)

    def prints_only(self) -> frozenset[str]:
        """Printing from here begins with this exercise alone."""
        return frozenset({self.runs[0].exercise})

    def action_leave(self) -> None:
        """Back to where somebody was."""
        self.app.pop_screen()
