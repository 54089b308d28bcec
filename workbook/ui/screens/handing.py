"""A print that is made: opened, its path copied, or given to a printer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from inspect import iscoroutine
from threading import Event

from textual import on

from ...files.locations import tidy
from ...printing.pages import pages_in
from .. import viewer
from ..apart import apart
from ..printer import printers, send
from ..takeaway import copy
from ..widgets.picklist import Item
from ..widgets.push import Push
from .making import Job, Making
from .printing_lists import counted

STAYS_THERE = "It stays in the printer's queue and memory for a while. Others may see it there."
NOT_ASKED = "Nothing was sent to a printer: that is asked on the print page, and you had left it."
NOT_OPENED = "No program here opens it. It is all the same in"


class Handing(Making):
    """A page that hands a print on."""

    def __init__(self) -> None:
        super().__init__()
        self.printers: tuple[str, ...] = ()
        """The printers of this computer, the usual one first."""

    def look_for_printers(self) -> None:
        """Ask the system which printers it has; it may think about it for a while."""

        async def ask() -> None:
            self.printers = await apart(printers)
            if self.is_attached and self.printers:
                self.query_one("#to-printer").display = True

        self.run_worker(ask(), exit_on_error=False)

    def does(self, id: str) -> bool:
        """What can be done with a print, only where there is one; a printer, only where there is one."""
        match id:
            case "open_it":
                return self.made is not None and bool(viewer.opener())
            case "copy_path":
                return self.made is not None
            case "to_printer":
                return bool(self.printers)
        return super().does(id)

    async def action_open_it(self) -> None:
        """Open the print with the program for such files. It never waits for that program."""
        path = self.made
        if path is None or not viewer.opener():
            return

        async def show() -> None:
            if not await apart(partial(viewer.show, path)):
                self.app.notify(f"{NOT_OPENED} {tidy(path)}", markup=False, timeout=12)

        self.app.run_worker(show(), exit_on_error=False)

    def action_copy_path(self) -> None:
        """Where the print is, whole, into the clipboard."""
        if self.made is not None:
            copy(self.book_app, str(self.made.absolute()))

    # To a printer

    def action_to_printer(self) -> None:
        """Set the pages, and ask before anything goes to a printer."""
        if self.printers:
            self.do(Job(self.choice.build(), "pdf", self.book_app.print_setting, None))

    async def give(self, pdf: bytes) -> None:
        """To a printer, after a question: how many pages, and where others may see it."""
        if not self.is_attached:
            self.tell(NOT_ASKED)
            return
        self.say("")
        self._ask(pdf)

    def _ask(self, pdf: bytes) -> None:
        from .choosing import Choosing

        pages = counted(pages_in(pdf), "page")
        several = len(self.printers) > 1
        title = f"Print {pages} on {self.printers[0]}?" if not several else f"Print {pages}?"
        ways = [Item("back", "Not now")]
        ways += [Item(f"on {name}", f"Print on {name}" if several else "Print") for name in self.printers]

        def then(way: str | None) -> None:
            if way and way.startswith("on "):
                self._send(way.removeprefix("on "), pdf, pages)

        self.app.push_screen(Choosing(title, (STAYS_THERE,), tuple(ways)), then)

    def _send(self, printer: str, pdf: bytes, pages: str) -> None:
        async def work(stop: Event) -> None:
            trouble = await apart(partial(send, printer, pdf))
            self.tell(trouble or f"Sent to {printer}: {pages}.")

        # It can't be stopped half-way: what the printer has by then, it keeps.
        self.begin(f"Sending it to {printer} …", work, may_stop=False)

    @on(Push.Pressed)
    async def _pressed(self, event: Push.Pressed) -> None:
        event.stop()
        does: dict[str, Callable[[], object]] = {
            "read": self.action_read_first,
            "make": self.action_make,
            "to-printer": self.action_to_printer,
            "stop": self.stop,
            "meanwhile": self.dismiss,
            "open-it": self.action_open_it,
            "copy-path": self.action_copy_path,
            "replace": self.replace_it,
        }
        done = does[event.push.id or ""]()
        if iscoroutine(done):
            await done
