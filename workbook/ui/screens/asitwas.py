"""One earlier version of an exercise, read back beside how it is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from textual import events
from textual.widget import Widget
from textual.widgets import Static

from ...desk.versions import AsItWas, Versions
from ...model.asitwas import Differs, may_come_back
from ...printing.printout import Remark
from ...printing.readback import CLOSED, Reading, Standing, run_of
from .. import versions
from ..commands import Command, bindings
from ..saver import Saved
from ..widgets.picklist import Item
from ..widgets.reading import ReadBack
from .choosing import Choosing
from .stepping import Stepping

CLOSED_BY_YOU = "Closed by you."
SAME = "It is the same now."
NOT_THERE = "There is nothing to bring back: it was not there then."
LATER = "What was written since and was not there then stays."


class ReadThen(ReadBack):
    """One question as it was then, with how it differs from now in words."""

    def __init__(self, reading: Reading, year: int, *, private: bool, differs: Differs | None) -> None:
        super().__init__(reading, year, private=private, run=0)
        self.differs = differs

    def _said(self) -> Iterator[str]:
        if said := versions.mark(self.differs):
            yield said
        yield from super()._said()


class AsItWasPage(Stepping):
    """Laid over the list of earlier versions."""

    place = "asitwas"
    CSS_PATH = str(Path(__file__).parent / "review.tcss")
    BINDINGS = [*bindings("asitwas")]

    def __init__(self, found: Versions, one: AsItWas) -> None:
        super().__init__()
        self.found = found
        self.one = one
        self.busy = False
        """Whether something is being brought back."""

    def page_parts(self) -> list[Widget]:
        """How it differs, and every question as it was."""
        then, now = self.one.then, self.found.now
        assert then is not None
        clock = self.book_app.desk.clock()
        differs = self.one.differs or {}
        run = run_of(replace(then, waiting={}), None, clock.date())
        readings = [
            replace(one, body=Remark(CLOSED_BY_YOU)) if one.body == Remark(CLOSED) else one for one in run.readings
        ]
        # What came only since stands where it was not there yet: at the end, by its question alone.
        there = {one.step for one in readings}
        for id, how in differs.items():
            if how is Differs.NOT_YET and id not in there and now is not None:
                ask = now.sitting.answers[id].ask
                readings.append(Reading(id, ask, Standing.OPEN, Remark("Nothing yet.")))
        parts: list[Widget] = [
            Static(f"As it was {versions.when(self.one.at, clock)}", markup=False, classes="title"),
            Static(f"Beside how it is now:  {versions.how(differs)}.", markup=False, classes="quiet-line"),
        ]
        blocks = [ReadThen(one, clock.year, private=run.private, differs=differs.get(one.step)) for one in readings]
        return [*parts, *blocks]

    def on_mount(self) -> None:
        """The first question that differs is marked."""
        self.fill_frame()
        self.top.left = self.found.title
        self.begin()
        first = next((one for one in self.query(ReadThen) if one.differs not in (None, Differs.SAME)), None)
        if first is not None:
            self.call_after_refresh(self.go_to, first)

    def show_saved(self, saved: Saved) -> None:
        """When it was; trouble with saving stands before it."""
        clock = self.book_app.desk.clock()
        super().show_saved(saved)
        if not saved.trouble:
            self.top.right = self.with_reading(versions.when(self.one.at, clock))

    def does(self, id: str) -> bool:
        """Nothing is brought back by who only reads."""
        return super().does(id) and not (id in ("open", "bring_back") and self.book_app.why_only_read())

    def footer(self) -> tuple[Command, ...]:
        """Without what does nothing here."""
        return tuple(command for command in super().footer() if self.does(command.id))

    async def on_click(self, event: events.Click) -> None:
        """A second click on a question is as Enter."""
        if event.chain == 2 and isinstance(event.widget, ReadThen):
            event.widget.focus(scroll_visible=False)
            await self.action_open()

    async def action_open(self) -> None:
        """Bring this answer back, after a question."""
        here = self.here()
        if not isinstance(here, ReadThen):
            return
        if here.reading.step not in self._may():
            self.notify(NOT_THERE if here.differs in (None, Differs.NOT_YET) else SAME, markup=False)
            return
        await self._ask("Bring this answer back?", "Bring it back", frozenset({here.reading.step}), ())

    async def action_bring_back(self) -> None:
        """Bring all of it back, after a question."""
        may = self._may()
        if not may:
            self.notify("All of it is in your book as it was then.", markup=False)
            return
        more = (LATER,) if Differs.NOT_YET in (self.one.differs or {}).values() else ()
        await self._ask("Bring all of it back?", "Bring all of it back", may, more)

    def _may(self) -> frozenset[str]:
        assert self.one.then is not None
        return may_come_back(self.one.then, self.found.now.sitting if self.found.now is not None else None)

    async def _ask(self, title: str, words: str, steps: frozenset[str], more: tuple[str, ...]) -> None:
        if self.book_app.only_read():
            return
        book = self.book_app.desk.book
        if (book is not None and book.read_only) or (self.found.now is not None and self.found.now.read_only):
            self.notify(versions.ONLY_READ, markup=False)
            return
        ways = (Item("leave", "Leave it as it is now"), Item("back", words))

        async def do(way: str | None) -> None:
            if way == "back" and not self.busy:
                self.busy = True
                try:
                    await versions.put_back(self.book_app, self.found, self.one, steps)
                finally:
                    self.busy = False

        await self.app.push_screen(Choosing(title, (versions.STAYS, *more), ways), do)

    def rests_on(self) -> str:
        """This exercise."""
        return f"{self.found.which.pack}/{self.found.which.exercise}"

    def action_leave(self) -> None:
        """Back to the list."""
        self.app.pop_screen()
