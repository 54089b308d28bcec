"""What every screen of the book shares: a line on top, one centred column, the keys below."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from ..commands import Command, footer
from ..keys import settle, shown
from ..saver import Saved
from ..widgets.keysline import KeysLine
from ..widgets.picklist import PickList
from ..widgets.topline import TopLine
from .laidonce import LaidOnce

if TYPE_CHECKING:
    from ...model.sitting import Sitting
    from ...store.kept import Kept
    from ..app import WorkbookApp

READING = "reading only"
"""What stands on top while another window has the book."""
SMALLEST = (40, 12)
"""Columns and rows under which nobody can write."""


class Page(LaidOnce):
    """A screen of the book."""

    BINDINGS = [
        Binding("up", "scroll_page(-2)", "Up", show=False),
        Binding("down", "scroll_page(2)", "Down", show=False),
        Binding("pageup", "scroll_page(-8)", "Up", show=False),
        Binding("pagedown", "scroll_page(8)", "Down", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]
    AUTO_FOCUS: ClassVar[str | None] = ""
    place: ClassVar[str] = ""
    """Which rows of the table of commands belong to it."""

    top = getters.query_one("#top", TopLine)
    keys = getters.query_one("#keys", KeysLine)
    page = getters.query_one("#page", VerticalScroll)

    def __init__(self) -> None:
        super().__init__()
        self._left_at: Widget | None = None
        settle(self, self.place)

    def take_keys(self) -> None:
        """Take the keys that hold now, after somebody changed one."""
        settle(self, self.place)
        self.refresh_bindings()
        self.keys.shown = self.footer()

    @property
    def book_app(self) -> WorkbookApp:
        """The app, by its own type."""
        return cast("WorkbookApp", self.app)

    @property
    def book_title(self) -> str:
        """What the line on top calls the book; while nothing is written there is none."""
        book = self.book_app.desk.book
        return book.title if book is not None and book.folder.exists() else "A quiet place to write"

    def compose(self) -> ComposeResult:
        """The frame; what stands in it comes from `page_parts`."""
        # Before anything has its style, or all of it would get another when the size is told.
        width, height = self.app.size
        self.set_class(width < 60, "-narrow")
        self.set_class(width >= 60, "-wide")
        self._measure(width, height)
        yield TopLine(id="top")
        with VerticalScroll(id="page", can_focus=False):
            yield from self.page_parts()
        yield KeysLine(id="keys")
        yield Static("Please make the window larger.\nYour words are kept.", markup=False, id="too-small")

    def page_parts(self) -> list[Widget]:
        """What stands on the page at first."""
        return []

    def footer(self) -> tuple[Command, ...]:
        """The commands in the last line."""
        return tuple(one for one in footer(self.place) if one.id != "take_over" or self.does(one.id))

    def does(self, id: str) -> bool:
        """Whether a command of this place does anything on this very page: help and the palette name no others."""
        if id == "take_over":
            return self.book_app.desk.reading
        return id != "short_break" or any(pack.breaks is not None for pack in self.book_app.desk.library.titles)

    def with_reading(self, words: str) -> str:
        """What stands on top at the right; before it, that another window has the book."""
        return ", ".join(filter(None, (READING if self.book_app.desk.reading else "", words)))

    def show_offer(self, held: Kept | None = None, sitting: Sitting | None = None, *, before: str = "") -> None:
        """Show the one line that there is to offer now, if there is any, above the keys. It counts as said.

        It stands outside of what scrolls: a box that is brought into sight does not push it out. `sitting` is what is
        being written, `held` as it came from the disk. `before` is `pack/exercise` where that is the next thing to do.
        """
        self.drop_offer()
        desk = self.book_app.desk
        heading = desk.library.heading(before) if before else None
        offering = desk.care.offer(desk.ahead, sitting, held.path if held is not None else None, before=heading)
        self.book_app.keep_offered()
        if offering is not None:
            from ..widgets.offerline import OfferLine

            self.mount(OfferLine(offering, shown("help", self.place)), before=self.keys)

    def drop_offer(self) -> None:
        """It is passed, or taken."""
        self.query("OfferLine").remove()

    async def action_short_break(self) -> None:
        """A short break, laid over this page. What was offered is taken, or no longer needed."""
        self.drop_offer()
        await self.book_app.show_break()

    def fill_frame(self) -> None:
        """Fill the two lines."""
        self.keys.shown = self.footer()
        self.show_saved(self.book_app.saver.state)
        self._measure(self.app.size.width, self.app.size.height)

    def on_screen_resume(self) -> None:
        """Say what was saved while another page was above this one."""
        if self.query("#top"):
            self.show_saved(self.book_app.saver.state)

    def on_resize(self, event: events.Resize) -> None:
        """A window that is too small keeps the text, and asks for room."""
        self._measure(event.size.width, event.size.height)

    def _measure(self, width: int, height: int) -> None:
        small = width < SMALLEST[0] or height < SMALLEST[1]
        if small and self.focused is not None:
            # What is not shown loses the focus: nobody could go on writing without finding the box again.
            self._left_at = self.focused
        elif not small and self._left_at is not None:
            self.call_after_refresh(self._go_back_to, self._left_at)
            self._left_at = None
        self.set_class(small, "-too-small")
        self.set_class(height < 18, "-low")
        self.set_class(height < 23, "-short")

    def _go_back_to(self, left_at: Widget) -> None:
        if self.focused is None and left_at.is_attached:
            self.set_focus(left_at)

    @on(PickList.Past)
    def _past(self, event: PickList.Past) -> None:
        """Beyond the last line that can be chosen the page itself moves."""
        self.action_scroll_page(event.by * 2)

    def action_scroll_page(self, by: int) -> None:
        """Move the page by some rows, where nothing else wants the arrows."""
        self.page.scroll_relative(y=by, animate=False)

    def on_top(self, saved: Saved) -> str:
        """What stands on top at the right. Setting it twice would draw the line anew for every key."""
        return READING if self.book_app.desk.reading and not saved.trouble else saved.words

    def show_saved(self, saved: Saved) -> None:
        """Say on top how it stands with what was typed."""
        self.top.right = self.on_top(saved)
        self.top.warning = saved.trouble
        if saved.trouble or self.has_class("-trouble"):
            from ..widgets.troubleline import show_trouble

            # The Saver tells from outside of any screen's turn, where nothing can be mounted.
            self.call_later(show_trouble, self, self.book_app.saver)

    def action_help(self) -> None:
        """People to talk to, and the keys."""
        self.book_app.show_help(self.place)

    async def action_save(self) -> None:
        """Save now; where the disk says no, another folder is offered."""
        await self.book_app.save_now()

    async def action_take_over(self) -> None:
        """Open the book here instead of in the other window."""
        await self.book_app.owning.take_over()

    async def action_books(self) -> None:
        """Every book."""
        await self.book_app.show_books()

    def rests_on(self) -> str:
        """The exercise, by `pack/exercise`, that the page about what the book rests on begins with; empty for none."""
        return ""

    async def action_methods(self) -> None:
        """What the book rests on, laid over this page."""
        await self.book_app.show_methods(self.rests_on())

    def prints_only(self) -> frozenset[str]:
        """The exercises that printing from here begins with; none for the whole book."""
        return frozenset()

    async def action_print(self) -> None:
        """To the print screen."""
        await self.book_app.print_book(self.prints_only())

    async def action_quit(self) -> None:
        """Leave the book; the app sees to it that everything is saved."""
        await self.book_app.action_quit()
