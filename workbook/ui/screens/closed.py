"""A book is closed, and stays."""

from __future__ import annotations

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from ...files.clean import one_line
from ...model.days import full_day
from .. import books
from ..commands import bindings
from ..widgets.picklist import Item, PickList
from .page import Page


class Closed(Page):
    """A short page. Nothing on it has to be done."""

    place = "closed"
    BINDINGS = [*bindings("closed")]

    def __init__(self, news: str = "") -> None:
        super().__init__()
        self.news = news
        """Why it is closed, where that is good news."""

    def page_parts(self) -> list[Widget]:
        """That it is closed, that it stays, a print."""
        book = self.book_app.desk.book
        title = one_line(book.title) if book is not None else ""
        closed = book.facts.closed if book is not None else None
        day = f" on {full_day(closed)}" if closed is not None else ""
        return [
            Static(self.news or "That is the end of this book.", markup=False, classes="title"),
            Static(f"“{title}” is closed{day}.", markup=False, classes="para"),
            Static(
                "It stays as it is. You can read it, and write in it again, whenever you open it.",
                markup=False,
                classes="para rest",
            ),
            PickList(
                (
                    Item("print", "Print it", right="you choose what goes in"),
                    Item("rest", "Rest here", right="leave the book"),
                    Item("books", "Your books"),
                    Item("reopen", "It isn't closed after all"),
                ),
                id="ways",
                classes="-always",
            ),
        ]

    def on_mount(self) -> None:
        """The print is highlighted."""
        self.fill_frame()
        book = self.book_app.desk.book
        self.top.left = one_line(book.title) if book is not None else ""
        self.query_one("#ways", PickList).focus(scroll_visible=False)

    @on(PickList.Chosen)
    @on(PickList.Picked)
    async def _chosen(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        app = self.book_app
        match event.item.id:
            case "print":
                await app.print_book()
            case "rest":
                await self.action_quit()
            case "reopen":
                if app.desk.book is not None and await books.change(app, app.desk.book, closed=None):
                    await app.show_books()
            case _:
                await app.show_books()

    def action_open(self) -> None:
        """As Enter does."""
        self.query_one(PickList).action_choose()

    async def action_leave(self) -> None:
        """To the contents."""
        await self.book_app.back_to_contents()
