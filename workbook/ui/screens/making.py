"""What the print screen does once it is chosen: the print read first, made, and where it went."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Static

from ...desk.prints import Edition, Prints
from ...printing.formats import Format
from ...printing.printout import Printout
from ..printing import NotThere, Wanted, free_name, make, started_in, target, tidy
from ..widgets.editor import Editor
from ..widgets.questions.cells import CellLine
from .page import Page


class Making(Page):
    """A page on which a print is chosen."""

    def __init__(self, only: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self.only = only
        self.wanted = Wanted()
        self.prints: Prints | None = None
        """None where nothing is written yet."""
        self._busy = False

    def _say(self, words: str) -> None:
        self.query_one("#said", Static).update(words)
        self.query_one("#said").display = bool(words)

    def _seed_to(self) -> None:
        today = self.book_app.desk.clock().date()
        words = self.wanted.to or tidy(free_name(started_in(), today, self.wanted.format))
        self.query_one("#to", CellLine).seed(words, len(words))

    def _printout(self) -> Printout | None:
        """What would be printed now; None, said on the page, where that is nothing."""
        if self.prints is None:
            return None
        edition: Edition = "share" if self.wanted.who == "share" else "plan" if self.wanted.who == "plan" else "full"
        only = self.only if self.wanted.who == "only" else frozenset()
        unticked = frozenset(self.wanted.unticked)
        printout = self.prints.printout(
            edition,
            measures=self.wanted.numbers,
            methods=self.wanted.methods,
            only=only,
            unticked=unticked,
            wish=self.wanted.wish,
        )
        if printout.chapters:
            return printout
        nothing = "There is nothing for this page yet."
        self._say("Nothing goes in, so there is nothing to print." if edition == "share" else nothing)
        return None

    def action_read_first(self) -> None:
        """The print as text, laid over the page."""
        from .readfirst import ReadFirst

        if (printout := self._printout()) is not None:
            about = {"share": "For somebody you trust", "plan": "For your desk"}.get(self.wanted.who, "For you")

            def then(make_it: bool | None) -> None:
                if make_it:
                    self.action_make()

            self.app.push_screen(ReadFirst(printout, about), then)

    def action_make(self) -> None:
        """Print, off the event loop."""
        if self._busy or (printout := self._printout()) is None:
            return
        words = self.query_one("#to", CellLine).text
        try:
            path = target(words, self.wanted.format, self.book_app.desk.clock().date())
        except NotThere as error:
            self._instead(error)
            return
        self._busy = True
        self._say("Printing …")
        # Of the app: whoever leaves the page meanwhile has the print all the same, and is told.
        self.app.run_worker(self._make(printout, self.wanted.format, path), exit_on_error=False)

    async def _make(self, printout: Printout, format: Format, path: Path) -> None:
        try:
            trouble = await make(lambda: printout, format, path)
        except NotThere as error:
            self._busy = False
            if self.is_attached:
                self._instead(error)
            else:
                self.app.notify(str(error), markup=False, timeout=12)
            return
        self._busy = False
        words = trouble or f"Printed: {tidy(path)}"
        if self.is_attached:
            self._say(words)
            if not trouble and not self.wanted.to:
                self._seed_to()
        else:
            self.app.notify(words, markup=False, timeout=12)

    def _instead(self, error: NotThere) -> None:
        """Why it can't go there, with a free name in the box; taking that back is one undo."""
        self._say(str(error))
        box = self.query_one("#to", CellLine)
        if error.instead is not None:
            with self.prevent(Editor.Edited):
                box.take(tidy(error.instead))
            self.wanted.to = box.text
        box.focus()
