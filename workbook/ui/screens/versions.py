"""The earlier versions of an exercise, the newest first."""

from __future__ import annotations

from pathlib import Path

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from ...desk.versions import AsItWas, Versions, has_versions
from ...files.clean import one_line
from ...store.versions import count
from .. import versions
from ..commands import Command, bindings
from ..saver import Saved
from ..widgets.picklist import Item, PickList
from .choosing import Choosing
from .message import Message
from .page import Page

NEWEST_FIRST = "How it was before, and how that differs from now."
NONE_YET = "There is no earlier version yet."
BEGINS = (
    "One is kept when you change what you wrote another time, and before much is taken away. "
    "While you write, one is kept every ten minutes. Nothing has to be done for it."
)
DAMAGED = "It can't be read."
FORGETS = "What you have written now stays. The workbook can't bring earlier versions back after that."
BEYOND = "It can't reach prints, backups or synced copies. A disk may keep traces until it needs the room."


class VersionsPage(Page):
    """Laid over the page on which the exercise is read back."""

    place = "versions"
    CSS_PATH = str(Path(__file__).parent / "review.tcss")
    BINDINGS = [*bindings("versions")]

    def __init__(self, found: Versions) -> None:
        super().__init__()
        self.found = found

    def page_parts(self) -> list[Widget]:
        """A line about them, and the list."""
        return [
            Static("As it was", markup=False, classes="title"),
            Static("", markup=False, id="about", classes="para"),
            PickList(self._items(), id="versions", classes="-always"),
        ]

    def on_mount(self) -> None:
        """The newest is highlighted."""
        self.fill_frame()
        self.top.left = one_line(self.found.title) or self.book_title
        self._say()
        self.query_one(PickList).focus(scroll_visible=False)

    def _say(self) -> None:
        about = NEWEST_FIRST if self.found.found else f"{NONE_YET} {BEGINS}"
        self.query_one("#about", Static).update(about)

    def show_saved(self, saved: Saved) -> None:
        """How many there are; trouble with saving stands before it."""
        many = len(self.found.found)
        counted = f"{many} earlier version{'' if many == 1 else 's'}" if many else ""
        super().show_saved(saved)
        if not saved.trouble:
            self.top.right = self.with_reading(counted)

    def does(self, id: str) -> bool:
        """Nothing is to be read where there is none, nothing forgotten by who only reads."""
        if id == "forget":
            return not self.book_app.why_only_read()
        return bool(self.found.found) if id == "open" else super().does(id)

    def footer(self) -> tuple[Command, ...]:
        """The commands that do something here."""
        return tuple(one for one in super().footer() if self.does(one.id))

    def _items(self) -> tuple[Item, ...]:
        items: list[Item] = []
        for one in self.found.found:
            items += [self._item(one), Item("", "")]
        return tuple(items[:-1])

    def _item(self, one: AsItWas) -> Item:
        when = versions.when(one.at, self.book_app.desk.clock())
        if one.newer:
            return Item(one.name, when, under=versions.NEWER, look="quiet")
        if one.then is None:
            return Item(one.name, when, under=DAMAGED, look="quiet")
        return Item(one.name, when, under=versions.how(one.differs or {}))

    @on(PickList.Chosen)
    @on(PickList.Picked)
    async def _chosen(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        one = next(one for one in self.found.found if one.name == event.item.id)
        if one.newer:
            self.app.push_screen(Message("From a newer version of the workbook", (versions.NEWER, one.where)))
        elif one.then is None:
            lines = (f"{one.wrong[:1].upper()}{one.wrong[1:]}.", one.where, "The others are not touched by it.")
            self.app.push_screen(Message("This one can't be read.", lines))
        else:
            from .asitwas import AsItWasPage

            await self.app.push_screen(AsItWasPage(self.found, one))

    def action_open(self) -> None:
        """As Enter does."""
        self.query_one(PickList).action_choose()

    async def action_forget(self) -> None:
        """Forget them, after a question."""
        if self.book_app.only_read():
            return
        which, book = self.found.which, self.book_app.desk.book
        here = has_versions(self.book_app.desk, which.pack, which.exercise)
        every = count(book) if book is not None else 0
        if not every:
            self.notify(NONE_YET, markup=False)
            return
        ways = [Item("keep", "Keep them")]
        if here:
            ways.append(Item("exercise", "Forget those of this exercise", right=_counted(here)))
        if every > here:
            ways.append(Item("book", "Forget those of the whole book", right=_counted(every)))

        async def do(way: str | None) -> None:
            if way in ("exercise", "book") and await versions.forget_them(self.book_app, which, book=way == "book"):
                await self._look()
                self.notify("They are forgotten.", markup=False)

        await self.app.push_screen(Choosing("Forget earlier versions?", (FORGETS, BEYOND), tuple(ways)), do)

    async def _look(self) -> None:
        self.found = await versions.read(self.book_app, self.found.which)
        self.query_one(PickList).show(self._items())
        self._say()
        self.fill_frame()

    def rests_on(self) -> str:
        """This exercise."""
        return f"{self.found.which.pack}/{self.found.which.exercise}"

    def action_leave(self) -> None:
        """Back to where somebody was."""
        self.app.pop_screen()


def _counted(many: int) -> str:
    return f"{many} version{'' if many == 1 else 's'}"
