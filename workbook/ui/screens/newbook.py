"""Another no: what there is for this moment, before any question of the new book."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from ...files.clean import one_line
from ...model.anotherno import Plan
from ...model.days import MONTHS, short_day
from .. import books
from ..books import Offers
from ..commands import bindings
from ..saver import Saved
from ..widgets.picklist import Item, PickList
from .page import Page

SHOWN = 90
"""Letters of a kept line that stand beside its box; all of it comes along."""


class NewBook(Page):
    """First the plan for the first hour, where there is one; then what may come along. Enter goes on from both."""

    place = "newbook"
    CSS_PATH = "books.tcss"
    BINDINGS = [*bindings("newbook")]

    def __init__(self, found: Offers) -> None:
        super().__init__()
        self.offers = found
        self.goes_on = False
        """Whether the new book is to go on from the earlier one. Nothing is ticked by itself."""
        self.taken: set[int] = set()
        """Positions of the lines that come along."""

    def page_parts(self) -> list[Widget]:
        """The plan; without one, what may come along."""
        return self._plan_parts(self.offers.plan) if self.offers.plan is not None else self._begin_parts()

    def on_mount(self) -> None:
        """The first way is highlighted."""
        self.fill_frame()
        self.top.left = "A new book"
        self._take_focus()

    def _take_focus(self) -> None:
        ways = self.query_one(PickList)
        ways.focus(scroll_visible=False)
        self.call_after_refresh(ways.show_cursor)

    def show_saved(self, saved: Saved) -> None:
        """Nothing is written in a book that is only offered."""
        super().show_saved(saved)
        if not saved.trouble:
            self.top.right = "nothing written yet"

    def _plan_parts(self, plan: Plan) -> list[Widget]:
        day = _day(plan.day, self.book_app.desk.clock().date())
        lead = f"Another no. You thought about this moment on {day}, and wrote:"
        *asked, words = plan.words
        return [
            Static(lead, markup=False, classes="para plan-lead"),
            *(Static(one, markup=False, classes="quiet-line") for one in asked),
            Static(words, markup=False, classes="theirs"),
            PickList(
                (
                    Item("now", "I'll do that now", right="this closes; all you wrote is kept"),
                    Item("write", "Not today. Let me write", right="short questions"),
                    Item("people", "Talk to somebody", right="people to call"),
                ),
                id="plan-ways",
                classes="-always",
            ),
        ]

    def _begin_parts(self) -> list[Widget]:
        return [
            Static("A new book, for another no.", markup=False, classes="title"),
            PickList(self._items(), id="begin-ways", classes="-always"),
        ]

    def _items(self) -> tuple[Item, ...]:
        items = [Item("begin", "Begin", right="short questions")]
        follows = self.offers.follows
        if follows is None:
            return tuple(items)
        title = f"“{one_line(follows.title)}”"
        items += [
            Item("", ""),
            Item("", "Only if you like", look="heading"),
            Item("link", f"It is about the same as {title}", _box(self.goes_on)),
        ]
        if self.offers.lines:
            items += [Item("", ""), Item("", "What still holds can come along", look="heading")]
        for number, line in enumerate(self.offers.lines):
            right = short_day(line.day) if line.day is not None else ""
            name = f"{line.called}, only for you" if line.private else line.called
            items += [
                Item(f"line {number}", one_line(name), _box(number in self.taken), right),
                Item("", _beginning(line.words), " ", look="quiet"),
            ]
        if self.offers.lines:
            items += [
                Item("", ""),
                Item("", f"What you tick is copied to a page in the new book. {title} stays as it is.", look="quiet"),
            ]
        return tuple(items)

    @on(PickList.Chosen, "#plan-ways")
    @on(PickList.Picked, "#plan-ways")
    async def _way(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        match event.item.id:
            case "now":
                await books.do_that_now(self.book_app)
            case "people":
                self.action_help()
            case _:
                await self._let_me_write()

    async def _let_me_write(self) -> None:
        if self.offers.follows is None:
            await books.begin(self.book_app, None, ())
            return
        with self.app.batch_update():
            await self.page.remove_children()
            await self.page.mount_all(self._begin_parts())
        self.page.scroll_to(0, 0, animate=False, force=True, immediate=True)
        self._take_focus()

    @on(PickList.Chosen, "#begin-ways")
    @on(PickList.Picked, "#begin-ways")
    async def _ticked(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        what, _, number = event.item.id.partition(" ")
        if what == "begin":
            await self._begin()
            return
        if what == "link":
            self.goes_on = not self.goes_on
        else:
            self.taken ^= {int(number)}
        event.list.show(self._items())

    async def _begin(self) -> None:
        follows = self.offers.follows
        lines = tuple(line for number, line in enumerate(self.offers.lines) if number in self.taken)
        source = one_line(follows.title) if follows is not None else ""
        await books.begin(self.book_app, follows if self.goes_on else None, lines, source)

    def action_open(self) -> None:
        """As Enter does."""
        self.query_one(PickList).action_choose()

    async def action_leave(self) -> None:
        """Back to the book that is open; the new one was never begun."""
        await self.book_app.back_to_contents()


def _box(ticked: bool) -> str:
    return "■" if ticked else "□"


def _beginning(words: str) -> str:
    line = one_line(words)
    return line if len(line) <= SHOWN else f"{line[:SHOWN].rstrip()} …"


def _day(day: date, today: date) -> str:
    """Such as "6 December", with the year where it is another."""
    said = f"{day.day} {MONTHS[day.month - 1]}"
    return said if day.year == today.year else f"{said} {day.year}"
