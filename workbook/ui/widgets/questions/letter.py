"""The question `letter`: put together from earlier answers, then theirs."""

from __future__ import annotations

from ..editor import Editor
from .text import TextBox


class LetterBox(TextBox):
    """The letter in a box. Until it is edited it follows the answers that it is made of."""

    def make_box(self) -> Editor:
        """A letter has as many lines as it wants."""
        return Editor(classes="box")

    def beginning(self) -> str:
        """What they made of it, else what was put together."""
        answer = self.given.answer
        follows = answer is not None and answer.assembled and not answer.skipped
        return self.given.asked.default if follows else super().beginning()
