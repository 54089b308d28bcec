"""What the print screen does once it is chosen: the print is read first, or made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

from textual.widgets import Static

from ...printing.formats import Format, NoFont, Stopped, as_shown
from ...printing.setting import Setting
from .. import printing
from ..apart import apart
from ..printchoice import Choice
from ..printing import Build, NothingGoesIn, NotThere, Target, free_name, started_in, tidy
from ..viewer import opener
from ..widgets.editor import Editor
from ..widgets.oneof import OneOf
from ..widgets.picklist import Item
from ..widgets.push import Push
from ..widgets.questions.cells import CellLine
from .underway import UnderWay

STOPPED = "Stopped. Nothing was printed."
NAMED = 12
"""So many characters that have no font are shown one by one."""


class Making(UnderWay):
    """A page on which a print is chosen and made."""

    choice: Choice
    """What is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.made: Path | None = None
        """The file that was printed last, while the page says so."""
        self.there: Path | None = None
        """The file that would be replaced, while the page says that it is there."""

    @property
    def ready(self) -> bool:
        """Whether a print can be begun now."""
        return self.choice.anything and not self.busy

    # What is said

    def say(self, words: str, *, made: Path | None = None, there: Path | None = None) -> None:
        """Say how it stands, with what can be done about it."""
        self.made, self.there = made, there
        said = self.query_one("#said", Static)
        said.update(words)
        said.display = bool(words)
        self.show_offers()

    def show_offers(self) -> None:
        """Show what can be done now, beside reading and making a print."""
        offers = {
            "meanwhile": self.is_long,
            "stop": self.is_long and self.may_stop,
            "open-it": self.made is not None and bool(opener()),
            "copy-path": self.made is not None,
            "replace": self.there is not None,
        }
        for id, offered in offers.items():
            push = self.query_one(f"#{id}", Push)
            if push.has_focus and not offered:
                # The keys stay near: on what is always there.
                self.query_one("#make", Push).focus(scroll_visible=False)
            push.display = offered
        self.query_one("#offers").display = any(offers.values())

    def tell(self, words: str, *, made: Path | None = None) -> None:
        """Say how it ended: on this page, or wherever somebody is by now."""
        if self.is_attached:
            self.say(words, made=made)
        else:
            self.app.notify(words, markup=False, timeout=12)

    def show_progress(self, words: str) -> None:
        """Say how it stands."""
        if self.is_attached:
            self.say(words)

    # The print

    async def action_read_first(self) -> None:
        """The print as text, laid over the page."""
        from .readfirst import ReadFirst

        if not self.ready:
            return
        try:
            printout = await apart(self.choice.build())
        except NothingGoesIn as error:
            self.say(str(error))
            return
        except Exception as error:
            self.say(printing.not_set(error))
            return

        def then(make_it: bool | None) -> None:
            if make_it:
                self.action_make()

        self.app.push_screen(ReadFirst(printout, self.choice.is_for), then)

    def action_make(self) -> None:
        """Print into a new file."""
        if not self.ready:
            return
        words, format = self.query_one("#to", CellLine).text, self.choice.wanted.format
        today = self.book_app.desk.clock().date()
        try:
            target = printing.target(words, format, today, ours=not self.choice.wanted.to)
        except NotThere as error:
            self._instead(error)
        else:
            self._make_it(target)

    def _make_it(self, target: Target, *, boxes: bool = False) -> None:
        if not self.ready:
            return
        format = self.choice.wanted.format
        setting = replace(self.book_app.print_setting, boxes=boxes)
        self.begin(under_way(format), partial(self._file, self.choice.build(), format, setting, target))

    async def _file(self, build: Build, format: Format, setting: Setting, target: Target, stop: Event) -> None:
        data = await self.set_print(build, format, setting, stop, partial(self._make_it, target, boxes=True))
        if data is None:
            return
        try:
            path = await printing.put(target, data)
        except NotThere as error:
            self._instead(error)
        except Exception as error:
            self.tell(printing.not_put(error, target.path))
        else:
            self.tell(f"Printed: {tidy(path)}", made=path)
            if self.is_attached and target.ours:
                self.seed_to()

    async def set_print(
        self, build: Build, format: Format, setting: Setting, stop: Event, with_boxes: Callable[[], None]
    ) -> bytes | None:
        """The bytes of a print; where there are none, it was said why. `with_boxes` does it again in that way."""
        try:
            return await printing.set_print(build, format, setting, stop)
        except NothingGoesIn as error:
            self.tell(str(error))
        except Stopped:
            self.tell(STOPPED)
        except NoFont as error:
            self._no_font(error, with_boxes)
        except Exception as error:
            self.tell(printing.not_set(error))
        return None

    def _no_font(self, error: NoFont, with_boxes: Callable[[], None]) -> None:
        """Ask what to do about characters that no font has: they are never boxes unasked."""
        if not self.is_attached:
            self.tell(f"It was not printed. {error}")
            return
        from .choosing import Choosing

        characters = "  ".join(map(as_shown, error.characters[:NAMED]))
        more = f"  and {len(error.characters) - NAMED} more" if len(error.characters) > NAMED else ""
        lines = (f"This computer has no letters for:  {characters}{more}", "As a web page (HTML) they will show.")
        ways = (
            Item("html", "Make it HTML instead"),
            Item("boxes", "Print boxes in their place"),
            Item("back", "Neither"),
        )

        def then(way: str | None) -> None:
            if way == "html":
                self._as_html()
            elif way == "boxes":
                with_boxes()

        self.say("")
        self.app.push_screen(Choosing("Not all of it can be printed", lines, ways), then)

    def _as_html(self) -> None:
        """The same under the same name with another ending, or a free one beside it."""
        self.choice.wanted.format = "html"
        self.query_one("#as", OneOf).chosen = "html"
        self.take_format()
        words = self.query_one("#to", CellLine)
        try:
            printing.target(words.text, "html", self.book_app.desk.clock().date(), ours=not self.choice.wanted.to)
        except NotThere as error:
            if error.instead is not None:
                self._take_name(error.instead)
        self.action_make()

    # Where to

    def seed_to(self) -> None:
        """A free name of ours, where somebody has not typed one."""
        wanted = self.choice.wanted
        today = self.book_app.desk.clock().date()
        words = wanted.to or tidy(free_name(started_in(), today, wanted.format))
        self.query_one("#to", CellLine).seed(words, len(words))

    def take_format(self) -> None:
        """The name's ending follows the format."""
        wanted = self.choice.wanted
        if not wanted.to:
            self.seed_to()
            return
        box = self.query_one("#to", CellLine)
        if printing.format_of(box.text) not in (None, wanted.format):
            box.take(f"{box.text.rstrip().rpartition('.')[0]}.{wanted.format}")

    def _instead(self, error: NotThere) -> None:
        """Why it can't go there, with a free name in the box; taking that back is one undo."""
        if not self.is_attached:
            self.tell(str(error))
            return
        self.say(str(error), there=error.there)
        if error.instead is not None:
            self._take_name(error.instead)
        self.query_one("#to", CellLine).focus()

    def _take_name(self, path: Path) -> None:
        box = self.query_one("#to", CellLine)
        with self.prevent(Editor.Edited):
            box.take(tidy(path))
        self.choice.wanted.to = box.text

    def replace_it(self) -> None:
        """Print over the file that was named, this once."""
        if self.there is not None:
            self._make_it(Target(self.there, over=True))

    # What may be done while it goes on

    def action_leave(self) -> None:
        """Stop what is under way; else back to where one was."""
        if not self.stop():
            self.dismiss()


def under_way(format: Format) -> str:
    """What is said while a print is made."""
    return "Setting the pages …" if format == "pdf" else "Printing …"
