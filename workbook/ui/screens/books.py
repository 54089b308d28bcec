"""Every book: what is open, what is put away, and what can be done with each."""

from __future__ import annotations

from pathlib import Path

from textual import on
from textual.widget import Widget

from ...desk.desk import MANY
from ...files.clean import one_line
from ...files.locations import tidy
from ...model.days import full_day, span
from ...store.deleting import Goes, finish, goes_with
from ...store.holding import who_has
from ...store.shelf import Shelved
from ...store.trash import trashed
from ...store.workbook import Book
from .. import books, trouble
from ..commands import bindings
from ..whohas import said_of
from ..widgets.picklist import Item, PickList
from .choosing import Choosing
from .page import Page

BEYOND = (
    "It can't reach prints, saved texts, screenshots, backups, synced copies, or text further up in a terminal. "
    "Lines copied into another book stay there. A disk may keep traces until it needs the room."
)


class Books(Page):
    """Your books."""

    place = "books"
    CSS_PATH = "writing.tcss"
    BINDINGS = [*bindings("books")]

    def __init__(self) -> None:
        super().__init__()
        self.shelved = Shelved((), ())
        self._days: dict[str, str] = {}
        """What stands under each book, by its folder."""
        self._unseen: list[Book] = []
        """Books with so many sittings that the page stands before it is known of when they are."""

    def page_parts(self) -> list[Widget]:
        """One list: the books, a new one, and those that are put away."""
        self._look()
        return [PickList(self._items(), id="books", classes="-always")]

    async def on_mount(self) -> None:
        """The open book is highlighted. What is left of an interrupted deleting goes now."""
        self.fill_frame()
        self.top.left = "Your books"
        own = self.book_app.desk.book
        self.picks.focus(scroll_visible=False)
        if own is not None:
            self.picks.highlight(f"book {own.folder.name}")
        self.call_after_refresh(self.picks.show_cursor)
        await books.on_disk(self.book_app, lambda: finish(self.book_app.desk.shelf))

    @property
    def picks(self) -> PickList:
        """The list of the page."""
        return self.query_one("#books", PickList)

    def look(self) -> None:
        """Show the books as they are now."""
        self._look()
        self.picks.show(self._items())
        self.show_saved(self.book_app.saver.state)

    def _look(self) -> None:
        self.shelved = self.book_app.desk.shelf.read()
        before, self._days, self._unseen = self._days, {}, []
        for book in self.shelved.books:
            name = book.folder.name
            if book.count() > MANY:
                self._unseen.append(book)
                self._days[name] = before.get(name) or f"begun on {full_day(book.facts.started.date())}"
            else:
                self._days[name] = _days(book)
        if self._unseen:
            self.call_after_refresh(self._look_at_next)

    def _look_at_next(self) -> None:
        """See of when one more book is; keys are met between one and the next."""
        if self._unseen and self.is_attached:
            book = self._unseen.pop(0)
            self._days[book.folder.name] = _days(book)
            self.picks.show(self._items())
            self.call_after_refresh(self._look_at_next)

    def _items(self) -> tuple[Item, ...]:
        here = [book for book in self.shelved.books if not book.facts.put_away]
        away = [book for book in self.shelved.books if book.facts.put_away]
        items: list[Item] = [Item("", "")]
        for book in reversed(here):
            items += self._book(book)
        items += [Item("new", "Another no", "+", "begin a new book")]
        if away:
            items += [Item("", ""), Item("", "Put away", look="heading")]
            for book in reversed(away):
                items += self._book(book)
        if self.shelved.bad:
            items += [Item("", ""), Item("", "Can't be read; not a word in it is changed", look="heading")]
            for bad in self.shelved.bad:
                name = one_line(f"{bad.path.parent.name}/{bad.path.name}")
                items += [Item("", f"{name}, line {bad.line}: {one_line(bad.message)}", " ", look="quiet")]
        return tuple(items)

    def _book(self, book: Book) -> list[Item]:
        right = "open now" if self._is_open(book) else ""
        look = "quiet" if book.facts.put_away else "plain"
        return [
            Item(f"book {book.folder.name}", one_line(book.title), "▪" if right else "·", right, look),
            Item("", self._days[book.folder.name], " ", look="quiet"),
            Item("", ""),
        ]

    def _is_open(self, book: Book) -> bool:
        own = self.book_app.desk.book
        return own is not None and own.placed and own.folder == book.folder

    def highlighted(self) -> Book | None:
        """The book under the highlight."""
        item = self.picks.highlighted
        _, _, name = (item.id if item is not None else "").partition(" ")
        return next((book for book in self.shelved.books if name and book.folder.name == name), None)

    @on(PickList.Chosen)
    @on(PickList.Picked)
    async def _chosen(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        await self._choose()

    async def action_open(self) -> None:
        """As Enter does."""
        await self._choose()

    async def _choose(self) -> None:
        book = self.highlighted()
        if book is None:
            await self.action_begin()
            return
        ways = [Item("open", "Go on in it" if self._is_open(book) else "Open it")]
        if not book.read_only and not self._only_read(book):
            ways += [
                Item("rename", "Give it another name"),
                Item("reopen", "It isn't closed after all")
                if book.facts.closed is not None
                else Item("said_yes", "They said yes", right="close the book"),
                Item("put_away", "Take it back" if book.facts.put_away else "Put it away"),
            ]
        if trashed(self.book_app.desk.shelf, book):
            ways.append(Item("trash", "See what is in its trash", right="t"))
        ways.append(Item("delete", "Delete it for good", right="after a question"))
        newer = ("A newer version of the workbook wrote it: it can only be read here.",) if book.read_only else ()
        if self._only_read(book):
            newer = (trouble.ONLY_READ,)
        lines = (self._days[book.folder.name], *newer)
        await self.app.push_screen(Choosing(one_line(book.title), lines, tuple(ways)), self._do)

    async def _do(self, way: str | None) -> None:
        match way:
            case "open":
                await self._open()
            case "rename":
                await self.action_rename()
            case "said_yes":
                await self.action_said_yes()
            case "reopen":
                await self._changed(closed=None)
            case "put_away":
                await self.action_put_away()
            case "trash":
                await self.action_trash()
            case "delete":
                await self.action_delete()
            case _:
                return

    async def _open(self) -> None:
        book = self.highlighted()
        if book is not None and await books.open_book(self.book_app, book):
            await self.book_app.back_to_contents()

    async def _changed(self, **facts: object) -> None:
        book = self._writable()
        if book is not None and await books.change(self.book_app, book, **facts):
            self.look()

    def _writable(self) -> Book | None:
        """The highlighted book, where it can be changed; else it is said why not."""
        book = self.highlighted()
        if book is None:
            self.notify("Choose a book first.", markup=False)
        elif book.read_only:
            self.notify("A newer version of the workbook wrote it: it can only be read here.", markup=False)
            return None
        elif self._only_read(book):
            self.notify(trouble.ONLY_READ, markup=False)
            return None
        return book

    def _only_read(self, book: Book) -> bool:
        return self.book_app.desk.reading and self._is_open(book)

    async def action_begin(self) -> None:
        """A book for another no."""
        await self.book_app.begin_book(self.book_app.desk.book)

    async def action_rename(self) -> None:
        """Give it another name."""
        from .naming import Naming

        book = self._writable()
        if book is None:
            return

        async def name(title: str | None) -> None:
            if title:
                await self._changed(title=title)

        await self.app.push_screen(Naming(book.facts.title), name)

    async def action_put_away(self) -> None:
        """Put it away, or take it back."""
        book = self._writable()
        if book is None:
            return
        if book.facts.put_away:
            await self._changed(put_away=False)
        else:
            await books.put_away(self.book_app, book)
            self.look()

    async def action_said_yes(self) -> None:
        """Close it well."""
        book = self._writable()
        if book is None:
            return
        ways = (Item("no", "Not yet"), Item("yes", "They said yes. Close it well"))
        lines = ("A closed book stays. You can read it, and write in it again, whenever you open it.",)

        async def do(way: str | None) -> None:
            if way == "yes" and await books.open_book(self.book_app, book):
                await books.close_well(self.book_app, book, "They said yes.")

        await self.app.push_screen(Choosing(f"Close “{one_line(book.title)}”?", lines, ways), do)

    async def action_delete(self) -> None:
        """Delete it for good, after saying what goes and what can't be reached."""
        book = self.highlighted()
        if book is None:
            self.notify("Choose a book first.", markup=False)
            return
        title = one_line(book.title)
        goes = goes_with(self.book_app.desk.shelf, book.folder)
        lines = [f"This deletes {what_goes(goes)}. The workbook can't bring it back.", BEYOND]
        if what_goes(goes).startswith("nothing"):
            lines = ["Nothing was written in it."]
        if goes.links:
            lines = [f"Only a link to it is here. What it leads to stays: {book.folder.resolve()}"]
        lines += [f"What was saved in {tidy(one)} while the disk said no stays there." for one in self._elsewhere(book)]
        if not self._has_it(book) and (other := who_has(book.folder)) is not None:
            lines.insert(0, f"{said_of(other, self.book_app.desk.clock())} It is gone from there, too.")
        ways = (Item("keep", "Keep it"), Item("delete", f"Delete “{title}” for good"))

        async def do(way: str | None) -> None:
            if way == "delete" and await books.delete_book(self.book_app, book.folder, title):
                if self.book_app.desk.book is None:
                    self.book_app.begin_anew()
                else:
                    self.look()

        await self.app.push_screen(Choosing(f"Delete “{title}” for good?", tuple(lines), ways), do)

    def _elsewhere(self, book: Book) -> tuple[Path, ...]:
        """Other folders that have words of a book."""
        from ...store import whereabouts
        from ...store.elsewhere import with_words

        settings = self.book_app.remembered.path
        if settings is None:
            return ()
        return with_words(whereabouts.noted(settings.with_name(whereabouts.NAME)), book.facts.id)

    def _has_it(self, book: Book) -> bool:
        return self._is_open(book) and not self.book_app.desk.reading

    async def action_trash(self) -> None:
        """What was thrown away from the highlighted book."""
        book = self.highlighted()
        if book is None:
            self.notify("Choose a book first.", markup=False)
            return
        await self.book_app.show_trash(book)

    async def action_compare(self) -> None:
        """Two versions, side by side."""
        await self.book_app.compare()

    async def action_leave(self) -> None:
        """To the contents."""
        await self.book_app.back_to_contents()


def what_goes(goes: Goes) -> str:
    """What goes with a book, in words."""
    named = (
        (goes.exercises, "exercise with what you wrote", "exercises with what you wrote"),
        (goes.versions, "earlier version", "earlier versions"),
        (goes.trash, "file in the trash", "files in the trash"),
        (goes.seconds, "second version or damaged file", "second versions or damaged files"),
        (goes.others, "other file in its folder", "other files in its folder"),
    )
    said = [f"{number} {one if number == 1 else many}" for number, one, many in named if number]
    if not said:
        return "nothing but its name: nothing was written in it"
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def _days(book: Book) -> str:
    """From when to when it was written in, and whether it is closed."""
    glances, _ = book.glances()
    first = book.facts.started.date()
    last = max((one.saved.date() for one in glances if one.saved is not None), default=first)
    said = span(first, last) if glances else f"begun on {full_day(first)}, nothing written yet"
    closed = book.facts.closed
    return f"{said}, closed on {full_day(closed)}" if closed is not None else said
