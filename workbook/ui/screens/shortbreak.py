"""A short break: away from the screen, a slow breath, and back to where one was."""

from __future__ import annotations

from textual import on
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from ...model.pack import BreakPage
from ..commands import bindings
from ..widgets.breath import Breath
from ..widgets.push import Push
from ..widgets.softtimer import SoftTimer
from .page import Page

STILL = "Hold it still"
MOVE = "Let it move"


class ShortBreak(Page):
    """Laid over the page that it interrupts, which stays as it is below it."""

    place = "shortbreak"
    CSS_PATH = "writing.tcss"
    BINDINGS = [*bindings("shortbreak")]

    def __init__(self, page: BreakPage, *, saved: bool) -> None:
        super().__init__()
        self.authored = page
        self.saved = saved
        """Whether everything is on disk; nothing is said of it where it is not: the line on top says why."""
        self.breath = None if page.breathe is None else Breath(page.breathe.breathe_in, page.breathe.breathe_out)
        self.still = Push(STILL, id="still")

    def page_parts(self) -> list[Widget]:
        """What may help, a pace to breathe by, time for it, and the two ways on."""
        parts: list[Widget] = [Static(self.authored.text, markup=False, classes="note")]
        ways = [Push("Go on", id="back", classes="-first")]
        if self.breath is not None:
            parts.append(self.breath)
            if self.book_app.animation_level != "none":
                ways.append(self.still)
        if self.authored.minutes:
            clock = self.book_app.desk.clock
            parts.append(SoftTimer(self.authored.minutes, clock(), clock))
        stays = f"{'All is saved. ' if self.saved else ''}Your page stays where it is."
        parts.append(Static(stays, markup=False, classes="saved-line"))
        parts.append(Horizontal(*ways, Push("Leave the book", id="quit"), classes="pushes"))
        return parts

    def on_mount(self) -> None:
        """Enter goes back."""
        self.fill_frame()
        self.top.left = "A short break"
        self.query_one("#back").focus(scroll_visible=False)

    @on(Push.Pressed)
    async def _pressed(self, event: Push.Pressed) -> None:
        event.stop()
        match event.push.id:
            case "still":
                self._hold()
            case "quit":
                await self.action_quit()
            case _:
                self.action_leave()

    def _hold(self) -> None:
        if self.breath is not None:
            self.breath.move(not self.breath.moving)
            self.still.words = STILL if self.breath.moving else MOVE
            self.still.refresh(layout=True)

    def action_leave(self) -> None:
        """Back to where one was. What is written from now on is another stretch."""
        self.book_app.desk.care.rested()
        self.dismiss()
