"""The app: one book, the Saver, the way from screen to screen, and a way out that loses nothing."""

from __future__ import annotations

import gc
import os
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, NamedTuple

from textual import events
from textual.driver import Driver
from textual.message import Message
from textual.screen import Screen

from ..desk import Desk
from ..library.titles import Heading
from .arrival import Arrival
from .commands import bindings
from .keys import asked_for
from .leaving import Leaving
from .looking import Looking
from .owning import Owning
from .routes import Routes
from .saver import Saved, Saver
from .settings import Remembered
from .signs import with_own_signs
from .stopping import Stopping
from .themes import fill
from .widgets.pasteguard import PasteGuard, keep_pastes_whole
from .windowtitle import titled

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.message_pump import Callback

    from ..printing.setting import Setting
    from .printing import Wanted

PAGES = Path(__file__).with_name("pages.tcss")
"""What the contents are not drawn with: parsed once they stand, or before any other screen."""
UNMADE = "A print is not finished yet. Leave again to leave without it."


class Start(NamedTuple):
    """What to open at."""

    heading: Heading | None = None
    again: bool = False


class WorkbookApp(Routes):
    """A calm full-screen book."""

    CSS_PATH = "app.tcss"
    TITLE = "workbook"
    # Textual's own palette offers a screenshot, which would write answers to disk.
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [*bindings("everywhere")]

    def __init__(
        self, desk: Desk, start: Start | None = None, *, theme: str = "", remembered: Remembered | None = None
    ) -> None:
        self.arrival = Arrival()
        super().__init__(remembered or Remembered())
        self.desk = desk
        self.start = start or Start()
        self.saver = Saver(desk.clock, self._saved)
        self.leaving = Leaving(self, self.saver)
        self.stopping = Stopping(self)
        self.owning = Owning(self)
        self.looking = Looking(self)
        self.print_wanted: dict[str, Wanted] = {}
        """By a book's id: what was chosen on the print screen last."""
        self._print_setting: Setting | None = None
        self.under_way: set[Event] = set()
        """One for each print that is being made now; to be set where it is to stop."""
        self._told_of: set[Event] = set()
        self.crashed = ""
        """Where the log of a crash is; empty when there was none."""
        self._guard = PasteGuard()
        self.key_at = float("-inf")
        """When the last key, paste or click was read, as `textual._time.get_time` has it."""
        self._leaving = False
        self._owes_book = False
        """Whether the book's page stands without what is in the book."""
        self.not_now = set()
        self.begin_with(theme)

    def get_driver_class(self) -> type[Driver]:
        """The driver, in the terminal's own letters, reading a paste up to its end mark, under a neutral title."""
        return titled(with_own_signs(keep_pastes_whole(super().get_driver_class())))

    def get_css_variables(self) -> dict[str, str]:
        """Ours, also for themes that do not have them."""
        return fill(super().get_css_variables())

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        # Textual would parse every sheet anew for each screen that brings another, and dress the pages below in it,
        # for which it says nothing: half of the time that it takes to open one. Parsed like this, it takes those that
        # it knows from its own cache.
        new = [path for path in (PAGES, *screen.css_path) if not self.stylesheet.has_source(str(path), "")]
        for path in new:
            self.stylesheet.read(path)
        if new:
            self.stylesheet.parse()
            self.stylesheet.apply(screen)
        if PAGES in new:
            # What is said on the contents at the start, such as a line of trouble, was not dressed yet.
            self.stylesheet.update(self)
        super()._load_screen_css(screen)

    def _dress_pages(self) -> None:
        """Read what the contents are not drawn with, and dress what came upon them meanwhile: a line of trouble."""
        if not self.stylesheet.has_source(str(PAGES), ""):
            self.stylesheet.read(PAGES)
            self.stylesheet.update(self)

    def get_default_screen(self) -> Screen[Any]:
        """The contents; on an empty shelf a welcome."""
        if self.desk.book is None and self.start.heading is None:
            from .screens.welcome import Welcome

            self.stylesheet.read(PAGES)
            return Welcome()
        from .screens.contents import Contents

        return Contents()

    async def on_mount(self) -> None:
        """Signals are met on the loop; an exercise that was named opens at once."""
        self.leaving.meet()
        self.stopping.meet()
        if self.start.heading is None and self.desk.many_unseen:
            # Before all that can wait: the page is not whole without it.
            self._owes_book = True
            self.call_after_refresh(self._show_book)
        self.call_after_refresh(_collect_again)
        # Before any other sheet: a rule of a screen's own counts for more than the same of all pages.
        self.call_after_refresh(self._dress_pages)
        self.call_after_refresh(self.looking.begin)
        self.say_what_is_wrong()
        self.see_what_can_be_saved()
        if self.start.heading is not None:
            await self.open_heading(self.start.heading, again=self.start.again)
        elif self.desk.book is not None and not self._owes_book:
            await self.show_returned()
        await self.say_what_is_away()

    async def _show_book(self) -> None:
        """A book with very many sittings is looked at once a page stands, and before any key is met."""
        if self._owes_book:
            self._owes_book = False
            self.show_contents_anew()
            await self.show_returned()

    async def on_event(self, event: events.Event) -> None:
        """After a paste with control characters, keys do nothing for a moment: they may be the rest of it."""
        if isinstance(event, events.Key | events.Paste | events.MouseDown):
            self.desk.care.touched()
            self.key_at = event.time
            await self._show_book()
        if not self._guard.drops(event) and not self.owning.hush.drops(event):
            async with self.arrival.around(event, self):
                if not self.arrival.is_too_early(event) and not asked_for(event, self):
                    await super().on_event(event)

    def call_later(self, callback: Callback, *args: Any, **kwargs: Any) -> bool:
        """Call it on the app's turn; after a key that may lead elsewhere, before the next key."""
        if self.arrival.overtakes:
            self.arrival.owe(partial(callback, *args, **kwargs))
            return self.arrival.waiting or super().call_later(self.arrival.pay)
        return super().call_later(callback, *args, **kwargs)

    def post_message(self, message: Message) -> bool:
        """A key that nobody below knew comes back here, and acts before those that were typed after it."""
        if isinstance(message, events.Key) and message.is_forwarded:
            self.arrival.owe(partial(self.on_event, message))
            return super().call_later(self.arrival.pay)
        return super().post_message(message)

    @property
    def print_setting(self) -> Setting:
        """The paper that was chosen last; before that, the one of the place where somebody is."""
        if self._print_setting is None:
            from ..printing.papersize import usual_paper
            from ..printing.setting import Setting

            self._print_setting = Setting(usual_paper(os.environ))
        return self._print_setting

    @print_setting.setter
    def print_setting(self, setting: Setting) -> None:
        self._print_setting = setting

    # Commands

    def action_palette(self) -> None:
        """All commands by name."""
        from .palette import open_palette

        open_palette(self)

    # Saving, and the way out

    def _saved(self, saved: Saved) -> None:
        self._leaving = self._leaving and saved.trouble
        for screen in reversed(self.screen_stack) if self.is_running else ():
            show = getattr(screen, "show_saved", None)
            if show is not None and screen.is_mounted:
                show(saved)
            if not screen.is_modal:
                # A page below it is told when it comes up: now it would have all of the screen painted again.
                break
        if saved.conflict and not self.conflict_told:
            self.conflict_told = True
            self.notify(
                "Another window or computer wrote in this exercise. Both are kept; yours goes on in a file beside it. "
                "Compare the two from the contents, when you like.",
                markup=False, timeout=12,
            )  # fmt: skip

    async def action_quit(self) -> None:
        """Leave. What can't be saved is said first, and leaving again leaves all the same; so with an unmade print."""
        if self.under_way - self._told_of:
            self._told_of |= self.under_way
            self.veil.lift()
            self.notify(UNMADE, markup=False, timeout=12)
            return
        # ctrl+q is met here, before any page sees it.
        self.pull_all()
        if await self.saver.flush() or self._leaving:
            self.exit()
            return
        self._leaving = True
        self.veil.lift()
        self.offer_elsewhere(leaving=True)

    def stay(self) -> None:
        """Whoever was asked stays: leaving is asked about anew the next time."""
        self._leaving = False

    def _fatal_error(self, *shown: object) -> None:
        """Save, and leave a log without anybody's words: a traceback that shows locals would show answers."""
        self.saver.flush_now()
        if not self.crashed:
            from .crash import log

            self.crashed = log(self._exception, Path(self.desk.shelf.folder), shown)
        self._exit_renderables.clear()
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        """The same for what fails outside of a message, such as reading a terminal that is gone."""
        self._return_code = 1
        self._fatal_error(*renderables)


def _collect_again() -> None:
    # What the start has made stays for the whole run: no collection need ever look at it.
    gc.freeze()
    gc.enable()
