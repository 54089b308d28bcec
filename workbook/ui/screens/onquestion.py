"""What can be done with the question on a page: its text taken out of the book, its lines hidden and moved."""

from __future__ import annotations

from ...model.questions import AnyStep, LetterQuestion, Question
from ..widgets.questions import QuestionWidget
from .page import Page

_DONE_BY = {
    "hide": "hide",
    "move_up": "move",
    "move_down": "move",
    "put_together": "put_together",
    "copy_text": "text_to_edit",
    "count_words": "text_to_edit",
    "save_text": "text_to_edit",
    "write_outside": "text_to_edit",
}
"""Commands that only some kinds of question know, with what a widget must do for them."""


class OnQuestion(Page):
    """A page with a question on it."""

    step: AnyStep | None = None
    widget: QuestionWidget | None = None

    def does(self, id: str) -> bool:
        """Each kind of question has what it can do with it."""
        if id in ("note_beside", "only_for_me"):
            return isinstance(self.step, Question)
        method = _DONE_BY.get(id)
        if method is None:
            return super().does(id)
        return self.widget is not None and getattr(type(self.widget), method) is not getattr(QuestionWidget, method)

    def action_copy_text(self) -> None:
        """Copy the text that is written here to the clipboard."""
        from ..takeaway import copy

        if (text := self._text_here()) is not None:
            copy(self.book_app, text)

    def action_count_words(self) -> None:
        """Say how many words there are, once: nobody is counted along."""
        if (text := self._text_here()) is not None:
            count = len(text.split())
            self.notify("1 word." if count == 1 else f"{count} words.", markup=False)

    async def action_save_text(self) -> None:
        """Save it as a file of its own, in the folder where the program was started."""
        from ..takeaway import save_as_text

        if (text := self._text_here()) is not None:
            stem = "letter" if isinstance(self.step, LetterQuestion) else "text"
            await save_as_text(self.book_app, text, stem)

    def action_put_together(self) -> None:
        """Put the letter together anew; once more brings back what they made of it."""
        if self.widget is None or not self.widget.put_together():
            self.notify("There is nothing here to put together anew.", markup=False)

    def _text_here(self) -> str | None:
        text = self.widget.text_to_edit() if self.widget is not None else None
        if text is None or not text.strip():
            self.notify("There is no text here yet.", markup=False)
            return None
        return text

    def action_hide(self) -> None:
        """Hide the line or row where the person is, or show it again."""
        if self.widget is None or not self.widget.hide():
            self.notify("There is nothing to hide here.", markup=False)

    def action_move_up(self) -> None:
        """Move a line up."""
        self._move(-1)

    def action_move_down(self) -> None:
        """Move a line down."""
        self._move(1)

    def _move(self, by: int) -> None:
        if self.widget is None or not self.widget.move(by):
            self.notify("There is no line to move here.", markup=False)
