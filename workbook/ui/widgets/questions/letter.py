"""The question `letter`: put together from earlier answers, then theirs."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from ..editor import Editor
from .base import Given, QuestionWidget


class LetterBox(QuestionWidget):
    """The letter in a box. Until it is edited it follows the answers that it is made of."""

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self.box = Editor(classes="box")

    def compose(self) -> ComposeResult:
        """The box."""
        yield self.box

    def begin(self) -> None:
        """Seed the box with what they made of it, else with what was put together."""
        answer = self.given.answer
        value = self.given.value
        edited = isinstance(value, str) and answer is not None and not answer.assembled
        text = value if edited and isinstance(value, str) else self.given.asked.default
        place = self.given.place
        self.box.seed(text, place.at if place is not None and place.at is not None else len(text))
        self.box.focus()

    def where(self) -> tuple[str, str, int | None]:
        """The cursor."""
        return "", "", self.box.at

    def current(self) -> str | None:
        """The letter."""
        return self.box.text or None

    def text_to_edit(self) -> str | None:
        """The letter."""
        return self.box.text

    def take_text(self, text: str) -> None:
        """The letter, from outside."""
        self.box.replace(text, self.box.document.start, self.box.document.end)
        self.say(self.box.text or None)

    @on(Editor.Edited)
    def _edited(self, event: Editor.Edited) -> None:
        event.stop()
        self.say(self.box.text or None)

    @on(Editor.Moved)
    def _moved(self, event: Editor.Moved) -> None:
        event.stop()
        self.moved()
