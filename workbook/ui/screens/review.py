"""An exercise read back: all its questions and what was written, on one page."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.widget import Widget
from textual.widgets import Static

from ...files.clean import one_line
from ...printing.readback import Run, Standing
from ..commands import Command, bindings
from ..saver import Saved
from ..widgets.reading import ReadBack
from .stepping import Stepping

NOT_YET = "This question waits for its day."
ASKED_NO_MORE = "This question is not asked any more. What you wrote stays in your book."
PRIVATE = "All of this is only for you: it stays out of prints for others."


class ReviewScreen(Stepping):
    """Laid over where somebody was. It needs the sittings alone: the exercise may be gone."""

    place = "review"
    CSS_PATH = str(Path(__file__).parent / "review.tcss")
    BINDINGS = [*bindings("review")]

    def __init__(self, runs: tuple[Run, ...]) -> None:
        super().__init__()
        self.runs = runs
        """The newest first."""

    def page_parts(self) -> list[Widget]:
        """Run by run, question by question."""
        parts: list[Widget] = []
        year = self.book_app.desk.clock().year
        for number, run in enumerate(self.runs):
            if number:
                parts.append(Static(self.between(run), markup=False, classes="title run"))
            if run.private:
                parts.append(Static(PRIVATE, markup=False, classes="quiet-line"))
            parts += [ReadBack(one, year, private=run.private, run=run.number) for one in run.readings]
        return parts

    def between(self, run: Run) -> str:
        """What stands above all runs but the first."""
        return f"An earlier time, {run.dates}"

    def on_mount(self) -> None:
        """The first question is marked."""
        self.fill_frame()
        self.top.left = self.runs[0].title
        self.begin()

    def show_saved(self, saved: Saved) -> None:
        """The days on which it was written; trouble with saving stands before them."""
        super().show_saved(saved)
        if not saved.trouble:
            self.top.right = self.with_reading(self.runs[0].dates)

    def _here(self) -> ReadBack | None:
        here = self.here()
        return here if isinstance(here, ReadBack) else None

    async def on_click(self, event: events.Click) -> None:
        """A second click on a question goes to it, as Enter does."""
        if event.chain == 2 and isinstance(event.widget, ReadBack):
            event.widget.focus(scroll_visible=False)
            await self.action_open()

    async def action_open(self) -> None:
        """To the question in its exercise."""
        if (here := self._here()) is None:
            return
        if here.reading.closed and not here.reading.can_open:
            # Its question is gone: this page is the only way to it.
            from .message import Message

            self.app.push_screen(Message("What you closed", (here.reading.closed,)))
            return
        if not here.reading.can_open:
            waits = here.reading.standing is Standing.WAITS
            self.notify(NOT_YET if waits else ASKED_NO_MORE, markup=False)
            return
        run = next(one for one in self.runs if one.number == here.run)
        await self.book_app.open_at(run, here.reading.step)

    async def action_versions(self) -> None:
        """As it was before: the time through it that is looked at."""
        from ...desk.versions import Which
        from ..versions import show

        run, here = self.runs[0], self._here()
        await show(self.book_app, Which(run.pack, run.exercise, here.run if here is not None else run.number))

    async def action_to_trash(self) -> None:
        """Throw away what was written in this time through the exercise, after a question."""
        from ..throwing import throw_away
        from ..widgets.picklist import Item
        from .choosing import Choosing

        if self.book_app.only_read():
            return
        here = self._here()
        run = next((one for one in self.runs if here is not None and one.number == here.run), self.runs[0])
        lines = (f"What you wrote here, {run.dates}, goes to the trash. You can take it back.",)
        ways = (Item("keep", "Keep it"), Item("throw", "To the trash"))

        async def do(way: str | None) -> None:
            if way == "throw":
                await throw_away(self.book_app, run)

        await self.app.push_screen(Choosing(f"Throw “{one_line(run.title)}” away?", lines, ways), do)

    def does(self, id: str) -> bool:
        """Nothing is thrown away by who only reads, and no question is gone to in another window's book."""
        if id == "open":
            return not self.book_app.desk.reading
        return super().does(id) and not (id == "to_trash" and self.book_app.why_only_read())

    def footer(self) -> tuple[Command, ...]:
        """Without what does nothing here."""
        return tuple(command for command in super().footer() if self.does(command.id))

    def prints_only(self) -> frozenset[str]:
        """Printing from here begins with this exercise alone."""
        return frozenset({self.runs[0].exercise})

    def rests_on(self) -> str:
        """This exercise."""
        return f"{self.runs[0].pack}/{self.runs[0].exercise}"

    def action_leave(self) -> None:
        """Back to where somebody was."""
        self.app.pop_screen()
