"""The contents: go on; what waits; the sections, one line each."""

from __future__ import annotations

from textual import on
from textual.widget import Widget

from ...desk import Progress
from ...files.clean import one_line
from ...model.days import WEEKDAYS, short_day
from ..commands import bindings
from ..saver import Saved
from ..widgets.picklist import Item, PickList
from .page import Page


class Contents(Page):
    """The book, open at its contents."""

    place = "contents"
    BINDINGS = [*bindings("contents")]

    def __init__(self) -> None:
        super().__init__()
        self.open_sections: set[str] | None = None
        """None until the first look: then all of them, where everything fits on the page."""

    def page_parts(self) -> list[Widget]:
        """One list: everything on this page is chosen the same way."""
        return [PickList(self._items(), id="contents", classes="-always")]

    def on_mount(self) -> None:
        """The first thing to do is highlighted."""
        self.fill_frame()
        self.query_one(PickList).focus(scroll_visible=False)
        self._show_title()

    def _show_title(self) -> None:
        book = self.book_app.desk.book
        self.top.left = book.title if book is not None and book.folder.exists() else "A quiet place to write"

    def show_saved(self, saved: Saved) -> None:
        """The day of the week, and how it stands with what was typed."""
        super().show_saved(saved)
        day = WEEKDAYS[self.book_app.desk.clock().weekday()]
        self.top.right = f"{day}, {saved.words}" if saved.words else day

    def look(self) -> None:
        """Show the book as it is now."""
        self.query_one(PickList).show(self._items())
        self._show_title()
        self.show_saved(self.book_app.saver.state)

    def _items(self) -> tuple[Item, ...]:
        desk = self.book_app.desk
        if self.open_sections is None:
            self.open_sections = self._all_that_fit()
        items: list[Item] = []
        if (going := desk.go_on()) is not None:
            items += [*_go_on(going, desk.stopped_at(going)), Item("", "")]
        if offer := desk.offered_help():
            items += [Item("", f"{offer}  ( ? )"), Item("", "")]
        items += self._bad()
        if waiting := desk.waiting():
            items.append(Item("", "Waiting", look="heading"))
            items += [Item("", f"{short_day(one.day):<12} {one.called}", " ") for one in waiting[:6]]
            items.append(Item("", ""))
        for pack in desk.library.titles:
            if pack.problem:
                items.append(Item("", f"{pack.title} can't be read. `workbook check` says why.", look="quiet"))
                continue
            items.append(Item("", "All exercises", look="heading"))
            progress = desk.progress(pack)
            for section in pack.sections:
                within = [one for one in progress if one.heading.section == section.id]
                items += self._section(f"{pack.id}/{section.id}", section.title, within)
        if not desk.library.titles:
            items.append(
                Item("", "No exercises were found. `workbook where` says where they are looked for.", look="quiet")
            )
        return tuple(items)

    def _all_that_fit(self) -> set[str]:
        titles = self.book_app.desk.library.titles
        lines = sum(len(pack.sections) + len(pack.headings) for pack in titles)
        room = self.app.size.height - 14
        return {f"{pack.id}/{one.id}" for pack in titles for one in pack.sections} if lines <= room else set()

    def _bad(self) -> list[Item]:
        desk = self.book_app.desk
        said: list[str] = []
        if desk.bad:
            names = ", ".join(f"{one.path.name} (line {one.line})" for one in desk.bad[:3])
            said.append(f"Can't be read; not a word in it is changed: {names}")
        second = desk.book.second_versions() if desk.book is not None else ()
        if second:
            names = ", ".join(one_line(path.name) for path in second[:3])
            said.append(f"Two versions, both kept. Compare them in an editor: {names}")
        return [*(Item("", words, look="quiet") for words in said), *([Item("", "")] if said else [])]

    def _section(self, id: str, title: str, within: list[Progress]) -> list[Item]:
        done = sum(one.done_before for one in within)
        assert self.open_sections is not None
        is_open = id in self.open_sections
        of = f"{done} of {len(within)}" if done else str(len(within))
        items = [Item(f"section {id}", title, "−" if is_open else "+", of)]
        if is_open:
            items += [_exercise(one) for one in within]
        return items

    @on(PickList.Chosen)
    @on(PickList.Picked)
    async def _chosen(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        what, _, id = event.item.id.partition(" ")
        if what == "section":
            assert self.open_sections is not None
            self.open_sections ^= {id}
            event.list.show(self._items())
        else:
            await self.book_app.open_exercise(id)

    def action_open(self) -> None:
        """As Enter does."""
        self.query_one(PickList).action_choose()


def _go_on(going: Progress, stopped: str) -> list[Item]:
    heading = going.heading
    minutes = f"about {going.minutes_left()} min"
    id = f"goon {heading.pack}/{heading.id}"
    under = f"You stopped at “{stopped}”" if stopped else heading.purpose
    return [
        Item("", "", look="card-quiet"),
        Item(id, heading.title, right=minutes, look="card"),
        Item("", under, look="card-quiet"),
        Item("", "", look="card-quiet"),
    ]


def _exercise(one: Progress) -> Item:
    heading = one.heading
    if heading.problems:
        return Item(f"open {heading.pack}/{heading.id}", heading.id, "  !", "can't be read")
    mark = "  ✓" if one.finished else "  ◐" if one.begun else "  ·"
    return Item(f"open {heading.pack}/{heading.id}", heading.title, mark, f"{one.minutes_left()} min")
