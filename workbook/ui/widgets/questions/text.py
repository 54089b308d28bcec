"""The questions `line` and `text`: a box to write in."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from ....model.questions import LineQuestion
from ..editor import Editor
from ..oneline import OneLine
from .base import Given, QuestionWidget


class TextBox(QuestionWidget):
    """A box for one line, or for as much as they want."""

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self.box: Editor = self.make_box()

    def make_box(self) -> Editor:
        """The box that suits the question."""
        return OneLine(classes="box") if isinstance(self.given.step, LineQuestion) else Editor(classes="box")

    def beginning(self) -> str:
        """What the box holds at first: the answer, else what is offered."""
        value = self.given.value
        if isinstance(value, str):
            return value
        # What was offered once and left empty on purpose, or let go, is not offered again.
        answer = self.given.answer
        return "" if answer is not None and (answer.skipped or answer.let_go) else self.given.asked.default

    def compose(self) -> ComposeResult:
        """The box, and how long it may take where the author says so."""
        yield self.box
        minutes = getattr(self.given.step, "minutes", 0)
        if minutes:
            from ..softtimer import SoftTimer

            yield SoftTimer(minutes, self.given.since or self.given.clock(), self.given.clock)

    def begin(self) -> None:
        """Seed the box, and put the cursor where it was; at the end the first time."""
        text = self.beginning()
        place = self.given.place
        at = place.at if place is not None and place.at is not None else len(text)
        self.box.seed(text, at)
        self.box.focus(scroll_visible=True)

    def where(self) -> tuple[str, str, int | None]:
        """The cursor."""
        return "", "", self.box.at

    def current(self) -> str | None:
        """The text."""
        return self.box.text or None

    def text_to_edit(self) -> str | None:
        """The text."""
        return self.box.text

    def take_text(self, text: str) -> None:
        """Replace the text, so that undo brings the old one back."""
        self.box.take(text)

    def forget(self) -> None:
        """An empty box without a history."""
        self.box.seed("")

    @on(Editor.Edited)
    def _edited(self, event: Editor.Edited) -> None:
        event.stop()
        self.say(self.box.text or None)

    @on(Editor.Moved)
    def _moved(self, event: Editor.Moved) -> None:
        event.stop()
        self.moved()

    @on(OneLine.Entered)
    def _entered(self, event: OneLine.Entered) -> None:
        event.stop()
        self.go_on()
