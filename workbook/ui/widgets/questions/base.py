"""What every kind of question shares: what it is given, and how it says what happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from textual.containers import Vertical
from textual.message import Message

from ....model.answers import Answer, Pick, Table, Value
from ....model.asking import Asked
from ....model.questions import AnyStep, ScaleQuestion
from ....model.sitting import Place


@dataclass(frozen=True, slots=True)
class Given:
    """Everything that a question's widget needs. It owns none of it: the sitting does."""

    step: AnyStep
    asked: Asked
    answer: Answer | None
    options: tuple[Pick, ...]
    table: Table | None
    """Of a table question: its rows as they are to be shown."""
    place: Place | None
    """Where the cursor was, when somebody comes back to this very step."""
    clock: Callable[[], datetime]
    since: datetime | None = None
    """When this step was first shown since the exercise was opened; None for now."""
    said_to: Callable[[int | None], str] | None = None
    """Of a scale that is a measure: what is said to a number once it is given; None where there is nothing to say."""

    @property
    def today(self) -> date:
        """The day it is now: somebody may write past midnight.

        Words for days are understood once, when they are written: "tomorrow" must not become another day by itself.
        """
        return self.clock().date()

    @property
    def value(self) -> Value | None:
        """What has been answered so far."""
        return self.answer.value if self.answer is not None and not self.answer.skipped else None

    @property
    def beginning(self) -> Value | None:
        """What stands there at first: the answer, else what is offered.

        What was offered once and left empty on purpose is not offered again.
        """
        skipped = self.answer is not None and self.answer.skipped
        return self.value if self.value is not None or skipped else self.asked.beginning


def hides_earlier(step: AnyStep) -> bool:
    """Whether the earlier answer shows only after this one: an earlier number of a measure would lead the new one."""
    return isinstance(step, ScaleQuestion) and bool(step.measure)


class QuestionWidget(Vertical):
    """The part of the page in which one question is answered."""

    @dataclass
    class Answered(Message):
        """The person changed the answer. None: nothing stands there any more."""

        widget: QuestionWidget
        value: Value | None

    @dataclass
    class Moved(Message):
        """The cursor is elsewhere."""

        widget: QuestionWidget

    @dataclass
    class GoOn(Message):
        """The person is done with this question."""

        widget: QuestionWidget

    how = ""
    """In a few words which keys answer it, where that is not plain to see."""

    def __init__(self, given: Given) -> None:
        super().__init__(classes=f"question -{given.step.kind}")
        self.given = given

    def begin(self) -> None:
        """Take the focus, at the place where the person was."""
        raise NotImplementedError

    def where(self) -> tuple[str, str, int | None]:
        """The row, column and code point of the cursor, as far as they mean anything here."""
        return "", "", None

    def current(self) -> Value | None:
        """What stands there now, whether typed or offered."""
        return self.given.value

    def turn(self, by: int) -> bool:
        """Go to another part of the same question, where it has parts; whether there was one."""
        return False

    def hide(self) -> bool:
        """Hide the line or row where the person is, or show it again; whether there was one."""
        return False

    def move(self, by: int) -> bool:
        """Move the line where the person is up or down; whether there was one."""
        return False

    def text_to_edit(self) -> str | None:
        """The text that an editor outside may be given; None where there is none."""
        return None

    def take_text(self, text: str) -> None:
        """The text as it came back from outside."""

    def put_together(self) -> bool:
        """Put the text together anew from the answers it is made of, where it is such a text; whether it is."""
        return False

    def forget(self) -> None:
        """Be without what stood here, as if it had never been typed: nothing of it can be undone."""

    def say(self, value: Value | None) -> None:
        """Tell the page about a new value."""
        self.post_message(self.Answered(self, value))

    def moved(self) -> None:
        """Tell the page that the cursor is elsewhere."""
        self.post_message(self.Moved(self))

    def go_on(self) -> None:
        """Tell the page that the person is done here."""
        self.post_message(self.GoOn(self))
