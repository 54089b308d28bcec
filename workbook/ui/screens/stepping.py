"""A page that is read block by block: what the arrows, page keys, home and end do there."""

from __future__ import annotations

from ..widgets.block import Block
from .page import Page


class Stepping(Page):
    """A page of blocks, one of which is marked. None is cut off: a long one is gone through before the next."""

    def begin(self) -> None:
        """Mark the first block."""
        if found := self._blocks():
            found[0].focus(scroll_visible=False)

    def _blocks(self) -> list[Block]:
        return list(self.query(Block))

    def here(self) -> Block | None:
        """The block that is looked at; None on a page without one."""
        return self.focused if isinstance(self.focused, Block) else next(iter(self._blocks()), None)

    def action_step(self, by: int) -> None:
        """The next block; first what is left of this one, where it is longer than the page."""
        here = self.here()
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
            self.go_to(blocks[at], by)
        else:
            self.page.scroll_relative(y=by * 2, animate=False)

    def go_to(self, block: Block, by: int = 1) -> None:
        """Look at a block; `by` says whether somebody comes from above or below."""
        block.focus(scroll_visible=False)
        height = self.page.scrollable_content_region.height
        if block.virtual_region.height <= height:
            blocks = self._blocks()
            below = self.page.virtual_size.height - block.virtual_region.y
            if block is blocks[0]:
                self.page.scroll_home(animate=False, force=True)
            elif block is blocks[-1] and below <= height:
                # What stands under the last of them can be reached by nothing else than the mouse's wheel.
                self.page.scroll_end(animate=False, force=True)
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
        here = self.here()
        seen = [
            one for one in self._blocks() if one.virtual_region.bottom > top and one.virtual_region.y < top + height
        ]
        if seen and here not in seen:
            seen[0].focus(scroll_visible=False)

    def action_edge(self, at: int) -> None:
        """The first block, or the last."""
        if blocks := self._blocks():
            self.go_to(blocks[at])
