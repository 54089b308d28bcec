"""The trash of a book: what was thrown away, to be read, taken back or deleted for good."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.widget import Widget

from ...files.clean import one_line
from ...model.days import full_day
from ...printing.readback import Run, run_of
from ...store.conflicts import whose
from ...store.kept import SITTING
from ...store.marks import Unreadable
from ...store.trash import Trashed, sittings_in, trashed
from ...store.workbook import Book
from .. import throwing
from ..commands import Command, bindings
from ..saver import Saved
from ..widgets.picklist import Item, PickList
from ..widgets.reading import ReadBack
from .books import BEYOND
from .choosing import Choosing
from .page import READING, Page
from .review import ReviewScreen

EMPTY = "Nothing is in the trash of this book."
HERE = "It lies in the trash. Take it back to go on in it."


class Trash(Page):
    """Laid over the books, or over the contents."""

    place = "trash"
    CSS_PATH = "writing.tcss"
    BINDINGS = [*bindings("trash")]

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book
        self.only_read = False
        """Whether nothing here can be taken back or deleted now."""
        self.found: dict[str, Trashed] = {}
        self._runs: dict[str, tuple[Run, ...]] = {}
        """What was written in each: both versions of one that git has marked, nothing of what is no exercise."""

    def page_parts(self) -> list[Widget]:
        """One list, what was thrown away last first."""
        self._look()
        return [PickList(self._items(), id="trash", classes="-always")]

    def on_mount(self) -> None:
        """The first is highlighted."""
        self.fill_frame()
        self.top.left = f"The trash of “{one_line(self.book.title)}”"
        self.picks.focus(scroll_visible=False)

    @property
    def picks(self) -> PickList:
        """The list of the page."""
        return self.query_one("#trash", PickList)

    def look(self) -> None:
        """Show the trash as it is now."""
        self._look()
        self.picks.show(self._items())
        self.fill_frame()

    def show_saved(self, saved: Saved) -> None:
        """It is the book of this trash that may only be read: another one may lie open."""
        super().show_saved(saved)
        if not saved.trouble:
            self.top.right = READING if self.only_read else saved.words

    def does(self, id: str) -> bool:
        """Whether a command does anything here: not where there is nothing, nor for who only reads."""
        if id in ("open", "read_back"):
            return bool(self.found)
        if id in ("put_back", "delete", "empty_trash"):
            return bool(self.found) and not self.only_read
        return super().does(id)

    def footer(self) -> tuple[Command, ...]:
        """Without what does nothing here."""
        return tuple(command for command in super().footer() if self.does(command.id))

    def _look(self) -> None:
        desk = self.book_app.desk
        self.only_read = bool(self.book_app.why_only_read(self.book))
        self.found = {one.path.name: one for one in trashed(desk.shelf, self.book)}
        self._runs = {name: self._runs.get(name) or self._read(one) for name, one in self.found.items()}

    def _read(self, one: Trashed) -> tuple[Run, ...]:
        try:
            found = sittings_in(one)
        except (OSError, Unreadable):
            return ()
        runs = (run_of(sitting, None, self.book_app.desk.clock().date()) for sitting in found)
        # What lies here is only read: no question of it can be gone to.
        return tuple(
            replace(run, readings=tuple(replace(reading, can_open=False) for reading in run.readings)) for run in runs
        )

    def _items(self) -> tuple[Item, ...]:
        if not self.found:
            return (Item("", ""), Item("", EMPTY))
        items: list[Item] = [Item("", "")]
        for name, one in self.found.items():
            thrown = f"thrown away on {full_day(one.thrown.astimezone().date())}" if one.thrown is not None else ""
            items += [Item(name, self._title(one), "·"), Item("", self._about(one, thrown), " ", look="quiet")]
            items.append(Item("", ""))
        if self.only_read:
            return tuple(items[:-1])
        return (*items, Item("empty", "Empty the trash", " ", "after a question"))

    def _title(self, one: Trashed) -> str:
        if runs := self._runs[one.path.name]:
            return one_line(runs[0].title)
        if one.of_shelf:
            return "Your people to talk to"
        return "A book's name and days" if one.name.startswith("workbook") and not one.pack else one_line(one.name)

    def _about(self, one: Trashed, thrown: str) -> str:
        runs = self._runs[one.path.name]
        second = f"a second version, {whose(one.name)}" if SITTING.match(one.name) is None and one.pack else ""
        second = "two versions in one file, by git" if len(runs) > 1 else second
        return ", ".join(filter(None, (f"written {runs[0].dates}" if runs else "", second, thrown)))

    def highlighted(self) -> Trashed | None:
        """What is highlighted; None on any other line."""
        item = self.picks.highlighted
        return self.found.get(item.id) if item is not None else None

    @on(PickList.Chosen)
    @on(PickList.Picked)
    async def _chosen(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        await self.action_open()

    async def action_open(self) -> None:
        """What can be done with it."""
        item = self.picks.highlighted
        if item is not None and item.id == "empty":
            await self.action_empty_trash()
        one = self.highlighted()
        if one is None:
            return
        ways = (
            *([Item("read", "Read it")] if self._runs[one.path.name] else []),
            *([] if self.only_read else [Item("back", "Take it back")]),
            *([] if self.only_read else [Item("delete", "Delete it for good", right="after a question")]),
        )
        if not ways:
            self.book_app.only_read(self.book)
            return

        async def do(way: str | None) -> None:
            match way:
                case "read":
                    await self.action_read_back()
                case "back":
                    await self.action_put_back()
                case "delete":
                    await self.action_delete()
                case _:
                    return

        await self.app.push_screen(Choosing(self._title(one), (), ways), do)

    async def action_read_back(self) -> None:
        """Read it, as any exercise is read back."""
        one = self.highlighted()
        runs = self._runs[one.path.name] if one is not None else ()
        if not runs:
            nothing = "Choose something first." if self.found else EMPTY
            self.notify("This can't be read here." if one is not None else nothing, markup=False)
            return
        await self.app.push_screen(FromTrash(runs))

    async def action_put_back(self) -> None:
        """Take it back."""
        one = self._chosen_one()
        if one is not None and await throwing.take_back(self.book_app, self.book, one):
            self.look()

    def _chosen_one(self) -> Trashed | None:
        """What something is to be done with; where nothing is, or nothing can be done, that is said."""
        if self.book_app.only_read(self.book):
            return None
        one = self.highlighted()
        if one is None:
            self.notify("Choose something first." if self.found else EMPTY, markup=False)
        return one

    async def action_delete(self) -> None:
        """Delete it for good, after a question."""
        one = self._chosen_one()
        if one is None:
            return
        ways = (Item("keep", "Keep it here"), Item("delete", "Delete it for good"))

        async def do(way: str | None) -> None:
            if way == "delete" and await throwing.delete(self.book_app, self.book, one):
                self.look()

        await self.app.push_screen(Choosing(f"Delete “{self._title(one)}” for good?", (BEYOND,), ways), do)

    async def action_empty_trash(self) -> None:
        """Delete all of it for good, after a question."""
        if self.book_app.only_read(self.book):
            return
        if not self.found:
            self.notify(EMPTY, markup=False)
            return
        number = len(self.found)
        lines = (f"This deletes {'one file' if number == 1 else f'{number} files'}. {BEYOND}",)
        ways = (Item("keep", "Keep it"), Item("delete", "Delete all of it for good"))

        async def do(way: str | None) -> None:
            if way == "delete":
                await throwing.empty(self.book_app, self.book)
                self.look()

        await self.app.push_screen(Choosing("Empty the trash?", lines, ways), do)

    def action_leave(self) -> None:
        """Back to where somebody was, which shows what has come back."""
        self.app.pop_screen()
        look = getattr(self.app.screen, "look", None)
        if look is not None:
            look()


class FromTrash(ReviewScreen):
    """What lies in the trash, read back. Nothing can be done with it but reading."""

    def does(self, id: str) -> bool:
        """Neither printed nor thrown away once more; how an exercise of the book was is another matter."""
        return id not in ("open", "print", "to_trash", "methods", "versions", "take_over") and super().does(id)

    def between(self, run: Run) -> str:
        """Both stood in one file, and were written in one time through the exercise."""
        return f"The other version, {run.dates}"

    async def action_open(self) -> None:
        """Nobody goes to a question from here; but what somebody closed is shown to them where they ask for it."""
        here = self.here()
        if isinstance(here, ReadBack) and here.reading.closed:
            await super().action_open()
            return
        self.notify(HERE, markup=False)

    async def action_print(self) -> None:
        """A print shows what is in the book."""
        self.notify(HERE, markup=False)

    async def action_to_trash(self) -> None:
        """It is there."""
        self.notify(HERE, markup=False)

    async def action_versions(self) -> None:
        """What lies here is another one than the exercise in the book, which may even be another book."""
        self.notify(HERE, markup=False)

    async def action_take_over(self) -> None:
        """The book that is open is not the one that is looked at."""
