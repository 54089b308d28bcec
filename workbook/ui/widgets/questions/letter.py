"""The question `letter`: put together from earlier answers, then theirs."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal

from ..editor import Editor
from ..push import Push
from .base import Given
from .text import TextBox

ANEW = "Put it together anew"
MINE = "Back to my wording"


class LetterBox(TextBox):
    """The letter on a page to read and to write on. Until it is edited it follows the answers that it is made of.

    Put together anew, it follows them again; what was theirs comes back by the same button, or by undo.
    """

    BINDINGS = [
        Binding("ctrl+z", "undo", "Undo", show=False),
        Binding("ctrl+y", "redo", "Redo", show=False),
    ]

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self.made = given.asked.default
        """The letter as it is put together from the answers of now."""
        self.anew = Push(ANEW, id="anew")
        self._mine = ""
        """Their own wording, after the letter was put together anew on this page."""

    def make_box(self) -> Editor:
        """A letter has as many lines as it wants."""
        return Editor(classes="box letter-page")

    def beginning(self) -> str:
        """What they made of it, else what was put together."""
        answer = self.given.answer
        follows = answer is not None and answer.assembled and not answer.skipped
        return self.given.asked.default if follows else super().beginning()

    def compose(self) -> ComposeResult:
        """The letter, and what can be done with it."""
        yield self.box
        with Horizontal(classes="letter-ways"):
            yield Push("Copy", id="copy")
            yield Push("Save as text", id="save-text")
            yield self.anew

    def begin(self) -> None:
        """The letter is there to be read first: from its top, where nobody has written in it yet."""
        place = self.given.place
        self.box.seed(self.beginning(), place.at if place is not None and place.at is not None else 0)
        self.box.focus(scroll_visible=True)
        self._show()

    def _show(self) -> None:
        """How long it is, and whether it can be put together anew."""
        text = self.box.text
        count = len(text.split())
        self.box.border_subtitle = "" if not count else "1 word" if count == 1 else f"{count} words"
        edited = text != self.box.fit(self.made)
        self.anew.display = bool(self.made) and (edited or bool(self._mine))
        words = ANEW if edited else MINE
        if self.anew.words != words:
            self.anew.words = words
            self.anew.refresh(layout=True)

    @on(Editor.Edited)
    def _count(self) -> None:
        self._show()

    def put_together(self) -> bool:
        """Anew from the answers; once more, and their own wording is back."""
        if not self.anew.display:
            return False
        text = self.box.text
        if text != self.box.fit(self.made):
            self._mine = text
            self.take_text(self.made)
        else:
            self.take_text(self._mine)
        return True

    @on(Push.Pressed)
    async def _pushed(self, event: Push.Pressed) -> None:
        event.stop()
        match event.push.id:
            case "copy":
                await self.run_action("screen.copy_text")
            case "save-text":
                await self.run_action("screen.save_text")
            case _:
                await self.run_action("screen.put_together")

    def action_undo(self) -> None:
        """Undo also from a button below the letter."""
        self.box.undo()

    def action_redo(self) -> None:
        """Redo from there."""
        self.box.redo()
