"""The contents: go on; today; what waits; the sections, one line each."""

from __future__ import annotations

from textual import on
from textual.widget import Widget

from ...desk import Ahead, Offering, Progress
from ...desk.seconds import NONE, seconds_of
from ...library.titles import PackTitles
from ...model.days import WEEKDAYS
from ..commands import bindings
from ..saver import Saved
from ..seconds import to_compare
from ..widgets.picklist import Item, PickList
from .contentblocks import back, go_on, wrong
from .contentlines import (
    CARD_EDGE,
    WAITING,
    exercise,
    of_today,
    offered,
    only_read,
    runs,
    waiting,
)
from .page import Page

AIR = Item("", "")
CARD = 5
"""Rows that what to do next takes, with its air."""
FRAME = 4
"""Rows that the line on top and the keys take, with their air."""


class Contents(Page):
    """The book, open at its contents."""

    place = "contents"
    BINDINGS = [*bindings("contents")]

    def __init__(self) -> None:
        super().__init__()
        self.open_sections: set[str] | None = None
        """None until the first look: then all of them, where everything fits on the page."""
        self.two = NONE
        """What there are two versions of."""
        self._unseen = False
        """Whether the page stands, and the book was not looked at yet."""
        self.offering: Offering | None = None
        """A break that this look at the page offers."""

    def page_parts(self) -> list[Widget]:
        """One list: everything on this page is chosen the same way."""
        app = self.book_app
        if app.desk.many_unseen:
            self._unseen = True
            return [PickList(self._from_titles(), id="contents", classes="-always")]
        # What is shown at once in the place of this page makes its offers itself.
        if app.start.heading is None and not app.desk.ahead.back():
            self._look_after()
        return [PickList(self._items(), id="contents", classes="-always")]

    def _from_titles(self) -> tuple[Item, ...]:
        """The page while the book was not looked at: what is remembered of the packs, and room for what comes first.

        Nothing is highlighted: a key is met once the whole page stands.
        """
        titles = self.book_app.desk.library.titles_unchecked()
        return (*[AIR] * CARD, *self._exercises(titles, None), AIR, *self._more(titles))

    def on_mount(self) -> None:
        """The first thing to do is highlighted."""
        self.fill_frame()
        listed = self.query_one(PickList)
        if self._unseen:
            listed.cursor = -1
        else:
            listed.highlight_open()
        listed.focus(scroll_visible=False)
        self._show_title()

    def _show_title(self) -> None:
        self.top.left = self.book_title

    def show_saved(self, saved: Saved) -> None:
        """The day of the week, and how it stands with what was typed."""
        super().show_saved(saved)
        day = WEEKDAYS[self.book_app.desk.clock().weekday()]
        # A book without a name is called after its day: once is enough.
        words = self.top.right
        if not self.top.left.startswith(day):
            self.top.right = f"{day}, {words}" if words else day

    def does(self, id: str) -> bool:
        """Another way through the exercises is nothing for who only reads."""
        return super().does(id) and not (id == "ways" and self.book_app.desk.reading)

    def look(self) -> None:
        """Show the book as it is now."""
        self._look_after()
        listed = self.query_one(PickList)
        before, at_first = listed.highlighted, self._unseen or listed.highlighted == listed.first_open
        self._unseen = False
        listed.show(self._items())
        now = listed.highlighted
        if at_first or (before is not None and now is not None and now.past and not before.past):
            # What was next has been done; what is next now is highlighted in its place.
            listed.highlight_open()
        self._show_title()
        self.show_saved(self.book_app.saver.state)

    def _look_after(self) -> None:
        """See what is to be offered. People to talk to stand here all day, where a number of today asks for them."""
        desk = self.book_app.desk
        people = desk.offered_help()
        self.offering = desk.care.offer(desk.ahead) if not people and desk.book is not None else None
        self.book_app.keep_offered()

    def _items(self) -> tuple[Item, ...]:
        ahead, titles = self.book_app.desk.ahead, self.book_app.desk.library.titles
        reading = self.book_app.desk.reading
        self.two = seconds_of(self.book_app.desk)
        blocks = [
            only_read(self.book_app.owning.other, self.book_app.desk.clock()) if reading else [],
            to_compare(self.two),
            back(ahead),
            go_on(self.book_app.desk, ahead),
            offered(ahead),
            self._break(),
            wrong(self.book_app.desk, self.two, unlocked=self.book_app.owning.unlocked),
            of_today(ahead),
            waiting(ahead),
            self._exercises(titles, ahead),
            self._more(titles),
        ]
        items: list[Item] = []
        for block in blocks:
            items += [AIR, *block] if items and block else block
        if len(items) > self.app.size.height - FRAME:
            # What can be chosen comes before the air within the card.
            items = [item for item in items if item != CARD_EDGE]
        return tuple(items)

    def _break(self) -> list[Item]:
        if self.offering is None:
            return []
        return [Item("", self.offering.says), Item("break", "A short break", right="s")]

    async def action_short_break(self) -> None:
        """A short break; the line that offers it goes."""
        self.offering = None
        self.query_one(PickList).show(self._items())
        await super().action_short_break()

    def _exercises(self, titles: tuple[PackTitles, ...], ahead: Ahead | None) -> list[Item]:
        """Every exercise below its section; the sections alone while the book was not looked at."""
        if not titles:
            return [Item("", "No exercises were found. `workbook where` says where they are looked for.", look="quiet")]
        if self.open_sections is None and ahead is not None:
            self.open_sections = self._all_that_fit(ahead)
        items: list[Item] = []
        for pack in titles:
            if pack.problem:
                items.append(Item("", f"{pack.title} can't be read. `workbook check` says why.", look="quiet"))
                continue
            items.append(Item("", "All exercises" if len(titles) == 1 else pack.title, look="heading"))
            progress = ahead.progress(pack) if ahead is not None else ()
            for section in pack.sections:
                within = [one for one in progress if one.heading.section == section.id]
                items += self._section(f"{pack.id}/{section.id}", section.title, within, ahead)
        return items

    def _all_that_fit(self, ahead: Ahead) -> set[str]:
        titles = self.book_app.desk.library.titles
        lines = sum(len(pack.sections) + len(pack.headings) for pack in titles)
        room = self.app.size.height - 16 - len(ahead.on_path()) - min(len(ahead.waiting()), WAITING)
        return {f"{pack.id}/{one.id}" for pack in titles for one in pack.sections} if lines <= room else set()

    def _section(self, id: str, title: str, within: list[Progress], ahead: Ahead | None) -> list[Item]:
        if ahead is None:
            return [Item(f"section {id}", title, "+")]
        done = sum(one.done_before for one in within)
        assert self.open_sections is not None
        is_open = id in self.open_sections
        of = f"{done} of {len(within)}" if done else str(len(within))
        items = [Item(f"section {id}", title, "−" if is_open else "+", of, past=done == len(within))]
        for one in within if is_open else ():
            items.append(exercise(one))
            items += runs(one, ahead)
        return items

    def _more(self, titles: tuple[PackTitles, ...]) -> list[Item]:
        items = []
        every = (one for pack in titles for one in pack.headings)
        own = next((one for one in every if one.run_title and not one.problems), None)
        if own is not None:
            items.append(Item(f"open {own.pack}/{own.id}", "A page of my own", right="w"))
        if self.does("ways") and any(pack.paths for pack in titles):
            items.append(Item("ways", "How much do you want?", right="t"))
        items.append(Item("books", "Your books", right="b"))
        return items

    @on(PickList.Chosen)
    @on(PickList.Picked)
    async def _chosen(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        what, _, id = event.item.id.partition(" ")
        match what:
            case "section":
                assert self.open_sections is not None
                self.open_sections ^= {id}
                event.list.show(self._items())
            case "back":
                await self.book_app.read_returned()
            case "compare":
                await self.action_compare()
            case "people":
                self.action_help()
            case "break":
                await self.action_short_break()
            case "here":
                await self.action_take_over()
            case "ways":
                self.action_ways()
            case "books":
                await self.action_books()
            case "run":
                name, _, run = id.partition(" ")
                await self.book_app.open_exercise(name, run=int(run))
            case _:
                await self.book_app.open_exercise(id.split(" ")[0])

    def action_open(self) -> None:
        """As Enter does."""
        self.query_one(PickList).action_choose()

    async def action_own_page(self) -> None:
        """A page of one's own, at any time."""
        own = next((one for one in self.book_app.desk.ahead.every() if one.heading.run_title), None)
        if own is not None:
            await self.book_app.open_exercise(own.name)

    async def action_compare(self) -> None:
        """Two versions, side by side."""
        await self.book_app.compare()

    async def action_trash(self) -> None:
        """What was thrown away from this book."""
        await self.book_app.show_trash()

    async def action_read_back(self) -> None:
        """All that was written in the exercise that is highlighted; on any other line, in the one written in last."""
        here = self.query_one(PickList).highlighted
        what, _, id = here.id.partition(" ") if here is not None else ("", "", "")
        if what in ("open", "goon", "today", "wait", "run"):
            await self.book_app.review(id.split(" ")[0])
            return
        written = [(one.saved, one.pack, one.exercise) for one in self.book_app.desk.glances if one.saved is not None]
        if not written:
            self.notify("Go to an exercise first; then r reads back what you wrote in it.", markup=False)
            return
        _, pack, exercise = max(written)
        await self.book_app.review(f"{pack}/{exercise}")

    def action_ways(self) -> None:
        """Another way through the exercises."""
        from ...desk import ways
        from ..trouble import ONLY_READ
        from .ways import IN_ORDER, Ways

        if self.book_app.desk.reading:
            self.notify(ONLY_READ, markup=False)
            return

        async def choose(id: str | None) -> None:
            if id:
                await self.book_app.choose_path("" if id == IN_ORDER else id)
                self.look()

        ahead = self.book_app.desk.ahead
        now = ahead.path.id if ahead.path is not None else self.book_app.desk.path
        self.app.push_screen(Ways(ways(ahead), now), choose)
