"""After words that were written for nobody: keep them, close them, or let them go."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from ...desk.holders import holders
from .. import becoming
from ..becoming import CLOSE, KEEP, LET_GO, Done, LettingGo
from ..commands import bindings
from ..widgets.picklist import Item, PickList
from .page import Page

if TYPE_CHECKING:
    from ...model.questions import AnyQuestion
    from .letting import Letting

AT_MOST = 8
"""Files and answers that are named; of more it is said how many."""
SOON = 0.3
"""Seconds after which something that takes longer is said to be under way."""


class Becomes(Page):
    """Laid over the question. Leaving it goes back to the writing, and nothing has changed."""

    place = "becomes"
    BINDINGS = [*bindings("becomes")]

    def __init__(self, below: Letting, step: AnyQuestion, *, sure: bool = False) -> None:
        super().__init__()
        self.below = below
        self.step = step
        self.sure = sure
        """Whether it begins with the question that comes before letting go."""
        self.letting: LettingGo | None = None
        self.done = Done()
        self.busy = False
        """Whether something is under way; until it is done nothing can be chosen, and nobody leaves."""
        self.slow = False
        """Whether it goes on after the key that began it."""

    async def on_mount(self) -> None:
        """The first way is highlighted; it is never one that takes anything away."""
        self.fill_frame()
        self.top.left = self.below.taken.exercise.title
        await (self._show_sure() if self.sure else self._show_ways())

    async def _show(self, title: str, lines: list[str], ways: tuple[Item, ...]) -> None:
        parts: list[Widget] = [Static(title, markup=False, classes="title")]
        parts += [Static(line, markup=False, classes="para") for line in lines]
        listed = PickList(ways, classes="-always")
        with self.app.batch_update():
            await self.page.remove_children()
            await self.page.mount_all([*parts, listed])
        listed.focus(scroll_visible=False)
        self.call_after_refresh(listed.show_cursor)

    async def _show_under_way(self) -> None:
        """On a slow disk it takes a moment. There is nothing to choose, and no way out of it half-way."""
        waits = Static("Letting it go.", markup=False, classes="title")
        lines = Static("One moment. It is taken out file by file.", markup=False, classes="para")
        with self.app.batch_update():
            await self.page.remove_children()
            await self.page.mount_all([waits, lines])

    async def _show_ways(self) -> None:
        ways = (("keep", KEEP), ("close", CLOSE), ("sure", LET_GO))
        await self._show(
            "What would you like to do with these words?",
            ["All three are fine. If you keep or close it, you can decide again whenever you come back to it."],
            tuple(
                item
                for number, (id, (words, says)) in enumerate(ways)
                for item in (*([Item("", "")] if number else []), Item(id, words), Item("", says, " ", look="quiet"))
            ),
        )

    async def _show_sure(self) -> None:
        desk = self.book_app.desk
        lines = [f"{becoming.TAKEN_OUT} {becoming.FOR_GOOD}", becoming.beyond()]
        if also := holders(desk, self.below.sitting, self.step.id):
            lines.append(f"Some of the words also stand here, and stay there:  {'; '.join(_few(also))}.")
        if notes := self.below.notes_beside(self.step.id):
            lines.append(f"{notes} Notes are words of their own, and stay.")
        if said := becoming.history(self.book_app, desk.book):
            lines.append(said)
        await self._show(
            "Let it go?", lines, (Item("ways", "Not yet"), Item("go", LET_GO[0], right="no undo")),
        )  # fmt: skip

    async def _show_still(self) -> None:
        await self._show(
            "It is still in your book.",
            [
                f"It could not be taken out:  {self.done.wrong}.",
                self.done.where,
                "You can try again, now or another day.",
            ],
            (Item("go", "Try again"), Item("not-now", "Not now", right="it stays as it was")),
        )

    async def _show_left(self) -> None:
        left = self.done.left
        files = "One file still has it" if len(left) == 1 else f"{len(left)} files still have it"
        ways = [Item("again", "Try again")]
        lines = [f"{files}. It is tried again whenever you open your book."]
        lines += _few(tuple(f"{one.path}:  {one.why}." for one in left))
        if any(one.may_delete for one in left):
            lines.append("A damaged copy of this exercise can only be deleted whole, with all that stands in it.")
            ways.append(Item("delete", "Delete what is damaged"))
        await self._show("It is out of your book.", lines, (*ways, Item("on", "Go on")))

    @on(PickList.Chosen)
    @on(PickList.Picked)
    async def _chosen(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        what = event.item.id
        # Space picks in every list of the book. It must not be what takes words away.
        if self.busy or (isinstance(event, PickList.Picked) and what in ("go", "delete")):
            return
        self.busy = True
        try:
            await self._do(what)
        finally:
            if not self.slow:
                self._done()

    def _done(self) -> None:
        self.busy = False
        self.book_app.arrival.may_leave_now()

    async def _do(self, what: str) -> None:
        match what:
            case "keep" | "close":
                await self._leave(what)
            case "ways" if self.sure:
                await self._leave("")
            case "ways":
                await self._show_ways()
            case "sure":
                await self._show_sure()
            case "go":
                await self._let_go()
            case "not-now":
                await self._back()
            case "again" | "delete":
                assert self.letting is not None
                damaged = self.done.left if what == "delete" else ()
                after = await self.letting.again(delete=damaged)
                if after.wrong:
                    self.notify(f"That did not work:  {after.wrong}.", markup=False)
                else:
                    await self._went(after)
            case _:
                await self._leave("gone")

    async def _let_go(self) -> None:
        if self.letting is None:
            # What was typed last may still be on its way to the disk.
            await self.book_app.saver.flush()
            self.letting = LettingGo(self.book_app, self.below.sitting, self.step)
        going = asyncio.ensure_future(self.letting.now())
        if (await asyncio.wait({going}, timeout=SOON))[0]:
            await self._went(going.result())
        else:
            # Not awaited here: nothing is drawn before the key that is being handled has done its work.
            self.slow = True
            self.app.run_worker(self._wait_for(going))

    async def _wait_for(self, going: asyncio.Future[Done]) -> None:
        try:
            await self._show_under_way()
            await self._went(await going)
        finally:
            self.slow = False
            self._done()

    async def _went(self, done: Done) -> None:
        self.done = done
        if not self.is_attached:
            # The app was taken down meanwhile: nobody is left to be told.
            return
        if done.wrong:
            await self._show_still()
            return
        assert self.letting is not None
        self.below.take_gone(self.step, self.letting.at)
        if done.left:
            await self._show_left()
        else:
            await self._leave("gone")

    async def _leave(self, what: str) -> None:
        # Help may have been laid over it while a slow disk was waited for.
        while self.app.screen is not self and self in self.app.screen_stack:
            self.app.pop_screen()
        # Not awaited: the screen that goes is the one whose key is being handled, and would wait for itself.
        self.app.pop_screen()
        await self.below.became(self.step, what)

    def action_open(self) -> None:
        """As Enter does."""
        for listed in self.query(PickList):
            listed.action_choose()

    async def action_leave(self) -> None:
        """Back to the writing; where it is gone already, on. While it is under way: nothing."""
        if self.busy:
            return
        self.busy = True
        try:
            await self._back()
        finally:
            self.busy = False

    async def _back(self) -> None:
        if self.letting is None:
            await self._leave("")
        elif self.done.wrong:
            after = await self.letting.not_now()
            if after.wrong:
                self.notify(f"It is let go as soon as the disk allows it:  {after.wrong}.", markup=False)
            self.letting = None
            await self._leave("")
        else:
            await self._leave("gone")


def _few(named: tuple[str, ...]) -> list[str]:
    more = len(named) - AT_MOST
    return [*named[:AT_MOST], *([f"and {more} more"] if more > 0 else [])]
