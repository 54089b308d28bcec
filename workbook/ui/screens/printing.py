"""The print screen: who is it for, what goes in, as what, where to."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from textual import events, on
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from ...printing.formats import NAMES
from ..commands import Command, bindings
from ..keys import by_key
from ..printchoice import Choice
from ..saver import Saved
from ..widgets.oneof import OneOf
from ..widgets.picklist import Item, PickList
from ..widgets.push import Push
from ..widgets.questions.cells import CellLine
from ..widgets.ticks import Ticks
from .printing_lists import also, for_whom, goes_in, large, stays
from .printing_sheets import sheet_lines
from .ticking import Ticking

FOLDER = Path(__file__).parent
BESIDE = 72
"""Columns from which on what stays has room beside what goes in."""
NOTHING_YET = "There is nothing to print yet. What you write can be printed at any time, finished or not."
ONLY_SHEETS = "Nothing of yours is here yet. What can be printed now are sheets for pen and paper."
PAPERS = (("a4", "A4"), ("letter", "Letter"))


class Reading(PickList, can_focus=False):
    """Lines that are only read."""


class PrintScreen(Ticking):
    """Laid over where one was; Esc goes back there. With `only` it begins with these exercises alone."""

    CSS_PATH = [str(FOLDER / "writing.tcss"), str(FOLDER / "printing.tcss")]
    place = "print"
    BINDINGS = [*bindings("print")]

    def __init__(self, only: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self.only = only

    def footer(self) -> tuple[Command, ...]:
        """The keys that do something where one is: in a box letters are written."""
        shown = super().footer()
        if not isinstance(self.focused, CellLine):
            return shown
        return tuple(named for one in shown if (named := by_key(one)) is not None)

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _in_a_box_or_not(self) -> None:
        self.keys.shown = self.footer()

    def page_parts(self) -> list[Widget]:
        """For whom; what goes in and what stays; as what; where to."""
        app = self.book_app
        self.choice = Choice(app.desk, app.print_wanted, self.only)
        words = partial(Static, markup=False)
        if not self.choice.anything:
            return [words(NOTHING_YET, classes="para nothing-yet")]
        parts: list[Widget] = []
        if self.choice.prints is None:
            parts.append(words(ONLY_SHEETS, classes="para nothing-yet"))
        else:
            parts += [words("Who is it for?", classes="print-title"), PickList(for_whom(self.choice), id="who")]
        if bad := app.desk.bad:
            names = ", ".join(f"{one.path.name} (line {one.line})" for one in bad[:3])
            parts.append(words(f"Can't be read, so it is not printed: {names}", classes="print-about"))
        return [*parts, self._share(), Ticks(id="sheets"), Ticks(id="also"), Vertical(*self._rows(), id="rows")]

    def _share(self) -> Widget:
        """What goes in, what stays, and what is asked of whoever reads it."""
        words = partial(Static, markup=False)
        return Vertical(
            Horizontal(
                Vertical(
                    words("Goes in", classes="print-title"),
                    Ticks(id="goes"),
                    words("Nothing here is for others.", id="none-goes", classes="quiet-line"),
                    classes="goes",
                ),
                Vertical(
                    words("Stays with you", classes="print-title"),
                    Reading(id="stays"),
                    classes="stays",
                ),
                id="sides",
            ),
            words("What I'd like from you (the print's first line, may stay empty):", classes="print-title"),
            CellLine(id="wish", classes="box print-box"),
            id="share",
        )

    def _rows(self) -> list[Widget]:
        """As what, on which paper, and where to."""
        label = partial(Static, markup=False, classes="print-label")
        setting = self.book_app.print_setting
        return [
            Horizontal(
                label("As"), OneOf(tuple(NAMES.items()), self.choice.wanted.format, id="as"), classes="print-row"
            ),
            Horizontal(
                label("Paper"),
                OneOf(PAPERS, setting.paper, id="paper"),
                Ticks(large(setting.large), id="large"),
                classes="print-row",
                id="paper-row",
            ),
            Horizontal(label("To"), CellLine(id="to", classes="box print-box"), classes="print-row"),
        ]

    async def on_mount(self) -> None:
        """The first thing to choose is highlighted; what is to be done stays in sight below the page."""
        if self.choice.anything:
            await self._mount_doing()
        self.fill_frame()
        self.top.left = "Print"
        if not self.choice.anything:
            return
        wish = self.choice.wanted.wish
        self.query_one("#wish", CellLine).seed(wish, len(wish))
        self.seed_to()
        self.say("")
        self.show_chosen()
        first = self.query_one("#who, #sheets", PickList)
        if first.id == "who":
            first.highlight(self.choice.wanted.who)
        first.focus(scroll_visible=False)
        self.look_for_printers()

    async def _mount_doing(self) -> None:
        pushes = (
            Push("Read it first", id="read"),
            Push("Make it", id="make", classes="-first"),
            Push("To a printer", id="to-printer", classes="-offer"),
        )
        offers = (
            Push("Go on meanwhile", id="meanwhile", classes="-offer"),
            Push("Stop", id="stop", classes="-offer"),
            Push("Open it", id="open-it", classes="-offer"),
            Push("Copy the path", id="copy-path", classes="-offer"),
            Push("Replace it", id="replace", classes="-offer"),
        )
        said = Static("", markup=False, id="said")
        # What can be done about a print comes after what makes one: Enter in the box above never leads to replacing.
        rows = (Horizontal(*pushes, classes="print-pushes"), said, Horizontal(*offers, id="offers"))
        await self.mount(Vertical(*rows, id="doing"), before=self.keys)

    def _measure(self, width: int, height: int) -> None:
        super()._measure(width, height)
        self.set_class(width < BESIDE, "-stacked")

    def show_saved(self, saved: Saved) -> None:
        """Whose book it is; or that something is not on disk, and so not in the print."""
        super().show_saved(saved)
        if not saved.trouble:
            book = self.book_app.desk.book
            self.top.right = book.title if book is not None else ""

    def show_chosen(self) -> None:
        """Show what was chosen."""
        choice, who = self.choice, self.choice.wanted.who
        for list in self.query("#who").results(PickList):
            list.show(for_whom(choice))
        self.query_one("#share").display = who == "share"
        goes = goes_in(choice.parts, choice.wanted.unticked, self.unfolded)
        self._fill("goes", goes)
        self.query_one("#none-goes").display = not goes
        self.query_one("#stays", Reading).show(stays(choice.parts))
        sheets = tuple(sheet_lines(choice.packs, choice.sheets, self.unfolded)) if who == "paper" else ()
        self._fill("sheets", sheets)
        self._fill("also", also(choice))
        self.query_one("#paper-row").display = choice.wanted.format in ("pdf", "html")

    def _fill(self, id: str, items: tuple[Item, ...]) -> None:
        ticks = self.query_one(f"#{id}", Ticks)
        ticks.show(items)
        ticks.display = bool(items)
