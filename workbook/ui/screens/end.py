"""The end of an exercise: one line of theirs, rest first, one next step."""

from __future__ import annotations

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from ...desk import Taken
from ...model.answers import Table, cell_words, items
from ...model.days import spoken_day
from ...model.sitting import days_ahead
from ...model.walking import Walk
from ..commands import bindings
from ..widgets.picklist import Item, PickList
from .page import Page


class End(Page):
    """That is enough for today."""

    place = "end"
    BINDINGS = [*bindings("end")]

    def __init__(self, taken: Taken, at: Walk, next_title: str, next_id: str) -> None:
        super().__init__()
        self.taken = taken
        self.at = at
        self.next_title = next_title
        self.next_id = next_id
        self.ready = False

    def page_parts(self) -> list[Widget]:
        """Their line, that it is kept, rest, what could come next."""
        parts: list[Widget] = []
        if offer := self.book_app.desk.offered_help():
            parts.append(Static(f"{offer}  ( ? )", markup=False, classes="para"))
        line = line_of_theirs(self.at)
        if not any(answer.speaks() for answer in self.at.sitting.answers.values()):
            parts.append(Static("You looked it over.", markup=False, classes="para"))
        elif line:
            parts.append(Static(line, markup=False, classes="theirs"))
            parts.append(Static(self._kept_words(), markup=False, classes="quiet-line"))
        else:
            parts.append(Static("What you did here is in your book.", markup=False, classes="para"))
        for one in days_ahead(self.at.sitting, self.book_app.desk.clock().date()):
            parts.append(Static(f"{spoken_day(one.day)}:  {one.called}", markup=False, classes="quiet-line"))
        parts.append(Static("That is enough for today. Nothing is left undone.", markup=False, classes="para rest"))
        ways = [Item("rest", "Rest here", right="leave the book")]
        if self.next_id:
            ways.append(Item(f"next {self.next_id}", f"Next: {self.next_title}"))
        ways.append(Item("change", "Change a line"))
        ways.append(Item("contents", "See the other exercises"))
        parts.append(PickList(tuple(ways), id="ways", classes="-always"))
        return parts

    def _kept_words(self) -> str:
        state = self.book_app.saver.state
        if state.trouble:
            return f"Your words. {state.words[:1].upper()}{state.words[1:]}. It is tried again every two seconds."
        return "Your words. They are in your book."

    def on_mount(self) -> None:
        """Rest is highlighted."""
        self.fill_frame()
        self.top.left = self.taken.exercise.title
        ways = self.query_one("#ways", PickList)
        ways.focus(scroll_visible=False)
        self.call_after_refresh(ways.show_cursor)
        # Whoever presses Enter once too often in the last question must not leave the book by it.
        self.set_timer(0.4, self._now_ready)

    def _now_ready(self) -> None:
        self.ready = True

    @on(PickList.Chosen)
    @on(PickList.Picked)
    async def _chosen(self, event: PickList.Chosen | PickList.Picked) -> None:
        event.stop()
        if not self.ready:
            return
        what, _, id = event.item.id.partition(" ")
        match what:
            case "rest":
                await self.book_app.action_quit()
            case "next":
                await self.book_app.open_exercise(id)
            case "change":
                await self.book_app.change_lines(self.taken)
            case _:
                await self.action_leave()

    def action_open(self) -> None:
        """As Enter does."""
        self.query_one(PickList).action_choose()

    async def action_leave(self) -> None:
        """To the contents."""
        await self.book_app.back_to_contents()


def line_of_theirs(at: Walk) -> str:
    """The first of what the author thought worth keeping, in the person's words; the empty string where none speaks."""
    for id in at.exercise.keep:
        answer = at.known.own.get(id)
        if answer is None or not answer.speaks() or answer.value is None:
            continue
        if isinstance(answer.value, Table):
            rows = answer.value.shown()
            return "\n".join(", ".join(cell_words(cell) for cell in row.cells.values()) for row in rows)
        return "\n".join(items(answer.value))
    return ""
